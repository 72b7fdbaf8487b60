"""Names that several places bear are settled by what is around them, or stay open with their candidates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reference import anywhere, common_head, is_bare_village, regions, settle


def path(name: str, *scopes: list[str]) -> str:
    region = settle(name, scopes).region
    return regions().path(region.code) if region else ""


@pytest.mark.parametrize(
    ("name", "scope", "expected"),
    [
        ("鼓楼区", "320300", "江苏省徐州市鼓楼区"),
        ("鼓楼区", "320303", "江苏省徐州市鼓楼区"),  # a neighbouring district of the same city
        ("鼓楼区", "350000", "福建省福州市鼓楼区"),
        ("朝阳区", "220122", "吉林省长春市朝阳区"),
        ("长安镇", "441900", "广东省东莞市长安镇"),
        ("城关镇", "620121", "甘肃省兰州市永登县城关镇"),
        ("海南", "630000", "青海省海南藏族自治州"),
        ("吉林", "220202", "吉林省"),  # within its own province the province is meant
    ],
)
def test_what_is_around_a_name_settles_it(name: str, scope: str, expected: str) -> None:
    assert path(name, [scope]) == expected


def test_the_first_group_that_decides_counts() -> None:
    assert path("鼓楼区", ["530000"], ["410200"], ["350100"]) == "河南省开封市鼓楼区"


def test_what_nothing_settles_keeps_its_candidates() -> None:
    open_name = settle("鼓楼区", [["320000"]])
    assert open_name.open and {region.code for region in open_name.candidates} == {"320106", "320302"}
    assert len(settle("城关镇").candidates) > 50
    assert settle("城关镇", [["520300"]]).open  # a township is not looked for around a region, only within
    assert not settle("松岚县").open and settle("松岚县").region is None
    assert is_bare_village("新华村") and not is_bare_village("都匀市")


def test_a_former_name_is_the_division_of_today() -> None:
    assert path("遵义县") == "贵州省遵义市播州区"
    assert path("襄樊市") == "湖北省襄阳市"
    assert settle("市中区", [["370800"]], at=date(2010, 1, 1)).region == regions().get("370811")


def test_a_township_that_is_the_only_one_of_its_name_needs_no_context() -> None:
    assert path("敦操乡") == "贵州省黔南布依族苗族自治州长顺县敦操乡"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("朝阳区人民医院", "朝阳区"),
        ("城关镇卫生院", "城关镇"),
        ("新华村村委会", "新华村"),
        ("西安市长安区农业农村局", ""),
        ("长安大学", ""),
        ("平塘县农业农村局", ""),
        ("县乡村振兴局", ""),
        ("农村信用社", ""),
        ("新乡医学院", ""),
    ],
)
def test_bodies_named_after_a_common_name_are_known(name: str, head: str) -> None:
    assert common_head(name) == head


@given(st.sampled_from(list(regions())))
def test_within_itself_or_above_a_region_is_found_by_its_name(region: object) -> None:
    code, name = region.code, region.name  # type: ignore[attr-defined]
    alone = anywhere(name)
    assert alone.open or alone.region is not None
    found = settle(name, [[code]]).region
    assert found is not None and (found.code == code or found.level == "provincial")
