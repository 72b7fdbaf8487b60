"""A recognised sheet: its header and what each of its columns is taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.mapping.definition import ColumnSpec, TableSpec
from ingest.mapping.grid import Grid, address, text_of
from ingest.mapping.headings import clean, forms, is_part

MIN_CELLS = 3  # headings that a header has at least; in a sheet no wider, two
MAX_HEADER_ROWS = 3
_LONG = 20  # characters: what is longer in a cell below a header is no heading


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its place, its heading (`upper/lower` under a parent), what it is taken for, how sure that
    is (0 to 1), and by what: heading, ending, likeness, content, about, neighbour or correction."""

    index: int
    label: str
    parent: str
    spec: ColumnSpec | None
    confidence: float = 0.0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A column's heading before it is understood. `parent` joins all that stands above the lowest with `/`."""

    index: int
    parent: str
    child: str

    @property
    def text(self) -> str:
        """As reports show it."""
        return f"{self.parent}/{self.child}" if self.parent else self.child


@dataclass(frozen=True, slots=True)
class Layout:
    """A recognised sheet; `confidence` (0 to 1) says how sure its kind is."""

    table: TableSpec
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    confidence: float = 1.0
    fingerprint: str = ""
    cells: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def address(self, row: int, column: int) -> str:
        """Where the user finds a cell: `T22`. The cells of a card stand elsewhere than in the table made of it."""
        return address(*self.cells.get((row, column), (row, column)))

    def heading(self, name: str) -> Heading | None:
        """The column that a name in the mapping file stands for, None if the sheet has none."""
        return next((h for h in self.headings if h.spec and h.spec.name == name), None)

    @property
    def key(self) -> Heading:
        """The column that names the row's entity."""
        return next(h for h in self.headings if h.spec and h.spec.name == self.table.key)

    def repeats(self, spec: ColumnSpec) -> bool:
        """Whether several columns are taken for the same: 入选人才工程1/年份, 入选人才工程2/年份."""
        return sum(heading.spec is spec for heading in self.headings) > 1


def headers(grid: Grid, number: int, words: frozenset[str]) -> list[tuple[int, ...]]:
    """The headers that may begin with a row: of one, two or three rows; as many as merged headings reach down to.

    `words` are the headings that any table kind knows."""
    if len(grid.filled(number)) < (MIN_CELLS if grid.width > MIN_CELLS else MIN_CELLS - 1) or any(
        grid.hung(number, index) for index in range(grid.width)
    ):
        return []
    found: list[tuple[int, ...]] = []
    header: tuple[int, ...] = (number,)
    present = set(grid.numbers)
    while True:
        deeper = header[-1] + 1 in present and (grid.hangs(header[-1]) or _parts(grid, header[-1] + 1))
        if not deeper:
            found.append(header)
        below = header[-1] + 1
        if below not in present or len(header) == MAX_HEADER_ROWS or not _continues(grid, header, below, words):
            return found or [header]
        header = (*header, below)


def _parts(grid: Grid, number: int) -> bool:
    """Whether a row says no more than the parts of the headings above it: 起, 止."""
    return len(own := grid.filled(number)) > 1 and all(is_part(grid.heading(number, index)) for index in own)


def _continues(grid: Grid, header: tuple[int, ...], below: int, words: frozenset[str]) -> bool:
    """Whether the next row belongs to the header: its cells are short texts below headings, and known ones or hung
    from a merged cell above."""
    own = grid.filled(below)
    texts = [clean(text_of(grid.raw(below, index))) for index in own]
    if not own or not all(isinstance(grid.raw(below, index), str) for index in own) or max(map(len, texts)) > _LONG:
        return False
    known = sum(any(form in words for form in forms(text)) for text in texts)
    if known * 2 >= len(own) or grid.hangs(header[-1]):
        return True
    # Unknown headings (2023年, 2024年) below a wide one, while the others reach down over this row.
    return len(own) < len(grid.filled(header[0])) and all(
        grid.covered(below, index) or _under_wide(grid, header[-1], index) for index in grid.filled(header[0]) + own
    )


def _under_wide(grid: Grid, row: int, index: int) -> bool:
    return grid.spans(row, index) > 1


def labels(grid: Grid, header: tuple[int, ...]) -> list[Label]:
    """The heading of each column; a column without any is none."""
    found = []
    for index in range(grid.width):
        path: list[str] = []
        lower = [clean(grid.heading(row, index)) for row in header]
        for at, row in enumerate(header):
            text = lower[at]
            if not text and any(lower[at + 1 :]) and not path:
                text = clean(_left_parent(grid, row, index))  # a parent whose cells were not merged (CSV)
            if text and (not path or path[-1] != text):
                path.append(text)
        if path and lower and (len(header) == 1 or any(lower)):
            found.append(Label(index, "/".join(path[:-1]), path[-1]))
    return found


def _left_parent(grid: Grid, row: int, index: int) -> str:
    for column in range(index - 1, -1, -1):
        text = grid.heading(row, column)
        if text:
            return text
    return ""
