"""Names of enterprises, organizations and platforms: what they are made of, and which are offered as perhaps one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from graph.model.names import normalise_name
from graph.resolution.bodies import Body, alike
from graph.resolution.titles import parse_title, place_forms

REGIONS = {"云岭省": "r0", "青禾州": "r1", "松岚县": "r2", "雾河县": "r3", "三溪水族自治县": "r4"}
PLACES = {form: identifier for name, identifier in REGIONS.items() for form in place_forms(name)}
ABOVE = {r: frozenset({"r0", "r1"}) for r in ("r2", "r3", "r4")} | {"r1": frozenset({"r0"})}


def body(
    identifier: str, name: str, kind: str, values: Mapping[str, set[str]] | None = None, known: bool = True
) -> Body:
    frozen = {k: frozenset(v) for k, v in (values or {}).items()}
    return Body(identifier, kind, frozenset({normalise_name(name)}), frozen, known)


def score(kind: str, a: str, b: str, left: Mapping[str, set[str]] | None = None,
          right: Mapping[str, set[str]] | None = None) -> tuple[float, list[str]]:  # fmt: skip
    """What is offered of two; 0 for nothing."""
    found = list(alike([body("a", a, kind, left), body("b", b, kind, right)], PLACES, ABOVE))
    return (found[0][2].total, [f.name for f in found[0][2].features]) if found else (0.0, [])


@pytest.mark.parametrize(
    ("kind", "name", "core", "form"),
    [
        ("Enterprise", "云岭省绿源香料（集团）有限责任公司", "绿源香料", "company"),
        ("Enterprise", "绿源香料（松岚）有限公司", "绿源香料", "company"),
        ("Enterprise", "绿源香料集团股份有限公司", "绿源香料", "company"),
        ("Enterprise", "松岚县云谷农民专业合作社", "云谷", "cooperative"),
        ("Platform", "省级顾明远专家工作站", "顾明远", "专家工作站"),
        ("Organization", "青禾州人民医院", "人民医院", ""),
        ("Organization", "云岭大学", "云岭大学", ""),
    ],
)
def test_the_parts_of_a_name(kind: str, name: str, core: str, form: str) -> None:
    title = parse_title(kind, normalise_name(name), PLACES)
    assert (title.core, title.form) == (core, form)


@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [
        ("Enterprise", "绿源香料有限公司", "绿源香料有限责任公司"),
        ("Enterprise", "云岭绿源香料有限公司", "绿源香料有限公司"),
        ("Enterprise", "云岭省绿源香料有限公司", "松岚绿源香料有限公司"),
        ("Enterprise", "绿源香料（松岚）有限公司", "松岚县绿源香料有限公司"),
        ("Enterprise", "绿源公司", "松岚县绿源香料有限公司"),
        ("Enterprise", "绿源生态香料有限公司", "绿源香料有限公司"),
        ("Organization", "云岭省农科院", "云岭省农业科学院"),
        ("Organization", "青禾师院", "青禾民族师范学院"),
        ("Organization", "三溪县中医院", "三溪水族自治县中医院"),
        ("Platform", "云岭省顾明远专家工作站", "顾明远专家工作站"),
        ("Platform", "顾明远院士工作站", "顾明远专家工作站"),
    ],
)
def test_names_that_are_offered_as_perhaps_one(kind: str, a: str, b: str) -> None:
    total, features = score(kind, a, b)
    assert total >= 3 and features, (a, b)
    assert score(kind, b, a)[0] == total


@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [
        ("Enterprise", "绿源香料有限公司", "绿原香料有限公司"),
        ("Enterprise", "松岚绿源香料有限公司", "雾河绿源香料有限公司"),
        ("Enterprise", "绿源香料有限公司", "绿源香料专业合作社"),
        ("Enterprise", "松岚绿源香料有限公司", "松岚绿源香料有限公司雾河分公司"),
        ("Organization", "松岚县人民医院", "雾河县人民医院"),
        ("Organization", "青禾州人民医院", "松岚县人民医院"),
        ("Organization", "州第一人民医院", "青禾州第二人民医院"),
        ("Organization", "云岭大学", "云岭师范大学"),
        ("Organization", "云岭大学", "云岭大学农学院"),
        ("Platform", "松岚县茶叶科技特派团", "雾河县茶叶科技特派团"),
        ("Platform", "松岚草果科技特派团", "松岚草果专家工作站"),
        ("Platform", "顾明远专家工作站", "沈若兰专家工作站"),
        ("Platform", "2023年青年人才驿站", "2024年青年人才驿站"),
    ],
)
def test_names_that_are_not(kind: str, a: str, b: str) -> None:
    assert score(kind, a, b) == (0.0, []), (a, b)


def test_one_station_under_two_names_is_found_by_its_host_and_its_members() -> None:
    one = {"host": {"enterprise-1"}, "member": {"顾明远", "李娜"}}
    total, features = score(
        "Platform", "松岚绿源香料院士工作站", "顾明远专家工作站", one, {**one, "member": {"顾明远"}}
    )
    assert total >= 3 and {"host", "member", "kind"} == set(features)
    other = {"host": {"enterprise-2"}, "member": {"顾明远"}}
    assert score("Platform", "松岚绿源香料院士工作站", "顾明远专家工作站", one, other)[0] == 0


def test_where_they_are_decides_as_well() -> None:
    here, there = {"region": {"r2"}}, {"region": {"r3"}}
    assert "region" in score("Enterprise", "绿源香料有限公司", "绿源香料公司", here, here)[1]
    assert score("Enterprise", "绿源香料", "绿源生态香料有限公司", here, there)[0] == 0


def test_a_name_that_fits_many_fits_none_unless_something_else_speaks_for_one() -> None:
    makers = [
        body(f"m{i}", f"金穗{word}有限公司", "Enterprise") for i, word in enumerate(("米业", "茶业", "果业", "药业"))
    ]
    short = body("short", "金穗公司", "Enterprise")
    assert not list(alike([*makers, short], {}, {}))
    seated = body("m9", "金穗酒业有限公司", "Enterprise", {"region": {"r2"}})
    here = body("short", "金穗公司", "Enterprise", {"region": {"r2"}})
    assert [{a.id, b.id} for a, b, _ in alike([*makers, seated, here], {}, {})] == [{"m9", "short"}]


def test_names_that_only_their_own_files_know_are_not_compared_with_each_other() -> None:
    first, second = (body(f"b{i}", "省农科院", "Organization", known=False) for i in range(2))
    assert not list(alike([first, second], PLACES, ABOVE))
    full = body("full", "云岭省农业科学院", "Organization")
    assert len(list(alike([first, second, full], PLACES, ABOVE))) == 2
