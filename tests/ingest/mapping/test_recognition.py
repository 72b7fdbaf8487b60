"""Columns without a telling heading are known by what they hold; a correction overrides what is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.privacy import Vault
from ingest.content import Workbook
from ingest.mapping import Correction, Corrections, MappedRoster, RosterMapper
from tests.ingest.mapping.rosters import Cells, credit, lines, map_rows, resident, sheet_of

VAGUE: list[Cells] = [
    ["序号", "名单", "所在", "号码", "联络", "评审"],
    [1, "何启明", "云岭大学", resident("19680714"), "13800000021", "是"],
    [2, "殷素", "松岚县水利局", resident("19810302", "女"), "13800000022", "否"],
]  # fmt: skip


def test_content_tells_what_headings_do_not() -> None:
    mapped, report = map_rows(*VAGUE)
    assert report.table == "talent" and 0.3 < report.confidence < 0.7
    assert {label: (c.target, c.by) for label, c in report.columns.items()} == {
        "序号": (None, ""), "名单": ("name", "content"), "所在": ("WORKS_AT", "content"),
        "号码": ("id_number", "content"),
        "联络": ("phone", "content"), "评审": (None, ""),
    }  # fmt: skip
    assert report.unknown_columns == ["评审"]
    assert "何启明 WORKS_AT Organization:云岭大学" in lines(mapped)
    assert "13800000021" not in mapped.passages[0].text and resident("19680714") not in mapped.passages[0].text


def test_a_unit_beside_experts_is_theirs() -> None:
    mapped, report = map_rows(
        ["服务日期", "专家姓名", "哪里", "服务对象", "服务内容"], ["2024.3.1", "李娜", "云岭大学", "松岚县", "培训"]
    )
    assert report.columns["哪里"].by == "neighbour"
    assert "李娜 WORKS_AT Organization:云岭大学" in lines(mapped)


def test_a_heading_that_means_something_else_is_not_taken_by_its_content() -> None:
    _, report = map_rows(
        ["姓名", "性别", "职称", "推荐单位", "紧急联系人电话"], ["李娜", "女", "教授", "云岭大学", "13800000001"]
    )
    assert report.unknown_columns == ["推荐单位", "紧急联系人电话"]


def test_cells_that_contradict_their_heading_lower_the_confidence() -> None:
    _, report = map_rows(
        ["姓名", "性别", "职称", "身份证号"],
        ["李娜", "女", "教授", "13800000001"],
        ["张伟", "男", "教授", "13800000002"],
    )
    assert report.columns["身份证号"].confidence == 0.5 and report.columns["姓名"].confidence == 1.0


def test_an_enterprise_list_by_its_codes() -> None:
    mapped, report = map_rows(
        ["序号", "企业名称", "证照", "电话号码", "所在地"], [1, "甲公司", credit(1), "0870-3121000", "松岚县"]
    )
    assert report.columns["证照"].by == "content" and f"甲公司 code {credit(1)}" in lines(mapped)


def corrected(folder: Path, *rows: Cells, name: str = "2024年名册") -> MappedRoster:
    mapper = RosterMapper(Vault(b"test key"), Corrections(folder))
    return mapper.map(Workbook("名册.xlsx", (sheet_of(*rows, name=name),)), origin="f")


def test_a_correction_holds_for_every_roster_of_the_layout(tmp_path: Path) -> None:
    found = corrected(tmp_path, *VAGUE).sheets[0]
    correction = Correction(found.fingerprint, "team_member", (1,), {"评审": "role", "号码": None}, sheet=found.sheet)
    path = Corrections(tmp_path).save(correction)
    assert [p.name for p in tmp_path.iterdir()] == [path.name == f"{found.fingerprint}.json" and path.name]
    assert "何启明" not in path.read_text(encoding="utf-8")
    again = corrected(tmp_path, *VAGUE[:2], name="2025年名册").sheets[0]
    assert (again.table, again.confidence, again.fingerprint) == ("team_member", 1.0, found.fingerprint)
    assert again.columns["评审"].by == "correction" and again.columns["号码"].target is None
    assert Corrections(tmp_path).all() == [correction]
    assert Corrections(tmp_path).remove(found.fingerprint) and not Corrections(tmp_path).all()


def test_a_sheet_may_be_left_out(tmp_path: Path) -> None:
    print_of = corrected(tmp_path, *VAGUE).sheets[0].fingerprint
    Corrections(tmp_path).save(Correction(print_of, table=""))
    mapped = corrected(tmp_path, *VAGUE)
    assert mapped.sheets[0].table is None and not mapped.claims


def test_a_column_may_be_told_by_a_heading_and_its_kind_be_left_to_recognition(tmp_path: Path) -> None:
    rows: list[Cells] = [["姓名", "名单", "性别", "职称", "工作单位"], ["甲1", "李娜", "女", "教授", "云岭大学"]]
    print_of = corrected(tmp_path, *rows).sheets[0].fingerprint
    data = {"fingerprint": print_of, "columns": {"名单": "人才姓名", "职称": None}}
    Corrections(tmp_path).save(Correction.from_json(data))
    mapped = corrected(tmp_path, *rows)
    assert mapped.sheets[0].table == "talent"
    assert {label: c.name for label, c in mapped.sheets[0].columns.items() if c.name} == {
        "名单": "name", "性别": "sex", "工作单位": "works_at",
    }  # fmt: skip
    assert "李娜 extra 姓名：甲1" in lines(mapped) and "李娜 extra 职称：教授" in lines(mapped)


def test_a_hidden_sheet_is_loaded_where_a_correction_says_as_what(tmp_path: Path) -> None:
    rows: list[Cells] = [["姓名", "性别", "职称", "工作单位"], ["李娜", "女", "教授", "云岭大学"]]
    book = Workbook("名册.xlsx", (sheet_of(*rows, name="底册", state="hidden"),))
    mapper = RosterMapper(Vault(b"test key"), Corrections(tmp_path))
    hidden = mapper.map(book, origin="f").sheets[0]
    assert (hidden.state, hidden.table, hidden.accepted) == ("hidden", None, 0) and "更正" in hidden.notes[0]
    Corrections(tmp_path).save(Correction(hidden.fingerprint, "talent"))
    shown = mapper.map(book, origin="f").sheets[0]
    assert (shown.state, shown.table, shown.accepted, shown.notes) == ("hidden", "talent", 1, [])


def test_what_a_correction_asks_for_in_vain_is_said(tmp_path: Path) -> None:
    rows: list[Cells] = [["姓名", "性别", "职称", "工作单位"], ["李娜", "女", "教授", "云岭大学"]]
    print_of = corrected(tmp_path, *rows).sheets[0].fingerprint
    Corrections(tmp_path).save(Correction(print_of, "talent", columns={"名字": "name"}))
    assert corrected(tmp_path, *rows).sheets[0].notes == ["已保存的更正提到的列“名字”在表中没有"]
    Corrections(tmp_path).save(Correction(print_of, "platform", columns={"姓名": None}))
    assert "不适用" in corrected(tmp_path, *rows).sheets[0].notes[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"tabel": "talent"}, {"columns": {"名单": "nom"}}, {"table": "talent", "columns": {"a": "name", "b": "姓名"}},
        {"table": "people"}, {"table": "talent", "columns": {"名单": "nom"}}, {"header_rows": [2, 4]},
        {"fingerprint": "../../etc"},
    ],
)  # fmt: skip
def test_a_wrong_correction_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    data = {"fingerprint": "0" * 20, **wrong}
    with pytest.raises(InvalidInput):
        Correction.from_json(data)
    (tmp_path / f"{'0' * 20}.json").write_text(json.dumps({**data, "fingerprint": "0" * 20}), encoding="utf-8")
    if "fingerprint" not in wrong:
        with pytest.raises(InvalidInput):
            Corrections(tmp_path).find("0" * 20)
