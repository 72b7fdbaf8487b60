"""Names that only the end of their list gives away: 长飞、菲利华等企业, 富水、青山2个镇."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.extract.firms import by_trade
from ingest.extract.grammars import told_by
from ingest.extract.mentions import Mention
from ingest.extract.person_grammar import title_before
from ingest.extract.regexes import regex
from ingest.extract.regions import PREFECTURES, is_county
from ingest.extract.rulebook import pattern, words
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

_ITEM = r"(?:[^，。；：、\s（）“”]|（[\u4e00-\u9fff]{2,4}）)"
_LIST = regex(f"{_ITEM}{{2,20}}(?:[、和与]{_ITEM}{{2,12}})+$")
_BEHIND_TOWN = regex("[镇乡县]([^，。；：、镇乡县村的]{2,4})$")
_RUN = regex("[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,4}){2,12}")
_LONGEST_COUNTY = 4
_COUNTY_ENDS = frozenset("县市区旗")
_COMMON = frozenset({"n", "v", "vn", "a", "an"})
_FEWEST = 3
_HOSTS = frozenset({"Enterprise", "Organization"})
_BRANDS = frozenset({"ORG", "nz", "nw"})
_NAMES = frozenset({"ORG", "PER", "LOC", "nz", "nw"})


@told_by(lambda: (pattern("lists", "enterprises"),))
def enterprises(sentence: Sentence) -> Iterator[Mention]:
    """The items of a list that ends in 等企业 or 两家公司, if they are names and not kinds of enterprises."""
    for end in sentence.finditer(pattern("lists", "enterprises")):
        run = _LIST.search(sentence.text[: end.start()])
        if run is None:
            continue
        items = list(_firms(sentence, run.start(), run.end()))
        likely = sum(_is_name(sentence, *item) for item in items)
        if len(items) > 1 and 2 * likely >= len(items) and not any(_is_kind(sentence, *item) for item in items):
            for start, stop in items:
                yield Mention("Enterprise", start, stop, sentence.text[start:stop], "list:enterprises", 0.9)


def brands(sentence: Sentence) -> Iterator[Mention]:
    """零跑科技|创始人: a name of no common form right before an office that only firms have."""
    for token, behind in pairwise(sentence.tokens):
        named = token.tag in _BRANDS and 1 < len(token.text) < 9
        office = named and pattern("lists", "firm_office").match(sentence.text, behind.start)
        if office and not pattern("lists", "no_brand").search(token.text):
            yield Mention("Enterprise", token.start, token.end, token.text, "brand", 0.65)


@told_by(lambda: (pattern("lists", "places"),))
def places(sentence: Sentence) -> Iterator[Mention]:
    """富水、青山、清油河3个科技示范镇: the short names of places whose kind stands behind the list."""
    for end in sentence.finditer(pattern("lists", "places")):
        run = _LIST.search(sentence.text[: end.start()])
        items = list(_items(sentence, run.start(), run.end())) if run else []
        short = [item for item in items if not pattern("lists", "no_place").search(sentence.text[slice(*item)])]
        told = end.group()[0] != "等" or not pattern("lists", "uncounted").fullmatch(end.group())
        if len(items) > 1 and len(short) == len(items) and (told or _behind_county(sentence, items)):
            for start, stop in items:
                yield Mention("Region", start, stop, sentence.text[start:stop], "list:places", 0.75)


def _behind_county(sentence: Sentence, items: list[tuple[int, int]]) -> bool:
    """谯河区|五马、观堂等乡镇: the county in front tells that a list is one of places where no number does, unless all
    of them are common words."""
    whole = {(t.start, t.end) for t in sentence.tokens if t.tag in _COMMON}
    return sentence.text[items[0][0] - 1 : items[0][0]] in _COUNTY_ENDS and not whole.issuperset(items)


@told_by(lambda: (_RUN,))
def counties(sentence: Sentence) -> Iterator[Mention]:
    """松滋、监利、平和都请她去过: short names of counties in a list of nothing else; by itself many a one is a common
    word or a person's name to the tagger."""
    for run in sentence.finditer(_RUN) if sentence.text.count("、") > 1 else ():
        spans = list(_spans(sentence, *run.span()))
        names = [sentence.text[start:end] for start, end in spans]
        sure = sum(name not in words("regions", "common_words") for name in names)
        if len(spans) >= _FEWEST and sure > 1 and all(map(_is_place, names)):
            for (start, end), name in zip(spans, names, strict=True):
                yield Mention("Region", start, end, name, "region:name", 0.9)


