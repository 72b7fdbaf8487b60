"""Whatever happens to the ledger, following it step by step gives the graph that a rebuild gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.claims import Claim, Mention
from graph.ontology import ontology
from graph.projection import Projector
from graph.statements.ledger import Ledger
from graph.store.kglite_store import KgliteStore
from tests.support import METHOD, content, make_ledger, mention, whole_graph

NAMES = {
    "Talent": ["张伟", "李娜", "王芳"],
    "Platform": ["甲县草果站", "乙县草果站"],
    "Enterprise": ["甲公司", "乙公司", "甲公司（新）"],
    "Organization": ["省农科院", "州农科所"],
    "Industry": ["草果", "中药材"],
    "Region": ["甲县", "乙县"],
}
RELATIONS = [
    ("Talent", "WORKS_AT", "Organization"), ("Talent", "MEMBER_OF", "Platform"), ("Platform", "SERVES", "Industry"),
    ("Enterprise", "COOPERATES_WITH", "Enterprise"), ("Enterprise", "COOPERATES_WITH", "Organization"),
    ("Platform", "HOSTED_BY", "Enterprise"), ("Talent", "SERVES", "Industry"), ("Platform", "LOCATED_IN", "Region"),
]  # fmt: skip
CODES = ["91530000A", "91530000B"]
BIRTHS = ["1970-01", "1980-02-03"]
MAX_STEPS = 8


@st.composite
def mentions(draw: st.DrawFn, kind: str) -> tuple[Mention, str]:
    name = draw(st.sampled_from(NAMES[kind]))
    key = f"{name}/{draw(st.integers(0, 2))}" if kind in ("Talent", "Enterprise") else None
    return mention(kind, name, key), name


@st.composite
def sources(draw: st.DrawFn) -> tuple[list[Claim], dict[Mention, str]]:
    names: dict[Mention, str] = {}
    claims: list[Claim] = []
    for _ in range(draw(st.integers(1, 4))):
        start, relation, end = draw(st.sampled_from(RELATIONS))
        subject, target = draw(mentions(start)), draw(mentions(end))
        names |= dict([subject, target])
        since = {"since": draw(st.sampled_from(["2020", "2021-05"]))} if relation == "SERVES" and draw(st.booleans()) else {}
        claims.append(Claim(subject[0], relation, 0, METHOD, object=target[0], qualifiers=since))
        if start == "Talent" and draw(st.booleans()):
            claims.append(Claim(subject[0], "birth", 0, METHOD, value=draw(st.sampled_from(BIRTHS))))
        if end == "Enterprise" and draw(st.booleans()):
            claims.append(Claim(target[0], "code", 0, METHOD, value=draw(st.sampled_from(CODES))))
        if draw(st.booleans()):
            claims.append(Claim(target[0], "aliases", 0, METHOD, value=draw(st.sampled_from(NAMES[end]))))
    return claims, names


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 3), sources()),
        st.tuples(st.just("retract"), st.integers(0, 9), st.none()),
        st.tuples(st.just("judge"), st.integers(0, 99), st.sampled_from(["same", "different", "unsure"])),
        st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
        st.tuples(st.just("follow"), st.none(), st.none()),
    ),
    min_size=1,
    max_size=MAX_STEPS,
)


class Player:
    """Plays steps on a ledger; indexes wrap around what there is."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.live: list[str] = []
        self.judged: list[int] = []
        self.mentions: set[str] = set()

    def play(self, action: str, number: int | None, extra: object) -> None:
        if action == "add":
            claims, names = extra  # type: ignore[misc]
            added = self.ledger.add_source(content(f"file-{number}", claims, names=names), actor="test")
            self.live = [s for s in self.live if s not in (added.superseded, added.id)] + [added.id]
            self.mentions |= {self.ledger.encoder.mention_id(m) for m in names}
        elif action == "retract" and self.live:
            self.ledger.retract(self.live.pop((number or 0) % len(self.live)), actor="test")
        elif action == "judge":
            pairs = [(a, b) for a in sorted(self.mentions) for b in sorted(self.mentions)
                     if a < b and a.split("-")[0] == b.split("-")[0]]  # fmt: skip
            if pairs:
                left, right = pairs[(number or 0) % len(pairs)]
                judged, _ = self.ledger.judge(left, right, extra, actor="test", reason="")  # type: ignore[arg-type]
                self.judged.append(judged)
        elif action == "undo" and self.judged:
            self.ledger.undo_judgement(self.judged.pop((number or 0) % len(self.judged)), actor="test")


@given(STEPS)
@settings(max_examples=150, deadline=None)
def test_following_equals_rebuilding(steps: list[tuple[str, int | None, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        followed = Projector(ledger, store := KgliteStore(None), ontology())
        player = Player(ledger)
        followed.follow()
        for action, number, extra in steps:
            player.play(action, number, extra)
            if action == "follow":
                followed.follow()
        followed.follow()
        Projector(ledger, fresh := KgliteStore(None), ontology()).rebuild()
        assert whole_graph(store) == whole_graph(fresh)
        ledger.engine.dispose()
