"""Writing decisions on facts. A document's statements are a function of its facts and the decisions that count; when a
decision changes what it yields, the statements that are no more end, and those that are new begin, at its revision."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from graph.errors import Conflict, NotFound
from graph.model.claims import Claim
from graph.model.facts import Content, Decision, Fact, Verdict
from graph.statements.facts import FactReader
from graph.statements.inserting import insert_statements, note_appearances
from graph.statements.ledger import Ledger, carry_over
from graph.statements.tables import decision, passage, source, statement
from graph.statements.view import CHUNK, batched

Restate = Callable[[str, Sequence[Fact], Sequence[Decision]], Sequence[Claim]]
"""The claims of a document, from its origin, its facts and the decisions that count (the newest first)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decides on a fact; `correction` goes with `correct` alone."""

    fact: str
    verdict: Verdict
    correction: Content | None = None
    reason: str = ""


def decide(ledger: Ledger, choice: Choice, restate: Restate, *, actor: str) -> tuple[int, int]:
    """Records a decision on a fact of a live document and lets its statements follow. Returns (decision, revision).
    Raises NotFound; and whatever `restate` raises, then nothing is written."""
    with ledger.write("decide", actor, subject=choice.fact) as (connection, number):
        reader = FactReader(connection, ledger.encoder)
        document = reader.document(reader.document_of(choice.fact))
        fact = next(f for f in document.facts if f.key == choice.fact)
        before = restate(document.origin, document.facts, reader.decisions(document.origin))
        values = {
            "origin": document.origin, "fact": fact.key, "kind": fact.kind, "content": fact.content,
            "sentences": sorted({c.sentence for c in fact.cited}), "verdict": choice.verdict,
            "correction": choice.correction, "actor": actor, "reason": choice.reason, "added_revision": number,
        }  # fmt: skip
        added = connection.execute(insert(decision).values(values).returning(decision.c.id)).scalar_one()
        after = restate(document.origin, document.facts, reader.decisions(document.origin))
        _restate(ledger, connection, number, document.source_id, before, after)
    return int(added), number


def undo_decision(ledger: Ledger, decision_id: int, restate: Restate, *, actor: str) -> int:
    """Takes a decision back. Returns the revision. Raises NotFound or Conflict."""
    with ledger.write("undo", actor, subject=f"decision {decision_id}") as (connection, number):
        row = connection.execute(select(decision).where(decision.c.id == decision_id)).one_or_none()
        if row is None:
            raise NotFound(f"没有对事实的判断 {decision_id}", f"no decision {decision_id}")
        if row.undone_revision is not None:
            raise Conflict(f"对事实的判断 {decision_id} 已撤销", f"decision {decision_id} is undone already")
        reader = FactReader(connection, ledger.encoder)
        live = select(source.c.id).where(source.c.origin == row.origin, source.c.ended_revision.is_(None))
        source_id = connection.execute(live).scalar()
        document = reader.document(source_id) if source_id else None
        before = restate(row.origin, document.facts, reader.decisions(row.origin)) if document else ()
        connection.execute(update(decision).where(decision.c.id == decision_id).values(undone_revision=number))
        if document:
            after = restate(row.origin, document.facts, reader.decisions(row.origin))
            _restate(ledger, connection, number, document.source_id, before, after)
    return number


def _restate(
    ledger: Ledger, connection: Connection, number: int, source_id: str,
    before: Sequence[Claim], after: Sequence[Claim],
) -> None:  # fmt: skip
    """Ends the statements that only `before` yields and begins those that only `after` does.

    Only the difference is written: names that an erasure took out of other statements do not come back.
    """
    first = connection.execute(select(func.min(passage.c.id)).where(passage.c.source_id == source_id)).scalar_one()
    rows = [
        {(claim.passage, _whole(row)): (first + claim.passage, row) for claim, row in zip(claims, encoded, strict=True)}
        for claims, encoded in ((claims, ledger.encoder.encode_source(claims)) for claims in (before, after))
    ]
    gone = [row for key, row in rows[0].items() if key not in rows[1]]
    new = [row for key, row in rows[1].items() if key not in rows[0]]
    _end(connection, number, source_id, gone)
    insert_statements(connection, source_id, number, new, added_revision=number)
    note_appearances(connection, [source_id])
    carry_over(connection, source_id, source_id)


def _whole(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True)


def _end(connection: Connection, number: int, source_id: str, rows: Sequence[tuple[int, dict[str, Any]]]) -> None:
    """Ends the live statements that say what the rows say, in the same passages: those of the same method, or else of
    whichever (an older version of the rules may have read them)."""
    said = statement.c.passage_id, statement.c.subject, statement.c.predicate, statement.c.object, statement.c.value
    live = select(statement.c.id, statement.c.method, *said).where(
        statement.c.source_id == source_id, statement.c.ended_revision.is_(None)
    )
    stated: dict[tuple[Any, ...], dict[int, str]] = defaultdict(dict)
    for identifier, method, *what in connection.execute(live):
        stated[tuple(what)][identifier] = method
    ended: set[int] = set()
    for cited, row in rows:
        found = stated[cited, row["subject"], row["predicate"], row["object"], row["value"]]
        ended.update([i for i, method in found.items() if method == row["method"]] or found)
    for chunk in batched(sorted(ended), CHUNK):
        connection.execute(update(statement).where(statement.c.id.in_(chunk)).values(ended_revision=number))
