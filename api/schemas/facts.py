"""Facts of documents and the decisions on them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.schemas.common import MarkOut, Model
from graph.model.facts import Decision
from ingest.decisions import FactView, Sentence
from ingest.settling import State


class SentenceOut(Model):
    """A sentence that states a fact; `marks` are the words of `text` that say so."""

    locator: dict[str, Any]
    text: str
    marks: list[MarkOut]

    @classmethod
    def of(cls, sentence: Sentence) -> SentenceOut:
        return cls(locator=sentence.locator, text=sentence.text, marks=MarkOut.all(sentence.marks))


class DecisionOut(Model):
    """What a person decided on a fact: who, when and why; `content` is the fact as it was shown."""

    id: int
    fact: str
    kind: str
    content: dict[str, Any]
    verdict: str
    correction: dict[str, Any] | None
    actor: str
    reason: str
    at: str
    undone: bool

    @classmethod
    def of(cls, decision: Decision) -> DecisionOut:
        return cls(
            id=decision.id, fact=decision.fact, kind=decision.kind, content=decision.content,
            verdict=decision.verdict, correction=decision.correction, actor=decision.actor, reason=decision.reason,
            at=decision.at, undone=decision.undone,
        )  # fmt: skip


class FactOut(Model):
    """A fact of a document. `state`: stated (by its rule), accepted, corrected, refused (by a person), held (too weak
    to be stated), waiting (for one of its ends), impossible (one of its ends was refused or corrected). `content` is
    the fact as it stands, `read` as the rule read it."""

    id: str
    kind: Literal["entity", "relation", "indicator"]
    state: State
    source: str
    source_id: str
    content: dict[str, Any]
    read: dict[str, Any]
    method: str
    confidence: float
    sentences: list[SentenceOut]
    decision: DecisionOut | None

    @classmethod
    def of(cls, view: FactView) -> FactOut:
        return cls(
            id=view.id, kind=view.kind, state=view.state, source=view.source, source_id=view.source_id,
            content=view.content, read=view.read, method=view.method, confidence=view.confidence,
            sentences=[SentenceOut.of(s) for s in view.sentences],
            decision=DecisionOut.of(view.decision) if view.decision else None,
        )  # fmt: skip


class ChangesIn(Model):
    """The parts of a fact that should read otherwise. An entity has `type` and `name`; a relation `type`, `from`,
    `from_type`, `to`, `to_type`; a figure `subject`, `metric`, `value`, `unit`, `period` and
    whether it is `planned`."""

    type: str | None = Field(None, max_length=40)
    name: str | None = Field(None, max_length=300)
    from_: str | None = Field(None, max_length=300, alias="from")
    from_type: str | None = Field(None, max_length=40)
    to: str | None = Field(None, max_length=300)
    to_type: str | None = Field(None, max_length=40)
    subject: str | None = Field(None, max_length=300)
    metric: str | None = Field(None, max_length=300)
    value: float | None = None
    unit: str | None = Field(None, max_length=40)
    period: str | None = Field(None, max_length=100)
    planned: bool | None = None

    def given(self) -> dict[str, Any]:
        """The parts that are given."""
        return self.model_dump(by_alias=True, exclude_none=True)


class DecisionIn(Model):
    """A decision on a fact; `changes` go with `correct`. `by` says who decides."""

    fact: str = Field(max_length=40)
    verdict: Literal["accept", "correct", "refuse"]
    changes: ChangesIn = ChangesIn()
    reason: str = Field("", max_length=1000)
    by: str = Field("api", min_length=1, max_length=100)


class DecidedOut(Model):
    """What a decision made."""

    id: int
    revision: int
