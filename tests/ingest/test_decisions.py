"""What a person decides on the facts of a document, and what becomes of it when the document is read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import SecretStr

from graph.errors import Conflict, InvalidInput, NotFound
from graph.services import erasure
from graph.services.entities import search
from graph.services.workspace import Workspace, open_workspace
from graph.settings import Settings
from ingest.decisions import FactView, decide, find_fact, list_decisions, list_facts, undo
from ingest.settling import State
from tests.contract.test_privacy import checkpoint, on_disk
from tests.ingest.documents import Lexicon, load
from tests.support import rebuilt, whole_graph

TEXT = "周启明任职于松岚县农科所。\n周启明服务草果，培训320人次。\n"
UNSURE = Lexicon(SERVES=0.4)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "home").mkdir()
    with open_workspace(Settings(home=tmp_path / "home")) as work:
        yield work
        assert whole_graph(work.store) == rebuilt(work.ledger), "the graph followed as if it were built anew"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "总结.txt"


def edges(work: Workspace) -> set[tuple[str, str, str]]:
    """Every edge by the names of its ends."""
    graph = whole_graph(work.store)
    names = {key: node["name"] for key, node in graph["nodes"].items()}
    split = (key.split("~") for key in graph["edges"])
    return {(names[a], relation, names[b]) for a, relation, b in split if relation != "PART_OF"}


def names(work: Workspace, kind: str) -> set[str]:
    return {n["name"] for n in whole_graph(work.store)["nodes"].values() if n["type"] == kind}


def fact(work: Workspace, kind: str, **content: Any) -> FactView:
    """The one fact of a kind that was read so."""
    found = [f for f in list_facts(work, states=ALL).facts if f.kind == kind and content.items() <= f.read.items()]
    assert len(found) == 1, found
    return found[0]


ALL: frozenset[State] = frozenset(get_args(State))
SERVES = "周启明", "SERVES", "草果"


def choose(work: Workspace, view: FactView, verdict: Any, **changes: Any) -> int:
    return decide(work, view.id, verdict, changes=changes or None, actor="test", reason="核对过")[0]


def test_a_weak_fact_waits_for_a_person(work: Workspace, path: Path) -> None:
    report = load(work, path, TEXT, UNSURE)
    assert report.counts["review"] == 1
    assert SERVES not in edges(work)
    (open_fact,) = list_facts(work).facts
    (sentence,) = open_fact.sentences
    assert sentence.text == "周启明服务草果，培训320人次。"
    assert [sentence.text[start:end] for start, end in sentence.marks] == ["周启明", "草果"]
    assert (open_fact.method, open_fact.confidence) == ("rule:serves@1", 0.4)
    choose(work, open_fact, "accept")
    assert SERVES in edges(work)
    assert list_facts(work).facts == ()


def test_a_strong_fact_can_be_refused_and_the_refusal_undone(work: Workspace, path: Path) -> None:
    load(work, path, TEXT)
    before = whole_graph(work.store)
    number = choose(work, fact(work, "relation", type="SERVES"), "refuse")
    assert SERVES not in edges(work)
    undo(work, number, actor="test")
    assert whole_graph(work.store) == before
    with pytest.raises(Conflict):
        undo(work, number, actor="test")
    (kept,) = list_decisions(work, before=None, limit=10)
    assert (kept.actor, kept.reason, kept.undone) == ("test", "核对过", True)


def test_a_refused_thing_takes_its_relations_along(work: Workspace, path: Path) -> None:
    load(work, path, TEXT)
    choose(work, fact(work, "entity", name="松岚县农科所"), "refuse")
    assert names(work, "Organization") == set()
    assert edges(work) == {SERVES}
    (left,) = list_facts(work).facts
    assert (left.state, left.content["type"]) == ("impossible", "WORKS_AT")


def test_a_corrected_thing_is_what_its_relations_mean(work: Workspace, path: Path) -> None:
    load(work, path, TEXT)
    choose(work, fact(work, "entity", name="松岚县农科所"), "correct", name="松岚县农业科学研究所")
    assert ("周启明", "WORKS_AT", "松岚县农业科学研究所") in edges(work)
    assert ("培训", "MEASURES", "松岚县农业科学研究所") in edges(work)
    assert names(work, "Organization") == {"松岚县农业科学研究所"}
    choose(work, fact(work, "entity", name="草果"), "correct", type="Enterprise")
    assert names(work, "Enterprise") == {"草果"}
    assert names(work, "Industry") == set()


def test_a_corrected_relation_may_name_what_no_rule_found(work: Workspace, path: Path) -> None:
    load(work, path, TEXT)
    choose(work, fact(work, "relation", type="SERVES"), "correct", to="松岚草果园", to_type="Enterprise")
    assert ("周启明", "SERVES", "松岚草果园") in edges(work)
    assert SERVES not in edges(work)


def test_a_corrected_figure_has_the_new_value(work: Workspace, path: Path) -> None:
    load(work, path, TEXT)
    choose(work, fact(work, "indicator", metric="培训"), "correct", value=230)
    (node,) = (n for n in whole_graph(work.store)["nodes"].values() if n["type"] == "Indicator")
    assert node["value"] == 230


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"to_type": "Talent"}, "不能从"), ({"to": " "}, "为空"), ({"value": 3}, "没有 value"), ({"to": "草果"}, "相同")],
)
def test_a_correction_that_cannot_be_is_told(work: Workspace, path: Path, changes: Any, message: str) -> None:
    load(work, path, TEXT)
    with pytest.raises(InvalidInput, match=message):
        choose(work, fact(work, "relation", type="SERVES"), "correct", **changes)
    assert list_decisions(work, before=None, limit=10) == []


def test_accepting_a_relation_vouches_for_its_ends(work: Workspace, path: Path) -> None:
    load(work, path, TEXT, Lexicon(草果=0.3))
    assert {f.state for f in list_facts(work).facts} == {"held", "waiting"}
    choose(work, fact(work, "relation", type="SERVES"), "accept")
    assert SERVES in edges(work)
    assert list_facts(work).facts == ()


@pytest.mark.parametrize("verdict", ["accept", "refuse"])
def test_decisions_hold_when_the_document_is_read_again(work: Workspace, path: Path, verdict: str) -> None:
    load(work, path, TEXT, UNSURE)
    choose(work, fact(work, "relation", type="SERVES"), verdict)
    decided = whole_graph(work.store)
    load(work, path, TEXT, UNSURE, again=True)
    assert whole_graph(work.store) == decided
    load(work, path, "新加的一段，在前面。\n" + TEXT.replace("。\n", "。 \n"), UNSURE)
    assert (SERVES in edges(work)) == (verdict == "accept")
    assert list_facts(work).facts == ()


def test_another_sentence_that_says_so_counts_for_itself(work: Workspace, path: Path) -> None:
    load(work, path, TEXT)
    choose(work, fact(work, "relation", type="SERVES"), "refuse")
    load(work, path, TEXT + "去年以来，周启明服务草果。\n")
    assert SERVES in edges(work)
    (sentence,) = fact(work, "relation", type="SERVES").sentences
    assert sentence.text == "去年以来，周启明服务草果。"


def test_a_refused_thing_stays_refused_while_its_sentence_stands(work: Workspace, path: Path) -> None:
    load(work, path, TEXT)
    choose(work, fact(work, "entity", name="草果"), "refuse")
    load(work, path, TEXT + "草果丰收。\n")
    assert names(work, "Industry") == set()
    load(work, path, "草果丰收。\n")
    assert "草果" in names(work, "Industry")


def test_the_newest_decision_counts_and_undoing_it_brings_back_the_one_before(work: Workspace, path: Path) -> None:
    load(work, path, TEXT, UNSURE)
    serves = fact(work, "relation", type="SERVES")
    choose(work, serves, "refuse")
    number = choose(work, serves, "accept")
    assert SERVES in edges(work)
    undo(work, number, actor="test")
    assert SERVES not in edges(work)
    assert find_fact(work, serves.id).state == "refused"


def test_a_decision_outlives_its_document(work: Workspace, path: Path) -> None:
    source = load(work, path, TEXT, UNSURE).source_id
    number = choose(work, fact(work, "relation", type="SERVES"), "accept")
    assert source
    work.ledger.retract(source, actor="test")
    work.projector.follow()
    assert whole_graph(work.store)["nodes"] == {}
    load(work, path, TEXT, UNSURE)
    assert SERVES in edges(work)
    work.ledger.retract(list_facts(work, states=ALL).facts[0].source_id, actor="test")
    undo(work, number, actor="test")
    with pytest.raises(NotFound):
        find_fact(work, "fact-00000000000000000000")


def test_two_documents_are_decided_on_apart(work: Workspace, path: Path) -> None:
    load(work, path, TEXT)
    load(work, path.with_name("简报.txt"), "另一份。\n" + TEXT)
    first = next(f for f in list_facts(work, states=ALL).facts if f.read.get("type") == "SERVES")
    choose(work, first, "refuse")
    assert SERVES in edges(work), "the other document still says so"


def test_erasing_a_person_reaches_facts_and_decisions(work: Workspace, path: Path, tmp_path: Path) -> None:
    load(work, path, TEXT + "青禾专家工作站服务高山茶，周启明在场。\n", UNSURE)
    station = "青禾专家工作站", "SERVES", "高山茶"
    decide(work, fact(work, "relation", type="WORKS_AT").id, "accept", actor="test", reason="周启明本人说的")
    for view in list_facts(work).facts:
        choose(work, view, "refuse" if view.content["to"]["name"] == "草果" else "accept")
    assert station in edges(work)
    (person,) = search(work, "周启明", types=["Talent"])
    erasure.erase_person(work, person.entity.id, actor="test")
    checkpoint(work.ledger.engine)
    assert on_disk(tmp_path / "home", "周启明") == []
    assert edges(work) >= {station}
    (kept,) = list_decisions(work, before=None, limit=10)
    undo(work, kept.id, actor="test")
    assert station not in edges(work), "the decision still belonged to its sentence, of which the name is gone"


@pytest.mark.postgres
def test_decisions_on_a_database_server(postgres_url: str, path: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with open_workspace(Settings(home=tmp_path / "home", ledger_url=SecretStr(postgres_url))) as work:
        load(work, path, TEXT, UNSURE)
        before = whole_graph(work.store)
        number = choose(work, fact(work, "relation", type="SERVES"), "accept")
        choose(work, fact(work, "entity", name="松岚县农科所"), "correct", name="松岚县农业科学研究所")
        assert SERVES in edges(work)
        assert whole_graph(work.store) == rebuilt(work.ledger)
        for decision in (number, number + 1):
            undo(work, decision, actor="test")
        assert whole_graph(work.store) == before
        (person,) = search(work, "周启明", types=["Talent"])
        erasure.erase_person(work, person.entity.id, actor="test")
        assert list_decisions(work, before=None, limit=10)[0].content["name"] == "松岚县农科所"
        assert whole_graph(work.store) == rebuilt(work.ledger)


def test_a_person_who_only_waits_for_review_can_be_erased(work: Workspace, path: Path, tmp_path: Path) -> None:
    load(work, path, TEXT, Lexicon(周启明=0.2))
    assert search(work, "周启明") == []
    waiting = fact(work, "entity", name="周启明").id
    choose(work, fact(work, "relation", type="SERVES"), "refuse")
    load(work, path, TEXT + "又及。\n", Lexicon(周启明=0.2))
    with pytest.raises(InvalidInput):
        erasure.erase_person(work, fact(work, "entity", name="草果").id, actor="test")
    erasure.erase_person(work, waiting, actor="test")
    checkpoint(work.ledger.engine)
    assert on_disk(tmp_path / "home", "周启明") == []
    assert list_decisions(work, before=None, limit=10) == []
    with pytest.raises(NotFound):
        erasure.erase_person(work, waiting, actor="test")


def test_erasing_reaches_versions_that_only_held_the_person(work: Workspace, path: Path, tmp_path: Path) -> None:
    load(work, path, TEXT, Lexicon(周启明=0.2))
    load(work, path, TEXT + "又及。\n")
    (person,) = search(work, "周启明", types=["Talent"])
    with pytest.raises(InvalidInput, match="已在图中"):
        erasure.erase_person(work, fact(work, "entity", name="周启明").id, actor="test")
    erasure.erase_person(work, person.entity.id, actor="test")
    checkpoint(work.ledger.engine)
    assert on_disk(tmp_path / "home", "周启明") == []
