"""Relations that sentences state: the rules of `rules/relations.yaml` applied, with their scope and modality."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from ingest.extract import clauses as grammar
from ingest.extract import frame as frames
from ingest.extract import industries, predicates
from ingest.extract.anaphora import Recent
from ingest.extract.candidates import letters, rules_for
from ingest.extract.gazetteer import of_higher_level
from ingest.extract.mentions import Mention, inside, outermost
from ingest.extract.modality import clause_end, clause_start, unreal
from ingest.extract.patterns import SLOTS, Rendered, Rule, render, rules, slot_mentions
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

_SIGNS = regex("(?:记者|通讯员|实习生|摄影|撰稿|供稿)[：: 　]{0,2}(?:[\u4e00-\u9fff]{2,4}[ 　、])*$")
_STATION = regex(r"(?:工作站|特派[团队]|服务团|工作室|科技小院)$")
_OTHERS = regex(r"(?:国家|全国|中央|中国|省|省级|自治区(?=“))“?")
_SUBJECT = regex(rf"(?:^|[，；：。])[{SLOTS['Platform']}{SLOTS['Enterprise']}]")
_COMMITTEE = regex("[省市州县区盟旗]委$")
_GOVERNMENT = regex("^[^委]*(?:[省市州县区盟旗]|自治[区州县旗])(?:人民)?政府$")
_PROMOTES = regex(r"(?:助推|推动|促进|助力|服务|支撑|发展|带动|壮大|做强)")
_PARENTHESIS = regex("[（(][^（）()]*[）)]")
_APIECE = regex("分别|分获|先后|依次|各自")
_FOR_SCHEMES = frozenset({"SERVES", "SUPPORTS"})
_BESIDE = "在与和由拜对跟着"
"""A name right behind one of these is not the subject that is carried on."""
_ACTS_OF_BODIES = frozenset({"ISSUED", "RUNS"})
_BODIES = frozenset({"Enterprise", "Organization"})
_RELATIVE = regex(
    "(?:(?:专门|专业|主要|长期|一家)*(?:做|专做|从事|主营|主做|主产|主打|主攻|生产|专产|研发|制造|经营|致力于|专注于?|深耕|加工|养殖|种植|"
    "位于|地处|坐落于?|设在|落户|总部在|来自)|以(?=[^，。；]{1,16}为[^，。；的]{1,6}的$))[^，。；、的]{1,20}(?:、[^，。；、的]{1,12})*的$"
)
_LONGEST_RELATIVE = 40
_ACTS = regex(r"(?:开展|研究|攻关|指导|培训|推广|合作|服务|帮扶|搭建)")


@dataclass(slots=True)
class _Reading:
    """One sentence being read: its names, the subjects of the sentences before it, and what it has said so far."""

    mentions: list[Mention]
    frame: frames.Frame
    carried: list[Mention]
    said: list[Claim]
    paired: set[tuple[str, str]] = field(default_factory=set)
    """Relation and source that two parallel lists have settled."""

    def own(self, rule: Rule) -> Mention | None:
        """What an end that the rule leaves out stands for: the document's body or region, or the document itself."""
        if not rule.own and not rule.also_own:
            return None
        return self.frame.document if rule.type == "SUPPORTS" else self.frame.own

    def has(self, claim: Claim) -> bool:
        """Whether a rule before has said the same."""
        return any((c.type, c.source, c.target) == (claim.type, claim.source, claim.target) for c in self.said)

    def unsaid(self, rule: Rule, ends: list[Mention], at: Literal["source", "target"]) -> list[Mention]:
        """Those of which no rule before has said the same."""
        known = [c.source if at == "source" else c.target for c in self.said if c.type == rule.type]
        return [end for end in ends if end not in known]


def claims(
    sentence: Sentence, mentions: list[Mention], frame: frames.Frame, recent: Recent, *, block: bool = False
) -> list[Claim]:
    """The relations of one sentence; with `block`, of a paragraph, by the rules that look across its full stops."""
    top = _with_deixis(sentence, mentions, frame, recent)
    heading = sentence.is_heading and not block and sentence.text[-1] not in "。；"
    if heading:
        recent.topics.remember(sentence.block, grammar.read(render(sentence.text, top)), heading=True)
    if not top:
        return []
    views, told_of = _views(sentence, top)
    slots = frozenset(SLOTS[m.type] for m in top)
    unreal_sentence = sentence.search(pattern("relations", "unreal_sentence")) is not None
    planned = (unreal_sentence and not block) or any(
        pattern("relations", "planned_heading").search(h) for h in sentence.headings
    )
    reading = _Reading(mentions, frame, recent.within(sentence.block), [])
    held = letters().held("".join(view.text for view in views))
    for rule in rules_for(slots, held, block=block):
        if _applies(rule, heading=heading, planned=planned):
            _match(rule, views, reading)
    if not block and not heading:
        read = grammar.read(views[0])
        plain = [grammar.read(views[-1])] if told_of else []
        reading.said.extend(
            claim
            for clauses in (read, *plain)
            for claim in predicates.claims(clauses, held, recent.topics, sentence.block, frame, planned=planned)
            if not reading.has(claim) and (claim.type, claim.source.name) not in reading.paired
        )
        leads_in = sentence.text.endswith("：") and len(read.groups) == 1
        recent.topics.remember(sentence.block, read, heading=leads_in)
    if not (planned or block or heading):
        reading.said.extend(list(_by_heading(sentence, mentions, reading.said)))
    reading.said.extend(list(_by_both(top, reading)))
    return [
        c
        for c in _by_others(reading.said)
        if not (c.type == "SERVES" and c.source.name in recent.topics.bystanders) and not _only_reports(sentence, c)
    ]


