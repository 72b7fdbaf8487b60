"""Review what documents were read to say: facts with their sentences, and decisions on them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as PathParameter

from api.deps import Calling, Work
from api.errors import problems
from api.paging import Cursor, Limit, decode, encode
from api.routers.reviews import MAX_ID
from api.schemas.common import Page
from api.schemas.facts import DecidedOut, DecisionIn, DecisionOut, FactOut
from graph.callers import SHARED
from ingest import decisions
from ingest.settling import OPEN, State

router = APIRouter(tags=["facts"])
FactId = Annotated[str, PathParameter(max_length=40, examples=["fact-0123456789abcdef0123"])]


@router.get("/facts", summary="文档里读出的事实，默认列出待审的", responses=problems(404))
def read_facts(
    work: Work,
    source: Annotated[str | None, Query(max_length=64, description="only this document, by its source id")] = None,
    state: Annotated[list[State] | None, Query(description="default: those to be reviewed")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[FactOut]:
    """Facts with their sentences, the words marked, the rule that read them and its confidence."""
    after = decode(cursor, str, int) or ("", -1)
    page = decisions.list_facts(work, source=source, states=state or OPEN, after=(after[0], after[1]), limit=limit)
    return Page(items=[FactOut.of(f) for f in page.facts], next=encode(*page.next) if page.next else None)


@router.get("/facts/{id}", summary="一个事实及其出处", responses=problems(404))
def read_fact(work: Work, id: FactId) -> FactOut:
    """One fact of a document that counts."""
    return FactOut.of(decisions.find_fact(work, id))


@router.post("/decisions", status_code=201, summary="接受、更正或否定一个事实", responses=problems(404))
def decide(work: Work, caller: Calling, given: DecisionIn) -> DecidedOut:
    """Records a decision. It wins over the rule, holds when the document or a changed version of it is read again, and
    can be undone."""
    actor = given.by if caller.name == SHARED else caller.name  # a token of one's own is a signature
    number, revision = decisions.decide(
        work, given.fact, given.verdict, changes=given.changes.given() or None, actor=actor, reason=given.reason
    )
    return DecidedOut(id=number, revision=revision)


@router.get("/decisions", summary="对事实所作的判断", responses=problems())
def read_decisions(work: Work, limit: Limit = 50, cursor: Cursor = None) -> Page[DecisionOut]:
    """Decisions, the newest first, undone ones too."""
    before = (decode(cursor, int) or (None,))[0]
    found = decisions.list_decisions(work, before=before, limit=limit + 1)
    more = encode(found[limit - 1].id) if len(found) > limit else None
    return Page(items=[DecisionOut.of(d) for d in found[:limit]], next=more)


@router.delete("/decisions/{id}", summary="撤销对事实的判断", responses=problems(404, 409))
def undo(work: Work, caller: Calling, id: Annotated[int, PathParameter(ge=1, le=MAX_ID)]) -> DecidedOut:
    """Takes a decision back: the fact stands again as it did before."""
    return DecidedOut(id=id, revision=decisions.undo(work, id, actor=caller.name))
