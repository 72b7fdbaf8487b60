"""Where things lie that a section under a place's own name tells of: ▲石泉县, then 县农业农村局 and 石泉镇."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.mentions import Mention, inside, outermost
from ingest.extract.places import BRAND
from ingest.extract.regexes import regex
from ingest.extract.regions import level
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

Located = tuple[Sentence, Claim]
_OPENS = regex(
    r"[\s　▲■◆○●◎◇★☆·•—【\[（(]*(?:[\d一二三四五六七八九十]{1,3}[、.．）)])?[\s　]*(?:县城|我[省市县]|全[省市县])?"
)
_CLOSES = regex(r"[\s　]*(?:】|\]|[：:]|——|。?$)")
_LOCAL = regex("([省市州县区旗镇乡盟])(?!级|属|直|内|外)")
_OUTSIDE = regex("[省市县区州]外|外地|来自|浙商|邀请|引进|招引|从[^，。；]{1,12}$")
_TOWN = 4
_FEWEST = 2
"""One place before a colon may be the title of the document."""
_TEAM = regex("[团队组]”?$|专家.{0,2}工作站|联合")
_SITED = frozenset({"Platform", "Enterprise"})


def claims(sentences: list[Sentence], found: list[list[Mention]], stated: list[Located]) -> Iterator[Located]:
    """What lies in the place that heads its section, if nothing else is said of it and there are such sections."""
    placed = {c.source.name for _, c in stated if c.type == "LOCATED_IN"}
    heads = {i: head for i in range(1, len(sentences)) if (head := _head(sentences, i, found[i])) is not None}
    if len({head.name for head in heads.values()}) < _FEWEST:
        return
    place: Mention | None = None
    only = -1
    for at, (sentence, mentions) in enumerate(zip(sentences, found, strict=True)):
        if sentence.cell is not None:
            continue
        if at in heads:
            alone = at + 1 == len(sentences) or sentences[at + 1].block != sentence.block
            place, only = heads[at], -1 if alone and sentence.text[-1] != "。" else sentence.block
        elif sentence.is_heading or (only >= 0 and sentence.block != only):
            place = None
        if place is None:
            continue
        top = outermost(mentions)
        for mention in top:
            if mention is not place and mention.name not in placed and _lies(mention, place, sentence, top, mentions):
                placed.add(mention.name)
                yield sentence, Claim("LOCATED_IN", mention, place, "section:place", 0.6, 0, len(sentence.text))


def _head(sentences: list[Sentence], at: int, mentions: list[Mention]) -> Mention | None:
    """The place that heads a section (【石泉县】…, ○石泉镇——…, 石泉县：…)."""
    sentence = sentences[at]
    if sentence.cell is not None or sentences[at - 1].block == sentence.block:
        return None
    region = next((m for m in outermost(mentions) if m.type == "Region"), None)
    if region is None or _OPENS.fullmatch(sentence.text, 0, region.start) is None:
        return None
    return region if _CLOSES.match(sentence.text, region.end) and level(region.name) else None


def _lies(thing: Mention, place: Mention, sentence: Sentence, top: list[Mention], mentions: list[Mention]) -> bool:
    """Whether a section on a place says by this name what lies there: below a county its towns and its own offices,
    below a town its firms and carriers, too."""
    before = sentence.text[: thing.start]
    if thing.type == "Region":
        outer, inner = level(place.name) or 0, level(thing.name) or 0
        elsewhere = any(
            m.type == "Region" and m is not place and m.end <= thing.start and (level(m.name) or 0) <= outer
            for m in top
        )
        return outer < _TOWN <= inner and not elsewhere if outer < _TOWN else inner > outer and not elsewhere
    if thing.type == "Organization":
        local = _LOCAL.match(thing.name)
        return local is not None and place.name.endswith(local.group(1))
    if (
        thing.type not in _SITED
        or (level(place.name) or 0) < _TOWN
        or BRAND.search(thing.name)
        or _TEAM.search(thing.name)
    ):
        return False
    named = any(m.type == "Region" for m in inside(mentions, thing))
    other = any(m.type == "Region" and m.end <= thing.start and m.name != place.name for m in top)
    return not (named or other or _OUTSIDE.search(before))
