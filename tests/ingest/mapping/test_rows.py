"""Rows that are no records, however an office words its sums, signatures and titles of groups."""

from __future__ import annotations

import time

import pytest

from ingest.mapping.values.people import regrouped
from tests.ingest.mapping.rosters import Cells, lines, map_rows

HEADER = ["序号", "姓名", "性别", "工作单位", "职称", "联系电话"]
ROWS: list[Cells] = [
    [1, "李娜", "女", "云岭大学", "教授", None],
    [2, "张伟", "男", "松岚县农科所", "研究员", None],
]


@pytest.mark.parametrize(
    "row",
    [
        ["共", "2人"], ["计", None, None, 2], [None, "小计", "2名", 2], ["松岚县", "合计", 2], ["总人数", "２"],
        ["累计", None, "2人次", None, "1,200元"],
        ["松岚县小计", "2人"], ["合计备案2人"], ["县直单位合计"], ["松岚县（市）小 计", None, "2名"],
    ],
)  # fmt: skip
def test_amounts_with_a_word_for_a_sum_are_a_sum(row: Cells) -> None:
    _, report = map_rows(HEADER, *ROWS, row)
    assert (report.data_rows, report.accepted) == (2, 2)
    assert [(skipped.row, skipped.kind) for skipped in report.skipped_rows] == [(4, "total")]


def test_a_person_named_like_a_sum_is_a_person() -> None:
    mapped, report = map_rows(HEADER, [1, "计小共", "女", "云岭大学"], [2, "共", "女", "云岭大学"])
    assert report.accepted == 2 and "计小共 WORKS_AT Organization:云岭大学" in lines(mapped)


@pytest.mark.parametrize(
    "row",
    [
        ["科长：何启明", None, None, "经办：陈平"], ["记账：陈平"], ["编报：松岚县工信局 陈平 13800000001"],
        [None, "经手：陈平", None, "2024年12月3日"], ["分管局长：何启明", "股室：人才股", "二〇二四年十月"],
    ],
)  # fmt: skip
def test_who_answers_for_a_sheet_is_no_record(row: Cells) -> None:
    mapped, report = map_rows(HEADER, *ROWS, ["合计", "2人"], row)
    assert report.skipped_rows[-1].kind == "footer" and report.data_rows == 2
    assert not lines(mapped, "phone")


def test_a_labelled_cell_above_other_records_may_be_one() -> None:
    _, report = map_rows(HEADER, ["1", "组长：李娜"], *ROWS)
    assert report.data_rows == 3


@pytest.mark.parametrize("at", [1, 3])
def test_one_cell_that_names_nobody_opens_a_group(at: int) -> None:
    title: list[str | None] = [None] * at + ["以下为企业人才"]
    _, report = map_rows(HEADER, ROWS[0], title, ROWS[1])
    assert (report.data_rows, report.accepted) == (2, 2)
    assert [(skipped.row, skipped.kind) for skipped in report.skipped_rows] == [(3, "group_title")]


def test_a_name_alone_is_a_record() -> None:
    _, report = map_rows(HEADER, *ROWS, [None, "陈平"])
    assert report.data_rows == 3


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("李娜、张伟（均为云岭大学）", ["李娜", "张伟"]),
        ("陈平（松岚县农科所）、李娜，张伟（以上均来自云岭大学）", ["李娜", "张伟"]),
        ("李娜、陈平（云岭大学）", ["陈平"]),
    ],
)
def test_what_is_said_of_all_is_said_of_each(cell: str, told: list[str]) -> None:
    mapped, _ = map_rows(["团名称", "服务县", "服务产业", "队员"], ["松岚县茶叶科技特派团", "松岚县", "茶叶", cell])
    assert [line for line in lines(mapped, "WORKS_AT") if "云岭大学" in line] == [
        f"{name} WORKS_AT Organization:云岭大学" for name in told
    ]


@pytest.mark.parametrize(
    "text", ["该同志长期坚持在一线，" * 3000, "甲乙、丙丁（均为" * 3000, "李娜、" * 6000 + "（均为云岭大学）"]
)
def test_long_cells_are_read_in_no_time(text: str) -> None:
    began = time.perf_counter()
    assert regrouped(text)
    assert time.perf_counter() - began < 10


def test_an_unknown_word_before_people_is_their_unit_where_units_stand_before_others() -> None:
    cell = "云岭大学：李娜\n松岚县农科所：张伟\n雾河纺织：陈平"
    assert regrouped(cell) == "李娜（云岭大学）；张伟（松岚县农科所）；陈平（雾河纺织）"
    assert regrouped("雾河组：陈平") == "雾河组：陈平"


def test_an_office_and_a_day_below_a_short_list_sign_it() -> None:
    rows: list[Cells] = [
        ["松岚县第四批“头雁”计划入选人才名单"],
        ["序号", "姓名", "工作单位"],
        ["一、产业人才（1名）"],
        [1, "李娜", "云岭大学"],
        ["二、乡土人才（1名）"],
        [2, "张伟", "松岚县农科所"],
        [None, None, "中共松岚县委人才工作领导小组办公室"],
        [None, None, "2025年6月18日"],
    ]
    _, report = map_rows(*rows, merged=((0, 0, 0, 2), (3, 0, 3, 2), (5, 0, 5, 2)))
    assert (report.table, report.data_rows, report.accepted) == ("talent", 2, 2)
    assert [skipped.kind for skipped in report.skipped_rows if skipped.row > 2] == [
        "group_title", "group_title", "footer", "footer",
    ]  # fmt: skip
