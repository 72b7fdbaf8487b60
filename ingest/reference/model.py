"""What a lookup of regions answers with, and how codes are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["provincial", "prefecture", "county", "township", "village"]
Kind = Literal["division", "statistical", "abolished"]
Form = Literal["full", "short", "code"]

_LENGTHS = (2, 4, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division, or an area that statistics treat as one.

    `code` has 6 digits down to counties, 9 for townships, 12 for villages; `level` is a code of the vocabulary
    `administrative_level`. `kind` is `statistical` for development zones, farms and the like, which the statistical
    office numbers and the ministry of civil affairs does not know, and `abolished` for a township that the ministry
    still lists as dissolved.
    """

    code: str
    name: str
    level: Level
    parent: str | None
    kind: Kind = "division"
    since: int | None = None
    """The first year of this name, where the changes since 1980 tell."""


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """What a name may stand for: `region` is the region of today, `name` the full name that was meant.

    `until` is the last year of a former name, None for one that is in use; years are of the change, not days.
    """

    region: Region
    name: str
    form: Form
    since: int | None = None
    until: int | None = None

    @property
    def code(self) -> str:
        return self.region.code

    @property
    def current(self) -> bool:
        """Whether the name is in use today."""
        return self.until is None and self.region.kind != "abolished"

    def holds_in(self, year: int | None) -> bool:
        """Whether the name was in use in a year; None asks for today."""
        if year is None:
            return self.current
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


def level_of(code: str) -> Level:
    """The level that a code of this package's form has."""
    if len(code) == 6:
        return "provincial" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    return "township" if len(code) == 9 else "village"


def normalise_code(code: str) -> str:
    """A code as this package writes it: 52 → 520000, 522700000000 → 522700, 522729209000 → 522729209.

    What is no code comes back empty.
    """
    digits = code.strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in _LENGTHS:
        return ""
    if len(digits) <= 6:
        return digits.ljust(6, "0")
    if len(digits) == 12 and digits.endswith("000"):
        digits = digits[:9]
    return digits[:6] if len(digits) == 9 and digits.endswith("000") else digits
