"""Numbers as reports write them."""

from __future__ import annotations

import re

import pytest

from ingest.extract.numbers import NUMBER, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21006", 21006),
        ("1,200", 1200),
        ("1.5万", 15000),
        ("32.7", 32.7),
        ("3亿", 300_000_000),
        ("二十", 20),
        ("十五", 15),
        ("一百零三", 103),
        ("两千三百", 2300),
        ("一万二千", 12000),
        ("一亿二千万", 120_000_000),
        ("二〇二三", 2023),
        ("一点二亿", 120_000_000),
        ("三点五", 3.5),
    ],
)
def test_value(text: str, expected: float) -> None:
    assert value(text) == expected


@pytest.mark.parametrize("text", ["", "若干", "xx", "1x", "七八", "三四十", "两三百"])
def test_no_number(text: str) -> None:
    assert value(text) is None


def test_a_lone_unit_is_no_number() -> None:
    assert re.findall(NUMBER, "每万人拥有") == []
