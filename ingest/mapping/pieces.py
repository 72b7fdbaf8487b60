"""The tables of a sheet: mostly one; several below each other, each with a header of its own; or cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.mapping.cards import HEADER, Cards, cards
from ingest.mapping.corrections import Correction
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.headings import clean, cores, first_of, forms
from ingest.mapping.layout import MIN_CELLS, Layout
from ingest.mapping.recognition import known_words, recognise
from ingest.mapping.rows import skipped_kind

_LONG = 30  # characters of a heading with its explanation
_KNOWN = 0.4  # of a further header's cells
_LONELY = 2  # cells at most, of a row that may stand above a further header


@dataclass(frozen=True, slots=True)
class Piece:
    """One table. `titles` are what stands above it and above the first table of its sheet; `cards` those it is of.
    `top` is the first row of a further table, its title's."""

    grid: Grid
    layout: Layout
    titles: str = ""
    top: int = 0
    cards: Cards | None = None
    sheet: Grid | None = None

    def rows(self) -> Iterator[tuple[int, str | None, str]]:
        """Each row with why it is no record (None for one that is) and its first text."""
        grid, header = self.grid, self.layout.header_rows
        if self.cards and self.sheet:
            yield from self._around(self.cards, self.sheet)
            return
        present = set(grid.numbers)
        above = range(self.top, header[0]) if self.top else ()
        for number in (*above, *range(header[-1] + 1, max(present) + 1)):
            filled = grid.filled(number) if number in present else []
            text = text_of(grid.raw(number, filled[0])) if filled else ""
            if number < header[0]:
                yield number, "group_title" if filled else "blank", text
            else:
                yield number, skipped_kind(grid, self.layout, number) if filled else "blank", text

    def _around(self, found: Cards, sheet: Grid) -> Iterator[tuple[int, str | None, str]]:
        records = set(self.grid.numbers)
        for number in range(min(found.taken), max(sheet.numbers) + 1):
            if number in records:
                yield number, None, ""
            elif number not in found.taken:
                filled = sheet.filled(number)
                text = text_of(sheet.raw(number, filled[0])) if filled else ""
                yield number, "group_title" if filled else "blank", text


def pieces(grid: Grid, forms: Cards | None, names: Sequence[str], correction: Correction | None) -> list[Piece]:
    """The tables of a sheet that are of a known kind, none if the sheet is of none. `names` as in recognition;
    `forms` are the cards that it may hold."""
    as_cards = _as_cards(grid, forms, names, correction) if forms else None
    if as_cards:
        return [as_cards]
    stacked = [] if correction else _stacked(grid, names)
    if stacked:
        return stacked
    layout = recognise(grid, names=names, correction=correction)
    return [Piece(grid, layout)] if layout else []


def _as_cards(grid: Grid, found: Cards, names: Sequence[str], correction: Correction | None) -> Piece | None:
    layout = recognise(Grid(found.sheet), names=(*names, found.titles), correction=correction)
    if layout is None or layout.header_rows != (HEADER,):
        return None
    again = cards(grid, known_words(), layout.key.label)  # each with the number of the row that names it
    assert again is not None
    return Piece(Grid(again.sheet), replace(layout, cells=again.cells), found.titles, cards=again, sheet=grid)


def _stacked(grid: Grid, names: Sequence[str]) -> list[Piece]:
    """Several tables, each below a header that is recognised for itself; none where there is but one."""
    starts = list(_headers(grid))
    if len(starts) < 2:
        return []
    first = " ".join(text_of(grid.raw(n, column)) for n in grid.numbers if n < starts[0] for column in grid.filled(n))
    found: list[Piece] = []
    tops = [min(grid.numbers), *(_top(grid, start) for start in starts[1:]), max(grid.numbers) + 1]
    for at, start in enumerate(starts):
        part = grid.part(tops[at], tops[at + 1] - 1)
        layout = recognise(part, names=(*names, first))
        if layout is None or layout.header_rows[0] != start:
            return []
        found.append(Piece(part, layout, first if at else "", tops[at] if at else 0))
    return found


def _headers(grid: Grid) -> Iterator[int]:
    """The rows that may be the header of a table: headings alone, below a title, a blank row or a sum, and not those
    of the table above again."""
    before: set[str] = set()
    for number in grid.numbers:
        texts = [grid.raw(number, column) for column in grid.filled(number)]
        headings = [clean(text) for text in texts if isinstance(text, str)]
        if len(headings) < max(MIN_CELLS, len(texts)) or max(map(len, headings)) > _LONG:
            continue
        known = sum(map(_is_known, headings))
        lonely = number - 1 not in grid.numbers or len(grid.filled(number - 1)) <= _LONELY
        same = len(before & set(headings)) * 2 > len(headings)
        if known >= max(MIN_CELLS, _KNOWN * len(headings)) and lonely and not same:
            before = set(headings)
            yield number


def _top(grid: Grid, header: int) -> int:
    """The first of the rows of one cell, and the blank ones, right above a header."""
    while header - 1 > min(grid.numbers) and len(grid.filled(header - 1)) <= 1:
        header -= 1
    return header


def _is_known(text: str) -> bool:
    words = known_words()
    return any(form in words or first_of(form) in words or not words.isdisjoint(cores(form)) for form in forms(text))
