"""Plain text and Markdown: the document's text is the decoded file, and each non-blank line is a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.content import Block, BlockKind, Document
from ingest.readers import faults
from ingest.readers.blocks import line_kind
from ingest.readers.encoding import decode
from ingest.readers.limits import ReadLimits

# Not str.splitlines, which also breaks at the separators U+001C to U+001E.
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
_TABLE_ROW = re.compile(r"\|.*\|$")


def read_text(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A .txt file; raises UnreadableFile if it is not text, or blank."""
    return _read(data, name, limits, line_kind)


def read_markdown(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A .md file; blocks keep their marks (`#`, `-`, `|`), as the offsets refer to the file."""
    return _read(data, name, limits, _markdown_kind)


def _read(data: bytes, name: str, limits: ReadLimits, kind_of: Callable[[str], BlockKind]) -> Document:
    text, notes = decode(data, name, limits)
    blocks = tuple(_blocks(text, kind_of))
    if not blocks:
        raise faults.empty(name)
    return Document(name, text, blocks, notes)


def _blocks(text: str, kind_of: Callable[[str], BlockKind]) -> Iterator[Block]:
    paragraph = 0
    for match in _LINE.finditer(text):
        line = match.group()
        content = line.strip()
        if content:
            paragraph += 1
            start = match.start() + len(line) - len(line.lstrip())
            yield Block(content, start, kind_of(content), paragraph)


def _markdown_kind(line: str) -> BlockKind:
    if _HEADING.match(line):
        return "heading"
    return "table_row" if _TABLE_ROW.match(line) else line_kind(line)
