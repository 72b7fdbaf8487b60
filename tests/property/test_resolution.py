"""Who is who: the same in whatever order files arrive, never against a judgement or a key, and never for good."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.model.claims import Claim, Mention
from graph.resolution import ReviewPair, resolve, review_pairs
from graph.statements.ledger import Ledger
from graph.statements.view import LedgerView
from tests.support import METHOD, content, make_ledger, mention, rebuilt

INSTITUTE, STATION = mention("Organization", "省农科院"), mention("Platform", "甲县草果站")
FACTS = {
    "Talent": {
        "birth": ["1970-01", "1970-01-05", "1980-02"],
        "id_number": ["530101197001010011", "530101198002030022"],
    },
    "Enterprise": {"code": ["91530000A", "91530000B", "A:1", "B:1"]},
}


@dataclass(frozen=True)
class Known:
    """One mention, and all that is said of it: at most one value of each key."""

    mention: Mention
    name: str
    facts: tuple[tuple[str, str], ...]
    alias: str | None = None
    company: tuple[tuple[str, Mention], ...] = ()

    def claims(self) -> list[Claim]:
        said = [Claim(self.mention, name, 0, METHOD, value=value) for name, value in self.facts]
        if self.alias:
            said.append(Claim(self.mention, "aliases", 0, METHOD, value=self.alias))
        return said + [Claim(self.mention, relation, 0, METHOD, object=end) for relation, end in self.company]


@st.composite
def known(draw: st.DrawFn) -> Known:
    kind = draw(st.sampled_from(list(FACTS)))
    names = ["张伟", "李娜"] if kind == "Talent" else ["甲公司", "乙公司", "丙公司"]
    name = draw(st.sampled_from(names))
    facts = [(f, draw(st.sampled_from(values))) for f, values in FACTS[kind].items() if draw(st.booleans())]
    alias = draw(st.sampled_from([None, None, *names]))
    company = [("WORKS_AT", INSTITUTE), ("MEMBER_OF", STATION)] if kind == "Talent" else []
    kept = tuple(c for c in company if draw(st.booleans()))
    return Known(mention(kind, name, f"{name}/{draw(st.integers(0, 4))}"), name, tuple(facts), alias, kept)


WORLD = st.lists(known(), min_size=2, max_size=8, unique_by=lambda k: k.mention.key)


@contextmanager
def ledger_of(world: list[Known], files: int = 3) -> Iterator[Ledger]:
    """A ledger in which the mentions are dealt out to files."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        for number in range(files):
            part = world[number::files]
            ends = {INSTITUTE: "省农科院", STATION: "甲县草果站"}
            claims = [claim for k in part for claim in k.claims()]
            ledger.add_source(
                content(f"file-{number}", claims, names={**ends, **{k.mention: k.name for k in part}}), actor="t"
            )
        yield ledger
        ledger.engine.dispose()


def entities(ledger: Ledger) -> Mapping[str, str]:
    with ledger.engine.connect() as connection:
        return resolve(LedgerView(connection, ledger.head()), None).entity_of


def ids(ledger: Ledger, world: list[Known]) -> list[str]:
    return [ledger.encoder.mention_id(k.mention) for k in world]


