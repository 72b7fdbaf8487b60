"""Industries before the word that says so: 草果|产业, 独龙牛|养殖, 果蔬|特色|产业."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract import crafts, regions
from ingest.extract.grammars import told_by
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK, modifiers, pattern
from ingest.extract.sectors import (
    SITE,
    are_two,
    is_general,
    is_generic,
    is_sector,
    known,
    without_qualities,
)
from ingest.extract.text import Sentence

_MAX_MODIFIERS = 4
_BUILDING = frozenset({"n", "nz", "nw", "a", "an", "vn", "LOC", "j"})
_OF_A_TEAM = regex(".*(?:特派[团员]|服务团|镇长团|工作站|协会|学会)")
"""科技特派团|食用菌产业组"""
_LED = regex(
    "(?:技术服务|专司|对口|主营|服务|发展(?!区)|壮大|支撑|助推|助力|推动|带动|对接|挂联|联系|涉|国家(?!级)(?=.)|"
    "关于(?:印发)?|加快|加强|推进|促进|支持|扶持|培育|培植|引导|规范|鼓励|做[大强优]|振兴|赋能)+"
)
"""服务|茶产业, 国家|食用菌产业技术体系"""
_RANK = regex("特色|优势|特色优势")
"""果蔬|特色|产业"""
_CARRIER = regex("(?:工作室|工作站|中心|基地|园区|平台|企业|公司|单位|项目)$")
_GROWN = regex("(.{2,})(?:农业|特色农业)")
"""沙田柚|农业产业"""
_CRAFT = 2
_FIELD = regex("(?:院士|专家|博士|科技|生物|数字)+")


@told_by(lambda: (pattern("industries", "heads"), pattern("industries", "carried")))
def find(sentence: Sentence) -> Iterator[Mention]:
    """草果产业, 蔬菜种植: a word that makes an industry of what stands before it."""
    text = sentence.text
    for match in sentence.finditer(pattern("industries", "heads")):
        start, end = _name_before(sentence, match.start())
        before = text[start:end]
        vague = (
            is_generic(before) or is_general(before) or before[:1] in "型性化" or _CARRIER.search(before) is not None
        )
        brand = match.group() == "种业" and not is_sector(before)  # 陇薯源|种业
        if not before or vague or brand or re.search(MASK, before) or _says_which(sentence, start, end):
            continue
        grown = _GROWN.fullmatch(before)
        if grown and pattern("industries", "products").search(grown[1]):
            yield Mention("Industry", start, start + grown.end(1), grown[1], "industry:head", 0.8)
            continue
        if pattern("industries", "need_product").fullmatch(match.group()):
            if pattern("industries", "products").search(before) and not SITE.search(before):
                yield Mention("Industry", start, end, before, "industry:product", 0.8)
            elif SITE.search(before):
                yield Mention("Industry", start, match.end(), text[start : match.end()], "industry:head", 0.8)
        elif end == match.start():
            yield from _whole(text, start, end, match.end())
        elif _RANK.fullmatch(text, end, match.start()) and not is_general(before):
            yield Mention("Industry", start, end, before, "industry:head", 0.75)
    for match in sentence.finditer(pattern("industries", "carried")):
        start, end = _name_before(sentence, match.start())
        before = text[start:end]
        vague = is_generic(before) or is_general(before) or before[:1] in "型性化"
        if not before or vague or re.search(MASK, before) or _says_which(sentence, start, end):
            continue
        for first, last in _carried(text, start, end if len(before) > 1 else match.end()):
            yield Mention("Industry", first, last, text[first:last], "industry:head", 0.75)


def _whole(text: str, start: int, end: int, until: int) -> Iterator[Mention]:
    """An industry with the word that makes one of it, which ends at `until`; of two the last has it."""
    for first, last in _carried(text, start, end):
        stop = until if last == end else last
        yield Mention("Industry", first, stop, text[first:stop], "industry:head", 0.8)


def _carried(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a carrier's name carries: 蔬菜|院士科技 is 蔬菜, and 海带|紫菜 are two."""
    grown = pattern("industries", "products").search
    field = _FIELD.search(text, start, end)
    if field and field.end() == end and text[start:end] not in known() and grown(text[start : field.start()]):
        end = field.start()
    if are_two(text[start:end]):
        yield start, start + _CRAFT
        start += _CRAFT
    yield start, end


def _says_which(sentence: Sentence, start: int, end: int) -> bool:
    """海安|产业, 重要|产业: a place or a quality says whose or what industry is meant, and names none."""
    tags = {t.tag for t in sentence.tokens if start <= t.start and t.end <= end}
    name = sentence.text[start:end]
    return (tags in ({"LOC"}, {"a"}) or regions.is_county(name)) and not (is_sector(name) or SITE.search(name))


def _name_before(sentence: Sentence, end: int) -> tuple[int, int]:
    start = _modifier_start(sentence, end)
    if re.search(MASK + "$", sentence.text[:start]) and sentence.text[start] in "省市州县区镇乡村":
        start += 1
    start += start > 0 and re.match("主营|专司|对口|专营|[家省市州县区]级", sentence.text[start - 1 :]) is not None
    body = _OF_A_TEAM.match(sentence.text, start, end)
    start = body.end() if body and end > body.end() else start
    start += sentence.text.startswith("我国", max(0, start - 1))
    led = _LED.match(sentence.text, start, end)
    start = led.end() if led and led.end() < end else start
    left, right = without_qualities(sentence.text[start:end])
    level = re.match(
        "(?:[\u4e00-\u9fff]{2,4})?(?:国家|[省市州县区])级(?=.)|(?:国家|中国|全国|全球|世界)(?=..)|[省市州县](?![场域政])",
        sentence.text[start + left : start + right],
    )
    return start + left + (level.end() if level else 0), start + right


def _modifier_start(sentence: Sentence, end: int) -> int:
    """Run left from `end` over the words that can build an industry's name."""
    start = end
    stop = modifiers().stop
    for count, token in enumerate(reversed([t for t in sentence.tokens if t.start < end])):
        piece = sentence.text[token.start : min(token.end, end)]
        masked = re.match(MASK + "[省市州县区镇乡村]", piece)
        if masked and masked.end() < len(piece):
            return token.start + masked.end()
        building = (token.tag in _BUILDING and not (token.tag == "LOC" and len(piece) > 2)) or (
            token.tag == "ORG" and len(piece) <= 3
        )
        grown = token.tag == "PER" and token.end == end
        building |= grown and pattern("industries", "products").search(piece) is not None
        building |= (
            token.tag == "v" and len(piece) == _CRAFT and token.end == end and crafts.is_craft(sentence, token, end)
        )
        if count >= _MAX_MODIFIERS or piece in stop or not building or re.search(MASK, piece):
            break
        if (
            piece in regions.PLACES
            or re.fullmatch(r"[我全本各]?[省市州县区镇乡村]|(?!乡村|农村).*[省市州县区镇乡村团队组]", piece)
            or not re.fullmatch(r"[\w+]+", piece)
        ):
            break
        start = token.start
    return start
