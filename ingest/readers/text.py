"""Plain text and Markdown: the text is the decoded file, less the line breaks and marks that cut through sentences.

Each paragraph is a block. Where nothing has to be left out within paragraphs, the text is exactly the file's. Lines
that are no part of the report (advertisements, page numbers, rules) stay in the text too; only no block holds them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from ingest.content import Block, BlockKind, Document, Origin
from ingest.readers import faults
from ingest.readers.blocks import Strand, glue_between, line_kind
from ingest.readers.encoding import decode
from ingest.readers.furniture import is_page_number, is_site_furniture
from ingest.readers.limits import ReadLimits
from ingest.readers.wrapped import Line, breaks, paragraphs

# Not str.splitlines, which also breaks at the separators U+001C to U+001E.
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])\s*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])")
_RULE = re.compile(r"[-=*_~#—–.·+|:\s]{3,}|(?:```|~~~)\w*")
_HEADING = re.compile(r"#{1,6}(?:\s+|$)")
_QUOTED = re.compile(r"(?:>\s?)+")
_BULLET = re.compile(r"[-*+]\s+(?=\S)")
_TABLE_ROW = re.compile(r"\|.*\|$")
# What surrounds words and is not shown: pictures, both ends of a link, emphasis, code.
_MARKS = re.compile(
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|\[(?=[^\]\n]{1,200}\]\([^)\n]{0,500}\))|(?<=[^\]\[\n])\]\([^)\n]{0,500}\)|\*\*|__|`+|~~"
)
Cut = tuple[int, int]
"""Characters of the file that are left out: from, to."""


def read_text(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A .txt file; raises UnreadableFile if it is not text, or blank."""
    text, notes = decode(data, name, limits)
    return _document(text, list(_lines(text)), [], name, notes)


def read_markdown(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A .md file; the marks of headings, lists, emphasis and links are left out, those of tables stay."""
    text, notes = decode(data, name, limits)
    lines = [_without_mark(line) for line in _lines(text)]
    return _document(text, lines, [match.span() for match in _MARKS.finditer(text)], name, notes)


def _lines(text: str) -> Iterator[Line]:
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        content = line.strip()
        if content:
            start = match.start() + len(line) - len(line.lstrip())
            follows = _BLANK_LINE.search(text, end, start) is None
            yield Line(content, start, line[0].isspace(), follows)
            end = start + len(content)


def _without_mark(line: Line) -> Line:
    line = _after(line, _QUOTED, None)
    if _HEADING.match(line.text):
        return _after(line, _HEADING, "heading")
    if _TABLE_ROW.match(line.text):
        return replace(line, kind="table_row")
    return _after(line, _BULLET, "list_item")


def _after(line: Line, mark: re.Pattern[str], kind: BlockKind | None) -> Line:
    match = mark.match(line.text)
    if match is None or match.end() == len(line.text):
        return line
    return replace(line, text=line.text[match.end() :], start=line.start + match.end(), kind=kind)


def _document(text: str, lines: list[Line], marks: list[Cut], name: str, notes: tuple[str, ...]) -> Document:
    kept, dropped = _sorted_out(lines)
    groups = list(paragraphs(kept))
    if not groups:
        raise faults.empty(name)
    spans = [(group[0].start, group[-1].end) for group in groups]
    cuts = _within(spans, sorted([*(cut for group in groups for cut in breaks(group)), *marks]))
    read, origin = _without(text, cuts)
    removed = _Removed(text, cuts)
    blocks: list[Block] = []
    for group, (start, end) in zip(groups, spans, strict=True):
        content = read[removed.place(start) : removed.place(end)]
        if content.strip():
            kind = group[0].kind or line_kind(content)
            blocks.append(Block(content, removed.place(start), kind, len(blocks) + 1))
    if dropped:
        notes = (*notes, f"略去 {dropped} 行与正文无关的文字（广告、按钮、编辑署名、页码等）。")
    return Document(name, read, tuple(blocks), notes, origin)


def _sorted_out(lines: list[Line]) -> tuple[list[Line], int]:
    """The lines of the report itself, and how many others were of any words. A page number parts no paragraph."""
    kept: list[Line] = []
    dropped, bridged = 0, False
    for line in lines:
        if is_page_number(line.text) or _RULE.fullmatch(line.text):
            bridged = is_page_number(line.text)
            dropped += bridged
        elif line.kind != "table_row" and is_site_furniture(_MARKS.sub("", line.text), signatures=False):
            dropped += 1
        else:
            kept.append(replace(line, follows=True) if bridged else line)
            bridged = False
    return kept, dropped


def _within(spans: list[Cut], cuts: list[Cut]) -> list[Cut]:
    """The cuts that lie in one of the spans; both are in the order of the text, and cuts do not overlap."""
    starts = [start for start, _ in spans]
    found: list[Cut] = []
    for start, end in cuts:
        at = bisect_right(starts, start) - 1
        if at >= 0 and end <= spans[at][1] and (not found or found[-1][1] <= start):
            found.append((start, end))
    return found


class _Removed:
    """From places in the file to places in the text without the cuts."""

    def __init__(self, text: str, cuts: list[Cut]) -> None:
        self._starts = [start for start, _ in cuts]
        self._sizes = [0, *accumulate(end - start - len(_glue(text, (start, end))) for start, end in cuts)]

    def place(self, at: int) -> int:
        """For a place that no cut covers."""
        return at - self._sizes[bisect_right(self._starts, at - 1)]


def _glue(text: str, cut: Cut) -> str:
    start, end = cut
    return glue_between(text[:start][-1:], text[end : end + 1]) if _LINE.fullmatch(text, start, end) is None else ""


def _without(text: str, cuts: list[Cut]) -> tuple[str, Origin | None]:
    if not cuts:
        return text, None
    strand, at = Strand(), 0
    for start, end in cuts:
        strand.take(text[at:start], at)
        strand.glue(_glue(text, (start, end)))
        at = end
    strand.take(text[at:], at)
    return strand.text, Origin(text, tuple(strand.pieces))
