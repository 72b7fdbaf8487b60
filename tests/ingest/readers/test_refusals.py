"""What cannot be read: each file gets a sentence in two languages and advice, never a library's exception."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
import xlwt  # type: ignore[import-untyped]
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import NotFound, TalentgraphError, TooLarge, UnreadableFile
from ingest.readers import SUFFIXES, ReadLimits, read, registry
from ingest.readers.isolation import read_apart

Read = Callable[..., object]


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def sample(kind: str) -> bytes:
    stream = io.BytesIO()
    if kind == "xlsx":
        book = openpyxl.Workbook()
        book.create_sheet("表").append(["张伟", 1, "=1+1"])
        book.save(stream)
    elif kind == "xls":
        old = xlwt.Workbook()
        old.add_sheet("表").write(0, 0, "张伟")
        old.save(stream)
    elif kind == "docx":
        document = docx.Document()
        document.add_paragraph("张伟")
        document.add_table(1, 1).cell(0, 0).text = "李明"
        document.save(stream)
    return stream.getvalue()


def ole(*streams: str) -> bytes:
    """A compound file with empty streams of these names (at most three): header, allocation table, directory."""
    free, end, no = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    table = struct.pack("<II", 0xFFFFFFFD, end) + struct.pack("<I", free) * 126
    directory = b""
    for index, name in enumerate(("Root Entry", *streams, *[""] * (3 - len(streams)))):
        encoded = (name + "\0").encode("utf-16-le") if name else b""
        kind = 5 if index == 0 else 2 if name else 0
        right = index + 1 if 0 < index < len(streams) else no
        child = 1 if index == 0 and streams else no
        directory += encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, no, right, child)
        directory += bytes(36) + struct.pack("<IQ", end, 0)
    return header + table + directory


REFUSED = {
    "b.docx": (ole("EncryptionInfo", "EncryptedPackage"), "密码"),
    "c.xlsx": (ole("EncryptionInfo", "EncryptedPackage"), "密码"),
    "d.ppt": (ole("PowerPoint Document"), ".pdf"),
    "e.xls": (ole("Something"), "另存为"),
    "f.pptx": (zipped(ppt__presentation=b"<a/>"), ".pdf"),
    "g.zip": (zipped(a=b"1"), "解压"),
    "h.png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "图片"),
    "i.jpg": (b"\xff\xd8\xff\xe0" + bytes(20), "图片"),
    "j.docx": ("这不是文档".encode(), "扩展名"),
    "k.pdf": ("这不是文档".encode(), "扩展名"),
    "m.html": (b"<html></html>", "另存为"),
    "t.ods": (zipped(**{"content.xml": b"<a/>"}), "另存为 .xlsx"),
    "n.xls": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "另存为 .xlsx"),
    "o.docx": (sample("docx")[:-400], "docx"),
    "p.xlsx": (sample("xlsx")[:200] + sample("xlsx")[300:], "打开"),
    "q.csv": (b"", "空"),
    "r.docx": (b"", "空"),
    "s.docx": (b"\0\1\2\3", "扩展名"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_advice(read_bytes: Read, name: str) -> None:
    data, words = REFUSED[name]
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, name)
    error = caught.value
    assert name in error.zh and name in error.en and error.hint
    assert words in error.zh + error.hint


def test_size_comes_first(read_bytes: Read) -> None:
    with pytest.raises(TooLarge, match="大小"):
        read_bytes(b"PK\x03\x04" + bytes(100), "a.xlsx", ReadLimits(max_bytes=100))


def test_zip_bombs_are_refused_before_unpacking(read_bytes: Read) -> None:
    bomb = zipped(word__document="人".encode() * 2_000_000)
    with pytest.raises(UnreadableFile, match="压缩比"):
        read_bytes(bomb, "a.docx")
    with pytest.raises(TooLarge, match="解压"):
        read_bytes(bomb, "a.docx", ReadLimits(max_unpacked_bytes=1_000_000))


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_directory_that_lies_about_sizes(read_bytes: Read, kind: str) -> None:
    parts = {"docx": {"word__document.xml": bytes(900_000)}, "xlsx": {"xl__workbook.xml": bytes(900_000)}}[kind]
    data = zipped(**parts).replace(struct.pack("<I", 900_000), struct.pack("<I", 1000))
    with pytest.raises(UnreadableFile, match="不是完好的"):
        read_bytes(data, f"a.{kind}")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile):
        read(tmp_path)


def test_name_decides_the_suffix_and_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "upload-1"
    path.write_text("姓名,单位\n张伟,某大学", encoding="utf-8")
    assert read(path, name="名单.csv").name == "名单.csv"


def test_suffixes_have_labels() -> None:
    assert {".txt", ".md", ".docx", ".pdf", ".xlsx", ".xls", ".csv"} <= set(SUFFIXES)
    assert all(entry.label and "/" in entry.media_type for entry in SUFFIXES.values())


def test_a_reader_that_takes_too_long_is_ended(read_bytes: Read) -> None:
    with pytest.raises(TooLarge, match="读取时间"):
        read_bytes(sample("xls"), "a.xls", ReadLimits(max_seconds=0.01))


def test_a_reader_that_breaks_down_breaks_only_its_own_process() -> None:
    with pytest.raises(UnreadableFile, match="不是完好的"):
        read_apart(("no_such_module", "read"), b"", "a.pdf", "pdf", ReadLimits(), lambda _fraction, _message: None)


def read_or_refuse(path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_RISKY", frozenset())  # a process for each example would take minutes
    path.write_bytes(data)
    try:
        read(path)
    except TalentgraphError as error:
        assert error.zh and error.en and error.hint


HEADS = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-1.4\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<table>",
]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.sampled_from(HEADS), body=st.binary(max_size=600), suffix=st.sampled_from([*SUFFIXES, "", ".doc"]))
@example(head=b"\xff\xfe", body=b"\x00\xd8", suffix=".csv")
def test_random_bytes_raise_only_our_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: bytes, body: bytes, suffix: str
) -> None:
    read_or_refuse(tmp_path / f"a{suffix}", head + body, monkeypatch)


SAMPLES = {kind: sample(kind) for kind in ("xlsx", "xls", "docx")}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(sorted(SAMPLES)),
    where=st.floats(0, 1, exclude_max=True),
    noise=st.binary(min_size=1, max_size=8),
)
def test_damaged_files_raise_only_our_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, where: float, noise: bytes
) -> None:
    data = bytearray(SAMPLES[kind])
    at = int(where * len(data))
    data[at : at + len(noise)] = noise
    read_or_refuse(tmp_path / f"a.{kind}", bytes(data), monkeypatch)
