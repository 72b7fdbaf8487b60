"""Scans and pictures, made by drawing Chinese text; the recognition itself is tried where the extra is installed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from graph.errors import TooLarge, UnreadableFile
from ingest.readers import ReadLimits, ocr, registry

from .conftest import ReadDocument

FONTS = [
    path
    for folder in ("/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts")
    for pattern in ("NotoS*CJK*.ttc", "wqy-*.ttc", "PingFang.ttc", "simsun.ttc")
    for path in Path(folder).rglob(pattern)
    if Path(folder).is_dir()
]
recognised = pytest.mark.skipif(
    not (ocr.is_installed() and FONTS), reason="the extra ocr or a Chinese font is not installed: scans are not tried"
)
LINES = [
    "青禾州人才工作总结",
    "全州共选派科技特派员三十名，服务草果、茶叶等特色产业，专家张伟在",
    "青山县举办培训班十二期。",
]


def scanned(lines: list[str], kind: str = "png", pages: int = 1) -> bytes:
    font = ImageFont.truetype(str(FONTS[0]), 32)
    images = []
    for _ in range(pages):
        image = Image.new("L", (1240, 700), 255)
        for number, line in enumerate(lines):
            ImageDraw.Draw(image).text((80, 80 + 70 * number), line, font=font, fill=0)
        images.append(image)
    stream = io.BytesIO()
    images[0].save(stream, kind, **({"save_all": True, "append_images": images[1:]} if pages > 1 else {}))
    return stream.getvalue()


@recognised
@pytest.mark.parametrize(("kind", "name"), [("png", "a.png"), ("jpeg", "a.jpg"), ("tiff", "a.tif")])
def test_a_picture_of_text(read_document: ReadDocument, kind: str, name: str) -> None:
    document = read_document(scanned(LINES, kind), name)
    assert [block.text for block in document.blocks] == [LINES[0], LINES[1] + LINES[2]]
    assert "OCR" in document.notes[0]
    at = document.text.index("青山县")
    place = document.place(at, at + 3)
    assert (place.page, place.line) == (1, 3)


@recognised
def test_a_scanned_page_among_pages_with_text(read_document: ReadDocument) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.drawString(90, 700, "Zhang Wei")
    canvas.showPage()
    canvas.drawImage(ImageReader(io.BytesIO(scanned(LINES))), 0, 400, 595, 336)
    canvas.save()
    document = read_document(stream.getvalue(), "扫描.pdf")
    assert [(b.text, b.page) for b in document.blocks] == [("Zhang Wei", 1), (LINES[0], 2), (LINES[1] + LINES[2], 2)]


@recognised
def test_several_pages_their_limit_and_progress(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(scanned(LINES[:1], "tiff", pages=2))
    said: list[tuple[float, str]] = []
    registry.read(path, progress=lambda done, word: said.append((done, word)))
    assert said == [(0.0, "识别第 1 页，共 2 页"), (0.5, "识别第 2 页，共 2 页")]
    with pytest.raises(TooLarge, match="扫描页数"):
        registry.read(path, limits=ReadLimits(max_scanned_pages=1))


@recognised
def test_a_picture_without_text(read_document: ReadDocument) -> None:
    with pytest.raises(UnreadableFile, match="没有文字"):
        read_document(scanned([]), "a.png")


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(UnreadableFile, match="OCR") as caught:
        ocr.read_image(b"\x89PNG\r\n\x1a\n", "a.png", ReadLimits())
    assert "talentgraph[ocr]" in caught.value.hint
