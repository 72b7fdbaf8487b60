"""When the names of two units look like one unit's."""

from __future__ import annotations

import pytest

from graph.resolution.people import similar_units


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("省农科院", "云岭省农业科学院"),
        ("青医大附一院", "青山医科大学第一附属医院"),
        ("云岭香料研究院", "中科院云岭香料院"),
        ("云岭香料院", "云岭香料研究院"),
        ("青医大二附院", "青山医科大学第二附属医院"),
        ("青山市二院", "青山市第二人民医院"),
        ("青山一中", "青山县第一中学"),
        ("自治区林科院", "云岭林科院"),
        ("云岭省茶科所", "云岭省茶叶研究所"),
        ("云大", "云岭大学"),
        ("省茶研所", "云岭省茶科所"),
        ("省蚕业站", "云岭蚕业技术推广站"),
        ("7105医院", "七一〇五医院"),
    ],
)
def test_short_forms_of_units(short: str, full: str) -> None:
    assert similar_units(short, full)
    assert similar_units(full, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青医大附一院", "青山医科大学第二附属医院"),
        ("青山二中", "青山县第一中学"),
        ("省农科院", "省林科院"),
        ("省林科所", "青山县林科所"),
        ("一院", "第一医院"),
    ],
)
def test_other_units(one: str, other: str) -> None:
    assert not similar_units(one, other)
