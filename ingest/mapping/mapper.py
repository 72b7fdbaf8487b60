"""Workbooks to claims: recognise each sheet, account for each row, weave what the rows say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from graph.model.claims import Claim, Passage
from graph.privacy import Vault
from ingest.content import Sheet, Workbook
from ingest.mapping.cards import HEADER, cards
from ingest.mapping.checks import CHECKS
from ingest.mapping.context import Context
from ingest.mapping.corrections import Correction, Corrections, fingerprint
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.headings import clean
from ingest.mapping.layout import Layout
from ingest.mapping.masking import mask_text
from ingest.mapping.pieces import Piece, pieces
from ingest.mapping.recognition import SEARCHED_ROWS, known_words
from ingest.mapping.record import Record, RecordReader
from ingest.mapping.report import Column, SheetReport, SkippedRow
from ingest.mapping.roll import Known, Roll
from ingest.mapping.rows import is_index
from ingest.mapping.sections import Sections
from ingest.mapping.weaver import Weaver
from ingest.mapping.whereabouts import Whereabouts

MAX_HEADING = 60


@dataclass(frozen=True)
class MappedRoster:
    """What a workbook yields. Claims point into `passages`, one for each accepted row; `sheets` accounts for all."""

    passages: list[Passage]
    claims: list[Claim]
    sheets: list[SheetReport]


@dataclass(frozen=True)
class _Work:
    """What the sheets of one workbook share."""

    context: Context
    roll: Roll
    result: MappedRoster
    region: str | None


class RosterMapper:
    """Maps workbooks; digests of personal values tell namesakes apart, made with the installation's vault."""

    def __init__(self, vault: Vault, corrections: Corrections | None = None, known: Known | None = None) -> None:
        """`known` tells what other files know of people."""
        self._vault, self._corrections, self._known = vault, corrections, known

    def map(self, workbook: Workbook, *, origin: str, region: str | None = None) -> MappedRoster:
        """The claims of a workbook. `origin` names the file, equally for all its versions; `region` is the place that
        the file is of, which settles names that several places bear."""
        context, roll = Context(self._vault, origin), Roll(self._known)
        result = MappedRoster([], [], [])
        for sheet in workbook.sheets:
            result.sheets.append(self._map_sheet(workbook, sheet, _Work(context, roll, result, region)))
        roll.report()
        return result

    def _map_sheet(self, book: Workbook, sheet: Sheet, work: _Work) -> SheetReport:
        report = SheetReport(sheet.name, sheet.state)
        if sheet.state == "empty":
            return report
        grid = Grid(sheet)
        forms = cards(grid, known_words())
        report.fingerprint = fingerprint(Grid(forms.sheet) if forms else grid, sheet.name)
        correction = self._corrections.find(report.fingerprint) if self._corrections else None
        if sheet.state == "hidden" and not (correction and correction.table):
            report.notes.append("工作表已隐藏，未装入；如需装入请取消隐藏，或为此版式更正表格类型")
            return report
        # The file is named after its first sheet's roster, if any: a second sheet may be something else.
        file = PurePath(book.name).stem
        names = (sheet.name, file if len(book.sheets) == 1 else "")
        found = pieces(grid, forms, names, correction)
        if correction:
            report.notes.extend(_unheeded(correction, found[0].layout if found else None))
        if not found:
            _describe_unknown(grid, report)
        for piece in found:
            _describe(piece.layout, report)
            places = (f"{sheet.name} {piece.titles}", file)
            whereabouts = Whereabouts(piece.grid, piece.layout, names=places, region=work.region)
            sections = Sections(piece.grid, piece.layout, whereabouts)
            reader = RecordReader(piece.grid, piece.layout, whereabouts, sections.fill)
            _map_rows(reader, sections, piece, report, work)
        return report


def _describe(layout: Layout, report: SheetReport) -> None:
    first = report.table is None
    report.table = layout.table.name if first else report.table
    report.header_rows.extend(row for row in layout.header_rows if row != HEADER)
    report.confidence = layout.confidence if first else min(report.confidence, layout.confidence)
    for heading in layout.headings:
        label = heading.label[:MAX_HEADING]
        target = heading.spec.target if heading.spec else None
        if heading.spec and heading.spec.name in layout.table.named_by:
            target = target or "name"
        if label not in report.columns or report.columns[label].target is None:
            name = heading.spec.name if heading.spec else None
            report.columns[label] = Column(target, name, round(heading.confidence, 2), heading.by)
        if target is None and label not in report.unknown_columns and not is_index(label):
            report.unknown_columns.append(label)


def _unheeded(correction: Correction, layout: Layout | None) -> Iterator[str]:
    """What a correction asked for that the sheet does not have."""
    if layout is None:
        if correction.table:
            yield "已保存的更正不适用：按它找不到名称列或表头行，请改正或取消该更正"
        return
    present = {heading.label for heading in layout.headings}
    for heading in correction.columns:
        if heading not in present:
            yield f"已保存的更正提到的列“{heading[:MAX_HEADING]}”在表中没有"


def _describe_unknown(grid: Grid, report: SheetReport) -> None:
    """Nothing is loaded of a sheet of unknown kind; its rows and what may be its headings are listed."""
    report.notes.append("未能识别为已知的表格类型，未装入；请核对表头，参照模板填写，或为此版式更正表格类型")
    widths = {number: len(grid.filled(number)) for number in grid.numbers[:SEARCHED_ROWS]}
    header = next((number for number, width in widths.items() if width * 2 > max(widths.values())), None)
    for number in grid.numbers:
        filled = grid.filled(number)
        report.skipped_rows.append(SkippedRow(number, "note" if len(filled) == 1 else "unrecognised"))
        if number == header and len(filled) > 1:
            texts = (clean(mask_text(text_of(grid.raw(number, column))))[:MAX_HEADING] for column in filled)
            report.unknown_columns.extend(dict.fromkeys(texts))


def _map_rows(reader: RecordReader, sections: Sections, piece: Piece, report: SheetReport, work: _Work) -> None:
    weaver = Weaver(piece.layout.table, report.sheet, work.context)
    for number, kind, text in piece.rows():
        if kind:
            report.skipped_rows.append(SkippedRow(number, kind))
            if kind == "group_title":
                sections.enter(text)
            continue
        report.data_rows += 1
        record = reader.read(number)
        rejection = record.rejection()
        if rejection:
            report.rejected.append(rejection)
            continue
        report.accepted += 1
        _weave(record, weaver, report, work)
        report.warnings.extend(record.findings)


def _weave(record: Record, weaver: Weaver, report: SheetReport, work: _Work) -> None:
    for check in record.layout.table.checks:
        CHECKS[check](record, work.context)
    for part in record.each():
        subject = weaver.subject(part)
        work.roll.add(part, subject, report)
        work.result.claims.extend(weaver.claims(part, subject, len(work.result.passages)))
    work.result.passages.append(Passage({"sheet": report.sheet, "row": record.number}, record.passage()))
