"""A sheet as the rows a person sees: merged cells filled, and what a cell holds as text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time

from ingest.content import CellValue, Sheet

_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # control characters, half surrogates


class Grid:
    """Rows by number. Merged ranges are filled downwards in `data`, and to the right as well in `heading`."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._rows = {row.number: row.cells for row in sheet.rows}
        self.numbers = tuple(sorted(self._rows))
        self.width = max((len(cells) for cells in self._rows.values()), default=0)
        self._owners: dict[tuple[int, int], tuple[int, int]] = {}
        self._wide: dict[int, int] = {}
        self.shapes: dict[tuple[int, int], tuple[str, ...]] = {}  # found by recognition: header row and column
        self.records: dict[int, list[int]] = {}  # likewise: the rows below a header that may be records
        for top, left, bottom, right in sheet.merged:
            # A range over the whole sheet would cost memory and means nothing: only rows that exist are filled.
            for number in (n for n in self.numbers if top <= n <= bottom):
                for column in range(left, min(right, self.width - 1) + 1):
                    self._owners[number, column] = (top, left)
                self._wide[number] = max(self._wide.get(number, 0), right - left + 1)

    def part(self, first: int, last: int) -> Grid:
        """The rows from one number to another."""
        rows = tuple(row for row in self.sheet.rows if first <= row.number <= last)
        return Grid(replace(self.sheet, rows=rows))

    def raw(self, number: int, column: int) -> CellValue:
        """The cell itself."""
        cells = self._rows.get(number, ())
        return cells[column] if column < len(cells) else None

    def data(self, number: int, column: int) -> CellValue:
        """The cell, or the top of the merged range that hangs down to it."""
        value = self.raw(number, column)
        owner = self._owners.get((number, column))
        if value is None and owner and owner[1] == column:
            return self.raw(*owner)
        return value

    def heading(self, number: int, column: int) -> str:
        """The cell's text with merged ranges filled in both directions."""
        owner = self._owners.get((number, column), (number, column))
        return text_of(self.raw(*owner)).strip()

    def filled(self, number: int) -> list[int]:
        """The columns whose own cell shows something."""
        return [column for column in range(self.width) if text_of(self.raw(number, column)).strip()]

    def hangs(self, number: int) -> bool:
        """Whether a merged cell that shows something reaches from a row to the next."""
        owners = ((column, self._owners.get((number + 1, column))) for column in range(self.width))
        return any(o == (number, column) and self.raw(number, column) is not None for column, o in owners)

    def covered(self, number: int, column: int) -> bool:
        """Whether a merged range from a row above reaches over a cell."""
        owner = self._owners.get((number, column))
        return owner is not None and owner[0] < number

    def hung(self, number: int, column: int) -> bool:
        """Whether a cell that shows something reaches down to this row from one above."""
        owner = self._owners.get((number, column))
        return owner is not None and owner[0] < number and self.raw(*owner) is not None

    def spans(self, number: int, column: int) -> int:
        """How many columns the merged range of a cell has in its row, 1 without one."""
        owner = self._owners.get((number, column))
        return sum(o == owner for (n, _), o in self._owners.items() if n == number) if owner else 1

    def merged_width(self, number: int) -> int:
        """The width of the widest merged range in a row."""
        return self._wide.get(number, 0)


def text_of(value: CellValue) -> str:
    """What a cell shows: dates in ISO form, whole numbers without a point, no characters that cannot be shown."""
    if isinstance(value, str | None):
        return _UNSHOWN.sub("", value) if value else ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e11 else repr(value)
    return str(value)


def address(row: int, column: int) -> str:
    """A cell's address as the user sees it: row from 1, column from 0 become `T22`."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
