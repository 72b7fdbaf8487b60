"""Who does what with whom: the names of a sentence as groups that play a part in its clauses.

A sentence is read from its rendering (`patterns.render`): names listed together are one group; the word before a
group (由, 与, 为, 在, 依托, 围绕 …) marks its part; a group without one is a subject before a predicate and an object
behind it. A clause without a subject goes on about that of the clauses, sentences or the heading before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ingest.extract import person_grammar
from ingest.extract.mentions import Mention
from ingest.extract.patterns import SLOTS, Rendered, expand
from ingest.extract.rulebook import alternatives, load_cached

_MARKS = "，；：。！？"
_CIRCUMSTANCES = frozenset({"Region", "Industry"})
_SCHEMES = frozenset({"Programme"})
_PEOPLE = frozenset({"Talent"})
"""Where a person was made an envoy (王建民任科技特派员，帮助…) the clause goes on about the person, not the scheme."""
_CARRIERS = frozenset({"Platform"})
_TEAM = re.compile("[团队组](?:[（(][^（）()]*[）)])?”?$")
_GROUP_BEHIND = re.compile("(?:团队|课题组|小组|等人|等专家|一行)?")
_SENDS = re.compile("(?:活动|行|服务|帮扶|下乡)[”）)]?$")
_PERSON = frozenset({"Talent"})
_PLACES = frozenset({"Region"})
_OF_WHOM = re.compile("(?:团队|小组)的|的(?:学生|徒弟|弟子|博士生|研究生)")
"""王建民|团队的博士…: whose one is whom the clause is about."""
_UNKNOWN_ITEM = re.compile("、[^，。；：、\ue000-\ue008]{1,12}(?:、|以及|和|与|及)")
"""An item of a list that no rule knows, between two that are known: 与甲公司、大龙网、|乙公司签约."""
_MAX_REST = 3
"""So many letters before a predicate are taken for an adverb, more for a subject that is no name."""
_MAX_BACK = 3
"""A subject is carried on over so many sentences."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names listed together, `start` to `end` of the rendered text; `mark` is the part that the word before gives."""

    start: int
    end: int
    clause: int
    mark: str
    mentions: tuple[Mention, ...]

    def of(self, kinds: frozenset[str]) -> tuple[Mention, ...]:
        """Its names of these types."""
        return tuple(m for m in self.mentions if m.type in kinds)


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence's groups in order, and where its clauses begin."""

    view: Rendered
    starts: tuple[int, ...]
    groups: tuple[Group, ...]

    def clause(self, position: int) -> int:
        """The number of the clause that a character stands in."""
        return sum(1 for start in self.starts[1:] if start <= position)

    def within(self, clause: int) -> list[Group]:
        """The groups of a clause."""
        return [group for group in self.groups if group.clause == clause]

    def span(self, clause: int) -> tuple[int, int]:
        """Where a clause begins and ends in the rendered text."""
        ends = [*(start - 1 for start in self.starts[1:]), len(self.view.text)]
        return self.starts[clause], ends[clause]


@dataclass(slots=True)
class Topics:
    """What the sentences of a paragraph before this one, and the heading above it, are about."""

    block: int = -1
    sentences: list[Clauses] = field(default_factory=list)
    heading: Clauses | None = None
    team: Mention | None = None
    carriers: dict[str, Mention] = field(default_factory=dict)
    scheme: Mention | None = None
    """The activity that sends the experts of whom the text goes on to speak."""
    bystanders: frozenset[str] = frozenset()
    """People who govern, report or are served: whatever they do, they do not serve."""

    def remember(self, block: int, clauses: Clauses, *, heading: bool) -> None:
        """Take note of a sentence that has been read."""
        if heading:
            self.heading = clauses
        if block != self.block:
            self.block, self.sentences = block, []
        self.sentences.append(clauses)
        named = [m for group in clauses.groups for m in group.of(_CARRIERS)]
        for mention in named:
            self.carriers.pop(mention.name, None)
            self.carriers[mention.name] = mention
        schemes = [m for group in clauses.groups for m in group.of(_SCHEMES) if _SENDS.search(m.name)]
        self.scheme = schemes[-1] if schemes else self.scheme
        self.team = next((m for m in reversed(named) if _TEAM.search(m.name)), self.team)

    def before(self, block: int) -> Iterator[Clauses]:
        """The sentences that a subject may be carried from, the nearest first, then the heading."""
        if block == self.block:
            yield from reversed(self.sentences[-_MAX_BACK:])
        if self.heading is not None:
            yield self.heading


def read(view: Rendered) -> Clauses:
    """Find the clauses and groups of a rendered sentence."""
    starts = (0, *(i + 1 for i, char in enumerate(view.text) if char in _MARKS))
    groups: list[Group] = []
    for match in _groups().finditer(view.text):
        clause = sum(1 for start in starts[1:] if start <= match.start())
        mark = _mark(view.text, *match.span(), starts[clause])
        last = groups[-1] if groups and groups[-1].clause == clause else None
        if not mark and last is not None and _UNKNOWN_ITEM.fullmatch(view.text, last.end, match.start()):
            mark = last.mark
        if not mark and _OF_WHOM.match(view.text, match.end()):
            mark = "whose"
        groups.append(Group(match.start(), match.end(), clause, mark, tuple(_named(view, *match.span()))))
    return Clauses(view, starts, tuple(groups))


