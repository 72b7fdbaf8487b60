"""Relations that a name itself states: a station's expert, a region within a region, an industry in a name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract import regions
from ingest.extract.mentions import Mention, inside, outermost
from ingest.extract.places import is_owner
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_INDUSTRY = {
    "Platform": "SERVES",
    "Programme": "SUPPORTS",
    "Policy": "SUPPORTS",
}
_FOR_INDUSTRY = regex(
    r"产业[\u4e00-\u9fff]{0,4}学院$|(?:产业|技术)[\u4e00-\u9fff]{0,6}(?:研究院|领导小组|专班)$|"
    r"(?:协会|学会|促进会|联盟)$|产业(?:发展|服务|促进|管理)+局$"
)
"""Bodies founded for the industry in their name; a 茶叶研究所 merely studies tea."""

_TO_COME = regex("的?(?:筹建|筹备|申报|创建工作)")
_REVOKED = regex("[^。；]{0,20}(?:废止|失效|停止执行)")
_DRAFT = regex("送审稿|审议稿|讨论稿|征求意见稿|草案")
"""A draft is issued by nobody yet and supports nothing."""
_RUNNERS = frozenset({"Region", "Organization"})
_SERVICE = regex("(?:专家|服务|帮扶|下乡|进[村企乡基]).*(?:活动|行)[”）)]*(?:活动)?$")
"""Campaigns that send experts serve what they are named after, others support it."""
_NO_TRADE = regex("名校长|名班主任|名老|开发区”?$|综合示范区”?$")
"""Teachers' workrooms and zones of all trades, whatever their names hold."""
_CHOSEN = regex("工匠|匠才|青匠|合伙人|(?:竞赛|大赛|邀请赛|锦标赛|比赛)[”）)]*$")
"""Titles and contests of a trade (稀土青匠, 焊工技能竞赛) choose people and support nothing."""
_PROVINCIAL = regex("省“|自治区“?(?!级|内|外|本级)")
"""A scheme of the province that the document names."""
_OFFICE = regex("的?(?:名誉|荣誉|常务|执行|轮值|现任|首任|第一)*副?(?:会长|理事长|秘书长|理事|院长|盟主)|[推当]?选为")
"""The same behind a body that is founded for an industry (某茶叶协会|副会长)."""
_WHO = frozenset("党副主书委办")
"""Behind the name of a body these say that it is named for an official's post only."""
_SENT_TO = regex(
    r"(?:科技特派[团队]|科技镇长团|专家服务基地|(?:专家|服务|顾问|帮扶)团)(?:[（(][^（）()]{2,8}[）)]|.{2,4}团)?”?$"
)
"""Teams that serve the county that they are named after; a medical team is named after who sends it."""
_ENVOYS = regex("特派[团队]|镇长团|专家团|服务基地")
"""These are sent to a city, too; a city's 博士服务团 is sent by it."""
_CITY, _COUNTY = 2, 3
_OF = regex("(?:的|的?(?:副?教授|副?研究员|院士|博士)(?:博士|院士)?)$")
"""What may stand between a body and the team that one of its people leads."""
_EMPLOYERS = frozenset({"Enterprise", "Organization"})

_BODY = r"[\u4e00-\u9fff]{2,24}?(?:厅|局|委|委员会|政府|办公室|领导小组|部|办)"
_TITLE_BODIES = regex(rf"《?({_BODY}(?:[、 　]{_BODY})*)(?:印发|关于)")
_AND_GOVERNMENT = r"[、 　]|(?<=[省市州县区]委)(?=[\u4e00-\u9fff]{2,8}政府(?:、|$))"
"""某市委|某市人民政府关于…, 某厅　某局印发…: those that issue together, with or without a mark between them."""
_CONFIDENCE = {
    "ISSUED": 0.88,
    "LOCATED_IN": 0.95,
    "MEMBER_OF": 0.94,
    "RUNS": 0.88,
    "SERVES": 0.7,
    "SUPPORTS": 0.9,
    "WORKS_AT": 0.9,
}
"""Measured as in `rules/relations.yaml`."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation between two mentions of one sentence, stated by characters `start` to `end` of it."""

    type: str
    source: Mention
    target: Mention
    method: str
    confidence: float
    start: int
    end: int
    role: str | None = None


def without_trade(named: Mention) -> bool:
    """Whether the industry in a name says nothing of what is served or supported."""
    chosen = named.type == "Programme" and _CHOSEN.search(named.name) is not None
    return chosen or _NO_TRADE.search(named.name) is not None