def _only_reports(sentence: Sentence, claim: Claim) -> bool:
    """（记者 王建民）10人入选…: whoever signs a report is not chosen for what it tells of."""
    if claim.type != "SELECTED_FOR" or claim.source.name != sentence.text[claim.source.start : claim.source.end]:
        return False
    return _SIGNS.search(sentence.text, max(0, claim.source.start - 16), claim.source.start) is not None


def _applies(rule: Rule, *, heading: bool, planned: bool) -> bool:
    """Whether a rule may read a heading (few do) or what is planned."""
    reads_heading = rule.heading or (rule.timeless and rule.type == "WORKS_AT")
    return (reads_heading or not heading) and (rule.planned or rule.timeless or not planned)


def _match(rule: Rule, views: list[Rendered], reading: _Reading) -> None:
    """Add what a rule reads in each view of a sentence; a match may ask what was said before it."""
    for rendered in views:
        for match in rule.regex.finditer(rendered.text):
            if rule.timeless or not unreal(rendered.text, *match.span()):
                reading.said.extend(list(_claims_of(rule, match, rendered, reading)))


@cache
def _own_methods() -> frozenset[str]:
    return frozenset(f"rule:{rule.id}" for rule in rules() if rule.own == "from")


def _by_others(said: list[Claim]) -> Iterator[Claim]:
    """Claims without what is left to the document's own body or region where a body is said to do it."""
    own = _own_methods()
    told = {(c.type, c.target.name) for c in said if c.type in _ACTS_OF_BODIES and c.method not in own}
    return (c for c in said if c.method not in own or (c.type, c.target.name) not in told)


def _by_both(top: list[Mention], reading: _Reading) -> Iterator[Claim]:
    """县委|县政府印发…: what a committee and its government, named in one breath, do is done by both."""
    pairs = [(a, b) for a, b in pairwise(top) if a.end == b.start and _COMMITTEE.search(a.name)]
    pairs = [(a, b) for a, b in pairs if _GOVERNMENT.search(b.name)]
    for committee, government in pairs:
        for claim in list(reading.said):
            if claim.type in _ACTS_OF_BODIES and claim.source in {committee, government}:
                other = government if claim.source == committee else committee
                twin = replace(claim, source=other)
                if not reading.has(twin):
                    yield twin


def _views(sentence: Sentence, top: list[Mention]) -> tuple[list[Rendered], bool]:
    """A sentence as it stands, without its asides, and (last, if there are any) without relative clauses of bodies."""
    views = [render(sentence.text, top)]
    asides = [match.span() for match in sentence.finditer(_PARENTHESIS)]
    if any(start < m.start < end for start, end in asides for m in top):
        views.append(render(sentence.text, top, asides))
    told_of = _relative_clauses(sentence.text, top)
    if told_of:
        views.append(render(sentence.text, top, told_of))
    return views, bool(told_of)


def _relative_clauses(text: str, mentions: list[Mention]) -> list[tuple[int, int]]:
    """Where 专做压力芯片的 and 以茶叶为主业的 stand before a body: 同|…|某公司合办 is read without them, too."""
    ends = {m.end for m in mentions if m.type not in {"Region", "Industry"}}
    found = (
        _RELATIVE.search(text, max(0, m.start - _LONGEST_RELATIVE), m.start) for m in mentions if m.type in _BODIES
    )
    return [match.span() for match in found if match and match.start() not in ends]


def _claims_of(rule: Rule, match: re.Match[str], view: Rendered, reading: _Reading) -> Iterator[Claim]:
    if not all(fit.search(m.name) for group, fit in rule.named.items() for m in slot_mentions(view, match, group)):
        return
    sources, targets = _ends(rule, match, view, reading)
    if rule.type in _FOR_SCHEMES:
        sources = [m for m in sources if m.type != "Programme" or _serves(m) == (rule.type == "SERVES")]
    role = match.groupdict().get("role")
    start, end = clause_start(view.text, match.start()), clause_end(view.text, match.end())
    span = (view.at[start], view.at[end])
    pairs = [(source, target) for source in sources for target in targets]
    alike = [t for t in targets if t.type == targets[0].type]
    if rule.pairwise and len(sources) == len(alike) > 1 and _APIECE.search(view.text[: match.end()]):
        pairs = list(zip(sources, alike, strict=True))
        reading.paired |= {(rule.type, source.name) for source in sources}
    else:
        pairs = [pair for pair in pairs if (rule.type, pair[0].name) not in reading.paired]
    for source, target in pairs:
        if source.name != target.name:
            yield Claim(rule.type, source, target, f"rule:{rule.id}", rule.confidence, *span, role)