def _named(view: Rendered, start: int, end: int) -> Iterator[Mention]:
    """The names of a group: of persons without their employers, of a chain of places (青山县石泉镇) the innermost."""
    people = SLOTS["Talent"] in view.text[start:end]
    for i in range(start, end):
        mention = view.mention.get(i)
        chain = mention is not None and mention.type == "Region" and view.text[i + 1 : i + 2] == SLOTS["Region"]
        if mention is not None and not chain and (mention.type == "Talent" or not people):
            yield mention


def _mark(text: str, start: int, end: int, floor: int) -> str:
    """The part that the word before gives; who only speaks (…介绍，) plays none."""
    match = _marker().search(text, floor, start)
    if match:
        return str(match.lastgroup)
    return "says" if speaks(text, end) else ""


def speaks(text: str, end: int) -> bool:
    """Whether a name that ends here only tells of what others do (王建民介绍，…)."""
    return _saying().match(text, end) is not None


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(expand(load_cached("clauses")["saying"]))


@cache
def _marker() -> re.Pattern[str]:
    """A preposition right before a group; a place may stand between (在青山县的某公司)."""
    kinds = load_cached("clauses")["marks"]
    parts = "|".join(f"(?P<{name}>{alternatives(words.split())})" for name, words in kinds.items())
    return re.compile(rf"(?:{parts})(?:了|着|过)?(?:{SLOTS['Region']}+的?)?$")


@cache
def _groups() -> re.Pattern[str]:
    slot = {kind: f"[{''.join(SLOTS[k] for k in kind.split())}]" for kind in load_cached("clauses")["together"]}
    joint = "(?:等?、|和|与|及|以及|暨)"
    person = expand("(?:[<O><E>](?:<dept><title>)?[、兼]?)*<T>(?:<title>)?<note>")
    lists = [rf"{person}(?>{joint}(?:{person_grammar.title()})?{person})*"]
    for kinds, name in slot.items():
        between = "[^，。；、：\ue000-\ue008]{0,8}?" if kinds == "Industry" else "(?:[（(][^（）()]{0,20}[）)])?"
        apart = "?" if {"Policy", "Programme", "Honor"} & set(kinds.split()) else ""
        one = f"{name}+" if kinds == "Region" else name
        lists.append(rf"{one}(?>{between}{joint}{apart}{one})*")
    return re.compile("|".join(lists))


def subjects(clauses: Clauses, position: int, kinds: frozenset[str]) -> tuple[Mention, ...]:
    """The names before a predicate that its clause is about: the nearest group without a mark, if it is of the kind.

    Places and industries between do not count: they say where and of what.
    """
    clause = clauses.clause(position)
    before = [g for g in clauses.within(clause) if g.end <= position and not g.mark]
    for group in reversed(before):
        if group.of(kinds) and not (group.of(_PLACES) and _rest(clauses, group.end, position)):
            return (*_listed_before(clauses, group, kinds), *group.of(kinds))
        if not group.of(_CIRCUMSTANCES):
            break
    return ()


def _listed_before(clauses: Clauses, group: Group, kinds: frozenset[str]) -> tuple[Mention, ...]:
    """青山大学教授甲，县医院医生乙|受聘: clauses that hold nothing but a person belong to the list that goes on."""
    found: tuple[Mention, ...] = ()
    number, start = group.clause, group.start
    while number > 0 and start == clauses.starts[number] and clauses.view.text[start - 1] == "，":
        number -= 1
        alone = next((g for g in clauses.within(number) if (g.start, g.end) == clauses.span(number)), None)
        if alone is None or not {m.type for m in alone.mentions} >= _PERSON or not alone.of(kinds):
            break
        found, start = (*alone.of(kinds), *found), alone.start
    return found


def carried(
    clauses: Clauses, position: int, kinds: frozenset[str], earlier: Iterable[Clauses], *, far: bool
) -> tuple[Mention, ...]:
    """The subject that a clause without one goes on about."""
    number = clauses.clause(position)
    if not _subjectless(clauses, number, position):
        return ()
    head = _head(clauses, number - 1)
    if head is not None and head.of(kinds):
        return head.of(kinds)
    for leading in (True, False):
        for clause in range(number - 1, -1, -1):
            if kinds == _SCHEMES and any(g.of(_PEOPLE) for g in clauses.within(clause)):
                continue
            found = _topic(_leading(clauses, clause) if leading else clauses.within(clause), kinds)
            if found:
                return found
    for sentence in earlier if far else ():
        found = _topic(sentence.groups, kinds)
        if found:
            return found
    return ()