def claims(
    sentence: Sentence, mentions: list[Mention], provinces: list[str], own: Mention | None, here: list[Mention]
) -> Iterator[Claim]:
    """All that the names of a sentence say by themselves.

    `provinces` are those the document names, `own` its body, `here` where the sentence says 我县 and means a region.
    """
    undone = sentence.search(pattern("relations", "undone")) is not None
    for outer in itertools.filterfalse(_is_draft, mentions):
        if outer.type == "Policy":
            yield from _named_issuers(sentence, outer)
        if outer.method == "document-title" and own is not None:
            yield _claim(sentence, "ISSUED", own, outer)
        for inner in inside(mentions, outer):
            kind = _nested(outer, inner)
            runs = outer.type == "Organization" and inner.type == "Platform" and not outer.name.endswith("工委")
            if runs and sentence.text[outer.end : outer.end + 1] not in _WHO:
                yield _claim(sentence, "HOSTED_BY", inner, outer)
            if kind is not None and not (
                _planned(sentence, outer) or intended(sentence, outer) or for_office(sentence, outer)
            ):
                yield _claim(sentence, kind, outer, inner)
            elif outer.type == "Platform" and inner.type == "Talent" and not undone:
                yield _claim(sentence, "MEMBER_OF", inner, outer)
                yield from _leaders(sentence, inner, outer, mentions)
            elif inner.type in _RUNNERS and outer.type == "Programme" and inner.start == outer.start:
                yield _claim(sentence, "RUNS", _deepest(inner, inside(mentions, outer)), outer)
            elif outer.type == "Policy":
                yield from _of_policy(sentence, outer, inner, mentions)
        if outer.type == "Programme" and _PROVINCIAL.match(outer.name) and _may_run(outer.name, provinces):
            province = Mention("Region", outer.start, outer.start + 1, provinces[0], "here", 0.7)
            yield _claim(sentence, "RUNS", province, outer)
    yield from _teams(sentence, [] if undone else mentions)
    for outer in mentions:
        nested = [m for m in inside(mentions, outer) if m.type == "Region"]
        yield from _chains(sentence, nested)
    top = outermost(mentions)
    free = [m for m in here if m.type == "Region" and all(m.end <= o.start or o.end <= m.start for o in top)]
    yield from _chains(sentence, sorted([*top, *free], key=lambda m: m.start), mentions)


def _may_run(scheme: str, provinces: list[str]) -> bool:
    """Whether the document names one province and that is of the kind that a scheme is called after (自治区“…”)."""
    if len(set(provinces)) != 1:
        return False
    return scheme.startswith("自治区") == provinces[0].startswith(("内蒙古", "广西", "西藏", "宁夏", "新疆"))


def _is_draft(named: Mention) -> bool:
    return named.type == "Policy" and _DRAFT.search(named.name) is not None


def _leaders(sentence: Sentence, person: Mention, team: Mention, mentions: list[Mention]) -> Iterator[Claim]:
    """青山大学（教授）|王建民团队: the leader, after whom the team is called, works for the body right before it."""
    between = _OF.search(sentence.text, 0, team.start)
    end = between.start() if between else team.start
    body = next((m for m in mentions if m.end == end and m.type in _EMPLOYERS), None)
    if body is not None and person.start == team.start and team.name.endswith("团队"):
        yield _claim(sentence, "WORKS_AT", person, body)


def _teams(sentence: Sentence, mentions: list[Mention]) -> Iterator[Claim]:
    """石泉县科技特派团 serves 石泉县; a 柑橘产业服务团 of a county serves the trade."""
    for outer in mentions:
        trade = any(inner.type == "Industry" for inner in inside(mentions, outer))
        if outer.type != "Platform" or trade or not _SENT_TO.search(outer.name):
            continue
        for inner in inside(mentions, outer):
            lowest = _CITY if _ENVOYS.search(outer.name) else _COUNTY
            near = sentence.text.startswith("团", inner.end) or (regions.level(inner.name) or 0) >= lowest
            if inner.type == "Region" and near:
                yield _claim(sentence, "SERVES", outer, _deepest(inner, inside(mentions, outer)))


def _named_issuers(sentence: Sentence, policy: Mention) -> Iterator[Claim]:
    """《某省委办公厅、某省人民政府办公厅关于…的通知》: the bodies that a policy's name begins with."""
    match = _TITLE_BODIES.match(policy.name)
    for name in re.split(_AND_GOVERNMENT, match.group(1)) if match else ():
        yield _claim(sentence, "ISSUED", Mention("Organization", 0, 0, name, "title", 0.8), policy)


def _of_policy(sentence: Sentence, policy: Mention, inner: Mention, mentions: list[Mention]) -> Iterator[Claim]:
    """《青山市“青山英才”计划实施办法》: whose policy it is, what it supports, and whose programme that is."""
    places = [m for m in inside(mentions, policy) if m.type == "Region" and m.start <= policy.start + 1]
    if inner in places and not _TITLE_BODIES.match(policy.name):
        if not _REVOKED.match(sentence.text, policy.end):
            yield _claim(sentence, "ISSUED", inner, policy)
    elif inner.type in {"Programme", "Platform"} and not intended(sentence, policy):
        yield _claim(sentence, "SUPPORTS", policy, inner)
        if inner.type == "Programme" and places:
            yield _claim(sentence, "RUNS", places[0], inner)


