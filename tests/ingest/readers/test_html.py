"""Web pages: the article without what surrounds it, tables, encodings, and the way back to the file."""

from __future__ import annotations

import gc
import html
import re
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import TooLarge, UnreadableFile
from ingest.content import Document
from ingest.passages import PassageBook
from ingest.readers import ReadLimits, read

from .conftest import ReadDocument

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>关于公布专家工作站名单的通知_青禾州人民政府网</title>
<style>p {color: red}</style><script>document.write("<p>脚本里的文字</p>")</script></head><body>
<div class="header-nav"><ul><li><a href="/">首页</a><li><a href="/news">新闻</a><li><a href="/open">公开</a></ul></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/news">通知公告</a></div>
<div class="content"><h1>关于公布青禾州<br>专家工作站名单的通知</h1>
<p class="info">发布时间：2024-05-06 浏览次数：345 字号：大 中 小</p>
<p>&emsp;&emsp;各县（市）党委组织部：</p><p>　　经研究，决定在青山县
茶叶研究所等单位建立专家工作站<b>3</b>个，由王磊&middot;买买提等领衔，现予公布。</p>
<ol><li>加强管理<li>定期&amp;考核</ol>
<table border=1><caption>名单</caption><tr><th rowspan=2>县<th colspan=2>工作站</tr><tr><td>名称<td>领衔专家</tr>
<tr><td>青山县</td><td><p>茶叶</p><p>专家工作站</p></td><td>王磊、<br>李明</td></tr></table>
<p style="display:none">看不见的文字</p><p>附件：<a href="list.doc">名单.doc</a></p></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="1">某某总结</a></li><li><a href="2">某某简报</a></li></ul></div>
<ul><li><a href="3">友情链接甲</a></li><li><a href="4">友情链接乙</a></li><li><a href="5">友情链接丙</a></li></ul>
<div id="cookie-consent">本网站使用 Cookie 改善体验</div><p>责任编辑：某某</p>
<footer>主办：青禾州人民政府</footer></body></html>"""
ARTICLE = [
    ("关于公布青禾州专家工作站名单的通知", "heading"),
    ("各县（市）党委组织部：", "paragraph"),
    ("经研究，决定在青山县茶叶研究所等单位建立专家工作站3个，由王磊·买买提等领衔，现予公布。", "paragraph"),
    ("1. 加强管理", "list_item"),
    ("2. 定期&考核", "list_item"),
    ("名单", "paragraph"),
    ("县\t工作站", "table_row"),
    ("\t名称\t领衔专家", "table_row"),
    ("青山县\t茶叶 专家工作站\t王磊、李明", "table_row"),
    ("附件：名单.doc", "paragraph"),
]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_article_of_a_page(read_document: ReadDocument, encoding: str) -> None:
    document = read_document(PAGE.encode(encoding), "通知.html")
    assert [(block.text, block.kind) for block in document.blocks] == ARTICLE
    assert "与正文无关" in document.notes[0]


@pytest.mark.parametrize("name", ["通知.htm", "通知.doc", "通知.docx", "通知.wps", "通知.txt"])
def test_a_page_by_whatever_name(read_document: ReadDocument, name: str) -> None:
    assert [(block.text, block.kind) for block in read_document(PAGE.encode("gbk"), name).blocks] == ARTICLE


def test_a_page_saved_as_one_file(read_document: ReadDocument) -> None:
    message = EmailMessage()
    message.set_content("请用浏览器打开。")
    message.add_alternative(PAGE.encode("gbk"), "text", "html", cte="base64")
    for name in ("通知.mht", "通知.doc"):
        document = read_document(b"MIME-Version: 1.0\r\n" + message.as_bytes(), name)
        assert [block.text for block in document.blocks] == [text for text, _ in ARTICLE]
    with pytest.raises(UnreadableFile):
        read_document(b"MIME-Version: 1.0\r\n\r\ntext", "a.mht")


def test_evidence_leads_to_the_page_source(read_document: ReadDocument) -> None:
    document = read_document(PAGE.encode("gbk"), "通知.html")
    book = PassageBook(document)
    at = document.text.index("王磊·买买提")
    passage = book.passages[book.at(at, at + 6)]
    source = PAGE[passage.locator["start"] : passage.locator["end"]]
    assert passage.text == ARTICLE[2][0]
    assert re.sub(r"\s|<[^>]*>", "", html.unescape(source)) == passage.text


def test_the_title_stands_in_for_a_missing_heading(read_document: ReadDocument) -> None:
    page = "<title>青禾州人才工作总结-青禾州人民政府网</title><p>全州共有专家30名。</p>"
    document = read_document(page.encode(), "a.html")
    assert [block.text for block in document.blocks] == ["青禾州人才工作总结", "全州共有专家30名。"]
    place = document.place(0, 9)
    assert page[place.start : place.end] == "青禾州人才工作总结"


def test_a_table_of_layout_is_no_data(read_document: ReadDocument) -> None:
    cell = "全州共选派科技特派员三十名，服务草果产业。" * 20
    inner = "<table><tr><td>姓名<td>单位<tr><td>张伟<td>某大学</table>"
    page = f"<table><tr><td>栏目</td><td><p>{cell}</p>{inner}</table>"
    texts = [block.text for block in read_document(page.encode(), "a.html").blocks]
    assert texts == ["栏目", cell, "姓名\t单位", "张伟\t某大学"]


def test_an_element_that_calls_itself_furniture_but_holds_the_article(read_document: ReadDocument) -> None:
    prose = "全州共选派科技特派员三十名，服务草果产业。"
    page = f"<div id='share-content'><p>{prose}</p></div><div class='share'>微信好友</div>"
    assert [block.text for block in read_document(page.encode(), "a.html").blocks] == [prose]


def test_a_list_of_names_that_are_links_stays_within_the_article(read_document: ReadDocument) -> None:
    prose = "<p>经研究，确定以下人员为州级专家，聘期三年，请各单位支持其工作。</p>"
    names = "".join(f"<li><a href='{n}'>{name}</a></li>" for n, name in enumerate(["张伟", "李明", "王磊", "赵敏"]))
    document = read_document(f"{prose}<ul>{names}</ul>{prose}<ul>{names}</ul>".encode(), "a.html")
    assert [block.text for block in document.blocks][1:5] == ["张伟", "李明", "王磊", "赵敏"]
    assert len(document.blocks) == 6


def test_entities_of_the_file_itself_are_not_resolved(read_document: ReadDocument, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("机密")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><html><p>正文&x;'
    assert "机密" not in read_document(page.encode(), "a.html").text


def test_limits_and_pages_without_text(read_document: ReadDocument) -> None:
    with pytest.raises(TooLarge, match="字符数"):
        read_document("<p>正文正文正文</p>".encode(), "a.html", ReadLimits(max_characters=5))
    with pytest.raises(TooLarge, match="字符数"):
        read_document("<table><tr><td colspan=900>一<td>二</table>".encode(), "a.html", ReadLimits(max_characters=500))
    with pytest.raises(UnreadableFile, match="没有正文"):
        read_document(b"<html><script>1</script></html>", "a.html")


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<a b='", "<!--", "</", "&", "<div>", "<table><tr><td>", '<a b="\'" ', "<script>", "</p>", "<li>"],
)
def test_damaged_pages_take_linear_time(read_document: ReadDocument, piece: str) -> None:
    def seconds(count: int) -> float:
        """The best of three, without the garbage of other tests being collected meanwhile."""
        page = f"<p>正文</p>{piece * count}".encode()
        spent = []
        for _ in range(3):
            start = time.process_time()
            read_document(page, "a.html")
            spent.append(time.process_time() - start)
        return min(spent)

    gc.disable()
    try:
        assert seconds(4800) < 100 * max(seconds(300), 0.02), "256 times as long if it were quadratic"
    finally:
        gc.enable()


TEXTS = [
    "全州专家",
    "人才，",
    "。",
    "a b",
    " ",
    "\n",
    "&amp;",
    "&nbsp;",
    "&#20013;",
    "&lt",
    "&unknown;",
    "&",
    "<",
    "𠮷",
    "é",
]
TAGS = [
    "p",
    "/p",
    "b",
    "/b",
    "br",
    "h2",
    "/h2",
    "ul",
    "li",
    "/ul",
    "ol",
    "div class=x",
    "/div",
    "a href='#'",
    "/a",
    "pre",
]
OTHERS = ["<table><tr><td>", "<td>", "<tr>", "</table>", "<!-- 注 -->", "<script>代码</script>"]
FRAGMENTS = st.sampled_from([*TEXTS, *(f"<{tag}>" for tag in TAGS), *OTHERS])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FRAGMENTS, min_size=1, max_size=40))
def test_every_character_leads_back_to_the_source(tmp_path: Path, fragments: list[str]) -> None:
    page = "<title>标题文字</title>" + "".join(fragments)
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8", newline="")
    document = read(path)
    assert isinstance(document, Document)
    for block in document.blocks:
        assert document.text[block.start : block.start + len(block.text)] == block.text
        for at, character in enumerate(block.text, block.start):
            place = document.place(at, at + 1)
            source = page[place.start : place.end]
            written_by_us = place.start == place.end  # a tab between cells, the number of an item
            assert (
                written_by_us
                or character in html.unescape(source)
                or (html.unescape(source).isspace() and character == " ")
            )
            assert not written_by_us or character in "\t 0123456789."
