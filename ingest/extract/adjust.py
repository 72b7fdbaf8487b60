"""Corrections that need the whole document: what a name is elsewhere, and the places that were glued to an industry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract import regions, sectors
from ingest.extract.mentions import Mention, inside, outermost, resolve
from ingest.extract.places import BRAND
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_LEVEL = regex(r"^(?:(?:国家|[省市州县区])级|[省市州县区](?![场域政])(?=.{2,}))")
_VILLAGE = regex("(?!.{1,2}[乡农新渔]村)[\u4e00-\u9fff]{2,3}?[村镇](?=..)")
_COLLEGE = regex(r"(.{2,14}大学)(?!附属|医院)(.{1,14}(?:学院|系|教研室|实验中心))$")
_PARTY = regex(
    r"(.{2,}(?:大学|学院|医院|公司|集团|中心|研究院|研究所|合作社|中学|小学|学校|高中|(?:农|林|科学|农科|林科|社科)院|"
    r"[省市州县区旗镇乡].{2,10}[局厅]))(?:党委|党组|党总支|党支部|团委|工会)$"
)
_BY_WORD = frozenset(
    {"industry:sector", "industry:product", "industry:frame", "industry:word", "industry:thing", "repeated"}
)
ORIGINAL = regex(
    r".{0,4}.(?:茶|[黄黑白]羊|黄牛|猪|鸡|鸭|鹅|大米|贡米|香菜|梨|枣|桃|李|柚|橙|蜜|花椒|辣椒|银耳|木耳|天麻|火腿|苹果|柿)"
)
"""Products with a variety of their own, which are called after where they come from; 茶叶, 蔬菜 are none."""
_QUOTES = str.maketrans("", "", "“”")
_SEVERAL = 3
"""A kind and two that are called after it."""


def settled(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[list[Mention]]:
    """The mentions of each sentence with types, names and edges as the document as a whole tells them."""
    honors = {
        m.name.translate(_QUOTES)
        for sentence, mentions in zip(sentences, found, strict=True)
        for m in mentions
        if m.type in {"Programme", "Honor", "Platform"}
        and pattern("brackets", "honor_behind").match(sentence.text, m.end)
    }
    stems = {regions.stem(m.name) for mentions in found for m in mentions if m.type == "Region"}
    kinds = _kinds(found)
    for sentence, mentions in zip(sentences, found, strict=True):
        top = outermost(mentions)
        kept = [m for m in mentions if not (_misread(m, top, mentions) or (m.type == "Platform" and m.name in kinds))]
        yield resolve(_of_origin(sentence, m, kept, stems) or _one(m, honors, stems) for m in kept)


def _kinds(found: list[list[Mention]]) -> set[str]:
    """科技小院 where several courtyards have names: the kind of thing, none of them."""
    named = {m.name for mentions in found for m in mentions if m.type == "Platform"}
    return {kind for kind in named if sum(name.endswith(kind) for name in named) >= _SEVERAL}


def _of_origin(sentence: Sentence, mention: Mention, mentions: list[Mention], stems: set[str]) -> Mention | None:
    """政和白茶, 南江黄羊: a product that is called after its place, with the place; None for all else."""
    if mention.type != "Industry" or not ORIGINAL.fullmatch(mention.name) or mention.method not in _BY_WORD:
        return None
    if any(other.covers(mention) for other in mentions):
        return None
    start = mention.start
    own = next((s for s in stems if len(s) > 1 and mention.name.startswith(s)), None)
    place = own or next((s for s in stems if len(s) > 1 and sentence.text.endswith(s, 0, start)), None)
    if place is None or len(mention.name) - len(own or "") < 2:
        return None
    start -= 0 if own else len(place)
    return replace(mention, start=start, name=sentence.text[start : mention.end], method="industry:origin")


def _one(mention: Mention, honors: set[str], stems: set[str]) -> Mention:
    if mention.type in {"Programme", "Platform"} and mention.name.translate(_QUOTES) in honors:
        return replace(mention, type="Honor")
    if mention.type == "Industry":
        among = mention.name.find("等", 2)  # 农业机械|等高新技术装备
        if among > 0:
            mention = replace(mention, end=mention.start + among, name=mention.name[:among])
        cut = _front(mention.name, stems)
        return replace(mention, start=mention.start + cut, name=mention.name[cut:]) if cut else mention
    party = _PARTY.fullmatch(mention.name) if mention.type == "Organization" else None
    if party:
        mention = replace(mention, name=party.group(1))
    college = _COLLEGE.fullmatch(mention.name) if mention.type == "Organization" else None
    if college:
        return replace(mention, name=college.group(1), aliases=(*mention.aliases, mention.name))
    return mention


def _front(name: str, stems: set[str]) -> int:
    """How much of an industry's name is a place or a level (青山|茶叶, 省级|核桃)."""
    at = 0
    while True:
        level = _LEVEL.match(name[at:])
        place = next((s for s in stems if len(s) > 1 and name.startswith(s, at)), None)
        suffix = re.match("[省市州县区镇乡村]", name[at + len(place) :]) if place else None
        step = level.end() if level else len(place) + (1 if suffix else 0) if place else 0
        if not step or len(name) - at - step < 2 or re.match("产业|[业链]", name[at + step :]):
            return at + _village(name[at:])
        at += step


def _village(name: str) -> int:
    """How much of an industry's name is a village before what reads like one by itself (谭山村|桂味荔枝)."""
    village = _VILLAGE.match(name)
    rest = name[village.end() :] if village else ""
    return len(name) - len(rest) if sectors.is_sector(rest) or sectors.is_thing(rest) else 0


def _misread(mention: Mention, top: list[Mention], mentions: list[Mention]) -> bool:
    """西南林业 in 西南林业大学 is no industry; 专家工作站 in the title of rules for such stations is no station."""
    outer = next((o for o in top if o.covers(mention)), None)
    if outer is None:
        return False
    if mention.type == "Industry" and outer.type == "Organization":
        return not re.search("产业(?!发展服务|发展|服务)|协会|商会|合作社", outer.name)
    if mention.type == "Platform" and outer.type == "Policy":
        return not any(m.type == "Talent" for m in inside(mentions, mention)) and mention.method != "quoted"
    short = mention.type == "Region" and mention.method in {"region:name", "repeated"}
    return short and outer.type == "Organization" and BRAND.search(outer.name) is not None
