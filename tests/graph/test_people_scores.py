"""How sure namesakes are one person: what counts for and against it."""

from __future__ import annotations

import pytest

from graph.resolution.features import REVIEW
from graph.resolution.people import SAME, Person, score

TEAM = {"platform": frozenset({"松岚县灵芝科技特派团"})}


def person(mention: str, unit: str = "", **values: frozenset[str]) -> Person:
    units = {"unit": frozenset({unit}), "unit_name": frozenset({unit})} if unit else {}
    return Person(mention, frozenset({"王芳"}), {**TEAM, **units, **values})


@pytest.mark.parametrize(("one", "other"), [("云岭大学", "云岭大学"), ("云岭大学", ""), ("云大", "云岭大学")])
def test_a_team_has_a_name_once_unless_its_units_differ(one: str, other: str) -> None:
    assert score(person("a", one), person("b", other)).total >= SAME


def test_namesakes_of_one_team_with_other_units_are_a_question() -> None:
    found = score(person("a", "云岭大学"), person("b", "松岚县中医院"))
    assert REVIEW <= found.total < SAME
    assert [feature.label for feature in found.features] == ["同一平台，单位不同"]
