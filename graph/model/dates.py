"""Partial dates: `2024`, `2024-08` or `2024-08-15`, and the days they may mean."""

from __future__ import annotations

import calendar
import re
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_partial_date(text: str) -> bool:
    """Whether `text` is a valid year, month or day in ISO form."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> str:
    """The earliest day (ISO) that a partial date may mean. Raises ValueError."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1).isoformat()


def last_day(text: str) -> str:
    """The latest day (ISO) that a partial date may mean. Raises ValueError."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1]).isoformat()


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise ValueError(f"not a partial ISO date: {text!r}")
    year, month, day = (int(g) if g else None for g in found.groups())
    assert year is not None
    date(year, month or 1, day or 1)
    return year, month, day
