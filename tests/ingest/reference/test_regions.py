"""Regions by the ways people write them."""

from __future__ import annotations

import random
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reference import Region, regions
from ingest.reference.forms import short_forms, village_name
from ingest.reference.model import normalise_code
from ingest.reference.store import manifest

QIANNAN = "522700"


def codes(name: str, **context: object) -> list[str]:
    return [match.code for match in regions().find(name, **context)]  # type: ignore[arg-type]


@cache
def counties() -> list[Region]:
    return [region for region in regions() if region.level == "county" and region.kind == "division"]


@cache
def townships() -> list[Region]:
    picked = random.Random(20).sample(counties(), 120)
    return [township for county in picked for township in regions().children(county.code)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("贵州省", "520000"),
        ("贵州", "520000"),
        ("黔", "520000"),
        ("新疆", "650000"),
        ("内蒙古", "150000"),
        ("黔南布依族苗族自治州", QIANNAN),
        ("黔南州", QIANNAN),
        ("黔南", QIANNAN),
        ("贵州黔南", QIANNAN),
        ("贵州省黔南州都匀市", "522701"),
        ("贵州省黔南布依族苗族自治州都匀市", "522701"),
        ("贵州省/黔南布依族苗族自治州/都匀市", "522701"),
        ("贵州 都匀", "522701"),
        ("黔南都匀", "522701"),
        ("三都", "522732"),
        ("三都县", "522732"),
        ("黔南三都水族自治", "522732"),
        ("云南省怒江州泸水市", "533301"),
        ("湖北省省直辖县级行政区划仙桃市", "429004"),
        ("重庆市市辖区万州区", "500101"),
        ("北京市北京市朝阳区", "110105"),
        ("长顺县敦操乡", "522729209"),
        ("广东东莞虎门", "441900121"),
        ("嘉峪关市新城镇", "620201100"),
        ("贡山县独龙江乡", "533324203"),
        ("长顺县磨谢村", "522729001205"),
        ("长顺县长寨街道磨谢村", "522729001205"),
        ("苏州工业园区", "320576"),
        ("５２２７２９", "522729"),
        ("522729000000", "522729"),
    ],
)
def test_a_name_finds_its_region(name: str, code: str) -> None:
    assert codes(name) == [code]


@pytest.mark.parametrize(
    "name", ["", "  ", "不存在县", "敦操乡", "磨谢村", "贵州省杭州市", "我县", "市", "999999", "黔南民族师院"]
)
def test_what_is_no_region_or_lacks_its_county_finds_nothing(name: str) -> None:
    assert codes(name) == []


def test_an_ambiguous_name_gives_all_and_its_context_settles_it() -> None:
    assert codes("鼓楼区") == ["320106", "320302", "350102", "410204"]
    assert codes("鼓楼区", within="350000") == ["350102"]
    assert codes("福州市鼓楼区") == ["350102"]
    assert regions().resolve("鼓楼区") is None
    assert [match.form for match in regions().find("朝阳")] == ["short"] * 4


def test_a_full_name_of_today_is_nobodys_short_form() -> None:
    assert codes("朝阳区") == ["110105", "220104"]
    assert codes("东乡县") == ["361003", "622926"]  # once a full name, now only a short one: nothing tells which


@pytest.mark.parametrize(
    ("name", "code"), [("吉林", "220000"), ("海南", "460000"), ("喀什", "653100"), ("大理", "532900")]
)
def test_resolve_takes_the_province_and_the_outer_of_two(name: str, code: str) -> None:
    region = regions().resolve(name)
    assert region is not None and region.code == code


def test_resolve_looks_near_first_and_then_farther() -> None:
    near, far = regions().resolve("鼓楼区", within="350121"), regions().resolve("杭州市", within=QIANNAN)
    assert near is not None and near.code == "350102"
    assert far is not None and far.code == "330100"


def test_a_county_in_the_context_opens_its_townships_and_villages() -> None:
    assert codes("敦操乡", within="522729") == ["522729209"]
    assert codes("敦操", within="522729") == ["522729209"]
    assert codes("敦操乡", within=QIANNAN) == []
    assert codes("磨谢村", within="522729001") == ["522729001205"]
    assert codes("磨谢村委会", within="522729") == ["522729001205"]


