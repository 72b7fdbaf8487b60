"""Names in their compared form, and the days that partial dates may mean."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.model.dates import first_day, is_partial_date, last_day
from graph.model.names import normalise_name, search_text

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PLAIN = st.sampled_from("张伟草果𠮷aZß0㈱")
NAMES = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("张伟·“”《》㈱ＡＩ İßſ\u3000\u200b"))
)


@given(NAMES)
@example("İ")
@example("ſ·ß")
@example("ﬁ “ﬁ”")
@example("a“\u0301")
def test_a_normal_name_is_normal(name: str) -> None:
    assert normalise_name(normalise_name(name)) == normalise_name(name)


@given(NAMES, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
@example("é", "NFD")
@example("‘가", "NFD")
def test_how_a_name_is_composed_makes_no_difference(name: str, form: str) -> None:
    assert normalise_name(unicodedata.normalize(form, name)) == normalise_name(name)  # type: ignore[arg-type]


@given(st.text(PLAIN), st.text(PLAIN))
def test_spaces_and_quotation_marks_make_no_difference(left: str, right: str) -> None:
    for between in (" ", "\u3000", "“", "·", "\n"):
        assert normalise_name(left + between + right) == normalise_name(left + right)


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("“55352” 工程", "55352工程"),
        ("ＡＩ产业", "ai产业"),
        ("欧阳·娜娜", "欧阳娜娜"),
        ("《办法》", "办法"),
        ("甲公司（新）", "甲公司(新)"),
    ],
)
def test_normal_names(name: str, normal: str) -> None:
    assert normalise_name(name) == normal


@given(st.lists(NAMES, max_size=4))
def test_a_search_finds_every_name_it_was_made_of(names: list[str]) -> None:
    lines = search_text(names).split("\n")
    assert {normalise_name(n) for n in names} <= set(lines)
    assert len(lines) == len(set(lines)) or lines == [""]


@pytest.mark.parametrize(
    ("name", "found"), [("单文华", "shanwenhua"), ("仇英", "qiuying"), ("曾国", "zg"), ("任正", "ren")]
)
def test_surnames_are_read_as_surnames(name: str, found: str) -> None:
    assert found in search_text([name])


@given(DAYS)
def test_a_full_date_is_its_own_first_and_last_day(day: date) -> None:
    assert first_day(day.isoformat()) == last_day(day.isoformat()) == day.isoformat()


@given(DAYS)
def test_a_month_or_a_year_runs_to_the_day_before_the_next(day: date) -> None:
    year, month = day.isoformat()[:4], day.isoformat()[:7]
    assert first_day(year) == f"{year}-01-01" and last_day(year) == f"{year}-12-31"
    assert first_day(month) == f"{month}-01"
    last = date.fromisoformat(last_day(month))
    assert (last.year, last.month) == (day.year, day.month)
    assert last == date.max or (last + timedelta(days=1)).day == 1
    assert first_day(year) <= first_day(month) <= day.isoformat() <= last_day(month) <= last_day(year)


@given(st.text(st.sampled_from("0123456789-"), min_size=3, max_size=11))
def test_a_text_is_a_partial_date_or_raises(text: str) -> None:
    if is_partial_date(text):
        assert first_day(text).startswith(text) and last_day(text).startswith(text)
    else:
        with pytest.raises(ValueError, match=r"."):
            first_day(text)


@pytest.mark.parametrize(
    "text",
    ["", "24", "20240", "2024-1", "2024-13", "2024-00", "2024-05-00", "2024-02-30", "2023-02-29", "0000", "2024-",
     "2024-05-", " 2024", "2024\n", "2024-05-20T00:00", "-2024", "２０２４", "٢٠٢٤-٠٥"],
)  # fmt: skip
def test_what_is_no_partial_date(text: str) -> None:
    """Digits of other scripts too: dates are compared as text."""
    assert not is_partial_date(text)
