"""One extractor for all tests: loading the tagger is what takes time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.content import Block, Document
from ingest.extract import Extraction, Extractor

Extract = Callable[..., Extraction]


def document(text: str) -> Document:
    """A plain-text document with one block a non-blank line."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            blocks.append(Block(line, start, "paragraph", number))
        start += len(line) + 1
    return Document("样例", text, tuple(blocks))


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Extract:
    def run(text: str, region: str | None = None) -> Extraction:
        return extractor.extract(document(text), region=region)

    return run
