"""What letters a pattern cannot do without."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.needed import Letters, needed


@pytest.mark.parametrize(
    ("source", "letters"),
    [
        ("由{from:Talent+}领衔", ["由", "衔", "领"]),
        ("(?:甲|乙)丙?丁", ["丁", "乙甲"]),
        ("(?:建立|建设|设立)(?!银行)", ["建设"]),
        ("(?<=入)选{2}[^，。][和与]<title>~", ["入", "选", "与和"]),
        (r"[\u4e00-\u9fff]{2,3}[一-十]\d+", []),
    ],
)
def test_letters_that_a_pattern_needs(source: str, letters: list[str]) -> None:
    assert ["".join(sorted(some)) for some in needed(source)] == letters


_ITEMS = st.sampled_from(["甲", "乙", "丙", "[甲乙]", "[^甲]", "(?=丙)", "(?!乙)", "(?<=甲)"])
_PATTERNS = st.recursive(
    _ITEMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "{0,2}", "{2}", "+?"])).map(lambda two: f"(?:{two[0]}){two[1]}"),
    ),
    max_leaves=8,
)


@given(_PATTERNS, st.text("甲乙丙丁", max_size=6))
def test_a_text_that_matches_lacks_no_letter(source: str, text: str) -> None:
    if re.search(source, text):
        letters = Letters([needed(source), needed("甲"), needed("[乙丙]丁")])
        bits = letters.bits(needed(source))
        assert letters.held(text) & bits == bits


def test_patterns_whose_letters_a_text_lacks_are_told() -> None:
    letters = Letters(map(needed, ("甲", "[乙丙]丁", "")))
    held = letters.held("丁丙")
    assert [held & bits == bits for bits in map(letters.bits, map(needed, ("甲", "[乙丙]丁", "")))] == [
        False,
        True,
        True,
    ]
