"""A preview shows what loading would bring, known or new, and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.services.workspace import Workspace, open_workspace
from graph.settings import Settings
from ingest.decisions import decide
from ingest.file_report import FileReport
from ingest.pipeline import Pipeline
from tests.contract.test_privacy import checkpoint, on_disk
from tests.ingest.documents import Lexicon, load
from tests.support import whole_graph

TEXT = "周启明任职于松岚县农科所。\n周启明服务草果，培训320人次。\n"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "home").mkdir()
    with open_workspace(Settings(home=tmp_path / "home")) as work:
        yield work


def preview(work: Workspace, path: Path, text: str, extractor: Lexicon | None = None) -> FileReport:
    path.write_text(text, encoding="utf-8")
    pipeline = Pipeline(work.ledger, work.vault, review_below=0.5, extractor=extractor or Lexicon())
    return pipeline.preview(path, origin=path.as_uri())


def test_words_are_marked_sentence_by_sentence(work: Workspace, tmp_path: Path) -> None:
    shown = preview(work, tmp_path / "a.txt", TEXT).document
    assert shown
    first, second = shown.sentences
    assert [(first.text[h.start : h.end], h.type) for h in first.highlights] == [
        ("周启明", "Talent"), ("松岚县农科所", "Organization"),
    ]  # fmt: skip
    assert [(second.text[h.start : h.end], h.type) for h in second.highlights] == [
        ("周启明", "Talent"), ("草果", "Industry"), ("培训", "Indicator"), ("320人次", "Indicator"),
    ]  # fmt: skip
    serves = next(f for f in shown.facts if f.content.get("type") == "SERVES")
    assert [shown.sentences[i].text for i in serves.sentences] == ["周启明服务草果，培训320人次。"]


def test_what_is_known_is_told_from_what_is_new(work: Workspace, tmp_path: Path) -> None:
    load(work, tmp_path / "a.txt", "松岚县农科所举办培训班。\n")
    report = preview(work, tmp_path / "b.txt", TEXT, Lexicon(SERVES=0.3))
    assert report.document
    assert report.changes
    known = {f.content.get("name") or f.content.get("type"): f.known for f in report.document.facts}
    assert known["松岚县农科所"] is True
    assert known["周启明"] is False
    assert known["WORKS_AT"] is False
    assert known["SERVES"] is None, "too weak to be stated"
    assert report.changes["relations"]["new"] > 0
    load(work, tmp_path / "b.txt", TEXT)
    again = preview(work, tmp_path / "b.txt", TEXT).document
    assert again
    assert all(f.known for f in again.facts)


def test_a_preview_heeds_decisions(work: Workspace, tmp_path: Path) -> None:
    load(work, tmp_path / "a.txt", TEXT)
    shown = preview(work, tmp_path / "a.txt", TEXT).document
    assert shown
    serves = next(f for f in shown.facts if f.content.get("type") == "SERVES")
    decide(work, serves.id, "refuse", actor="test", reason="")
    after = preview(work, tmp_path / "a.txt", TEXT).document
    assert after
    assert next(f.state for f in after.facts if f.id == serves.id) == "refused"


def test_a_preview_leaves_nothing_behind(work: Workspace, tmp_path: Path) -> None:
    load(work, tmp_path / "a.txt", "松岚县农科所举办培训班。\n")
    before, head = whole_graph(work.store), work.ledger.head()
    preview(work, tmp_path / "b.txt", TEXT)
    assert work.ledger.head() == head
    work.projector.follow()
    assert whole_graph(work.store) == before
    checkpoint(work.ledger.engine)
    assert on_disk(tmp_path / "home", "周启明") == []
