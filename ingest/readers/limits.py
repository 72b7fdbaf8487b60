"""How much a reader takes in before it refuses; checked before, not after, the memory is used."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Upper bounds for one file; each is inclusive.

    Bytes are bytes on disk (`max_bytes`) and after unpacking a zip container or one PDF stream
    (`max_unpacked_bytes`); `max_zip_ratio` is unpacked over packed size. Rows, columns and cells count per sheet; cells
    are those of the rectangle from A1 to the last value, because that is what takes the memory. Seconds count for
    formats that are read in a process of their own or turned into another one by another program.
    """

    max_bytes: int = 100 * MIB
    max_unpacked_bytes: int = 500 * MIB
    max_zip_ratio: int = 200
    max_pages: int = 2000
    max_rows: int = 1_000_000
    max_columns: int = 1000
    max_characters: int = 20_000_000
    max_cells: int = 30_000_000
    max_scanned_pages: int = 300
    max_seconds: float = 1800


DEFAULT_LIMITS = ReadLimits()
