"""PDF documents: lines joined to paragraphs, without page numbers and running headers; scans are refused."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from graph.errors import UnreadableFile
from ingest.content import Document
from ingest.readers import faults
from ingest.readers.blocks import BlockList, line_kind
from ingest.readers.limits import MIB, ReadLimits
from ingest.readers.pdf_layout import Line, Page, join_lines, without_margins

# Complains about every odd colour operator; what matters to the user is reported in notes and errors.
for _chatty in ("pdfminer", "pdfplumber"):
    logging.getLogger(_chatty).setLevel(logging.ERROR)

_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")
_DOUBLY_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_MAX_UNMAPPED = 0.3
# Parts of a character's width: a gap that is a space, and one that parts the columns of a table.
_SPACE, _COLUMN_GAP = 0.3, 1.8


def read_pdf(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A PDF file; each block has its page, counted from 1 (for a paragraph over two pages, the first).

    Raises UnreadableFile for an encrypted or scanned file and for fonts that cannot be mapped to characters, TooLarge
    beyond the limits on pages, characters and unpacked bytes.
    """
    _check_streams(data, name, limits)
    with faults.guard(name, "pdf"):
        try:
            pages = list(_pages(data, name, limits))
        except (PDFPasswordIncorrect, PDFEncryptionError, PdfminerException) as error:
            if _is_encryption(error):
                raise faults.protected(name) from error
            raise
        return _document(name, pages)


def _is_encryption(error: Exception) -> bool:
    causes = (error, *error.args)
    return any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes)


def _check_streams(data: bytes, name: str, limits: ReadLimits) -> None:
    """Refuse a stream that unpacks beyond the limit, as the library unpacks each one whole."""
    if _DOUBLY_PACKED.search(data):
        raise faults.damaged(name, "pdf", "a stream packed twice")
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        inflater = zlib.decompressobj()
        rest: memoryview | bytes = view[match.end() :]
        size = 0
        try:
            # In steps of the packed bytes: handing over the rest of the file would copy it for each stream.
            for at in range(0, len(rest), MIB):
                piece: memoryview | bytes = rest[at : at + MIB]
                while piece and not inflater.eof:
                    size += len(inflater.decompress(piece, 4 * MIB))
                    piece = inflater.unconsumed_tail
                    if size > limits.max_unpacked_bytes:
                        most = limits.max_unpacked_bytes // MIB or 1
                        raise faults.too_large(name, "解压后大小", "unpacked size", most, ("MiB", "MiB"))
                if inflater.eof:
                    break
        except zlib.error:
            continue


def _pages(data: bytes, name: str, limits: ReadLimits) -> Iterator[Page]:
    characters = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        if len(document.pages) > limits.max_pages:
            raise faults.too_large(name, "页数", "number of pages", limits.max_pages, ("页", "pages"))
        for page in document.pages:
            lines = [_line(raw, page.page_number) for raw in _raw_lines(page)]
            yield Page(page.page_number, float(page.width), float(page.height), lines)
            page.close()
            characters += sum(len(line.text) for line in lines)
            if characters > limits.max_characters:
                most = limits.max_characters
                raise faults.too_large(name, "字符数", "number of characters", most, ("个", "characters"))


def _raw_lines(page: Any) -> list[dict[str, Any]]:
    # Some programs print bold text by printing it twice; without this each character would be doubled.
    lines: list[dict[str, Any]] = page.dedupe_chars().extract_text_lines(x_tolerance_ratio=_SPACE, return_chars=True)
    return [line for line in lines if line["text"].strip()]


def _line(raw: dict[str, Any], page: int) -> Line:
    chars = [char for char in raw["chars"] if not char["text"].isspace()]
    height = max((char["size"] for char in chars), default=raw["bottom"] - raw["top"])
    gap = max((b["x0"] - a["x1"] for a, b in pairwise(chars)), default=0.0)
    return Line(
        text=raw["text"].strip(),
        x0=raw["x0"],
        x1=raw["x1"],
        top=raw["top"],
        bottom=raw["bottom"],
        size=height,
        page=page,
        columns=gap > _COLUMN_GAP * height,
    )


def _document(name: str, pages: list[Page]) -> Document:
    text = "".join(line.text for page in pages for line in page.lines)
    if not text:
        raise faults.no_text(name)
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _MAX_UNMAPPED * len(_UNMAPPED.sub("x", text)):
        raise UnreadableFile(
            f"文件“{name}”的字体没有文字编码，读出来是乱码。",
            f"The fonts of '{name}' do not say which characters they show; the text cannot be read.",
            hint="请用原来的软件重新导出 PDF（嵌入字体），或上传 .docx，或做文字识别（OCR）。"
            " Export it again with embedded fonts, or upload the .docx, or run OCR.",
            file=name,
        )
    blocks = BlockList()
    for paragraph, page in join_lines(without_margins(pages)):
        blocks.add(paragraph, line_kind(paragraph), page)
    if not blocks.blocks:
        raise faults.no_text(name)
    return Document(name, blocks.text, tuple(blocks.blocks), tuple(_notes(pages, unmapped)))


def _notes(pages: list[Page], unmapped: int) -> Iterator[str]:
    bare = [str(page.number) for page in pages if not page.lines]
    if bare:
        shown = "、".join(bare[:20]) + ("等" if len(bare) > 20 else "")
        yield f"第 {shown} 页没有文字，可能是扫描图片或空白页，未能读取。"
    if unmapped:
        yield f"有 {unmapped} 个字的字体没有文字编码，显示为乱码。"
