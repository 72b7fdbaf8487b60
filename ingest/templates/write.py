"""Writes a template: the roster, its explanation, and the words of its drop-down lists on a hidden sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.files import replacing
from ingest.mapping.definition import TableSpec
from ingest.mapping.loading import table, tables
from ingest.templates.columns import TemplateColumn, template_columns

EXPLANATION, OPTIONS = "填表说明", "下拉选项"
LAST_ROW = 2000  # down to which cells have a format and a list
_HEADER = PatternFill("solid", fgColor="DDEBF7")
_REQUIRED = PatternFill("solid", fgColor="F4B084")
_LINE = Side(style="thin", color="BFBFBF")


def template_kinds() -> dict[str, str]:
    """The kinds that have a template, with their Chinese names."""
    return {spec.stem: spec.label for spec in tables()}


def write_template(kind: str, path: Path) -> None:
    """Writes the template of a table kind (a mapping file's name). Raises KeyError for an unknown kind."""
    spec = table(kind)
    columns = template_columns(spec)
    book = Workbook()
    page = book.worksheets[0]
    page.title = _sheet_name(spec.label)
    _roster(page, columns)
    _explanation(book.create_sheet(EXPLANATION), spec, columns)
    if any(column.options for column in columns):
        _lists(book.create_sheet(OPTIONS), page, columns)
    with replacing(path) as file:
        book.save(file)


def _sheet_name(label: str) -> str:
    return "".join(sign for sign in label if sign not in "[]:*?/\\")[:31]


def _roster(page: Worksheet, columns: Sequence[TemplateColumn]) -> None:
    for at, column in enumerate(columns, 1):
        cell = page.cell(1, at, column.heading)
        cell.font = Font(bold=True)
        cell.fill = _REQUIRED if column.required else _HEADER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
        # Text format keeps numbers as they are typed: no scientific notation, no lost last digits.
        page.column_dimensions[get_column_letter(at)].number_format = "@"
        page.column_dimensions[get_column_letter(at)].width = max(12, 2 * len(column.heading) + 4)
    page.row_dimensions[1].height = 30
    page.freeze_panes = "A2"


def _explanation(page: Worksheet, spec: TableSpec, columns: Sequence[TemplateColumn]) -> None:
    page.append([f"{spec.label}填表说明"])
    page.append(["一行填写一条；橙色表头的列必填，其余按实际情况填写，没有的留空。请不要合并单元格。"])
    page.append(["列", "是否必填", "怎样填写", "例"])
    for column in columns:
        page.append([column.heading, "必填" if column.required else "", column.how, column.example])
    for row in (1, 3):
        for cell in page[row]:
            cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (20, 10, 60, 36), strict=True):
        page.column_dimensions[letter].width = width


def _lists(page: Worksheet, roster: Worksheet, columns: Sequence[TemplateColumn]) -> None:
    """A list may be longer than the 255 characters that a rule itself holds, so it stands in cells."""
    page.sheet_state = "hidden"
    used = 0
    for at, column in enumerate(columns, 1):
        if not column.options:
            continue
        used += 1
        letter, target = get_column_letter(used), get_column_letter(at)
        for row, word in enumerate((column.heading, *column.options), 1):
            page.cell(row, used, word)
        area = f"'{OPTIONS}'!${letter}$2:${letter}${len(column.options) + 1}"
        # A warning, not a refusal: some cells hold several words.
        rule = DataValidation(type="list", formula1=f"={area}", allow_blank=True, errorStyle="warning")
        rule.error, rule.errorTitle = "不在列表中，载入时将只作为文字保留", column.heading
        rule.prompt, rule.promptTitle = column.how, column.heading
        roster.add_data_validation(rule)
        rule.add(f"{target}2:{target}{LAST_ROW}")
