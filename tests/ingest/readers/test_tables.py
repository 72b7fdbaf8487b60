"""Workbooks and CSV: row numbers, values, states, errors, and files that are not what their suffix says."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
import struct
import zipfile

import olefile
import openpyxl
import openpyxl.styles
import pytest
import xlwt  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import TooLarge, UnreadableFile
from ingest.content import Sheet
from ingest.readers import FormulaError, FormulaWithoutValue, ReadLimits
from ingest.readers.xls_container import wrap

from .conftest import ReadWorkbook

HTML = (
    "<html><meta charset='gbk'><table><tr><th rowspan=2>姓名<th colspan=2>单位</tr><tr><td>名称<td>地址</tr>"
    "<tr><td>张伟</td><td>某<b>大</b>学<br>茶学院</td><td></td></tr></table><table></table></html>"
)


def new_book() -> tuple[openpyxl.Workbook, Worksheet]:
    """A workbook and its first sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(data: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """The container with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content = re.sub(pattern, replacement, content.decode()).encode()
            target.writestr(name, content)
    return out.getvalue()


def cells(sheet: Sheet) -> dict[int, tuple[object, ...]]:
    return {row.number: row.cells for row in sheet.rows}


def test_rows_are_numbered_as_the_user_sees_them(read_workbook: ReadWorkbook) -> None:
    book, active = new_book()
    active["C4"] = "姓名"
    active["D6"] = "张伟"
    active["B7"] = "  "
    sheet = read_workbook(saved(book), "a.xlsx").sheets[0]
    assert cells(sheet) == {4: (None, None, "姓名", None), 6: (None, None, None, "张伟")}


def test_values_have_the_types_of_the_contract(read_workbook: ReadWorkbook) -> None:
    values = [
        "文本", 3, 3.5, True, dt.date(1974, 10, 2), dt.datetime(2024, 1, 2, 3, 4), dt.time(3, 4),
        dt.timedelta(hours=30), 1975.1, 13800001234, 522701197503019812,
    ]  # fmt: skip
    book, active = new_book()
    active.append(values)
    row = read_workbook(saved(book), "a.xlsx").sheets[0].rows[0].cells
    assert row[:10] == tuple(values[:10])
    assert [type(cell) for cell in row[:4]] == [str, int, float, bool]
    assert type(row[4]) is dt.date
    assert type(row[9]) is int
    # An ID number that Excel took for a number has lost its last digits, and stays a float to show it.
    assert type(row[10]) is float


def test_states_and_merged_ranges(read_workbook: ReadWorkbook) -> None:
    book, active = new_book()
    active["A1"] = "标题"
    active.merge_cells("A1:D1")
    active.merge_cells("B3:B5")
    hidden = book.create_sheet("选项")
    hidden["A1"], hidden.sheet_state = "男", "veryHidden"
    book.create_sheet("空表").sheet_state = "hidden"
    book.create_sheet("空格")["B2"] = " "
    book.create_chartsheet("图")
    result = read_workbook(saved(book), "a.xlsx")
    assert [sheet.state for sheet in result.sheets] == ["visible", "hidden", "empty", "empty"]
    assert result.sheets[0].merged == ((1, 0, 1, 3), (3, 1, 5, 1))
    assert "图" in result.notes[0]


def test_formulas_give_their_cached_values_and_tell_what_is_wrong(read_workbook: ReadWorkbook) -> None:
    book, active = new_book()
    active["B2"] = "=1+1"
    active["C2"] = '=IF(A1="","&",A1)'
    active["D2"] = "#REF!"
    active["B3"] = "=SUM(1,0)"
    data = patched(
        saved(book), "xl/worksheets/sheet1.xml", r"<f>1\+1</f><v\s*/>|<f>1\+1</f><v></v>", "<f>1+1</f><v>2</v>"
    )
    rows = cells(read_workbook(data, "a.xlsx").sheets[0])
    assert rows[2][1] == 2
    assert isinstance(rows[2][2], FormulaWithoutValue) and rows[2][2].formula == '=IF(A1="","&",A1)'
    assert isinstance(rows[2][3], FormulaError) and rows[2][3] == "#REF!"
    assert isinstance(rows[3][1], FormulaWithoutValue) and rows[3][1] == ""
    assert pickle.loads(pickle.dumps(rows[3][1])).formula == "=SUM(1,0)"


def test_old_excel(read_workbook: ReadWorkbook) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    sheet.write(3, 2, "平台")
    sheet.write(4, 2, dt.date(2022, 3, 1), xlwt.easyxf(num_format_str="YYYY/M/D"))
    sheet.write(4, 3, 44365)
    sheet.row(4).set_cell_error(4, 0x17)
    sheet.write_merge(6, 7, 2, 3, "合并")
    book.add_sheet("隐藏").visibility = 1
    stream = io.BytesIO()
    book.save(stream)
    result = read_workbook(stream.getvalue(), "a.xls")
    rows = cells(result.sheets[0])
    assert sorted(rows) == [4, 5, 7]
    assert rows[5] == (None, None, dt.date(2022, 3, 1), 44365, "#REF!")
    assert isinstance(rows[5][4], FormulaError)
    assert result.sheets[0].merged == ((7, 2, 8, 3),)
    assert result.sheets[1].state == "empty"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv(read_workbook: ReadWorkbook, encoding: str, delimiter: str) -> None:
    lines = ["人才服务记录（2024年）", "", "编号,姓名,内容", '1,张伟,"采摘\n指导"', "2,,'0012", ",,"]
    text = "\r\n".join(lines).replace(",", delimiter)
    sheet = read_workbook(text.encode(encoding), "记录.csv").sheets[0]
    assert (sheet.name, sheet.state) == ("", "visible")
    assert cells(sheet) == {
        1: ("人才服务记录（2024年）", None, None),
        3: ("编号", "姓名", "内容"),
        4: ("1", "张伟", "采摘\n指导"),
        5: ("2", None, "'0012"),
    }


def test_csv_with_an_open_quote_says_so(read_workbook: ReadWorkbook) -> None:
    book = read_workbook('姓名,单位\n张伟,"某大学\n李明,某院\n'.encode(), "a.csv")
    assert "引号" in book.notes[0]


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "a.xlsx"])
def test_html_that_calls_itself_a_table(read_workbook: ReadWorkbook, name: str) -> None:
    (sheet,) = read_workbook(HTML.encode("gbk"), name).sheets
    assert cells(sheet) == {1: ("姓名", "单位", None), 2: (None, "名称", "地址"), 3: ("张伟", "某大学\n茶学院", None)}
    assert sheet.merged == ((1, 0, 2, 0), (1, 1, 1, 2))


def test_content_decides_over_the_suffix(read_workbook: ReadWorkbook) -> None:
    book, active = new_book()
    active["A1"] = "张伟"
    assert read_workbook(saved(book), "renamed.xls").sheets[0].rows[0].cells == ("张伟",)
    assert read_workbook("姓名\t单位\n张伟\t某大学".encode("gbk"), "export.xls").sheets[0].rows[1].cells == (
        "张伟",
        "某大学",
    )


@pytest.mark.parametrize("stray", ["XFD1048576", "AAAA1", "ZZ1048576", "A99999999999", "1A"])
def test_two_cells_far_apart_do_not_take_all_memory(read_workbook: ReadWorkbook, stray: str) -> None:
    book, active = new_book()
    active["A1"] = active["B2"] = 1
    data = patched(saved(book), "xl/worksheets/sheet1.xml", 'r="B2"', f'r="{stray}"')
    with pytest.raises((TooLarge, UnreadableFile)):
        read_workbook(data, "a.xlsx")


def test_cells_without_positions_are_counted(read_workbook: ReadWorkbook) -> None:
    book, active = new_book()
    active.append(["张伟", "某大学"])
    data = patched(saved(book), "xl/worksheets/sheet1.xml", r'(<c|<row) r="\w+"', r"\1")
    assert read_workbook(data, "a.xlsx").sheets[0].rows[0].cells == ("张伟", "某大学")
    with pytest.raises(TooLarge):
        read_workbook(data, "a.xlsx", ReadLimits(max_columns=1))


def test_formatted_blank_cells_do_not_count(read_workbook: ReadWorkbook) -> None:
    book, active = new_book()
    active["A1"] = "张伟"
    active["XFD900"].font = openpyxl.styles.Font(bold=True)
    assert read_workbook(saved(book), "a.xlsx").sheets[0].rows[0].cells == ("张伟",)


def test_limits_on_rows_and_columns(read_workbook: ReadWorkbook) -> None:
    book, active = new_book()
    for _ in range(5):
        active.append([1, 2, 3])
    data = saved(book)
    read_workbook(data, "a.xlsx", ReadLimits(max_rows=5, max_columns=3, max_cells=15))
    for limits in (ReadLimits(max_rows=4), ReadLimits(max_columns=2), ReadLimits(max_cells=14)):
        with pytest.raises(TooLarge):
            read_workbook(data, "a.xlsx", limits)
        with pytest.raises(TooLarge):
            read_workbook(b"1,2,3\n" * 5, "a.csv", limits)


@pytest.mark.parametrize("length", [10, 5000, 9_000_000])
def test_an_old_workbook_is_wrapped_anew(length: int) -> None:
    stream = bytes(range(250)) * (length // 250 + 1)
    with olefile.OleFileIO(io.BytesIO(wrap(stream)), raise_defects=olefile.DEFECT_INCORRECT) as container:
        assert container.openstream("Workbook").read().startswith(stream)


def test_an_old_workbook_that_announces_a_huge_sheet(read_workbook: ReadWorkbook) -> None:
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "张伟")
    stream = io.BytesIO()
    book.save(stream)
    # The record that announces the used rows; unchecked, it made the library end the process.
    small, huge = struct.pack("<HHII", 0x200, 14, 0, 1), struct.pack("<HHII", 0x200, 14, 0, 0x7FFFFFFF)
    assert small in stream.getvalue()
    result = read_workbook(stream.getvalue().replace(small, huge), "a.xls")
    assert result.sheets[0].rows[0].cells == ("张伟",)


def test_xml_in_disorder_is_refused(read_workbook: ReadWorkbook) -> None:
    book, active = new_book()
    active["A1"] = active["B2"] = 1
    # No space before the attribute: the table library would take the position all the same.
    data = patched(saved(book), "xl/worksheets/sheet1.xml", 'r="B2"', 's="0"r="XFD1048576"')
    with pytest.raises(UnreadableFile):
        read_workbook(data, "a.xlsx")


@pytest.mark.parametrize("count", ["count", "uniqueCount"])
def test_a_table_of_strings_that_announces_too_many(read_workbook: ReadWorkbook, count: str) -> None:
    book, active = new_book()
    active["A1"] = "张伟"
    stream = io.BytesIO(saved(book))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst {count}="4294967295"><si><t>张伟</t></si></sst>')
    with pytest.raises(UnreadableFile):
        read_workbook(stream.getvalue(), "a.xlsx")
