"""The command line as a clerk uses it: output, exit codes and words in errors."""

from __future__ import annotations

import csv
import json
import stat
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import typer
from rdflib import Graph
from typer.testing import CliRunner

from cli.main import MODULES, app
from tests.ingest.mapping.rosters import resident
from tests.samples import REPORT, write_report

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TALENTGRAPH_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(app, [str(w) for w in words])


def parsed(result: Any) -> Any:
    return json.loads(result.stdout)


@pytest.mark.parametrize("module", MODULES)
def test_each_command_is_listed_with_its_module(module: str) -> None:
    group = typer.Typer()
    import_module(f"cli.{module}").register(group)
    assert tuple(typer.main.get_group(group).commands) == MODULES[module]


def test_help_lists_every_command_and_a_misspelt_one_is_answered(run: Run) -> None:
    listed = run("--help").stdout
    assert all(name in listed for names in MODULES.values() for name in names)
    wrong = run("statu")
    assert wrong.exit_code == 2
    assert "status" in wrong.output


def test_reading_a_document_does_not_wait_for_the_database(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("省农科院研究员李明在某县指导茶产业。", encoding="utf-8")
    read = "import sys; from cli.main import app; app(['extract', sys.argv[1], '--json'], standalone_mode=False)"
    code = f"{read}; sys.exit(sorted({{'sqlalchemy', 'alembic', 'pypinyin', 'openpyxl', 'kglite'}} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert ran.stderr.strip() in {"", "[]"}, ran.stderr


def test_ingest_then_ask(run: Run, tmp_path: Path) -> None:
    loaded = run("ingest", write_report(tmp_path), "--json")
    assert loaded.exit_code == 0, loaded.output
    assert parsed(loaded)["files"][0]["status"] == "added"
    answer = parsed(run("who-serves", "--industry", "草果", "--json"))
    assert {"顾明远", "沈若兰"} <= {r["talent"]["name"] for r in answer["results"]}
    assert set(answer["results"][0]["paths"][0]) >= {"kind", "inferred", "steps", "since", "evidence"}
    assert set(answer["results"][0]["paths"][0]["evidence"][0]) >= {"source", "locator", "text"}
    text = run("who-serves", "--industry", "草果").stdout
    assert "推断" in text
    assert "第 4 段" in text


def test_loading_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    path = write_report(tmp_path)
    run("ingest", path)
    before = run("export").stdout
    unchanged = parsed(run("ingest", path, "--json"))["files"][0]
    assert unchanged["status"] == "unchanged"
    assert [group["new"] + group["changed"] for group in unchanged["changes"].values()] == [0, 0]
    assert "新增 0、变更 0、未变" in run("ingest", path).stdout
    assert run("export").stdout == before
    again = parsed(run("ingest", path, "--again", "--json"))["files"][0]
    assert again["status"] == "superseded"
    assert run("export").stdout == before


def test_one_bad_file_does_not_keep_the_others_out(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"nothing")
    result = run("ingest", bad, write_report(tmp_path), "--json")
    assert result.exit_code == 1
    statuses = {f["file"]: f["status"] for f in parsed(result)["files"]}
    assert statuses == {"坏.docx": "failed", "report.txt": "added"}
    assert run("ingest", bad).exit_code == 3


@pytest.mark.parametrize("way", [(), ("--dry-run",)])
def test_a_sheet_that_is_not_loaded_says_why(run: Run, tmp_path: Path, way: tuple[str, ...]) -> None:
    path = tmp_path / "签到.csv"
    path.write_text("姓名,座位\n李娜,3排\n张伟,4排\n", encoding="utf-8")
    told = run("ingest", *way, path).stdout
    assert "未能识别为已知的表格类型" in told and "参照模板" in told


def test_exit_codes_for_wrong_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("ingest", tmp_path / "empty").exit_code == 2
    assert run("who-serves").exit_code == 2
    unknown = run("who-serves", "--industry", "火星采矿")
    assert unknown.exit_code == 3
    assert "图中没有" in unknown.stderr
    assert run("who-serves", "--industry", "草果", "--as-of", "明天").exit_code == 2
    assert run("retract", "src-9").exit_code == 3


def test_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTGRAPH_PORT", "abc")
    result = run("status")
    assert result.exit_code == 2
    assert "TALENTGRAPH_PORT" in result.stderr


def test_changed_file_and_retraction(run: Run, tmp_path: Path) -> None:
    path = write_report(tmp_path)
    run("ingest", path)
    write_report(tmp_path, text=REPORT.replace("顾明远", "顾长风"))
    assert parsed(run("ingest", path, "--json"))["files"][0]["status"] == "superseded"
    assert parsed(run("search", "顾明远", "--json")) == []
    listed = parsed(run("sources", "--active", "--json"))
    assert len(listed) == 1
    assert run("retract", listed[0]["id"]).exit_code == 0
    assert parsed(run("status", "--json"))["entities"] == {}


def test_exports_parse_and_agree(run: Run, tmp_path: Path) -> None:
    run("ingest", write_report(tmp_path))
    lines = [json.loads(line) for line in run("export", "--format", "jsonl").stdout.splitlines()]
    nodes = [x for x in lines if x["kind"] == "node"]
    relations = [x for x in lines if x["kind"] == "relation"]
    assert all(x["evidence"][0]["file"] == "report.txt" for x in lines)
    for form in ("graphml", "turtle", "csv"):
        assert run("export", "--format", form, "--out", tmp_path / form).exit_code == 0
    names = {"g": "http://graphml.graphdrawing.org/xmlns"}
    tree = ElementTree.parse(tmp_path / "graphml")
    assert len(tree.findall(".//g:node", names)) == len(nodes)
    assert len(tree.findall(".//g:edge", names)) == len(relations)
    turtle = Graph().parse(tmp_path / "turtle", format="turtle")
    for relation in relations:
        triple = [f"urn:talentgraph:entity:{relation[end]}" for end in ("from", "to")]
        assert any(str(s) == triple[0] and str(o) == triple[1] for s, _, o in turtle)
    with (tmp_path / "csv" / "nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(nodes)
    assert run("export", "--format", "csv").exit_code == 2


def test_backup_and_restore(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", write_report(tmp_path))
    before = run("export").stdout
    archive = tmp_path / "backup.zip"
    assert run("backup", archive).exit_code == 0
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert run("restore", archive).exit_code == 3
    monkeypatch.setenv("TALENTGRAPH_HOME", str(tmp_path / "elsewhere"))
    assert run("restore", archive).exit_code == 0
    assert run("export").stdout == before
    no_backup = tmp_path / "report.txt"
    assert run("restore", no_backup, "--force").exit_code == 2
    assert run("export").stdout == before


def test_erase_leaves_nothing(run: Run, tmp_path: Path) -> None:
    run("ingest", write_report(tmp_path))
    person = parsed(run("search", "顾明远", "--json"))[0]
    assert run("erase", person["id"], "--yes").exit_code == 0
    assert all(hit["type"] != "Talent" for hit in parsed(run("search", "顾明远", "--json")))
    assert "沈若兰" in run("who-serves", "--industry", "草果").stdout


def test_extract_prints_without_storing(run: Run, tmp_path: Path) -> None:
    found = parsed(run("extract", write_report(tmp_path), "--json"))
    assert {"entities", "relations", "indicators"} == set(found)
    assert any(e["name"] == "顾明远" for e in found["entities"])
    for entity in found["entities"]:
        for span in entity["evidence"]:
            assert 0 <= span["start"] < span["end"] <= len(REPORT)
    assert parsed(run("status", "--json"))["ledger_revision"] == 0


def test_rebuild_gives_the_same_graph(run: Run, tmp_path: Path) -> None:
    run("ingest", write_report(tmp_path))
    before = run("export").stdout
    assert run("rebuild").exit_code == 0
    assert run("export").stdout == before


ROSTER = "姓名,性别,出生年月,工作单位,职称\n{rows}"


def roster(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text(ROSTER.format(rows="\n".join(rows)), encoding="utf-8")
    return path


def talents(run: Run, name: str) -> list[str]:
    return [hit["id"] for hit in parsed(run("search", name, "--json")) if hit["type"] == "Talent"]


def test_alike_people_are_offered_for_review_and_a_judgement_can_be_undone(run: Run, tmp_path: Path) -> None:
    run("ingest", roster(tmp_path, "甲.csv", "李若兰,女,1980年5月,松岚县人民医院,主任医师"))
    run("ingest", roster(tmp_path, "乙.csv", "李若兰,女,1980-05,雾河县人民医院,"))
    assert len(talents(run, "李若兰")) == 2
    (pair,) = parsed(run("reviews", "--json"))
    assert [f["name"] for f in pair["features"]] == ["birth"]
    judged = parsed(run("judge", pair["left"], pair["right"], "same", "--reason", "本人确认", "--json"))
    assert len(talents(run, "李若兰")) == 1
    assert parsed(run("reviews", "--json")) == []
    changed = roster(tmp_path, "乙.csv", "李若兰,女,1980-05,雾河县人民医院,副主任医师")
    assert parsed(run("ingest", changed, "--json"))["files"][0]["status"] == "superseded"
    assert len(talents(run, "李若兰")) == 1, "a judgement survives a new version of the file"
    assert run("undo", judged["id"]).exit_code == 0
    assert len(talents(run, "李若兰")) == 2
    assert run("undo", judged["id"]).exit_code == 3


def test_namesakes_with_different_births_stay_apart_at_one_unit(run: Run, tmp_path: Path) -> None:
    rows = ["杨晓燕,女,1968年3月,青禾州人民医院,护师", "杨晓燕,女,1991年7月,青禾州人民医院,护师"]
    run("ingest", roster(tmp_path, "医院.csv", *rows))
    assert len(talents(run, "杨晓燕")) == 2
    run("ingest", roster(tmp_path, "名单.csv", "杨晓燕,女,,青禾州人民医院,"))
    assert len(talents(run, "杨晓燕")) == 3, "a bare name at the unit cannot tell which of the two it means"
    assert len(parsed(run("reviews", "--json"))) == 2


NUMBER = resident("19800503", "女", "530102")
SEALED_ROSTER = f"""姓名,出生年月,身份证号,工作单位,职称,联系电话
李若兰,1980年5月3日,{NUMBER},松岚县人民医院,主任医师,13800000001
"""


def test_personal_values_are_shown_only_when_asked_for_with_a_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text(SEALED_ROSTER, encoding="utf-8")
    run("ingest", tmp_path / "名册.csv")
    person = parsed(run("search", "李若兰", "--json"))[0]["id"]
    masked = run("personal", person)
    assert "证件号码：****（1 个值）" in masked.stdout
    refused = [run("personal", person, "--show"), run("personal", person, "--reason", "核对")]
    assert [r.exit_code for r in refused] == [2, 2]
    for said in (masked, *refused, run("personal", person, "--json")):
        assert NUMBER not in said.output and "13800000001" not in said.output
    assert parsed(run("accesses", "--json")) == []
    shown = run("personal", person, "--show", "--reason", "电话通知", "--field", "phone", "--by", "李主任")
    assert "13800000001" in shown.stdout and "530102" not in shown.stdout
    (entry,) = parsed(run("accesses", "--json"))
    assert (entry["actor"], entry["fields"], entry["reason"]) == ("李主任", ["phone"], "电话通知")
    assert "电话通知" in run("accesses").stdout


def test_judgements_are_listed_with_who_and_why(run: Run, tmp_path: Path) -> None:
    rows = "企业名称,所属产业,法定代表人\n松岚县绿源香料有限公司,草果,李娜\n绿源香料有限责任公司,草果,李娜\n"
    (tmp_path / "企业名录.csv").write_text(rows, encoding="utf-8")
    run("ingest", tmp_path / "企业名录.csv")
    before = run("export").stdout
    (pair,) = parsed(run("reviews", "--json"))
    text = run("reviews").stdout
    assert "去掉地区和组织形式后名称相同" in text
    assert "不同 名称：" in text and "企业名录.csv 第 2 行" in text
    done = run("judge", pair["left"], pair["right"], "same", "--reason", "同一执照", "--by", "李主任", "--json")
    assert parsed(run("reviews", "--json")) == []
    (kept,) = parsed(run("judgements", "--json"))
    assert (kept["actor"], kept["reason"], kept["verdict"], kept["undone"]) == ("李主任", "同一执照", "same", False)
    run("undo", parsed(done)["id"])
    assert "已撤销" in run("judgements").stdout
    assert run("export").stdout == before
