"""A figure that is aimed at is told from one that was counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.services.workspace import open_workspace
from graph.settings import Settings
from ingest.decisions import decide, list_facts
from ingest.facts import is_planned
from ingest.pipeline import Pipeline
from tests.support import whole_graph


@pytest.mark.parametrize(
    "before",
    ["力争引进博士", "2025年，拟发布急需紧缺岗位", "明年新建专家工作站", "（一）下一步，培训技术员", "计划引进硕士",
     "截至目前已引进3名，力争再引进", "全州争取新增高新技术企业"],
)  # fmt: skip
def test_aims(before: str) -> None:
    assert is_planned(before)


@pytest.mark.parametrize(
    "before",
    ["引进博士", "全年争取资金", "争取到上级资金", "实施科技计划项目", "力争新建5个，已建成", "拟建3个；当年培训",
     "力争上游。全年培训", "兑现人才计划补助"],
)  # fmt: skip
def test_counts(before: str) -> None:
    assert not is_planned(before)


def test_a_heading_of_plans_makes_aims_of_what_stands_below_it() -> None:
    assert is_planned("引进博士", under_plan=True)
    assert not is_planned("截至目前已引进博士", under_plan=True)


def test_a_planned_figure_says_so_until_a_person_knows_better(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    path = tmp_path / "打算.txt"
    path.write_text(
        "松岚县人民医院全年引进硕士8名，力争引进博士12名。\n\n二、下一步工作打算\n\n建成专家工作站16个。\n",
        encoding="utf-8",
    )

    def status(value: int) -> str | None:
        (node,) = (n for n in whole_graph(work.store)["nodes"].values() if n.get("value") == value)
        told: str | None = node.get("status")
        return told

    with open_workspace(Settings(home=tmp_path / "home")) as work:
        Pipeline(work.ledger, work.vault).load(path, origin="o", actor="test")
        work.projector.follow()
        assert [status(value) for value in (8, 12, 16)] == [None, "计划", "计划"]
        aims = (f for f in list_facts(work, states=["stated"]).facts if f.content.get("planned"))
        aim = next(f for f in aims if f.content["value"] == 12)
        decide(work, aim.id, "correct", changes={"planned": False}, actor="test", reason="已到岗")
        assert status(12) is None
