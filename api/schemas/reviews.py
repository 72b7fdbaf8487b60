"""The review queue and judgements."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from pydantic import Field

from api.schemas.common import EvidenceOut, Model
from api.schemas.graph import EntityOut
from graph.services.differences import Difference
from graph.services.reviews import Review, Side
from graph.statements.judgements import JudgementRecord


class FeatureOut(Model):
    """Something that speaks for (or, with a negative weight, against) one and the same."""

    name: str
    label: str
    weight: float


class SideOut(Model):
    """One of the two, with passages that speak of it."""

    entity: EntityOut
    evidence: list[EvidenceOut]

    @classmethod
    def of(cls, side: Side) -> SideOut:
        return cls(entity=EntityOut.of_entity(side.entity), evidence=[EvidenceOut.of(e) for e in side.evidence])


class DifferenceOut(Model):
    """A property or relation in which the two differ: what each side says (null: nothing; `****`: a personal value)
    and the passages that say it."""

    property: str
    label: str
    left: Any
    right: Any
    left_evidence: list[EvidenceOut]
    right_evidence: list[EvidenceOut]

    @classmethod
    def of(cls, difference: Difference) -> DifferenceOut:
        return cls(
            property=difference.field,
            label=difference.label,
            left=difference.left,
            right=difference.right,
            left_evidence=[EvidenceOut.of(e) for e in difference.left_evidence],
            right_evidence=[EvidenceOut.of(e) for e in difference.right_evidence],
        )


class ReviewOut(Model):
    """A pair to look at. `left` and `right` are entity ids; judge the two mentions."""

    left: str
    right: str
    left_mention: str
    right_mention: str
    score: float
    unsure: bool = Field(description="somebody looked at the pair and could not tell; see the judgements")
    features: list[FeatureOut]
    differing: list[DifferenceOut]
    sides: list[SideOut]

    @classmethod
    def of(cls, review: Review) -> ReviewOut:
        pair = review.pair
        return cls(
            left=pair.left,
            right=pair.right,
            left_mention=pair.left_mention,
            right_mention=pair.right_mention,
            score=pair.score,
            unsure=pair.unsure,
            features=[FeatureOut(name=f.name, label=f.label, weight=f.weight) for f in pair.features],
            differing=[DifferenceOut.of(d) for d in review.differing],
            sides=[SideOut.of(review.left), SideOut.of(review.right)],
        )


class JudgementIn(Model):
    """A verdict on two entities or mentions of one type."""

    left: str = Field(max_length=80)
    right: str = Field(max_length=80)
    verdict: Literal["same", "different", "unsure"]
    reason: str = Field("", max_length=1000)


class JudgementOut(Model):
    """A verdict: who, when and why."""

    id: int
    left: str
    right: str
    verdict: str
    actor: str
    reason: str
    at: str
    undone: bool

    @classmethod
    def of(cls, record: JudgementRecord) -> JudgementOut:
        return cls(**asdict(record))


class JudgedOut(Model):
    """What a judgement made."""

    id: int
    revision: int
