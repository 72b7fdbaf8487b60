"""Files for the reader tests, each made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.content import Document, Workbook
from ingest.readers import ReadLimits, read

ReadDocument = Callable[..., Document]
ReadWorkbook = Callable[..., Workbook]
DEFAULT = ReadLimits()


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[..., Document | Workbook]:
    """Write the bytes under the name and read them back."""

    def run(data: bytes, name: str, limits: ReadLimits = DEFAULT) -> Document | Workbook:
        path = tmp_path / name
        path.write_bytes(data)
        return read(path, limits=limits)

    return run


@pytest.fixture
def read_document(read_bytes: Callable[..., Document | Workbook]) -> ReadDocument:
    """Read a file that must be a document, and check its offsets."""

    def run(data: bytes, name: str, limits: ReadLimits = DEFAULT) -> Document:
        document = read_bytes(data, name, limits)
        assert isinstance(document, Document)
        for block in document.blocks:
            assert document.text[block.start : block.start + len(block.text)] == block.text
        assert [block.paragraph for block in document.blocks] == list(range(1, len(document.blocks) + 1))
        return document

    return run


@pytest.fixture
def read_workbook(read_bytes: Callable[..., Document | Workbook]) -> ReadWorkbook:
    """Read a file that must be a workbook, and check that its rows are rectangular and in order."""

    def run(data: bytes, name: str, limits: ReadLimits = DEFAULT) -> Workbook:
        book = read_bytes(data, name, limits)
        assert isinstance(book, Workbook)
        for sheet in book.sheets:
            assert len({len(row.cells) for row in sheet.rows}) <= 1
            numbers = [row.number for row in sheet.rows]
            assert numbers == sorted(set(numbers))
        return book

    return run
