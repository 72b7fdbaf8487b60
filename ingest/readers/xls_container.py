"""A clean compound file around the stream of an old workbook.

The table library trusts the lengths in a compound file's directory and allocates them; a wrong one ends the process,
not with an exception but with an abort. So the stream is taken out by a careful reader and wrapped anew. Layout:
[MS-CFB], version 4 (sectors of 4096 bytes, so that the header alone can address all that the size limit admits).
"""

from __future__ import annotations

import struct

_SECTOR = 4096
_PER_SECTOR = _SECTOR // 4
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_HEADER_SLOTS = 109
_ENTRY = struct.Struct("<64sHBBIII16s4x16xIQ")


def wrap(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with this one stream; raises ValueError above some 450 MB.

    Sector 0 is the directory, sector 1 the (unused) short-stream container, then the stream, then the allocation table.
    """
    size = max(len(stream), _SECTOR)  # shorter ones would belong into the short-stream container
    sectors = -(-size // _SECTOR)
    tables = -(-(sectors + 2) // (_PER_SECTOR - 1))
    if tables > _HEADER_SLOTS:
        raise ValueError("the stream is too long for a compound file without further tables")
    first_table = sectors + 2
    chain = [_END, _END, *range(3, sectors + 2), _END, *[_TABLE] * tables]
    chain += [_FREE] * (tables * _PER_SECTOR - len(chain))
    slots = [*range(first_table, first_table + tables), *[_FREE] * (_HEADER_SLOTS - tables)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 4, 0xFFFE, 12, 6, 1, tables, 0, 0, _SECTOR, _END, 0, _END, 0)
    header += struct.pack(f"<{_HEADER_SLOTS}I", *slots)
    directory = _entry("Root Entry", 5, child=1, start=1, size=64) + _entry(name, 2, child=_FREE, start=2, size=size)
    body = [header, directory, b"", stream.ljust(sectors * _SECTOR, b"\0"), struct.pack(f"<{len(chain)}I", *chain)]
    return b"".join(part.ljust(_SECTOR, b"\0") for part in body)


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return _ENTRY.pack(encoded, len(encoded), kind, 1, _FREE, _FREE, child, bytes(16), start, size)
