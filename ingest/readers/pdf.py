"""PDF documents: paragraphs and rows of tables, without page numbers and running headers."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from itertools import accumulate

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from graph.errors import UnreadableFile
from ingest.content import Document, Origin
from ingest.readers import faults
from ingest.readers.blocks import BlockList, line_kind
from ingest.readers.isolation import tell
from ingest.readers.limits import MIB, ReadLimits
from ingest.readers.ocr import RESOLUTION, Recogniser, is_installed, not_installed
from ingest.readers.pdf_layout import Page, join_lines, without_margins
from ingest.readers.pdf_lines import read_page

# Complains about every odd colour operator; what matters to the user is reported in notes and errors.
for _chatty in ("pdfminer", "pdfplumber"):
    logging.getLogger(_chatty).setLevel(logging.ERROR)

_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")
_DOUBLY_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_MAX_UNMAPPED = 0.3
_STRIDE = 20


def read_pdf(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A PDF file; each block has its page, counted from 1 (for a paragraph over two pages, the first).

    Raises UnreadableFile for an encrypted or scanned file and for fonts that cannot be mapped to characters, TooLarge
    beyond the limits on pages, characters and unpacked bytes.
    """
    _check_streams(data, name, limits)
    with faults.guard(name, "pdf"):
        try:
            recogniser = Recogniser(name, limits)
            pages = list(_pages(data, name, limits, recogniser))
        except (PDFPasswordIncorrect, PDFEncryptionError, PdfminerException) as error:
            if _is_encryption(error):
                raise faults.protected(name) from error
            raise
        return document_of(name, pages, [recogniser.note] if recogniser.pages else [])


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


def _pages(data: bytes, name: str, limits: ReadLimits, recogniser: Recogniser) -> Iterator[tuple[Page, str]]:
    """Each page with its original text; that of a scanned page is recognised where that can be done."""
    length = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        if len(document.pages) > limits.max_pages:
            raise faults.too_large(name, "页数", "number of pages", limits.max_pages, ("页", "pages"))
        for number, raw in enumerate(document.pages, start=1):
            page, original = read_page(raw, length)
            if not original and raw.images and is_installed():
                tell(number / len(document.pages), f"识别第 {number} 页，共 {len(document.pages)} 页")
                page, original = recogniser.page(raw.to_image(resolution=RESOLUTION).original, number, length)
            raw.close()
            yield page, original
            length += len(original)
            if number % _STRIDE == 0:
                tell(number / len(document.pages), f"读取第 {number} 页，共 {len(document.pages)} 页")
            if length > limits.max_characters:
                most = limits.max_characters
                raise faults.too_large(name, "字符数", "number of characters", most, ("个", "characters"))


def document_of(name: str, read: list[tuple[Page, str]], notes: list[str]) -> Document:
    """The document that pages and their original texts make. Raises UnreadableFile if there is no text."""
    pages, originals = [page for page, _ in read], [original for _, original in read]
    text = "".join(originals)
    if not text:
        raise faults.no_text(name) if is_installed() else not_installed(name)
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
    for paragraph in join_lines(without_margins(pages)):
        kind = "table_row" if paragraph.is_row else line_kind(paragraph.strand.text)
        blocks.add_strand(paragraph.strand, kind, paragraph.page)
    if not blocks.blocks:
        raise faults.no_text(name)
    origin = Origin(text, tuple(blocks.pieces), tuple(accumulate(map(len, originals[:-1]), initial=0)))
    return Document(name, blocks.text, tuple(blocks.blocks), (*notes, *_notes(pages, unmapped)), origin)


def _notes(pages: list[Page], unmapped: int) -> Iterator[str]:
    bare = [str(page.number) for page in pages if not page.lines]
    if bare:
        shown = "、".join(bare[:20]) + ("等" if len(bare) > 20 else "")
        yield f"第 {shown} 页没有文字，可能是扫描图片或空白页，未能读取。"
    if unmapped:
        yield f"有 {unmapped} 个字的字体没有文字编码，显示为乱码。"
