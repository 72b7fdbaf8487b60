"""One PDF page as lines in reading order: its characters in rows, its ruled tables in cells, its columns one by one.

The original of a PDF is what its lines say from top to bottom, each from left to right; every line here is a stretch of
that text. All lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.readers.blocks import Strand, glue_between
from ingest.readers.pdf_layout import Line, Page

# Parts of a character's width: a gap that is a space, one that parts the columns of a table, one that may be a gutter.
_SPACE, _COLUMN_GAP, _GUTTER = 0.3, 1.8, 1.0
_MIN_EDGES = 4
_MIN_COLUMN_LINES, _MIN_COLUMN_TEXT = 6, 9


@dataclass(frozen=True, slots=True)
class Glyph:
    """A visible character and its place in the original."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    at: int


def read_page(page: Any, start: int) -> tuple[Page, str]:
    """A page of pdfplumber's, and its original text, which begins at `start` of the document's."""
    # Some programs print bold text by printing it twice; without this each character would be doubled.
    raw = page.dedupe_chars().extract_text_lines(x_tolerance_ratio=_SPACE, expand_ligatures=False)
    original = ""
    rows: list[list[Glyph]] = []
    for line in raw:
        text, glyphs = _glyphs(line, start + len(original))
        if glyphs:
            original += f"{text}\n"
            rows.append(glyphs)
    setter = _Setter(original, start, page.page_number)
    tables = [_Table(found) for found in page.find_tables()] if len(page.edges) >= _MIN_EDGES else []
    tables = [table for table in tables if table.is_data]
    free = [run for glyphs in rows for run in _runs([g for g in glyphs if not any(t.takes(g) for t in tables)])]
    lines = setter.in_columns(free, float(page.width))
    lines = sorted(lines, key=lambda line: line.top) if all(line.column == 0 for line in lines) else lines
    for table in tables:
        at = next((n for n, line in enumerate(lines) if line.top > table.top), len(lines))
        lines[at:at] = table.lines(setter)
    return Page(page.page_number, float(page.width), float(page.height), lines), original


def _glyphs(line: dict[str, Any], start: int) -> tuple[str, list[Glyph]]:
    """The text of a line, with one space for each gap, and where its characters stand."""
    text = ""
    glyphs: list[Glyph] = []
    at = 0
    for char in line["chars"]:
        if char["text"].isspace():
            continue
        spaced = line["text"][at : at + 1].isspace()
        at += len(line["text"][at:]) - len(line["text"][at:].lstrip()) + len(char["text"])
        text += " " if spaced and glyphs else ""
        place = char["x0"], char["x1"], char["top"], char["bottom"], char["size"]
        glyphs.append(Glyph(char["text"], *place, start + len(text)))
        text += char["text"]
    return text, glyphs


def _runs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of a line, parted where others stand between (in a table)."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (glyph.x0 < run[-1].x0 or glyph.at > run[-1].at + len(run[-1].text) + 1):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class _Setter:
    """Makes lines of one page; `start` is where its original text begins."""

    original: str
    start: int
    page: int

    def line(self, glyphs: list[Glyph], column: int = 0) -> Line:
        size = max(glyph.size for glyph in glyphs)
        gap = max((b.x0 - a.x1 for a, b in pairwise(glyphs)), default=0.0)
        return Line(
            text=self.text(glyphs), x0=glyphs[0].x0, x1=glyphs[-1].x1, top=min(g.top for g in glyphs),
            bottom=max(g.bottom for g in glyphs), size=size, page=self.page, start=glyphs[0].at,
            columns=gap > _COLUMN_GAP * size, column=column,
        )  # fmt: skip

    def text(self, glyphs: list[Glyph]) -> str:
        """What the original has from the first to the last of some neighbours."""
        return self.original[glyphs[0].at - self.start : glyphs[-1].at + len(glyphs[-1].text) - self.start]

    def in_columns(self, rows: list[list[Glyph]], width: float) -> list[Line]:
        """The rows as lines; on a page of two columns, the left one first as far as no line goes across both."""
        gutter = _gutter(rows, width)
        if gutter is None:
            return [self.line(row) for row in rows]
        lines: list[Line] = []
        band: tuple[list[Line], list[Line]] = [], []
        for row in rows:
            if _crosses(row, gutter):
                lines += [*band[0], *band[1], self.line(row)]
                band = [], []
                continue
            for column, side in enumerate(_sides(row, gutter)):
                if side:
                    band[column].append(self.line(side, column + 1))
        return [*lines, *band[0], *band[1]]


