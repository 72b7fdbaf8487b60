"""Industries and products: 草果产业, 独龙牛养殖, “草果、中药、蔬菜等重点产业”, and products in a producing context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract import crafts, industry_lists, regions
from ingest.extract.grown import names
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK, load_cached, modifiers, pattern, words
from ingest.extract.sectors import (
    AFTER_BRANDS,
    SITE,
    always,
    are_two,
    base,
    in_saying,
    is_general,
    is_generic,
    is_kind,
    is_sector,
    is_thing,
    known,
    plain,
    sectors,
    without_qualities,
    without_work,
)
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

__all__ = ["base", "find", "known", "plain", "sectors", "without_work"]

MAX_MODIFIERS = 4
_BUILDING = frozenset({"n", "nz", "nw", "a", "an", "vn", "LOC", "j"})
_VARIETY = regex(r"[“”]?\d+号?(?![\d.]*[万亿余]?[亩吨公斤元个家头只棵株])")
"""龙井43, 松香3号: a variety, not what is produced."""
_WHERE = regex(
    "海上|陆上|深海|深远海|水下|高端|智能|碱性|分布式|专用|装配式|特种|人造|再生|植保|农用|商用|乘用|工业|家用|医用|车用|重型|微型|精密"
)
"""What before a known sector makes it another."""
_OF_A_TEAM = regex(".*(?:特派[团员]|服务团|镇长团|工作站|协会|学会)")
"""科技特派团|食用菌产业组"""
_LED = regex(
    "(?:技术服务|专司|对口|主营|服务|发展(?!区)|壮大|支撑|助推|助力|推动|带动|对接|挂联|联系|涉|国家(?!级)(?=.)|"
    "关于(?:印发)?|加快|加强|推进|促进|支持|扶持|培育|培植|引导|规范|鼓励|做[大强优]|振兴|赋能)+"
)
"""服务|茶产业, 国家|食用菌产业技术体系"""
_RANK = regex("特色|优势|特色优势")
"""果蔬|特色|产业"""
_KIND = regex("(?:药材|水果|杂粮|蔬菜|花卉|畜禽|水产)$")
"""特色水果|猕猴桃: what kind of product it is, which then is named."""
_TOOL = regex("[用把]$")
"""用|无人机: what is worked with, not produced."""
_CARRIER = regex("(?:工作室|工作站|中心|基地|园区|平台|企业|公司|单位|项目)$")
_GROWN = regex("(.{2,})(?:农业|特色农业)")
"""沙田柚|农业产业"""
_ALIKE = regex(r"[\u4e00-\u9fffA-Za-z0-9+]+")
_PIECES = regex(r"[\d一二两三四五六七八九十百千万余多几][辆台套架艘]$")
"""2辆|新能源汽车: things, no industry."""
_UNMISTAKABLE = 4
_LONGER = regex("[业学化机型器区]|公司|集团|有限|股份|学院|大学|研究|协会|学会|中心|实验室|工程")
_MEANS = regex("经理|平台|扶贫|助农|孵化|主播|达人|专员|进农村|通信")
"""电商|经理: by what means something is done, or who does it."""


def find(sentence: Sentence) -> Iterator[Mention]:
    """Industries in a sentence, without those that only the rest of the document can tell."""
    text = sentence.text
    starts, ends = {t.start: i for i, t in enumerate(sentence.tokens)}, {t.end for t in sentence.tokens}
    for match in always().finditer(text):
        told = _PIECES.search(text, max(0, match.start() - 6), match.start()) or _MEANS.match(text, match.end())
        if match.start() in starts and match.end() in ends and not told:
            yield _wider(sentence, starts[match.start()], match, "industry:word", 0.8)
    yield from _headed(sentence)
    yield from industry_lists.find(sentence)
    produced = pattern("industries", "context").search(text) is not None
    for match in sectors().finditer(text):
        if produced or pattern("industries", "products").search(match.group()):
            variety = _VARIETY.match(text, match.end())
            kind = _KIND.search(match.group()) and (
                text.endswith("等", 0, match.start()) or sectors().match(text, match.end())
            )
            tool = _TOOL.search(text, max(0, match.start() - 2), match.start())
            if match.start() in starts and match.end() in ends and not (variety or kind or tool):
                yield _wider(sentence, starts[match.start()], match, "industry:sector", 0.7)
            elif _is_unmistakable(match.group()) and not (variety or tool or _LONGER.match(text, match.end())):
                yield Mention("Industry", *match.span(), match.group(), "industry:sector", 0.65)
    if produced:
        yield from _products(sentence)
        yield from _inside_words(sentence)


def _is_unmistakable(name: str) -> bool:
    """Whether a sector is none by chance: 聚焦脑机|接口, whatever the tagger made of it."""
    return len(name) >= _UNMISTAKABLE and name in words("industries", "sectors")


def _wider(sentence: Sentence, index: int, match: re.Match[str], method: str, confidence: float) -> Mention:
    """A known word with the nouns around it that say which: 鲜食|玉米, 巴山|肉牛, 锂电池|回收|利用, 新能源|材料."""
    tokens, start, end = sentence.tokens, match.start(), match.end()
    grown = match.group() in names() or pattern("industries", "products").search(match.group()) is not None
    before = tokens[index - 1] if index else None
    apart = before is not None and _KIND.search(before.text) is not None
    told = not grown and match.group() not in AFTER_BRANDS
    which = told and before is not None and before.end == start and is_kind(before)
    if before is not None and (which or (grown and not apart and _joins(before)) or _WHERE.fullmatch(before.text)):
        start = before.start
    for token in tokens[index + 1 :]:
        if grown and token.text not in {"种业", "材料", "制品"}:
            break
        made = (
            token.tag in {"n", "nz", "vn", "v"} and pattern("industries", "made").search(f"之{token.text}") is not None
        )
        made = made or (token.tag in {"n", "nz"} and is_thing(f"之{token.text}"))
        if token.start == end and made and len(token.text) <= 4:
            end = token.end
        elif token.start >= end:
            break
    return Mention("Industry", start, end, sentence.text[start:end], method, confidence)


def _headed(sentence: Sentence) -> Iterator[Mention]:
    """草果产业, 蔬菜种植: a word that makes an industry of what stands before it."""
    text = sentence.text
    for match in pattern("industries", "heads").finditer(text):
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
    for match in pattern("industries", "carried").finditer(text):
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


def _products(sentence: Sentence) -> Iterator[Mention]:
    products, refused = pattern("industries", "products"), pattern("industries", "not_products")
    passing = pattern("industries", "in_passing")
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.tag not in {"n", "nz", "nw", "LOC"} or refused.search(token.text) or not products.search(token.text):
            continue
        if (
            len(token.text) < 2
            or token.text in regions.PLACES
            or re.search(MASK, token.text)
            or _VARIETY.match(sentence.text, token.end)
        ):
            continue
        start = token.start
        if i and not products.search(tokens[i - 1].text) and _joins(tokens[i - 1]):
            start = tokens[i - 1].start
        if not (in_saying(sentence.text, start, token.end) or passing.fullmatch(token.text)):
            yield Mention("Industry", start, token.end, sentence.text[start : token.end], "industry:product", 0.65)


def _inside_words(sentence: Sentence) -> Iterator[Mention]:
    """独龙牛|杂交育肥: a product within a longer token, right before what is done with it; 信丰县|脐橙产业."""
    inner = _inner()
    for token in sentence.tokens:
        match = inner.match(token.text)
        name = match.group("name") if match else ""
        if match and len(name) >= 2 and not pattern("industries", "not_products").search(name):
            start = token.start + match.start("name")
            yield Mention("Industry", start, start + len(name), name, "industry:product", 0.65)


@cache
def _inner() -> re.Pattern[str]:
    product = pattern("industries", "products").pattern.removesuffix("$")
    return regex(
        rf"(?:[\u4e00-\u9fff]{{2,4}}?[省市州县区旗])?(?P<name>[\u4e00-\u9fff]{{0,4}}?{product})"
        rf"(?={load_cached('industries')['produced']})"
    )


def _joins(token: Token) -> bool:
    """香水|柠檬, 冰糖|橙子, 巴山|肉牛: a short noun or place before a product is part of its name."""
    return (
        token.tag in {"nz", "n", "LOC", "nw", "a"}
        and len(token.text) == 2
        and token.text not in modifiers().generic_industries
        and token.text not in modifiers().stop
        and token.text not in regions.PROVINCES
        and not re.search(MASK + "|[省市州县区乡镇村人项技科作化村民农年月品种]", token.text)
        and _ALIKE.fullmatch(token.text) is not None
        and re.fullmatch(f"(?:{load_cached('industries')['qualities']})+", token.text) is None
        and token.text not in _NATION
    )


_CRAFT = 2
_NATION = frozenset({"国家", "全国", "中国"})
_FIELD = regex("(?:院士|专家|博士|科技|生物|数字)+")


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
        if count >= MAX_MODIFIERS or piece in stop or not building or re.search(MASK, piece):
            break
        if (
            piece in regions.PLACES
            or re.fullmatch(r"[我全本各]?[省市州县区镇乡村]|(?!乡村|农村).*[省市州县区镇乡村团队组]", piece)
            or not re.fullmatch(r"[\w+]+", piece)
        ):
            break
        start = token.start
    return start
