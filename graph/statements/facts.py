"""Reading the facts of documents and the decisions on them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select

from graph.errors import NotFound
from graph.model.facts import Citation, Content, Decision, Fact
from graph.statements.encoding import StatementEncoder
from graph.statements.tables import decision, fact, passage, revision, source, statement


@dataclass(frozen=True, slots=True)
class DocumentPassage:
    """A passage of a document with its place and text."""

    locator: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that the live version of a document was read to say, with its passages by index."""

    source_id: str
    origin: str
    name: str
    facts: tuple[Fact, ...]
    passages: dict[int, DocumentPassage]


class FactReader:
    """Reads facts and decisions over one connection."""

    def __init__(self, connection: Connection, encoder: StatementEncoder) -> None:
        self._connection, self._encoder = connection, encoder

    def document(self, source_id: str) -> DocumentFacts:
        """The facts of one source. Raises NotFound for an unknown one."""
        row = self._connection.execute(select(source).where(source.c.id == source_id)).one_or_none()
        if row is None:
            raise NotFound(f"没有来源 {source_id}", f"no source {source_id}")
        rows = self._connection.execute(select(passage).where(passage.c.source_id == source_id).order_by(passage.c.id))
        passages = {i: DocumentPassage(p.locator, p.text) for i, p in enumerate(rows)}
        sentences = {i: self._encoder.sentence(p.text) for i, p in passages.items()}
        read = self._connection.execute(select(fact).where(fact.c.source_id == source_id).order_by(fact.c.id))
        facts = tuple(_fact(f, sentences) for f in read)
        return DocumentFacts(row.id, row.origin, row.name, facts, passages)

    def decisions(self, origin: str) -> list[Decision]:
        """The decisions that count on a document, the newest first."""
        return list(self._decisions(and_(decision.c.origin == origin, decision.c.undone_revision.is_(None))))

    def newest_decision(self, origin: str) -> int:
        """The last revision at which a decision on a document was made or undone, 0 for none."""
        moments = func.max(decision.c.added_revision), func.max(decision.c.undone_revision)
        row = self._connection.execute(select(*moments).where(decision.c.origin == origin)).one()
        return max((moment for moment in row if moment), default=0)

    def history(self, *, before: int | None, limit: int) -> list[Decision]:
        """Decisions on any document, undone ones too, the newest first; `before` is the id to go on from."""
        return list(self._decisions(None if before is None else decision.c.id < before, limit))

    def _decisions(self, where: ColumnElement[bool] | None, limit: int | None = None) -> Iterator[Decision]:
        query = select(decision, revision.c.at).join(revision, revision.c.id == decision.c.added_revision)
        if where is not None:
            query = query.where(where)
        return map(_decision, self._connection.execute(query.order_by(decision.c.id.desc()).limit(limit)))

    def document_of(self, key: str) -> str:
        """The live source that a fact stands in. Raises NotFound."""
        query = select(fact.c.source_id).join(source, source.c.id == fact.c.source_id)
        found = self._connection.execute(query.where(fact.c.key == key, source.c.ended_revision.is_(None))).scalar()
        if found is None:
            raise NotFound(
                f"没有事实 {key[:60]}", f"no fact {key[:60]}",
                hint="编号见 talentgraph facts。See `talentgraph facts` for the ids.",
            )  # fmt: skip
        return str(found)

    def naming(self, key: str) -> tuple[str, Content]:
        """The origin of the document that a fact stands in, in whichever version, and what it says. Raises NotFound."""
        query = select(source.c.origin, fact.c.content).join(source, source.c.id == fact.c.source_id)
        row = self._connection.execute(query.where(fact.c.key == key).order_by(fact.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            raise NotFound(f"没有事实 {key[:60]}", f"no fact {key[:60]}")
        return row.origin, row.content

    def once_stated(self, origin: str, prefix: str, names: Sequence[str]) -> set[str]:
        """Mentions with an id prefix that versions of a document, counted or not, gave one of some names."""
        query = select(statement.c.subject).join(source, source.c.id == statement.c.source_id)
        named = statement.c.value.in_([json.dumps(name, ensure_ascii=False) for name in names])
        of_kind = statement.c.subject.like(f"{prefix}-%"), statement.c.predicate.in_(("name", "aliases"))
        return set(self._connection.execute(query.where(source.c.origin == origin, named, *of_kind)).scalars())

    def documents(self, *, first: str, limit: int, open_only: bool) -> Sequence[str]:
        """Live sources that facts were read from, in the order of their ids, from one on; or only those of which some
        fact may be open: a held one, or one whose ends were decided on."""
        stands = exists().where(fact.c.source_id == source.c.id)
        decided = exists().where(decision.c.origin == source.c.origin, decision.c.undone_revision.is_(None))
        wanted = or_(stands.where(fact.c.held), decided) if open_only else stands
        query = select(source.c.id).where(source.c.ended_revision.is_(None), source.c.id >= first, wanted)
        return self._connection.execute(query.order_by(source.c.id).limit(limit)).scalars().all()


def _fact(row: Row[Any], sentences: dict[int, str]) -> Fact:
    cited = tuple(Citation(p, sentences[p], tuple((start, end) for start, end in marks)) for p, marks in row.cited)
    return Fact(row.key, row.kind, row.content, cited, row.method, row.confidence, row.held)


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        id=row.id, origin=row.origin, fact=row.fact, kind=row.kind, content=row.content,
        sentences=frozenset(row.sentences), verdict=row.verdict, correction=row.correction, actor=row.actor,
        reason=row.reason, at=row.at, undone=row.undone_revision is not None,
    )  # fmt: skip
