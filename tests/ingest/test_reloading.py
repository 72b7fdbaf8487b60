"""A corrected roster, loaded again: the graph and the report change by what the corrected rows say, and no more."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.services.workspace import Workspace, open_workspace
from graph.settings import Settings
from ingest.file_report import FileReport
from ingest.services import open_pipeline
from tests.support import whole_graph

HEADER = ["姓名", "性别", "出生年月", "身份证号", "联系电话", "工作单位", "职称", "学历"]
NA = ["李娜", "女", "1980.02", "", "13900000001", "松岚县人民医院", "主任医师", "本科"]
WEI = ["章惟一", "男", "1970.01", "", "13900000002", "青禾州农业科学研究所", "研究员", "博士研究生"]
YU = ["王雨", "女", "1985.06", "", "13900000003", "青禾州农业科学研究所", "农艺师", "本科"]
NOBODY = ["", "男", "1990.01", "", "13900000004", "雾河县第一中学", "教师", "本科"]


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "home").mkdir()
    with open_workspace(Settings(home=tmp_path / "home")) as work:
        yield work


def load(work: Workspace, path: Path, *rows: list[str], header: list[str] = HEADER) -> FileReport:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    report = open_pipeline(work).load(path, origin=path.as_uri(), actor="test")
    work.projector.follow()
    return report


def counts(report: FileReport, kind: str) -> tuple[int, int, int, int]:
    assert report.changes
    group = report.changes[kind]
    return group["new"], group["changed"], group["unchanged"], group["gone"]


def differing(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Names of the nodes and edges that are not the same."""
    names = {i: n["name"] for graph in (before, after) for i, n in graph["nodes"].items()}
    keys = {k for part in ("nodes", "edges") for k in before[part].keys() | after[part].keys()}
    changed = {k for k in keys for part in ("nodes", "edges") if before[part].get(k) != after[part].get(k)}
    return {"~".join(names.get(end, end) for end in key.split("~")) for key in changed}


def test_the_first_file_is_all_new_and_the_same_file_again_is_no_news(work: Workspace, tmp_path: Path) -> None:
    roster = tmp_path / "名册.csv"
    first = load(work, roster, NA, WEI)
    graph = whole_graph(work.store)
    assert counts(first, "entities") == (len(graph["nodes"]), 0, 0, 0)
    assert counts(first, "relations") == (len(graph["edges"]), 0, 0, 0)
    again = load(work, roster, NA, WEI)
    assert again.status == "unchanged"
    assert counts(again, "entities") == (0, 0, len(graph["nodes"]), 0)
    reread = open_pipeline(work).load(roster, origin=roster.as_uri(), actor="test", again=True)
    assert counts(reread, "entities") == (0, 0, len(graph["nodes"]), 0)
    assert counts(reread, "relations") == (0, 0, len(graph["edges"]), 0)


def test_one_corrected_cell_changes_one_person(work: Workspace, tmp_path: Path) -> None:
    roster = tmp_path / "名册.csv"
    total = sum(counts(load(work, roster, NA, WEI, YU), "entities"))
    before = whole_graph(work.store)
    report = load(work, roster, NA, WEI, [*YU[:6], "高级农艺师", YU[7]])
    assert differing(before, whole_graph(work.store)) == {"王雨"}
    assert counts(report, "entities") == (0, 1, total - 1, 0)
    assert counts(report, "relations") == (0, 0, len(before["edges"]), 0)


def test_a_corrected_phone_is_a_change_that_nobody_sees(work: Workspace, tmp_path: Path) -> None:
    roster = tmp_path / "名册.csv"
    load(work, roster, NA, WEI)
    before = whole_graph(work.store)
    report = load(work, roster, [*NA[:4], "13900000009", *NA[5:]], WEI)
    assert whole_graph(work.store) == before
    assert counts(report, "entities")[:2] == (0, 1)
    assert "13900000009" not in str(report.to_json())


