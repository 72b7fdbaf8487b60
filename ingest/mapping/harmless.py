"""Values in a workbook that is written for people: nothing that was text becomes a formula."""

from __future__ import annotations

import re
from typing import Any

from ingest.content import CellValue

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MAX_CELL = 32_767  # characters that Excel takes


def write(cell: Any, value: CellValue) -> None:
    """Puts a value into an openpyxl cell. Text stays text whatever it begins with; long numbers keep their digits."""
    if not isinstance(value, str):
        many = isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**11
        cell.value = str(value) if many else value
        return
    cell.value = _CONTROL.sub("", value)[:MAX_CELL]
    cell.data_type = "s"
    cell.quotePrefix = value[:1] in ("=", "+", "-", "@", "\t", "\r")
    if value.isdigit():
        cell.number_format = "@"
