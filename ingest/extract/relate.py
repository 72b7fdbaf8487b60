"""Relations that sentences state: the rules of `rules/relations.yaml` applied, with their scope and modality."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract import frame as frames
from ingest.extract import industries
from ingest.extract.anaphora import Recent
from ingest.extract.frame import Frame
from ingest.extract.mentions import Mention, inside, outermost
from ingest.extract.patterns import SLOTS, Rendered, Rule, render, rules, slot_mentions
from ingest.extract.rulebook import pattern
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

_CLAUSE_END = "，；：。"
_STATION = re.compile(r"(?:工作站|特派[团队]|服务团|工作室|科技小院)$")
_OTHERS = re.compile(r"(?:国家|全国|中央|中国|省|省级)“?")
_SUBJECT = re.compile(rf"(?:^|[，；：。])[{SLOTS['Platform']}{SLOTS['Enterprise']}]")
_PROMOTES = re.compile(r"(?:助推|推动|促进|助力|服务|支撑|发展|带动|壮大|做强)")
_ACTS = re.compile(r"(?:开展|研究|攻关|指导|培训|推广|合作|服务|帮扶|搭建)")


def claims(sentence: Sentence, mentions: list[Mention], frame: Frame, recent: Recent) -> list[Claim]:
    """The relations of one sentence."""
    top = _with_deixis(sentence, outermost(mentions), frame, recent)
    if not top or (sentence.is_heading and sentence.text[-1] not in "。"):
        return []
    rendered = render(sentence.text, top)
    unreal_sentence = pattern("relations", "unreal_sentence").search(sentence.text) is not None
    planned = unreal_sentence or any(pattern("relations", "planned_heading").search(h) for h in sentence.headings)
    result: list[Claim] = []
    for rule in rules():
        if planned and not rule.planned:
            continue
        for match in rule.regex.finditer(rendered.text):
            if not _unreal(rendered.text, match):
                result.extend(_claims_of(rule, match, rendered, mentions, frame, result))
    if not planned:
        result.extend(_by_heading(sentence, mentions, result))
    return result


def _claims_of(
    rule: Rule, match: re.Match[str], rendered: Rendered, mentions: list[Mention], frame: Frame, before: list[Claim]
) -> Iterator[Claim]:
    sources = list(slot_mentions(rendered, match, "from"))
    targets = list(slot_mentions(rendered, match, "to"))
    own = frame.own() if rule.own or rule.also_own else None
    if rule.own == "from" and _has_subject(rendered.text, match.start()):
        return
    if rule.own == "from" and own is not None:
        sources = [own]
        targets = [t for t in targets if not _foreign(t, own, mentions)]
        targets = [t for t in targets if not any(c.type == rule.type and c.target == t for c in before)]
    elif rule.own == "to" and own is not None:
        targets = [own]
        sources = [s for s in sources if not any(c.type == rule.type and c.source == s for c in before)]
    if rule.also_own and own is not None:
        sources.append(own)
    role = match.groupdict().get("role")
    start = _clause_start(rendered.text, match.start())
    end = _clause_end(rendered.text, match.end())
    span = (rendered.at[start], rendered.at[end])
    for source in sources:
        for target in targets:
            if source.name != target.name:
                yield Claim(rule.type, source, target, f"rule:{rule.id}", rule.confidence, *span, role)


def _foreign(target: Mention, own: Mention, mentions: list[Mention]) -> bool:
    """Whether a name says that it is somebody else's (国家“千人计划”, 苏州“姑苏人才计划”)."""
    if _OTHERS.match(target.name) and not (own.name.endswith("省") and target.name.startswith("省")):
        return True
    return any(
        m.type == "Region" and m.start <= target.start + 1 and m.name != own.name for m in inside(mentions, target)
    )


def _has_subject(text: str, position: int) -> bool:
    """Whether a body or platform opens a clause before: then the sentence is about that one, not about us."""
    return _SUBJECT.search(text, 0, position) is not None


def _by_heading(sentence: Sentence, mentions: list[Mention], said: list[Claim]) -> Iterator[Claim]:
    """A station at work in a section that is about promoting an industry serves that industry, if no other is said."""
    heading = next((h for h in reversed(sentence.headings) if _PROMOTES.search(h)), None)
    if heading is None or not _ACTS.search(sentence.text) or sentence.is_heading:
        return
    topics = {m.name: m for m in _heading_industries(heading)}
    for mention in outermost(mentions):
        if mention.type != "Platform" or not _STATION.search(mention.name):
            continue
        if not any(c.type == "SERVES" and c.source == mention for c in said):
            for topic in topics.values():
                yield Claim("SERVES", mention, topic, "heading", 0.6, 0, len(sentence.text))


def _heading_industries(heading: str) -> Iterator[Mention]:
    for match in re.finditer(
        r"(?:助推|推动|促进|助力|服务|支撑|发展|带动|壮大|做强)([\u4e00-\u9fff]{2,8}?)产业", heading
    ):
        yield Mention("Industry", 0, 0, industries.base(match.group(1)), "heading", 0.6)


def _with_deixis(sentence: Sentence, top: list[Mention], frame: Frame, recent: Recent) -> list[Mention]:
    """我州, 我局 and 该团 stand beside the names, except inside one and right before an industry (全市苗木产业)."""
    industries_at = {m.start for m in top if m.type == "Industry"}
    extra = [
        d
        for d in (*recent.find(sentence), *frames.deixis(sentence, frame))
        if all(d.end <= m.start or m.end <= d.start for m in top)
        and not (d.type == "Region" and (d.end in industries_at or d.end + 1 in industries_at))
    ]
    return sorted([*top, *extra], key=lambda m: m.start)


def _unreal(text: str, match: re.Match[str]) -> bool:
    """Whether a plan, a wish or a denial stands in the clause before the match or within it."""
    return pattern("relations", "unreal").search(text, _clause_start(text, match.start()), match.end()) is not None


def _clause_start(text: str, position: int) -> int:
    while position > 0 and text[position - 1] not in _CLAUSE_END:
        position -= 1
    return position


def _clause_end(text: str, position: int) -> int:
    while position < len(text) and text[position] not in _CLAUSE_END:
        position += 1
    return position
