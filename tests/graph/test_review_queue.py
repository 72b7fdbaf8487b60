"""Which pairs a person is asked about, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model.claims import Claim, Mention
from graph.resolution import ReviewPair, review_pairs
from graph.services.entities import search
from graph.services.reviews import ReviewQueue
from graph.services.workspace import Workspace, open_workspace
from graph.settings import Settings
from graph.statements.judgements import list_judgements
from graph.statements.view import LedgerView
from tests.support import METHOD, content, mention, whole_graph

FULL = mention("Enterprise", "松岚县绿源香料有限公司")
SHORT = mention("Enterprise", "绿源香料有限责任公司")
NAMES = {FULL: "松岚县绿源香料有限公司", SHORT: "绿源香料有限责任公司"}


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "home").mkdir()
    with open_workspace(Settings(home=tmp_path / "home")) as work:
        yield work


def say(work: Workspace, origin: str, *claims: Claim, names: dict[Mention, str] = NAMES, text: str = "一句。") -> None:
    work.ledger.add_source(content(origin, list(claims), names=names, text=text), actor="test")
    work.projector.follow()


def pairs(work: Workspace) -> list[ReviewPair]:
    with work.ledger.engine.connect() as connection:
        return review_pairs(LedgerView(connection, work.ledger.head()))


def names(work: Workspace, text: str = "绿源") -> set[str]:
    return {hit.entity.name for hit in search(work, text, types=["Enterprise"])}


def code(of: Mention, value: str) -> Claim:
    return Claim(of, "code", 0, METHOD, value=value)


def test_another_form_of_the_name_is_asked_about_with_its_reasons(work: Workspace) -> None:
    say(work, "file", code(FULL, "91530000A"))
    (review,) = ReviewQueue(work).page(0, 10)
    assert {f.name for f in review.pair.features} == {"same_core", "brand"}
    assert {review.left.entity.name, review.right.entity.name} == set(NAMES.values())
    assert review.left.evidence and review.right.evidence
    assert len(names(work)) == 2, "nothing is joined by itself"


def test_bodies_of_different_credit_codes_are_not_asked_about_nor_joined(work: Workspace) -> None:
    say(work, "file", code(FULL, "91530000A"), code(SHORT, "91530000B"))
    assert pairs(work) == []
    assert len(names(work)) == 2


def test_one_credit_code_joins_whatever_the_names(work: Workspace) -> None:
    say(work, "file", code(FULL, "91530000A"), code(SHORT, "91530000A"))
    assert pairs(work) == []
    assert len(names(work)) == 1


def test_a_former_name_that_a_file_states_joins(work: Workspace) -> None:
    say(work, "file", Claim(FULL, "aliases", 0, METHOD, value=NAMES[SHORT]))
    assert pairs(work) == []
    assert len(names(work)) == 1


def test_a_judgement_is_kept_survives_a_new_version_and_can_be_undone(work: Workspace) -> None:
    say(work, "file")
    before = whole_graph(work.store)
    (pair,) = pairs(work)
    judged, _ = work.ledger.judge(
        pair.left_mention, pair.right_mention, "same", actor="李主任", reason="营业执照同一份"
    )
    work.projector.follow()
    assert len(names(work)) == 1 and pairs(work) == []
    say(work, "file", text="改过的一句。")
    assert len(names(work)) == 1
    (kept,) = list_judgements(work.ledger.engine, before=None, limit=9)
    assert (kept.actor, kept.reason, kept.verdict, kept.undone) == ("李主任", "营业执照同一份", "same", False)
    work.ledger.undo_judgement(judged, actor="李主任")
    work.projector.follow()
    assert whole_graph(work.store) == before
    assert [p.features for p in pairs(work)] == [pair.features]


def test_an_answer_about_namesakes_holds_for_the_coded_ones_not_for_a_name_between_them(work: Workspace) -> None:
    """A mention without a code that another name ties to one of them is not what the person is asked about."""
    between = mention("Enterprise", NAMES[FULL], f"{NAMES[FULL]}/0")
    say(
        work, "file", code(SHORT, "91530000A"), code(FULL, "91530000B"),
        Claim(between, "aliases", 0, METHOD, value=NAMES[SHORT]), names={**NAMES, between: NAMES[FULL]},
    )  # fmt: skip
    (pair,) = pairs(work)
    assert {pair.left_mention, pair.right_mention} == {m.identifier("enterprise") for m in (FULL, SHORT)}
    work.ledger.judge(pair.left_mention, pair.right_mention, "same", actor="李主任", reason="代码抄错")
    work.projector.follow()
    assert pairs(work) == [] and len(names(work)) == 1


def test_what_was_judged_different_is_asked_no_more(work: Workspace) -> None:
    say(work, "file")
    (pair,) = pairs(work)
    work.ledger.judge(pair.left, pair.right, "different", actor="李主任", reason="")
    assert pairs(work) == []
    say(work, "another file")
    assert pairs(work) == [] and len(names(work)) == 2


def test_what_somebody_was_unsure_about_is_asked_last(work: Workspace) -> None:
    tea = {mention("Enterprise", name): name for name in ("云谷茶业有限公司", "松岚县云谷茶业公司")}
    say(work, "file", names={**NAMES, **tea})
    first, second = pairs(work)
    work.ledger.judge(first.left, first.right, "unsure", actor="李主任", reason="待查")
    assert [(p.left, p.unsure) for p in pairs(work)] == [(second.left, False), (first.left, True)]


def test_a_station_under_several_names_is_asked_about(work: Workspace) -> None:
    stations = {mention("Platform", name): name for name in ("松岚绿源香料院士工作站", "云岭省顾明远专家工作站")}
    expert = mention("Talent", "顾明远")
    claims = [Claim(s, "HOSTED_BY", 0, METHOD, object=FULL) for s in stations]
    claims += [Claim(expert, "MEMBER_OF", 0, METHOD, object=s) for s in stations]
    say(work, "file", *claims, names={FULL: NAMES[FULL], expert: "顾明远", **stations})
    (pair,) = pairs(work)
    assert {"host", "member"} <= {f.name for f in pair.features}
    work.ledger.judge(pair.left, pair.right, "same", actor="李主任", reason="一站两牌")
    work.projector.follow()
    (station,) = search(work, "工作站", types=["Platform"])
    assert {station.entity.name, *station.aliases} == set(stations.values())


def test_the_question_says_field_by_field_what_differs_and_where(work: Workspace) -> None:
    """Two namesakes of one birth month; their day of birth and telephone stay unseen."""
    one, other = mention("Talent", "章惟一", "one"), mention("Talent", "章惟一", "other")
    farm, school = mention("Organization", "青禾州农科所"), mention("Organization", "雾河县第一中学")
    first = [
        Claim(one, "birth", 0, METHOD, value="1970-01-05"),
        Claim(one, "phone", 0, METHOD, value="13800000001"),
        Claim(one, "professional_title", 0, METHOD, value="研究员"),
        Claim(one, "WORKS_AT", 0, METHOD, object=farm),
    ]
    second = [Claim(other, "birth", 0, METHOD, value="1970-01"), Claim(other, "WORKS_AT", 0, METHOD, object=school)]
    say(work, "甲册", *first, names={one: "章惟一", farm: "青禾州农科所"}, text="章惟一在农科所。")
    say(work, "乙册", *second, names={other: "章惟一", school: "雾河县第一中学"}, text="章惟一在一中。")
    (review,) = ReviewQueue(work).page(0, 10)
    swapped = review.left.entity.mentions != (work.ledger.encoder.mention_id(one),)
    found = {d.field: (d.right, d.left) if swapped else (d.left, d.right) for d in review.differing}
    assert found == {
        "phone": ("****", None),
        "professional_title": (["研究员"], None),
        "WORKS_AT": (["青禾州农科所"], ["雾河县第一中学"]),
    }
    (works,) = (d for d in review.differing if d.field == "WORKS_AT")
    cited = {e.source: e.text for e in (*works.left_evidence, *works.right_evidence)}
    assert (works.label, cited) == ("任职于", {"甲册": "章惟一在农科所。", "乙册": "章惟一在一中。"})
    assert "13800000001" not in repr(review)


def test_one_native_place_under_two_names_is_one_by_its_code(work: Workspace) -> None:
    """贵州都匀 and 都匀市 are one region for the reference data; with the birth that is enough to be one person."""
    for number, place in enumerate(("松岚", "松岚县")):
        person, region = mention("Talent", "章惟一", str(number)), mention("Region", place)
        claims = [
            Claim(person, "birth", 0, METHOD, value="1970-01"),
            Claim(person, "NATIVE_OF", 0, METHOD, object=region),
            Claim(region, "code", 0, METHOD, value="530199"),
        ]
        say(work, f"册{number}", *claims, names={person: "章惟一", region: place})
    assert len(search(work, "章惟一", types=["Talent"])) == 1
