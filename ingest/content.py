"""What a reader yields: a document of text blocks, or a workbook of sheets.

Offsets count characters (Unicode code points) from 0 in `Document.text`. Rows, pages and paragraphs count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table_row"]
SheetState = Literal["visible", "hidden", "empty"]
CellValue = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row; `Document.text[start:start + len(text)] == text`."""

    text: str
    start: int
    kind: BlockKind
    paragraph: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read; for plain text, `text` is exactly the decoded file."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: `number` as the user sees it (in CSV: the record's number), cells from column A."""

    number: int
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `merged` holds (first row, first column, last row, last column), rows from 1, columns from 0."""

    name: str
    state: SheetState
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet file; CSV has one sheet whose name is empty."""

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


Content = Document | Workbook
