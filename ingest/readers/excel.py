"""Excel workbooks, new (.xlsx) and old (.xls): sheets with the row numbers that the user sees."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import cast

from python_calamine import CalamineWorkbook, PasswordError, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from ingest.content import CellValue, Sheet, SheetState, Workbook
from ingest.readers import faults
from ingest.readers.archive import open_checked
from ingest.readers.cells import MergedRange, Position, build_sheet, check_extent
from ingest.readers.limits import ReadLimits
from ingest.readers.xls_scan import XlsSheetScan, scan_xls
from ingest.readers.xlsx_scan import check_counts, scan_sheet, sheet_parts

Special = Mapping[Position, str]


def read_xlsx(data: bytes, name: str, limits: ReadLimits) -> Workbook:
    """An .xlsx or .xlsm file: cached values of formulas, dates as date or datetime, whole numbers as int.

    A cell in error is a `FormulaError`, a formula without stored result a `FormulaWithoutValue`.
    """
    archive = open_checked(data, name, "xlsx", limits)
    with faults.guard(name, "xlsx"):
        check_counts(archive)
        parts = sheet_parts(archive)

    def special_of(_index: int, sheet: str) -> Special:
        if not parts.get(sheet):
            raise faults.damaged(name, "xlsx", f"no part for the sheet {sheet}")
        scan = scan_sheet(archive, parts[sheet])
        check_extent(name, scan.rows, scan.columns, limits)
        return scan.special

    return _read(data, name, "xlsx", special_of)


def read_xls(data: bytes, name: str, limits: ReadLimits) -> Workbook:
    """An .xls file of Excel 95 to 2003; as `read_xlsx`, but formulas without result are not told from empty ones."""
    with faults.guard(name, "xls"):
        scan = scan_xls(data, name)
    for sheet in scan.sheets:
        check_extent(name, sheet.rows, sheet.columns, limits)
    # The library keeps all sheets of an xls file in memory at once.
    if sum(sheet.rows * sheet.columns for sheet in scan.sheets) > limits.max_cells:
        raise faults.too_large(name, "单元格总数", "number of cells", limits.max_cells, ("个", "cells"))

    def special_of(index: int, _sheet: str) -> Special:
        return (scan.sheets[index] if index < len(scan.sheets) else XlsSheetScan()).special

    return _read(scan.data, name, "xls", special_of)


def _read(data: bytes, name: str, what: str, special_of: Callable[[int, str], Special]) -> Workbook:
    sheets: list[Sheet] = []
    notes: list[str] = []
    with faults.guard(name, what), _opened(data, name) as book:
        for index, meta in enumerate(book.sheets_metadata):
            if meta.typ is not SheetTypeEnum.WorkSheet:
                notes.append(f"“{meta.name}”不是数据工作表（图表或宏），未读取。")
                continue
            sheets.append(_sheet(book, index, meta, special_of(index, meta.name)))
    if not sheets:
        raise faults.damaged(name, what, "no sheet")
    return Workbook(name, tuple(sheets), tuple(notes))


def _opened(data: bytes, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise faults.protected(name) from error


def _sheet(book: CalamineWorkbook, index: int, meta: SheetMetadata, special: Special) -> Sheet:
    sheet = book.get_sheet_by_index(index)
    state: SheetState = "visible" if meta.visible is SheetVisibleEnum.Visible else "hidden"
    merged: list[MergedRange] = [
        (top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    # Iterating begins at row 1, but at the first column in use: hence the padding.
    rows = (cast("list[CellValue]", row) for row in sheet.iter_rows())
    first_column = sheet.start[1] if sheet.start else 0
    return build_sheet(meta.name, state, rows, first_column=first_column, special=special, merged=merged)
