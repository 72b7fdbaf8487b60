"""What a person corrected in how a layout is read; kept for the next roster of the same layout.

A correction is one JSON file, `<fingerprint>.json`, in the folder `mappings` of the data folder:
`{"version": 1, "fingerprint": "9f2c…", "sheet": "名册", "table": "talent", "header_rows": [3],
"columns": {"名单": "name", "评审": null}}`. `table` is a mapping file's name, empty for a sheet that is not to be
loaded, null to leave the kind to recognition. `columns` gives a column of that kind, or null for none, by heading
(`upper/lower`); the column by its name in the mapping file or any of its headings (姓名). Cells are never kept. With a
`table`, a hidden sheet is loaded.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.errors import InvalidInput
from graph.files import replacing_text
from ingest.mapping.definition import SUFFIX, ColumnSpec
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.headings import clean, forms
from ingest.mapping.loading import table as table_named
from ingest.mapping.loading import tables

FOLDER = "mappings"
VERSION = 1
SEARCHED_ROWS = 30
_KEYS = {"version", "fingerprint", "sheet", "table", "header_rows", "columns"}
_NONE: Mapping[str, str | None] = MappingProxyType({})
_FINGERPRINT = re.compile(r"[0-9a-f]{20}")
_HEADING_LENGTH = 20  # characters; a longer text is a title or a note


@dataclass(frozen=True, slots=True)
class Correction:
    """How a layout is to be read."""

    fingerprint: str
    table: str | None = None
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, str | None] = field(default_factory=lambda: _NONE)
    sheet: str = ""

    def to_json(self) -> dict[str, Any]:
        """The content of the file."""
        return {
            "version": VERSION,
            "fingerprint": self.fingerprint,
            "sheet": self.sheet,
            "table": self.table,
            "header_rows": list(self.header_rows),
            "columns": dict(self.columns),
        }

    @classmethod
    def from_json(cls, data: Any) -> Correction:
        """Checks and takes over. Raises InvalidInput for what the mapping files do not know."""
        if not isinstance(data, dict):
            raise _wrong("不是一个对象", "not an object")
        if unknown := sorted(set(map(str, data)) - _KEYS):
            raise _wrong(f"未知的键 {unknown[0]}", f"unknown key {unknown[0]}", "可用的键：" + "、".join(sorted(_KEYS)))
        table, rows, columns = data.get("table"), data.get("header_rows") or [], data.get("columns") or {}
        if not (table is None or isinstance(table, str)) or not isinstance(rows, list) or not isinstance(columns, dict):
            raise _wrong("键的类型不对", "a key has a value of the wrong type")
        if not all(type(row) is int for row in rows):
            raise _wrong("表头行应为行号", "header rows must be row numbers")
        told = {str(h): None if name is None else _column(table, str(h), str(name)) for h, name in columns.items()}
        layout, sheet = str(data.get("fingerprint") or ""), str(data.get("sheet") or "")
        found = cls(layout, table, tuple(rows), told, sheet)
        _check(found)
        return found


class Corrections:
    """The corrections of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, fingerprint: str) -> Correction | None:
        """The correction of a layout, None if there is none. Raises InvalidInput for a broken file."""
        path = self._path(fingerprint)
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        try:
            return Correction.from_json(json.loads(text))
        except json.JSONDecodeError as error:
            raise _wrong(f"{path.name} 不是合法的 JSON", f"{path.name} is not valid JSON") from error

    def save(self, correction: Correction) -> Path:
        """Keeps a correction in place of an earlier one."""
        _check(correction)
        path = self._path(correction.fingerprint)
        self._folder.mkdir(parents=True, exist_ok=True)
        with replacing_text(path) as file:
            json.dump(correction.to_json(), file, ensure_ascii=False, indent=2)
        return path

    def remove(self, fingerprint: str) -> bool:
        """Forgets a correction; whether there was one."""
        path = self._path(fingerprint)
        existed = path.exists()
        path.unlink(missing_ok=True)
        return existed

    def all(self) -> list[Correction]:
        """Every correction, by fingerprint."""
        found = (
            self.find(path.stem) for path in sorted(self._folder.glob("*.json")) if _FINGERPRINT.fullmatch(path.stem)
        )
        return [correction for correction in found if correction]

    def _path(self, fingerprint: str) -> Path:
        if not _FINGERPRINT.fullmatch(fingerprint):
            raise _wrong(f"版式编号 {fingerprint[:40]!r} 不正确", f"{fingerprint[:40]!r} is no layout fingerprint")
        return self._folder / f"{fingerprint}.json"


