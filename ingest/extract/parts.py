"""Which names play which part around a predicate: the subject, also carried on, the object, who is marked by a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.extract.clauses import Clauses, Group
from ingest.extract.mentions import Mention
from ingest.extract.patterns import SLOTS, expand
from ingest.extract.regexes import regex
from ingest.extract.rulebook import load_cached

_CIRCUMSTANCES = frozenset({"Region", "Industry"})
_SCHEMES = frozenset({"Programme"})
_PEOPLE = frozenset({"Talent"})
"""Where a person was made an envoy (王建民任科技特派员，帮助…) the clause goes on about the person, not the scheme."""
_GROUP_BEHIND = regex("(?:团队|课题组|小组|等人|等专家|一行)?")
_TEAMS = frozenset({"Platform"})
"""Of 王建民带领的创新团队，扎根…: the team does it, not the person."""
_LEADS = regex("(?:带队|领衔|牵头|负责|挂帅|领队|带领)")
_AIMS = frozenset({"for", "about"})
_NOUN = regex("^[的\u4e00-\u9fff]{1,10}$")
"""为青山县|小微企业|开展…: what stands between whom something is done for and the predicate belongs to them."""
_POST = regex("的?(?:成员|[团队组]员|负责人|副?[团队组站院]?长|首席|专家|骨干|带头人)")
_HOLDS = regex(
    f"{SLOTS['Talent']}(?:教授|研究员|院士|博士)?(?:同志)?(?:担任|出任|兼任|任|为|是)[^，。；]{{0,10}}"
    "(?:[团队组站院]长|联络员|首席[^，。；]{0,4}|专家|科学家|负责人|顾问|主任|成员|领队)$|"
    f"由[^，。；]{{0,24}}{SLOTS['Talent']}(?:教授|研究员|院士|博士)?(?:同志)?(?:领衔|牵头|带队|领队|挂帅|任|担任)[^，。；]{{0,8}}$"
)
_LABEL = regex("(?:[团队组站院][ 　]?长|成[ 　]?员|专家|科学家|负责人|联系人|领队|带头人|导师)：$")
_FORMED = regex("(?:组成|编成|组建|成立|创办|领办|创建)(?:起|了)?[^，。；]{0,8}$")
_AWAY = regex("进修|跟岗|就读|毕业|参观|考察")
"""Who is where to learn serves nobody there."""
_THE_PLACE = regex("[镇县市乡村区厂校院]里|镇上|村上|当地政府|双方|校方|院方|企业方")
"""镇里成立…: another does it than whom the text was about."""
_PLACES = frozenset({"Region"})
_MAX_REST = 3
"""So many letters before a predicate are taken for an adverb, more for a subject that is no name."""
_HEEDED = regex("[^，。；]{0,12}(?:精神|讲话|指示|批示|决策部署|部署要求)(?=[，。；、]|$)")
"""传达学习某省委|人才工作会议精神，审议通过…: whose words are heeded does not act."""


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
        if alone is None or not {m.type for m in alone.mentions} >= _PEOPLE or not alone.of(kinds):
            break
        found, start = (*alone.of(kinds), *found), alone.start
    return found


def carried(
    clauses: Clauses,
    position: int,
    kinds: frozenset[str],
    earlier: Iterable[Clauses],
    *,
    far: bool,
    opening: Clauses | None = None,
) -> tuple[Mention, ...]:
    """The subject that a clause without one goes on about; in an item with a head of its own, rather that head than
    what an earlier clause names in passing.
    """
    number = clauses.clause(position)
    if not _subjectless(clauses, number, position):
        return ()
    head = _head(clauses, number - 1)
    if head is not None and (head.of(kinds) or (head.of(_TEAMS) and kinds == _PEOPLE)):
        return head.of(kinds)
    for leading in (True, False):
        for clause in range(number - 1, -1, -1):
            people = any(g.of(_PEOPLE) for g in clauses.within(clause))
            may = kinds - _SCHEMES if people else kinds
            posts = may > _PEOPLE and _labelled(clauses, clause) and _team_before(clauses, clause, opening)
            may = may - _PEOPLE if posts else may
            groups = _leading(clauses, clause) if leading else clauses.within(clause)
            groups = [g for g in groups if not _HEEDED.match(clauses.view.text, g.end)]
            found = _topic(_formed(clauses, clause) or [g for g in groups if not _titles(clauses, g)], may)
            found = found or (() if leading else _led(clauses, clause, may))
            if found:
                return found
        if opening is not None and (found := _topic(opening.groups, kinds)):
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


def acting(clauses: Clauses, position: int, kinds: frozenset[str]) -> Iterator[Mention]:
    """The names before a predicate in its sentence, the nearest first, who else they may be named for, but not who only
    runs what the sentence is about (由某公司运营，主攻…).
    """
    floor = clauses.view.text.rfind("；", 0, position)
    runs = [(g.start, g.end) for g in clauses.groups if g.mark == "by"]
    for at, mention in sorted(clauses.view.mention.items(), reverse=True):
        if floor < at < position and mention.type in kinds and not any(start <= at < end for start, end in runs):
            yield mention


def _titles(clauses: Clauses, group: Group) -> bool:
    """Whether a carrier only says what somebody is (某服务团成员、某校教授王建民挂任…，帮助…)."""
    called = any(g.of(_PEOPLE) and g.start > group.start for g in clauses.within(group.clause))
    return called and bool(group.of(_TEAMS)) and _POST.match(clauses.view.text, group.end) is not None


def _labelled(clauses: Clauses, clause: int) -> bool:
    """Whether a clause only says who holds a post (团长：|王建民, 王建民任团长): the text is about the team."""
    start, end = clauses.span(clause)
    text = clauses.view.text
    return _LABEL.search(text, 0, start) is not None or _HOLDS.search(text, start, end) is not None


def _team_before(clauses: Clauses, clause: int, opening: Clauses | None) -> bool:
    """Whether the sentence or the item's head names a carrier that the holder of a post may belong to."""
    return opening is not None or any(g.of(_TEAMS) and not g.mark and g.clause <= clause for g in clauses.groups)


