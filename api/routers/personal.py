"""Personal values for those who have the right to see them, and the log of who did."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import Calling, PersonalRight, Work
from api.errors import problems
from api.paging import Cursor, Limit, decode, encode
from api.routers.graph import EntityId
from api.schemas.common import Page
from api.schemas.personal import AccessOut, PersonalIn, PersonalOut
from graph.services.personal import reveal
from graph.statements.accesses import list_accesses

router = APIRouter(tags=["personal"], dependencies=[PersonalRight])


@router.post("/entities/{id}/personal", summary="查看个人信息（须有权限，留痕）", responses=problems(404))
def read_personal(work: Work, caller: Calling, id: EntityId, given: PersonalIn) -> PersonalOut:
    """The sealed values of one entity: ID number, birth, phone. Only for callers who have the right to personal
    values; every access is logged with its reason. Without the right the answer is 403."""
    entity, fields = reveal(work, id, actor=caller.name, reason=given.reason, fields=given.fields)
    return PersonalOut.of(entity, fields)


@router.get("/accesses", summary="查看个人信息的记录", responses=problems())
def read_accesses(work: Work, limit: Limit = 50, cursor: Cursor = None) -> Page[AccessOut]:
    """Who looked at whose personal values, when and why; the newest first. Never a value."""
    before = (decode(cursor, int) or (None,))[0]
    found = list_accesses(work.ledger.engine, before=before, limit=limit + 1)
    more = encode(found[limit - 1].id) if len(found) > limit else None
    return Page(items=[AccessOut.of(a) for a in found[:limit]], next=more)
