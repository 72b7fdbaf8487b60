"""Rejected and doubted rows come back in a workbook, are corrected there, and that workbook is loaded: as if the
roster itself had been corrected."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from cli.main import app
from graph.errors import Conflict, UnreadableFile
from graph.services.entities import search
from graph.services.erasure import erase_person
from graph.services.workspace import Workspace, open_workspace
from graph.settings import Settings
from graph.statements.sources import get_source, kept_content
from ingest.content import Row, Sheet, Workbook
from ingest.file_report import FileReport
from ingest.mapping.mending import ADDED, mend, pack, unpack
from ingest.services import open_pipeline, write_rejects_of
from tests.api.conftest import BASE, upload, wait_until
from tests.contract.test_privacy import checkpoint, on_disk
from tests.ingest.mapping.rosters import resident, sheet_of
from tests.support import whole_graph

NUMBER = resident("19900103", "男", "530102")
PEOPLE: list[list[Any]] = [
    ["青禾州2024年人才信息表"],
    ["序号", "姓名", "性别", "出生年月", "身份证号", "工作单位", "职称", "联系电话"],
    [1, "李若兰", "女", "1980.05", resident("19800503", "女"), "松岚县人民医院", "主任医师", "13800000001"],
    [2, None, "男", "1990.01", NUMBER, "雾河县第一中学", "教师", "13800000002"],
    [3, "章惟一", "男", "1970.11", None, "青禾州农业科学研究所", "研究员", "1380000"],
    [4, "王雨", "女", "1985年6月", resident("19850603", "女"), "同上", "农艺师", "13800000004"],
    [5, None, None, None, None, "青禾州林业局", None, None],
]
SERVICES: list[list[Any]] = [
    ["服务日期", "专家姓名", "专家单位", "服务对象", "服务内容", "培训人数"],
    ["2024.5.6", "李若兰", "松岚县人民医院", "松岚县绿源香料有限公司", "义诊", "20"],
    ["2024.6.6", "章惟一", "青禾州农业科学研究所", "松岚县绿源香料有限公司", "草果栽培", "abc"],
]


def roster(folder: Path, people: list[list[Any]] = PEOPLE, services: list[list[Any]] = SERVICES) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("名册", people), ("服务记录", services)):
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    path = folder / "名册.xlsx"
    book.save(path)
    return path


def fix(rejects: Path, target: Path, **cells: Any) -> Path:
    """The rejects workbook with some cells changed: B4="…" of the first sheet, s_B4="…" of the second."""
    book = openpyxl.load_workbook(rejects)
    for address, value in cells.items():
        page = book.worksheets[1] if address.startswith("s_") else book.worksheets[0]
        page[address.removeprefix("s_")] = value
    book.save(target)
    return target


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "home").mkdir()
    with open_workspace(Settings(home=tmp_path / "home")) as work:
        yield work


def load(work: Workspace, path: Path) -> FileReport:
    report = open_pipeline(work).load(path, origin=path.as_uri(), actor="test")
    work.projector.follow()
    return report


def rejects(work: Workspace, report: FileReport, path: Path, target: Path) -> Path:
    assert report.source_id
    write_rejects_of(work, report.source_id, path, target)
    return target


FIXES = {"G3": "林溪", "M4": "13800000003", "s_K3": 30}


def corrected() -> tuple[list[list[Any]], list[list[Any]]]:
    people, services = [list(row) for row in PEOPLE], [list(row) for row in SERVICES]
    people[3][1], people[4][7], services[2][5] = "林溪", "13800000003", 30
    return people, services


def test_corrected_rows_make_the_graph_of_the_corrected_roster(work: Workspace, tmp_path: Path) -> None:
    path = roster(tmp_path)
    first = load(work, path)
    assert (first.counts["rejected"], first.counts["warned"]) == (2, 2)
    back = fix(rejects(work, first, path, tmp_path / "退回.xlsx"), tmp_path / "改好.xlsx", **FIXES)
    report = load(work, back)
    assert (report.file, report.superseded) == ("改好.xlsx", first.source_id)
    assert (report.counts["rejected"], report.counts["warned"]) == (1, 0)
    assert report.changes and first.changes
    assert report.changes["entities"]["gone"] == report.changes["relations"]["gone"] == 0
    said = sum(first.changes["entities"].values())
    assert (report.changes["entities"]["changed"], report.changes["entities"]["unchanged"]) == (2, said - 2)
    assert {hit.entity.name for hit in search(work, "林溪")} == {"林溪"}
    mended = whole_graph(work.store)
    work.ledger.retract(str(report.source_id), actor="test")
    load(work, roster(tmp_path, *corrected()))
    assert whole_graph(work.store) == mended


def test_neither_file_is_news_again(work: Workspace, tmp_path: Path) -> None:
    """Whoever loads the folder again must not lose the corrections."""
    path = roster(tmp_path)
    back = fix(rejects(work, load(work, path), path, tmp_path / "退回.xlsx"), tmp_path / "改好.xlsx", **FIXES)
    load(work, back)
    before = whole_graph(work.store)
    for again in (path, back, path):
        report = load(work, again)
        assert report.status == "unchanged"
        assert report.changes and [g["new"] + g["changed"] + g["gone"] for g in report.changes.values()] == [0, 0]
    assert whole_graph(work.store) == before


def test_what_is_left_comes_back_once_more(work: Workspace, tmp_path: Path) -> None:
    path = roster(tmp_path)
    first = load(work, path)
    second = load(work, fix(rejects(work, first, path, tmp_path / "r1.xlsx"), tmp_path / "f1.xlsx", **FIXES))
    rest = rejects(work, second, path, tmp_path / "r2.xlsx")
    (page,) = openpyxl.load_workbook(rest).worksheets
    assert [row[0].value for row in page.iter_rows(min_row=3)] == [7]
    third = load(work, fix(rest, tmp_path / "f2.xlsx", G3="沈木"))
    assert (third.counts["rejected"], third.superseded) == (0, second.source_id)
    assert search(work, "林溪") and search(work, "沈木"), "the first corrections stay"
    assert kept_content(work.ledger.engine, str(third.source_id)) is None, "nothing is left to correct"


def test_a_corrected_roster_takes_the_place_of_all_that(work: Workspace, tmp_path: Path) -> None:
    path = roster(tmp_path)
    old = rejects(work, load(work, path), path, tmp_path / "退回.xlsx")
    load(work, roster(tmp_path, *corrected()))
    with pytest.raises(Conflict) as error:
        load(work, fix(old, tmp_path / "改好.xlsx", G3="林木"))
    assert "重新下载" in error.value.hint and not search(work, "林木")


def test_a_preview_shows_what_the_corrections_would_change(work: Workspace, tmp_path: Path) -> None:
    path = roster(tmp_path)
    back = fix(rejects(work, load(work, path), path, tmp_path / "退回.xlsx"), tmp_path / "改好.xlsx", **FIXES)
    before = work.ledger.head()
    report = open_pipeline(work).preview(back, origin=back.as_uri())
    assert report.changes and report.changes["entities"]["new"] > 0 and report.counts["rejected"] == 1
    assert work.ledger.head() == before


def test_a_renamed_sheet_is_named(work: Workspace, tmp_path: Path) -> None:
    path = roster(tmp_path)
    old = rejects(work, load(work, path), path, tmp_path / "退回.xlsx")
    book = openpyxl.load_workbook(old)
    book.worksheets[0].title = "改名了"
    book.save(old)
    with pytest.raises(UnreadableFile, match="改名了"):
        load(work, old)


def test_the_roster_waits_sealed_and_goes_with_an_erased_person(work: Workspace, tmp_path: Path) -> None:
    """The row of the nameless person was rejected: only the kept roster holds the ID number at all."""
    path = roster(tmp_path)
    report = load(work, path)
    assert kept_content(work.ledger.engine, str(report.source_id))
    checkpoint(work.ledger.engine)
    assert on_disk(tmp_path / "home", "李若兰") and on_disk(tmp_path / "home", NUMBER) == []
    assert NUMBER not in json.dumps(get_source(work.ledger.engine, str(report.source_id)).report)
    erase_person(work, search(work, "李若兰", types=["Talent"])[0].entity.id, actor="test")
    assert kept_content(work.ledger.engine, str(report.source_id)) is None


def test_a_retracted_roster_is_kept_no_longer(work: Workspace, tmp_path: Path) -> None:
    report = load(work, roster(tmp_path))
    work.ledger.retract(str(report.source_id), actor="test")
    assert kept_content(work.ledger.engine, str(report.source_id)) is None


def test_rows_are_put_back_where_they_were_and_new_ones_below() -> None:
    sheet = sheet_of(["姓名", "单位"], ["李娜", "甲"], [None, "乙"], ["合计", 2], name="名册")
    page = sheet_of(
        ["退回自"], [*ADDED, "姓名", "单位"],
        [3, "未装入", "A3", "", "", "张伟", "乙"], [None, *[""] * 4, "新人", "丙"],
        [2, *[""] * 4, None, None], name="名册",
    )  # fmt: skip
    (mended,) = mend(Workbook("r.xlsx", (sheet,)), Workbook("f.xlsx", (page,))).sheets
    assert [(row.number, row.cells) for row in mended.rows] == [
        (1, ("姓名", "单位")), (2, ("李娜", "甲")), (3, ("张伟", "乙")), (4, ("合计", 2)), (5, ("新人", "丙"))
    ]  # fmt: skip


def test_a_kept_roster_comes_out_as_it_went_in() -> None:
    cells = (
        "文字",
        1,
        1.5,
        True,
        None,
        date(2024, 5, 6),
        datetime(2024, 5, 6, 7, 8),
        time(9, 30),
        timedelta(hours=1.5),
    )
    sheets = Sheet("甲", "visible", (Row(2, cells),), ((1, 0, 2, 1),)), Sheet("", "empty", ())
    assert unpack(pack(Workbook("a.xls", sheets, ("注",)), "青禾州")) == (Workbook("a.xls", sheets, ("注",)), "青禾州")


def test_over_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTGRAPH_HOME", str(tmp_path / "home"))
    run: Callable[..., Any] = lambda *words: CliRunner().invoke(app, [str(w) for w in words])  # noqa: E731
    path = roster(tmp_path)
    source = json.loads(run("ingest", path, "--json").stdout)["files"][0]["source"]
    assert "4 行" in run("rejects", source, path, "--out", tmp_path / "退回.xlsx").stdout
    loaded = run("ingest", fix(tmp_path / "退回.xlsx", tmp_path / "改好.xlsx", **FIXES))
    assert loaded.exit_code == 1, "one row is still rejected"
    assert "改好.xlsx：已更新" in loaded.stdout and "变更 2" in loaded.stdout
    assert "消失 0；" in loaded.stdout and loaded.stdout.rstrip().count("消失 0") == 2


def test_over_the_api(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with TestClient(create_app(Settings(home=tmp_path / "home", follow_interval_s=0.05)), base_url=BASE) as client:
        wait_until(lambda: client.get("/api/v1/readyz").status_code == 200)
        path = roster(tmp_path)
        source = upload(client, path)["result"]["source"]
        files = {"file": (path.name, path.read_bytes())}
        answer = client.post(f"/api/v1/sources/{source}/rejects", files=files)
        (tmp_path / "退回.xlsx").write_bytes(io.BytesIO(answer.content).getvalue())
        job = upload(client, fix(tmp_path / "退回.xlsx", tmp_path / "改好.xlsx", **FIXES))
        assert (job["state"], job["result"]["superseded"]) == ("done", source)
        assert job["result"]["changes"]["entities"]["changed"] == 2
        assert client.get("/api/v1/search", params={"q": "林溪"}).json()["items"]
        unknown = upload(
            client, fix(tmp_path / "退回.xlsx", tmp_path / "x.xlsx", A1="退回自“某册”〔" + "0" * 20 + "〕")
        )
        assert unknown["state"] == "failed" and unknown["result"]["error"]["hint"]
