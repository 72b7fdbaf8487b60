"""What extraction yields: entities, relations and indicators, each with the spans of text that state it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from ingest.content import Document

EntityKey = tuple[str, str]
"""An entity's type and name; unique within one `Extraction` but for namesakes (`Entity.distinct`)."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of `Document.text`, or of its original (`placed_in`)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing the text names: the fullest form in the text as `name`, its other forms as `aliases`.

    `evidence` are the mentions. An entity whose method is `deixis` stands for the document's own region or body
    (我州, 我局) where neither the text nor the caller named it; whoever stores it should ask which one is meant.
    `distinct` is empty, or the unit by which the text tells this person from another of the same name; relations
    repeat it as `source_distinct` and `target_distinct`.
    """

    type: str
    name: str
    aliases: tuple[str, ...]
    evidence: tuple[Span, ...]
    method: str
    confidence: float
    distinct: str = ""

    @property
    def key(self) -> EntityKey:
        """What relations refer to it by (beside `distinct`)."""
        return self.type, self.name


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` –type→ `target`; both are entities of the same extraction; `evidence` are the stating sentences."""

    type: str
    source: EntityKey
    target: EntityKey
    evidence: tuple[Span, ...]
    method: str
    confidence: float
    qualifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source_distinct: str = ""
    target_distinct: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A counted fact. `value` is in `unit` as printed (万 expanded, except for money: 3.5 亿元 stays 3.5, 亿元)."""

    subject: str
    metric: str
    value: float
    unit: str
    period: str | None
    evidence: tuple[Span, ...]
    method: str
    confidence: float
    under_plan: bool = False
    """Whether it stands under a heading of plans (下一步工作打算)."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document yields, in the order of the text; `notes` and `counts` are what a reader has to report."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    indicators: tuple[Indicator, ...]
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def placed_in(self, document: Document) -> Extraction:
        """The same with all evidence counted in the original of the document it was read from."""

        def placed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
            places = (document.place(span.start, span.end) for span in spans)
            return tuple(Span(place.start, place.end) for place in places)

        return Extraction(
            tuple(replace(entity, evidence=placed(entity.evidence)) for entity in self.entities),
            tuple(replace(relation, evidence=placed(relation.evidence)) for relation in self.relations),
            tuple(replace(indicator, evidence=placed(indicator.evidence)) for indicator in self.indicators),
        )

    def to_json(self) -> dict[str, Any]:
        """The document that `talentgraph extract --json` prints: 我州 and 全市 end relations there but name nothing."""
        return {
            "entities": [_entity(entity) for entity in self.entities if entity.method != "deixis"],
            "relations": [_relation(relation) for relation in self.relations],
            "indicators": [_indicator(indicator) for indicator in self.indicators],
        }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "evidence": _spans(entity.evidence),
        "method": entity.method,
        "confidence": entity.confidence,
        **({"distinct": entity.distinct} if entity.distinct else {}),
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "type": relation.type,
        "from": relation.source[1],
        "to": relation.target[1],
        "from_type": relation.source[0],
        "to_type": relation.target[0],
        "evidence": _spans(relation.evidence),
        "method": relation.method,
        "confidence": relation.confidence,
        "qualifiers": dict(relation.qualifiers),
        **({"from_distinct": relation.source_distinct} if relation.source_distinct else {}),
        **({"to_distinct": relation.target_distinct} if relation.target_distinct else {}),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "subject": indicator.subject,
        "metric": indicator.metric,
        "value": indicator.value,
        "unit": indicator.unit,
        "period": indicator.period,
        "evidence": _spans(indicator.evidence),
        "method": indicator.method,
        "confidence": indicator.confidence,
    }


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]
