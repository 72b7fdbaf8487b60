"""What a group's title, the sheet's name or its title says holds for the rows that do not say it themselves."""

from __future__ import annotations

import pytest

from tests.ingest.mapping.rosters import Cells, lines, map_rows, map_sheets, sheet_of

FIRMS = ["序号", "企业名称", "主营产品", "行业", "经营场所"]


def test_a_county_in_a_groups_title_holds_until_the_next() -> None:
    mapped, report = map_rows(
        FIRMS,
        ["一、长顺县（1家）"],
        [1, "云岭茶业有限公司", "毛尖", "茶叶", "某街道某村"],
        ["（二）惠水县"],
        [1, "松岚米业有限公司", "大米", "粮食", None],
        [2, "青禾果业有限公司", "李子", "水果", "长顺县某镇"],
        merged=((2, 0, 2, 4), (4, 0, 4, 4)),
    )
    assert report.accepted == 3
    assert lines(mapped, "LOCATED_IN") == [
        "云岭茶业有限公司 LOCATED_IN Region:长顺县",
        "松岚米业有限公司 LOCATED_IN Region:惠水县",
        "青禾果业有限公司 LOCATED_IN Region:长顺县",
    ]
    assert "分组标题：惠水县" in mapped.passages[1].text


@pytest.mark.parametrize(("sheet", "title"), [("长顺县", "企业名录"), ("Sheet1", "长顺县企业名录")])
def test_a_county_that_the_sheets_name_or_title_alone_names(sheet: str, title: str) -> None:
    mapped = map_sheets(sheet_of([title], FIRMS, [1, "云岭茶业有限公司", "毛尖", "茶叶", None], name=sheet))
    assert lines(mapped, "LOCATED_IN") == ["云岭茶业有限公司 LOCATED_IN Region:长顺县"]


def test_where_two_counties_are_named_neither_is_taken() -> None:
    mapped, _ = map_rows(["长顺县和惠水县企业名录"], FIRMS, [1, "云岭茶业有限公司", "毛尖", "茶叶", None])
    assert lines(mapped, "LOCATED_IN") == []


@pytest.mark.parametrize(
    ("header", "title", "row", "said"),
    [
        (["序号", "特派员姓名", "性别", "特长", "派驻镇"], "长顺县茶叶科技特派队", [1, "李娜", "女", "制茶"],
         "李娜 MEMBER_OF Platform:长顺县茶叶科技特派队"),
        (["序号", "姓名", "性别", "职称", "籍贯"], "（一）云岭大学", [1, "李娜", "女", "教授"],
         "李娜 WORKS_AT Organization:云岭大学"),
    ],
)  # fmt: skip
def test_the_team_or_employer_that_a_groups_title_names(header: Cells, title: str, row: Cells, said: str) -> None:
    mapped, _ = map_rows(header, [title], row, merged=((2, 0, 2, 4),))
    assert said in lines(mapped)


def test_a_groups_title_that_names_no_employer_says_nothing() -> None:
    mapped, _ = map_rows(["序号", "姓名", "性别", "职称"], ["（一）高层次人才"], [1, "李娜", "女", "教授"])
    assert lines(mapped, "WORKS_AT") == []
