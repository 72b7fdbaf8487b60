"""The marked words of a sentence are the words, whatever kind of file it came from."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ingest.content import Document
from ingest.facts import read_facts
from ingest.readers import read
from tests.ingest.documents import Lexicon

PARAGRAPHS = [
    "松岚县人才工作简报",
    "周启明任职于松岚县农科所，周启明服务草果，全年培训320人次。为把专家请到田间地头，松岚县逐村登记需求、逐户安排时间、"
    "逐月公布进度，群众反映良好。青禾专家工作站服务高山茶。",
]
NAMES = {"周启明", "松岚县农科所", "青禾专家工作站", "草果", "高山茶"}


def as_txt() -> bytes:
    return "\r\n\r\n".join(PARAGRAPHS).encode("gb18030")


def as_md() -> bytes:
    return f"# {PARAGRAPHS[0]}\n\n- {PARAGRAPHS[1]}\n".encode()


def as_docx() -> bytes:
    written, file = docx.Document(), io.BytesIO()
    for text in PARAGRAPHS:
        written.add_paragraph(text)
    written.save(file)
    return file.getvalue()


def as_pdf() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=18, firstLineIndent=24, wordWrap="CJK")
    file = io.BytesIO()
    SimpleDocTemplate(file).build([Paragraph(text, style) for text in PARAGRAPHS])
    return file.getvalue()


@pytest.mark.parametrize(("suffix", "data"), [("txt", as_txt), ("md", as_md), ("docx", as_docx), ("pdf", as_pdf)])
def test_marks_hold_the_words(tmp_path: Path, suffix: str, data: Callable[[], bytes]) -> None:
    path = tmp_path / f"简报.{suffix}"
    path.write_bytes(data())
    document = read(path)
    assert isinstance(document, Document)
    found = read_facts(document, Lexicon().extract(document), origin="o", digest=str, review_below=0.5)
    said: dict[str, set[str]] = {}
    for fact in found.facts:
        for cited in fact.cited:
            text = found.passages[cited.passage].text
            said.setdefault(fact.kind, set()).update(text[start:end] for start, end in cited.marks)
    assert said == {"entity": NAMES, "relation": NAMES, "indicator": {"培训", "320人次"}}
