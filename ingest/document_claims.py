"""From what extraction found in a document to claims for the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.claims import METHOD_RANK, Claim, Mention, Passage
from graph.model.names import normalise_name
from graph.ontology import ontology
from ingest.content import Document
from ingest.extract.model import Entity, Extraction, Indicator, Relation, Span
from ingest.naming import is_generic, mention_of
from ingest.passages import PassageBook

RULES_VERSION = 1


@dataclass(frozen=True, slots=True)
class DocumentClaims:
    """Passages and the claims that cite them by index."""

    passages: list[Passage]
    claims: list[Claim]


def document_claims(document: Document, extraction: Extraction, *, origin: str) -> DocumentClaims:
    """All claims of an extraction. Every mention gets a name claim in every passage that names it."""
    return _Converter(document, origin).convert(extraction)


class _Converter:
    def __init__(self, document: Document, origin: str) -> None:
        self._book, self._origin = PassageBook(document), origin
        self._claims: list[Claim] = []
        self._mentions: dict[tuple[str, str, str], Mention] = {}  # type, name, what tells namesakes apart

    def convert(self, extraction: Extraction) -> DocumentClaims:
        for entity in extraction.entities:
            self._entity(entity)
        for relation in extraction.relations:
            self._relation(relation)
        for indicator in extraction.indicators:
            self._indicator(indicator)
        return DocumentClaims(self._book.passages, self._claims)

    def _passages(self, spans: tuple[Span, ...]) -> list[int]:
        return sorted({self._book.at(span.start, span.end) for span in spans})

    def _entity(self, entity: Entity) -> None:
        mention = mention_of(entity.type, entity.name, origin=self._origin, discriminator=entity.distinct)
        self._mentions[(*entity.key, entity.distinct)] = mention
        passages = self._passages(entity.evidence)
        for passage in passages:
            self._claim(mention, "name", passage, entity, value=entity.name)
        for alias in entity.aliases:
            if normalise_name(alias) != normalise_name(entity.name) and (
                mention.local or not is_generic(entity.type, alias)
            ):
                self._claim(mention, "aliases", passages[0], entity, value=alias)
        if entity.type == "Platform" and (kind := platform_kind(entity.name)):
            self._claim(mention, "kind", passages[0], entity, value=kind)

    def _relation(self, relation: Relation) -> None:
        subject = self._mentions[(*relation.source, relation.source_distinct)]
        target = self._mentions[(*relation.target, relation.target_distinct)]
        for passage in self._passages(relation.evidence):
            self._claims.append(
                Claim(
                    subject,
                    relation.type,
                    passage,
                    _method(relation.method),
                    object=target,
                    qualifiers=relation.qualifiers,
                    confidence=relation.confidence,
                )
            )

    def _indicator(self, indicator: Indicator) -> None:
        parts = (indicator.subject, indicator.metric, indicator.period or "", f"{indicator.value:g}{indicator.unit}")
        mention = Mention("Indicator", "|".join((self._origin, "Indicator", *parts)), local=True)
        measured = [key for key in self._mentions if key[1] == indicator.subject]
        for passage in self._passages(indicator.evidence):
            self._claim(mention, "name", passage, indicator, value=indicator.metric)
            self._claim(mention, "metric", passage, indicator, value=indicator.metric)
            self._claim(mention, "value", passage, indicator, value=indicator.value)
            if indicator.unit:
                self._claim(mention, "unit", passage, indicator, value=indicator.unit)
            if indicator.period:
                self._claim(mention, "period", passage, indicator, value=indicator.period)
            for key in measured[:1]:
                if ontology().relations["MEASURES"].allows("Indicator", key[0]):
                    self._claims.append(
                        Claim(
                            mention,
                            "MEASURES",
                            passage,
                            _method(indicator.method),
                            object=self._mentions[key],
                            confidence=indicator.confidence,
                        )
                    )

    def _claim(
        self, mention: Mention, predicate: str, passage: int, found: Entity | Indicator, *, value: str | float
    ) -> None:
        self._claims.append(
            Claim(mention, predicate, passage, _method(found.method), value=value, confidence=found.confidence)
        )


def _method(rule: str) -> str:
    """A rule's name as the ledger knows methods."""
    return rule if rule.partition(":")[0] in METHOD_RANK else f"rule:{rule}@{RULES_VERSION}"


def platform_kind(name: str) -> str | None:
    """The code of the kind whose word stands last in a platform's name (the longest at that place), or None."""
    normal = normalise_name(name)
    best: tuple[int, int, str] | None = None
    for code in ontology().vocabularies["platform_kind"].codes.values():
        for word in (code.label, *code.synonyms):
            found = normal.rfind(normalise_name(word))
            if found >= 0:
                rank = (found + len(word), len(word), code.code)
                best = max(best, rank) if best else rank
    return best[2] if best else None
