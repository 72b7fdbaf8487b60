"""Industries and their local names."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reference import industries

LOCAL = [industry for industry in industries() if industry.rank == "local"]
STANDARD = [industry for industry in industries() if industry.rank != "local"]


def test_the_standard_is_complete_down_to_groups() -> None:
    assert Counter(industry.rank for industry in STANDARD) == {"section": 20, "division": 97, "group": 473}
    sections = Counter(industry.code[0] for industry in STANDARD if industry.rank == "group")
    assert [sections[letter] for letter in "ABCDEFGHIJ"] == [24, 19, 179, 9, 18, 18, 27, 10, 17, 26]
    assert [sections[letter] for letter in "KLMNOPQRST"] == [5, 12, 19, 18, 16, 6, 6, 27, 16, 1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C15", "C15"),
        ("15", "C15"),
        ("C15 酒、饮料和精制茶制造业", "C15"),
        ("酒、饮料和精制茶制造业", "C15"),
        ("酒饮料和精制茶制造业", "C15"),
        ("c", "C"),
        ("A016", "A016"),
        ("0169", "A016"),
        ("农业", "A01"),
        ("房地产业", "K"),
        ("草果", "local.tsaoko"),
        ("草果产业", "local.tsaoko"),
        ("草果种植", "local.tsaoko"),
        ("生态草果产业链", "local.tsaoko"),
        ("独龙牛养殖", "local.dulong-cattle"),
        ("茶产业", "local.tea"),
        ("茶叶加工业", "local.tea"),
        ("食用菌", "local.fungus"),
        ("中药", "local.herbs"),
        ("光伏产业", "local.photovoltaic"),
    ],
)
def test_a_text_finds_its_industry(text: str, code: str) -> None:
    assert industries().find(text)[0].code == code


@pytest.mark.parametrize("text", ["", "产业", "种植", "养殖业", "火星矿", "Z99", "9999"])
def test_what_names_no_industry_finds_nothing(text: str) -> None:
    assert industries().find(text) == []


def test_an_inexact_match_says_so() -> None:
    assert [industries().find(text)[0].exact for text in ("草果", "草果种植", "0169", "C15")] == [
        True,
        False,
        False,
        True,
    ]


def test_one_name_for_all_ways_to_write_an_industry() -> None:
    assert {industries().canonical(text) for text in ("草果产业", "草果种植", "草果", "特色草果")} == {"草果"}
    assert industries().canonical("香水柠檬种植产业") == "香水柠檬"


def test_what_lies_above_a_local_industry() -> None:
    assert [above.code for above in industries().parents("local.tea")] == ["A016", "C153"]
    assert [above.code for above in industries().ancestors("local.dulong-cattle")] == [
        "local.cattle",
        "A031",
        "A03",
        "A",
    ]
    assert industries().parents("A") == ()


def test_local_industries_are_sound() -> None:
    """Parents exist, nothing contains itself, and no word means two local industries or renames the standard."""
    words = Counter(word for industry in LOCAL for word in {industry.name, *industry.synonyms})
    assert [word for word, count in words.items() if count > 1] == []
    assert sorted(set(words) & {industry.name for industry in STANDARD}) == []
    for industry in LOCAL:
        above = industries().ancestors(industry.code)
        assert industry not in above and any(parent.rank == "section" for parent in above)


@given(
    st.sampled_from(LOCAL),
    st.sampled_from(["", "产业", "种植", "养殖业", "加工", "产业链"]),
    st.sampled_from(["", "生态", "特色"]),
)
def test_words_around_a_product_do_not_change_it(industry: object, after: str, before: str) -> None:
    entry = next(found for found in LOCAL if found is industry)
    found = industries().find(before + entry.name + after)
    assert found and (found[0].industry == entry or found[0].exact)
