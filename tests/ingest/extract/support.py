"""What the extraction tests share."""

from __future__ import annotations

from collections.abc import Callable

from ingest.content import Block, Document
from ingest.extract import Extraction

Extract = Callable[..., Extraction]


def document(text: str) -> Document:
    """A plain-text document with one block a non-blank line."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            blocks.append(Block(line, start, "paragraph", number))
        start += len(line) + 1
    return Document("样例", text, tuple(blocks))
