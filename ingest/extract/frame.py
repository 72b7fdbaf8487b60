"""Who speaks: the region and the body that 我州, 全市 and 我局 mean in this document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.extract import about, regions
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_BODY_SUFFIX = regex(r"[局厅委院校会办]$")
_REPORT = regex(
    r"(?:工作|情况)[^，。；]{0,12}(?:总结|小结|汇报|报告|年报|要点|打算|安排)|述职|(?:建议|提案)[^，。；]{0,8}答复|简介$|"
    r"(?:书记|[局院校]长|主任)[ 　]+[\u4e00-\u9fff]{2,4}$"
)
_NARROW = frozenset({"镇", "乡", "村"})
_THE_FIRM = regex("(?:^|[，。；：]|[我本])公司")
_SUBJECT = regex(
    r"(?:，)?(?:将|把|高度|认真|始终|坚持|积极|紧紧|按照|围绕|以|深入|扎实|坚决|切实|全面|大力|结合|立足|聚焦|着力)"
)
_FOR_ALL = regex(r"(?:[省市州县区旗]委|领导小组|人才办)(?:办公室)?$")
"""Bodies that speak for their whole place."""
_BODIES = frozenset({"Organization", "Enterprise"})
_AROUND = "—-－ 　（）()"
"""Marks around a body that stands alone on a line."""
_SIGNATURE = 4
"""So many lines at the end of a text may hold who signs it."""
_OFTEN = 3
"""A text that names a village so often may be about it; a place so many times as often as the one told is its place."""
_TOWNSHIP = 4


@dataclass(frozen=True)
class Frame:
    """The document's own region and body, by name; None where neither the text nor the caller tells."""

    region: str | None
    body: str | None
    regions: tuple[str, ...]
    speaks_as_body: bool
    words: tuple[str, ...]
    document: Mention | None = None
    """The policy that the document itself is, prints or explains, else the scheme that it announces or reports on."""

    def here(self, word: str) -> Mention | None:
        """What 我州, 全市, 本县 means; where it is not known, 我州 itself, so that the fact is not lost."""
        suffix = word[1:]
        if suffix == "国":
            return None
        same = {name for name in self.regions if name.endswith(suffix)}
        own = self.region is not None and self.region.endswith(suffix)
        if self.region is not None and (own or (_short(self.region) and len(same) != 1)):
            return Mention("Region", 0, 0, self.region, "here", 0.7)
        if len(same) == 1:
            return Mention("Region", 0, 0, same.pop(), "here", 0.6)
        if self.region is not None and suffix in _NARROW:
            return None
        return Mention("Region", 0, 0, self._as_said(suffix), "deixis", 0.3)

    def us(self, word: str) -> Mention:
        """What 我局 means."""
        if self.body is not None and fits(self.body, word[-1]):
            return Mention(_kind(self.body), 0, 0, self.body, "us", 0.7)
        return Mention("Organization", 0, 0, f"我{word[1:]}", "deixis", 0.3)

    @cached_property
    def own(self) -> Mention | None:
        """The document's implied subject."""
        if self.speaks_as_body and not (self.region and self.body and _FOR_ALL.search(self.body)):
            return Mention(_kind(self.body), 0, 0, self.body, "us", 0.6) if self.body else self.us("我局")
        if self.region:
            return Mention("Region", 0, 0, self.region, "here", 0.6)
        suffixes = Counter(word[1:] for word in self.words if word[1:] not in _NARROW and word != "全省")
        return self.here(f"我{suffixes.most_common(1)[0][0]}") if suffixes else None

    def _as_said(self, suffix: str) -> str:
        """我州 where the document ever says so, else 全州."""
        said = [word for word in self.words if word[1:] == suffix]
        return next((word for word in said if word[0] == "我"), said[0] if said else f"我{suffix}")


def _kind(body: str) -> str:
    """青山茶业公司 is an enterprise."""
    return "Enterprise" if body.endswith(("公司", "集团")) else "Organization"


def fits(name: str, suffix: str) -> bool:
    """Whether 我校 can mean a body of this name."""
    return name.endswith(("大学", "学院", "中学", "小学", "学校") if suffix == "校" else suffix)


def find(sentences: list[Sentence], found: list[list[Mention]], region: str | None) -> Frame:
    """Read the frame off the title, the first sentences and what is spoken of most."""
    named = [m.name for mentions in found for m in mentions if m.type == "Region"]
    us = [w for s in sentences for w in pattern("regions", "us").findall(s.text) if w != "学校"]
    words = tuple(w for s in sentences for _, w in _here(s))
    titled = _reporting(sentences, found)
    body = (_body(sentences, found, us[0][-1]) if us else None) or titled
    body = body or (_signed(sentences, found, us[0][-1]) if us else None) or _committee(sentences, found)
    document = about.document(sentences, found)
    speaks = bool(body or titled) or any(word[-1] not in "院校" for word in us)
    if region is not None and _BODY_SUFFIX.search(region):
        return Frame(_region(sentences, found, named), region, tuple(named), True, words, document)
    return Frame(region or _region(sentences, found, named), body, tuple(named), speaks, words, document)


