"""Word documents: order, kinds, tables, and the parts that the library's own iteration leaves out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from graph.errors import UnreadableFile
from ingest.passages import PassageBook
from ingest.readers.docx_numbering import format_number

from .conftest import ReadDocument


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def append(document: object, xml: str) -> None:
    body = document.element.body  # type: ignore[attr-defined]
    body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def test_blocks_in_document_order(read_document: ReadDocument) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_heading("人才工作报告", level=0)
    document.add_paragraph("一、主要工作")
    document.add_paragraph("全州共选派科技特派员30名。")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["姓名", "单位", "张伟", "某大学\n茶学院"], strict=True):
        cell.text = text
    document.add_paragraph("张伟", style="List Bullet")
    document.add_heading("下一步", level=2)
    result = read_document(saved(document), "报告.docx")
    assert [(block.text, block.kind) for block in result.blocks] == [
        ("人才工作报告", "heading"),
        ("一、主要工作", "heading"),
        ("全州共选派科技特派员30名。", "paragraph"),
        ("姓名\t单位", "table_row"),
        ("张伟\t某大学 茶学院", "table_row"),
        ("张伟", "list_item"),
        ("下一步", "heading"),
    ]
    assert result.text == "\n".join(block.text for block in result.blocks)


def test_merged_cells_have_their_text_once(read_document: ReadDocument) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for number, cell in enumerate(table._cells):
        cell.text = str(number)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    rows = [block.text for block in read_document(saved(document), "a.docx").blocks]
    assert rows == ["横\t\t2", "竖\t4\t5", "\t7\t8"]


def test_revisions_controls_and_text_boxes(read_document: ReadDocument) -> None:
    document = docx.Document()
    append(
        document,
        "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>",
    )
    append(document, "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    box = "<w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    append(
        document,
        f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    texts = [block.text for block in read_document(saved(document), "a.docx").blocks]
    assert texts == ["新增", "控件", "正文", "文本框"]


NUMBERING = """<w:numbering>
<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum>
<w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="90"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""


def numbered(text: str, level: int, number: int = 91) -> str:
    properties = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_numbers_of_lists_are_restored(read_document: ReadDocument) -> None:
    document = docx.Document()
    known = document.part.numbering_part.element
    for child in list(parse_xml(NUMBERING.replace(">", f" {nsdecls('w')}>", 1))):
        known.append(child)
    entries = [
        ("工作情况", 0),
        ("引才", 1),
        ("柔性引才", 2),
        ("全职引才", 2),
        ("小点", 3),
        ("育才", 1),
        ("下一步打算", 0),
    ]
    for text, level in entries:
        append(document, numbered(text, level))
    append(document, numbered("重新开始", 0, 92))
    append(document, numbered("第一项", 1, 92))
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    blocks = read_document(saved(document), "a.docx").blocks
    assert [(block.text, block.kind) for block in blocks] == [
        ("一、工作情况", "heading"),
        ("（一）引才", "heading"),
        ("1.1 柔性引才", "list_item"),
        ("1.2 全职引才", "list_item"),
        ("小点", "list_item"),
        ("（二）育才", "heading"),
        ("二、下一步打算", "heading"),
        ("一、重新开始", "heading"),
        ("（一）第一项", "heading"),
        ("1. 甲", "list_item"),
        ("2. 乙", "list_item"),
    ]


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (2, "ideographTraditional", "乙"),
        (13, "ideographZodiac", "子"),
        (27, "lowerLetter", "aa"),
        (4, "upperRoman", "IV"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (7, "unknown", "7"),
    ],
)
def test_formats_of_numbers(number: int, style: str, shown: str) -> None:
    assert format_number(number, style) == shown


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next(read_document: ReadDocument) -> None:
    document = docx.Document()
    append(document, "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>服务草果</w:t></w:r></w:p>")
    append(document, "<w:p><w:r><w:t>产业。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>")
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    deleted = row.format("<w:trPr><w:del/></w:trPr>", "删去的行")
    append(document, f"<w:tbl>{deleted}{row.format('', '留下的行')}</w:tbl>")
    assert [b.text for b in read_document(saved(document), "a.docx").blocks] == ["服务草果产业。", "留下的行"]


def test_breaks_set_by_hand(read_document: ReadDocument) -> None:
    document = docx.Document()
    document.add_heading("关于公布青禾州\n专家工作站名单的通知", level=1)
    document.add_paragraph("依托单位：青禾州农科院\n领衔专家：张伟、\n李明")
    document.add_paragraph("目录条目\t3").style = document.styles.add_style("toc 1", 1)
    assert [block.text for block in read_document(saved(document), "a.docx").blocks] == [
        "关于公布青禾州专家工作站名单的通知",
        "依托单位：青禾州农科院\n领衔专家：张伟、李明",
    ]


def test_tables_within_tables_and_frames(read_document: ReadDocument) -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "附表"
    inner = outer.cell(0, 1).add_table(2, 2)
    for cell, text in zip(inner._cells, ["姓名", "单位", "张伟", "某大学"], strict=True):
        cell.text = text
    document.add_table(1, 1).cell(0, 0).text = "方框里的一段话。"
    blocks = read_document(saved(document), "a.docx").blocks
    assert [(block.text, block.kind) for block in blocks] == [
        ("附表", "table_row"),
        ("姓名\t单位", "table_row"),
        ("张伟\t某大学", "table_row"),
        ("方框里的一段话。", "paragraph"),
    ]


def test_the_paragraph_number_of_evidence_counts_the_file_s_paragraphs(read_document: ReadDocument) -> None:
    document = docx.Document()
    for number in range(1, 8):
        document.add_paragraph(f"第{number}段说，专家{number}名。服务产业。")
    data = saved(document)
    read = read_document(data, "a.docx")
    book = PassageBook(read)
    at = read.text.index("专家5名")
    passage = book.passages[book.at(at, at + 4)]
    original = docx.Document(io.BytesIO(data)).paragraphs[passage.locator["paragraph"] - 1]
    assert passage.text in original.text and "page" not in passage.locator


def test_external_entities_are_not_resolved(read_document: ReadDocument, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    document = docx.Document()
    document.add_paragraph("正文ENTITY")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"ENTITY", b"&x;").replace(
                    b"<w:document", f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document'.encode(), 1
                )
            target.writestr(name, content)
    assert "机密" not in read_document(out.getvalue(), "a.docx").text


def test_a_document_of_pictures_only(read_document: ReadDocument) -> None:
    with pytest.raises(UnreadableFile, match="没有文字"):
        read_document(saved(docx.Document()), "a.docx")
