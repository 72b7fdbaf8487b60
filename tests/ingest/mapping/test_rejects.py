"""The workbook of rows to correct: as their owner wrote them, with reasons, and harmless to open."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from ingest.content import Workbook
from ingest.mapping.mending import ADDED, mend
from ingest.mapping.rejects import write_rejects
from ingest.readers import read
from tests.ingest.mapping.rosters import map_sheets, sheet_of

SHEET = sheet_of(
    ["人才名册"],
    ["姓名", "工作单位", "联系电话", "备注"],
    ["李娜", "云岭大学", "13800000001", None],
    [None, "云岭大学", "13800000002", "=HYPERLINK(\"http://example.invalid\")"],
    ["张伟", "云岭大学", "1380000", "+1+1"],
    name="名册",
)  # fmt: skip


def test_rows_come_back_with_reasons(tmp_path: Path) -> None:
    reports = [sheet.to_json() for sheet in map_sheets(SHEET).sheets]
    assert "13800000002" not in str(reports)
    path = tmp_path / "rejects.xlsx"
    assert write_rejects(Workbook("名册.xlsx", (SHEET,)), reports, path, content_hash="0f" * 32) == 2
    page = openpyxl.load_workbook(path)["名册"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert "名册.xlsx" in str(rows.pop(0)[0])
    assert rows[0] == [*ADDED, "姓名", "工作单位", "联系电话", "备注"]
    assert rows[1][:3] == [4, "未装入", "A4"] and rows[1][5:8] == [None, "云岭大学", "13800000002"]
    assert "关键列为空" in str(rows[1][3]) and "补填" in str(rows[1][4])
    assert rows[2][:3] == [5, "已装入，请核对", "D5、C5"]
    for row, text in ((3, '=HYPERLINK("http://example.invalid")'), (4, "+1+1")):
        cell = page.cell(row, 9)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert page.cell(3, 6).fill.fgColor.rgb != page.cell(3, 7).fill.fgColor.rgb


def test_a_roster_without_faults_says_so(tmp_path: Path) -> None:
    assert write_rejects(Workbook("名册.xlsx", (SHEET,)), [], tmp_path / "r.xlsx", content_hash="0f") == 0
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == ["没有问题"]


def test_rows_of_cards_are_those_of_the_cells_and_take_their_places(tmp_path: Path) -> None:
    card = sheet_of(
        ["姓名", "李娜", "性别", "女"],
        ["工作单位", "云岭大学", "出生年月", "某日"],
        ["研究方向", "制茶", "职称", "教授"],
        name="卡",
    )  # fmt: skip
    reports = [sheet.to_json() for sheet in map_sheets(card).sheets]
    roster, path = Workbook("名册.xlsx", (card,)), tmp_path / "rejects.xlsx"
    assert write_rejects(roster, reports, path, content_hash="0f" * 32) == 1
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["卡"][3]][:3] == [2, "已装入，请核对", "D2"]
    book["卡"].cell(3, 9).value = "1984.05"
    book.save(path)
    fixed = read(path)
    assert isinstance(fixed, Workbook)
    (mended,) = mend(roster, fixed).sheets
    assert mended.rows[1].cells == ("工作单位", "云岭大学", "出生年月", "1984.05")
