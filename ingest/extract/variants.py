"""Other forms of an industry's name: with the letter that makes another thing of it, what is done about it, its sort or
its place."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.built import token_at
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.sectors import known, worked
from ingest.extract.text import Sentence

_VARIANT, _BREED = frozenset("无泛超非"), frozenset("高低黑白红黄青奶肉蛋")
"""Words of one letter that make another thing of what is behind them, and those that do so of what is grown."""
_SORT = regex(
    "(?:特色|优质|绿色|有机|富硒|高端|先进|现代|生态|脱毒|寒地|林下|旱地|冷凉|智能|智慧|数字|精密|新型|民族)$"
)
_SHORT_PLACE = range(2, 4)
_LEVELS = frozenset("省市州县区镇乡村")
_PRODUCTS = frozenset(
    {"industry:word", "industry:sector", "industry:product", "industry:list", "industry:thing", "repeated"}
)
_RAISED = regex(
    "(?<=..)(?:短期|网箱|冷冻|绿色|高效|池塘|林下|标准化)?(?:育肥|制种|脱毒|保鲜|养殖|种植|栽培|嫁接苗?|轮作)$"
)
"""What is done about a plant or an animal."""
_QUALITY = 2
"""So many letters before an industry say its sort."""


def of_variant(sentence: Sentence, mention: Mention) -> Mention:
    """无|醛胶, 泛|半导体, 黑|牦牛: an industry with the letter before it that the tagger cut off."""
    front = sentence.text[mention.start - 1 : mention.start]
    variant = front in _VARIANT or (front in _BREED and pattern("industries", "products").search(mention.name))
    if not (front and variant) or token_at(sentence, mention.start - 1)[0] != mention.start - 1:
        return mention
    return replace(mention, start=mention.start - 1, name=front + mention.name)


def with_work(sentence: Sentence, mention: Mention) -> Mention:
    """An industry that is also named with what is done about it (刺梨|精深加工), its sort (现代|煤化工) or its place;
    or without what is done about it."""
    if mention.type != "Industry":
        return mention
    sort = _SORT.search(sentence.text, max(0, mention.start - _QUALITY), mention.start)
    longer = worked(sentence.text, mention.end, mention.name)
    longer += (sort.group() + mention.name,) if sort else ()
    longer += (*_with_place(sentence, mention), *_plainly(mention.name))
    return replace(mention, aliases=(*mention.aliases, *longer)) if longer else mention


def _with_place(sentence: Sentence, mention: Mention) -> tuple[str, ...]:
    """鹤庆|黑牦牛, 芜湖|铁画: a product is also called by the place in short that it comes from."""
    begin, tag = token_at(sentence, mention.start - 1) if mention.start else (0, "w")
    front = sentence.text[begin : mention.start]
    short = tag == "LOC" and len(front) in _SHORT_PLACE and front[-1] not in _LEVELS and mention.method in _PRODUCTS
    return (front + mention.name,) if short else ()


def _plainly(name: str) -> tuple[str, ...]:
    """牦牛|短期育肥 is also just 牦牛."""
    work = _RAISED.search(name)
    product = name[: work.start()] if work is not None else ""
    return (product,) if product in known() and pattern("industries", "products").search(product) else ()
