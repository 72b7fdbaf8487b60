"""A scorer is a table of features with weights: the score of a pair is the sum of those that hold, and they explain
it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")
REVIEW = 3.0  # from this score on a person is asked


@dataclass(frozen=True, slots=True)
class Feature(Generic[T]):
    """One reason for or against; `holds` compares two."""

    name: str
    label: str
    weight: float
    holds: Callable[[T, T], bool]


@dataclass(frozen=True, slots=True)
class Score:
    """A pair's score and the features that made it."""

    total: float
    features: tuple[Feature[Any], ...] = field(default=())


def score_by(table: Sequence[Feature[T]], a: T, b: T) -> Score:
    """The score of a pair by a table."""
    held = tuple(f for f in table if f.holds(a, b))
    return Score(sum(f.weight for f in held), held)