def intended(sentence: Sentence, thing: Mention) -> bool:
    """Whether a carrier, a policy or a scheme is still to come, revoked, or another's in which one takes part."""
    before, behind = sentence.text[: thing.start], sentence.text[thing.end :]
    if thing.type in {"Platform", "Organization"}:
        return _TO_COME.match(behind) is not None or _stands("intended", before)
    if thing.type == "Policy":
        return _REVOKED.search(behind) is not None or _stands("to_be_issued", before)
    return thing.type == "Programme" and (_stands("to_be_issued", before) or _stands("taking_part", before))


def _planned(sentence: Sentence, carrier: Mention) -> bool:
    """Whether a carrier is only to be built (支持组建…, 拟共建…)."""
    if carrier.type not in {"Platform", "Organization"}:
        return False
    heading = any(pattern("relations", "planned_heading").search(h) for h in sentence.headings)
    return heading or _stands("to_be_built", sentence.text[: carrier.start])


def for_office(sentence: Sentence, body: Mention) -> bool:
    """Whether a body is only named for the office that somebody holds there."""
    return body.type == "Organization" and _OFFICE.match(sentence.text, body.end) is not None


def _stands(name: str, before: str) -> bool:
    return pattern("relations", name).search(before) is not None


def _nested(outer: Mention, inner: Mention) -> str | None:
    if inner.type == "Industry" and outer.type == "Organization":
        return "SERVES" if _FOR_INDUSTRY.search(outer.name) else None
    if inner.type == "Industry" and without_trade(outer):
        return None
    if inner.type == "Industry" and outer.type in _INDUSTRY:
        return "SERVES" if outer.type == "Programme" and _SERVICE.search(outer.name) else _INDUSTRY[outer.type]
    if outer.type == "Organization" and inner.type == "Platform":
        return None
    if outer.type == "Platform" and inner.type in {"Organization", "Enterprise"}:
        return "HOSTED_BY"
    if inner.type == "Region" and outer.type in {"Platform", "Organization", "Enterprise"}:
        owner = is_owner(outer.type, outer.name, inner.name, inner.start - outer.start)
        return None if "大学" in outer.name or owner else "LOCATED_IN"
    return None


def _deepest(first: Mention, mentions: list[Mention]) -> Mention:
    """The last of a chain of regions: 长顺县|敦操乡."""
    for mention in mentions:
        if mention.type == "Region" and mention.start == first.end:
            first = mention
    return first


def _chains(sentence: Sentence, mentions: list[Mention], nested: Sequence[Mention] = ()) -> Iterator[Claim]:
    """长顺县敦操乡, and 平塘县甲茶镇、平舟镇: a smaller region right behind a larger one lies in it."""
    container: Mention | None = None
    previous: Mention | None = None
    for mention in mentions:
        gap = sentence.text[previous.end : mention.start] if previous else None
        if mention.type == "Region" and previous is not None and previous.type == "Region":
            deeper = _deeper(previous, mention)
            if gap in {"", "的"} and deeper:
                container = previous
            elif not (gap in {"、", "和", "及"} and container and _same_level(previous, mention)):
                container = None
            if container is not None:
                yield _claim(sentence, "LOCATED_IN", mention, container)
        elif mention.type in {"Organization", "Platform", "Enterprise"} and previous and previous.type == "Region":
            container = None
            spoken = previous.method not in {"here", "deixis"}
            if gap == "" and regions.level(previous.name) is not None and spoken:
                yield _claim(sentence, "LOCATED_IN", mention, previous)
            first = next((m for m in nested if m.start == mention.start and m.type == "Region"), None)
            if first is not None and gap in {"", "的"} and spoken and _deeper(previous, first):
                yield _claim(sentence, "LOCATED_IN", first, previous)
        else:
            container = None
        previous = mention


def _deeper(outer: Mention, inner: Mention) -> bool:
    a, b = regions.level(outer.name), regions.level(inner.name)
    if outer.name in regions.COUNTRIES:
        return b is not None
    a = _COUNTY if a is None and outer.name not in regions.PLACES and regions.is_county(outer.name) else a
    if b is None and inner.method == "list:places":  # 清河县|富水、青山等乡镇
        return a == _COUNTY
    if a is not None and b is not None:
        return a < b or (outer.name.endswith("市") and inner.name.endswith("市"))
    return outer.name in regions.PLACES - regions.ABROAD and regions.lies_in(inner.name, outer.name)


def _same_level(a: Mention, b: Mention) -> bool:
    """Whether two divisions may lie in the same one: a city among counties (同仁市、尖扎县) is of their level."""
    levels = {regions.level(a.name), regions.level(b.name)}
    return len(levels) == 1 or levels == {_CITY, _COUNTY}


def _claim(sentence: Sentence, kind: str, source: Mention, target: Mention) -> Claim:
    return Claim(kind, source, target, f"name:{kind}", _CONFIDENCE.get(kind, 0.8), 0, len(sentence.text))
