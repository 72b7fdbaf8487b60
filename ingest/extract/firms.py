"""Firms called by brand and trade alone (红岭窑业, 云岱精密): what stands around tells them from a trade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract import regions
from ingest.extract.grammars import told_by
from ingest.extract.mentions import FIRM, Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached, pattern, words
from ingest.extract.sectors import common, is_general, is_sector, known
from ingest.extract.text import Sentence

_PLACES = regions.PROVINCES | regions.PREFECTURES
_LONGEST = 10
_SHORTEST = 4
_LONGEST_HOST = 6
"""A station's name may hold its topic instead: 瀚远船舶动力院士工作站."""
_BRAND = range(2, 4)
_NAMES = frozenset({"ORG", "LOC", "PER", "nz", "nw"})
_WITHIN = _NAMES | {"n", "vn", "a", "an", "ad", "v", "f", "s"}
_QUALITY = regex(
    "(?:现代|绿色|智能|智慧|数字|先进|高端|精密|精细|生态|有机|特色|传统|新型|新兴|战略性?|地方|本地|全国|世界|中国|我国|国内|国际|民用|通用|"
    "商业|工业|农业|海洋|乡村|城市|低空|光电|生命|人工|重点|主导|优势|设施|观光|休闲|精品|高效|循环|煤|石油|电子|医疗|航空|新|大|小|省|市|县|区)+"
)
"""What stands before a trade and is no brand."""
_ITEM = regex("(?:[、，。；：]|走进|来到|走访|考察|参观|[赴仅对为到])(?P<name>[\u4e00-\u9fff]{2,6})$")
_FULL = regex(
    "[）)]?(?:有限|股份|集团|公司|合作社|企业|学院|大学|学校|研究|协会|学会|商会|局|厅|委|产业|行业|领域|专业|学科|系|大会|论坛|展|工程(?!师)|园|城|港|网|报|特派|小院|推广|合作|工作|助力|人才|创新|服务|示范|资源|技术(?!总监|负责人)|下乡|馆|部|处|科|条例|支撑|大会|奖|副[总县市区镇乡州]|〔|界|生产|种植|加工|养殖|制造(?!车间|基地))"
)
"""What would make another name or a trade of the letters before it."""


@cache
def by_trade() -> re.Pattern[str]:
    """A brand and its trade; the trade is group 1."""
    return regex(f".{{2,}}?({alternatives(words('firms', 'trades'))})$")


@cache
def _trades() -> re.Pattern[str]:
    trade = alternatives(words("firms", "trades"))
    return regex(f"{trade}{trade}{{0,2}}(?!{load_cached('firms')['no_trade']})")  # quick: its first letters are known


@told_by(lambda: (_trades(),))
def find(sentence: Sentence) -> Iterator[Mention]:
    """Brand and trade where an office, a verb of founding, a carrier, the tagger or the word 企业 tells a firm, and
    what is listed beside such a firm.
    """
    text = sentence.text
    trades = [m.span() for m in sentence.finditer(_trades()) if not _FULL.match(text, m.end())]
    found: dict[int, Mention] = {}
    for trade, end in trades:
        start, method = _start(sentence, trade, end)
        if start >= 0 and _is_firm(sentence, start, trade, end, tagged=method == "firm:tagged"):
            found[end] = Mention("Enterprise", start, end, text[start:end], method, 0.7)
    listed = [(_item(text, trade), trade, end) for trade, end in trades if end not in found] if found else []
    for start, trade, end in listed:
        beside = start - 1 in found or any(m.start == end + 1 for m in found.values())
        if beside and "、" in {text[start - 1 : start], text[end : end + 1]} and _is_firm(sentence, start, trade, end):
            found[end] = Mention("Enterprise", start, end, text[start:end], "firm:listed", 0.7)
    yield from found.values()


_KIND = regex(
    "(?P<trade>[\u4e00-\u9fff]{0,6}?)(?:企业|[茶药酒果渔农种]企)业?(?=[\u4e00-\u9fff（）]{3})(?!管理|服务|咨询|孵化|发展|投资|集团|总|协会|联合)"
)


def behind_kind(text: str, start: int, end: int) -> int:
    """水产企业|长岭水产有限公司: where a firm's name begins behind the word that says what kind of firm it is."""
    cut = start - (text.startswith("业", start) and text[start - 1 : start] == "企")
    match = _KIND.match(text, max(0, cut - (cut < start)), end)
    if match is None:
        return start
    trade = match["trade"]
    told = not trade or is_sector(trade) or trade in known() or trade in common() or text[cut] in "茶药酒果渔农种"
    return match.end() if told and match.end() > start else start


def _item(text: str, trade: int) -> int:
    """Where the item of a list begins that ends with this trade; behind the verb of motion that leads to the first."""
    item = _ITEM.search(text, max(0, trade - _LONGEST), trade)
    return item.start("name") if item else trade


def _is_firm(sentence: Sentence, start: int, trade: int, end: int, *, tagged: bool = False) -> bool:
    name = sentence.text[start:end]
    sector = name in known() | common() if tagged else is_sector(name)
    return _SHORTEST <= len(name) <= _LONGEST and not sector and has_brand(sentence, start, trade)


def _start(sentence: Sentence, trade: int, end: int) -> tuple[int, str]:
    """Where the firm begins whose trade stands there, and what gives it away; -1 where nothing does."""
    text = sentence.text
    front = next(reversed(list(pattern("firms", "led").finditer(text, max(0, trade - _LONGEST), trade - 1))), None)
    words = [t for t in sentence.tokens if front and t.start < end and t.end > front.end()]
    if front and end - front.end() <= _LONGEST and words[0].tag in _NAMES and all(t.tag in _WITHIN for t in words):
        return front.end(), "firm:led"
    begin = _run(sentence, trade)
    if begin < trade and pattern("firms", "office").match(text, end):
        return begin, "firm:office"
    if begin < trade and end - begin <= _LONGEST_HOST and pattern("firms", "station").match(text, end):
        return begin, FIRM
    named = any(t.tag == "ORG" and t.start < trade and t.end in {trade, end} for t in sentence.tokens)
    if named and begin < trade:
        return begin, "firm:tagged"
    person = next((t for t in sentence.tokens if t.tag == "PER" and t.end == trade and len(t.text) in _BRAND), None)
    return (person.start, "firm:tagged") if person else (-1, "")


def _run(sentence: Sentence, trade: int) -> int:
    """Where the words begin that may be a brand, with the place before it."""
    start = trade
    for token in reversed([t for t in sentence.tokens if t.start < trade]):
        if (
            trade - token.start > _LONGEST
            or token.tag not in _WITHIN
            or (token.end < trade and token.tag not in _NAMES and token.tag != "n")
        ):
            break
        start = token.start
        if token.tag == "LOC" and start < trade - 1:
            break
    return start


def has_brand(sentence: Sentence, start: int, trade: int) -> bool:
    """Whether what stands before the trade is no quality, no trade and no place alone."""
    brand = sentence.text[start:trade]
    words = [t for t in sentence.tokens if t.start < trade and t.end > start]
    place = brand in _PLACES or regions.is_county(brand)
    place = place or (regions.stem(brand) in _PLACES and all(t.tag == "LOC" and t.end <= trade for t in words))
    plain = is_sector(brand) or is_general(brand) or _QUALITY.fullmatch(brand) is not None
    return len(brand) >= 2 and not place and not plain and pattern("firms", "no_brand").search(brand) is None
