"""Old Word, WPS, RTF and OpenDocument texts: turned into .docx by LibreOffice where it is installed.

For old Word files antiword serves where there is no LibreOffice; it tells no merged cells and no numbers of lists. Both
programs are only called. LibreOffice gets a profile of its own for each file, which nothing of the user's enters; its
macros are off by default for files of unknown origin.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from graph.errors import UnreadableFile
from ingest.content import BlockKind, Document
from ingest.readers import faults
from ingest.readers.blocks import BlockList, line_kind
from ingest.readers.docx import read_docx
from ingest.readers.isolation import too_slow
from ingest.readers.limits import ReadLimits
from ingest.readers.process import OutOfTime, run

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")


def read_doc(data: bytes, name: str, limits: ReadLimits) -> Document:
    """An old Word or WPS file. Raises UnreadableFile where no program for it is installed, TooLarge beyond the time."""
    office, antiword = libreoffice(), shutil.which("antiword")
    if office is None and antiword is not None:
        return _by_antiword(antiword, data, name, limits)
    return _converted(office, data, name, "doc", limits)


def read_rtf(data: bytes, name: str, limits: ReadLimits) -> Document:
    """An RTF file."""
    return _converted(libreoffice(), data, name, "rtf", limits)


def read_odt(data: bytes, name: str, limits: ReadLimits) -> Document:
    """An OpenDocument text."""
    return _converted(libreoffice(), data, name, "odt", limits)


def libreoffice() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def _converted(office: str | None, data: bytes, name: str, suffix: str, limits: ReadLimits) -> Document:
    if office is None:
        raise _no_program(name, suffix)
    with tempfile.TemporaryDirectory(prefix="talentgraph-") as scratch:
        folder = Path(scratch)
        source, result = folder / f"input.{suffix}", folder / "out" / "input.docx"
        source.write_bytes(data)
        profile = (folder / "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", *_OPTIONS, "--convert-to", "docx:Office Open XML Text"]
        environment = {**os.environ, "HOME": scratch}
        try:
            status, tail = run(
                [*command, "--outdir", str(result.parent), str(source)],
                seconds=limits.max_seconds, folder=folder, environment=environment,
            )  # fmt: skip
        except OutOfTime as error:
            raise too_slow(name, limits) from error
        if not result.exists():
            raise faults.damaged(name, "Word", f"LibreOffice ended with {status}: {tail[-200:]}")
        content = result.read_bytes()
    document = read_docx(content, name, limits)
    return replace(document, notes=(*document.notes, "旧格式文件，已由 LibreOffice 转换后读取。"))


def _by_antiword(program: str, data: bytes, name: str, limits: ReadLimits) -> Document:
    with tempfile.TemporaryDirectory(prefix="talentgraph-") as scratch:
        folder = Path(scratch)
        (folder / "input.doc").write_bytes(data)
        output = folder / "output"
        command = [program, "-m", "UTF-8.txt", "-w", "0", "input.doc"]
        try:
            status, tail = run(command, seconds=limits.max_seconds, folder=folder, output=output)
        except OutOfTime as error:
            raise too_slow(name, limits) from error
        text = output.read_bytes().decode("utf-8", errors="replace")
    out = BlockList()
    for line in text.splitlines():
        out.add(*_line(line.strip()))
        if out.length > limits.max_characters:
            most = limits.max_characters
            raise faults.too_large(name, "字符数", "number of characters", most, ("个", "characters"))
    if not out.blocks:
        raise faults.damaged(name, "Word", f"antiword ended with {status}: {tail[-200:]}")
    note = "旧版 Word 文档，已由 antiword 读取，列表编号和合并单元格可能缺失；安装 LibreOffice 后会读得更全。"
    return Document(name, out.text, tuple(out.blocks), (note,))


def _line(line: str) -> tuple[str, BlockKind]:
    """antiword writes a row of a table as cells between bars."""
    if len(line) > 2 and line[0] == "|" == line[-1]:
        return "\t".join(cell.strip() for cell in line[1:-1].split("|")).rstrip("\t"), "table_row"
    return line, line_kind(line) if line else "paragraph"


def _no_program(name: str, suffix: str) -> UnreadableFile:
    programs = "LibreOffice 或 antiword" if suffix == "doc" else "LibreOffice"
    programs_en = "LibreOffice or antiword" if suffix == "doc" else "LibreOffice"
    return UnreadableFile(
        f"文件“{name}”是旧格式文档（.{suffix}），本机没有能读取它的程序（{programs}）。",
        f"The file '{name}' is an old document (.{suffix}), and no program that reads it ({programs_en}) is installed.",
        hint="请用 Word 或 WPS 打开，另存为 .docx 后上传；或请管理员在服务器上安装 LibreOffice。"
        " Save it as .docx in Word or WPS and upload that, or have LibreOffice installed on the server.",
        file=name,
    )
