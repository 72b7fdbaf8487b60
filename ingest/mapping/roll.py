"""Who is named in a workbook, whom of them a bare name cannot tell apart, and whose ID number another file has for
somebody of another name.

Only names, units and ID numbers are compared: whether two mentions are one person is for resolution to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from graph.model.claims import Mention
from graph.model.names import normalise_name
from ingest.mapping.record import Entry, Record
from ingest.mapping.report import SheetReport
from ingest.mapping.values import Link, Thing
from ingest.mapping.values.people import same_name


class Known(Protocol):
    """What is known of people from elsewhere."""

    def count(self, name: str, unit: str) -> int:
        """How many people of a name, at a unit (empty for any)."""
        ...

    def holders(self, numbers: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """The names under which ID numbers are known; numbers that nobody holds are left out."""
        ...


@dataclass(frozen=True, slots=True)
class _Named:
    report: SheetReport
    record: Record
    entry: Entry
    name: str
    unit: str
    key: bool  # the row is nothing without this name
    expected: bool  # and the sheet has a column for the unit


@dataclass(slots=True)
class Roll:
    """The people of one workbook: those that rows are about, and those that cells name."""

    known: Known | None = None
    _people: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(dict))  # name → key → units
    _named: list[_Named] = field(default_factory=list)
    _numbered: list[tuple[SheetReport, Record, str]] = field(default_factory=list)

    def add(self, record: Record, subject: Mention, report: SheetReport) -> None:
        """Takes note of the people of a row."""
        table = record.layout.table
        if table.entity == "Talent":
            units = {normalise_name(name) for e in record.entries for name in _units(e.parsed.links)}
            self._people[normalise_name(record.title())].setdefault(subject.key, set()).update(units)
            if number := record.value("id_number"):
                self._numbered.append((report, record, str(number)))
            return
        described = {
            n for h in record.layout.headings if h.spec and h.spec.relation == "WORKS_AT" for n in h.spec.describes
        }
        for entry, thing in _talents(record):
            unit = next(iter(_units(thing.links)), "")
            name = entry.spec.name if entry.spec else ""
            key = name in table.required
            self._named.append(_Named(report, record, entry, thing.name, unit, key, key and name in described))

    def report(self) -> None:
        """Warns of names that fit several people, of names that lack the unit which others have, and of ID numbers
        that other files have for other names."""
        self._report_numbers()
        with_unit: dict[str, set[str]] = defaultdict(set)
        for named in self._named:
            if named.unit:
                with_unit[normalise_name(named.name)].add(normalise_name(named.unit))
        for named in self._named:
            if self._is_open(named, with_unit[normalise_name(named.name)]):
                _warn(named.report, named.record, named.entry, "ambiguous_person", f"“{named.name}”")

    def _report_numbers(self) -> None:
        held = self.known.holders({number for _, _, number in self._numbered}) if self.known else {}
        for report, record, number in self._numbered:
            others = held.get(number, frozenset())
            told = any(finding.kind == "id_name_conflict" for finding in record.findings)
            if others and not told and not any(same_name(name, record.title()) for name in others):
                entry = next(iter(record.of("id_number")))
                _warn(report, record, entry, "id_name_conflict", f"已载入的文件中为“{'、'.join(sorted(others))}”")

    def _is_open(self, named: _Named, units: set[str]) -> bool:
        people = self._people.get(normalise_name(named.name), {})
        if self.known and self.known.count(named.name, named.unit) > 1:
            return True
        if named.unit:
            return sum(normalise_name(named.unit) in own for own in people.values()) > 1
        return named.expected or len(people) > 1 or len(units) > 1 or (bool(units) and named.key)


def _warn(report: SheetReport, record: Record, entry: Entry, kind: str, detail: str) -> None:
    """Reports a doubt about a row that has been accounted for."""
    before = len(record.findings)
    record.warn(entry, kind, detail)
    report.warnings.extend(record.findings[before:])


def _talents(record: Record) -> Iterator[tuple[Entry, Thing]]:
    for entry in record.entries:
        yield from ((entry, link.thing) for link in entry.parsed.links if link.thing.type == "Talent")


def _units(links: Iterable[Link]) -> list[str]:
    return [link.thing.name for link in links if link.relation == "WORKS_AT"]
