"""Text recognition for scans and pictures: the optional extra `ocr` (RapidOCR, whose models come with its package).

The library is loaded with the first scanned page; nothing is fetched. Recognised lines go the way of a PDF's lines.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import Any

from PIL import Image, ImageSequence

from graph.errors import UnreadableFile
from ingest.content import Document
from ingest.readers import faults
from ingest.readers.isolation import tell
from ingest.readers.limits import ReadLimits
from ingest.readers.pdf_layout import Line, Page

RESOLUTION = 200  # dots per inch at which pages are drawn
_MAX_PIXELS = 60_000_000
# A line's box is higher than its characters; boxes of one size of type differ by this much.
_TYPE, _SAME_TYPE = 0.75, 0.3
_COLUMN_GAP = 1.8


@dataclass(slots=True)
class Recogniser:
    """Reads pages of one file and remembers how sure it was of each line (0 to 1)."""

    name: str
    limits: ReadLimits
    scores: list[float] = field(default_factory=list)
    pages: int = 0
    _engine: Any = None

    def page(self, image: Image.Image, number: int, start: int) -> tuple[Page, str]:
        """A page and its text, line by line, which begins at `start` of the document's original."""
        self.pages += 1
        most = self.limits.max_scanned_pages
        if self.pages > most:
            raise faults.too_large(self.name, "扫描页数", "number of scanned pages", most, ("页", "pages"))
        if self._engine is None:
            self._engine = _engine(self.name)
        found = self._engine(image.convert("RGB"))
        boxes = [] if found.boxes is None else list(zip(found.boxes, found.txts, found.scores, strict=True))
        self.scores += [float(score) for _, _, score in boxes]
        parts = [_part(box, text.strip(), number) for box, text, _ in boxes if text.strip()]
        lines: list[Line] = []
        original = ""
        for row in _rows(parts):
            line = _joined(row, start + len(original))
            lines.append(line)
            original += f"{line.text}\n"
        return Page(number, float(image.width), float(image.height), _evened(lines)), original

    @property
    def note(self) -> str:
        """What the user should know of recognised text."""
        sure = sum(self.scores) / len(self.scores) if self.scores else 0.0
        return f"有 {self.pages} 页是扫描件，文字由识别（OCR）得出，平均可信度 {sure:.0%}，请核对人名和数字。"


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None


def read_image(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A picture (png, jpg, tif of several pages …). Raises UnreadableFile without the extra, or without text."""
    from ingest.readers.pdf import document_of  # which itself uses this module for scanned pages

    if not is_installed():
        raise not_installed(name)
    recogniser = Recogniser(name, limits)
    with faults.guard(name, "image"):
        pages = list(_pages(recogniser, data, name))
    return document_of(name, pages, [recogniser.note])


def _pages(recogniser: Recogniser, data: bytes, name: str) -> Iterator[tuple[Page, str]]:
    start = 0
    with Image.open(io.BytesIO(data)) as picture:
        count = getattr(picture, "n_frames", 1)
        for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
            if frame.width * frame.height > _MAX_PIXELS:
                raise faults.too_large(name, "像素数", "number of pixels", _MAX_PIXELS, ("个", "pixels"))
            tell((number - 1) / count, f"识别第 {number} 页，共 {count} 页")
            page, original = recogniser.page(frame, number, start)
            yield page, original
            start += len(original)


def _engine(name: str) -> Any:
    if not is_installed():
        raise not_installed(name)
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    from rapidocr import RapidOCR  # optional, and takes seconds to load

    return RapidOCR(params={"Global.log_level": "error"})


def not_installed(name: str) -> UnreadableFile:
    """A scan, and no means to read it."""
    return UnreadableFile(
        f"文件“{name}”是扫描件或图片，没有可以选中的文字；本机没有安装文字识别（OCR）组件。",
        f"The file '{name}' is a scan or a picture without text, and text recognition (OCR) is not installed.",
        hint='请管理员安装：pip install "talentgraph[ocr]"；或上传由 Word、WPS 直接导出的文件。'
        ' Install the extra: pip install "talentgraph[ocr]"; or upload a file exported from a word processor.',
        file=name,
    )


def _part(box: Any, text: str, page: int) -> Line:
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    return Line(text, min(xs), max(xs), min(ys), max(ys), _TYPE * (max(ys) - min(ys)), page)


def _rows(parts: list[Line]) -> list[list[Line]]:
    """Parts whose middles lie within each other's height stand in one row, from left to right."""
    rows: list[list[Line]] = []
    for part in sorted(parts, key=lambda p: p.top + p.bottom):
        middle = (part.top + part.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [sorted(row, key=lambda p: p.x0) for row in rows]


def _joined(row: list[Line], start: int) -> Line:
    size = median(part.size for part in row)
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    text = " ".join(part.text for part in row)
    top, bottom = min(part.top for part in row), max(part.bottom for part in row)
    columns = any(gap > _COLUMN_GAP * size for gap in gaps)
    return Line(text, row[0].x0, row[-1].x1, top, bottom, size, row[0].page, start, columns=columns)


def _evened(lines: list[Line]) -> list[Line]:
    """The lines with one size for what is one size of type, so that paragraphs are joined as in a typeset page."""
    if not lines:
        return lines
    usual = median(line.size for line in lines)
    return [replace(line, size=usual) if abs(line.size - usual) < _SAME_TYPE * usual else line for line in lines]
