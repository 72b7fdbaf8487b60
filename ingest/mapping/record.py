"""A row as a record: its cells parsed by their columns, dittos resolved, doubts collected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.model.claims import Scalar
from ingest.content import CellValue
from ingest.mapping.cells import FORMULA_LIKE, cell_problems
from ingest.mapping.definition import ColumnSpec
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.layout import Heading, Layout
from ingest.mapping.masking import mask_text, personal_heading, shown
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.relate import describe, employ
from ingest.mapping.report import Finding
from ingest.mapping.rows import is_index
from ingest.mapping.titles import year_above
from ingest.mapping.values import PARSERS, Cell, Parsed
from ingest.mapping.values.dates import NO_YEAR
from ingest.mapping.values.lists import contained_code, tidy
from ingest.mapping.values.needs import several
from ingest.mapping.values.units import continued, ditto

if TYPE_CHECKING:
    from ingest.mapping.whereabouts import Whereabouts

PASSAGE_CELL = 300  # characters of a cell that a passage shows
_BULLET = re.compile(r"[-+]+\s*(?=[\u4e00-\u9fff]{2})")  # before a name, where a formula would have numbers
TITLE = 60  # characters of a name that a row gives to what has none


@dataclass(slots=True)
class Entry:
    """A cell that is not blank: where it stands, its value with dittos resolved, and what was made of it. `unplaced`
    tells that it says something for which its column has no place: it is kept under its heading."""

    heading: Heading
    value: CellValue
    parsed: Parsed
    personal: bool
    unplaced: bool = False

    @property
    def spec(self) -> ColumnSpec | None:
        """The column's definition, None for a column the vocabulary has no place for."""
        return self.heading.spec


@dataclass(slots=True)
class Record:
    """A row of data. `entries` are in sheet order; blank cells have none. `place` is the code of the region that
    settles the name of the row's entity."""

    number: int
    layout: Layout
    entries: list[Entry]
    findings: list[Finding] = field(default_factory=list)
    place: str = ""

    def of(self, name: str) -> Iterator[Entry]:
        """The entries of a column by its name in the mapping file."""
        return (entry for entry in self.entries if entry.spec and entry.spec.name == name)

    def value(self, name: str) -> Scalar | None:
        """The first value of a column, None if it has none."""
        return next((value for entry in self.of(name) for value in entry.parsed.values), None)

    def replace(self, name: str, *values: Scalar) -> None:
        """Gives a column other values."""
        for entry in self.of(name):
            entry.parsed = replace(entry.parsed, values=values)

    def warn(self, entry: Entry, kind: str, detail: str = "") -> None:
        """Reports a doubt about a cell."""
        self.findings.append(self._finding(entry.heading, kind, entry.value, entry.personal, detail))

    def warn_key(self, kind: str, detail: str = "") -> None:
        """Reports a doubt about the whole row, at its key."""
        entry = next(self.of(self.layout.table.key))
        self.warn(entry, kind, detail)

    def withdraw(self, entry: Entry, kind: str) -> None:
        """Takes a doubt back."""
        here = self.layout.address(self.number, entry.heading.index)
        self.findings = [f for f in self.findings if (f.cell, f.kind) != (here, kind)]

    def rejection(self) -> Finding | None:
        """Why the row yields nothing: a cell that it must have is blank, or holds no name."""
        for name in self.layout.table.required:
            heading = self.layout.heading(name)
            if heading is None:
                if name in self.layout.table.sections and not any(True for _ in self.of(name)):
                    return self._finding(self.layout.key, "missing_key", None, False)
                continue
            # What a group's title says has no column of its own.
            entry = next((e for e in self.entries if e.heading.index == heading.index and e.spec is heading.spec), None)
            if entry is None:
                return self._finding(heading, "missing_key", None, False)
            # A cell that names nobody (三位专家) keeps its row; one that says there is no name does not.
            nameless = heading.spec is not None and heading.spec.attribute and not entry.parsed.values
            if nameless or is_placeholder(text_of(entry.value)):
                return self._finding(heading, "invalid_key", entry.value, entry.personal)
        return None

    def title(self) -> str:
        """The name of the row's entity: its key, or what the row says of an entity that has no name."""
        if not self.layout.table.named_by:
            return str(self.value(self.layout.table.key))
        for name in self.layout.table.named_by:
            for entry in self.of(name):
                text = tidy(text_of(entry.value))
                if entry.parsed.values and not any(True for _ in _formula_like(entry)):
                    return text if len(text) <= TITLE else text[: TITLE - 1] + "…"
        named = (
            link.thing.name for name in self.layout.table.required for e in self.of(name) for link in e.parsed.links
        )
        return f"{self.layout.table.label}：{'、'.join(named) or self.number}"[:TITLE]

    def each(self) -> list[Record]:
        """The record once for each entity that its key cell lists; mostly that is the record itself."""
        table = self.layout.table
        entry = next(self.of(table.key))
        assert entry.spec is not None
        parts = several(text_of(entry.value).strip(), entry.spec.split) if table.each else []
        if len(parts) < 2:
            return [self]
        return [replace(self, entries=[_part(e, part) if e is entry else e for e in self.entries]) for part in parts]

    def passage(self) -> str:
        """The row as it may be shown: 姓名：张三；工作单位：…"""
        cells = ((e, _legible(e)) for e in self.entries if e.value is not None)
        return "；".join(f"{e.heading.label}：{shown(t, personal=e.personal, limit=PASSAGE_CELL)}" for e, t in cells)

    def _finding(self, heading: Heading, kind: str, value: CellValue, personal: bool, detail: str = "") -> Finding:
        where = self.layout.address(self.number, heading.index)
        masked = shown(text_of(value), personal=personal)
        return Finding(self.number, heading.label, where, kind, masked, mask_text(detail))


