"""Workbooks to claims: recognise each sheet, account for each row, weave what the rows say."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.claims import Claim, Passage
from graph.privacy import Vault
from ingest.content import Sheet, Workbook
from ingest.mapping.checks import CHECKS
from ingest.mapping.context import Context
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.headings import clean
from ingest.mapping.layout import SEARCHED_ROWS, Layout, recognise
from ingest.mapping.masking import mask_text
from ingest.mapping.record import Record, RecordReader
from ingest.mapping.report import SheetReport, SkippedRow
from ingest.mapping.rows import is_index, skipped_kind
from ingest.mapping.weaver import Weaver

MAX_HEADING = 60


@dataclass(frozen=True)
class MappedRoster:
    """What a workbook yields. Claims point into `passages`, one for each accepted row; `sheets` accounts for all."""

    passages: list[Passage]
    claims: list[Claim]
    sheets: list[SheetReport]


class RosterMapper:
    """Maps workbooks; digests of personal values tell namesakes apart, made with the installation's vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def map(self, workbook: Workbook, *, origin: str) -> MappedRoster:
        """The claims of a workbook. `origin` names the file, equally for all its versions."""
        context = Context(self._vault, origin)
        result = MappedRoster([], [], [])
        for sheet in workbook.sheets:
            result.sheets.append(_map_sheet(sheet, context, result))
        return result


def _map_sheet(sheet: Sheet, context: Context, result: MappedRoster) -> SheetReport:
    report = SheetReport(sheet.name, sheet.state)
    if sheet.state == "hidden":
        report.notes.append("工作表已隐藏，未装入；如需装入请取消隐藏")
    if sheet.state != "visible":
        return report
    grid = Grid(sheet)
    layout = recognise(grid)
    if layout is None:
        _describe_unknown(grid, report)
        return report
    _describe(layout, report)
    _map_rows(grid, layout, report, context, result)
    return report


def _describe(layout: Layout, report: SheetReport) -> None:
    report.table, report.header_rows = layout.table.name, list(layout.header_rows)
    for heading in layout.headings:
        label = heading.label[:MAX_HEADING]
        target = heading.spec.target if heading.spec else None
        report.columns[label] = report.columns.get(label) or target
        if target is None and label not in report.unknown_columns and not is_index(label):
            report.unknown_columns.append(label)


def _describe_unknown(grid: Grid, report: SheetReport) -> None:
    """Nothing is loaded of a sheet of unknown kind; its rows and what may be its headings are listed."""
    report.notes.append("未能识别为已知的表格类型，未装入；请核对表头，或参照模板填写")
    widths = {number: len(grid.filled(number)) for number in grid.numbers[:SEARCHED_ROWS]}
    header = next((number for number, width in widths.items() if width * 2 > max(widths.values())), None)
    for number in grid.numbers:
        filled = grid.filled(number)
        report.skipped_rows.append(SkippedRow(number, "note" if len(filled) == 1 else "unrecognised"))
        if number == header and len(filled) > 1:
            texts = (clean(mask_text(text_of(grid.raw(number, column))))[:MAX_HEADING] for column in filled)
            report.unknown_columns.extend(dict.fromkeys(texts))


def _map_rows(grid: Grid, layout: Layout, report: SheetReport, context: Context, result: MappedRoster) -> None:
    reader = RecordReader(grid, layout)
    weaver = Weaver(layout.table, report.sheet, context)
    first, last = layout.header_rows[-1] + 1, max(grid.numbers)
    present = set(grid.numbers)
    for number in range(first, last + 1):
        kind = skipped_kind(grid, layout, number) if number in present else "blank"
        if kind:
            report.skipped_rows.append(SkippedRow(number, kind))
            continue
        report.data_rows += 1
        record = reader.read(number)
        rejection = record.rejection()
        if rejection:
            report.rejected.append(rejection)
            continue
        report.accepted += 1
        _weave(record, weaver, context, report.sheet, result)
        report.warnings.extend(record.findings)


def _weave(record: Record, weaver: Weaver, context: Context, sheet: str, result: MappedRoster) -> None:
    for check in record.layout.table.checks:
        CHECKS[check](record, context)
    subject = weaver.subject(record)
    result.claims.extend(weaver.claims(record, subject, len(result.passages)))
    result.passages.append(Passage({"sheet": sheet, "row": record.number}, record.passage()))