def _serves(scheme: Mention) -> bool:
    """Whether a scheme sends people who serve; others support."""
    return pattern("clauses", "serving").search(scheme.name) is not None


def _ends(rule: Rule, match: re.Match[str], view: Rendered, reading: _Reading) -> tuple[list[Mention], list[Mention]]:
    """The names at both ends; an end that the rule leaves out is the subject carried on or the document's own."""
    sources = list(slot_mentions(view, match, "from"))
    targets = list(slot_mentions(view, match, "to"))
    if rule.carry:
        subjects = _carried(rule, view, match.start(), reading.carried)
        return (
            (reading.unsaid(rule, sources, "source"), subjects)
            if sources
            else (
                subjects,
                reading.unsaid(rule, targets, "target"),
            )
        )
    own = reading.own(rule)
    if rule.own == "from" and _has_subject(view.text, match.start()):
        return [], []
    if own is None:
        return sources, targets
    if rule.own == "from":
        local = [t for t in targets if not _foreign(t, own, reading.mentions)]
        return [own], reading.unsaid(rule, local, "target")
    if rule.own == "to":
        return reading.unsaid(rule, sources, "source"), [own]
    return (sources, [*targets, own]) if rule.type == "HOSTED_BY" else ([*sources, own], targets)


def _carried(rule: Rule, rendered: Rendered, position: int, carried: list[Mention]) -> list[Mention]:
    """The subject that a clause without one goes on about: the last name of its types, here or in the block before."""
    before = [(i, m) for i, m in sorted(rendered.mention.items()) if i < position]
    here = [m for i, m in before if not grammar.speaks(rendered.text, i + 1)]
    start = max(rendered.text.rfind(mark, 0, position) for mark in "。；") + 1
    own = [(i, m) for i, m in sorted(rendered.mention.items()) if start <= i < position and m.type in rule.carry]
    first = [m for i, m in own if rendered.text[max(0, i - 1)] not in _BESIDE] or [m for _, m in own]
    if first and "Talent" not in rule.carry:
        return first[-1:] if "Honor" in rule.carry else first[:1]
    acting = [m for i, m in before if m in here and rendered.text[max(0, i - 1)] not in _BESIDE]
    known = [m for m in carried if m.type in rule.carry]
    beside = [] if known else [m for m in here if m.type in rule.carry]
    return ([m for m in acting if m.type in rule.carry] or known or beside)[-1:]


def _foreign(target: Mention, own: Mention, mentions: list[Mention]) -> bool:
    """Whether a name says that it is somebody else's (国家“千人计划”, 苏州“姑苏人才计划”, a county's “兴滇英才”)."""
    theirs = _OTHERS.match(target.name) and not (own.name.endswith("省") and target.name.startswith("省"))
    if theirs or of_higher_level(target.name, own.name):
        return True
    return any(
        m.type == "Region" and m.start <= target.start + 1 and not own.name.startswith(m.name)
        for m in inside(mentions, target)
    )


def _has_subject(text: str, position: int) -> bool:
    """Whether a body or platform opens a clause before: then the sentence is about that one, not about us."""
    return _SUBJECT.search(text, 0, position) is not None


def _by_heading(sentence: Sentence, mentions: list[Mention], said: list[Claim]) -> Iterator[Claim]:
    """A station at work in a section that is about promoting an industry serves that industry, if no other is said."""
    heading = next((h for h in reversed(sentence.headings) if _PROMOTES.search(h)), None)
    if heading is None or not sentence.search(_ACTS) or sentence.is_heading:
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


def _with_deixis(sentence: Sentence, mentions: list[Mention], frame: frames.Frame, recent: Recent) -> list[Mention]:
    """我州, 我局 and 该团 stand beside the names, except inside one and right before an industry (全市苗木产业)."""
    top = outermost(mentions)
    industries_at = {m.start for m in top if m.type == "Industry"}
    ours = (recent.ours(sentence, said, top) for said in frames.deixis(sentence, frame))
    extra = [
        d
        for d in (*recent.place(sentence, top), *ours, *recent.find(sentence, mentions))
        if all(d.end <= m.start or m.end <= d.start for m in top)
        and not (d.type == "Region" and (d.end in industries_at or d.end + 1 in industries_at))
    ]
    apart = [d for i, d in enumerate(extra) if all(d.end <= e.start or e.end <= d.start for e in extra[:i])]
    return sorted([*top, *apart], key=lambda m: m.start)