class RecordReader:
    """Reads the rows of one sheet in order; a ditto takes what the data row above has in its column."""

    def __init__(
        self, grid: Grid, layout: Layout, whereabouts: Whereabouts, fill: Callable[[Record], None] = lambda _: None
    ) -> None:
        """`fill` gives a record what its surroundings say of it."""
        self._grid, self._layout, self._whereabouts = grid, layout, whereabouts
        self._above: Mapping[int, CellValue] = {}
        self._year = year_above(grid, layout.header_rows[0]) if layout.header_rows else ""
        self._fill: Callable[[Record], None] = fill
        self._personal = {
            h.index: personal_heading(h.label)
            or bool(h.spec and (h.spec.personal or (h.spec.datatype and h.spec.datatype.sensitivity == "personal")))
            for h in layout.headings
        }

    def read(self, number: int) -> Record:
        """The record of a row."""
        record = Record(number, self._layout, [])
        here: dict[int, CellValue] = {}
        for heading in self._layout.headings:
            raw = self._grid.data(number, heading.index)
            value = self._resolved(heading, raw)
            if not text_of(value).strip() and type(value) in (str, type(None)):
                continue
            here[heading.index] = value
            entry = Entry(heading, value, Parsed(), self._personal[heading.index])
            for problem in cell_problems(value):
                record.warn(entry, problem.kind, problem.detail)
            record.entries.append(entry)
        self._above = here
        for entry in record.entries:
            self._parse(record, entry)
        _otherwise(record)
        for entry in record.entries:
            entry.unplaced = self._is_unplaced(entry)
        self._fill(record)
        self._whereabouts.settle(record)
        describe(record)
        employ(record)
        return record

    def _is_unplaced(self, entry: Entry) -> bool:
        """Whether nothing in the graph would say what a cell says."""
        if not text_of(entry.value).strip() or is_index(entry.heading.label) or is_placeholder(text_of(entry.value)):
            return False
        if entry.spec is None:
            return True
        parsed, table = entry.parsed, self._layout.table
        understood = parsed.values or parsed.links or parsed.facts or parsed.qualifiers
        named = {table.key, *table.named_by, *(column for group in table.identity for column in group)}
        return not understood or (entry.spec.target is None and entry.spec.name not in named)

    def _resolved(self, heading: Heading, value: CellValue) -> CellValue:
        rest = ditto(value.strip()) if isinstance(value, str) else None
        if rest is None:
            return value
        above = self._above.get(heading.index)
        if not rest:
            return above
        follows = heading.spec is not None and heading.spec.parser == "workplace"
        return continued(text_of(above), rest) if follows and above is not None else value

    def _parse(self, record: Record, entry: Entry) -> None:
        spec, text = entry.spec, text_of(entry.value).strip()
        is_key = spec is not None and spec.name == self._layout.table.key
        here = self._layout.address(record.number, entry.heading.index)
        harmful = any(f.kind in FORMULA_LIKE and f.cell == here for f in record.findings)
        if spec is None or not text or (is_placeholder(text) and not is_key and spec.parser not in ("birth", "date")):
            return
        bullet = _BULLET.match(text) if harmful else None
        if harmful and spec.parser != "text" and not bullet:
            return  # kept as text; a formula or an error is nobody's name
        if self._year and spec.parser in ("date", "event") and NO_YEAR.fullmatch(text):
            entry.parsed = PARSERS[spec.parser](Cell.of(f"{self._year}年{text}", spec))
            record.warn(entry, "year_from_title", f"按 {self._year} 年")
            return
        entry.parsed = PARSERS[spec.parser](Cell.of(text[bullet.end() :] if bullet else entry.value, spec))
        if is_key and not entry.parsed.values:
            return  # the rejection says it
        for problem in entry.parsed.problems:
            record.warn(entry, problem.kind, problem.detail)


def _legible(entry: Entry) -> str:
    """A cell's text; the number of a day in Excel as the date it stands for."""
    is_day = entry.spec is not None and entry.spec.parser == "date" and isinstance(entry.value, int | float)
    return str(entry.parsed.values[0]) if is_day and entry.parsed.values else text_of(entry.value)


def _formula_like(entry: Entry) -> Iterator[str]:
    return (problem.kind for problem in cell_problems(entry.value) if problem.kind in FORMULA_LIKE)


def _part(entry: Entry, text: str) -> Entry:
    assert entry.spec is not None
    return replace(entry, parsed=PARSERS[entry.spec.parser](Cell.of(text, entry.spec)))


def _otherwise(record: Record) -> None:
    """Codes that a column did not give are looked for in the text of the column that stands in for it."""
    for spec in record.layout.table.columns.values():
        if spec.otherwise is None or record.value(spec.name) is not None:
            continue
        # What stands in tells more than a word of the column's own cell: 博士后创新实践基地 of the kind 创新实践基地.
        for entry in (*record.of(spec.otherwise), *record.of(spec.name)):
            parsed = contained_code(Cell.of(entry.value, spec))
            if parsed.values:
                heading = Heading(entry.heading.index, entry.heading.label, "", spec)
                for doubted in list(record.of(spec.name)):
                    record.withdraw(doubted, "unknown_value")
                record.entries.append(Entry(heading, None, parsed, False))
                break
