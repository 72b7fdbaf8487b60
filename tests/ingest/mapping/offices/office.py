"""What a roster of another office holds, and how near a mapping comes to it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from graph.ontology import ontology
from graph.privacy import Vault
from ingest.content import CellValue, Workbook
from ingest.mapping import MappedRoster, RosterMapper
from ingest.readers import read
from tests.ingest.mapping.rosters import lines

Rows = Sequence[Sequence[CellValue]]
Where = tuple[int, str]


@dataclass(frozen=True)
class Office:
    """One roster. `says` lists all its relations (as `lines` prints them) and some properties."""

    file: str
    table: str
    header_rows: list[int]
    rows: Rows
    accepted: int
    says: str
    rejected: list[Where] = field(default_factory=list)
    warnings: list[Where] = field(default_factory=list)
    skipped: list[Where] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    merged: tuple[str, ...] = ()
    encoding: str = "gb18030"
    delimiter: str = ";"

    def build(self, folder: Path) -> Path:
        """Writes the file as an office would keep it."""
        path = folder / self.file
        if path.suffix == ".csv":
            text = io.StringIO()
            csv.writer(text, delimiter=self.delimiter).writerows(self.rows)
            path.write_bytes(text.getvalue().encode(self.encoding))
            return path
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = path.stem[:31]
        for row in self.rows:
            sheet.append(list(row))
        for area in self.merged:
            sheet.merge_cells(area)
        book.save(path)
        return path

    def map(self, folder: Path) -> MappedRoster:
        """The roster, written, read and mapped."""
        content = read(self.build(folder))
        assert isinstance(content, Workbook)
        return RosterMapper(Vault(b"test key")).map(content, origin=self.file)

    def expected(self) -> set[str]:
        return {line.strip() for line in self.says.strip().splitlines()}


def read_offices(path: Path) -> tuple[Office, ...]:
    """Rosters kept as data: what `Office` has, as JSON, with what is said as a list."""
    return tuple(
        Office(
            **{
                **entry,
                "says": "\n".join(entry["says"]),
                "merged": tuple(entry["merged"]),
                "delimiter": ",",
                **{name: [(row, kind) for row, kind in entry[name]] for name in ("rejected", "warnings", "skipped")},
            }
        )
        for entry in json.loads(path.read_text(encoding="utf-8"))
    )


@dataclass(frozen=True)
class Result:
    """Right and wanted: points of the report; statements found of those expected; relations found but not expected."""

    report: tuple[int, int]
    found: set[str]
    missing: set[str]
    extra: set[str]


def judge(office: Office, mapped: MappedRoster) -> Result:
    """The mapping beside what the office's roster holds."""
    sheet = mapped.sheets[0]
    points = [
        sheet.table == office.table,
        sheet.header_rows == office.header_rows,
        sheet.accepted == office.accepted,
        sheet.data_rows == office.accepted + len(office.rejected),
        sorted((f.row, f.kind) for f in sheet.rejected) == office.rejected,
        sorted((f.row, f.kind) for f in sheet.warnings) == office.warnings,
        sorted((s.row, s.kind) for s in sheet.skipped_rows) == office.skipped,
        set(office.unknown) <= set(sheet.unknown_columns),
    ]
    wanted, told = office.expected(), set(lines(mapped))
    relations = {line for line in told if line.split(" ")[1] in ontology().relations}
    return Result((sum(points), len(points)), wanted & told, wanted - told, relations - wanted)
