"""Short names that a document gives (以下简称“…”) or lets its reader infer (绿野 for 松坪绿野菌业有限公司)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from ingest.extract import regions
from ingest.extract.firms import by_trade
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.sectors import is_general, is_sector
from ingest.extract.text import Sentence

_DEFINED = regex(
    r"[（(](?:[^（）()]{0,30}，)?(?:以下|下)?(?:简|统|合)?称[为作：:]?[“\"]?([^”\"，。（）()“]{2,14})[”\"]?[）)]"
)
_NAMED = frozenset({"Organization", "Enterprise", "Platform", "Programme"})
_LEGAL = regex(
    r"(?:[（(][^（）()]*[）)])?(?:控股|专业|农民专业)?(?:有限责任|股份有限|股份合作|有限)?(?:公司|合作社|厂)$|集团$"
)
_PLACED = regex(r"[（(][^（）()xX]*[）)]")
"""桂路科技（钦州）有限公司: the place stands behind the brand."""
_GENERAL = regex(
    r"(?:科技|股份|实业|发展|控股|集团|技术|投资|贸易|农业科技|农业开发|开发|责任|新?材料|设备|装备|制造|机械|工业|工程|用品|制品|服务|文化|管理|经营)$"
)
_QUALITIES = frozenset(
    {"智能", "智慧", "绿色", "现代", "高新", "先进", "数字", "精密", "高端", "生态", "特种", "工业", "创新"}
)
"""What stands before a trade without being a brand."""
_BRAND = 3
"""So many letters at most stand for a firm alone."""
_BESIDE = "与同跟由给"
"""Who stands behind one of these acts, and is no thing."""
_NAME_TAGS = frozenset({"PER", "ORG", "LOC", "nz", "nw"})
_PLACE = regex(rf"^(?:[\u4e00-\u9fff]{{2,6}}?(?:{regions.SUFFIX}))+")
_BEFORE = regex("(?<![\u4e00-\u9fff])|(?<=[与和由对在为及把向到将同给是])")
_LONG = 4


def definitions(sentences: list[Sentence], found: list[list[Mention]]) -> dict[str, Mention]:
    """The short names that the text defines, with what they stand for."""
    result: dict[str, Mention] = {}
    for sentence, mentions in zip(sentences, found, strict=True):
        for match in sentence.finditer(_DEFINED):
            longest = max((m for m in mentions if m.end == match.start()), key=lambda m: m.end - m.start, default=None)
            title = match.group(1).startswith("《") and longest is not None and longest.type == "Policy"
            if longest is not None and (longest.type in _NAMED or title):
                result.setdefault(match.group(1), longest)
    return result


def within_definition(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is the short name in its definition (and so no name of its own)."""
    return any(m.start() <= mention.start and mention.end <= m.end() for m in sentence.finditer(_DEFINED))


def implied(found: Iterable[list[Mention]]) -> dict[str, Mention]:
    """What companies may be called for short: their name without place and legal form."""
    flat = [m for mentions in found for m in mentions]
    stems = {regions.stem(m.name) for m in flat if m.type == "Region"} | regions.PREFECTURES | regions.PROVINCES
    result: dict[str, Mention] = {}
    clashes: set[str] = set()
    for mention in flat:
        if mention.type != "Enterprise" or not _LEGAL.search(mention.name):
            continue
        for short in _cores(mention.name, stems):
            said = mention if len(short) > _BRAND else replace(mention, method="brand")
            if result.setdefault(short, said).name != mention.name:
                clashes.add(short)
    return {short: mention for short, mention in result.items() if short not in clashes}


def brands(found: Iterable[list[Mention]]) -> frozenset[str]:
    """The names of companies without place and legal form: each begins with a brand."""
    flat = [m for mentions in found for m in mentions]
    stems = {regions.stem(m.name) for m in flat if m.type == "Region"} | regions.PREFECTURES | regions.PROVINCES
    firms = (_LEGAL.sub("", m.name) for m in flat if m.type == "Enterprise" and m.name.endswith("公司"))
    return frozenset(core[max([0, *_fronts(core, stems)]) :] for core in firms)


def _fronts(core: str, stems: Iterable[str]) -> list[int]:
    """Where the places end that a company's name begins with."""
    place = _PLACE.match(core)
    fronts = [place.end()] if place else []
    for stem in stems if core.startswith(tuple(stems)) else ():
        if len(stem) > 1 and core.startswith(stem):
            fronts.append(len(stem) + (core[len(stem) : len(stem) + 1] in {*"省市州县区"}))
    return fronts


def _cores(name: str, stems: Set[str]) -> Iterator[str]:
    core = _LEGAL.sub("", name)
    branded = _PLACED.search(name) and not (is_sector(core[:3]) or is_sector(core[:2]) or is_general(core[:2]))
    for front in [*_fronts(core, stems), *([0] if branded else [])]:
        rest = core[front:]
        if len(rest) >= 4:
            yield f"{rest[:2]}公司"
        if len(rest) >= 5:
            yield f"{rest[:3]}公司"
        yield from (rest[:letters] for letters in range(2, _BRAND + 1) if _brand(rest, letters, stems))
        trade = len(rest) > 4 and by_trade().fullmatch(rest[:4]) is not None
        if trade and not (is_sector(rest[:2]) or is_general(rest[:2]) or rest[:2] in _QUALITIES):
            yield rest[:4]
        while len(rest) >= 4:
            yield rest
            shorter = _GENERAL.sub("", rest)
            shorter = rest[:-2] if shorter == rest and is_sector(rest[-2:]) else shorter
            if shorter == rest:
                break
            rest = shorter
    if len(core) >= 6:
        yield core[2:]


def _brand(core: str, letters: int, stems: Set[str]) -> bool:
    """Whether the first letters of a company's name without its place may stand for it: what it makes follows them."""
    brand, trade = core[:letters], core[letters:]
    plain = is_sector(brand) or is_sector(core[: letters + 1]) or is_general(brand) or brand in _QUALITIES
    place = not stems.isdisjoint({brand, brand[:2]}) or regions.is_county(brand) or regions.is_county(brand[:2])
    return len(trade) >= 2 and not (plain or place or "x" in brand or trade[0] in "省市州县区旗镇乡村")


def repeated(sentence: Sentence, shorts: dict[str, Mention]) -> Iterator[Mention]:
    """Where a sentence uses the short names."""
    for short, mention in shorts.items():
        for start in _places(sentence.text, short):
            end = start + len(short)
            word = mention.method == "brand" and _common(sentence, start, end)
            if not word and not _in_word(sentence, start, end):
                sure = 0.96 if mention.type == "Policy" else 0.9
                yield replace(mention, start=start, end=end, method="alias", aliases=(short,), confidence=sure)


def _places(text: str, short: str) -> Iterator[int]:
    """Where a short name stands; one of few letters only where no longer word may hold it."""
    at = text.find(short)
    while at >= 0:
        free = len(short) >= _LONG or _BEFORE.match(text, at) is not None
        if free:
            yield at
        at = text.find(short, at + (len(short) if free else 1))


def _in_word(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the letters begin or end inside a common word."""
    return any((t.start < start < t.end or t.start < end < t.end) and t.tag not in _NAME_TAGS for t in sentence.tokens)


def _common(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the letters are a word of their own that is no name."""
    if start and sentence.text[start - 1] in _BESIDE:
        return False
    return any(t.start <= start and end <= t.end and t.tag not in _NAME_TAGS for t in sentence.tokens)
