"""Reading the judgements that people made."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select

from graph.statements.tables import judgement, revision


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """A verdict on two mentions: who, when (UTC, ISO 8601) and why; `undone` once it was taken back."""

    id: int
    left: str
    right: str
    verdict: str
    actor: str
    reason: str
    at: str
    undone: bool


def list_judgements(engine: Engine, *, before: int | None, limit: int) -> list[JudgementRecord]:
    """Judgements, the newest first; `before` is the id to go on from."""
    query = select(judgement, revision.c.at).join(revision, revision.c.id == judgement.c.added_revision)
    if before is not None:
        query = query.where(judgement.c.id < before)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(judgement.c.id.desc()).limit(limit)).all()
    return [
        JudgementRecord(r.id, r.left, r.right, r.verdict, r.actor, r.reason, r.at, r.undone_revision is not None)
        for r in rows
    ]
