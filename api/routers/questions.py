"""Questions that planning asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Work
from api.errors import problems
from api.paging import Cursor, Limit, decode, encode
from api.schemas.questions import WhoServesOut
from graph.services.who_serves import PATH_KINDS, WhoServesQuestion, who_serves

router = APIRouter(tags=["questions"])
Name = Annotated[str, Query(min_length=1, max_length=100, description="name or id")]


@router.get("/who-serves", summary="谁在服务某产业", responses=problems(404))
def read_who_serves(
    work: Work,
    industry: Name,
    region: Annotated[str | None, Query(min_length=1, max_length=100, description="name or id")] = None,
    as_of: Annotated[str | None, Query(max_length=10, description="ISO date, month or year")] = None,
    mode: Annotated[str | None, Query(max_length=20, description="engagement mode, label or code")] = None,
    kind: Annotated[list[str] | None, Query(max_length=10, description="path kinds: " + ", ".join(PATH_KINDS))] = None,
    evidence: Annotated[bool, Query(description="with the passages behind every step")] = True,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> WhoServesOut:
    """Talents who serve an industry or one below it, in a region or one below it: over which path, since when, and
    which sentence or row says so."""
    question = WhoServesQuestion(
        industry=industry, region=region, as_of=as_of, mode=mode, kinds=tuple(kind or PATH_KINDS),
        after=(decode(cursor, str) or ("",))[0], limit=limit,
    )  # fmt: skip
    answer = WhoServesOut.of(who_serves(work, question, evidence=evidence))
    return answer.model_copy(update={"next": encode(answer.next) if answer.next else None})
