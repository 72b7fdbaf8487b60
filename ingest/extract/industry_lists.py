"""Industries by what is said of them: lists before 等产业, 以…为主导, 主营…, a field of work behind its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract.mentions import Mention
from ingest.extract.rulebook import MASK, load_cached, modifiers, pattern
from ingest.extract.sectors import core, is_general, is_generic, is_sector, known, sectors, without_qualities
from ingest.extract.text import Sentence

LONGEST = 12
_LIST = re.compile(r"[^，。；：、\s（）“”]{1,24}(?:、[^，。；：、\s（）]{1,14})*$")
_JOINT = re.compile(r"、|和|与|及|以及")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+-]+")
_DONE = re.compile(
    r"(?:的|技术|系列|产品|研究|研发|开发|攻关|应用|推广|示范|服务|生产|销售|选育|繁育|研制|业务|人才|企业|类)+$"
)
_LED = re.compile(r"(?:对接|服务|发展|围绕|聚焦|推广|带动|壮大|做强|做优|做大|培育|支持|推动|促进)+")
_LED_BY_VERB = frozenset({"v", "p", "d", "u", "c", "w", "r", "m", "q", "f", "xc", "TIME", "PER"})


def find(sentence: Sentence) -> Iterator[Mention]:
    """All industries that a list or a frame gives away."""
    text = sentence.text
    for match in pattern("industries", "list_end").finditer(text):
        tight = not match.group().endswith(("产业", "行业", "赛道", "组"))
        run = _LIST.search(text[: match.start()])
        if run is not None:
            start = _first_item(sentence, run.start(), match.start())
            yield from _items(
                sentence, start, match.start(), "industry:list", 0.75, strict=tight and "植" not in match.group()
            )
    for frame in _frames():
        for match in frame.finditer(text):
            yield from _items(sentence, *match.span("items"), "industry:frame", 0.7, strict=False)
    for match in pattern("industries", "growing").finditer(text):
        yield from _items(sentence, *match.span("items"), "industry:frame", 0.7, strict=True)
    for match in pattern("industries", "label").finditer(text):
        yield from _items(sentence, *match.span("items"), "industry:label", 0.75, strict=False)


@cache
def _frames() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source) for source in load_cached("industries")["frames"])


def _first_item(sentence: Sentence, start: int, end: int) -> int:
    """Where the first item of a list begins: behind the last verb, preposition or particle before its first mark."""
    first = re.search("、|和|与", sentence.text[start:end])
    until = start + first.start() if first else end
    for token in reversed([t for t in sentence.tokens if t.start < until and t.end > start]):
        led = token.tag in _LED_BY_VERB and not pattern("industries", "made").search(f"之{token.text}")
        if led or token.text in modifiers().stop or re.search(r"[省市州县区]$|^[我全本]", token.text):
            return min(max(token.end, start), until)
    return start


def _items(
    sentence: Sentence, start: int, end: int, method: str, confidence: float, *, strict: bool
) -> Iterator[Mention]:
    """The items of a list that can be industries; `strict` asks that each reads like one by itself."""
    at = start
    for mark in [*_JOINT.finditer(sentence.text, start, end), None]:
        stop = mark.start() if mark else end
        left, right = _core(sentence.text[at:stop], shortest=method == "industry:label")
        name = sentence.text[at + left : at + right]
        fits = 2 <= len(name) <= LONGEST and _WORD.fullmatch(name) and not re.search(MASK, name)
        if (
            fits
            and not name.startswith("等")
            and not is_generic(name)
            and not is_general(name)
            and (not strict or is_sector(name))
        ):
            yield Mention("Industry", at + left, at + right, name, method, confidence)
        at = mark.end() if mark else end


def _core(item: str, *, shortest: bool) -> tuple[int, int]:
    """An item without what is done with it and without its qualities; `shortest` cuts 茶叶|深加工 as well."""
    done, led = _DONE.search(item), _LED.match(item)
    end = done.start() if done and done.start() >= 2 else len(item)
    front = led.end() if led and end - led.end() >= 2 and item not in known() else 0
    left, right = without_qualities(item[front:end])
    left, right = left + front, right + front
    first = sectors().match(item[left:right]) if shortest else None
    return left, left + len(first.group() if first else core(item[left:right]))
