"""What a reader yields: a document of text blocks, or a workbook of sheets.

Offsets count characters (Unicode code points) from 0. Rows, pages, lines and paragraphs count from 1.

A reader joins what a page or a fixed width has broken, and leaves out marks and furniture, so the text that blocks,
sentences and facts are counted in (`Document.text`) need not be the text of the file. `Document.origin` leads back: it
holds the original characters and, piece by piece, where each stretch of the read text stands in them. Whoever shows a
place to a user (a locator, `extract --json`) passes it through `Document.place`; whoever reads on stays in
`Document.text`. What the original is depends on the file: txt, Markdown and HTML are the decoded file itself; PDF and
scans the lines of all pages, joined by line feeds; in Word files, which have no characters of their own, the read text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
class Piece:
    """Characters `start` to `end` of the read text stand at `source` to `source_end` of the original.

    Of equal lengths they correspond one by one; otherwise only as wholes (`&amp;` and what it stands for).
    """

    start: int
    end: int
    source: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The original text and the pieces that were taken from it, in the order of the read text.

    `pages` holds where each page begins in the original; it is empty where there are no pages.
    """

    text: str
    pieces: tuple[Piece, ...]
    pages: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original characters behind `start` to `end` of the read text (whatever stands between them included).

        A span of inserted characters only (a joining space) is given the place behind it, with no length.
        """
        first = bisect_right(self.pieces, start, key=lambda piece: piece.end)
        last = bisect_left(self.pieces, end, key=lambda piece: piece.start) - 1
        if first > last:
            at = self.pieces[first].source if first < len(self.pieces) else len(self.text)
            return at, at
        spans = [_within(piece, start, end) for piece in self.pieces[first : last + 1]]
        # Columns may be read in another order than they stand in.
        return min(a for a, _ in spans), max(b for _, b in spans)

    def line(self, at: int) -> tuple[int, int]:
        """(page, line on it) of a character of an original with pages."""
        page = bisect_right(self.pages, at)
        return page, self.text.count("\n", self.pages[page - 1], at) + 1


def _within(piece: Piece, start: int, end: int) -> tuple[int, int]:
    if piece.end - piece.start != piece.source_end - piece.source:
        return piece.source, piece.source_end
    return piece.source + max(start - piece.start, 0), piece.source_end - max(piece.end - end, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch stands in the original: characters, and page and line of the first where there are pages."""

    start: int
    end: int
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read; without an `origin`, `text` is the original itself."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    origin: Origin | None = None

    def place(self, start: int, end: int) -> Place:
        """Where characters `start` to `end` of `text` stand in the original."""
        if self.origin is None:
            return Place(start, end)
        start, end = self.origin.span(start, end)
        if not self.origin.pages:
            return Place(start, end)
        return Place(start, end, *self.origin.line(start))


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
