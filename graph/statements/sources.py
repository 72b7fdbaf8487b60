"""Reading what the ledger keeps about sources, and the evidence for entities and relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, func, or_, select

from graph.errors import NotFound
from graph.model.claims import EdgeKey, Mark
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


@dataclass(frozen=True, slots=True)
class RelationEnds:
    """An edge as the ledger knows it: by the mentions of the entities at its ends."""

    subjects: Sequence[str]
    predicate: str
    objects: Sequence[str]
    symmetric: bool = False


@dataclass(slots=True)
class _Cited:
    """What the statements of an edge in one passage come to."""

    method: str
    confidence: float
    marks: set[Mark]


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

    def of_edges(self, edges: Mapping[EdgeKey, RelationEnds], *, limit: int) -> dict[EdgeKey, list[Evidence]]:
        """What `of_relation` gives for each of many edges, in a few queries for all of them."""
        owners: dict[tuple[str, str, str], EdgeKey] = {}
        for key, ends in edges.items():
            for subject, target in product(ends.subjects, ends.objects):
                owners[subject, ends.predicate, target] = key
                if ends.symmetric:
                    owners[target, ends.predicate, subject] = key
        found: dict[EdgeKey, dict[int, _Cited]] = {key: {} for key in edges}
        with self._engine.connect() as connection:
            for subject, predicate, target, number, method, confidence, marks in _stated(connection, owners, limit):
                if owner := owners.get((subject, predicate, target)):
                    cited = found[owner].setdefault(number, _Cited(method, confidence, set()))
                    cited.method, cited.confidence = min(cited.method, method), max(cited.confidence, confidence)
                    cited.marks.update((start, end) for start, end in marks or ())
            shown = {key: sorted(passages.items())[:limit] for key, passages in found.items()}
            rows = _passage_rows(connection, sorted({number for some in shown.values() for number, _ in some}))
        return {
            key: [
                Evidence(*rows[number], c.method, c.confidence, key[1], number, tuple(sorted(c.marks)))
                for number, c in some
            ]
            for key, some in shown.items()
        }

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


def _stated(connection: Connection, wanted: Iterable[tuple[str, str, str]], limit: int) -> Iterator[tuple[Any, ...]]:
    """(subject, predicate, object, passage, method, confidence, marks) of statements between the ends of wanted ones,
    others among them: of each the first `limit` passages."""
    by_predicate: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, target in wanted:
        by_predicate[predicate].append((subject, target))
    said = statement.c.subject, statement.c.predicate, statement.c.object
    rank = func.dense_rank().over(partition_by=said, order_by=statement.c.passage_id).label("rank")
    columns = *said, statement.c.passage_id, statement.c.method, statement.c.confidence, statement.c.marks
    query = select(*columns, rank).join(source, source.c.id == statement.c.source_id).where(STATED)
    for predicate, pairs in by_predicate.items():
        for chunk in batched(sorted(pairs), CHUNK):
            ranked = query.where(
                statement.c.predicate == predicate,
                statement.c.subject.in_({s for s, _ in chunk}),
                statement.c.object.in_({o for _, o in chunk}),
            ).subquery()
            kept_columns = [column for column in ranked.c if column.name != rank.name]
            yield from map(tuple, connection.execute(select(*kept_columns).where(ranked.c.rank <= limit)))


def _passage_rows(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str, dict[str, Any], str]]:
    """(source id, file name, locator, text) by passage id."""
    columns = passage.c.id, passage.c.source_id, source.c.name, passage.c.locator, passage.c.text
    query = select(*columns).join(source, source.c.id == passage.c.source_id)
    return {
        number: (source_id, name, locator, text)
        for chunk in batched(numbers, CHUNK)
        for number, source_id, name, locator, text in connection.execute(query.where(passage.c.id.in_(chunk)))
    }
