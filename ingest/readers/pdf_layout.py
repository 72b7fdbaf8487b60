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

from ingest.readers.blocks import is_marked

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
    """One line of text; `columns` says that a wide gap parts it, as in a table."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    columns: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its lines from top to bottom; numbers count from 1."""

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


def join_lines(pages: list[Page]) -> Iterator[tuple[str, int]]:
    """Paragraphs with the page on which they begin; a paragraph goes on over the end of a page."""
    frames = _frames(pages)
    lines = [(line, frames[round(page.width)]) for page in pages for line in page.lines]
    text, page, last, indented = "", 0, None, False
    for line, frame in lines:
        if last is not None and _continues(last, line, frame, indented):
            text = _joined(text, line.text)
        else:
            if text:
                yield text, page
            text, page, indented = line.text, line.page, _indented(line, frame)
        last = line
    if text:
        yield text, page


def _frames(pages: list[Page]) -> dict[int, _Frame]:
    """One frame for each page width, as a document may mix upright and landscape pages."""
    by_width: dict[int, list[Page]] = {}
    for page in pages:
        by_width.setdefault(round(page.width), []).append(page)
    return {width: _frame(width, group) for width, group in by_width.items()}


def _frame(width: float, pages: list[Page]) -> _Frame:
    lines = [line for page in pages for line in page.lines]
    tops = [b.top - a.top for page in pages for a, b in pairwise(page.lines) if b.top > a.top]
    right = _edge([-line.x1 for line in lines])
    # In a file of short lines the longest is no full line; text blocks reach at least this far.
    pitch = sorted(tops)[len(tops) // 2] if tops else 0.0
    return _Frame(left=_edge([line.x0 for line in lines]), right=max(-right, 0.7 * width), pitch=pitch)


def _edge(values: Iterable[float]) -> float:
    """The smallest position at which two lines stand (within 5 points), so that one stray line does not count."""
    ordered = sorted(values)
    for first, second in pairwise(ordered):
        if second - first < 5:
            return first
    return ordered[0] if ordered else 0.0


def _indented(line: Line, frame: _Frame) -> bool:
    return line.x0 > frame.left + 1.5 * line.size


def _continues(last: Line, line: Line, frame: _Frame, indented: bool) -> bool:
    """Whether `line` goes on with the paragraph of `last`, whose first line is `indented` or not.

    It does if `last` is full and `line` neither indented nor numbered. Without an indentation to tell, a full line that
    ends its sentence ends the paragraph; with one it does not, and a line may also fall short by an unbreakable word.
    """
    if last.columns or line.columns or abs(last.size - line.size) > 0.15 * last.size or _indented(line, frame):
        return False
    ended = last.text.rstrip(_CLOSING).endswith(_SENTENCE_END)
    slack = 6.0 if indented and not ended else 2.5
    if last.x1 < frame.right - slack * last.size or (ended and not indented):
        return False
    if is_marked(line.text) and not indented:
        return False
    return line.page != last.page or line.top - last.top <= 1.6 * max(frame.pitch, last.size)


def _joined(text: str, more: str) -> str:
    """Latin words keep a space between them; Chinese characters need none."""
    space = " " if text[-1].isascii() and more[0].isascii() and (text[-1].isalpha() or more[0].isalpha()) else ""
    return f"{text}{space}{more}"
