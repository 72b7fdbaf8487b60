"""Erasure of a person (the only write that takes something out of the ledger)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, or_, select, update

from graph.errors import NotFound
from graph.statements.ledger import Ledger
from graph.statements.tables import judgement, passage, statement

BLACK = "█"


def erase(ledger: Ledger, mentions: Sequence[str], names: Sequence[str], *, actor: str) -> tuple[int, int]:
    """Deletes every statement on or about some mentions and blacks out the names in the passages that stated them.

    Roster rows are blacked out whole. Returns (revision, number of statements deleted). Raises NotFound.
    """
    concerned = or_(statement.c.subject.in_(mentions), statement.c.object.in_(mentions))
    with ledger.write("erase", actor) as (connection, number):
        passages = list(connection.execute(select(statement.c.passage_id).where(concerned).distinct()).scalars())
        if not passages:
            raise NotFound("没有这个人的记录", "there is no statement about this person")
        deleted = connection.execute(delete(statement).where(concerned)).rowcount
        for row in connection.execute(select(passage).where(passage.c.id.in_(passages))).all():
            values = {"text": _black_out(row.text, row.locator, names)}
            connection.execute(update(passage).where(passage.c.id == row.id).values(**values))
        both = or_(judgement.c.left.in_(mentions), judgement.c.right.in_(mentions))
        connection.execute(delete(judgement).where(both))
    return number, deleted


def _black_out(text: str, locator: dict[str, Any], names: Sequence[str]) -> str:
    if "row" in locator:
        return BLACK * 6
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, BLACK * len(name))
    return text
