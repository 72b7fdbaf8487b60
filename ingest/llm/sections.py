"""Cutting a document into sections that a model is asked about one by one."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.content import Block, Document
from ingest.mapping.masking import blotted

MAX_SECTION = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Section:
    """Some adjacent blocks. `text` has as many characters as the document there, numbers of people blotted out."""

    start: int
    text: str
    blocks: tuple[Block, ...]

    def halves(self) -> tuple[Section, ...]:
        """Two sections, cut between blocks; none where there is only one block."""
        middle = len(self.blocks) // 2
        return tuple(_section(half) for half in (self.blocks[:middle], self.blocks[middle:])) if middle else ()


def sections(document: Document) -> list[Section]:
    """The whole document in order, cut before headings where a section has grown long enough."""
    found: list[list[Block]] = []
    size = 0
    for block in document.blocks:
        full = size + len(block.text) > MAX_SECTION or (block.kind == "heading" and size > MAX_SECTION // 2)
        if full or not found:
            found.append([])
            size = 0
        found[-1].append(block)
        size += len(block.text) + 1
    return [_section(tuple(blocks)) for blocks in found]


def _section(blocks: tuple[Block, ...]) -> Section:
    """Between blocks may stand anything (line breaks, marks of lists): it becomes white space, so that offsets hold."""
    first = blocks[0]
    text = ""
    for block in blocks:
        gap = block.start - first.start - len(text)
        text += "\n".ljust(gap)[:gap] + block.text
    return Section(first.start, blotted(text), blocks)
