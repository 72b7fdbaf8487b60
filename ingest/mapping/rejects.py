"""The rows of a roster that were not taken, or taken with a doubt, as a workbook for the clerk who keeps the roster.

The rows are read again from the roster itself, and are as its owner wrote them; nothing of them is kept elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from graph.files import replacing
from ingest.content import Row, Sheet, Workbook
from ingest.mapping.harmless import write
from ingest.mapping.mending import ADDED, mark, title_of

REJECTED, DOUBTED = "未装入", "已装入，请核对"
_RED, _YELLOW = PatternFill("solid", fgColor="F8CBAD"), PatternFill("solid", fgColor="FFE699")


def write_rejects(roster: Workbook, sheets: Sequence[Mapping[str, Any]], path: Path, *, content_hash: str) -> int:
    """Writes the rows that `sheets` (the report, as `SheetReport.to_json` gives it) finds fault with, and counts them.

    Each sheet has a line that says whose rows they are (by the roster's `content_hash`), its header, then its rows with
    what is wrong in columns before them."""
    by_name = {sheet.name: sheet for sheet in roster.sheets}
    book, count = Book(), 0
    book.remove(book.worksheets[0])
    for report in sheets:
        sheet = by_name.get(str(report["sheet"]))
        faults = _faults(report)
        if sheet is None or not faults:
            continue
        count += len(faults)
        page = book.create_sheet(title_of(sheet, roster))
        page.append([mark(roster.name, content_hash)])
        _write_sheet(page, sheet, report, faults)
    if not book.worksheets:
        book.create_sheet("没有问题").append(["没有未装入或需要核对的行"])
    with replacing(path) as file:
        book.save(file)
    return count


def _faults(report: Mapping[str, Any]) -> dict[int, list[tuple[str, Mapping[str, Any]]]]:
    """Findings by row, rejections before warnings."""
    faults: dict[int, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for result, key in ((REJECTED, "rejected"), (DOUBTED, "warnings")):
        for finding in report.get(key) or ():
            faults[_row_of(finding)].append((result, finding))
    return dict(sorted(faults.items()))


def _row_of(finding: Mapping[str, Any]) -> int:
    """The row to correct: that of the cell, which on a card is not the one that names the record."""
    digits = "".join(sign for sign in str(finding["cell"]) if sign.isdigit())
    return int(digits or finding["row"])


def _write_sheet(
    page: Worksheet, sheet: Sheet, report: Mapping[str, Any], faults: Mapping[int, list[tuple[str, Mapping[str, Any]]]]
) -> None:
    rows = {row.number: row for row in sheet.rows}
    header = [rows[number] for number in report.get("header_rows") or () if number in rows]
    header = header or [Row(0, ())]  # cards have none
    at = 1
    for at, row in enumerate(header, 2):
        _write_row(page, at, ADDED if at == len(header) + 1 else ("",) * len(ADDED), row)
        for heading in page[at]:
            heading.font = Font(bold=True)
    page.freeze_panes = f"F{at + 1}"  # below the header, right of the added columns
    for target, (number, found) in enumerate(faults.items(), at + 1):
        _write_row(page, target, _account(number, found), rows.get(number))
        for result, finding in found:
            _colour(page, target, str(finding["cell"]), _RED if result == REJECTED else _YELLOW)
    for letter, width in zip("ABCDE", (8, 16, 10, 44, 40), strict=True):
        page.column_dimensions[letter].width = width


def _account(number: int, found: list[tuple[str, Mapping[str, Any]]]) -> tuple[str | int, ...]:
    result = found[0][0]
    cells = "、".join(dict.fromkeys(str(finding["cell"]) for _, finding in found))
    reasons = "\n".join(f"{finding['column']}：{finding['reason']}" for _, finding in found)
    actions = "\n".join(dict.fromkeys(str(finding["action"]) for _, finding in found))
    return number, result, cells, reasons, actions


def _write_row(page: Worksheet, at: int, added: Sequence[str | int], row: Row | None) -> None:
    for column, value in enumerate((*added, *(row.cells if row else ())), 1):
        target = page.cell(at, column)
        write(target, value)
        target.alignment = Alignment(vertical="top", wrap_text=True)


def _colour(page: Worksheet, at: int, address: str, fill: PatternFill) -> None:
    """Marks the cell that a finding is about: T22 in the roster stands as many columns further right here."""
    letters = "".join(sign for sign in address if sign.isalpha())
    column = 0
    for sign in letters:
        column = column * 26 + ord(sign.upper()) - 64
    if column:
        page.cell(at, column + len(ADDED)).fill = fill
