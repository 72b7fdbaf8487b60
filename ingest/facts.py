"""From what extraction found in a document to facts: each with the sentences that state it, the words marked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from graph.model.claims import METHOD_RANK, Mark, Passage
from graph.model.facts import Citation, Content, Fact, FactKind
from graph.model.names import normalise_name
from ingest.content import Document
from ingest.extract.model import Entity, Extraction, Indicator, Relation, Span
from ingest.extract.numbers import NUMBER, value
from ingest.extract.punctuation import full_width
from ingest.extract.rulebook import pattern
from ingest.passages import PassageBook

RULES_VERSION = 1
_FIGURE = re.compile(NUMBER)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """The passages that state something, and the facts that cite them by index."""

    passages: tuple[Passage, ...]
    places: tuple[Mark, ...]  # where each passage stands in the document's text
    facts: tuple[Fact, ...]


def read_facts(
    document: Document, extraction: Extraction, *, origin: str, digest: Callable[[str], str], review_below: float
) -> ReadDocument:
    """All facts of an extraction, each once. `digest` tells sentences apart; a fact whose confidence lies below
    `review_below` is held for review."""
    finder = _Finder(document, origin, digest, review_below)
    found = [*finder.entities(extraction), *finder.relations(extraction), *finder.indicators(extraction)]
    facts: dict[str, Fact] = {}
    for fact in found:
        facts[fact.key] = _joined(facts[fact.key], fact) if fact.key in facts else fact
    book = finder.book
    places = tuple(book.place(i) for i in range(len(book.passages)))
    return ReadDocument(tuple(book.passages), places, tuple(facts.values()))


def fact_key(origin: str, kind: FactKind, content: Content) -> str:
    """What names a fact in every version of its document: what it says, not where."""
    if kind == "entity":
        parts = [content["type"], content["name"], content["distinct"]]
    elif kind == "relation":
        ends = (content["from"], content["to"])
        parts = [content["type"], *(end[part] for end in ends for part in ("type", "name", "distinct"))]
    else:
        parts = [content[part] or "" for part in ("subject", "metric", "unit", "period")]
        parts.append(f"{content['value']:g}")
    text = "|".join((origin, kind, *map(normalise_name, parts)))
    return f"fact-{hashlib.sha256(text.encode()).hexdigest()[:20]}"


def entity_content(entity: Entity) -> Content:
    """An entity as a fact's content."""
    return {"type": entity.type, "name": entity.name, "aliases": list(entity.aliases), "distinct": entity.distinct}


def relation_content(relation: Relation) -> Content:
    """A relation as a fact's content."""
    ends = {
        "from": (*relation.source, relation.source_distinct),
        "to": (*relation.target, relation.target_distinct),
    }
    told = {side: dict(zip(("type", "name", "distinct"), end, strict=True)) for side, end in ends.items()}
    return {"type": relation.type, **told, "qualifiers": dict(relation.qualifiers)}


def indicator_content(indicator: Indicator, *, planned: bool) -> Content:
    """A figure as a fact's content."""
    names = ("subject", "metric", "value", "unit", "period")
    return {**{name: getattr(indicator, name) for name in names}, "planned": planned}


def is_planned(before: str, *, under_plan: bool = False) -> bool:
    """Whether a figure is aimed at, by what stands before it in its sentence; `under_plan` by its heading as well."""
    part = re.split("[。；;]", before)[-1]
    aims = list(pattern("indicators", "planned").finditer(part))
    counted_from = aims[-1].end() if aims else 0
    return bool(aims or under_plan) and pattern("indicators", "counted").search(part, counted_from) is None


