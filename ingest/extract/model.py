"""What extraction yields: entities, relations and indicators, each with the spans of text that state it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

EntityKey = tuple[str, str]
"""An entity's type and name; unique within one `Extraction`."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing the text names: the fullest form in the text as `name`, its other forms as `aliases`.

    `evidence` are the mentions. An entity whose method is `deixis` stands for the document's own region or body
    (我州, 我局) where neither the text nor the caller named it; whoever stores it should ask which one is meant.
    """

    type: str
    name: str
    aliases: tuple[str, ...]
    evidence: tuple[Span, ...]
    method: str
    confidence: float

    @property
    def key(self) -> EntityKey:
        """What relations refer to it by."""
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


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document yields, in the order of the text."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    indicators: tuple[Indicator, ...]

    def to_json(self) -> dict[str, Any]:
        """The document that `talentgraph extract --json` prints."""
        return {
            "entities": [
                {
                    "type": e.type,
                    "name": e.name,
                    "aliases": list(e.aliases),
                    "evidence": _spans(e.evidence),
                    "method": e.method,
                    "confidence": e.confidence,
                }
                for e in self.entities
            ],
            "relations": [
                {
                    "type": r.type,
                    "from": r.source[1],
                    "to": r.target[1],
                    "from_type": r.source[0],
                    "to_type": r.target[0],
                    "evidence": _spans(r.evidence),
                    "method": r.method,
                    "confidence": r.confidence,
                    "qualifiers": dict(r.qualifiers),
                }
                for r in self.relations
            ],
            "indicators": [
                {
                    "subject": i.subject,
                    "metric": i.metric,
                    "value": i.value,
                    "unit": i.unit,
                    "period": i.period,
                    "evidence": _spans(i.evidence),
                    "method": i.method,
                    "confidence": i.confidence,
                }
                for i in self.indicators
            ],
        }


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]