@pytest.mark.parametrize(
    ("name", "code", "until"),
    [
        ("襄樊市", "420600", 2010),
        ("襄樊", "420600", 2010),
        ("贵州省遵义县", "520304", 2016),
        ("四川省万县市", "500101", 1997),
        ("黔西县", "520581", 2021),
        ("蒙自县", "532503", 2010),
        ("渝北区", "500157", 2025),
        ("思茅地区", "530800", 2003),
        ("开县", "500154", 2016),
        ("522121", "520304", 1997),
    ],
)
def test_a_former_name_finds_the_region_of_today(name: str, code: str, until: int) -> None:
    (match,) = regions().find(name)
    assert (match.code, match.until, match.current) == (code, until, False)


def test_a_present_name_goes_before_a_former_one_unless_the_day_says_otherwise() -> None:
    assert codes("思茅") == ["530802"]
    assert codes("思茅市", at=date(2005, 1, 1)) == ["530800"]
    (match,) = regions().find("米林市", at=date(2015, 6, 1))  # a name that came later is still understood
    assert (match.code, match.since) == ("540481", 2023)


def test_the_head_of_an_address() -> None:
    matches, length = regions().leading("贵州省黔南州都匀市剑江中路33号")
    assert ([m.code for m in matches], length) == (["522701"], 9)
    matches, length = regions().leading("长顺县敦操乡打召村三组")
    assert ([m.region.name for m in matches], length) == (["打召村"], 9)
    assert regions().leading("没有地名的一句话") == ([], 0)


def test_ancestors_children_and_path() -> None:
    above = [region.name for region in regions().ancestors("522729209")]
    assert above == ["贵州省", "黔南布依族苗族自治州", "长顺县"]
    assert regions().path("522729209") == "贵州省黔南布依族苗族自治州长顺县敦操乡"
    assert "敦操乡" in [region.name for region in regions().children("522729")]
    assert len(regions().children(QIANNAN)) == 12
    assert regions().ancestors("520000") == () == regions().ancestors("nothing")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("52", "520000"),
        ("5227", QIANNAN),
        ("522700000000", QIANNAN),
        ("522729209000", "522729209"),
        ("5227292", ""),
        ("x", ""),
    ],
)
def test_codes_are_written_in_one_way(written: str, code: str) -> None:
    assert normalise_code(written) == code


@pytest.mark.parametrize(
    ("committee", "village"),
    [
        ("合兴村村民委员会", "合兴村"),
        ("南高村委会", "南高村"),
        ("多福巷社区居委会", "多福巷社区"),
        ("灵溪街居民委员会", "灵溪街居委会"),
    ],
)
def test_villages_go_by_their_own_name(committee: str, village: str) -> None:
    assert village_name(committee) == village


def test_every_path_of_the_shipped_counties_resolves_to_its_code() -> None:
    wrong = [r for r in regions() if r.code not in codes(regions().path(r.code))]
    assert wrong == []
    ambiguous = [r.name for r in regions() if len(codes(regions().path(r.code))) > 1]
    assert ambiguous == []


def test_every_short_name_resolves_within_its_parent() -> None:
    wrong = [
        (region.name, form)
        for region in regions()
        if region.parent and region.kind == "division"
        for form in short_forms(region.name, region.level)
        if region.code not in codes(form, within=region.parent)
        and not any(beside.name == form for beside in regions().children(region.parent))
    ]
    assert wrong == []


def test_a_name_with_full_width_brackets_is_found_however_it_is_written() -> None:
    for name in ("海口桂林洋经济开发区（农场）", "海口桂林洋经济开发区(农场)"):
        assert codes(f"海南省海口市美兰区{name}") == ["460108400"]


@given(st.data())
def test_paths_and_names_of_townships_resolve(data: st.DataObject) -> None:
    township = data.draw(st.sampled_from(townships()))
    assert township.code in codes(regions().path(township.code))
    assert township.code in codes(township.name, within=township.parent)
    assert regions().get(township.code) == township


@given(st.sampled_from(["522729209", "533324203", "441900121", "659001003"]), st.data())
def test_villages_resolve_in_their_township(township: str, data: st.DataObject) -> None:
    village = data.draw(st.sampled_from(regions().children(township)))
    assert village.code in codes(village.name, within=township)
    assert regions().get(village.code) == village


@given(st.text(alphabet="贵州省黔南市县区乡村族自治都匀吉林朝阳0152", max_size=14))
def test_no_text_breaks_the_search(text: str) -> None:
    for match in regions().find(text, within="522729"):
        assert match.code == "522729" or "522729" in [above.code for above in regions().ancestors(match.code)]


def test_the_manifest_counts_what_is_there() -> None:
    counts = manifest()["counts"]
    assert sum(1 for region in regions() if region.level == "provincial") == counts["provincial division"] == 34
    assert len(counties()) == counts["county division"]