@settings(max_examples=25)
@given(WORLD, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_of_arrival_makes_no_difference(world: list[Known], random: object, files: int) -> None:
    with ledger_of(world) as ledger:
        first = entities(ledger)
    shuffled = list(world)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with ledger_of(shuffled, files) as ledger:
        assert entities(ledger) == first


@settings(max_examples=25)
@given(WORLD)
def test_a_part_is_resolved_as_in_the_whole(world: list[Known]) -> None:
    with ledger_of(world) as ledger, ledger.engine.connect() as connection:
        view = LedgerView(connection, ledger.head())
        whole = resolve(view, None)
        for identifier in ids(ledger, world):
            assert resolve(view, [identifier]).entity(identifier) == whole.entity(identifier)


def code(value: str) -> Known:
    return Known(mention("Enterprise", "甲公司", value), "甲公司", (("code", value),))


@settings(max_examples=25)
@given(WORLD)
@example([code("A:1"), code("B:1"), code("A:1")])
@example([code("91530000A"), code("91530000B")])
def test_conflicting_keys_are_never_one(world: list[Known]) -> None:
    with ledger_of(world) as ledger:
        found = entities(ledger)
        values: dict[tuple[str, str], set[str]] = defaultdict(set)
        for k, identifier in zip(world, ids(ledger, world), strict=True):
            for fact, value in k.facts:
                values[found[identifier], fact].add(value[:7] if fact == "birth" else value)
        assert not {key: v for key, v in values.items() if len(v) > 1}


@settings(max_examples=25)
@given(WORLD, st.data())
def test_what_is_judged_different_stays_apart(world: list[Known], data: st.DataObject) -> None:
    with ledger_of(world) as ledger:
        apart: set[tuple[str, ...]] = set()
        for _ in range(data.draw(st.integers(1, 4))):
            left, right = sorted(data.draw(st.permutations(ids(ledger, world)))[:2])
            if left.split("-")[0] == right.split("-")[0]:
                verdict = data.draw(st.sampled_from(["same", "different"]))
                ledger.judge(left, right, verdict, actor="t", reason="")  # type: ignore[arg-type]
                apart = apart - {(left, right)} | ({(left, right)} if verdict == "different" else set())
        found = entities(ledger)
        assert all(found[left] != found[right] for left, right in apart)


@settings(max_examples=25)
@given(WORLD, st.data())
def test_a_judgement_counts_and_undoing_it_restores_what_was(world: list[Known], data: st.DataObject) -> None:
    with ledger_of(world) as ledger:
        before = entities(ledger)
        left, right = data.draw(st.permutations(ids(ledger, world)))[:2]
        if left.split("-")[0] != right.split("-")[0]:
            return
        verdict = data.draw(st.sampled_from(["same", "different", "unsure"]))
        judged, _ = ledger.judge(left, right, verdict, actor="t", reason="")  # type: ignore[arg-type]
        found = entities(ledger)
        assert verdict == "unsure" or (found[left] == found[right]) == (verdict == "same")
        ledger.undo_judgement(judged, actor="t")
        assert entities(ledger) == before


@settings(max_examples=25)
@given(WORLD)
def test_people_are_never_one_for_their_name_alone(world: list[Known]) -> None:
    nameless = [Known(k.mention, k.name, ()) for k in world if k.mention.type == "Talent"]
    with ledger_of(nameless) as ledger:
        found = entities(ledger)
        assert all(found[i] == i for i in ids(ledger, nameless))


@settings(max_examples=25)
@given(WORLD)
def test_an_entity_is_called_by_the_smallest_of_its_mentions(world: list[Known]) -> None:
    with ledger_of(world) as ledger:
        found = entities(ledger)
        assert all(entity == min(m for m in found if found[m] == entity) for entity in found.values())
        assert all(entity.split("-")[0] == m.split("-")[0] for m, entity in found.items())


BODIES = [
    "松岚县绿源香料有限公司",
    "绿源香料有限责任公司",
    "绿源公司",
    "雾河绿源香料（集团）有限公司",
    "绿源香料专业合作社",
]


@st.composite
def enterprise(draw: st.DrawFn) -> Known:
    name = draw(st.sampled_from(BODIES))
    facts = [("code", draw(st.sampled_from(["91530000A", "91530000B"])))] if draw(st.booleans()) else []
    alias = draw(st.sampled_from([None, None, None, *BODIES]))
    return Known(mention("Enterprise", name, f"{name}/{draw(st.integers(0, 2))}"), name, tuple(facts), alias)


ENTERPRISES = st.lists(enterprise(), min_size=2, max_size=6, unique_by=lambda k: k.mention.key)


def asked(ledger: Ledger) -> list[ReviewPair]:
    with ledger.engine.connect() as connection:
        return review_pairs(LedgerView(connection, ledger.head()))


@settings(max_examples=25)
@given(ENTERPRISES, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_questions_do_not_depend_on_the_order_of_arrival(world: list[Known], random: object, files: int) -> None:
    with ledger_of(world) as ledger:
        first = asked(ledger)
    shuffled = list(world)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with ledger_of(shuffled, files) as ledger:
        assert asked(ledger) == first


@settings(max_examples=25)
@given(ENTERPRISES, st.data())
def test_every_answer_settles_its_question_and_undoing_it_asks_again(world: list[Known], data: st.DataObject) -> None:
    with ledger_of(world) as ledger:
        before, graph = asked(ledger), rebuilt(ledger)
        if not before:
            return
        pair = data.draw(st.sampled_from(before))
        verdict = data.draw(st.sampled_from(["same", "different"]))
        judged, _ = ledger.judge(pair.left_mention, pair.right_mention, verdict, actor="t", reason="")  # type: ignore[arg-type]
        assert not {p for p in asked(ledger) if (p.left, p.right) == (pair.left, pair.right)}
        ledger.undo_judgement(judged, actor="t")
        assert asked(ledger) == before
        assert rebuilt(ledger) == graph


@settings(max_examples=25)
@given(ENTERPRISES)
def test_no_question_contradicts_a_credit_code_unless_the_names_are_equal(world: list[Known]) -> None:
    with ledger_of(world) as ledger:
        codes: dict[str, set[str]] = defaultdict(set)
        found = entities(ledger)
        for k, identifier in zip(world, ids(ledger, world), strict=True):
            codes[found[identifier]].update(value for _, value in k.facts)
        for pair in asked(ledger):
            left, right = codes[pair.left], codes[pair.right]
            assert not (left and right and left != right) or pair.features[0].name == "same_name"