def _sides(row: list[Glyph], gutter: float) -> tuple[list[Glyph], list[Glyph]]:
    return [g for g in row if g.x1 <= gutter], [g for g in row if g.x1 > gutter]


def _crosses(row: list[Glyph], gutter: float) -> bool:
    """Whether a row has no gap at the gutter."""
    left, right = _sides(row, gutter)
    if not left or not right:
        return bool(right) and right[0].x0 < gutter
    return right[0].x0 - left[-1].x1 < _GUTTER * left[-1].size


def _gutter(rows: list[list[Glyph]], width: float) -> float | None:
    """Where two columns of running text part, or None. Columns of a table hold short texts that end anywhere."""
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        x = width * step / 100
        both = [_sides(row, x) for row in rows if not _crosses(row, x)]
        pairs = [(left, right) for left, right in both if left and right]
        crossing = len(rows) - len(both)
        full = [left for left, right in pairs if min(len(left), len(right)) >= _MIN_COLUMN_TEXT]
        if len(pairs) >= _MIN_COLUMN_LINES and crossing <= len(pairs) // 2 and len(full) >= 0.7 * len(pairs):
            edge = sorted(left[-1].x1 for left in full)[len(full) // 2]
            even = sum(abs(left[-1].x1 - edge) < 1.5 * left[-1].size for left in full)
            if even >= 0.7 * len(full) and (best is None or len(pairs) > best[0]):
                best = len(pairs), x
    return best[1] if best else None


class _Table:
    """A ruled table; its cells are boxes, of which a merged one stands in its first row and column only."""

    def __init__(self, found: Any) -> None:
        self.rows: list[list[tuple[float, float, float, float] | None]] = [list(row.cells) for row in found.rows]
        self._box = found.bbox
        self.top = float(found.bbox[1])
        self._held: dict[tuple[int, int], list[Glyph]] = {}

    @property
    def is_data(self) -> bool:
        """Whether it has rows and columns; one box around a text has not."""
        return len(self.rows) > 1 and max(sum(cell is not None for cell in row) for row in self.rows) > 1

    def takes(self, glyph: Glyph) -> bool:
        """Whether a glyph stands in one of its cells; it is kept there."""
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (self._box[0] <= x <= self._box[2] and self._box[1] <= y <= self._box[3]):
            return False
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell is not None and cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                    self._held.setdefault((number, column), []).append(glyph)
                    return True
        return False

    def lines(self, setter: _Setter) -> Iterator[Line]:
        """One line a row, its cells joined by tabs."""
        for number, row in enumerate(self.rows):
            strand = Strand()
            held = [self._held.get((number, column), []) for column in range(len(row))]
            filled = max((column for column, glyphs in enumerate(held) if glyphs), default=-1)
            for column, glyphs in enumerate(held[: filled + 1]):
                strand.glue("\t" if column else "")
                begin = len(strand.text)
                for run in _runs(glyphs):
                    text = setter.text(run)
                    strand.glue(glue_between(strand.text[begin:], text))
                    strand.take(text, run[0].at)
            glyphs = [glyph for cell in held for glyph in cell]
            if glyphs:
                box = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs), self.top, self._box[3]
                size, start = max(g.size for g in glyphs), min(g.at for g in glyphs)
                yield Line(strand.text, *box, size, setter.page, start, row=strand)