def _formed(clauses: Clauses, clause: int) -> list[Group]:
    """The team that people form (王建民等9人组成|某服务团，…): the text goes on about it."""
    text, floor = clauses.view.text, clauses.starts[clause]
    return [g for g in clauses.within(clause) if g.of(_TEAMS) and _FORMED.search(text, floor, g.start)]


def _led(clauses: Clauses, clause: int, kinds: frozenset[str]) -> tuple[Mention, ...]:
    """Who leads a group without a name: 加工组由王建民带队，为…."""
    text = clauses.view.text
    return next((g.of(kinds) for g in clauses.within(clause) if g.mark == "by" and _LEADS.match(text, g.end)), ())


def _leading(clauses: Clauses, clause: int) -> list[Group]:
    """The group that opens a clause."""
    start, _ = clauses.span(clause)
    groups = [g for g in clauses.within(clause) if not _titles(clauses, g)][:1]
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
    if _THE_PLACE.match(text):
        return False
    for group in reversed([g for g in clauses.within(clause) if g.end <= position]):
        if not group.mark and not group.of(_CIRCUMSTANCES):
            return False
        behind = text[group.end - start :]
        owned = group.mark in _AIMS or (group.mark == "at" and behind.startswith("的"))
        text = text[: group.start - start] + (_NOUN.sub("", behind) if owned else behind)
    return len(_adverbial().sub("", text)) <= _MAX_REST


@cache
def _adverbial() -> re.Pattern[str]:
    return regex(expand(load_cached("clauses")["adverbial"]))


def _topic(groups: Iterable[Group], kinds: frozenset[str]) -> tuple[Mention, ...]:
    return next((g.of(kinds) for g in groups if not g.mark and g.of(kinds)), ())


def objects(clauses: Clauses, position: int, kinds: frozenset[str]) -> tuple[Mention, ...]:
    """The nearest group without a mark behind a predicate in its clause; who speaks (总经理|王建民介绍) counts."""
    here = clauses.within(clauses.clause(position))
    behind = [g for g in here if g.start >= position and g.mark in {"", "says"} and g.of(kinds)]
    while len(behind) > 1 and behind[0].of(_PLACES) and clauses.view.text[behind[0].end : behind[1].start] == "的":
        behind.pop(0)  # 石泉县的|某村
    return behind[0].of(kinds) if behind else ()


def marked(
    clauses: Clauses, position: int, kinds: frozenset[str], mark: str, *, here: bool = False
) -> tuple[Mention, ...]:
    """The groups of a marked part in the clause of a predicate, or (but for `here`) in the clause before it
    (依托某校，建立…)."""
    clause = clauses.clause(position)
    for number in (clause,) if here else (clause, clause - 1):
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
        if number < clause and _AWAY.search(clauses.view.text, *clauses.span(number)):
            break
        for group in reversed(groups):
            if group.mark == "at" and group.of(kinds) and not _of_another(clauses, group):
                return group.of(kinds)
        if number < clause and any(not g.mark and not g.of(_CIRCUMSTANCES) for g in groups):
            break
    return ()


def _of_another(clauses: Clauses, group: Group) -> bool:
    """Whether a place only says where what follows is."""
    behind = [g.start for g in clauses.groups if g.start >= group.end]
    of = clauses.view.text.startswith("的", group.end)
    return bool(behind) and (behind[0] == group.end or (of and behind[0] == group.end + 1))


_PARTIES = regex("[三四五六多各]方|互相|相互|两两")
"""All that are listed before these do it with each other."""


def parties(
    clauses: Clauses, at: int, kinds: frozenset[str], named: list[Mention]
) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Who does something with whom: each party with the others (三方), the names before 与 with those behind it, else
    the first with the rest."""
    if _PARTIES.search(clauses.view.text, *clauses.span(clauses.clause(at))):
        yield from (([first], named[i + 1 :]) for i, first in enumerate(named))
        return
    partners = marked(clauses, at, kinds, "with")
    several = [m for m in named if m not in partners] if partners else []
    yield (several, [m for m in named if m in partners]) if several else (named[:1], named[1:])
