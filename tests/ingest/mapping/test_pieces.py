"""Cards, and several tables on one sheet."""

from __future__ import annotations

import pytest

from tests.ingest.mapping.rosters import Cells, lines, map_rows


def _card(name: str | None, unit: str, birth: str) -> list[Cells]:
    return [
        ["姓    名", name, "性  别", "女", "出生年月", birth],
        ["工作单位\n及职务", unit, None, None, "职  称", "教授"],
        ["研究方向", "茶树育种、制茶工艺", None, None, "移动电话", None],
        ["服务企业", "云岭茶业有限公司"],
    ]


def test_cards_with_labels_and_values_in_turn() -> None:
    mapped, report = map_rows(
        ["云岭大学人才登记卡"], ["编号：1"], *_card("李娜", "云岭大学", "1984.05"), [],
        ["编号：2"], *_card("张伟", "松岚学院", "1979.11"), [], ["编号：3"], *_card(None, "松岚学院", "1979.11"),
    )  # fmt: skip
    assert (report.table, report.header_rows, report.data_rows, report.accepted) == ("talent", [], 3, 2)
    assert [p.locator["row"] for p in mapped.passages] == [3, 9]
    assert lines(mapped, "WORKS_AT", "EXPERT_IN", "SERVES") == [
        "李娜 WORKS_AT Organization:云岭大学", "李娜 EXPERT_IN Field:茶树育种", "李娜 EXPERT_IN Field:制茶工艺",
        "李娜 SERVES Enterprise:云岭茶业有限公司",
        "张伟 WORKS_AT Organization:松岚学院", "张伟 EXPERT_IN Field:茶树育种", "张伟 EXPERT_IN Field:制茶工艺",
        "张伟 SERVES Enterprise:云岭茶业有限公司",
    ]  # fmt: skip
    assert [(f.row, f.cell, f.kind) for f in report.rejected] == [(15, "B15", "missing_key")]
    assert [(s.row, s.kind) for s in report.skipped_rows] == [
        (7, "blank"), (8, "group_title"), (13, "blank"), (14, "group_title"),
    ]  # fmt: skip


def test_a_finding_names_the_cell_of_the_card() -> None:
    _, report = map_rows(*_card("李娜", "云岭大学", "某日"), *_card("张伟", "松岚学院", "1979.11"))
    assert [(f.row, f.cell) for f in report.warnings if f.kind == "unparsed_date"] == [(1, "F1")]


def test_a_sheet_that_is_one_card_with_labels_beside_values() -> None:
    mapped, report = map_rows(
        ["编号", "A-7"], ["难题名称", "茶叶保鲜"], ["需求单位", "云岭茶业有限公司"], ["合作方式", "联合攻关"],
        ["难题描述", "易返潮"],
    )  # fmt: skip
    assert (report.table, report.accepted, mapped.passages[0].locator["row"]) == ("need", 1, 2)
    assert lines(mapped, "HAS_NEED") == ["云岭茶业有限公司 HAS_NEED Need:茶叶保鲜"]


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "性别", "工作单位", "职称"], ["李娜", "女", "云岭大学", "教授"], ["张伟", "男", "松岚学院", "讲师"]],
        [["类别", "数量"], ["工作单位", 3], ["姓名", 2]],
    ],
)
def test_a_table_is_no_card(rows: list[Cells]) -> None:
    _, report = map_rows(*rows)
    assert report.table in (None, "talent") and report.header_rows in ([], [1])


def test_several_tables_below_each_other_with_headers_of_their_own() -> None:
    mapped, report = map_rows(
        ["长顺县新型经营主体花名册"],
        ["表一  合作社"],
        ["序号", "合作社名称", "理事长", "主导产业", "人才需求"],
        [1, "云岭茶叶专业合作社", "李娜", "茶叶", "制茶师2人"],
        ["小计", "1家"],
        [],
        ["表二  家庭农场"],
        ["序", "所在乡镇", "农场名称", "产业类型", "注册号"],
        [1, "惠水县", "松岚家庭农场", "水果", None],
        ["合计", "2家"],
        merged=((2, 0, 2, 4), (7, 0, 7, 4)),
    )
    assert (report.table, report.header_rows, report.accepted) == ("enterprise", [3, 8], 2)
    assert {(5, "total"), (6, "blank"), (7, "group_title"), (10, "total")} == {
        (s.row, s.kind) for s in report.skipped_rows
    }
    assert lines(mapped, "LOCATED_IN", "IN_INDUSTRY", "HAS_NEED") == [
        "云岭茶叶专业合作社 IN_INDUSTRY Industry:茶叶",
        "云岭茶叶专业合作社 HAS_NEED Need:制茶师",
        "云岭茶叶专业合作社 LOCATED_IN Region:长顺县",
        "松岚家庭农场 LOCATED_IN Region:惠水县",
        "松岚家庭农场 IN_INDUSTRY Industry:水果",
    ]


def test_a_header_repeated_below_a_title_begins_no_other_table() -> None:
    header: Cells = ["序号", "姓名", "性别", "工作单位", "职称"]
    mapped, report = map_rows(
        header, [1, "李娜", "女", "云岭大学", "教授"], ["（二）松岚县"], header, [2, "张伟", "男", "松岚学院", "讲师"],
        merged=((3, 0, 3, 4),),
    )  # fmt: skip
    assert (report.header_rows, report.accepted, len(mapped.passages)) == ([1], 2, 2)
    assert (4, "repeated_header") in [(s.row, s.kind) for s in report.skipped_rows]
