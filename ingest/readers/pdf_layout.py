"""From lines on pages to paragraphs: running headers and page numbers out, lines broken in mid-sentence joined.

All lengths are in points, measured from the page's top left corner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from ingest.readers.blocks import Strand, glue_between, is_marked

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?\s*(?:[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*"
    r"|page\s*\d+(?:\s*(?:of|/)\s*\d+)?|[-—–－\s]*[ivxIVX]{1,6}[-—–－\s]*",
    re.IGNORECASE,
)
_SENTENCE_END = tuple("。！？；：!?;:")
_CLOSING = "”’」』）)》】\"'"
# Parts of the page's height in which a running header or footer, and a page number, may stand.
_MARGIN, _NUMBER_MARGIN = 0.09, 0.15
_REPEATED = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, at `start` of the original; `columns` says that a wide gap parts it, as in a table.

    `column` is 1 or 2 on a page set in two columns, else 0. A table's row is a line whose cells `row` holds.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    start: int = 0
    columns: bool = False
    column: int = 0
    row: Strand | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines joined, or a table's row; `page` is that on which it begins."""

    strand: Strand
    page: int
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its lines in reading order; numbers count from 1."""

    number: int
    width: float
    height: float
    lines: list[Line]


def without_margins(pages: list[Page]) -> list[Page]:
    """The pages without page numbers and without headers and footers that repeat (digits apart) on other pages."""
    counts = Counter(key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, page)})
    often = max(2, ceil(_REPEATED * len(pages)))
    return [
        replace(page, lines=[line for line in page.lines if not _is_margin(line, page, counts, often)])
        for page in pages
    ]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _in_margin(line: Line, page: Page, share: float = _MARGIN) -> bool:
    return line.top < page.height * share or line.bottom > page.height * (1 - share)


def _is_margin(line: Line, page: Page, counts: Counter[str], often: int) -> bool:
    if line.row is not None:
        return False
    if _in_margin(line, page) and counts[_key(line)] >= often:
        return True
    outermost = line is page.lines[0] or line is page.lines[-1]
    return outermost and _in_margin(line, page, _NUMBER_MARGIN) and bool(_PAGE_NUMBER.fullmatch(line.text))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The left and right edge of the body text, and the usual distance between the tops of two lines."""

    left: float
    right: float
    pitch: float


def join_lines(pages: list[Page]) -> Iterator[Paragraph]:
    """Paragraphs and rows; a paragraph goes on over the end of a column or page, and so does a table."""
    frames = _frames(pages)
    lines = [(line, frames[round(page.width), line.column]) for page in pages for line in page.lines]
    paragraph: Paragraph | None = None
    last: tuple[Line, _Frame] | None = None
    heading, indented = "", False
    for line, frame in lines:
        if paragraph and last and line.row is None and _continues(*last, line, frame, indented):
            paragraph.strand.glue(glue_between(paragraph.strand.text, line.text))
            paragraph.strand.take(line.text, line.start)
        else:
            if paragraph:
                yield paragraph
            paragraph, indented = _begun(line), _indented(line, frame)
            if line.row is not None:
                above = last[0] if last and last[0].row is not None else None
                if above is None:
                    heading = line.text
                elif above.page != line.page and line.text == heading:
                    paragraph = None  # the table's heading again, at the top of the next page
        last = line, frame
    if paragraph:
        yield paragraph


def _begun(line: Line) -> Paragraph:
    if line.row is not None:
        return Paragraph(line.row, line.page, is_row=True)
    strand = Strand()
    strand.take(line.text, line.start)
    return Paragraph(strand, line.page)


def _frames(pages: list[Page]) -> dict[tuple[int, int], _Frame]:
    """One frame for each page width and column, as a document may mix upright and landscape pages."""
    groups: dict[tuple[int, int], list[list[Line]]] = {}
    for page in pages:
        for column in range(3):
            lines = [line for line in page.lines if line.column == column and line.row is None]
            groups.setdefault((round(page.width), column), []).append(lines)
    return {key: _frame(*key, group) for key, group in groups.items()}


def _frame(width: float, column: int, pages: list[list[Line]]) -> _Frame:
    lines = [line for page in pages for line in page]
    tops = [b.top - a.top for page in pages for a, b in pairwise(page) if b.top > a.top]
    right = -_edge([-line.x1 for line in lines])
    pitch = sorted(tops)[len(tops) // 2] if tops else 0.0
    # In a file of short lines the longest is no full line; text blocks reach at least this far.
    right = right if column else max(right, 0.7 * width)
    return _Frame(left=_edge([line.x0 for line in lines]), right=right, pitch=pitch)


def _edge(values: Iterable[float]) -> float:
    """The smallest position at which two lines stand (within 5 points), so that one stray line does not count."""
    ordered = sorted(values)
    for first, second in pairwise(ordered):
        if second - first < 5:
            return first
    return ordered[0] if ordered else 0.0


def _indented(line: Line, frame: _Frame) -> bool:
    return line.x0 > frame.left + 1.5 * line.size


def _continues(last: Line, frame_of_last: _Frame, line: Line, frame: _Frame, indented: bool) -> bool:
    """Whether `line` goes on with the paragraph of `last`, whose first line is `indented` or not.

    It does if `last` is full and `line` neither indented nor numbered. Without an indentation to tell, a full line that
    ends its sentence ends the paragraph; with one it does not, and a line may also fall short by an unbreakable word.
    """
    if last.row is not None or last.columns or line.columns or _indented(line, frame):
        return False
    if abs(last.size - line.size) > 0.15 * last.size:
        return False
    ended = last.text.rstrip(_CLOSING).endswith(_SENTENCE_END)
    slack = 6.0 if indented and not ended else 2.5
    if last.x1 < frame_of_last.right - slack * last.size or (ended and not indented):
        return False
    if is_marked(line.text) and not indented:
        return False
    return line.page != last.page or line.top - last.top <= 1.6 * max(frame.pitch, last.size)
