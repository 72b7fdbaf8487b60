"""Who is named in a workbook, and whom of them a bare name cannot tell apart.

Only names and units are compared: whether two mentions are one person is for resolution to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from graph.model.claims import Mention
from graph.model.names import normalise_name
from ingest.mapping.record import Entry, Record
from ingest.mapping.report import SheetReport
from ingest.mapping.values import Link, Thing

# How many people of a name (at a unit, empty for any) are known from elsewhere.
Known = Callable[[str, str], int]


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

    def add(self, record: Record, subject: Mention, report: SheetReport) -> None:
        """Takes note of the people of a row."""
        table = record.layout.table
        if table.entity == "Talent":
            units = {normalise_name(name) for e in record.entries for name in _units(e.parsed.links)}
            self._people[normalise_name(record.title())].setdefault(subject.key, set()).update(units)
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
        """Warns of names that fit several people, and of names that lack the unit which others have."""
        with_unit: dict[str, set[str]] = defaultdict(set)
        for named in self._named:
            if named.unit:
                with_unit[normalise_name(named.name)].add(normalise_name(named.unit))
        for named in self._named:
            if self._is_open(named, with_unit[normalise_name(named.name)]):
                before = len(named.record.findings)
                named.record.warn(named.entry, "ambiguous_person", f"“{named.name}”")
                named.report.warnings.extend(named.record.findings[before:])

    def _is_open(self, named: _Named, units: set[str]) -> bool:
        people = self._people.get(normalise_name(named.name), {})
        if self.known and self.known(named.name, named.unit) > 1:
            return True
        if named.unit:
            return sum(normalise_name(named.unit) in own for own in people.values()) > 1
        return named.expected or len(people) > 1 or len(units) > 1 or (bool(units) and named.key)


def _talents(record: Record) -> Iterator[tuple[Entry, Thing]]:
    for entry in record.entries:
        yield from ((entry, link.thing) for link in entry.parsed.links if link.thing.type == "Talent")


def _units(links: Iterable[Link]) -> list[str]:
    return [link.thing.name for link in links if link.relation == "WORKS_AT"]
