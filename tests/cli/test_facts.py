"""Reviewing a document's facts on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests.samples import write_report

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TALENTGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TALENTGRAPH_REVIEW_BELOW", "1")
    return lambda *words: CliRunner().invoke(app, [str(w) for w in words])


def test_weak_facts_are_listed_decided_and_taken_back(run: Run, tmp_path: Path) -> None:
    run("ingest", write_report(tmp_path))
    assert json.loads(run("status", "--json").stdout)["entities"] == {}, "no rule is as sure as that"
    shown = run("facts", "--limit", "500").stdout
    assert "企业、合作社 松岚县绿源香料有限公司（待审，" in shown
    assert "┊ report.txt 第 " in shown
    found = json.loads(run("facts", "--limit", "500", "--json").stdout)
    host = next(f for f in found if f["content"].get("type") == "HOSTED_BY")
    made = run("decide", host["id"], "accept", "--reason", "合同在案", "--by", "王编辑", "--json")
    assert made.exit_code == 0, made.output
    assert json.loads(run("status", "--json").stdout)["relations"] == {"HOSTED_BY": 1}
    assert "王编辑 合同在案" in run("decisions").stdout
    assert run("undecide", json.loads(made.stdout)["id"]).exit_code == 0
    assert json.loads(run("status", "--json").stdout)["entities"] == {}
    assert "（已撤销）" in run("decisions").stdout


def test_wrong_words_are_told(run: Run, tmp_path: Path) -> None:
    run("ingest", write_report(tmp_path))
    (fact, *_) = json.loads(run("facts", "--json").stdout)
    assert run("decide", fact["id"], "correct").exit_code == 2
    assert run("decide", fact["id"], "correct", "--value", "3").exit_code == 2
    assert run("decide", "fact-0", "accept").exit_code == 3
    assert run("facts", "--state", "nonsense").exit_code == 2


def test_a_document_can_be_looked_at_before_it_is_loaded(run: Run, tmp_path: Path) -> None:
    shown = run("ingest", "--dry-run", write_report(tmp_path)).stdout
    assert "云岭省顾明远专家工作站由松岚县绿源香料有限公司申报建立。" in shown
    assert "待审" in shown
    (report,) = json.loads(run("ingest", "--dry-run", tmp_path, "--json").stdout)["files"]
    assert report["changes"]["entities"]["new"] == 0
    assert {"facts", "sentences"} == set(report["document"])
    assert json.loads(run("status", "--json").stdout)["ledger_revision"] == 0
