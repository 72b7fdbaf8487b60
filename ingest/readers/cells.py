"""Cells that are more than their text, and the making of sheets from raw rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ingest.content import CellValue, Row, Sheet, SheetState
from ingest.readers import faults
from ingest.readers.limits import ReadLimits

Position = tuple[int, int]
MergedRange = tuple[int, int, int, int]
# Beyond this, neighbouring integers share one float: such a number has lost digits, and staying a float shows it.
_EXACT = 2.0**53


class FormulaError(str):
    """A formula's error as the user sees it (`#REF!`); a text to whoever does not ask."""


class FormulaWithoutValue(str):
    """A formula for which the file stores no result; reads as an empty text, `formula` is what would be computed."""

    formula: str

    def __new__(cls, formula: str) -> FormulaWithoutValue:
        cell = super().__new__(cls, "")
        cell.formula = formula
        return cell

    def __getnewargs__(self) -> tuple[str]:
        return (self.formula,)


def plain(value: CellValue) -> CellValue:
    """One cell as consumers expect it: None for an empty text, an int for a whole number that a float holds exactly."""
    # By exact type, as this runs for every cell, and the subclasses of str above must stay what they are.
    kind = type(value)
    if kind is str:
        return value or None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= _EXACT else value
    return value


def build_sheet(
    name: str,
    state: SheetState,
    raw: Iterable[Sequence[CellValue]],
    *,
    first_column: int = 0,
    special: Mapping[Position, str] | None = None,
    merged: Iterable[MergedRange] = (),
) -> Sheet:
    """A sheet from raw rows (row 1 first, each from `first_column`), without its blank rows and columns on the right.

    `special` are errors and formulas without value by (row from 1, column from 0). All rows get the same width. A sheet
    without any value has the state "empty".
    """
    found = {number: cells for number, cells in _numbered(raw, first_column) if any(map(_visible, cells))}
    for (number, column), cell in (special or {}).items():
        cells = found.setdefault(number, [])
        cells.extend([None] * (column + 1 - len(cells)))
        if cells[column] is None:
            cells[column] = cell
    width = max((_used(cells) for cells in found.values()), default=0)
    rows = tuple(Row(number, _fitted(found[number], width)) for number in sorted(found))
    return Sheet(name, state if rows else "empty", rows, tuple(sorted(merged)))


def _visible(cell: CellValue) -> bool:
    """Whether a cell makes its row worth keeping; a text of spaces does not."""
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _numbered(raw: Iterable[Sequence[CellValue]], first_column: int) -> Iterable[tuple[int, list[CellValue]]]:
    padding: list[CellValue] = [None] * first_column
    for number, cells in enumerate(raw, start=1):
        yield number, padding + [plain(cell) for cell in cells]


def _used(cells: Sequence[CellValue]) -> int:
    """How many cells up to the last value."""
    used = len(cells)
    while used and cells[used - 1] is None:
        used -= 1
    return used


def _fitted(cells: list[CellValue], width: int) -> tuple[CellValue, ...]:
    return tuple(cells[:width]) if len(cells) >= width else tuple(cells) + (None,) * (width - len(cells))


def check_extent(name: str, rows: int, columns: int, limits: ReadLimits) -> None:
    """Refuse a sheet whose used rectangle (from A1, in rows and columns) is beyond the limits; raises TooLarge."""
    stray = (
        "请删除数据区域右侧和下方多余的行列（选中后“删除”，不是“清除”），或拆分文件后再上传。"
        " Delete stray rows and columns beyond the data, or split the file."
    )
    if rows > limits.max_rows:
        raise faults.too_large(name, "工作表行数", "number of rows in a sheet", limits.max_rows, ("行", "rows"), stray)
    if columns > limits.max_columns:
        what = ("工作表列数", "number of columns in a sheet")
        raise faults.too_large(name, *what, limits.max_columns, ("列", "columns"), stray)
    if rows * columns > limits.max_cells:
        what = ("工作表单元格数", "number of cells in a sheet")
        raise faults.too_large(name, *what, limits.max_cells, ("个", "cells"), stray)
