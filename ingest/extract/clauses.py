"""Who does what with whom: the names of a sentence as groups that play a part in its clauses.

A sentence is read from its rendering (`patterns.render`): names listed together are one group; the word before a
group (由, 与, 为, 在, 依托, 围绕 …) marks its part; a group without one is a subject before a predicate and an object
behind it. A clause without a subject goes on about that of the clauses, sentences or the heading before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ingest.extract import person_grammar
from ingest.extract.mentions import Mention
from ingest.extract.patterns import SLOTS, Rendered, expand
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached

_MARKS = "，；：。！？"
_SCHEMES = frozenset({"Programme"})
_CARRIERS = frozenset({"Platform"})
_TITLES = frozenset({"Programme", "Honor"})
"""由|科技特派员、某校教授王建民|指导: what somebody is called plays the same part as he."""
_GAINS = regex("(?:争取|请|盼|等|找|拿)$")
"""争取到|某特派团: nobody is there."""
_TEAM = regex("[团队组](?:[（(][^（）()]*[）)])?”?$")
_SENDS = regex("(?:活动|行|服务|帮扶|下乡)[”）)]?$")
_OF_WHOM = regex(
    "(?:团队|小组)的|(?:指导|培养|带)?的(?:[\u4e00-\u9fff]{0,2}博士后?|学生|徒弟|弟子|博士生|研究生|助手|妻子|丈夫|爱人|同事|同学|同门|同乡|师[兄弟姐妹傅]|搭档|儿子|女儿|父亲|母亲|老师|导师|副手|战友|校友|合伙人)"
)
"""王建民|团队的博士…: whose one is whom the clause is about."""
_LEADS_WHAT = regex(f"(?:牵头|领衔|带领|率领|主持|领导)(?:组建|成立|建立)?的[^，。；、]{{0,8}}{SLOTS['Platform']}")
"""王建民|牵头的团队在这里做中试: the team does it."""
_UNKNOWN_ITEM = regex("、[^，。；：、\ue000-\ue008]{1,12}(?:、|以及|和|与|及)")
"""An item of a list that no rule knows, between two that are known: 与甲公司、大龙网、|乙公司签约."""
_ITEM_HEAD = regex(
    r"[ 　]*[（(]?[\d一二三四五六七八九十★◆■▲●☆◇➤—-]{1,3}[）).．、]?[ 　]*"
    rf"{SLOTS['Platform']}(?:[（(][^（）()]{{0,20}}[）)])?[。：]?"
)
_BASIS = regex("(?:根据|按照|依据|贯彻|落实|对照|遵照|结合|纳入|依照|参照|以|符合|对接)[^，。；、]{0,3}$")
"""根据《…》: a policy on which something rests, and not of which the clause is about."""
_BECOMES = "聘作成称定评名认选任"
"""受聘为, 作为, 认定为: what follows is what somebody becomes, not for whom he does something."""
_BODIES_TOGETHER = "Organization Enterprise Platform"
"""某公司与|某大学教授王建民|联手: a body right before its own person is no member of a list of bodies."""
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
        return tuple([m for m in self.mentions if m.type in kinds])


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence's groups in order, and where its clauses begin."""

    view: Rendered
    starts: tuple[int, ...]
    groups: tuple[Group, ...]
    by_clause: dict[int, list[Group]]

    def clause(self, position: int) -> int:
        """The number of the clause that a character stands in."""
        return bisect_right(self.starts, position) - 1

    def within(self, clause: int) -> list[Group]:
        """The groups of a clause."""
        return self.by_clause.get(clause, [])

    def span(self, clause: int) -> tuple[int, int]:
        """Where a clause begins and ends in the rendered text."""
        last = clause == len(self.starts) - 1
        return self.starts[clause], len(self.view.text) if last else self.starts[clause + 1] - 1


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
    opening: Clauses | None = None
    """The carrier that heads the paragraph alone (（1）某某花园站。): the item is about it, whomever it names."""
    village: Mention | None = None
    """The village that a text is about, if it is about one."""
    firm: Mention | None = None
    """The firm that a text is about, if it is about one."""
    bystanders: frozenset[str] = frozenset()
    """People who govern, report or are served: whatever they do, they do not serve."""

    def remember(self, block: int, clauses: Clauses, *, heading: bool) -> None:
        """Take note of a sentence that has been read."""
        if heading:
            self.heading = clauses
        if block != self.block:
            self.block, self.sentences = block, []
            self.opening = clauses if _ITEM_HEAD.fullmatch(clauses.view.text) else None
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
        clause = bisect_right(starts, match.start()) - 1
        mark = _mark(view.text, *match.span(), starts[clause])
        parted = None if mark else _PARTNER.fullmatch(match.group())
        if parted:
            at = match.start() + parted.start("partner")
            groups.append(Group(match.start(), at - 1, clause, "", tuple(_named(view, match.start(), at - 1))))
            groups.append(Group(at, match.end(), clause, "with", tuple(_named(view, at, match.end()))))
            continue
        named = tuple(_named(view, *match.span()))
        last = groups[-1] if groups and groups[-1].clause == clause else None
        titled = (
            last is not None and match.start() - last.end <= 1 and not _TITLES.isdisjoint(m.type for m in last.mentions)
        )
        if not mark and last is not None and titled and match.group()[-1] == SLOTS["Talent"]:
            mark = last.mark
        if not mark and last is not None and _UNKNOWN_ITEM.fullmatch(view.text, last.end, match.start()):
            mark = last.mark
            if not mark and _one_kind(last.mentions, named):
                groups[-1] = Group(last.start, match.end(), clause, mark, (*last.mentions, *named))
                continue
        leader = match.group()[-1] == SLOTS["Talent"] and _LEADS_WHAT.match(view.text, match.end())
        if not mark and (leader or _OF_WHOM.match(view.text, match.end())):
            mark = "whose"
        groups.append(Group(match.start(), match.end(), clause, mark, named))
    by_clause: dict[int, list[Group]] = {}
    for group in groups:
        by_clause.setdefault(group.clause, []).append(group)
    return Clauses(view, starts, tuple(groups), by_clause)


