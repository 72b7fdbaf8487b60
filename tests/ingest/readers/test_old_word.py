"""Old Word, RTF and OpenDocument files, made by LibreOffice itself; and what is said where it is not installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import TooLarge, UnreadableFile
from ingest.readers import ReadLimits, old_word
from ingest.readers.process import OutOfTime, run

from .conftest import ReadDocument
from .test_refusals import ole

OFFICE = old_word.libreoffice()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: old Word files are not tried")
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "text", "table", "style")
)
SOURCE = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/>
</text:list-style></office:automatic-styles><office:body><office:text>
<text:h text:outline-level="1">青禾州人才工作总结</text:h>
<text:list text:style-name="L1"><text:list-item><text:p>主要工作</text:p>
<text:list><text:list-item><text:p>引才聚才</text:p></text:list-item></text:list></text:list-item></text:list>
<text:p>全州共选派科技特派员30名<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>名单由州科技局公布。</text:p></text:note-body></text:note>，服务草果产业。</text:p>
<table:table><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>姓名</text:p></table:table-cell>
<table:table-cell><text:p>单位</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>张伟</text:p></table:table-cell>
<table:table-cell><text:p>某大学</text:p></table:table-cell></table:table-row></table:table>
<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>
<text:p>下一步打算</text:p></text:list-item></text:list></office:text></office:body></office:document>"""
READ = [
    "青禾州人才工作总结",
    "一、主要工作",
    "1. 引才聚才",
    "全州共选派科技特派员30名，服务草果产业。",
    "名单由州科技局公布。",
    "姓名\t单位",
    "张伟\t某大学",
    "二、下一步打算",
]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source in each format."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "report.fodt").write_text(SOURCE, encoding="utf-8")
    assert OFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("docx", "doc", "rtf", "odt"):
        run([OFFICE, profile, "--headless", "--convert-to", kind, "report.fodt"], seconds=120, folder=folder)
    return folder


@needs_office
@pytest.mark.parametrize("kind", ["docx", "doc", "rtf", "odt"])
def test_every_format_reads_the_same(read_document: ReadDocument, converted: Path, kind: str) -> None:
    document = read_document((converted / f"report.{kind}").read_bytes(), f"报告.{kind}")
    if kind == "rtf":  # LibreOffice cannot write the sign behind a Chinese number to it
        assert all(b.text.endswith(text.split("、")[-1]) for b, text in zip(document.blocks, READ, strict=True))
    else:
        assert [block.text for block in document.blocks] == READ
    assert kind == "docx" or "LibreOffice" in document.notes[0]


@needs_office
def test_content_decides_over_the_suffix(read_document: ReadDocument, converted: Path) -> None:
    for kind, name in (("docx", "报告.doc"), ("doc", "报告.wps")):
        assert [b.text for b in read_document((converted / f"report.{kind}").read_bytes(), name).blocks] == READ


@needs_office
def test_a_conversion_that_takes_too_long_is_ended(read_document: ReadDocument, converted: Path) -> None:
    with pytest.raises(TooLarge, match="读取时间"):
        read_document((converted / "report.doc").read_bytes(), "a.doc", ReadLimits(max_seconds=0.05))


@needs_office
@pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed: it is not tried")
def test_antiword_serves_where_there_is_no_office(
    read_document: ReadDocument, converted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_word, "libreoffice", lambda: None)
    document = read_document((converted / "report.doc").read_bytes(), "a.doc")
    assert [block.text for block in document.blocks][:4] == [
        "青禾州人才工作总结",
        "主要工作",
        "引才聚才",
        "全州共选派科技特派员30名[1]，服务草果产业。",
    ]
    assert "张伟\t某大学" in [block.text for block in document.blocks]
    assert "antiword" in document.notes[0]


@pytest.mark.parametrize(("data", "name"), [(ole("WordDocument"), "a.doc"), (b"{\\rtf1 text}", "a.rtf")])
def test_without_a_program_the_message_says_what_to_do(
    read_document: ReadDocument, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(old_word, "_PLACES", ())
    with pytest.raises(UnreadableFile) as caught:
        read_document(data, name)
    assert "另存为 .docx" in caught.value.hint and "LibreOffice" in caught.value.zh


def test_plain_text_under_the_name_of_a_word_file(read_document: ReadDocument) -> None:
    assert read_document("全州共有专家30名。".encode("gbk"), "a.doc").text == "全州共有专家30名。"


def test_a_program_and_what_it_started_end_with_their_time(tmp_path: Path) -> None:
    left = tmp_path / "left"
    script = f"(sleep 2; touch {left}) & sleep 60"
    with pytest.raises(OutOfTime):
        run(["/bin/sh", "-c", script], seconds=0.2, folder=tmp_path)
    run(["/bin/sh", "-c", "sleep 2.2"], seconds=10, folder=tmp_path)
    assert not left.exists()
