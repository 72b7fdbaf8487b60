"""What a document would bring, before it is loaded: its text with the words marked, and its facts, known or new."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from graph.model.claims import Mark
from graph.model.facts import Content, FactKind
from graph.projection.effect import Known
from graph.statements.encoding import StatementEncoder
from ingest.content import Document
from ingest.document_claims import document_claims
from ingest.passages import PassageBook
from ingest.settling import Settled, State


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of a sentence: what kind of thing they name (`Indicator` for a figure), and the fact they stand for."""

    start: int
    end: int
    type: str
    fact: str


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence of the document, in its order; highlights may lie within one another."""

    locator: dict[str, Any]
    text: str
    highlights: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class PreviewedFact:
    """A fact as it would stand. `known` tells whether the graph holds it already, None where it would not be stated;
    `entities` are the entities that a thing would be one with; `sentences` index the preview's sentences."""

    id: str
    kind: FactKind
    state: State
    content: Content
    method: str
    confidence: float
    known: bool | None
    entities: tuple[str, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DocumentPreview:
    """The facts and the whole text, sentence by sentence."""

    facts: tuple[PreviewedFact, ...]
    sentences: tuple[MarkedSentence, ...]


def preview_document(
    document: Document, places: Sequence[Mark], settled: Sequence[Settled], *,
    origin: str, known: Known, encoder: StatementEncoder,
) -> DocumentPreview:  # fmt: skip
    """`places` are where the passages that facts cite stand in the document's text."""
    book = PassageBook(document)
    spans = book.spans()
    highlights: dict[int, set[Highlight]] = {}
    facts = []
    for one in settled:
        marks = [(places[c.passage], mark) for c in one.fact.cited for mark in c.marks]
        cited = [(place[0] + start, place[0] + end) for place, (start, end) in marks]
        touched = {i for mark in cited for i in _touched(spans, mark)}
        if one.fact.kind != "relation":  # a relation's words are those of its ends
            kind = one.content["type"] if one.fact.kind == "entity" else "Indicator"
            for mark in cited:
                for i in _touched(spans, mark):
                    begin, finish = spans[i]
                    start, end = max(mark[0], begin) - begin, min(mark[1], finish) - begin
                    highlights.setdefault(i, set()).add(Highlight(start, end, kind, one.fact.key))
        facts.append(_fact(one, _news(one, origin, known, encoder), tuple(sorted(touched))))
    return DocumentPreview(tuple(facts), tuple(_marked(book, i, highlights.get(i, ())) for i in range(len(spans))))


def _marked(book: PassageBook, index: int, highlights: Iterable[Highlight]) -> MarkedSentence:
    passage = book.sentence(index)
    ordered = sorted(highlights, key=lambda h: (h.start, -h.end, h.fact))
    return MarkedSentence(dict(passage.locator), passage.text, tuple(ordered))


def _touched(spans: Sequence[Mark], mark: Mark) -> list[int]:
    """The sentences that hold some of a mark."""
    first = bisect_right(spans, mark[0], key=lambda span: span[1])
    return list(takewhile(lambda i: spans[i][0] < mark[1], range(first, len(spans))))


def _news(
    settled: Settled, origin: str, known: Known, encoder: StatementEncoder
) -> tuple[bool | None, tuple[str, ...]]:
    """Whether a fact that counts was known, and as which entities."""
    if not settled.counts:
        return None, ()
    claims = document_claims(origin, [replace(settled, cited=settled.cited[:1])])
    relations = [c for c in claims if c.object and c.predicate == settled.content.get("type")]
    if relations:
        ids = (
            (encoder.mention_id(c.subject), c.predicate, encoder.mention_id(c.object)) for c in relations if c.object
        )
        return any(what in known.relations for what in ids), ()
    entities = known.entities.get(encoder.mention_id(claims[0].subject), ()) if claims else ()
    return bool(entities), entities


def _fact(settled: Settled, news: tuple[bool | None, tuple[str, ...]], sentences: tuple[int, ...]) -> PreviewedFact:
    fact = settled.fact
    return PreviewedFact(
        fact.key, fact.kind, settled.state, settled.content, fact.method, fact.confidence, *news, sentences
    )
