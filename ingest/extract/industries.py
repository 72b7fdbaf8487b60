"""Industries and products: 草果产业, 独龙牛养殖, “草果、中药、蔬菜等重点产业”, and products in a producing context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract import headed_industries, industry_lists, regions
from ingest.extract.grammars import Grammar, told_by
from ingest.extract.grown import names
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK, load_cached, modifiers, pattern, words
from ingest.extract.sectors import (
    AFTER_BRANDS,
    always,
    base,
    in_saying,
    is_kind,
    is_thing,
    known,
    plain,
    sectors,
    without_work,
)
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence
from ingest.extract.variants import of_variant

__all__ = ["GRAMMARS", "base", "known", "plain", "sectors", "without_work"]

_VARIETY = regex(r"[“”]?\d+号?(?![\d.]*[万亿余]?[亩吨公斤元个家头只棵株])")
"""龙井43, 松香3号: a variety, not what is produced."""
_WHERE = regex(
    "海上|陆上|深海|深远海|水下|高端|智能|碱性|分布式|专用|装配式|特种|人造|再生|植保|农用|商用|乘用|工业|家用|医用|车用|重型|微型|精密"
)
"""What before a known sector makes it another."""
_KIND = regex("(?:药材|水果|杂粮|蔬菜|花卉|畜禽|水产)$")
"""特色水果|猕猴桃: what kind of product it is, which then is named."""
_TOOL = regex("[用把]$")
"""用|无人机: what is worked with, not produced."""
_ALIKE = regex(r"[\u4e00-\u9fffA-Za-z0-9+]+")
_PRODUCTS = frozenset({"n", "nz", "nw", "LOC"})
_NATION = frozenset({"国家", "全国", "中国"})
_PIECES = regex(r"[\d一二两三四五六七八九十百千万余多几][辆台套架艘]$")
"""2辆|新能源汽车: things, no industry."""
_UNMISTAKABLE = 4
_LONGER = regex("[业学化机型器区]|公司|集团|有限|股份|学院|大学|研究|协会|学会|中心|实验室|工程")
_MEANS = regex("经理|平台|扶贫|助农|孵化|主播|达人|专员|进农村|通信")
"""电商|经理: by what means something is done, or who does it."""


@told_by(lambda: (always(),))
def _words(sentence: Sentence) -> Iterator[Mention]:
    """Words that are industries wherever they stand."""
    text = sentence.text
    starts, ends = _edges(sentence)
    for match in sentence.finditer(always()):
        told = _PIECES.search(text, max(0, match.start() - 6), match.start()) or _MEANS.match(text, match.end())
        if match.start() in starts and match.end() in ends and not told:
            yield _wider(sentence, starts[match.start()], match, "industry:word", 0.8)


@told_by(lambda: (sectors(),))
def _sectors(sentence: Sentence) -> Iterator[Mention]:
    """Sectors, where the sentence speaks of producing or the word is a product."""
    text = sentence.text
    starts, ends = _edges(sentence)
    produced = _speaks_of_producing(sentence)
    for match in sentence.finditer(sectors()):
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


@told_by(lambda: (pattern("industries", "context"),))
def _produced(sentence: Sentence) -> Iterator[Mention]:
    """Products, where the sentence speaks of producing."""
    if _speaks_of_producing(sentence):
        yield from _products(sentence)
        yield from _inside_words(sentence)


def _speaks_of_producing(sentence: Sentence) -> bool:
    return sentence.search(pattern("industries", "context")) is not None


def _edges(sentence: Sentence) -> tuple[dict[int, int], set[int]]:
    """The numbers of the tokens by where they start, and where tokens end."""
    return {token.start: i for i, token in enumerate(sentence.tokens)}, {token.end for token in sentence.tokens}


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


def _products(sentence: Sentence) -> Iterator[Mention]:
    products, refused = pattern("industries", "products"), pattern("industries", "not_products")
    passing = pattern("industries", "in_passing")
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.tag not in _PRODUCTS or not products.search(token.text) or refused.search(token.text):
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
    for token in sentence.tokens if sentence.may_match(inner) else ():
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


def _of_variant(grammar: Grammar) -> Grammar:
    """The grammar with the letter before what it finds that makes another thing of it (无|醛胶)."""
    return Grammar(lambda s: [of_variant(s, mention) for mention in grammar.find(s)], grammar.told_by)


GRAMMARS: tuple[Grammar, ...] = tuple(
    _of_variant(grammar) for grammar in (_words, headed_industries.find, *industry_lists.GRAMMARS, _sectors, _produced)
)
"""Industries in a sentence, without those that only the rest of the document can tell."""