_PARTNER = regex(
    "[{bodies}]、[{bodies}、]*[{bodies}]与(?P<partner>[{bodies}][{bodies}、]*)".format(
        bodies="".join(SLOTS[k] for k in ("Organization", "Enterprise", "Platform"))
    )
)
"""甲、乙|与丙签约: the bodies before 与 do not do it with each other."""


def _one_kind(some: tuple[Mention, ...], others: tuple[Mention, ...]) -> bool:
    return {m.type for m in some} == {m.type for m in others}


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
        named = match.group().startswith("为") and text[max(floor, match.start() - 1)] in _BECOMES
        gained = match.group() == "到" and _GAINS.search(text, floor, match.start())
        if match.group() == "来自" and SLOTS["Talent"] in text[start + 1 : end]:
            return ""
        return "as" if named else "" if gained else str(match.lastgroup)
    if text[start] == SLOTS["Policy"] and _BASIS.search(text, floor, start):
        return "basis"
    return "says" if speaks(text, end) else ""


def speaks(text: str, end: int) -> bool:
    """Whether a name that ends here only tells of what others do (王建民介绍，…)."""
    return _saying().match(text, end) is not None


@cache
def _saying() -> re.Pattern[str]:
    return regex(expand(load_cached("clauses")["saying"]))


@cache
def _marker() -> re.Pattern[str]:
    """A preposition right before a group; a place may stand between (在青山县的某公司)."""
    kinds = load_cached("clauses")["marks"]
    parts = "|".join(f"(?P<{name}>{alternatives(words.split())})" for name, words in kinds.items())
    places = f"{SLOTS['Region']}+|(?<!于){SLOTS['Platform']}(?=的)|[全我本该][省市州县区盟旗镇乡村]"
    near = "周边|当地|本地|附近|隔壁|邻近|[省市县区镇乡村园]内"
    unknown = "(?<=围绕|聚焦|针对|面向|瞄准|紧扣|立足)(?:[^，。；：、\ue000-\ue008]{2,8}、){1,3}"
    return regex(rf"(?<!参)(?<!结(?=对))(?:{parts})(?:(?:了|着|过)?(?:(?:{places}|{near})的?)?|{unknown})$")


@cache
def _groups() -> re.Pattern[str]:
    slot = {kind: f"[{''.join(SLOTS[k] for k in kind.split())}]" for kind in load_cached("clauses")["together"]}
    joint = "(?:等?、|和|与|及|以及|暨)"
    person = expand("(?:[<O><E>](?:<dept><title>)?[、兼]?)*<T>(?:<title>)?<note>")
    whose = "其?(?:徒弟|弟子|学生|师傅|团队成员|副手|助手|同事|搭档|同门|博士生|研究生)、?"
    lists = [rf"{person}(?>{joint}(?:{whose}|{person_grammar.title()})?{person})*"]
    for kinds, name in slot.items():
        between = "[^，。；、：\ue000-\ue008]{0,8}?" if kinds == "Industry" else "(?:[（(][^（）()]{0,20}[）)])?"
        apart = "?" if {"Policy", "Programme", "Honor"} & set(kinds.split()) else ""
        one = f"{name}+" if kinds == "Region" else name
        whose_own = expand("(?!<dept><title><T>)") if kinds == _BODIES_TOGETHER else ""
        lists.append(rf"{one}(?>{between}{joint}{apart}{one}{whose_own})*")
    return regex("|".join(lists))
