"""Partial dates: `2024`, `2024-08` or `2024-08-15`, and the days they may mean."""

from __future__ import annotations

import calendar
import re
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


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
    return date(year, 1 if month is None else month, 1 if day is None else day).isoformat()


def last_day(text: str) -> str:
    """The latest day (ISO) that a partial date may mean. Raises ValueError."""
    year, month, day = _parts(text)
    month = 12 if month is None else month
    return date(year, month, calendar.monthrange(year, month)[1] if day is None else day).isoformat()


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise ValueError(f"not a partial ISO date: {text!r}")
    year, month, day = (None if g is None else int(g) for g in found.groups())
    assert year is not None
    date(year, 1 if month is None else month, 1 if day is None else day)
    return year, month, day
