"""Building a document: the kind of a line of Chinese official prose, and blocks with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.content import Block, BlockKind, Piece

_DIGITS = "一二三四五六七八九十百零〇"
# 一、 （一） 第一章 第二部分; 第一条 is left out, as it opens the text of a provision, not a heading.
_NUMBERED_HEADING = re.compile(
    rf"(?:[{_DIGITS}]+、|[（(][{_DIGITS}]+[)）]|第[{_DIGITS}\d]+(?:章|节|编|部分|篇)(?:\s|$|[^，。]))"
)
_LIST_ITEM = re.compile(r"(?:[-*+•●▪◆■○·]\s+|[•●▪◆■]|\d{1,3}\s*(?:[.．](?!\d)|、|[)）])|[（(]\d{1,3}[)）]|[①-⑳])\s*\S")
_SENTENCE_MARK = re.compile(r"[。！？；]")
_MAX_HEADING = 40


def line_kind(line: str) -> BlockKind:
    """What a line without surrounding white space is, by its numbering and length; prose is a paragraph."""
    if _NUMBERED_HEADING.match(line) and _reads_like_heading(line):
        return "heading"
    if _LIST_ITEM.match(line):
        return "list_item"
    return "paragraph"


def is_marked(line: str) -> bool:
    """Whether the line opens with a heading's or a list item's number, whatever its length."""
    return bool(_NUMBERED_HEADING.match(line) or _LIST_ITEM.match(line))


def _reads_like_heading(line: str) -> bool:
    """Short, and no sentence: a numbered sentence carries facts and must stay prose."""
    return len(line) <= _MAX_HEADING and not _SENTENCE_MARK.search(line) and line[-1] not in "，、：:,;."


@dataclass(slots=True)
class Strand:
    """A text being put together from stretches of the original; pieces count from the strand's own beginning."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)

    def take(self, text: str, source: int, source_end: int | None = None) -> None:
        """Append a text that stands in the original at `source`, there as long as here unless its end is given."""
        if not text:
            return
        end = source + len(text) if source_end is None else source_end
        piece = Piece(len(self.text), len(self.text) + len(text), source, end)
        last = self.pieces[-1] if self.pieces else None
        if last and _linear(last) and _linear(piece) and (last.end, last.source_end) == (piece.start, source):
            self.pieces[-1] = Piece(last.start, piece.end, last.source, end)
        else:
            self.pieces.append(piece)
        self.text += text

    def glue(self, text: str) -> None:
        """Append characters that the original does not have there."""
        self.text += text

    def part(self, start: int, end: int) -> Strand:
        """Some of its characters."""
        strand = Strand(self.text[start:end])
        for p in self.pieces:
            low, high = max(p.start, start), min(p.end, end)
            if low < high:
                exact = _linear(p)
                source = p.source + (low - p.start if exact else 0)
                strand.pieces.append(
                    Piece(low - start, high - start, source, source + high - low if exact else p.source_end)
                )
        return strand

    def extend(self, other: Strand) -> None:
        """Append another strand."""
        self.pieces.extend(shifted(other.pieces, len(self.text)))
        self.text += other.text


def shifted(pieces: Iterable[Piece], by: int) -> Iterator[Piece]:
    """The pieces `by` characters further on in the read text."""
    return (Piece(p.start + by, p.end + by, p.source, p.source_end) for p in pieces)


def _linear(piece: Piece) -> bool:
    return piece.end - piece.start == piece.source_end - piece.source


def glue_between(before: str, after: str) -> str:
    """What joins two parts of a broken line: Latin words keep a space between them, Chinese characters need none."""
    latin = bool(before and after) and before[-1].isascii() and after[0].isascii()
    return " " if latin and (before[-1].isalpha() or after[0].isalpha()) else ""


@dataclass(slots=True)
class BlockList:
    """Collects blocks whose texts are joined by line feeds, and knows their offsets (for all but plain text)."""

    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)

    def add(self, text: str, kind: BlockKind, page: int | None = None) -> None:
        """Append a block; a text without visible characters is left out."""
        if not text.strip():
            return
        start = self.length + 1 if self.blocks else 0
        self.blocks.append(Block(text, start, kind, len(self.blocks) + 1, page))
        self.length = start + len(text)

    def add_strand(self, strand: Strand, kind: BlockKind, page: int | None = None) -> None:
        """Append a block of which it is known where it stands in the original."""
        if strand.text.strip():
            self.add(strand.text, kind, page)
            self.pieces.extend(shifted(strand.pieces, self.blocks[-1].start))

    @property
    def text(self) -> str:
        """The document's text: the blocks joined by line feeds."""
        return "\n".join(block.text for block in self.blocks)
