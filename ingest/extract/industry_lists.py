"""Industries by what is said of them: lists before 等产业, 以…为主导, 主营…, a field of work behind its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract import things
from ingest.extract.grammars import Grammar, told_by
from ingest.extract.mentions import Mention
from ingest.extract.needed import Letters, needed
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK, load_cached, modifiers, pattern, words
from ingest.extract.sectors import (
    common,
    core,
    is_general,
    is_generic,
    is_sector,
    is_thing,
    known,
    sectors,
    without_qualities,
)
from ingest.extract.text import Sentence

LONGEST = 12
_LIST = regex(r"[^，。；：、\s（）“”]{1,24}(?:、[^，。；：、\s（）]{1,14})*$")
_JOINT = regex(r"、|和|与|及|以及")
_WORD = regex(r"[\u4e00-\u9fffA-Za-z0-9+-]+")
_DONE = regex(
    r"(?:的|技术|系列|产品|研究|研发|开发|攻关|应用|推广|示范|服务|生产|销售|选育|繁育|研制|业务|人才|企业|工艺|类|精深|代工|分选|分拣|起家|起步)+$"
)
_COUNTED = regex("等?[一二三四五六七八九十两\\d]+[个大条类项](?:[\u4e00-\u9fff]{2,4})?$")
"""小杂粮|三大产业"""
_KIND_OF = regex("(?:道地|名贵|地方|特色|优质)?(?:中?药材|水果|杂粮|水产|食用菌|蔬菜|花卉|畜禽)(?=[^、]{2})")
"""道地药材|黄精"""
_LED = regex(
    r"(?:对接|服务|发展|围绕|聚焦|推广|带动|壮大|做强|做优|做大|培育|支持|推动|促进|主打|主推|主攻|推出|加强|强化|涉(?=.))+"
)
_GROWN = ("药材", "作物", "水果", "果树", "林果", "蔬菜", "菌类", "树种", "种质", "苗木", "杂粮", "特产")
"""What stands in a list before these is one of them, whatever it reads like."""
_NO_START = regex("等|产业(?!用)")
_OWNER = regex("[^，。；、]{0,8}(?:[省市州县区旗镇乡村]的|试种|引种|改种|收集|采收)(?=..)")
"""石拐区的|抛光粉, 农户试种|续断"""
_NEAR = 8
_FIELDS = regex(
    "(?!.*(?:[普神胸]外|[心肾]内|妇产|新生儿|重症|急诊|护理|麻醉))[^、]+(?<!科)(?<!(?<!加)工)(?:、[^、]+(?<!科)(?<!(?<!加)工))+"
)
"""A list of fields; 神经外科、儿科 are wards, 电焊工、钳工 posts."""
_WORK = 2
"""育种、饲草、加工: with a step of work of so many letters a list is one of steps."""
_BEFORE_NOUNS = frozenset("在对以把将按就")
_NUMBERS = "零一两三四五六七八"
_THINGS = frozenset({"n", "nz", "nw", "LOC", "ORG"})
_ENUMERATION = regex(r"[^，。；：、\s（）“”]{2,24}(?:、[^，。；：、\s（）“”]{2,12})+")
_ITEM = regex(r"[^、和与及等]{2,}")
_AND = regex("[和与及]")
_COMPANY, _LONG_ITEM = 2, 5
"""So many industries must a list hold for its other items to be some too, which are no longer than that."""
_LED_BY_VERB = frozenset({"v", "p", "d", "u", "c", "w", "r", "m", "q", "f", "xc", "TIME", "PER"})


@told_by(lambda: (pattern("industries", "list_end"),))
def _listed(sentence: Sentence) -> Iterator[Mention]:
    """What stands in a list before 等产业."""
    text = sentence.text
    for match in sentence.finditer(pattern("industries", "list_end")):
        tight = not match.group().endswith(("产业", "行业", "赛道", "组", "队", "团", *_GROWN))
        run = _LIST.search(text[: match.start()])
        if run is not None:
            start = _first_item(sentence, run.start(), match.start())
            led = _led(text, run.start(), match.start())
            start = led if led is not None else start
            strict = tight and "植" not in match.group() and not (led and _FIELDS.fullmatch(text, led, match.start()))
            yield from _items(sentence, start, match.start(), "industry:list", 0.75, strict=strict)


@told_by(lambda: (pattern("industries", "counted"),))
def _counted_lists(sentence: Sentence) -> Iterator[Mention]:
    for match in sentence.finditer(pattern("industries", "counted")):
        yield from _counted(sentence, match)


def _framed(sentence: Sentence) -> Iterator[Mention]:
    """What stands in one of the frames: 以…为主导, 主营…."""
    letters, frames = _frames()
    held = letters.held(sentence.text)
    for frame in [frame for bits, frame in frames if held & bits == bits]:
        for match in sentence.finditer(_compiled(frame)):
            yield from _items(sentence, *match.span("items"), "industry:frame", 0.7, strict=False)


def _itemized(key: str, method: str, confidence: float, *, strict: bool) -> Grammar:
    """The items that words of a kind tell."""

    @told_by(lambda: (pattern("industries", key),))
    def find(sentence: Sentence) -> Iterator[Mention]:
        for match in sentence.finditer(pattern("industries", key)):
            yield from _items(sentence, *match.span("items"), method, confidence, strict=strict)

    return find


def _counted(sentence: Sentence, count: re.Match[str]) -> Iterator[Mention]:
    """The items of a list that are as many as is said behind it: 风干牛肉和低温酱卤牛肉|两条生产线."""
    text, end = sentence.text, count.start()
    run = _LIST.search(text[:end])
    led = _led(text, run.start(), end) if run else None
    start = led if led is not None else _first_item(sentence, run.start(), end) if run else end
    items = _JOINT.split(text[start:end])
    steps = words("industries", "general") & {item for item in items if len(item) == _WORK}
    if len(items) == _NUMBERS.index(count["number"]) and not steps:
        yield from _items(sentence, start, end, "industry:list", 0.7, strict=False)


def _led(text: str, start: int, end: int) -> int | None:
    """Where the items begin of a list behind 涵盖, 聚焦 or 举办."""
    first = text.find("、", start, end)
    found = list(pattern("industries", "list_led").finditer(text, max(0, start - _NEAR), max(first, 0)))
    near = found and first - found[-1].end() <= LONGEST
    return found[-1].end() if near else None


def beside(sentence: Sentence, mentions: list[Mention]) -> Iterator[Mention]:
    """紫云英 in 水稻、花生、紫云英、食用菌: what stands in a list most of whose items are industries, and what reads
    like one in a list where another is.
    """
    known = [m for m in mentions if m.type == "Industry"]
    for run in sentence.finditer(_ENUMERATION) if known else ():
        items = [(m.start() + run.start(), m.end() + run.start()) for m in _ITEM.finditer(run.group())]
        items = [(start, end) for start, end in items if not sentence.text.endswith("等", 0, start)]
        told = {i for i, (start, end) in enumerate(items) if any(start <= m.start and m.end <= end for m in known)}
        most = len(told) >= max(_COMPANY, len(items) - len(told) + 1) and not _AND.search(run.group())
        for i in range(len(items)) if told else ():
            span = _of_nouns(sentence, *items[i], first=i == 0, last=i + 1 == len(items)) if i not in told else None
            if span is None or any(m.start < span[1] and span[0] < m.end for m in mentions):
                continue
            name = sentence.text[slice(*span)]
            apart = name in common() and pattern("industries", "products").search(name) is None
            reads = (is_sector(name) and not apart) or is_thing(name) or (most and len(name) <= _LONG_ITEM)
            if reads and 2 <= len(name) <= LONGEST and not (is_generic(name) or is_general(name)):
                yield Mention("Industry", *span, name, "industry:beside", 0.65)


def _of_nouns(sentence: Sentence, start: int, end: int, *, first: bool, last: bool) -> tuple[int, int] | None:
    """Where the nouns of an item are: all of it, but the end of the first item and the front of the last."""
    tokens = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    if not tokens or (tokens[-1].end != end and not last) or (tokens[0].start != start and not first):
        return None
    nouns = [t.tag in _THINGS for t in tokens]
    if all(nouns):
        return tokens[0].start, tokens[-1].end
    if first and nouns[-1]:
        at = len(nouns) - nouns[::-1].index(False)
        return tokens[at].start, end
    if last and nouns[0]:
        return start, tokens[nouns.index(False) - 1].end
    return None


@cache
def _frames() -> tuple[Letters, list[tuple[int, str]]]:
    """What the frames need, and each frame behind its bits."""
    sources = {source: needed(source) for source in load_cached("industries")["frames"]}
    letters = Letters(sources.values())
    return letters, [(letters.bits(some), source) for source, some in sources.items()]


@cache
def _compiled(frame: str) -> re.Pattern[str]:
    return regex(frame)


def _first_item(sentence: Sentence, start: int, end: int) -> int:
    """Where the first item of a list begins: behind the last verb, preposition or particle before its first mark."""
    first = re.search("、|和|与", sentence.text[start:end])
    until = start + first.start() if first else end
    tokens = [t for t in sentence.tokens if t.start < until and t.end > start]
    if len(tokens) > 1 and tokens[-1].tag == "v" and tokens[-2].tag in _THINGS:
        tokens.pop()  # 机器人|维保、: what is done about a thing
    for token in reversed(tokens):
        if len(token.text) == 1 and token.tag == "v" and sentence.text[max(0, token.start - 1)] in _BEFORE_NOUNS:
            return token.start  # 在|通花瓷、潮彩
        led = token.tag in _LED_BY_VERB and not pattern("industries", "made").search(f"之{token.text}")
        if led or token.text in modifiers().stop or re.search(r"[省市州县区院所局校会]$|^[我全本]", token.text):
            return min(max(token.end, start), until)
    return start


def _items(
    sentence: Sentence, start: int, end: int, method: str, confidence: float, *, strict: bool
) -> Iterator[Mention]:
    """The items of a list that can be industries; `strict` asks that each reads like one by itself."""
    at = start
    for mark in [*_JOINT.finditer(sentence.text, start, end), None]:
        stop = mark.start() if mark else end
        at = next((t.end for t in sentence.tokens if t.start == at and t.tag == "ORG" and at + 3 < t.end < stop), at)
        owner = _OWNER.match(sentence.text, at, stop)
        at = owner.end() if owner else at
        count = _COUNTED.search(sentence.text, at, stop)
        stop = count.start() if count else stop - sentence.text.endswith("等", at, stop)
        left, right = _core(sentence.text[at:stop], shortest=method == "industry:label")
        name = sentence.text[at + left : at + right]
        fits = 2 <= len(name) <= LONGEST and _WORD.fullmatch(name) and not re.search(MASK, name)
        if (
            fits
            and not _names_somebody(sentence, at + left, at + right)
            and not _acts(sentence, at + left, name)
            and not _NO_START.match(name)
            and not is_generic(name)
            and not is_general(name)
            and (not strict or is_sector(name) or is_thing(name))
        ):
            yield Mention("Industry", at + left, at + right, name, method, confidence)
        at = mark.end() if mark else end


def _names_somebody(sentence: Sentence, start: int, end: int) -> bool:
    place = any((t.start, t.end, t.tag) == (start, end, "LOC") for t in sentence.tokens)
    if place and not things.is_made(sentence.text[start:end]) and not is_sector(sentence.text[start:end]):
        return True
    return any(t.tag == "PER" and start <= t.start and t.end <= end for t in sentence.tokens)


def _acts(sentence: Sentence, start: int, name: str) -> bool:
    """打破|国外垄断: what is done, not a field of work."""
    first = next((t for t in sentence.tokens if t.start == start), None)
    return first is not None and first.tag == "v" and len(name) > _LONG_ITEM and not things.is_made(name)


_DERIVED = regex(
    "(?P<thing>[\u4e00-\u9fff]{0,3}(?:油|酒|汁|茶|蛋白|淀粉|多糖|[红花黄]?素|多酚|黄酮|苷|乳|奶|食品|饮料|饲料|疫苗|提取物|"
    "机械|装备|[获割秧摘收种耕]机|材料|[薄胶隔]膜|叶片|零部件|机器人))"
    "(?:提取|制备|加工|生产|研发|研制|酿造|提纯|纯化|开发|制造|工艺|关键技术|技术)*"
)
"""辣椒|红素, 玉米|收获机械, 光伏|胶膜: what is made of a product or for it is another one."""


def _core(item: str, *, shortest: bool) -> tuple[int, int]:
    """An item without what is done with it and without its qualities; `shortest` cuts 茶叶|深加工 as well."""
    kind = _KIND_OF.match(item)
    if kind and is_sector(item[kind.end() :]):
        left, right = _core(item[kind.end() :], shortest=shortest)
        return left + kind.end(), right + kind.end()
    done, led = _DONE.search(item), _LED.match(item)
    end = done.start() if done and done.start() >= 2 else len(item)
    end = next((to for to in range(len(item), end, -1) if item[:to] in known() or item[:to] in common()), end)
    front = led.end() if led and end - led.end() >= 2 and item not in known() else 0
    left, right = without_qualities(item[front:end])
    left, right = left + front, right + front
    first = sectors().match(item[left:right]) if shortest else None
    derived = _DERIVED.fullmatch(item, left + first.end(), right) if first else None
    if derived:
        return left, derived.end("thing")
    return left, left + len(first.group() if first else core(item[left:right]))


GRAMMARS: tuple[Grammar, ...] = (
    _listed,
    _counted_lists,
    Grammar(_framed),
    _itemized("grown_kinds", "industry:frame", 0.72, strict=False),
    _itemized("growing", "industry:frame", 0.7, strict=True),
    _itemized("spoken_of", "industry:frame", 0.7, strict=True),
    _itemized("central", "industry:frame", 0.7, strict=True),
    _itemized("sold", "industry:frame", 0.7, strict=True),
    _itemized("label", "industry:label", 0.75, strict=False),
    _itemized("field", "industry:field", 0.65, strict=False),
    *things.GRAMMARS,
)
"""All industries that a list or a frame gives away."""
