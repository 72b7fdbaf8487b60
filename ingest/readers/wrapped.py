"""Plain text whose lines were broken at a fixed width, as mail programs and copies from PDF leave it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.content import BlockKind
from ingest.readers.blocks import glue_between, is_marked

_ENDED = re.compile(r"[。！？；：!?;:…][”’」』）)》】\"']*$")
_INNER = re.compile(r"[，。、；]")
_ROW = re.compile(r"\t|^\|.*\|$")
_OPEN, _CLOSE = "《（“「【〔", "》）”」】〕"
# In columns; a Chinese character takes two.
_NARROWEST, _WIDEST = 40, 160
_SLACK = 4
_LATIN_HEAD = re.compile(r"[!-~]{0,24}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without surrounding white space, at `start` of the file.

    `follows` says that no blank line parts it from the line before, `kind` what marks say it is.
    """

    text: str
    start: int
    indented: bool
    follows: bool
    kind: BlockKind | None = None

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.text)


def paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines in groups, each a paragraph. Most texts have a line a paragraph; then each is a group of its own."""
    width = wrap_width([line.text for line in lines])
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def joined(text: str, *, heading: bool = False) -> str:
    """A paragraph whose line breaks were set by hand: those of a heading, and at a fixed width, are taken out."""
    if "\n" not in text:
        return text
    lines: list[Line] = []
    for line in text.split("\n"):
        if line.strip():
            lines.append(Line(line.strip(), 0, line[0].isspace() and not heading, True))
    groups = [lines] if heading else list(paragraphs(lines))
    return "\n".join(_joined(group) for group in groups)


def _joined(group: list[Line]) -> str:
    text = ""
    for line in group:
        text += glue_between(text, line.text) + line.text
    return text


def wrap_width(lines: list[str]) -> int | None:
    """The width in columns at which the lines were broken, or None.

    A third of the lines must come near to it and hardly any go beyond; most of those must be prose that stops
    anywhere, which tells them from lists whose entries happen to be of one length.
    """
    widths = [_columns(line) for line in lines]
    for width in sorted(set(widths), reverse=True):
        beyond = sum(w > width for w in widths)
        if beyond > max(1, len(lines) // 20) or width < _NARROWEST:
            return None
        full = [line for line, w in zip(lines, widths, strict=True) if width - _SLACK <= w <= width]
        if width <= _WIDEST and len(full) >= max(3, len(lines) // 3) and _is_cut_prose(full):
            return width
    return None


def _is_cut_prose(full: list[str]) -> bool:
    open_ended = sum(_ENDED.search(line) is None for line in full)
    return open_ended > 0.6 * len(full) and sum(_INNER.search(line) is not None for line in full) > 0.6 * len(full)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _goes_on(group: list[Line], line: Line, width: int | None) -> bool:
    last = group[-1]
    if not line.follows or line.kind is not None or last.kind in {"heading", "table_row"}:
        return False
    if _ROW.search(last.text) or _ROW.search(line.text):
        return False
    if _left_open(last.text, line.text) or (last.text[-1] in "，、" and not is_marked(line.text) and not line.indented):
        return True
    if width is None or line.indented or is_marked(line.text):
        return False
    room = _LATIN_HEAD.match(line.text)
    indent = 4 if last.indented else 0
    full = _columns(last.text) + indent + _SLACK + (room.end() if room else 0) >= width
    return full and (group[0].indented or _ENDED.search(last.text) is None)


def _left_open(text: str, following: str) -> bool:
    """Whether a title or a bracket opens in a line and closes in the next one."""
    for opening, closing in zip(_OPEN, _CLOSE, strict=True):
        at = text.rfind(opening)
        if at > text.rfind(closing) and at >= 0 and closing in following:
            return following.find(opening) < 0 or following.index(closing) < following.index(opening)
    return False


def breaks(group: list[Line]) -> Iterator[tuple[int, int]]:
    """The (start, end) of each line break within a paragraph, white space around it included."""
    for above, below in pairwise(group):
        yield above.end, below.start