def village(found: list[list[Mention]]) -> Mention | None:
    """The village that a text is about."""
    return _main([m for ms in found for m in ms if m.type == "Region" and m.name.endswith(("村", "社区", "屯"))])


def firm(sentences: list[Sentence], found: list[list[Mention]]) -> Mention | None:
    """The firm that a text is about; the more often it says 公司, the less often it has to name it."""
    said = sum(1 for s in sentences for _ in s.finditer(_THE_FIRM))
    named = [m for mentions in found for m in mentions if m.type == "Enterprise"]
    return _main(named, _OFTEN - (said >= _OFTEN))


def _main(named: list[Mention], least: int = _OFTEN) -> Mention | None:
    """What a text names at least so often and twice as often as any other: the text is about it."""
    (name, often), *others = [*Counter(m.name for m in named).most_common(2), ("", 0)]
    about = often >= least and often >= 2 * others[0][1] if others else False
    return next(m for m in named if m.name == name) if about else None


def deixis(sentence: Sentence, frame: Frame) -> Iterator[Mention]:
    """我州, 全市, 我局 in a sentence, as mentions of what they mean."""
    for match, word in _here(sentence):
        meant = frame.here(word)
        if meant and not (match.group().endswith("里") and meant.method == "deixis"):
            yield Mention(meant.type, match.start(), match.end(), meant.name, meant.method, meant.confidence)
    for match in sentence.finditer(pattern("regions", "us")):
        if match.group() == "学校" and not (frame.body and fits(frame.body, "校")):
            continue
        meant = frame.us(match.group())
        yield Mention(meant.type, match.start(), match.end(), meant.name, meant.method, meant.confidence)


def _here(sentence: Sentence) -> Iterator[tuple[re.Match[str], str]]:
    """我州, 全市 as said; 县里 means 全县."""
    for match in sentence.finditer(pattern("regions", "here")):
        word = match.group()
        yield match, f"全{word[0]}" if word.endswith("里") else word


def _in_short(text: str, title: str, named: list[str]) -> str | None:
    """云南永善“五大工程”…: the smaller place right behind the one in a title, named in full elsewhere."""
    behind = text[text.find(title) + len(title) :]
    short = (
        n for n in named if _mid(n) and n != title and len(stem := regions.stem(n)) > 1 and behind.startswith(stem)
    )
    return next(short, None)


def _county(named: list[str]) -> str | None:
    """The county that a text on a village names most: villages run and issue little."""
    counties = Counter(name for name in named if name.endswith(("县", "市", "区", "旗")))
    return counties.most_common(1)[0][0] if counties else None


def _within(named: list[str], suffix: str) -> str | None:
    """Where 全市 is what a text on a county calls what lies above it, the county: the smaller place named most."""
    above = regions.level(f"某某{suffix}")
    smaller = Counter(
        n for n in named if above is not None and above < (regions.level(n) or 0) and n[-1] not in _NARROW
    )
    common = smaller.most_common(2)
    return common[0][0] if common and (len(common) == 1 or common[0][1] > common[1][1]) else None


def _short(name: str) -> bool:
    """Whether a region is named without its suffix, so that 我市 may mean it."""
    return regions.level(name) is None or name in regions.PREFECTURES | regions.PROVINCES


def _reporting(sentences: list[Sentence], found: list[list[Mention]]) -> str | None:
    """The body that a report on its own work names in its title (青山县科技局2023年工作总结), on a line beside it, or
    before what the title says of it (青山县科协：当好娘家人)."""
    titles = sentences[:3]
    reports = any(s.search(_REPORT) and s.text[-1] not in "。；" for s in titles)
    for number, (sentence, mentions) in enumerate(zip(titles, found, strict=False)):
        first = next((m for m in mentions if m.start == 0 and m.type == "Organization"), None)
        if first is None or sentence.text[-1] in "。；":
            continue
        signed = reports and first.end == len(sentence.text)
        told = number == 0 and sentence.text[first.end] == "：" if first.end < len(sentence.text) else False
        if signed or told or _REPORT.search(sentence.text, first.end):
            return first.name
    return None


def _committee(sentences: list[Sentence], found: list[list[Mention]]) -> str | None:
    """The 管委会 of a zone that reports on its work and calls itself so (某高新区2024年人才工作总结)."""
    reports = any(s.search(_REPORT) and s.text[-1] not in "。；" for s in sentences[:3])
    return _body(sentences, found, "管委会") if reports else None