def _spans(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list; of the first and the last one the longest place that ends or begins them."""
    items = [(start + m.start(), start + m.end()) for m in re.finditer("[^、]+", sentence.text[start:end])]
    for number, (first, last) in enumerate(items):
        start, stop = first, last
        lengths = range(min(_LONGEST_COUNTY, last - first), 1, -1)
        if number == 0:
            start = next((last - n for n in lengths if _is_place(sentence.text[last - n : last])), first)
        elif number == len(items) - 1:
            stop = next((first + n for n in lengths if _is_place(sentence.text[first : first + n])), last)
        yield start, stop


def _is_place(name: str) -> bool:
    return name in PREFECTURES or is_county(name)


@told_by(lambda: (pattern("lists", "villages"),))
def villages(sentence: Sentence) -> Iterator[Mention]:
    """清油河镇|耀昌、赵川镇|东岳坡等村: names behind their townships in a list that ends in 等村."""
    for end in sentence.finditer(pattern("lists", "villages")):
        run = _LIST.search(sentence.text[: end.start()])
        items = [_BEHIND_TOWN.search(sentence.text, *item) for item in _items(sentence, *run.span())] if run else []
        for item in items if len(items) > 1 and all(items) else ():
            if item is not None:
                yield Mention("Region", *item.span(1), item.group(1), "list:places", 0.75)


def carriers(sentence: Sentence, mentions: list[Mention]) -> Iterator[Mention]:
    """甲公司、乙公司专家工作站授牌: each firm of the list has a station of its own."""
    if sentence.search(pattern("lists", "honoured")) is None:
        return
    bodies = {m.end: m for m in mentions if m.type in _HOSTS}
    for station in mentions:
        host = next((m for m in bodies.values() if station.type == "Platform" and m.start == station.start), None)
        if host is None or host.end >= station.end:
            continue
        kind, at = sentence.text[host.end : station.end], host.start
        while at > 0 and sentence.text[at - 1] in "、和及" and (other := bodies.get(at - 1)) is not None:
            yield Mention("Platform", other.start, other.end + 1, other.name + kind, "shared-head", 0.7)
            at = other.start


def _items(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^、和与]+", sentence.text[start:end]):
        first, last = start + match.start(), start + match.end()
        yield (_behind_verb(sentence, first, last) if first == start else first), last


def _firms(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list of firms: 和 parts two where a name follows it (靖江明和光学 is one), and a body that only
    leads to them (学院与|甲乙重工、…) is no item."""
    several = "、" in sentence.text[start:end]
    for segment in re.finditer("[^、]+", sentence.text[start:end]):
        first = start + segment.start()
        items: list[tuple[int, int]] = []
        for part in re.finditer("(?:^[和与])?[^和与]+", segment.group()):
            at, stop = first + part.start(), first + part.end()
            if items and several and not _is_name(sentence, at, stop):
                items[-1] = (items[-1][0], stop)
            else:
                items.append((_behind_verb(sentence, at, stop) if at == start else at, stop))
        leading = first == start and len(items) > 1 and _is_kind(sentence, *items[0])
        yield from items[1:] if leading else items


def _behind_verb(sentence: Sentence, start: int, end: int) -> int:
    """Where the first item of a list begins: behind the verb, the particle or the conjunction that leads to it."""
    leading = [t.end for t in sentence.tokens if start <= t.start and t.end < end and _leads(t)]
    return max(leading, default=start)


def _leads(token: Token) -> bool:
    return (
        token.tag in {"v", "p", "c", "u", "d", "r", "f"}
        or (token.tag == "LOC" and token.text[-1] in "省市州县区" and token.text not in PREFECTURES)
        or pattern("lists", "leading").fullmatch(token.text) is not None
    )


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """A name has a part that is no common word, or ends like a firm and has more than that."""
    firm = by_trade().fullmatch(sentence.text[start:end]) is not None
    return firm or any(t.tag in _NAMES for t in _inside(sentence, start, end))


def _is_kind(sentence: Sentence, start: int, end: int) -> bool:
    """高新技术, 生物医药: kinds of enterprises, and phrases; a person with title (大学副校长荀绍衡) is none either."""
    text, inside = sentence.text[start:end], _inside(sentence, start, end)
    if any(t.tag == "PER" and title_before(sentence.text, t.start) for t in inside):
        return True
    phrase = any(t.tag in {"u", "r", "q", "w"} and t.text not in {"（", "）"} for t in inside)
    return phrase or not 2 <= len(text) <= 12 or pattern("lists", "kinds").search(text) is not None


def _inside(sentence: Sentence, start: int, end: int) -> list[Token]:
    return [t for t in sentence.tokens if t.start < end and start < t.end]
