"""Industries and products: 草果产业, 独龙牛养殖, “草果、中药、蔬菜等重点产业”, and products in a producing context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract.mentions import Mention
from ingest.extract.rulebook import MASK, alternatives, load_cached, modifiers, pattern, words
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

MAX_MODIFIERS = 4
_BUILDING = frozenset({"n", "nz", "nw", "a", "an", "vn", "LOC", "j", "ORG"})
_GLUE = frozenset({"绿色", "高原", "特色", "生态", "健康", "现代", "林下", "文化", "商贸"})
_LIST = re.compile(r"[^，。；：、\s（）]{1,12}(?:、[^，。；：、\s（）]{1,12})*$")
_LEAD = re.compile(
    r"^.*?(?:针对|围绕|聚焦|发展|我[省市州县区]|全[省市州县区]|推进|培育|打造|壮大|形成了?|以|做强|做优|促进)"
)


def find(sentence: Sentence) -> Iterator[Mention]:
    """Industries in a sentence, without those that only the rest of the document can tell."""
    text = sentence.text
    starts, ends = {t.start for t in sentence.tokens}, {t.end for t in sentence.tokens}
    for match in _words().finditer(text):
        if match.start() in starts and match.end() in ends:
            yield Mention("Industry", match.start(), match.end(), match.group(), "industry:word", 0.8)
    yield from _headed(sentence)
    for match in pattern("industries", "list_end").finditer(text):
        yield from _listed(sentence, match.start())
    if pattern("industries", "context").search(text):
        for match in sectors().finditer(text):
            if match.start() in starts and match.end() in ends:
                yield Mention("Industry", match.start(), match.end(), match.group(), "industry:sector", 0.7)
        yield from _products(sentence)
        yield from _inside_words(sentence)


def _headed(sentence: Sentence) -> Iterator[Mention]:
    """草果产业, 蔬菜种植: a word that makes an industry of what stands before it."""
    text = sentence.text
    for match in pattern("industries", "heads").finditer(text):
        start = _modifier_start(sentence, match.start())
        if re.search(MASK + "$", text[:start]) and text[start] in "省市州县区镇乡村":
            start += 1
        start, end = _without_qualities(text, start, match.start())
        before = text[start:end]
        known = _words().search(before)
        if (
            not before
            or _generic(before)
            or before[0] in "型性化"
            or (known and known.group() != before)
            or re.search(MASK, before)
        ):
            continue
        if pattern("industries", "need_product").fullmatch(match.group()):
            if pattern("industries", "products").search(before):
                yield Mention("Industry", start, end, before, "industry:product", 0.8)
        elif end == match.start():
            yield Mention("Industry", start, match.end(), text[start : match.end()], "industry:head", 0.8)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(alternatives(load_cached("industries")["words"]))


@cache
def sectors() -> re.Pattern[str]:
    """The names of sectors and products, the longest first."""
    return re.compile(alternatives(words("industries", "sectors") | frozenset(load_cached("industries")["words"])))


def base(name: str) -> str:
    """草果产业 → 草果, 蜜蜂养殖 → 蜜蜂: what two names of one industry share."""
    short = re.sub(r"(?:产业链|产业|养殖业?|种植业?|种养业?|行业|系统)$", "", name)
    synonyms: dict[str, str] = load_cached("industries")["synonyms"]
    short = synonyms.get(short, short)
    return short if len(short) >= 2 else name


def _products(sentence: Sentence) -> Iterator[Mention]:
    products, refused = pattern("industries", "products"), pattern("industries", "not_products")
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.tag not in {"n", "nz", "nw", "LOC"} or refused.search(token.text) or not products.search(token.text):
            continue
        if len(token.text) < 2 or re.search(MASK, token.text):
            continue
        start = token.start
        if i and not products.search(tokens[i - 1].text) and _joins(tokens[i - 1]):
            start = tokens[i - 1].start
        yield Mention("Industry", start, token.end, sentence.text[start : token.end], "industry:product", 0.65)


def _without_qualities(text: str, start: int, end: int) -> tuple[int, int]:
    """高原特色水果高效|种植 → 水果."""
    qualities = load_cached("industries")["qualities"]
    left = re.match(f"(?:{qualities})+", text[start:end])
    start += left.end() if left and left.end() < end - start else 0
    right = re.search(f"(?:{qualities})+$", text[start:end])
    return start, (start + right.start()) if right else end


def _inside_words(sentence: Sentence) -> Iterator[Mention]:
    """独龙牛|杂交育肥: a product within a longer token, right before what is done with it."""
    rules = load_cached("industries")
    inner = re.compile(
        rf"[\u4e00-\u9fff]{{0,4}}?{rules['products'].replace(' ', '').rstrip('$')}(?={rules['produced']})"
    )
    for token in sentence.tokens:
        match = inner.match(token.text)
        if match and len(match.group()) >= 2 and not pattern("industries", "not_products").search(match.group()):
            yield Mention("Industry", token.start, token.start + match.end(), match.group(), "industry:product", 0.65)


def _joins(token: Token) -> bool:
    """香水|柠檬, 冰糖|橙子: a short noun before a product is part of its name."""
    return (
        token.tag in {"nz", "n"}
        and len(token.text) == 2
        and token.text not in modifiers().generic_industries
        and (
            token.text not in modifiers().stop
            and not re.search(MASK + "|[省市州县区乡镇村人项技科作化村民农]", token.text)
        )
    )


def _listed(sentence: Sentence, end: int) -> Iterator[Mention]:
    match = _LIST.search(sentence.text[:end])
    if match is None:
        return
    at = match.start()
    for index, item in enumerate(match.group().split("、")):
        name = _LEAD.sub("", item) if index == 0 else item
        name = name if index else _last_words(sentence, at + len(item), name)
        start = at + len(item) - len(name)
        left, right = _without_qualities(name, 0, len(name))
        start, name = start + left, name[left:right]
        if 2 <= len(name) <= 10 and not _generic(name) and not re.search(MASK, name):
            yield Mention("Industry", start, start + len(name), name, "industry:list", 0.75)
        at += len(item) + 1


def _last_words(sentence: Sentence, end: int, name: str) -> str:
    """The first item of a list may have a verb before it: only what builds names counts."""
    start = max(_modifier_start(sentence, end), end - len(name))
    return sentence.text[start:end]


def _modifier_start(sentence: Sentence, end: int) -> int:
    """Run left from `end` over the words that can build an industry's name."""
    start = end
    stop = modifiers().stop
    for count, token in enumerate(reversed([t for t in sentence.tokens if t.start < end])):
        piece = sentence.text[token.start : min(token.end, end)]
        masked = re.match(MASK + "[省市州县区镇乡村]", piece)
        if masked and masked.end() < len(piece):
            return token.start + masked.end()
        if count >= MAX_MODIFIERS or piece in stop or token.tag not in _BUILDING or re.search(MASK, piece):
            break
        if re.fullmatch(r"[我全本各]?[省市州县区镇乡村]|(?!乡村|农村).*[省市州县区镇乡村]", piece) or not re.fullmatch(
            r"[\w+]+", piece
        ):
            break
        start = token.start
    return start


def _generic(name: str) -> bool:
    """Whether nothing is left once the words that name no industry in particular are taken away."""
    return _generic_words().fullmatch(name) is not None


@cache
def _generic_words() -> re.Pattern[str]:
    return re.compile(alternatives(modifiers().generic_industries) + "*(?:产业|行业)?")
