"""Cards (登记表, 需求卡): a person or need on a block of cells, each value right of its label. They are read as a
table whose header are the labels, with one row for each card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ingest.content import CellValue, Row, Sheet
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.headings import clean, cores, first_of, forms

HEADER = 0  # the row of labels, which stands on no row of the sheet
_MIN_LABELS = 3
_LONG = 20  # characters: a longer text is no label
_SHARE = 0.5  # of a column's texts are known labels
_BESIDE = 0.3  # at most, of the cells beside labels are labels: in the header of a table all are
_SAID = re.compile(r"[:：]\s*\S")  # 编号：3 is label and value in one cell, mostly the title of a card
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a sheet as a table. `cells` says where on the sheet a row and column of it stands; `taken` are the
    rows of the sheet that are part of a card, `titles` what stands above the first."""

    sheet: Sheet
    cells: Mapping[Place, Place]
    taken: frozenset[int]
    titles: str


@dataclass(frozen=True, slots=True)
class _Cell:
    label: str
    value: CellValue
    row: int
    column: int


def cards(grid: Grid, words: frozenset[str], key: str = "") -> Cards | None:
    """The cards of a sheet, None where its cells are otherwise. `words` are the headings that any table kind knows. A
    card has the number of the row with the label `key`, without one of its first row."""
    columns = _label_columns(grid, words)
    blocks = _blocks(grid, columns, words) if columns else []
    if not blocks:
        return None
    labels: dict[tuple[str, int], int] = {}
    rows, cells = [], {}
    for block in blocks:
        number = next((cell.row for cell in block if cell.label == key), block[0].row)
        values: dict[int, CellValue] = {}
        seen: dict[str, int] = {}
        for cell in block:
            seen[cell.label] = seen.get(cell.label, 0) + 1
            index = labels.setdefault((cell.label, seen[cell.label]), len(labels))
            values[index] = cell.value
            cells[number, index] = (cell.row, cell.column)
        rows.append((number, values))
    header = Row(HEADER, tuple(label for label, _ in labels))
    table = [Row(number, tuple(values.get(i) for i in range(len(labels)))) for number, values in rows]
    taken = frozenset(cell.row for block in blocks for cell in block)
    above = [n for n in grid.numbers if n < min(taken)]
    titles = " ".join(text_of(grid.raw(n, column)) for n in above for column in grid.filled(n))
    sheet = Sheet(grid.sheet.name, grid.sheet.state, (header, *table), ())
    return Cards(sheet, MappingProxyType(cells), taken, titles)


def _label_columns(grid: Grid, words: frozenset[str]) -> list[int]:
    """The columns of labels, the first of the sheet among them; none where the sheet is a table."""
    found: list[int] = []
    for column in range(grid.width):
        texts = {n: text for n in grid.numbers if (text := _text(grid, n, column))}
        known = {n for n, text in texts.items() if _is_known(text, words)}
        if not found:
            if not texts:
                continue
            distinct = {clean(texts[n]) for n in known}
            beside = sum(_is_known(_text(grid, n, column + 1), words) for n in known)
            filled = sum(bool(_text(grid, n, column + 1)) for n in texts)
            if len(distinct) < _MIN_LABELS or len(known) < _SHARE * max(filled, 1) or beside > _BESIDE * len(known):
                return []
            found.append(column)
        elif column > found[-1] + 1 and known and len(known) >= _SHARE * len(texts):
            found.append(column)
    return [] if found and _goes_on(grid, found) else found


def _goes_on(grid: Grid, columns: list[int]) -> bool:
    """Whether most labels have more than one value, as the rows of a table have: 企业名称, 必填, 全称."""
    rows = [n for n in grid.numbers if _text(grid, n, columns[0])]
    spans = list(zip(columns, [*columns[1:], grid.width], strict=True))
    several = sum(any(sum(bool(_text(grid, n, c)) for c in range(at + 1, end)) > 1 for at, end in spans) for n in rows)
    return several > _SHARE * len(rows)


def _blocks(grid: Grid, columns: list[int], words: frozenset[str]) -> list[list[_Cell]]:
    """The cells of each card, which begins where the first label of the first one comes again."""
    blocks: list[list[_Cell]] = []
    for number in grid.numbers:
        for at, column in enumerate(columns):
            label = clean(_text(grid, number, column))
            end = columns[at + 1] if at + 1 < len(columns) else grid.width
            where = next((c for c in range(column + 1, end) if _text(grid, number, c)), column + 1)
            value = grid.raw(number, where) if where < end else None
            known = _is_known(label, words)
            # What no list has is a label where a value stands beside it; a title over the next card has none.
            if not label or len(label) > _LONG or not (known or (blocks and value is not None)):
                continue
            if not blocks or (label == blocks[0][0].label and column == columns[0]):
                blocks.append([])
            blocks[-1].append(_Cell(label, value, number, where))
    return blocks


def _text(grid: Grid, number: int, column: int) -> str:
    return text_of(grid.raw(number, column)).strip()


def _is_known(text: str, words: frozenset[str]) -> bool:
    """Whether a text is a heading that some table kind knows, or is about one."""
    if not text or len(clean(text)) > _LONG or _SAID.search(text):
        return False
    own = forms(text)
    return any(form in words or first_of(form) in words or not words.isdisjoint(cores(form)) for form in own)
