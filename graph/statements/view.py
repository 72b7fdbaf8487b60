"""Reading the ledger as it stood at a revision. What folds, resolves or shows evidence reads through a view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, and_, exists, func, or_, select, true

from graph.statements.tables import appearance, decision, fact, judgement, revision, source, statement

T = TypeVar("T")
CHUNK = 5_000  # bound values in one statement: SQLite takes 32,766, PostgreSQL 65,535


@dataclass(frozen=True, slots=True)
class PropertyClaim:
    """A property value as one method claims it of one mention; `newest` is the newest revision in which a source began
    to claim it."""

    subject: str
    predicate: str
    value: str  # JSON
    method: str
    confidence: float
    newest: int


@dataclass(frozen=True, slots=True)
class RelationClaim:
    """A relation as one source states it."""

    subject: str
    predicate: str
    object: str
    qualifiers: dict[str, Any]
    confidence: float
    source_id: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict that counts between two mentions."""

    left: str
    right: str
    verdict: str


class LedgerView:
    """The ledger at one revision: statements of the sources that counted then. Uses the caller's transaction.

    With `ended_too`, statements of all sources until then, also of those that no longer counted.
    """

    def __init__(self, connection: Connection, revision: int, *, ended_too: bool = False) -> None:
        self._connection, self.revision, self._ended_too = connection, revision, ended_too

    def _select(self, *columns: Any, of: Table = statement) -> Select[Any]:
        begun, revision = of.c.added_revision, self.revision
        added = and_(source.c.added_revision <= revision, or_(begun.is_(None), begun <= revision))
        still = (or_(end.is_(None), end > revision) for end in (source.c.ended_revision, of.c.ended_revision))
        live = and_(added, true() if self._ended_too else and_(*still))
        return select(*columns).join(source, source.c.id == of.c.source_id).where(live)

    def _appearing(self, *columns: Any) -> Select[Any]:
        return self._select(*columns, of=appearance).distinct()

    def _in_chunks(self, query: Select[Any], column: Any, values: Iterable[str] | None) -> Iterator[Any]:
        """Rows of the query with `column` among `values`; all rows for None."""
        if values is None:
            yield from self._connection.execution_options(yield_per=CHUNK).execute(query)
            return
        for chunk in batched(sorted(set(values)), CHUNK):
            yield from self._connection.execute(query.where(column.in_(chunk)))

    def tokens(self, mentions: Iterable[str] | None) -> Iterator[tuple[str, str]]:
        """(mention, token) for the identity tokens of mentions, or of all."""
        query = self._appearing(appearance.c.mention, appearance.c.token).where(appearance.c.token.is_not(None))
        return ((m, t) for m, t in self._in_chunks(query, appearance.c.mention, mentions))

    def mentions_with(self, tokens: Iterable[str]) -> set[str]:
        """The mentions that carry any of the tokens."""
        query = self._appearing(appearance.c.mention)
        return {row[0] for row in self._in_chunks(query, appearance.c.token, tokens)}

    def companions(self, mentions: Iterable[str] | None, predicates: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """(mention, predicate, object mention) for some relations of mentions, or of all."""
        columns = statement.c.subject, statement.c.predicate, statement.c.object
        query = self._select(*columns).where(statement.c.predicate.in_(predicates)).distinct()
        return ((s, p, o) for s, p, o in self._in_chunks(query, statement.c.subject, mentions))

    def values(self, mentions: Iterable[str] | None, predicates: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """(mention, predicate, JSON value) for some public properties of mentions, or of all."""
        columns = statement.c.subject, statement.c.predicate, statement.c.value
        query = self._select(*columns).where(statement.c.predicate.in_(predicates)).distinct()
        return ((s, p, v) for s, p, v in self._in_chunks(query, statement.c.subject, mentions))

    def given_names(self, types: Sequence[str]) -> Iterator[tuple[str, str]]:
        """(mention, JSON name or alias) for mentions with some id prefixes, where a name means the same everywhere, as
        rosters and people give it: not what rules read in documents, whose mistakes would confirm themselves."""
        given = or_(*(statement.c.method.like(f"{kind}:%") for kind in ("mapping", "person")))
        ours = or_(*(statement.c.subject.like(f"{prefix}-%") for prefix in types))
        query = self._select(statement.c.subject, statement.c.value).where(
            statement.c.predicate.in_(("name", "aliases")), statement.c.token.is_not(None), given, ours
        )
        return ((s, v) for s, v in self._connection.execute(query.distinct()))

    def subjects_of(self, objects: Iterable[str], predicates: Sequence[str]) -> set[str]:
        """Mentions that some relations lead from, to any of the objects."""
        query = self._select(statement.c.subject).where(statement.c.predicate.in_(predicates)).distinct()
        return {row[0] for row in self._in_chunks(query, statement.c.object, objects)}

    def subjects_in(self, origin: str, mentions: Iterable[str]) -> set[str]:
        """Those mentions that sources of an origin speak about."""
        query = self._appearing(appearance.c.mention).where(source.c.origin == origin)
        return {row[0] for row in self._in_chunks(query, appearance.c.mention, mentions)}

    def live(self, mentions: Iterable[str] | None) -> Iterator[str]:
        """Those mentions, or all, that a statement is about."""
        query = self._appearing(appearance.c.mention)
        return (row[0] for row in self._in_chunks(query, appearance.c.mention, mentions))

    def judgements(self, mentions: Iterable[str] | None) -> Iterator[Judged]:
        """The verdicts that count, the newest of each pair, on mentions (either side) or on all."""
        counts = and_(
            judgement.c.added_revision <= self.revision,
            or_(judgement.c.undone_revision.is_(None), judgement.c.undone_revision > self.revision),
        )
        columns = judgement.c.id, judgement.c.left, judgement.c.right, judgement.c.verdict
        query = select(*columns).where(counts)
        newest: dict[tuple[str, str], tuple[int, str]] = {}
        for side in (judgement.c.left, judgement.c.right):
            for number, left, right, verdict in self._in_chunks(query, side, mentions):
                newest[left, right] = max(newest.get((left, right), (0, "")), (number, verdict))
        return (Judged(left, right, verdict) for (left, right), (_, verdict) in sorted(newest.items()))

    def property_claims(self, mentions: Iterable[str]) -> Iterator[PropertyClaim]:
        """Public property values of mentions, equal claims of one method taken together."""
        keys = statement.c.subject, statement.c.predicate, statement.c.value, statement.c.method
        query = (
            self._select(*keys, func.max(statement.c.confidence), func.max(statement.c.since))
            .where(statement.c.value.is_not(None), statement.c.sealed.is_(False))
            .group_by(*keys)
        )
        return (PropertyClaim(*row) for row in self._in_chunks(query, statement.c.subject, mentions))

    def sealed_values(self, mentions: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """(mention, property, sealed value) for the personal properties of mentions."""
        columns = statement.c.subject, statement.c.predicate, statement.c.value
        query = self._select(*columns).where(statement.c.sealed.is_(True))
        return ((s, p, v) for s, p, v in self._in_chunks(query, statement.c.subject, mentions))

    def relation_claims(self, *, subjects: Iterable[str] | None = None, objects: Iterable[str] | None = None,
                        predicates: Sequence[str] | None = None) -> Iterator[RelationClaim]:  # fmt: skip
        """Relations from `subjects` or to `objects` (give one of the two, or none for all)."""
        columns = (statement.c.subject, statement.c.predicate, statement.c.object, statement.c.qualifiers,
                   statement.c.confidence, statement.c.source_id)  # fmt: skip
        query = self._select(*columns).where(statement.c.object.is_not(None))
        if predicates is not None:
            query = query.where(statement.c.predicate.in_(predicates))
        column, values = (statement.c.object, objects) if objects is not None else (statement.c.subject, subjects)
        return (RelationClaim(*row) for row in self._in_chunks(query, column, values))

    def relations_between(self, subjects: Sequence[str], objects: Sequence[str]) -> Iterator[RelationClaim]:
        """The relations from any of some mentions to any of others, in batches of objects."""
        columns = (statement.c.subject, statement.c.predicate, statement.c.object, statement.c.qualifiers,
                   statement.c.confidence, statement.c.source_id)  # fmt: skip
        for chunk in batched(subjects, CHUNK):
            query = self._select(*columns).where(statement.c.subject.in_(chunk))
            yield from (RelationClaim(*row) for row in self._in_chunks(query, statement.c.object, objects))


def changed_sources(connection: Connection, after: int, until: int) -> list[str]:
    """Sources added or ended in revisions (after, until]."""
    added = and_(source.c.added_revision > after, source.c.added_revision <= until)
    ended = and_(source.c.ended_revision > after, source.c.ended_revision <= until)
    return list(connection.execute(select(source.c.id).where(or_(added, ended))).scalars())


def changed_judgements(connection: Connection, after: int, until: int) -> set[str]:
    """Mentions whose judgements were made or undone in revisions (after, until]."""
    made = and_(judgement.c.added_revision > after, judgement.c.added_revision <= until)
    undone = and_(judgement.c.undone_revision > after, judgement.c.undone_revision <= until)
    rows = connection.execute(select(judgement.c.left, judgement.c.right).where(or_(made, undone)))
    return {mention for row in rows for mention in row}


def statements_of(connection: Connection, sources: Sequence[str]) -> Iterator[tuple[str, str, str | None]]:
    """(subject, predicate, object) of all statements of sources, whether they count or not."""
    columns = statement.c.subject, statement.c.predicate, statement.c.object
    for chunk in batched(sources, CHUNK):
        query = select(*columns).where(statement.c.source_id.in_(chunk)).distinct()
        yield from ((s, p, o) for s, p, o in connection.execute(query))


def newest_given(connection: Connection) -> tuple[int, ...]:
    """What changes when a roster is added or ended, or a decision made or undone: then other names are given."""
    read = exists().where(fact.c.source_id == source.c.id)
    rosters = select(func.max(source.c.added_revision), func.max(source.c.ended_revision)).where(~read)
    decided = select(func.max(decision.c.added_revision), func.max(decision.c.undone_revision))
    return tuple(moment or 0 for query in (rosters, decided) for moment in connection.execute(query).one())


def decided_statements(connection: Connection, after: int, until: int) -> Iterator[tuple[str, str, str | None]]:
    """(subject, predicate, object) of statements that a decision let begin or end in revisions (after, until]."""
    columns = statement.c.subject, statement.c.predicate, statement.c.object
    for moment in (statement.c.added_revision, statement.c.ended_revision):
        rows = connection.execute(select(*columns).where(moment > after, moment <= until).distinct())
        yield from ((s, p, o) for s, p, o in rows)


def has_erasure(connection: Connection, after: int, until: int) -> bool:
    """Whether someone was erased in revisions (after, until]: then the past can no longer be folded."""
    erased = select(func.count()).where(revision.c.kind == "erase", revision.c.id > after, revision.c.id <= until)
    return bool(connection.execute(erased).scalar_one())


def batched(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Slices of at most `size` values."""
    return (values[start : start + size] for start in range(0, len(values), size))