class _Finder:
    def __init__(self, document: Document, origin: str, digest: Callable[[str], str], review_below: float) -> None:
        self.book, self._text, self._origin = PassageBook(document), full_width(document.text), origin
        self._digest, self._below = digest, review_below
        self._forms: dict[tuple[str, str], list[str]] = {}  # every form of an entity, longest first

    def entities(self, extraction: Extraction) -> Iterable[Fact]:
        for entity in extraction.entities:
            self._forms.setdefault(entity.key, []).extend((entity.name, *entity.aliases))
            yield self._fact("entity", entity_content(entity), entity, entity.evidence)

    def relations(self, extraction: Extraction) -> Iterable[Fact]:
        for relation in extraction.relations:
            forms = [sorted(self._forms.get(end, [end[1]]), key=len, reverse=True)
                     for end in (relation.source, relation.target)]  # fmt: skip
            words = [word for span in relation.evidence for word in self._named(span, forms)]
            yield self._fact("relation", relation_content(relation), relation, relation.evidence, words)

    def indicators(self, extraction: Extraction) -> Iterable[Fact]:
        for indicator in extraction.indicators:
            found = [(span, self._counted(span, indicator)) for span in indicator.evidence]
            before = [self._text[span.start : words[-1].start] for span, words in found if words]
            aimed = bool(before) and all(is_planned(text, under_plan=indicator.under_plan) for text in before)
            content = indicator_content(indicator, planned=aimed)
            words = [word for _, said in found for word in said]
            yield self._fact("indicator", content, indicator, indicator.evidence, words)

    def _fact(
        self, kind: FactKind, content: Content, found: Any, evidence: tuple[Span, ...], words: Iterable[Span] = ()
    ) -> Fact:
        """`words` are what to mark in the evidence, where that is more than a name; none: all of it."""
        cited: dict[int, set[Mark]] = {}
        for span in evidence:
            index = self.book.at(span.start, span.end)
            inside = [word for word in words if span.start <= word.start and word.end <= span.end]
            marks = filter(None, (self.book.mark(index, word.start, word.end) for word in inside or (span,)))
            cited.setdefault(index, set()).update(marks)
        return Fact(
            key=fact_key(self._origin, kind, content),
            kind=kind,
            content=content,
            cited=tuple(self._citation(index, marks) for index, marks in sorted(cited.items())),
            method=_method(found.method),
            confidence=found.confidence,
            held=found.confidence < self._below,
        )

    def _citation(self, index: int, marks: set[Mark]) -> Citation:
        return Citation(index, self._digest(self.book.passages[index].text), tuple(sorted(marks)))

    def _named(self, span: Span, ends: list[list[str]]) -> list[Span]:
        """The words of a relation's ends in a span; none unless both ends stand there."""
        text = self._text[span.start : span.end]
        found = []
        for forms in ends:
            at = next(((text.find(form), len(form)) for form in forms if form in text), None)
            if at is None:
                return []
            found.append(Span(span.start + at[0], span.start + sum(at)))
        return found

    def _counted(self, span: Span, indicator: Indicator) -> list[Span]:
        """The number with its unit, and the words for what it counts, in a span."""
        text = self._text[span.start : span.end]
        scale, money = re.fullmatch(r"([万亿]*)(.*)", indicator.unit, re.DOTALL).groups()  # type: ignore[union-attr]
        for match in _FIGURE.finditer(text):
            end = text.find(money, match.end())
            number = match.group()
            while number and number[-1] in "万亿" and scale:
                number = number[:-1]
            if value(number) == indicator.value and match.end() <= end <= match.end() + 3:
                at = text.rfind(indicator.metric, 0, match.start())
                metric = [Span(span.start + at, span.start + at + len(indicator.metric))] if at >= 0 else []
                return [*metric, Span(span.start + match.start(), span.start + end + len(money))]
        return []


def _joined(one: Fact, other: Fact) -> Fact:
    """Two readings of one fact: the surer method, the sentences of both."""
    best = max((one, other), key=lambda fact: fact.confidence)
    cited: dict[int, Citation] = {}
    for citation in (*one.cited, *other.cited):
        known = cited.get(citation.passage, citation)
        cited[citation.passage] = replace(known, marks=tuple(sorted({*known.marks, *citation.marks})))
    return replace(best, cited=tuple(cited[index] for index in sorted(cited)), held=one.held and other.held)


def _method(rule: str) -> str:
    """A rule's name as the ledger knows methods."""
    classed = rule if rule.partition(":")[0] in METHOD_RANK else f"rule:{rule}"
    return classed if "@" in classed else f"{classed}@{RULES_VERSION}"
