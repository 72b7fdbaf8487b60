"""HTML that calls itself a spreadsheet: the tables that web systems export as .xls, one sheet a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.content import Workbook
from ingest.readers import faults
from ingest.readers.cells import MergedRange, build_sheet, check_extent
from ingest.readers.encoding import decode
from ingest.readers.html_tokens import Text, tokens
from ingest.readers.limits import ReadLimits

_SPACE = re.compile(r"\s+")
_IGNORED = frozenset({"xml", "title"})


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    # Columns of the coming rows that a cell above already takes: column -> rows still to cover.
    covered: dict[int, int] = field(default_factory=dict)
    cell: list[str] | None = None
    span: tuple[int, int] = (1, 1)


class _TableParser:
    """Collects tables cell by cell; end tags of cells and rows may be missing, as they are in the wild."""

    def __init__(self, name: str, limits: ReadLimits) -> None:
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._ignored = 0
        self._cells = 0
        self._name, self._limits = name, limits

    def feed(self, text: str) -> None:
        """Read a whole file; a table that it leaves open is finished."""
        for token in tokens(text):
            if isinstance(token, Text):
                self._data(token.text)
            elif token.ends:
                self._end(token.name)
            else:
                self._start(token.name, token.attributes)
        self._end_cell()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _IGNORED:
            self._ignored += 1
        elif tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif not self._open:
            return
        elif tag == "tr":
            self._end_cell()
            self._open[-1].rows.append([])
        elif tag in ("td", "th"):
            self._start_cell(attributes)
        elif tag in ("br", "p", "div") and self._open[-1].cell:
            self._open[-1].cell.append("\n")

    def _end(self, tag: str) -> None:
        if tag in _IGNORED:
            self._ignored = max(0, self._ignored - 1)
        elif tag in ("td", "th", "tr", "table"):
            self._end_cell()
            if tag == "table" and self._open:
                self._open.pop()

    def _data(self, data: str) -> None:
        if self._open and not self._ignored and self._open[-1].cell is not None:
            self._open[-1].cell.append(_SPACE.sub(" ", data))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        table = self._open[-1]
        if not table.rows:
            table.rows.append([])
        table.span = (
            _span(attributes.get("rowspan"), self._limits.max_rows),
            _span(attributes.get("colspan"), self._limits.max_columns),
        )
        table.cell = []

    def _end_cell(self) -> None:
        if not self._open or self._open[-1].cell is None:
            return
        table = self._open[-1]
        text = "\n".join(line.strip() for line in "".join(table.cell or ()).split("\n")).strip()
        table.cell = None
        row = table.rows[-1]
        if not row:
            # A new row: what was covered has one row less to go.
            table.covered = {column: rest - 1 for column, rest in table.covered.items() if rest > 1}
        while table.covered.get(len(row), 0) > 0:
            row.append("")
        self._place(table, row, text)

    def _place(self, table: _Table, row: list[str], text: str) -> None:
        down, right = table.span
        column = len(row)
        row.extend([text] + [""] * (right - 1))
        # Of all tables together: spans make cells out of nothing, and many tables fit into one file.
        self._cells += right
        check_extent(self._name, len(table.rows), len(row), self._limits)
        check_extent(self._name, 1 + self._cells // self._limits.max_columns, self._limits.max_columns, self._limits)
        if down > 1:
            table.covered.update(dict.fromkeys(range(column, column + right), down))
        if down > 1 or right > 1:
            number = len(table.rows)
            table.merged.append((number, column, number + down - 1, column + right - 1))


def _span(value: str | None, limit: int) -> int:
    return min(max(int(value), 1), limit) if value and value.strip().isdecimal() and len(value) < 8 else 1


def read_html_table(data: bytes, name: str, limits: ReadLimits) -> Workbook:
    """The tables of an HTML file, all cells text; sheets are called Sheet1, Sheet2 … as the file gives no names."""
    text, notes = decode(data, name, limits)
    parser = _TableParser(name, limits)
    parser.feed(text)
    sheets = (build_sheet("", "visible", t.rows, merged=t.merged) for t in parser.tables)
    filled = [sheet for sheet in sheets if sheet.state != "empty"]
    if not filled:
        raise faults.damaged(name, "xlsx", "HTML without a table")
    named = tuple(
        type(sheet)(f"Sheet{n}", sheet.state, sheet.rows, sheet.merged) for n, sheet in enumerate(filled, start=1)
    )
    return Workbook(name, named, (*notes, "文件内容是网页表格（HTML），已按表格读取。"))
