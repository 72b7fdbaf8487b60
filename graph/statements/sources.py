"""Reading what the ledger keeps about sources, and the evidence for entities and relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, func, or_, select

from graph.errors import NotFound
from graph.model.claims import Mark
from graph.statements.tables import kept, passage, revision, source, statement
from graph.statements.view import CHUNK, batched


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A file version. `status` is active, superseded or retracted; times are UTC, ISO 8601; `size` is in bytes."""

    id: str
    name: str
    origin: str
    content_hash: str
    size: int
    media_type: str
    status: str
    added: str
    added_by: str
    revision: int
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that states something: where it stands, its text, and by which method it was read; `marks` are the
    words that say so, none where the whole passage does (a roster's row)."""

    source_id: str
    source: str
    locator: dict[str, Any]
    text: str
    method: str
    confidence: float
    predicate: str
    passage_id: int
    marks: tuple[Mark, ...] = ()


STATED = and_(source.c.ended_revision.is_(None), statement.c.ended_revision.is_(None))  # what counts now
_RECORD = (source, revision.c.at, revision.c.actor)


def _record(row: Row[Any]) -> SourceRecord:
    return SourceRecord(
        id=row.id,
        name=row.name,
        origin=row.origin,
        content_hash=row.content_hash,
        size=row.size,
        media_type=row.media_type,
        status=row.ended_by or "active",
        added=row.at,
        added_by=row.actor,
        revision=row.added_revision,
        report=row.report,
    )


def list_sources(engine: Engine, *, before: int | None, limit: int, active_only: bool = False) -> list[SourceRecord]:
    """File versions, the newest first; `before` is the revision to go on from."""
    query = select(*_RECORD).join(revision, revision.c.id == source.c.added_revision)
    if before is not None:
        query = query.where(source.c.added_revision < before)
    if active_only:
        query = query.where(source.c.ended_revision.is_(None))
    with engine.connect() as connection:
        return [_record(r) for r in connection.execute(query.order_by(source.c.added_revision.desc()).limit(limit))]


def get_source(engine: Engine, source_id: str) -> SourceRecord:
    """One file version. Raises NotFound."""
    query = select(*_RECORD).join(revision, revision.c.id == source.c.added_revision).where(source.c.id == source_id)
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound(f"没有来源 {source_id}", f"no source {source_id}")
    return _record(row)


def find_live(engine: Engine, content_hash: str) -> SourceRecord | None:
    """The file version that counts whose content hash begins so; the newest if there are several."""
    query = select(*_RECORD).join(revision, revision.c.id == source.c.added_revision)
    query = query.where(
        source.c.content_hash.startswith(content_hash, autoescape=True), source.c.ended_revision.is_(None)
    )
    with engine.connect() as connection:
        row = connection.execute(query.order_by(source.c.added_revision.desc()).limit(1)).one_or_none()
    return _record(row) if row else None


def kept_content(engine: Engine, source_id: str) -> str | None:
    """The roster that a source keeps until its rows are corrected, sealed."""
    with engine.connect() as connection:
        return connection.execute(select(kept.c.content).where(kept.c.source_id == source_id)).scalar_one_or_none()


class EvidenceReader:
    """Finds passages. All statements must belong to sources that count now."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_entity(self, mentions: Sequence[str], *, after: int = 0, limit: int = 50) -> list[Evidence]:
        """Passages that name an entity or state a property of it, in the order of loading; one row a passage."""
        with self._engine.connect() as connection:
            return self._passages(connection, statement.c.subject.in_(mentions), after, limit)

    def of_statement(self, mentions: Sequence[str], predicate: str, *, limit: int) -> list[Evidence]:
        """Passages that state one property or relation of an entity."""
        where = and_(statement.c.subject.in_(mentions), statement.c.predicate == predicate)
        with self._engine.connect() as connection:
            return self._passages(connection, where, 0, limit)

    def of_relation(
        self, subjects: Sequence[str], predicate: str, objects: Sequence[str], *, symmetric: bool = False,
        after: int = 0, limit: int = 50,
    ) -> list[Evidence]:  # fmt: skip
        """Passages that state a relation between two entities, given by their mentions."""
        where = and_(statement.c.subject.in_(subjects), statement.c.object.in_(objects))
        if symmetric:
            where = or_(where, and_(statement.c.subject.in_(objects), statement.c.object.in_(subjects)))
        with self._engine.connect() as connection:
            return self._passages(connection, and_(statement.c.predicate == predicate, where), after, limit)

    def _passages(self, connection: Connection, where: Any, after: int, limit: int) -> list[Evidence]:
        found = (
            select(
                statement.c.passage_id,
                func.min(statement.c.method).label("method"),
                func.max(statement.c.confidence).label("confidence"),
                func.min(statement.c.predicate).label("predicate"),
            )
            .join(source, source.c.id == statement.c.source_id)
            .where(where, STATED, statement.c.passage_id > after)
            .group_by(statement.c.passage_id)
            .order_by(statement.c.passage_id)
            .limit(limit)
            .subquery()
        )
        query = (
            select(
                passage.c.source_id, source.c.name, passage.c.locator, passage.c.text,
                found.c.method, found.c.confidence, found.c.predicate, passage.c.id,
            )
            .join(passage, passage.c.id == found.c.passage_id)
            .join(source, source.c.id == passage.c.source_id)
            .order_by(passage.c.id)
        )  # fmt: skip
        rows = connection.execute(query).all()
        marks = self._marks(connection, where, [row.id for row in rows])
        return [Evidence(*row, marks=tuple(sorted(marks.get(row.id, ())))) for row in rows]

    def _marks(self, connection: Connection, where: Any, passages: Sequence[int]) -> dict[int, set[Mark]]:
        """The marked words of statements, by passage."""
        marks: dict[int, set[Mark]] = {}
        query = (
            select(statement.c.passage_id, statement.c.marks)
            .join(source, source.c.id == statement.c.source_id)
            .where(where, STATED, statement.c.passage_id.in_(passages), statement.c.marks.is_not(None))
        )
        for cited, found in connection.execute(query):
            marks.setdefault(cited, set()).update((start, end) for start, end in found)
        return marks

    def rows_of(self, mentions: Sequence[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(mention, file name, locator) for every passage that names a mention; for exports."""
        query = (
            select(statement.c.subject, source.c.name, passage.c.locator)
            .join(source, source.c.id == statement.c.source_id)
            .join(passage, passage.c.id == statement.c.passage_id)
            .where(statement.c.predicate == "name", STATED)
        )
        with self._engine.connect() as connection:
            for chunk in batched(mentions, CHUNK):
                rows = query.where(statement.c.subject.in_(chunk)).order_by(statement.c.id)
                yield from ((s, n, loc) for s, n, loc in connection.execute(rows))

    def relation_rows(self, mentions: Sequence[str]) -> Iterator[tuple[str, str, str, str, dict[str, Any]]]:
        """(subject, predicate, object, file name, locator) for the relations that start at mentions; for exports."""
        columns = statement.c.subject, statement.c.predicate, statement.c.object, source.c.name, passage.c.locator
        query = (
            select(*columns)
            .join(source, source.c.id == statement.c.source_id)
            .join(passage, passage.c.id == statement.c.passage_id)
            .where(statement.c.object.is_not(None), STATED)
        )
        with self._engine.connect() as connection:
            for chunk in batched(mentions, CHUNK):
                rows = query.where(statement.c.subject.in_(chunk)).order_by(statement.c.id)
                yield from ((s, p, o, n, loc) for s, p, o, n, loc in connection.execute(rows))
