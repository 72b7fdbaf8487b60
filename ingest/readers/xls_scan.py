"""What the table library does not tell of an xls file: the sheets' extents and the cells that hold errors.

The library allocates each sheet's rectangle while opening the file, so the extents must be known before. Layouts:
[MS-XLS], records BoundSheet8, Dimensions, SST, Formula, BoolErr and the structure BErr.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from ingest.readers import faults
from ingest.readers.cells import FormulaError, Position
from ingest.readers.xls_container import wrap

_BOUNDSHEET, _BOF, _EOF, _FILEPASS = 0x85, 0x809, 0x0A, 0x2F
_FORMULA, _BOOLERR = 0x06, 0x205
# Records that begin with row and column and hold a value: NUMBER, RK, LABEL, LABELSST, RSTRING, MULRK, FORMULA ...
_VALUES = frozenset({0x203, 0x27E, 0x204, 0xFD, 0xD6, 0xBD, _FORMULA, _BOOLERR, 0x02, 0x03, 0x04, 0x05, 0x406, 0x206})
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_DIMENSIONS, _SST, _SHORTEST_STRING = 0x200, 0xFC, 3
_ONE_CELL = {10: struct.pack("<HHHHH", 0, 1, 0, 1, 0), 14: struct.pack("<IIHHH", 0, 1, 0, 1, 0)}
_RECORD = struct.Struct("<HH")
_CELL = struct.Struct("<HH")


@dataclass(slots=True)
class XlsSheetScan:
    """Rows and columns in use, both counted from 1, and errors by (row from 1, column from 0)."""

    rows: int = 0
    columns: int = 0
    special: dict[Position, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class XlsScan:
    """The sheets in the order of the file's own list, and the workbook made safe to hand to the table library."""

    sheets: list[XlsSheetScan]
    data: bytes


def scan_xls(data: bytes, name: str) -> XlsScan:
    """Scan an .xls file; raises UnreadableFile if it is encrypted.

    In the copy the records that only announce sizes, for which the library allocates memory unchecked, tell the truth.
    """
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        stream = bytearray(container.openstream("Workbook" if container.exists("Workbook") else "Book").read())
    starts: list[int] = []
    sheets: dict[int, XlsSheetScan] = {}
    current: XlsSheetScan | None = None
    for position, kind, body in _records(bytes(stream)):
        if kind == _FILEPASS:
            raise faults.protected(name)
        if kind == _BOUNDSHEET and len(body) >= 4:
            starts.append(int.from_bytes(body[:4], "little"))
        elif kind == _BOF:
            # A chart inside a sheet has a BOF of its own; the library counts its cached values to the sheet.
            current = sheets.setdefault(position, XlsSheetScan()) if position in starts or current is None else current
        elif kind == _EOF:
            current = None
        elif kind in _VALUES and current is not None and len(body) >= 6:
            _take(current, kind, body)
        else:
            _correct_sizes(stream, position + _RECORD.size, kind, body)
    if any(start not in sheets for start in starts):
        # The library would begin to read in the middle of a record, where this scan did not look.
        raise faults.damaged(name, "xls", "a sheet does not begin where the list of sheets says")
    return XlsScan([sheets[start] for start in starts], wrap(bytes(stream)))


def _correct_sizes(stream: bytearray, at: int, kind: int, body: bytes) -> None:
    if kind == _DIMENSIONS:
        # First and last row, first and last column: only ever used to reserve memory.
        stream[at : at + len(body)] = _ONE_CELL[len(body)] if len(body) in _ONE_CELL else bytes(len(body))
    elif kind == _SST and len(body) >= 8:
        most = len(stream) // _SHORTEST_STRING
        stream[at + 4 : at + 8] = min(int.from_bytes(body[4:8], "little"), most).to_bytes(4, "little")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        kind, length = _RECORD.unpack_from(stream, position)
        yield position, kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _take(sheet: XlsSheetScan, kind: int, body: bytes) -> None:
    row, column = _CELL.unpack_from(body)
    last = int.from_bytes(body[-2:], "little") if kind == 0xBD else column
    sheet.rows = max(sheet.rows, row + 1)
    sheet.columns = max(sheet.columns, last + 1)
    error: int | None = None
    if kind == _BOOLERR and len(body) >= 8 and body[7]:
        error = body[6]
    elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        error = body[8]
    if error is not None:
        sheet.special[row + 1, column] = FormulaError(_ERRORS.get(error, "#ERROR!"))
