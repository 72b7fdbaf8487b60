"""Writes the example files: `python -m examples.build [FOLDER]`. The same bytes every time.

Office files are zip archives; they are packed again with one fixed time stamp and without compression, so that neither
the clock nor the version of zlib shows in them.
"""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path

os.environ["OPENPYXL_LXML"] = "False"  # before the import: with lxml it writes other bytes

from docx import Document
from docx.document import Document as DocumentType
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from examples.reports import DOCUMENTS
from examples.rosters import BOOKS, Book, Table

DATA = Path(__file__).with_name("data")
WRITTEN = datetime(2025, 1, 6, 9, 0, 0)  # noqa: DTZ001 - what an office file stores has no zone
STYLES = {"Normal", "Title", "Heading 1", "Table Grid", "Normal Table", "Default Paragraph Font", "No List"}
EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def build(folder: Path = DATA) -> list[Path]:
    """Writes all files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: _document(name, text) for name, text in DOCUMENTS}
    files |= {book.file: _workbook(book) for book in BOOKS}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def _document(name: str, text: str) -> bytes:
    if name.endswith(".txt"):
        return text.encode("utf-8")
    document = Document()
    _lighten(document)
    document.core_properties.author = "青禾州示例数据"
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if line.startswith("# "):
            document.add_heading(line[2:], level=0 if index == 0 else 1)
        elif line.startswith("|"):
            if not lines[index - 1].startswith("|"):
                _add_table(document, [row for row in lines[index:] if row.startswith("|")])
        else:
            document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return _repacked(buffer.getvalue())


def _lighten(document: DocumentType) -> None:
    """Takes what is not used out of the library's template: some hundred styles and their copy for old programs."""
    for style in list(document.styles):
        if style.name not in STYLES:
            style.delete()
    for key, relation in list(document.part.rels.items()):
        if relation.reltype == EFFECTS:
            del document.part.rels[key]


def _add_table(document: DocumentType, lines: list[str]) -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def _workbook(book: Book) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in book.sheets:
        _fill(workbook.create_sheet(table.name), table)
    workbook.properties.creator = "青禾州示例数据"
    workbook.properties.created = WRITTEN
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _repacked(buffer.getvalue())


def _fill(sheet: Worksheet, table: Table) -> None:
    for row in ([[title] for title in table.titles], table.header, table.rows, table.remarks):
        for cells in row:
            sheet.append(list(cells))
    for merged in table.merged:
        sheet.merge_cells(merged)
    top = len(table.titles)
    for number in range(1, sheet.max_row + 1):
        for column in range(1, sheet.max_column + 1):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(vertical="center", wrap_text=number > top)
            cell.font = Font(bold=number <= top + len(table.header))
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 18


def _repacked(content: bytes) -> bytes:
    """The archive with its parts as they are, but for every time stamp."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            info = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            info.create_system = 0  # else it names the operating system
            new.writestr(info, part)
    return buffer.getvalue()


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA):
        print(path)
