"""Decide who is who: the review queue and judgements."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as PathParameter

from api.deps import Calling, Reviews, Work
from api.errors import problems
from api.paging import Cursor, Limit, decode, encode
from api.schemas.common import Page
from api.schemas.reviews import JudgedOut, JudgementIn, JudgementOut, ReviewOut
from graph.statements.judgements import list_judgements

router = APIRouter(tags=["reviews"])
MAX_ID = 2**53


@router.get("/reviews", summary="待审核的疑似同一人、同一单位", responses=problems())
def read_reviews(reviews: Reviews, limit: Limit = 20, cursor: Cursor = None) -> Page[ReviewOut]:
    """Pairs that may be one, the most alike first, with what agrees, what differs and the evidence of both."""
    offset = max(0, (decode(cursor, int) or (0,))[0])
    more = encode(offset + limit) if len(reviews.pairs()) > offset + limit else None
    return Page(items=[ReviewOut.of(r) for r in reviews.page(offset, limit)], next=more)


@router.get("/judgements", summary="已作的判断", responses=problems())
def read_judgements(work: Work, limit: Limit = 50, cursor: Cursor = None) -> Page[JudgementOut]:
    """Verdicts, the newest first."""
    before = (decode(cursor, int) or (None,))[0]
    found = list_judgements(work.ledger.engine, before=before, limit=limit + 1)
    more = encode(found[limit - 1].id) if len(found) > limit else None
    return Page(items=[JudgementOut.of(j) for j in found[:limit]], next=more)


@router.post("/judgements", status_code=201, summary="判断两条是否同一", responses=problems(404))
def judge(work: Work, caller: Calling, given: JudgementIn) -> JudgedOut:
    """Records a verdict; it wins over every rule, survives new versions of files, and can be undone."""
    number, revision = work.ledger.judge(given.left, given.right, given.verdict, actor=caller.name, reason=given.reason)
    work.projector.follow()
    return JudgedOut(id=number, revision=revision)


@router.delete("/judgements/{id}", summary="撤销判断", responses=problems(404, 409))
def undo(work: Work, caller: Calling, id: Annotated[int, PathParameter(ge=1, le=MAX_ID)]) -> JudgedOut:
    """Takes a verdict back; the graph folds again as if it had not been."""
    revision = work.ledger.undo_judgement(id, actor=caller.name)
    work.projector.follow()
    return JudgedOut(id=id, revision=revision)
