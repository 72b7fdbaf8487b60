"""Plain text and Markdown: encodings, offsets, and the kinds of lines."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import TooLarge, UnreadableFile
from ingest.content import Document
from ingest.readers import ReadLimits, read
from ingest.readers.encoding import decode

from .conftest import ReadDocument

REPORT = (
    "关于人才工作的报告\r\n\r\n　　一、主要工作情况\r\n　　全州共选派科技特派员30名，服务草果产业。\r\n（一）育才\n"
)
TRADITIONAL = "臺灣地區專家服務團赴雲南指導茶葉產業發展，為當地農戶舉辦培訓班，並與企業簽訂合作協議。\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("gb18030", b""),
        ("gbk", b""),
    ],
)
def test_text_is_exactly_what_the_file_says(read_document: ReadDocument, encoding: str, mark: bytes) -> None:
    document = read_document(mark + REPORT.encode(encoding), "报告.txt")
    assert document.text == REPORT
    assert document.notes == ()


def test_big5_is_told_from_gbk(read_document: ReadDocument) -> None:
    assert read_document(TRADITIONAL.encode("big5"), "报告.txt").text == TRADITIONAL


def test_traditional_text_in_gbk_stays_gbk(read_document: ReadDocument) -> None:
    assert read_document(TRADITIONAL.encode("gbk"), "报告.txt").text == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_file_cut_within_a_character_loses_that_character_only(read_document: ReadDocument, encoding: str) -> None:
    document = read_document((REPORT.strip() * 20).encode(encoding)[:-1], "报告.txt")
    assert document.text.startswith(REPORT[:50])
    assert document.text.count("\ufffd") == 1
    assert "无法按" in document.notes[0]


def test_blocks_are_the_lines_without_surrounding_space(read_document: ReadDocument) -> None:
    document = read_document(REPORT.encode(), "报告.txt")
    assert [(block.text, block.kind) for block in document.blocks] == [
        ("关于人才工作的报告", "paragraph"),
        ("一、主要工作情况", "heading"),
        ("全州共选派科技特派员30名，服务草果产业。", "paragraph"),
        ("（一）育才", "heading"),
    ]
    assert document.blocks[1].start == REPORT.index("一、")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("第一章 总则", "heading"),
        ("第二部分 引才", "heading"),
        ("第一条 为了加强人才工作，制定本办法。", "paragraph"),
        ("一、全州共有专家30名。", "paragraph"),
        ("（二）" + "引才" * 30, "paragraph"),
        ("1. 人才总量持续增长", "list_item"),
        ("1、人才总量持续增长", "list_item"),
        ("（3）人才总量", "list_item"),
        ("① 人才总量", "list_item"),
        ("1.5万人参加培训", "paragraph"),
        ("# 标题", "paragraph"),
    ],
)
def test_kind_of_a_line(read_document: ReadDocument, line: str, kind: str) -> None:
    assert read_document(line.encode(), "a.txt").blocks[0].kind == kind


def test_markdown(read_document: ReadDocument) -> None:
    text = "# 专家名单\n\n- 张三\n* 李四\n\n| 姓名 | 单位 |\n|---|---|\n正文\n#标签\n"
    kinds = [block.kind for block in read_document(text.encode(), "名单.md").blocks]
    assert kinds == ["heading", "list_item", "list_item", "table_row", "table_row", "paragraph", "paragraph"]


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n"])
def test_blank_file(read_document: ReadDocument, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="空"):
        read_document(data, "a.txt")


def test_binary_is_no_text(read_document: ReadDocument) -> None:
    with pytest.raises(UnreadableFile, match="编码"):
        read_document(bytes(range(256)) * 4, "a.txt")


def test_limit_on_characters(read_document: ReadDocument) -> None:
    with pytest.raises(TooLarge):
        read_document("人才".encode() * 6, "a.txt", ReadLimits(max_characters=11))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.text("人才工作一、（）123 \t　abcé𠮷#-|。", max_size=30), min_size=1, max_size=12),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    suffix=st.sampled_from([".txt", ".md"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_offsets_and_round_trip(tmp_path: Path, lines: list[str], newline: str, suffix: str, encoding: str) -> None:
    text = newline.join(lines)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(text.encode(encoding))
    if not text.strip():
        return
    document = read(path)
    assert isinstance(document, Document)
    assert document.text == text
    assert [block.text for block in document.blocks] == [line.strip() for line in lines if line.strip()]
    for block in document.blocks:
        assert text[block.start : block.start + len(block.text)] == block.text


@settings(max_examples=40, deadline=None)
@given(
    st.text("全州共选派科技特派员名服务草果产业举办培训班茶叶种植技术指导张伟王磊都匀市，。0123456789\n", min_size=4)
)
def test_common_chinese_survives_gb18030(text: str) -> None:
    text = "全州人才" + text  # fewer characters may be valid UTF-8 by chance
    assert decode(text.encode("gb18030"), "a.txt", ReadLimits())[0] == text


def test_a_stray_control_character_does_no_harm(read_document: ReadDocument) -> None:
    assert "\x01" in read_document((REPORT * 3 + "\x01").encode("gbk"), "a.txt").text
