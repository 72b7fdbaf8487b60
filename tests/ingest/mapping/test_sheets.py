"""How sheets are recognised, and how every row and heading is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import OntologyError
from ingest.mapping.loading import load_table, tables
from ingest.mapping.report import advices
from ingest.mapping.values import PARSERS
from tests.ingest.mapping.rosters import kinds, lines, map_rows, map_sheets, sheet_of

HEADER = ["序号", "姓名", "性别", "工作单位", "职称"]


def test_a_table_below_titles_and_beside_a_blank_column() -> None:
    _, report = map_rows(
        ["附件1"],
        ["青禾州高层次人才信息表"],
        ["填报单位：州委人才办"],
        [],
        [None, "序号", "姓\n名", " 性  别 ", "工作单位（全称）", "职称"],
        [None, 1, "李娜", "女", "云岭大学", "教授"],
        merged=((2, 0, 2, 5),),
    )
    assert (report.table, report.header_rows, report.accepted) == ("talent", [5], 1)


def test_a_merged_header_of_two_rows() -> None:
    mapped, report = map_rows(
        ["序号", "姓名", "学历学位", None, "入选人才工程1", None, "备注"],
        [None, None, "学历", "学位", "名称", "年份", None],
        [1, "李娜", "研究生", "博士", "头雁计划", 2021, "无"],
        merged=((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 2, 6)),
    )
    assert report.header_rows == [1, 2]
    assert lines(mapped) == [
        "李娜 education doctoral", "李娜 degree doctor", "李娜 SELECTED_FOR Programme:头雁计划 year=2021",
    ]  # fmt: skip
    assert {label: column.target for label, column in report.columns.items()} == {
        "序号": None, "姓名": "name", "学历学位/学历": "education", "学历学位/学位": "degree",
        "入选人才工程1/名称": "SELECTED_FOR", "入选人才工程1/年份": "→ selected_for", "备注": None,
    }  # fmt: skip
    assert report.unknown_columns == ["备注"]


def test_a_header_of_two_rows_without_merges() -> None:
    mapped, report = map_rows(
        ["姓名", "性别", "学历学位", "", ""],
        ["", "", "学历", "学位", "毕业院校"],
        ["李娜", "女", "本科", "学士", "云岭大学"],
    )
    assert report.header_rows == [1, 2] and report.unknown_columns == ["学历学位/毕业院校"]
    assert "李娜 degree bachelor" in lines(mapped)


def test_a_heading_may_be_known_by_its_ending_if_none_is_known_exactly() -> None:
    mapped, report = map_rows(
        ["特派员姓名", "性别", "派出单位", "职务/职称", "学历/学位", "配偶姓名"],
        ["李娜", "女", "州农科所", "副所长/研究员", "研究生/博士", "王芳"],
    )
    assert report.unknown_columns == ["配偶姓名"] and "王芳" not in mapped.passages[0].text
    assert lines(mapped) == [
        "李娜 sex female", "李娜 WORKS_AT Organization:州农科所", "李娜 post 副所长", "李娜 professional_title 研究员",
        "李娜 title_level senior", "李娜 education doctoral", "李娜 private 配偶姓名：王芳",
    ]  # fmt: skip
    _, report = map_rows(["配偶姓名", "姓名", "性别", "职称"], ["王芳", "李娜", "女", "教授"])
    assert report.columns["配偶姓名"].target is None and report.columns["姓名"].target == "name"


def test_a_second_header_row_may_hold_nothing_known() -> None:
    _, report = map_rows(
        ["姓名", "工作单位", "职称", "年度考核", None],
        [None, None, None, "2023年", "2024年"],
        ["李娜", "云岭大学", "教授", "优秀", "合格"],
        merged=((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)),
    )
    assert report.header_rows == [1, 2] and not report.rejected
    assert report.unknown_columns == ["年度考核/2023年", "年度考核/2024年"]


def test_the_first_record_is_not_a_second_header() -> None:
    _, report = map_rows(["姓名", "性别", "工作单位"], ["李娜", "女", "云岭大学"])
    assert report.header_rows == [1] and report.accepted == 1


def test_sheets_of_other_kinds_are_listed_and_not_loaded() -> None:
    mapped = map_sheets(
        sheet_of(["填报说明"], ["一、请如实填写。"], name="说明"),
        sheet_of(
            ["序号", "车牌号", "驾驶员", "里程", "油耗"],
            [1, "云A00001", "李娜", 120, 9],
            name="车辆",
        ),
        sheet_of(["男"], ["女"], name="选项", state="hidden"),
        sheet_of(name="Sheet3", state="empty"),
    )
    assert [(s.sheet, s.state, s.table, s.data_rows) for s in mapped.sheets] == [
        ("说明", "visible", None, 0), ("车辆", "visible", None, 0),
        ("选项", "hidden", None, 0), ("Sheet3", "empty", None, 0),
    ]  # fmt: skip
    assert not mapped.claims and not mapped.passages
    assert mapped.sheets[1].unknown_columns == ["序号", "车牌号", "驾驶员", "里程", "油耗"]
    assert [(s.row, s.kind) for s in mapped.sheets[1].skipped_rows] == [(1, "unrecognised"), (2, "unrecognised")]
    assert mapped.sheets[2].notes


def test_every_row_is_a_record_or_says_why_it_is_none() -> None:
    _, report = map_rows(
        HEADER,
        ["一、教育系统", None, None, None, None],
        [1, "李娜", "女", "云岭大学", "教授"],
        [],
        HEADER,
        [2, None, "男", "云岭大学", "讲师"],
        [3, "待定", None, "云岭大学", None],
        [4, None, None, None, None],
        [5, "张伟", None, None, None],
        ["合计", "3人", None, None, None],
        ["注：截至2024年底", None, None, None, None],
        ["填表人：王芳", None, None, "审核人：赵敏", None],
    )
    assert [(s.row, s.kind) for s in report.skipped_rows] == [
        (2, "group_title"), (4, "blank"), (5, "repeated_header"), (8, "blank"),
        (10, "total"), (11, "note"), (12, "footer"),
    ]  # fmt: skip
    assert [(r.row, r.column, r.cell, r.kind) for r in report.rejected] == [
        (6, "姓名", "B6", "missing_key"), (7, "姓名", "B7", "invalid_key"),
    ]  # fmt: skip
    assert (report.data_rows, report.accepted) == (4, 2)
    accounted = report.data_rows + len(report.skipped_rows) + len(report.header_rows)
    assert accounted == 12


def test_a_person_whose_name_begins_like_a_remark_is_a_record() -> None:
    _, report = map_rows(
        ["姓名", "性别", "工作单位", "职称"], ["计小平", "男", "云岭大学", "教授"], ["注", None, None, None]
    )
    assert report.accepted == 2


def test_merged_cells_and_dittos_reach_down() -> None:
    mapped, report = map_rows(
        HEADER,
        [1, "李娜", "女", "云岭大学农学院副教授", "副教授"],
        [2, "张伟", "男", "同上 茶学院讲师", "讲师"],
        [3, "陈平", "〃", "〃", "同上"],
        [4, "何静", "女", "松岚县中医院", "医师"],
        [5, "罗平", "男", None, "药师"],
        merged=((5, 3, 6, 3),),
    )
    assert not report.warnings
    assert lines(mapped, "WORKS_AT", "sex") == [
        "李娜 sex female", "李娜 WORKS_AT Organization:云岭大学 role=农学院副教授",
        "张伟 sex male", "张伟 WORKS_AT Organization:云岭大学 role=茶学院讲师",
        "陈平 sex male", "陈平 WORKS_AT Organization:云岭大学 role=茶学院讲师",
        "何静 sex female", "何静 WORKS_AT Organization:松岚县中医院",
        "罗平 sex male", "罗平 WORKS_AT Organization:松岚县中医院",
    ]  # fmt: skip


def test_odd_cells_are_named_and_never_believed() -> None:
    mapped, report = map_rows(
        [*HEADER, "研究方向", "备注"],
        [1, "李娜", "女", "#REF!", "教授", "=1+1", "+cmd|' /C calc'!A0"],
        [2, "张伟", "男", "云岭大学", "教授", "草?栽培", "好" * 10_001],
        [3, "陈平", "男", "云岭大学", "教授", "-", "-3.5"],
    )
    assert kinds(report) == [
        (2, "formula_error"), (2, "formula_like_text"), (2, "formula_like_text"),
        (3, "replacement_character"), (3, "cell_too_long"),
    ]  # fmt: skip
    assert lines(mapped, "WORKS_AT", "EXPERT_IN")[0].startswith("张伟 WORKS_AT")
    assert len(mapped.passages[1].text) < 1_000


def test_the_report_says_where_why_and_what_to_do() -> None:
    _, report = map_rows(HEADER, [1, "李娜", "未知性别", "云岭大学", "教授"], [2, "", "女", "云岭大学", "教授"])
    found = report.to_json()
    assert found["rejected"] == [
        {"row": 3, "column": "姓名", "cell": "B3", "kind": "missing_key", "value": "",
         "reason": "关键列为空，无法知道这一行说的是谁", "action": "补填该单元格后重新导入"},
    ]  # fmt: skip
    assert found["warnings"][0]["reason"] == "不在词表中，仅作为文字保留（“未知性别”）"
    assert found["columns"][1] == {
        "column": "姓名", "target": "name", "name": "name", "confidence": 1.0, "by": "heading",
    }  # fmt: skip


@pytest.mark.parametrize("table", tables(), ids=lambda t: t.name)
def test_mapping_files_use_what_there_is(table: object) -> None:
    assert {c.parser for t in tables() for c in t.columns.values()} <= PARSERS.keys()
    assert all(advice.reason and advice.action for advice in advices().values())


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("property: title_level", "property: rank", "title_level"),
        ("to: [Field]", "to: [Region]", "expert_in"),
        ("label: 人才信息表", "labels: 人才信息表", "labels"),
        ("headings: [引进方式", "headings: [职称", "mode"),
        ('about: "籍|', 'about: "(籍|', "native_of"),
        ("qualifies: [selected_for]", "qualifies: [awards]", "year"),
    ],
)
def test_a_wrong_mapping_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    source = next(Path("ingest/mapping/tables").glob("talent.yaml")).read_text(encoding="utf-8")
    assert old in source
    (tmp_path / "talent.yaml").write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load_table(tmp_path / "talent.yaml")
    number = caught.value.details["line"]
    assert isinstance(number, int) and line in source.replace(old, new, 1).splitlines()[number - 1]
