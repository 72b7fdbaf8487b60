"""Firms that nothing in their brand gives away: holdings and banks called after a place, and whom an office or a count
tells to be one (任雪岭源总工程师, 依托雪岭轮胎建设, 雪岭轮胎等12家企业)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract import firms, regions
from ingest.extract.grammars import told_by
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached, pattern, words
from ingest.extract.schools import place_start
from ingest.extract.sectors import common, is_general, is_generic, is_sector, known
from ingest.extract.text import Sentence

_TOLD_BEFORE = regex("(?:依托|联合|携手|走访|由|与|[，。；、]|^|任|和|来自|落户)$")
_TOLD_BEHIND = regex(
    "(?:与|和|、|，|等|董事长|总经理|总工程师|副总|党委|工会|设立|建立|组建|牵头|获批|获评|承办|主办|选派|派出|的技术骨干)"
)
_OFFICE = regex(
    "(?<=[\u4e00-\u9fff]任)(?P<name>[\u4e00-\u9fffA-Za-z]{2,8}?)"
    "(?=副?(?:董事长|总经理|总裁)|首席执行官|CEO|CTO|(?:副?总工程师|技术总监|研发总监|首席科学家)(?=[，。；]|$))"
)
_HOSTED = regex(
    "依托(?P<name>[\u4e00-\u9fffA-Za-z]{3,8}?)(?:建设|设立|组建|成立|共建|建立|建成|挂牌)"
    "|(?:^|[，。；、])(?P<one>[\u4e00-\u9fffA-Za-z]{3,8})等[\\dxX]+余?家(?:[\u4e00-\u9fff]{0,4})(?:企业(?!家)|公司)"
)
_BRANDS = frozenset({"ORG", "nz", "nw", "PER"})


def _telling() -> tuple[re.Pattern[str], ...]:
    return _ends(), _banks(), _OFFICE, _HOSTED


@told_by(_telling)
def find(sentence: Sentence) -> Iterator[Mention]:
    """The firms of a sentence that are told by a holding's end, a bank, an office or a count."""
    text = sentence.text
    for match in sentence.finditer(_ends()):
        start = place_start(text, match.start(), _is_place)
        if start is not None and _is_told(text, start, match):
            yield Mention("Enterprise", start, match.end(), text[start : match.end()], "firm:holding", 0.75)
    for match in sentence.finditer(_banks()):
        yield Mention("Enterprise", *match.span(), match.group(), "firm:bank", 0.8)
    for match in sentence.finditer(_OFFICE):
        if _is_brand(sentence, *match.span("name"), chaired=True):
            yield Mention("Enterprise", *match.span("name"), match["name"], "firm:office", 0.65)
    for match in sentence.finditer(_HOSTED):
        group = "name" if match["name"] else "one"
        if _is_brand(sentence, *match.span(group), chaired=False):
            yield Mention("Enterprise", *match.span(group), match[group], "firm:hosted", 0.65)


@cache
def _ends() -> re.Pattern[str]:
    return regex(f"(?:{alternatives(words('firms', 'holdings'))}|银行)(?!{load_cached('firms')['no_holding']})")


@cache
def _banks() -> re.Pattern[str]:
    return regex(f"{alternatives(words('firms', 'banks'))}银行(?![业卡账户系贷柜])")


def _is_place(name: str) -> bool:
    """Whether a province, a city or a county is called so, in short or in full."""
    return name in regions.PROVINCES or name in regions.PREFECTURES or regions.is_county(name)


def _is_told(text: str, start: int, end: re.Match[str]) -> bool:
    """A word that names a trade as well is a firm's end only beside a verb or a preposition of bodies on both sides."""
    if end.group() not in words("firms", "holdings_told"):
        return True
    return bool(_TOLD_BEFORE.search(text, 0, start) and _TOLD_BEHIND.match(text, end.end()))


def _is_brand(sentence: Sentence, start: int, end: int, *, chaired: bool) -> bool:
    """Whether a name is a firm's brand: no body of another kind, no place, no trade and no common word by itself."""
    name = sentence.text[start:end]
    place = name in regions.PLACES or regions.is_county(name)
    trade = name in known() | common() or is_general(name) or is_generic(name)
    if place or trade or pattern("firms", "no_chair").search(name):
        return False
    inside = [t for t in sentence.tokens if t.start < end and start < t.end]
    if any(t.tag in _BRANDS for t in inside):
        return chaired or not is_sector(name) or inside[0].tag in _BRANDS
    branded = firms.by_trade().fullmatch(name)
    return branded is not None and not is_sector(name) and firms.has_brand(sentence, start, branded.start(1) + start)
