"""Which table kind a sheet is, and where its header stands: the rows whose headings are best known."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.mapping.definition import ColumnSpec, TableSpec, tables
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.headings import clean, forms, lookup_forms

SEARCHED_ROWS = 30
MIN_KNOWN = 3  # known headings, the key among them
MIN_SHARE = 0.4  # of all headings, unless this many are known:
CERTAIN = 8
MAX_UNLIKE = 1  # headings that belong to another kind


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its place, its heading (`upper/lower` under a parent) and what it is taken for."""

    index: int
    label: str
    parent: str
    spec: ColumnSpec | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A recognised sheet."""

    table: TableSpec
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]

    @property
    def known(self) -> int:
        """How many headings are known."""
        return len({heading.spec.name for heading in self.headings if heading.spec})

    @property
    def key(self) -> Heading:
        """The column that names the row's entity."""
        return next(h for h in self.headings if h.spec and h.spec.name == self.table.key)


def recognise(grid: Grid) -> Layout | None:
    """The best layout, or None if no table kind fits well enough. Of equals, the header of fewer rows and higher up."""
    best: Layout | None = None
    for number in grid.numbers[:SEARCHED_ROWS]:
        for header in _headers(grid, number):
            for table in tables():
                layout = _layout(grid, table, header)
                if layout and (best is None or layout.known > best.known):
                    best = layout
    return best


def _headers(grid: Grid, number: int) -> list[tuple[int, ...]]:
    """One row, or two; two for certain where merged headings reach down to the second."""
    if len(grid.filled(number)) < MIN_KNOWN:
        return []
    at = grid.numbers.index(number)
    below = grid.numbers[at + 1] if at + 1 < len(grid.numbers) else None
    if below is None or below != number + 1:
        return [(number,)]
    return [(number, below)] if grid.hangs(number) else [(number,), (number, below)]


def _layout(grid: Grid, table: TableSpec, header: tuple[int, ...]) -> Layout | None:
    labels = _labels(grid, header)
    headings = _headings(table, labels)
    known = [heading for heading in headings if heading.spec]
    if table.key not in {h.spec.name for h in known if h.spec} or len(known) < MIN_KNOWN:
        return None
    if len(known) < MIN_SHARE * len(headings) and len(known) < CERTAIN:
        return None
    unlike = sum(any(form in table.unlike for form in forms(child)) for _, _, child in labels)
    if unlike > MAX_UNLIKE or (len(header) == 2 and not _is_second_header(grid, table, header, headings)):
        return None
    return Layout(table, header, headings)


def _headings(table: TableSpec, labels: list[tuple[int, str, str]]) -> tuple[Heading, ...]:
    """The columns with what they are taken for. An ending counts only for a column that no heading names exactly."""
    exact = {
        index: next((table.by_heading[form] for form in lookup_forms(parent, child) if form in table.by_heading), None)
        for index, parent, child in labels
    }
    taken = {spec.name for spec in exact.values() if spec}
    headings = []
    for index, parent, child in labels:
        spec = exact[index] or _by_ending(table, child, taken)
        taken.update([spec.name] if spec else [])
        headings.append(Heading(index, f"{parent}/{child}" if parent else child, parent, spec))
    return tuple(headings)


def _by_ending(table: TableSpec, child: str, taken: set[str]) -> ColumnSpec | None:
    endings = table.by_suffix.items()
    found = (spec for form in forms(child) for end, spec in endings if form.endswith(end) and spec.name not in taken)
    return next(found, None)


def _is_second_header(grid: Grid, table: TableSpec, header: tuple[int, ...], headings: tuple[Heading, ...]) -> bool:
    """Whether the lower row is no record: it says nothing of the key, and its cells are texts with headings above."""
    upper, lower = header
    key = next(h.index for h in headings if h.spec and h.spec.name == table.key)
    if text_of(grid.raw(lower, key)).strip():
        return not text_of(grid.raw(upper, key)).strip()
    own = grid.filled(lower)
    under = [index for index in own if grid.heading(upper, index) or _left_parent(grid, upper, index)]
    return bool(own) and len(under) == len(own) and all(isinstance(grid.raw(lower, index), str) for index in own)


def _labels(grid: Grid, header: tuple[int, ...]) -> list[tuple[int, str, str]]:
    """Column, parent and child of each heading; a column without any is none."""
    found = []
    for index in range(grid.width):
        upper = clean(grid.heading(header[0], index))
        if len(header) == 1:
            parent, child = "", upper
        else:
            lower = clean(grid.heading(header[1], index))
            if lower and not upper:
                upper = clean(_left_parent(grid, header[0], index))
            parent, child = (upper, lower) if lower and lower != upper else ("", upper)
        if child:
            found.append((index, parent, child))
    return found


def _left_parent(grid: Grid, row: int, index: int) -> str:
    """The heading to the left in a row: a parent whose cells were not merged (CSV)."""
    for column in range(index - 1, -1, -1):
        text = grid.heading(row, column)
        if text:
            return text
    return ""
