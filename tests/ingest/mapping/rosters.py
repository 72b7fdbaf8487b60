"""Small rosters for tests: workbooks in memory, mapped, with their claims as readable lines."""

from __future__ import annotations

from collections.abc import Sequence

from stdnum.cn import ric, uscc

from graph.model.claims import Mention
from graph.privacy import Vault
from ingest.content import CellValue, Row, Sheet, SheetState, Workbook
from ingest.mapping import MappedRoster, RosterMapper, SheetReport

Cells = Sequence[CellValue]
Merged = tuple[tuple[int, int, int, int], ...]


def resident(birth: str = "19750301", sex: str = "男", region: str = "530000") -> str:
    """An invented ID number with a valid check digit."""
    head = f"{region}{birth}98{1 if sex == '男' else 2}"
    return head + str(ric.calc_check_digit(head + "0"))


def credit(serial: int = 1) -> str:
    """An invented credit code with a valid check character."""
    head = f"91530000MAAAA{serial:04}"
    return head + str(uscc.calc_check_digit(head))


def sheet_of(*rows: Cells, name: str = "Sheet1", merged: Merged = (), state: SheetState = "visible") -> Sheet:
    """A sheet whose blank rows are left out, as readers do."""
    numbered = (Row(number, tuple(cells)) for number, cells in enumerate(rows, 1))
    return Sheet(name, state, tuple(row for row in numbered if any(c not in (None, "") for c in row.cells)), merged)


def map_sheets(*sheets: Sheet, origin: str = "f") -> MappedRoster:
    return RosterMapper(Vault(b"test key")).map(Workbook("名册.xlsx", sheets), origin=origin)


def map_rows(*rows: Cells, merged: Merged = ()) -> tuple[MappedRoster, SheetReport]:
    mapped = map_sheets(sheet_of(*rows, merged=merged))
    return mapped, mapped.sheets[0]


def lines(mapped: MappedRoster, *predicates: str) -> list[str]:
    """Claims as `subject PREDICATE object-or-value {qualifiers}`; names stand for mentions. Without the name claims."""
    names: dict[Mention, str] = {}
    for claim in mapped.claims:
        if claim.predicate == "name":
            names.setdefault(claim.subject, str(claim.value))
    shown = []
    for claim in mapped.claims:
        if claim.predicate != "name" and (not predicates or claim.predicate in predicates):
            end = f"{claim.object.type}:{names[claim.object]}" if claim.object else claim.value
            extra = " " + " ".join(f"{k}={v}" for k, v in sorted(claim.qualifiers.items())) if claim.qualifiers else ""
            shown.append(f"{names[claim.subject]} {claim.predicate} {end}{extra}")
    return shown


def kinds(report: SheetReport) -> list[tuple[int, str]]:
    return [(warning.row, warning.kind) for warning in report.warnings]


def keys(mapped: MappedRoster, type_name: str) -> list[str]:
    return list(dict.fromkeys(c.subject.key for c in mapped.claims if c.subject.type == type_name))
