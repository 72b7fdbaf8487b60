"""The kinds of file that can be read, and which module reads each; a new kind is one entry and one module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import cast

from graph.errors import NotFound, UnreadableFile
from ingest.content import Content
from ingest.readers import faults
from ingest.readers.isolation import Progress, read_apart
from ingest.readers.limits import DEFAULT_LIMITS, MIB, ReadLimits
from ingest.readers.sniff import KindCode, sniff

Reader = Callable[[bytes, str, ReadLimits], Content]


@dataclass(frozen=True, slots=True)
class FileType:
    """A suffix that a user may choose: its kind, media type and Chinese label."""

    kind: KindCode
    media_type: str
    label: str


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES: MappingProxyType[str, FileType] = MappingProxyType(
    {
        ".xlsx": FileType("xlsx", _SHEET, "Excel 工作簿"),
        ".xlsm": FileType("xlsx", "application/vnd.ms-excel.sheet.macroEnabled.12", "Excel 工作簿（含宏）"),
        ".xls": FileType("xls", "application/vnd.ms-excel", "Excel 97-2003 工作簿"),
        ".csv": FileType("csv", "text/csv", "CSV 表格"),
        ".tsv": FileType("csv", "text/tab-separated-values", "制表符分隔的表格"),
        ".docx": FileType(
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档"
        ),
        ".doc": FileType("doc", "application/msword", "Word 97-2003 文档"),
        ".wps": FileType("doc", "application/vnd.ms-works", "WPS 文字文档"),
        ".rtf": FileType("rtf", "application/rtf", "RTF 文档"),
        ".odt": FileType("odt", "application/vnd.oasis.opendocument.text", "OpenDocument 文档"),
        ".pdf": FileType("pdf", "application/pdf", "PDF 文档"),
        ".html": FileType("html", "text/html", "网页"),
        ".htm": FileType("html", "text/html", "网页"),
        ".mht": FileType("mhtml", "multipart/related", "单个文件网页"),
        ".png": FileType("image", "image/png", "图片"),
        ".jpg": FileType("image", "image/jpeg", "图片"),
        ".jpeg": FileType("image", "image/jpeg", "图片"),
        ".tif": FileType("image", "image/tiff", "扫描图片"),
        ".tiff": FileType("image", "image/tiff", "扫描图片"),
        ".bmp": FileType("image", "image/bmp", "图片"),
        ".txt": FileType("txt", "text/plain", "纯文本"),
        ".md": FileType("md", "text/markdown", "Markdown 文本"),
        ".markdown": FileType("md", "text/markdown", "Markdown 文本"),
    }
)
# Module and function by kind. By name, so that the libraries are loaded only with the first file that needs them.
_READERS: dict[KindCode, tuple[str, str]] = {
    "txt": ("text", "read_text"),
    "md": ("text", "read_markdown"),
    "docx": ("docx", "read_docx"),
    "doc": ("old_word", "read_doc"),
    "rtf": ("old_word", "read_rtf"),
    "odt": ("old_word", "read_odt"),
    "pdf": ("pdf", "read_pdf"),
    "image": ("ocr", "read_image"),
    "html": ("html", "read_html"),
    "mhtml": ("html", "read_mhtml"),
    "xlsx": ("excel", "read_xlsx"),
    "xls": ("excel", "read_xls"),
    "csv": ("delimited", "read_csv"),
    "html_table": ("html_table", "read_html_table"),
}


# Their libraries have hung, or ended the process, on files damaged or made for it.
_RISKY: frozenset[KindCode] = frozenset({"pdf", "xls", "image"})


def read(
    path: Path,
    *,
    name: str | None = None,
    limits: ReadLimits = DEFAULT_LIMITS,
    progress: Progress = lambda _fraction, _message: None,
) -> Content:
    """Read a file; its kind is told by its content first, and by the suffix of `name` (default: the path's) second.

    `progress` is told the fraction done and what goes on, by readers that take long.

    Raises NotFound if there is no such file, TooLarge beyond a limit, and UnreadableFile for a file that is empty,
    damaged, protected, scanned or of an unsupported kind. Never raises an exception of a library.
    """
    shown = name or path.name
    data = _load(path, shown, limits)
    if not data:
        raise faults.empty(shown)
    kind = sniff(data, shown, Path(shown).suffix.lower())
    with faults.guard(shown, kind):
        if kind in _RISKY:
            return read_apart(_READERS[kind], data, shown, kind, limits, progress)
        return _reader(kind)(data, shown, limits)


def _reader(kind: KindCode) -> Reader:
    module, function = _READERS[kind]
    return cast(Reader, getattr(import_module(f"ingest.readers.{module}"), function))


def _load(path: Path, name: str, limits: ReadLimits) -> bytes:
    """The file's bytes, read once, so that what was checked is what is parsed."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except FileNotFoundError as error:
        raise NotFound(
            f"找不到文件“{name}”。",
            f"There is no file '{name}'.",
            hint="请检查路径和文件名。 Check the path and the name.",
            file=name,
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"文件“{name}”无法打开。",
            f"The file '{name}' cannot be opened.",
            hint="请确认它是文件而不是文件夹、没有被其他程序占用，并且您有读取权限。"
            " Check that it is a file, not a folder, that no other program locks it, and that you may read it.",
            file=name,
            detail=str(error),
        ) from error
    if len(data) > limits.max_bytes:
        raise faults.too_large(name, "大小", "size", limits.max_bytes // MIB or 1, ("MiB", "MiB"))
    return data
