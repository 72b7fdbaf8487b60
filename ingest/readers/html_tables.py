"""Which tables of a page hold data, and their cells in rows and columns; others only lay the page out."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.html_tree import Node, text_length

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_MAX_SPAN = 1000
_LONG_CELL = 300

Row = list[Node | None]


def grid(table: Node) -> list[Row]:
    """The cells row by row, None for places that a wider or higher cell covers; empty for a table of layout.

    Layout is a table that holds another one, has one column, or has few rows with a cell of running text.
    """
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in row]
    if max(map(len, rows), default=0) < 2 or any(n.tag == "table" for cell in cells for n in cell.walk()):
        return []
    if len(rows) <= 2 and any(text_length(cell) > _LONG_CELL for cell in cells):
        return []
    return list(_placed(rows))


def _rows(table: Node) -> Iterator[list[Node]]:
    for child in table.children:
        if isinstance(child, Node) and child.tag in _GROUPS:
            yield from _rows(child)
        elif isinstance(child, Node) and child.tag == "tr":
            yield [cell for cell in child.children if isinstance(cell, Node) and cell.tag in _CELLS]


def _placed(rows: list[list[Node]]) -> Iterator[Row]:
    covered: dict[int, int] = {}  # column -> rows that a cell above still takes
    for cells in rows:
        row: Row = []
        below = {column: rest - 1 for column, rest in covered.items() if rest > 1}
        for cell in cells:
            while covered.get(len(row), 0) > 0:
                row.append(None)
            right, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if down > 1:
                below.update(dict.fromkeys(range(len(row), len(row) + right), down - 1))
            row.extend([cell, *[None] * (right - 1)])
        covered = below
        yield row


def _span(cell: Node, name: str) -> int:
    value = cell.attributes.get(name, "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) < 8 else 1
