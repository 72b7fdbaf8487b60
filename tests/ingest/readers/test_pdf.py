"""PDF: paragraphs joined again, margins left out, scans and encrypted files refused."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pdfplumber
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from graph.errors import TooLarge, UnreadableFile
from ingest.passages import PassageBook
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


ROWS = [
    ["县", "专家工作站名称", "领衔专家"],
    ["青山县", "茶叶专家工作站", "王磊"],
    ["", "果树专家工作站", "张伟、李明"],
]


def tabled(rows: list[list[str]], *, repeat: int = 0) -> bytes:
    """A paragraph, a ruled table whose first column is merged below the heading, and a paragraph."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=18, wordWrap="CJK")
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    rules: Any = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    if not repeat:
        rules.append(("SPAN", (0, 1), (0, len(rows) - 1)))
    table = Table(cells, colWidths=[70, 90, 200], repeatRows=repeat, style=rules)
    stream = io.BytesIO()
    before, after = Paragraph("现予公布如下。", style), Paragraph("请认真做好服务工作。", style)
    SimpleDocTemplate(stream).build([before, table, after])
    return stream.getvalue()


def test_a_ruled_table_is_read_cell_by_cell(read_document: ReadDocument) -> None:
    document = read_document(tabled(ROWS), "名单.pdf")
    assert [(block.text, block.kind) for block in document.blocks] == [
        ("现予公布如下。", "paragraph"),
        ("县\t专家工作站名称\t领衔专家", "table_row"),
        ("青山县\t茶叶专家工作站\t王磊", "table_row"),
        ("\t果树专家工作站\t张伟、李明", "table_row"),
        ("请认真做好服务工作。", "paragraph"),
    ]


def test_a_table_over_two_pages_has_its_heading_once(read_document: ReadDocument) -> None:
    rows = [["县", "名称", "专家"], *[["青山县", f"第{n}工作站", "王磊"] for n in range(60)]]
    blocks = read_document(tabled(rows, repeat=1), "名单.pdf").blocks
    assert [block.text for block in blocks[1:-1]] == ["\t".join(row) for row in rows]
    assert {block.page for block in blocks} >= {1, 2}


def test_two_columns_are_read_one_after_the_other(read_document: ReadDocument) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.setFont(FONT, 12)
    canvas.drawCentredString(297, 780, "青禾州人才工作简报第三期专刊（二〇二四年）")
    texts = ["全州共选派科技特派员三十名" * 12 + "。", "专家服务团深入青山县各乡镇" * 12 + "。"]
    for column, text in enumerate(texts):
        for number in range(0, len(text), 18):
            canvas.drawString(72 + 240 * column, 740 - 20 * (number // 18), text[number : number + 18])
    canvas.save()
    document = read_document(stream.getvalue(), "简报.pdf")
    assert [block.text for block in document.blocks] == ["青禾州人才工作简报第三期专刊（二〇二四年）", *texts]
    at = document.text.index("专家服务团深入青山县", len(texts[0]))
    place = document.place(at, at + 10)
    assert (place.page, place.line) == (1, 2), "the second column begins in the second line of the page"


def test_evidence_names_page_and_line_of_the_file(read_document: ReadDocument) -> None:
    data = typeset(PARAGRAPHS * 4, indent=28)
    document = read_document(data, "报告.pdf")
    book = PassageBook(document)
    with pdfplumber.open(io.BytesIO(data)) as original:
        pages = [[line["text"] for line in page.extract_text_lines()] for page in original.pages]
    for block in document.blocks:
        for at in range(block.start, block.start + len(block.text), 40):
            passage = book.passages[book.at(at, at + 1)]
            line = pages[passage.locator["page"] - 1][passage.locator["line"] - 1]
            head = passage.text[:6]
            assert head in line or line.endswith(tuple(head[:n] for n in range(1, 6)))


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