def fingerprint(grid: Grid, sheet: str) -> str:
    """What rosters of one layout share: the headings in their order, and the sheet's name without its numbers.

    The header is taken by its form alone, so that the fingerprint does not change with the dictionary of headings."""
    rows = structural_header(grid)
    texts = [forms(grid.heading(row, column)) for row in rows for column in range(grid.width)]
    parts = [_pattern(sheet), *(_pattern(found[0]) if found else "" for found in texts)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]


def structural_header(grid: Grid) -> tuple[int, ...]:
    """The first row that fills most columns with short texts, and those its merged cells reach down to."""
    searched = grid.numbers[:SEARCHED_ROWS]
    widest = max((len(grid.filled(row)) for row in searched), default=0)
    for row in searched:
        filled = grid.filled(row)
        texts = [grid.raw(row, column) for column in filled]
        headings = all(isinstance(text, str) and len(clean(text)) <= _HEADING_LENGTH for text in texts)
        covered = sum(bool(grid.heading(row, column)) for column in range(grid.width))
        if headings and len(filled) > 1 and max(len(filled), covered) * 2 > widest:
            rows = [row]
            while grid.hangs(rows[-1]) and rows[-1] + 1 in grid.numbers:
                rows.append(rows[-1] + 1)
            return tuple(rows)
    return tuple(searched[:1])


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", clean(text_of(text)))


def _check(correction: Correction) -> None:
    if not _FINGERPRINT.fullmatch(correction.fingerprint):
        raise _wrong("版式编号不正确", "the fingerprint is wrong")
    rows = correction.header_rows
    if any(row < 1 for row in rows) or list(rows) != list(range(*_span(rows))):
        raise _wrong("表头行应为相连的行号", "header rows must be adjacent row numbers")
    if correction.table in (None, ""):
        return
    if correction.table not in {spec.stem for spec in tables()}:
        known = "、".join(f"{spec.stem} {spec.label}" for spec in tables())
        raise _wrong(f"没有表格类型 {correction.table}", f"no table kind {correction.table}", f"可用的类型：{known}")
    spec = table_named(str(correction.table))
    for heading, name in correction.columns.items():
        if name is not None:
            _column(spec.stem, heading, name)
    if sum(name == spec.key for name in correction.columns.values()) > 1:
        raise _wrong(f"有两列都作为“{_shown(spec.columns[spec.key])}”", f"two columns are taken for {spec.key}")


def _column(table: str | None, heading: str, name: str) -> str:
    """The mapping file's name of a column, which may be given by one of its headings: 姓名. Raises InvalidInput."""
    specs = [spec for spec in tables() if spec.stem == table] or list(tables())
    for spec in specs:
        found = spec.columns.get(name) or next((spec.by_heading[f] for f in forms(name) if f in spec.by_heading), None)
        if found:
            return found.name
    label, known = (specs[0].label, specs[0].columns.values()) if table else ("任何类型都", ())
    hint = "可用的列：" + "、".join(f"{column.name} {_shown(column)}" for column in known) if known else ""
    raise _wrong(f"{label}没有列 {name}（{heading}）", f"no column {name} for {heading}", hint)


def _shown(column: ColumnSpec) -> str:
    return next((heading for heading in column.headings if heading[0] != SUFFIX), column.headings[0].lstrip(SUFFIX))


def _span(rows: tuple[int, ...]) -> tuple[int, int]:
    return (rows[0], rows[0] + len(rows)) if rows else (0, 0)


def _wrong(zh: str, en: str, hint: str = "") -> InvalidInput:
    return InvalidInput(f"表格映射的更正有误：{zh}", f"wrong mapping correction: {en}", hint=hint)