def test_a_repaired_row_is_all_that_is_new(work: Workspace, tmp_path: Path) -> None:
    roster = tmp_path / "名册.csv"
    first = load(work, roster, NA, NOBODY, WEI)
    assert first.counts["rejected"] == 1
    before = whole_graph(work.store)
    report = load(work, roster, NA, ["林溪", *NOBODY[1:]], WEI)
    new = differing(before, whole_graph(work.store))
    assert {"林溪", "林溪~WORKS_AT~雾河县第一中学"} <= new
    assert not {name for name in new if "李娜" in name or "章惟一" in name}
    assert counts(report, "entities")[1:] == (0, sum(counts(first, "entities")), 0)


def test_a_row_taken_out_is_gone(work: Workspace, tmp_path: Path) -> None:
    roster = tmp_path / "名册.csv"
    load(work, roster, NA, WEI, YU)
    before = whole_graph(work.store)
    report = load(work, roster, WEI, YU)  # the rows below move up
    after = whole_graph(work.store)
    assert counts(report, "entities")[3] == len(before["nodes"]) - len(after["nodes"]) > 0
    assert counts(report, "relations")[3] == len(before["edges"]) - len(after["edges"]) > 0
    assert counts(report, "entities")[:2] == (0, 0)


def test_what_another_file_knows_already_is_not_new(work: Workspace, tmp_path: Path) -> None:
    load(work, tmp_path / "名册.csv", NA, WEI)
    report = load(work, tmp_path / "另册.csv", WEI, YU)
    assert counts(report, "entities") == (1, 0, 2, 0), "王雨 is new; 章惟一 and the institute are known"
    assert counts(report, "relations") == (1, 0, 1, 0)


def test_a_correction_elsewhere_leaves_the_choice_between_two_files_as_it_was(work: Workspace, tmp_path: Path) -> None:
    """Two files differ about a person; the newer is believed. Correcting another row of the older is no reason to
    believe the older."""
    old = tmp_path / "旧册.csv"
    load(work, old, WEI, NA)
    load(work, tmp_path / "新册.csv", [*WEI[:7], "硕士研究生"])
    before = whole_graph(work.store)
    report = load(work, old, WEI, [*NA[:7], "大专"])
    assert differing(before, whole_graph(work.store)) == {"李娜"}
    assert counts(report, "entities")[1] == 1


def test_a_row_inserted_above_makes_no_other_need_of_what_an_enterprise_needs(work: Workspace, tmp_path: Path) -> None:
    header, roster = ["企业名称", "所属产业", "人才需求"], tmp_path / "企业名录.csv"
    tea = ["云谷茶业有限公司", "茶叶", "电商运营1名"]
    rows = [["松岚县绿源香料有限公司", "草果", "制茶工艺师2名"], tea, tea]
    load(work, roster, *rows, header=header)
    before = whole_graph(work.store)
    report = load(work, roster, ["新禾有限公司", "稻米", "技术员1名"], *rows, header=header)
    assert counts(report, "entities")[1] == counts(report, "entities")[3] == counts(report, "relations")[3] == 0
    after = whole_graph(work.store)
    assert {i: n for i, n in after["nodes"].items() if i in before["nodes"]} == before["nodes"]


def test_an_inserted_row_changes_nothing_below_it(work: Workspace, tmp_path: Path) -> None:
    """Needs and records are told apart by what they say, not by the row they stand in."""
    header = ["需求单位", "需求岗位", "需求专业", "需求人数", "有效期"]
    teacher = ["雾河县第一中学", "数学教师", "数学", "1", "2025-12"]
    rows = [["松岚县人民医院", "骨科医师", "临床医学", "2", "2025-12"], teacher, teacher]
    roster = tmp_path / "人才需求目录.csv"
    load(work, roster, *rows, header=header)
    before = whole_graph(work.store)
    report = load(work, roster, ["青禾州农业科学研究所", "农艺师", "农学", "3", "2025-12"], *rows, header=header)
    assert counts(report, "entities")[1] == counts(report, "entities")[3] == 0
    assert not {name for name in differing(before, whole_graph(work.store)) if "医师" in name or "教师" in name}
