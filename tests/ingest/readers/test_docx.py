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
