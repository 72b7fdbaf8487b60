"""Who looked at whose personal values, when and why: written before any value is shown, and never with a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, insert, select

from graph.statements.ledger import utc_now
from graph.statements.tables import access


@dataclass(frozen=True, slots=True)
class AccessRecord:
    """One access: who, when (UTC, ISO 8601), to which entity, which of its properties, and why."""

    id: int
    at: str
    actor: str
    entity: str
    fields: list[str]
    reason: str


def record_access(engine: Engine, *, actor: str, entity: str, fields: Sequence[str], reason: str) -> int:
    """Writes an access down. Returns its number; what has returned is on disk."""
    values = {"at": utc_now(), "actor": actor, "entity": entity, "fields": list(fields), "reason": reason}
    with engine.execution_options(ledger_write=True).begin() as connection:
        return int(connection.execute(insert(access).values(values).returning(access.c.id)).scalar_one())


def list_accesses(engine: Engine, *, before: int | None, limit: int) -> list[AccessRecord]:
    """Accesses, the newest first; `before` is the number to go on from."""
    query = select(access)
    if before is not None:
        query = query.where(access.c.id < before)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(access.c.id.desc()).limit(limit)).all()
    return [AccessRecord(r.id, r.at, r.actor, r.entity, r.fields, r.reason) for r in rows]
