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
        ("utf-16-le", b""),
        ("utf-16-be", b""),
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
    text = (
        "# 专家名单\n\n- 张三\n* 李四\n\n| 姓名 | 单位 |\n|---|---|\n---\n**正**文\n\n> [引用](http://a.cn/b)\n#标签\n"
    )
    document = read_document(text.encode(), "名单.md")
    assert [(block.text, block.kind) for block in document.blocks] == [
        ("专家名单", "heading"),
        ("张三", "list_item"),
        ("李四", "list_item"),
        ("| 姓名 | 单位 |", "table_row"),
        ("正文", "paragraph"),
        ("引用", "paragraph"),
        ("#标签", "paragraph"),
    ]
    (emphasis,) = [block for block in document.blocks if block.text == "正文"]
    place = document.place(emphasis.start, emphasis.start + 2)
    assert text[place.start : place.end] == "正**文"


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


PIECES = st.text("人才工作一、（）123 \t　，abcé𠮷#-|。*[]《》", max_size=60)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(PIECES, min_size=1, max_size=12),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    suffix=st.sampled_from([".txt", ".md"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_stretch_leads_back_to_the_file(
    tmp_path: Path, lines: list[str], newline: str, suffix: str, encoding: str
) -> None:
    text = newline.join(lines)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(text.encode(encoding))
    try:
        document = read(path)
    except UnreadableFile:  # nothing but white space and marks
        return
    assert isinstance(document, Document)
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text
        for at, character in enumerate(block.text, block.start):
            place = document.place(at, at + 1)
            assert text[place.start : place.end] == character or (character == " " and place.start == place.end)
        place = document.place(block.start, block.start + len(block.text))
        assert text[place.start] == block.text[0] and text[place.end - 1] == block.text[-1]
        kept = iter(text[place.start : place.end])
        assert all(character in kept for character in block.text if not character.isspace())


REPORT_LINES = [
    "　　全州共选派科技特派员三百余名，服务草果、茶叶、蓝莓等特色产业，专家张伟在青",
    "山县举办培训班十二期，培训农户五百人次，带动增收一千二百万元，群众满意率达到百",
    "分之九十八。州人才办牵头建立“青禾州乡村振兴",
    "专家服务团”，成员三十人。",
    "　　依托青山县茶叶研究所建立专家工作站，由王磊研究员领衔，围绕病虫害防治开展攻",
    "关，形成技术规程三项。",
]


def test_lines_broken_at_a_fixed_width_are_joined(read_document: ReadDocument) -> None:
    document = read_document("\n".join(REPORT_LINES).encode("gbk"), "报告.txt")
    assert [block.text for block in document.blocks] == [
        "".join(line.strip() for line in REPORT_LINES[:4]),
        "".join(line.strip() for line in REPORT_LINES[4:]),
    ]
    at = document.text.index("青山县举办")
    place = document.place(at, at + 3)
    assert "\n".join(REPORT_LINES)[place.start : place.end] == "青\n山县"


@pytest.mark.parametrize(
    "text",
    [
        "青山县茶叶专家工作站（设在青山县茶叶研究所）\n白水县果树专家工作站（设在白水县果树研究所）\n" * 4,
        "一、主要工作\n全州选派科技特派员。\n二、下一步\n加强服务。",
        "张伟\t某大学，教授\n李明\t某研究院，研究员",
        "尊敬的各位专家：\n现将有关事项通知如下。",
    ],
    ids=["a list of entries of one length", "short paragraphs", "rows", "a salutation"],
)
def test_lines_that_end_where_they_should_stay_apart(read_document: ReadDocument, text: str) -> None:
    document = read_document(text.encode(), "a.txt")
    assert len(document.blocks) == len(text.splitlines()) and document.origin is None


def test_an_open_bracket_or_a_comma_goes_on_in_the_next_line(read_document: ReadDocument) -> None:
    text = "印发《青禾州人才\n发展规划》，\n由州人才办负责。\n第二段"
    assert [block.text for block in read_document(text.encode(), "a.txt").blocks] == [
        "印发《青禾州人才发展规划》，由州人才办负责。",
        "第二段",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "更多范文请访问某某文库网",
        "本文来源：http://www.example.com/a/1.html",
        "点击下载全文",
        "【打印】【关闭】",
        "本文版权归原作者所有，未经授权不得转载。",
        "分享到：微信 微博 QQ空间",
        "相关阅读：上半年工作总结",
        "上一篇：某某通知",
        "www.example.cn",
        "扫描二维码关注我们",
        "浏览次数：1234",
        "- 3 -",
        "第3页 共10页",
    ],
)
def test_what_sites_and_printers_add_is_left_out_and_told(read_document: ReadDocument, line: str) -> None:
    text = f"全州共有专家30名。\n{line}\n培训农户500人次。"
    document = read_document(text.encode(), "a.txt")
    assert [block.text for block in document.blocks] == ["全州共有专家30名。", "培训农户500人次。"]
    assert document.text == text, "offsets are those of the file"
    assert "1 行" in document.notes[0]


@pytest.mark.parametrize(
    "line",
    [
        "三十年来，人才在这里有更多获得感、成就感、荣誉感。",
        "群众扫描二维码即可查看专家信息，预约上门服务。",
        "更多青年人才扎根基层",
        "作品版权归单位所有的，按照协议执行。",
        "2024",
        "编辑部成立专家组，审核项目30个。",
        "责任编辑：某某",
        "（编辑：某某　审核：某某）",
        "联系邮箱：talent@example.com",
        "大",
    ],
)
def test_sentences_about_such_things_stay(read_document: ReadDocument, line: str) -> None:
    assert line in [block.text for block in read_document(f"正文。\n{line}\n正文。".encode(), "a.txt").blocks]


def test_a_page_number_parts_no_sentence(read_document: ReadDocument) -> None:
    text = "服务草果、茶叶、\n— 3 —\n蓝莓产业。"
    assert [b.text for b in read_document(text.encode(), "a.txt").blocks] == ["服务草果、茶叶、蓝莓产业。"]


@settings(max_examples=40, deadline=None)
@given(
    st.text("全州共选派科技特派员名服务草果产业举办培训班茶叶种植技术指导张伟王磊都匀市，。0123456789\n", min_size=4)
)
def test_common_chinese_survives_gb18030(text: str) -> None:
    text = "全州人才" + text  # fewer characters may be valid UTF-8 by chance
    assert decode(text.encode("gb18030"), "a.txt", ReadLimits())[0] == text


def test_a_stray_control_character_does_no_harm(read_document: ReadDocument) -> None:
    assert "\x01" in read_document((REPORT * 3 + "\x01").encode("gbk"), "a.txt").text
