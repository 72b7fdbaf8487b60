"""Erasure of a person (the only write that takes something out of the ledger)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select, text, update

from graph.errors import NotFound
from graph.model.names import normalise_name
from graph.statements.inserting import note_appearances
from graph.statements.ledger import Ledger
from graph.statements.tables import access, decision, fact, job, judgement, kept, passage, source, statement
from graph.statements.view import CHUNK, batched

BLACK = "█"


def erase(
    ledger: Ledger, mentions: Sequence[str], names: Sequence[str], *, actor: str, documents: Collection[str] = ()
) -> tuple[int, int]:
    """Deletes every statement on or about some mentions, also those of sources that no longer count, and blacks out the
    names in whatever else the passages that stated them, their sources' reports and the job log say.

    `mentions` must hold those of ended sources too; `documents` are the origins of documents that name the person in
    facts alone. Roster rows are blacked out whole. Returns (revision, number of statements deleted). Raises NotFound.
    """
    concerned = or_(statement.c.subject.in_(mentions), statement.c.object.in_(mentions))
    black_out = _eraser(names)
    with ledger.write("erase", actor) as (connection, number):
        cited = select(statement.c.passage_id, statement.c.source_id).where(concerned).distinct()
        rows = connection.execute(cited).all()
        deleted = connection.execute(delete(statement).where(concerned)).rowcount
        sources = _versions(connection, {row.source_id for row in rows}, documents)
        told = _forget_facts(connection, sources, black_out)
        if not rows and not told:
            raise NotFound("没有这个人的记录", "there is no statement about this person")
        before = _sentences(connection, ledger, told | {row.passage_id for row in rows})
        for passages in batched(sorted(before), CHUNK):
            _black_out_passages(connection, passage.c.id.in_(passages), black_out)
            _black_out_values(connection, statement.c.passage_id.in_(passages), black_out)
        for chunk in batched(sorted(sources), CHUNK):
            note_appearances(connection, chunk)
        _forget_decisions(connection, sources, black_out, _renewed(before, _sentences(connection, ledger, before)))
        _black_out_json(connection, source, "report", source.c.id.in_(sources), black_out)
        _black_out_json(connection, job, "result", job.c.result.is_not(None), black_out)
        _black_out_reasons(connection, black_out)
        connection.execute(delete(kept))  # sealed as they are, nobody can tell in which of them the person stands
        both = or_(judgement.c.left.in_(mentions), judgement.c.right.in_(mentions))
        connection.execute(delete(judgement).where(both))
    if ledger.engine.dialect.name == "sqlite":  # the write-ahead log still holds the pages as they were
        with ledger.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return number, deleted


def _versions(connection: Connection, sources: Collection[str], documents: Collection[str]) -> set[str]:
    """All versions of the files that some sources are versions of, and of some documents."""
    origins = select(source.c.origin).where(source.c.id.in_(sources))
    files = or_(source.c.origin.in_(origins), source.c.origin.in_(documents))
    return set(connection.execute(select(source.c.id).where(files)).scalars())


def _forget_facts(connection: Connection, sources: Collection[str], black_out: Callable[[str], str]) -> set[int]:
    """Deletes the facts that name the person; what the ledger states of other things stays, but can no longer be
    decided on one by one. Returns the ids of the passages that the facts cited."""
    cited: set[int] = set()
    first = select(func.min(passage.c.id)).where(passage.c.source_id == fact.c.source_id).scalar_subquery()
    for row in connection.execute(select(fact, first.label("first")).where(fact.c.source_id.in_(sources))).all():
        if _in_strings(row.content, black_out) != row.content:
            cited |= {row.first + index for index, _ in row.cited}
            connection.execute(delete(fact).where(fact.c.id == row.id))
    return cited


def _forget_decisions(
    connection: Connection, sources: Collection[str], black_out: Callable[[str], str], renewed: dict[str, str]
) -> None:
    """Deletes the decisions that name the person in one of the documents, and keeps the others to their sentences,
    whose digests change as the name goes."""
    origins = set(connection.execute(select(source.c.origin).where(source.c.id.in_(sources))).scalars())
    for row in connection.execute(select(decision)).all():
        named = [row.content, row.correction]
        if row.origin in origins and _in_strings(named, black_out) != named:
            connection.execute(delete(decision).where(decision.c.id == row.id))
            continue
        kept = {"reason": black_out(row.reason), "sentences": [renewed.get(s, s) for s in row.sentences]}
        if kept != {"reason": row.reason, "sentences": row.sentences}:
            connection.execute(update(decision).where(decision.c.id == row.id).values(kept))


def _sentences(connection: Connection, ledger: Ledger, passages: Collection[int]) -> dict[int, str]:
    """The digests of passages, by id."""
    found: dict[int, str] = {}
    for chunk in batched(sorted(passages), CHUNK):
        rows = connection.execute(select(passage.c.id, passage.c.text).where(passage.c.id.in_(chunk)))
        found |= {identifier: ledger.encoder.sentence(said) for identifier, said in rows}
    return found


def _renewed(before: dict[int, str], after: dict[int, str]) -> dict[str, str]:
    """New digests by old."""
    return {before[i]: after[i] for i in before if before[i] != after[i]}


def _eraser(names: Sequence[str]) -> Callable[[str], str]:
    """A function that blacks out names, also where white space stands between their characters."""
    spaced = (r"[\s\u3000]*".join(map(re.escape, name)) for name in _forms(names))
    pattern = re.compile("|".join(spaced), re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: BLACK * len(found.group()), text)


def _forms(names: Sequence[str]) -> Iterator[str]:
    """The names and the forms in which they are compared, longest first."""
    forms = {form for name in names for form in ("".join(name.split()), normalise_name(name)) if form}
    yield from sorted(forms, key=lambda form: (-len(form), form))


def _black_out_passages(connection: Connection, where: ColumnElement[bool], black_out: Callable[[str], str]) -> None:
    for row in connection.execute(select(passage).where(where)).all():
        shown = BLACK * 6 if "row" in row.locator else black_out(row.text)
        connection.execute(update(passage).where(passage.c.id == row.id).values(text=shown))


def _black_out_reasons(connection: Connection, black_out: Callable[[str], str]) -> None:
    """The reasons for which personal values were looked at; that they were stays on record."""
    for row in connection.execute(select(access.c.id, access.c.reason)).all():
        if (shown := black_out(row.reason)) != row.reason:
            connection.execute(update(access).where(access.c.id == row.id).values(reason=shown))


def _black_out_values(connection: Connection, where: ColumnElement[bool], black_out: Callable[[str], str]) -> None:
    """Values of other things that carry the name (a station named after its expert)."""
    columns = statement.c.id, statement.c.value
    plain = select(*columns).where(where, statement.c.value.is_not(None), statement.c.sealed.is_(False))
    for row in connection.execute(plain).all():
        value = black_out(row.value)
        if value != row.value:  # without a token: blacked-out names are alike and must not join what they name
            connection.execute(update(statement).where(statement.c.id == row.id).values(value=value, token=None))


def _black_out_json(
    connection: Connection, table: Table, column: str, where: ColumnElement[bool], black_out: Callable[[str], str]
) -> None:
    for row in connection.execute(select(table.c.id, table.c[column]).where(where)).all():
        after = _in_strings(row[1], black_out)
        if after != row[1]:
            values: dict[str, Any] = {column: after}
            connection.execute(update(table).where(table.c.id == row.id).values(values))


def _in_strings(value: Any, change: Callable[[str], str]) -> Any:
    """The JSON value with its strings changed; keys, numbers and structure stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_in_strings(item, change) for item in value]
    if isinstance(value, dict):
        return {key: _in_strings(item, change) for key, item in value.items()}
    return value
