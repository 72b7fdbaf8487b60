"""PDF: paragraphs joined again, margins left out, scans and encrypted files refused."""

from __future__ import annotations

import io
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from graph.errors import TooLarge, UnreadableFile
from ingest.readers import ReadLimits

from .conftest import ReadDocument

FONT = "STSong-Light"
PARAGRAPHS = [
    "一、主要工作情况",
    "全州共选派科技特派员三十名，服务草果、茶叶、蓝莓等特色产业，" * 6 + "成效明显。",
    "（一）引才聚才",
    "引进博士三名。培训农户五百人次。" * 12,
]


def typeset(paragraphs: list[str], indent: float, *, encrypt: StandardEncryption | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("body", fontName=FONT, fontSize=14, leading=24, wordWrap="CJK", firstLineIndent=indent)

    def margins(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 810, "某某市委组织部")
        canvas.drawCentredString(297, 40, f"— {document.page} —")

    stream = io.BytesIO()
    template = SimpleDocTemplate(stream, encrypt=encrypt)
    template.build([Paragraph(text, style) for text in paragraphs], onFirstPage=margins, onLaterPages=margins)
    return stream.getvalue()


def drawn(pages: list[list[str]]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for lines in pages:
        canvas.setFont(FONT, 14)
        for number, line in enumerate(lines):
            canvas.drawString(90, 740 - 24 * number, line)
        canvas.rect(50, 50, 20, 20)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_indented_paragraphs_are_joined_again(read_document: ReadDocument) -> None:
    document = read_document(typeset(PARAGRAPHS * 4, indent=28), "报告.pdf")
    assert [block.text for block in document.blocks] == PARAGRAPHS * 4
    assert [block.kind for block in document.blocks][:3] == ["heading", "paragraph", "heading"]
    assert document.blocks[0].page == 1
    assert document.blocks[-1].page == max(block.page or 0 for block in document.blocks) > 1


def test_without_indentation_a_full_line_within_a_sentence_goes_on(read_document: ReadDocument) -> None:
    texts = [block.text for block in read_document(typeset(PARAGRAPHS[:2], indent=0), "报告.pdf").blocks]
    assert texts == ["某某市委组织部", *PARAGRAPHS[:2]]  # on a single page nothing tells that this is a header


def test_short_lines_stay_apart(read_document: ReadDocument) -> None:
    lines = ["专家名单", "张伟 茶学", "李明芳 果树学"]
    assert [block.text for block in read_document(drawn([lines]), "a.pdf").blocks] == lines


def test_pages_without_text(read_document: ReadDocument) -> None:
    assert "第 2 页" in read_document(drawn([["正文"], [], ["正文"]]), "a.pdf").notes[0]
    with pytest.raises(UnreadableFile, match="扫描"):
        read_document(drawn([[], []]), "a.pdf")


def test_encrypted(read_document: ReadDocument) -> None:
    with pytest.raises(UnreadableFile, match="密码"):
        read_document(typeset(["正文"], 0, encrypt=StandardEncryption("secret")), "a.pdf")
    # Locked against editing only: the text may be read.
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("", ownerPassword="owner"))
    canvas.drawString(90, 700, "Zhang Wei")
    canvas.save()
    assert read_document(stream.getvalue(), "a.pdf").blocks[0].text == "Zhang Wei"


def test_limits(read_document: ReadDocument) -> None:
    data = drawn([["正文"]] * 3)
    with pytest.raises(TooLarge, match="页数"):
        read_document(data, "a.pdf", ReadLimits(max_pages=2))
    with pytest.raises(TooLarge, match="字符数"):
        read_document(data, "a.pdf", ReadLimits(max_characters=5))
    bomb = b"%PDF-1.4\n1 0 obj <</Filter/FlateDecode>>\nstream\n" + zlib.compress(bytes(3_000_000)) + b"\nendstream"
    with pytest.raises(TooLarge, match="解压"):
        read_document(bomb, "a.pdf", ReadLimits(max_unpacked_bytes=2_000_000))


def test_damaged(read_document: ReadDocument) -> None:
    with pytest.raises(UnreadableFile):
        read_document(drawn([["正文"]])[:300], "a.pdf")
