"""What a filled template holds loads without a warning, as the kind it is made for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph.ontology import ontology
from graph.privacy import Vault
from ingest.content import Workbook
from ingest.mapping import RosterMapper
from ingest.mapping.loading import table
from ingest.readers import read
from ingest.templates import template_columns, template_kinds, write_template
from tests.ingest.mapping.rosters import lines


def filled(kind: str, folder: Path) -> Path:
    """The template with its own examples in it."""
    path = folder / f"{kind}.xlsx"
    write_template(kind, path)
    book = openpyxl.load_workbook(path)
    for at, column in enumerate(template_columns(table(kind)), 1):
        book.worksheets[0].cell(2, at, column.example)
    book.save(path)
    return path


@pytest.mark.parametrize("kind", template_kinds())
def test_a_filled_template_loads_without_a_warning(kind: str, tmp_path: Path) -> None:
    content = read(filled(kind, tmp_path))
    assert isinstance(content, Workbook)
    mapped = RosterMapper(Vault(b"test key")).map(content, origin=kind)
    roster, explanation, *options = mapped.sheets
    assert (roster.table, roster.header_rows, roster.accepted) == (table(kind).name, [1], 1)
    assert not roster.warnings and not roster.rejected and not roster.unknown_columns
    assert {c.name for c in roster.columns.values()} == {c.name for c in template_columns(table(kind))}
    assert roster.confidence > 0.9
    assert explanation.table is None and all(sheet.state == "hidden" for sheet in options)
    assert any(line.split(" ")[1] in ontology().relations for line in lines(mapped))


@pytest.mark.parametrize("kind", template_kinds())
def test_a_template_has_lists_and_says_what_must_be_filled(kind: str, tmp_path: Path) -> None:
    write_template(kind, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    columns = template_columns(table(kind))
    assert [cell.value for cell in book.worksheets[0][1]] == [column.heading for column in columns]
    assert len(book.worksheets[0].data_validations.dataValidation) == sum(bool(c.options) for c in columns)
    assert {c.name for c in columns if c.required} == set(table(kind).required)
    assert list(tmp_path.iterdir()) == [tmp_path / "t.xlsx"]


def test_an_unknown_kind_has_none(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_template("unknown", tmp_path / "t.xlsx")
