"""Corrected rows back into their roster: the roster as it was loaded, with the rows of a filled-in rejects workbook in
place of the ones they came from.

The rejects workbook says in its first row which roster it belongs to, and in its first column which row each was. A row
without a number is a new one; a row that was deleted or emptied there stays as it was in the roster.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from graph.errors import UnreadableFile
from ingest.content import CellValue, Row, Sheet, Workbook

ADDED = ("原行号", "处理结果", "单元格", "原因", "处理办法")
TITLE_LENGTH = 31  # characters that Excel allows in the name of a sheet
_MARK = re.compile(r"〔([0-9a-f]{20})〕")
_DATED: dict[str, Callable[[str], CellValue]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


def mark(name: str, content_hash: str) -> str:
    """The first row of a rejects workbook: which roster it belongs to and what to do."""
    return f"退回自“{name}”〔{content_hash[:20]}〕：改好右侧各列后直接载入本文件；请勿改动本行与“原行号”列"


def marked(workbook: Workbook) -> str | None:
    """The beginning of the content hash of the roster whose rejects a workbook holds; None for any other workbook."""
    for sheet in workbook.sheets:
        first = sheet.rows[0].cells if sheet.rows else ()
        found = _MARK.search(first[0]) if first and isinstance(first[0], str) else None
        if found and _heading(sheet) is not None:
            return found[1]
    return None


def title_of(sheet: Sheet, roster: Workbook) -> str:
    """The name under which a roster's sheet stands in its rejects workbook; a CSV file's sheet has the file's."""
    return (sheet.name or Path(roster.name).stem)[:TITLE_LENGTH]


def mend(roster: Workbook, fixed: Workbook) -> Workbook:
    """The roster with the rows of the rejects workbook in it. Raises UnreadableFile for a sheet of unknown name."""
    pages = {page.name: page for page in fixed.sheets if _heading(page) is not None}
    sheets = []
    for sheet in roster.sheets:
        page = pages.pop(title_of(sheet, roster), None)
        sheets.append(_mend_sheet(sheet, page) if page else sheet)
    if pages:
        name = next(iter(pages))
        raise UnreadableFile(
            f"原名册没有工作表“{name}”", f"the roster has no sheet {name}",
            hint="请恢复工作表原来的名称。Give the sheet its name back.",
        )  # fmt: skip
    return replace(roster, sheets=tuple(sheets))


def _heading(page: Sheet) -> int | None:
    """The index of the row with the added headings."""
    return next((i for i, row in enumerate(page.rows) if row.cells[: len(ADDED)] == ADDED), None)


def _mend_sheet(sheet: Sheet, page: Sheet) -> Sheet:
    heading = _heading(page)
    assert heading is not None
    rows = {row.number: row for row in sheet.rows}
    last = max(rows, default=0)
    for row in page.rows[heading + 1 :]:
        cells = row.cells[len(ADDED) :]
        if all(cell is None or cell == "" for cell in cells):
            continue
        number = _number(row.cells[0], rows)
        if number is None:
            last += 1
            number = last
        rows[number] = Row(number, cells)
    return replace(sheet, rows=tuple(rows[number] for number in sorted(rows)))


def _number(cell: CellValue, rows: dict[int, Row]) -> int | None:
    try:
        number = int(str(cell).removesuffix(".0"))
    except ValueError:
        return None
    return number if number in rows else None


def pack(workbook: Workbook, region: str | None) -> str:
    """A roster, and the region it was loaded for, as text."""
    sheets = [
        {
            "name": sheet.name,
            "state": sheet.state,
            "merged": sheet.merged,
            "rows": [[row.number, *map(_plain, row.cells)] for row in sheet.rows],
        }
        for sheet in workbook.sheets
    ]
    text = json.dumps([workbook.name, region, workbook.notes, sheets], ensure_ascii=False)
    return base64.b85encode(zlib.compress(text.encode())).decode("ascii")


def unpack(packed: str) -> tuple[Workbook, str | None]:
    """What `pack` made text of."""
    name, region, notes, sheets = json.loads(zlib.decompress(base64.b85decode(packed)))
    return Workbook(name, tuple(_sheets(sheets)), tuple(notes)), region


def _sheets(sheets: Sequence[dict[str, Any]]) -> Iterator[Sheet]:
    for sheet in sheets:
        rows = tuple(Row(number, tuple(map(_value, cells))) for number, *cells in sheet["rows"])
        merged = tuple((a, b, c, d) for a, b, c, d in sheet["merged"])
        yield Sheet(sheet["name"], sheet["state"], rows, merged)


def _plain(value: CellValue) -> Any:
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    for kind in (datetime, date, time):  # a datetime is a date too, so it comes first
        if isinstance(value, kind):
            return {kind.__name__: value.isoformat()}
    return value


def _value(plain: Any) -> CellValue:
    if not isinstance(plain, dict):
        value: CellValue = plain
        return value
    kind, text = next(iter(plain.items()))
    return timedelta(seconds=text) if kind == "seconds" else _DATED[kind](text)
