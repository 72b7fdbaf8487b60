"""What a file is, by its content first and its suffix second; kinds that no reader takes are refused with advice."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

import olefile

from graph.errors import UnreadableFile
from ingest.readers import faults

KindCode = Literal[
    "txt", "md", "docx", "pdf", "html", "mhtml", "doc", "rtf", "odt", "image", "xlsx", "xls", "csv", "html_table"
]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".et"})
_BY_SUFFIX: dict[str, KindCode] = {"": "txt", ".txt": "txt", ".md": "md", ".markdown": "md"}
_PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
# What systems export as Word or text is often a page.
_MAYBE_PAGES = frozenset({".doc", ".docx", ".wps", ".txt", ""})
_PDF_HEADER = re.compile(rb"%PDF-\d")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_SAVE_AS_DOCX = (
    "请用 Word 或 WPS 打开，另存为 .docx 后上传。",
    "Open it in Word or WPS, save it as .docx and upload that.",
)
_SAVE_AS_XLSX = (
    "请用 Excel 或 WPS 打开，另存为 .xlsx 后上传。",
    "Open it in Excel or WPS, save it as .xlsx and upload that.",
)
_UNPACK = (
    "请先解压，再逐个上传其中的 Word、Excel、PDF 文件。",
    "Unpack it and upload the Word, Excel and PDF files inside.",
)
_AS_PDF = (
    "请打开后另存为 .pdf，或把文字复制到 .docx 后上传。",
    "Save it as .pdf, or copy the text into a .docx, and upload that.",
)
Advice = tuple[str, str, tuple[str, str]]
_PACKED: Advice = ("压缩包", "an archive", _UNPACK)
_SLIDES: Advice = ("演示文稿", "a presentation", _AS_PDF)
_SIGNATURES: tuple[tuple[bytes, KindCode | Advice], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!\x1a\x07", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"\x1f\x8b\x08", _PACKED),
    (b"{\\rtf", "rtf"),
)
_ZIP_PARTS: tuple[tuple[str, KindCode | Advice], ...] = (
    ("word/document", "docx"),
    ("xl/workbook.bin", ("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)", _SAVE_AS_XLSX)),
    ("xl/workbook", "xlsx"),
    ("ppt/", _SLIDES),
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("content.xml", ("OpenDocument 表格", "an OpenDocument spreadsheet", _SAVE_AS_XLSX)),
    ("Document.xml", ("OFD 版式文件", "an OFD document", _AS_PDF)),
    ("OFD.xml", ("OFD 版式文件", "an OFD document", _AS_PDF)),
)
_OLE_STREAMS: tuple[tuple[str, KindCode | Advice], ...] = (
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", _SLIDES),
)


def sniff(data: bytes, name: str, suffix: str) -> KindCode:
    """The kind of a file that is not empty; `suffix` is in lower case with its dot, or empty.

    Raises UnreadableFile for what no reader takes, what is encrypted, and what contradicts a binary suffix.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, name)
    if data.startswith(_OLE):
        return _ole_kind(data, name, suffix)
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return _chosen(name, found)
    if _is_bitmap_or_webp(data):
        return "image"
    if _PDF_HEADER.search(data[:1024]) and (data.lstrip().startswith(b"%PDF") or suffix == ".pdf"):
        return "pdf"
    return _text_kind(data, name, suffix)


def _refusal(name: str, advice: Advice) -> UnreadableFile:
    zh, en, (hint_zh, hint_en) = advice
    return faults.unsupported(name, zh, en, hint_zh, hint_en)


def _is_bitmap_or_webp(data: bytes) -> bool:
    """BMP by its two reserved zero words (its mark alone, BM, may open a text); WebP by its RIFF form."""
    return (data[:2] == b"BM" and data[6:10] == b"\0\0\0\0") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _chosen(name: str, found: KindCode | Advice) -> KindCode:
    if isinstance(found, tuple):
        raise _refusal(name, found)
    return found


def _zip_kind(data: bytes, name: str) -> KindCode:
    with faults.guard(name, "Office"), zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part.filename.replace("\\", "/").lstrip("/") for part in archive.infolist()]
    if _is_opendocument_text(data):
        return "odt"
    for prefix, found in _ZIP_PARTS:
        if any(part.startswith(prefix) for part in parts):
            return _chosen(name, found)
    raise _refusal(name, _PACKED)


def _is_opendocument_text(data: bytes) -> bool:
    """The first part of such a file names its type, and is not packed."""
    return data[30:100].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")


def _ole_kind(data: bytes, name: str, suffix: str) -> KindCode:
    with faults.guard(name, "Office"), olefile.OleFileIO(io.BytesIO(data)) as container:
        streams = {entry[0] for entry in container.listdir(streams=True, storages=True)}
    if "EncryptedPackage" in streams:
        raise faults.protected(name)
    for stream, found in _OLE_STREAMS:
        if stream in streams:
            return _chosen(name, found)
    if suffix == ".wps":
        return "doc"
    raise faults.unsupported(name, "无法识别的旧版 Office 文件", "an unknown old Office file", *_SAVE_AS_DOCX)


def _text_kind(data: bytes, name: str, suffix: str) -> KindCode:
    """What is left is text, or nothing we know; here the suffix decides what the text means."""
    head = data[:4096].decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore")
    head = head.removeprefix("\xef\xbb\xbf")
    if suffix in {".mht", ".mhtml", ".doc", ".wps"} and re.match(r"\s*(?:MIME-Version|From|Content-Type):", head):
        return "mhtml"
    if suffix in _PAGES or (suffix in _MAYBE_PAGES and _PAGE.match(head)):
        return "html"
    if suffix in _TABLE_SUFFIXES:
        if "urn:schemas-microsoft-com:office:spreadsheet" in head:
            raise faults.unsupported(name, "XML 表格", "an XML spreadsheet", *_SAVE_AS_XLSX)
        return "html_table" if _HTML.search(head) else "csv"
    if suffix in {".doc", ".wps"} and b"\0" not in data:
        return "txt"
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if suffix in (".docx", ".docm", ".pdf"):
        what = suffix[1:]
        raise UnreadableFile(
            f"文件“{name}”的扩展名是 {suffix}，但内容不是 {what} 文件。",
            f"The file '{name}' is called {suffix} but is no {what} file.",
            hint=f"文件可能改过扩展名或下载不完整。请用原来的软件打开，另存为 {suffix} 后上传。"
            f" It may have been renamed or cut short: save it as {suffix} again and upload that.",
            file=name,
        )
    raise faults.unsupported(
        name,
        f"不支持的类型（{suffix}）",
        f"of an unsupported kind ({suffix})",
        "请另存为 .docx、.xlsx、.csv、.pdf、.html 或 .txt 后上传。",
        "Save it as .docx, .xlsx, .csv, .pdf, .html or .txt and upload that.",
    )
