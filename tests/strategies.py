"""Random sources and random histories of a ledger, small enough to read and crowded enough to collide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from hypothesis import strategies as st

from graph.model.claims import Claim, Mention, Qualifiers, Scalar
from graph.ontology import ontology
from graph.statements.erasure import erase
from graph.statements.ledger import Ledger
from tests.support import content, mention

NAMES = {
    "Talent": ["张伟", "李娜", "欧阳·𠮷"],
    "Platform": ["甲县草果站", "乙县草果站"],
    "Enterprise": ["甲公司", "乙公司", "甲公司（新）"],
    "Organization": ["省农科院", "州农科所", "云岭省农业科学院"],
    "Industry": ["草果", "中药材", "香料"],
    "Region": ["甲县", "乙县", "青禾州"],
    "Service": ["培训", "指导"],
    "Need": ["招技术员"],
    "Programme": ["三线墩苗"],
}
RELATIONS = [
    ("Talent", "WORKS_AT", "Organization"), ("Talent", "MEMBER_OF", "Platform"), ("Platform", "SERVES", "Industry"),
    ("Enterprise", "COOPERATES_WITH", "Enterprise"), ("Enterprise", "COOPERATES_WITH", "Organization"),
    ("Platform", "HOSTED_BY", "Enterprise"), ("Talent", "SERVES", "Industry"), ("Platform", "LOCATED_IN", "Region"),
    ("Talent", "SERVES", "Enterprise"), ("Talent", "SERVES", "Organization"), ("Talent", "SERVES", "Region"),
    ("Enterprise", "IN_INDUSTRY", "Industry"), ("Enterprise", "LOCATED_IN", "Region"),
    ("Organization", "SERVES", "Industry"), ("Organization", "LOCATED_IN", "Region"),
    ("Talent", "PROVIDED", "Service"), ("Enterprise", "RECEIVED", "Service"), ("Service", "IN_INDUSTRY", "Industry"),
    ("Service", "LOCATED_IN", "Region"), ("Region", "PART_OF", "Region"), ("Industry", "PART_OF", "Industry"),
    ("Enterprise", "HAS_NEED", "Need"), ("Need", "NEEDS", "Industry"), ("Talent", "MENTORS", "Talent"),
    ("Talent", "SELECTED_FOR", "Programme"), ("Talent", "NATIVE_OF", "Region"), ("Talent", "EXPERT_IN", "Industry"),
    ("Talent", "WORKS_AT", "Enterprise"),
]  # fmt: skip
# Ways to serve an industry, as chains of relations in which every type stands for one thing.
WAYS = [
    [("Talent", "SERVES", "Industry")],
    [("Talent", "WORKS_AT", "Organization"), ("Organization", "SERVES", "Industry")],
    [("Talent", "MEMBER_OF", "Platform"), ("Platform", "SERVES", "Industry")],
    [
        ("Talent", "MEMBER_OF", "Platform"),
        ("Platform", "HOSTED_BY", "Enterprise"),
        ("Enterprise", "IN_INDUSTRY", "Industry"),
    ],
    [("Talent", "SERVES", "Enterprise"), ("Enterprise", "IN_INDUSTRY", "Industry")],
    [("Talent", "PROVIDED", "Service"), ("Service", "IN_INDUSTRY", "Industry")],
    [
        ("Talent", "PROVIDED", "Service"),
        ("Enterprise", "RECEIVED", "Service"),
        ("Enterprise", "IN_INDUSTRY", "Industry"),
    ],
]
SOMEWHERE = ["Talent", "Organization", "Platform", "Enterprise", "Service"]
PROPERTIES: dict[str, list[tuple[str, list[Scalar]]]] = {
    "Talent": [
        ("birth", ["1970-01", "1980-02-03"]), ("id_number", ["530101197001010011", "530101198002030022"]),
        ("professional_title", ["教授", "研究员"]), ("education", ["bachelor", "doctoral"]), ("phone", ["13800000000"]),
        ("sex", ["male", "female"]), ("specialty", ["草果栽培"]),
    ],
    "Platform": [("status", ["在建", "'; DROP \\"]), ("approved", ["2020", "2021-05"])],
    "Enterprise": [("code", ["91530000A", "91530000B"]), ("founded", ["2001", "2001-02"])],
    "Industry": [("code", ["A017", "A018"])],
    "Region": [("code", ["533301", "533302"])],
    "Service": [
        ("date", ["2023", "2024-05", "2024-05-20"]), ("mode", ["dispatched", "consultant"]), ("days", [1, 1.5, 2]),
        ("trained", [0, 320]),
    ],
    "Need": [("count", [1, 2]), ("mode", ["project", "full_time"])],
}  # fmt: skip
METHODS = ["rule:test@1", "mapping:test@1", "person:test@1"]
DATES = ["2020", "2021-05", "2024-02-29"]
MODES = ["consultant", "full_time", "dispatched"]
MAX_STEPS = 8

Described = tuple[list[Claim], dict[Mention, str]]  # claims, and the mentions they are about with their names


@st.composite
def mentions(draw: st.DrawFn, kind: str) -> tuple[Mention, str]:
    """People and enterprises may share a name without sharing a key; bodies that only their file knows (`local`) may
    change their name."""
    name = draw(st.sampled_from(NAMES[kind]))
    if kind in ("Organization", "Platform") and draw(st.integers(0, 3)) == 0:
        return replace(mention(kind, "本单位", "local"), local=True), name
    key = f"{name}/{draw(st.integers(0, 2))}" if kind in ("Talent", "Enterprise") else None
    return mention(kind, name, key), name


@st.composite
def qualifiers(draw: st.DrawFn, relation: str) -> Qualifiers:
    known = ontology().relations[relation].qualifiers
    values: dict[str, list[Scalar]] = {
        "since": [*DATES], "until": [*DATES], "mode": [*MODES], "role": ["队长", "队员"], "days_per_year": [30, 30.5],
        "year": [2023, 2024],
    }  # fmt: skip
    wanted = [name for name in values if name in known and draw(st.integers(0, 3)) == 0]
    return {name: draw(st.sampled_from(values[name])) for name in wanted}


@st.composite
def facts(draw: st.DrawFn, subject: Mention) -> list[Claim]:
    """Up to two properties and an alias."""
    found = []
    known = PROPERTIES.get(subject.type, [])
    for name, values in draw(st.lists(st.sampled_from(known), max_size=2)) if known else []:
        found.append(Claim(subject, name, 0, draw(st.sampled_from(METHODS)), value=draw(st.sampled_from(values))))
    if draw(st.integers(0, 3)) == 0:
        alias = draw(st.sampled_from(NAMES[subject.type]))
        found.append(Claim(subject, "aliases", 0, METHODS[0], value=alias))
    return found


@st.composite
def sources(draw: st.DrawFn, max_relations: int = 4) -> Described:
    """What one file says."""
    names: dict[Mention, str] = {}
    claims: list[Claim] = []
    for _ in range(draw(st.integers(1, max_relations))):
        start, relation, end = draw(st.sampled_from(RELATIONS))
        subject, target = draw(mentions(start)), draw(mentions(end))
        names |= dict([subject, target])
        said = draw(qualifiers(relation))
        confidence = draw(st.sampled_from([1.0, 0.7]))
        claims.append(
            Claim(subject[0], relation, 0, METHODS[0], object=target[0], qualifiers=said, confidence=confidence)
        )
        claims += draw(facts(subject[0])) + draw(facts(target[0]))
    return claims, names


@st.composite
def serving_sources(draw: st.DrawFn) -> Described:
    """One file in which people serve industries in every way, somewhere, beside whatever else it says."""
    claims, names = draw(sources(max_relations=3))
    for way in draw(st.lists(st.sampled_from(WAYS), min_size=2, max_size=5)):
        things = {kind: draw(mentions(kind)) for kind in sorted({k for a, _, b in way for k in (a, b)})}
        for start, relation, end in way:
            said = draw(qualifiers(relation))
            claims.append(Claim(things[start][0], relation, 0, METHODS[0], object=things[end][0], qualifiers=said))
        region = draw(mentions("Region"))
        for kind in SOMEWHERE:
            if kind in things and draw(st.booleans()):
                where = "SERVES" if kind == "Talent" else "LOCATED_IN"
                claims.append(Claim(things[kind][0], where, 0, METHODS[0], object=region[0]))
                names |= dict([region])
        names |= dict(things.values())
    return claims, names


@dataclass(frozen=True)
class Add:
    """A file is loaded, or loaded anew; nameless mentions are spoken of without being named."""

    file: int
    said: Described
    again: bool = False


@dataclass(frozen=True)
class Do:
    """Something happens to the `number`-th of what there is, counted round."""

    what: Literal["retract", "undo", "erase", "follow"]
    number: int = 0


@dataclass(frozen=True)
class Judge:
    """Two mentions of one type are judged."""

    pair: int
    verdict: Literal["same", "different", "unsure"]


Step = Add | Do | Judge

ADDING = st.builds(Add, st.integers(0, 3), sources(), st.booleans())
JUDGING = st.builds(Judge, st.integers(0, 99), st.sampled_from(["same", "different", "unsure"]))
DOING = st.builds(Do, st.sampled_from(["retract", "undo", "follow", "follow"]), st.integers(0, 9))
ERASING = st.builds(Do, st.just("erase"), st.integers(0, 9))
STEPS = st.lists(st.one_of(ADDING, ADDING, JUDGING, DOING, DOING), min_size=1, max_size=MAX_STEPS)
STEPS_WITH_ERASURE = st.lists(st.one_of(ADDING, ADDING, JUDGING, DOING, ERASING), min_size=1, max_size=MAX_STEPS)


class Player:
    """Plays steps on a ledger; a step that finds nothing to act on does nothing."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.live: list[str] = []
        self.judged: list[int] = []
        self.mentions: set[str] = set()

    def play(self, step: Step) -> None:
        match step:
            case Add(file, (claims, names), again):
                added = self.ledger.add_source(content(f"file-{file}", claims, names=names), actor="test", again=again)
                self.live = [s for s in self.live if s not in (added.superseded, added.id)] + [added.id]
                self.mentions |= {self.ledger.encoder.mention_id(m) for m in names}
            case Do("retract", number) if self.live:
                self.ledger.retract(self.live.pop(number % len(self.live)), actor="test")
            case Do("undo", number) if self.judged:
                self.ledger.undo_judgement(self.judged.pop(number % len(self.judged)), actor="test")
            case Do("erase", number):
                self._erase(number)
            case Judge(number, verdict):
                self._judge(number, verdict)

    def _judge(self, number: int, verdict: Any) -> None:
        known = sorted(self.mentions)
        pairs = [(a, b) for a in known for b in known if a < b and a.split("-")[0] == b.split("-")[0]]
        if pairs:
            left, right = pairs[number % len(pairs)]
            judged, _ = self.ledger.judge(left, right, verdict, actor="test", reason="")
            self.judged.append(judged)

    def _erase(self, number: int) -> None:
        people = [m for m in sorted(self.mentions) if m.startswith("talent-")]
        if people:
            person = people[number % len(people)]
            erase(self.ledger, [person], NAMES["Talent"], actor="test")
            self.mentions.discard(person)
            self.judged.clear()  # some of them are gone