def _body(sentences: list[Sentence], found: list[list[Mention]], suffix: str) -> str | None:
    """The first organization of the fitting kind that opens the title or a clause as its subject."""
    for mentions in found[:2]:
        if (
            mentions
            and mentions[0].start == 0
            and mentions[0].type == "Organization"
            and fits(mentions[0].name, suffix)
        ):
            return mentions[0].name
    signed = _alone(sentences[:_SIGNATURE], found, suffix)
    if signed is not None:
        return signed
    for sentence, mentions in list(zip(sentences, found, strict=True))[:8]:
        for mention in mentions:
            opens = mention.start == 0 or sentence.text[mention.start - 1] in "，：。"
            suits = mention.type == "Organization" and fits(mention.name, suffix)
            if suits and opens and _SUBJECT.match(sentence.text, mention.end):
                return mention.name
    return _most_named(found, suffix) if suffix in "院校司" else None


def _signed(sentences: list[Sentence], found: list[list[Mention]], suffix: str) -> str | None:
    """The body that stands alone on one of the last lines, if 我局 may mean it."""
    return _alone(sentences[-_SIGNATURE:], found[-_SIGNATURE:], suffix)


def _alone(lines: list[Sentence], found: list[list[Mention]], suffix: str) -> str | None:
    """The body that one of some lines names and nothing else, if 我局 or 我公司 may mean it."""
    named = ((s, m) for s, ms in zip(lines, found, strict=False) for m in ms if m.type in _BODIES)
    alone = (m.name for s, m in named if m.end - m.start == len(s.text.strip(_AROUND)))
    return next((name for name in alone if fits(name, suffix)), None)


def _most_named(found: list[list[Mention]], suffix: str) -> str | None:
    """The hospital, school or firm that a text that says 本院 or 我校 names most, and more than once."""
    kinds = {"Organization", "Enterprise"}
    named = Counter(m.name for mentions in found for m in mentions if m.type in kinds and fits(m.name, suffix))
    name, times = named.most_common(1)[0] if named else ("", 0)
    return name if times > 2 else None


def _region(sentences: list[Sentence], found: list[list[Mention]], named: list[str]) -> str | None:
    """What the text tells, unless another place is spoken of far more often: a feature on 青河县 may have its province
    in the title."""
    told = _told(sentences, found, named)
    text = "\n".join(s.text for s in sentences)
    often, place = max(((_times(text, name), name) for name in dict.fromkeys(named) if _mid(name)), default=(0, ""))
    if told is None:
        return place if often >= _OFTEN else about.opening_place(sentences, found)
    return place if often > _OFTEN * _times(text, told) else told


def _mid(name: str) -> bool:
    """A prefecture, city or county, by its suffix."""
    return name not in regions.PLACES and (regions.level(name) or 9) < _TOWNSHIP


def _times(text: str, name: str) -> int:
    """How often a place is spoken of, in short and within names (青河县人民医院) too."""
    return text.count(regions.stem(name) or name)


def _told(sentences: list[Sentence], found: list[list[Mention]], named: list[str]) -> str | None:
    """A region in the title; else the one that the text, where it says 我县, names most often at that level."""
    for sentence, mentions in zip(sentences[:5], found, strict=False):
        ranked = [m.name for m in mentions if m.type == "Region" and regions.level(m.name) is not None]
        if ranked and len(sentence.text) <= 40 and sentence.text[-1] not in "。；":
            title = max(ranked, key=lambda name: regions.level(name) or 0)
            if title.endswith(("村", "社区", "屯")):
                return _county(named) or title
            return _in_short(sentence.text, title, named) or title
    here = [word for s in sentences for _, word in _here(s)]
    suffixes = Counter(w[1:] for w in here)
    for suffix, _ in suffixes.most_common():
        fitting = Counter(name for name in named if name.endswith(suffix)).most_common(2)
        if fitting and (len(fitting) == 1 or fitting[0][1] > fitting[1][1]):
            return fitting[0][0]
    if here:
        short = Counter(name for name in named if _short(name)).most_common(2)
        plain = short and suffixes.most_common(1)[0][0] not in _NARROW
        if plain and (len(short) == 1 or short[0][1] > 2 * short[1][1]):
            return short[0][0]
        return _within(named, suffixes.most_common(1)[0][0])
    counted = Counter(name for name in named if regions.level(name) is not None)
    within = Counter({name: times for name, times in counted.items() if regions.level(name)})
    counted = within if within and within.most_common(1)[0][1] >= 3 else counted
    return counted.most_common(1)[0][0] if counted and counted.most_common(1)[0][1] >= 3 else None