def _head(clauses: Clauses, clause: int) -> Group | None:
    """What a clause that is no more than a noun ends in: 某实验室引进的王建民团队，为…."""
    groups = clauses.within(clause) if clause >= 0 else []
    start, end = clauses.span(clause) if groups else (0, 0)
    text = clauses.view.text
    whole = groups and not groups[-1].mark and _GROUP_BEHIND.fullmatch(text, groups[-1].end, end)
    return groups[-1] if whole and len(groups) > 1 and "的" in text[start : groups[-1].start] else None


def before(clauses: Clauses, position: int, kinds: frozenset[str]) -> tuple[Mention, ...]:
    """The names of the nearest earlier clause of the sentence that has some."""
    for clause in range(clauses.clause(position) - 1, -1, -1):
        found = _topic(clauses.within(clause), kinds)
        if found:
            return found
    return ()


def lately(clauses: Clauses, position: int, kinds: frozenset[str], earlier: Iterable[Clauses]) -> Iterator[Mention]:
    """The names before a predicate, whatever part they play, the nearest first, then those of earlier sentences."""
    spans = [(clauses, position), *((sentence, len(sentence.view.text)) for sentence in earlier)]
    for sentence, end in spans:
        named = sentence.view.mention
        yield from (named[at] for at in sorted(named, reverse=True) if at < end and named[at].type in kinds)


def _leading(clauses: Clauses, clause: int) -> list[Group]:
    """The group that opens a clause."""
    start, _ = clauses.span(clause)
    groups = clauses.within(clause)[:1]
    return [group for group in groups if not _rest(clauses, start, group.start)]


def _rest(clauses: Clauses, start: int, end: int) -> bool:
    """Whether more stands between than adverbs, dates and marked groups."""
    text = clauses.view.text[start:end]
    for group in reversed([g for g in clauses.groups if start <= g.start and g.end <= end and g.mark]):
        text = text[: group.start - start] + text[group.end - start :]
    return len(_adverbial().sub("", text)) > _MAX_REST


def _subjectless(clauses: Clauses, clause: int, position: int) -> bool:
    """Whether nothing but adverbs, dates and marked groups stands before a predicate in its clause."""
    start, _ = clauses.span(clause)
    text = clauses.view.text[start:position]
    for group in reversed([g for g in clauses.within(clause) if g.end <= position]):
        if not group.mark and not group.of(_CIRCUMSTANCES):
            return False
        text = text[: group.start - start] + text[group.end - start :]
    return len(_adverbial().sub("", text)) <= _MAX_REST


@cache
def _adverbial() -> re.Pattern[str]:
    return re.compile(expand(load_cached("clauses")["adverbial"]))


def _topic(groups: Iterable[Group], kinds: frozenset[str]) -> tuple[Mention, ...]:
    return next((g.of(kinds) for g in groups if not g.mark and g.of(kinds)), ())


def objects(clauses: Clauses, position: int, kinds: frozenset[str]) -> tuple[Mention, ...]:
    """The nearest group without a mark behind a predicate in its clause."""
    behind = [g for g in clauses.within(clauses.clause(position)) if g.start >= position and not g.mark and g.of(kinds)]
    while len(behind) > 1 and behind[0].of(_PLACES) and clauses.view.text[behind[0].end : behind[1].start] == "的":
        behind.pop(0)  # 石泉县的|某村
    return behind[0].of(kinds) if behind else ()


def marked(clauses: Clauses, position: int, kinds: frozenset[str], mark: str) -> tuple[Mention, ...]:
    """The groups of a marked part in the clause of a predicate, or in the clause before it (依托某校，建立…)."""
    clause = clauses.clause(position)
    for number in (clause, clause - 1):
        groups = [g for g in clauses.within(number) if g.mark == mark and g.of(kinds)] if number >= 0 else []
        groups = [g for g in groups if mark == "at" or not _owns(clauses, g)] or groups
        if groups:
            return tuple(m for g in groups for m in g.of(kinds))
    return ()


def _owns(clauses: Clauses, group: Group) -> bool:
    """Whether a place only says whose the name behind it is (为青山县的某公司)."""
    behind = [g.start for g in clauses.groups if g.start > group.start]
    return bool(behind and group.of(_PLACES)) and clauses.view.text[group.end : behind[0]] == "的"


def where(clauses: Clauses, position: int, kinds: frozenset[str]) -> tuple[Mention, ...]:
    """Where something is done: the last place or body behind 在 or 到 before a predicate, not one that leads to another
    (在青山县的某公司); a body also in the clause before.
    """
    clause = clauses.clause(position)
    for number in range(clause, -1, -1) if kinds != _PLACES else (clause,):
        groups = [g for g in clauses.within(number) if g.end <= position]
        for group in reversed(groups):
            if group.mark == "at" and group.of(kinds) and not _of_another(clauses, group):
                return group.of(kinds)
        if number < clause and any(not g.mark and not g.of(_CIRCUMSTANCES) for g in groups):
            break
    return ()


def _of_another(clauses: Clauses, group: Group) -> bool:
    """Whether a place only says where what follows is."""
    return clauses.view.text.startswith("的", group.end) or any(g.start == group.end for g in clauses.groups)
