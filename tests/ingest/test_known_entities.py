"""Documents beside rosters: what a report names joins what is known, by the rules of identity, or is a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.services.entities import search
from graph.services.reviews import ReviewQueue
from graph.services.workspace import Workspace, open_workspace
from graph.settings import Settings
from ingest.extract import Extractor
from ingest.pipeline import Pipeline
from tests.support import rebuilt, whole_graph

COMPANY = "松岚香谷农业科技有限公司"
ROSTER = "企业名称,统一社会信用代码,企业简称,主营业务\n{},,{},草果加工\n雾河云顶茶业有限公司,,,茶叶\n"
ENTERPRISES, SHORTENED = ROSTER.format(COMPANY, ""), ROSTER.format(COMPANY, "香谷农业")
PEOPLE = "姓名,性别,工作单位,职称\n陈松年,男,云岭农业大学,教授\n"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "home").mkdir()
    with open_workspace(Settings(home=tmp_path / "home")) as work:
        yield work
        assert whole_graph(work.store) == rebuilt(work.ledger)


class Desk:
    """Loads files by name, as a clerk does."""

    def __init__(self, work: Workspace, folder: Path, extractor: Extractor) -> None:
        self._work, self._folder = work, folder
        self._pipeline = Pipeline(work.ledger, work.vault, extractor=extractor)

    def load(self, name: str, text: str) -> str:
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        report = self._pipeline.load(path, origin=path.as_uri(), actor="test")
        self._work.projector.follow()
        return report.status

    def ids(self, name: str, kind: str) -> set[str]:
        return {hit.entity.id for hit in search(self._work, name, types=[kind])}

    def questions(self) -> list[set[str]]:
        """The names of each pair that a person is asked about."""
        return [{r.left.entity.name, r.right.entity.name} for r in ReviewQueue(self._work).page(0, 50)]


@pytest.fixture
def desk(work: Workspace, tmp_path: Path, extractor: Extractor) -> Desk:
    return Desk(work, tmp_path, extractor)


def test_a_company_under_its_full_name_is_the_rosters(desk: Desk) -> None:
    desk.load("企业.csv", ENTERPRISES)
    desk.load("简报.txt", f"松岚草果专家工作站依托{COMPANY}建设。\n")
    assert len(desk.ids("香谷", "Enterprise")) == 1


def test_a_short_form_that_the_document_states_joins(desk: Desk) -> None:
    desk.load("企业.csv", ENTERPRISES)
    desk.load("简报.txt", f"{COMPANY}（以下简称“香谷公司”）承建松岚草果专家工作站。香谷公司全年培训果农260人次。\n")
    (company,) = desk.ids("香谷", "Enterprise")
    assert company in desk.ids("香谷公司", "Enterprise")


def test_a_short_form_that_the_roster_states_joins(desk: Desk, work: Workspace) -> None:
    """Nothing in the text tells that it is a company; the roster does."""
    text = "松岚草果专家工作站由香谷农业承建。\n"
    assert desk.load("旧简报.txt", text) == "added"
    assert desk.ids("香谷农业", "Enterprise") == set()
    desk.load("企业.csv", SHORTENED)
    desk.load("简报.txt", f"新近，{text}")
    (company,) = desk.ids("香谷", "Enterprise")
    assert company in desk.ids(COMPANY, "Enterprise")
    (edge,) = (key for key in whole_graph(work.store)["edges"] if "~HOSTED_BY~" in key)
    assert edge.endswith(company)


def test_a_short_form_that_nobody_states_is_a_question(desk: Desk) -> None:
    """Joining by likeness alone would one day join two companies."""
    desk.load("企业.csv", ENTERPRISES)
    desk.load("简报.txt", "松岚草果专家工作站依托松岚香谷公司建设。\n")
    assert len(desk.ids("香谷", "Enterprise")) == 2
    assert {COMPANY, "松岚香谷公司"} in desk.questions()


def test_a_person_at_the_same_unit_is_the_rosters(desk: Desk) -> None:
    desk.load("人才.csv", PEOPLE)
    desk.load("简报.txt", "云岭农业大学教授陈松年到松岚县指导草果种植。\n")
    assert len(desk.ids("陈松年", "Talent")) == 1


def test_a_namesake_without_anything_else_is_not_joined(desk: Desk) -> None:
    desk.load("人才.csv", PEOPLE)
    desk.load("简报.txt", "松岚县人民医院医生陈松年下乡义诊。\n")
    assert len(desk.ids("陈松年", "Talent")) == 2


def test_a_changed_document_supersedes_what_it_said(desk: Desk, work: Workspace) -> None:
    desk.load("企业.csv", ENTERPRISES)
    before = whole_graph(work.store)
    assert desk.load("简报.txt", f"松岚草果专家工作站依托{COMPANY}建设。\n") == "added"
    assert desk.load("简报.txt", "雾河高山茶院士专家工作站依托雾河云顶茶业有限公司建设。\n") == "superseded"
    assert desk.ids("松岚草果专家工作站", "Platform") == set()
    assert len(desk.ids("雾河高山茶院士专家工作站", "Platform")) == 1
    work.ledger.retract("src-3", actor="test")
    work.projector.follow()
    assert whole_graph(work.store) == before


@pytest.mark.parametrize(
    "text",
    [
        f"下一步，拟依托{COMPANY}建立松岚草果专家工作站。\n",
        f"松岚草果专家工作站尚未依托{COMPANY}建立。\n",
        f"建议依托{COMPANY}建设松岚草果专家工作站。\n",
        f"力争明年依托{COMPANY}建成松岚草果专家工作站。\n",
    ],
)
def test_plans_and_negations_state_no_relation(desk: Desk, work: Workspace, text: str) -> None:
    desk.load("计划.txt", text)
    assert not [key for key in whole_graph(work.store)["edges"] if "~HOSTED_BY~" in key]
