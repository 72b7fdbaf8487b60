"""Levels of professional titles."""

from __future__ import annotations

import pytest

from graph.ontology import ontology
from ingest.reference import find_title, title_level
from ingest.reference.titles import _table


@pytest.mark.parametrize(
    ("level", "titles"),
    [
        (
            "senior",
            "主任医师 研究员 教授 正高级农艺师 推广研究员 农业技术推广研究员 正高级教师 编审 教授级高级工程师 正高",
        ),
        (
            "deputy_senior",
            "副主任医师 副研究员 高级农艺师 高级工程师 中学高级教师 高级经济师 主任记者 副高级 内科副主任医师",
        ),
        ("intermediate", "主治医师 助理研究员 农艺师 工程师 讲师 小学高级教师 中小学一级教师 馆员 中级职称"),
        ("junior", "助理工程师 助教 医师 护士 助理农艺师 二级教师 初级 研究实习员"),
    ],
)
def test_the_level_of_a_title(level: str, titles: str) -> None:
    assert {title: title_level(title) for title in titles.split()} == dict.fromkeys(titles.split(), level)


@pytest.mark.parametrize(
    "text", ["", "无", "主任", "客座教授", "特聘教授", "高级技师", "特级教师", "博士生导师", "二级调研员", "高级"]
)
def test_what_is_no_title_has_no_level(text: str) -> None:
    assert title_level(text) is None


def test_the_highest_of_several_titles() -> None:
    title = find_title("高级农艺师（副高）、研究员")
    assert title is not None and (title.name, title.level) == ("研究员", "senior")
    named = find_title("副高（高级农艺师）")
    assert named is not None and named.series == "农业技术"


def test_levels_are_those_of_the_ontology() -> None:
    assert {title.level for title in _table().titles.values()} <= set(ontology().vocabularies["title_level"].codes)
