"""What a document says, fact by fact, and what people decide on it.

A fact's `content` is JSON-ready, by kind:
entity      {"type", "name", "aliases": […], "distinct"}
relation    {"type", "from": {"type", "name", "distinct"}, "to": {…}, "qualifiers": {…}}
indicator   {"subject", "metric", "value", "unit", "period", "planned"}; `planned`: aimed at, not counted
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from graph.model.claims import Mark

FactKind = Literal["entity", "relation", "indicator"]
Verdict = Literal["accept", "correct", "refuse"]
Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that states a fact: its index in the source, a keyed digest of its text, the words that say so."""

    passage: int
    sentence: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One entity, relation or figure as it was read. `key` is the same in every version of the document; a `held` fact
    was too weak to be stated before a person has seen it."""

    key: str
    kind: FactKind
    content: Content
    cited: tuple[Citation, ...]
    method: str
    confidence: float
    held: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a fact: who, when (UTC, ISO 8601) and why; `content` is the fact as it was shown, in
    `sentences`; `correction` what it should have said."""

    id: int
    origin: str
    fact: str
    kind: FactKind
    content: Content
    sentences: frozenset[str]
    verdict: Verdict
    correction: Content | None
    actor: str
    reason: str
    at: str
    undone: bool
