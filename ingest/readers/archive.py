"""Zip containers (docx, xlsx) and their safety: limits from the directory first, then verified while unpacking."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from graph.errors import UnreadableFile
from ingest.readers import faults
from ingest.readers.limits import MIB, ReadLimits

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_STEP = 4 * MIB
_ENCRYPTED = 0x1
_MAX_PARTS = 20_000


def open_checked(data: bytes, name: str, what: str, limits: ReadLimits) -> zipfile.ZipFile:
    """The container, once its directory is within the limits and every part unpacks to the size it declares.

    Other libraries unpack the parts without asking how large they become, so nothing may be handed to them before.
    Raises TooLarge for the size, UnreadableFile for the ratio, encryption and damage.
    """
    with faults.guard(name, what):
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        _check_directory(parts, name, limits)
        for part in parts:
            _check_part(data, part, name, what)
    return archive


def _check_directory(parts: list[zipfile.ZipInfo], name: str, limits: ReadLimits) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > limits.max_unpacked_bytes or len(parts) > _MAX_PARTS:
        raise faults.too_large(
            name, "解压后大小", "unpacked size", limits.max_unpacked_bytes // MIB or 1, ("MiB", "MiB")
        )
    # Below one MiB a high ratio does no harm, and empty tables do compress that well.
    if unpacked > MIB and unpacked > packed * limits.max_zip_ratio:
        raise UnreadableFile(
            f"文件“{name}”的压缩比异常（超过 {limits.max_zip_ratio} 倍），为安全起见不予解压。",
            f"The file '{name}' unpacks to more than {limits.max_zip_ratio} times its size and was refused.",
            hint="请用 Office 或 WPS 打开，把需要的内容复制到新文件后再上传。"
            " Copy what is needed into a new file and upload that.",
            file=name,
        )
    if len({part.filename.lower() for part in parts}) < len(parts):
        # Libraries differ in which of two they take: one would be checked and the other read.
        raise ValueError("a part is there twice")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise faults.protected(name)


def _check_part(data: bytes, part: zipfile.ZipInfo, name: str, what: str) -> None:
    """Unpack one part, counting only, and stop as soon as it is larger than the directory says."""
    mark, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, part.header_offset)
    start = part.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    if mark != b"PK\x03\x04" or start + part.compress_size > len(data):
        raise faults.damaged(name, what, f"{part.filename}: outside the file")
    if part.compress_type == zipfile.ZIP_STORED:
        intact = part.file_size == part.compress_size
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        intact = _inflated_size(memoryview(data)[start : start + part.compress_size], part.file_size) == part.file_size
    else:
        raise faults.damaged(name, what, f"{part.filename}: compression method {part.compress_type}")
    if not intact:
        raise faults.damaged(name, what, f"{part.filename}: size differs from the directory")


def _inflated_size(packed: memoryview, at_most: int) -> int:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size = len(inflater.decompress(packed, _STEP))
    while not inflater.eof and size <= at_most:
        step = len(inflater.decompress(inflater.unconsumed_tail, _STEP))
        if step == 0:
            break
        size += step
    return size
