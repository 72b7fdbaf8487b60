"""Things that are made or grown: behind verbs of making (主做|防火气凝胶毡), before words of it (氟化盐|生产线)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ingest.extract.built import token_at
from ingest.extract.grammars import Grammar, told_by
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK, modifiers, pattern, words
from ingest.extract.sectors import (
    common,
    core,
    is_general,
    is_generic,
    is_sector,
    is_thing,
    known,
    without_qualities,
)
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

_JOINT = regex(r"、|和|与|及|以及")
_WORD = regex(r"[\u4e00-\u9fffA-Za-zα-ω0-9+-]+")
_LONGEST, _LONG, _LONG_SECTOR = 12, 10, 3
"""Letters: no name is longer; so far it goes on to its last noun; a sector's name is longer than these."""
_MOST_NOUNS, _MOST_WORDS, _SHORT = 3, 14, 2
_NOUNS = frozenset({"n", "nz", "nw", "a", "an", "vn", "LOC", "ORG"})
_COMMON_NOUNS = frozenset({"n", "nz"})
_PLACE = regex("..+[县镇乡村]|.+街道")
"""石泉村|核桃: the place where something is grown is no part of what is grown."""
_BUILT = _NOUNS | {"v", "ad", "vd", "s", "f"}
_LISTED = _COMMON_NOUNS | {"PER"}
_FEW = 3
"""A list with more items that no rule knows is a range of goods (调味品、饮品、药浴袋…), not of trades."""
_WHOLE = ("产品",)
"""文创|产品 is one thing."""
_ENDS = frozenset({"实现", "成功", "填补", "替代", "打破", "亮相", "上市", "投产", "用于", "应用", "通过"}) | frozenset(
    "进占达到为做至供出入获等超突让"
)
"""Words behind a thing, of what it does."""
_MEASURES = frozenset("率量额")
"""故障率, 产量 are told of a thing."""
_ABOUT_IT = regex("(?:加工|育种|繁育|种植|养殖|栽培)$")
"""贝类|育种 is about 贝类."""
_OF_SOMEBODY = regex("[省市州县区镇乡村社司院所局厅]$|(?:大学|集团|协会|学会|中心)$|^(?:中国|全国)$")
_ENDED = frozenset("，。；、）和")
_SEASON = regex("[春夏秋冬]{1,2}")


@told_by(lambda: (pattern("industries", "made_by"),))
def _made(sentence: Sentence) -> Iterator[Mention]:
    """What is made or grown by the verb before it: 主做|防火气凝胶毡."""
    for match in sentence.finditer(pattern("industries", "made_by")):
        devoted = pattern("industries", "devoted").match(match.group()) is not None
        for start, end in _objects(sentence, match.end(), devoted=devoted):
            yield from _thing(sentence, start, end, sure=True)


@told_by(lambda: (pattern("industries", "duty"),))
def _duties(sentence: Sentence) -> Iterator[Mention]:
    """What somebody's work is about: 负责|换热器|焊接."""
    for match in sentence.finditer(pattern("industries", "duty")):
        listed = list(_objects(sentence, match.end()))
        if any(_of_work(sentence, *span) for span in listed):
            for start, end in listed:
                yield from _thing(sentence, start, end, sure=False)


def _behind(key: str) -> Grammar:
    """What stands behind words of a kind."""

    @told_by(lambda: (pattern("industries", key),))
    def find(sentence: Sentence) -> Iterator[Mention]:
        for match in sentence.finditer(pattern("industries", key)):
            for start, end in _objects(sentence, match.end(), cut=True):
                yield from _thing(sentence, start, end, sure=False)

    return find


@told_by(lambda: (pattern("industries", "firms_before"),))
def _trades(sentence: Sentence) -> Iterator[Mention]:
    for match in sentence.finditer(pattern("industries", "firms_before")):
        yield from _trade(sentence, match.start())


def _before(key: str) -> Grammar:
    """What stands before words of what is done with it: 氟化盐|生产线, 土家织锦|传承人, 冷链物流|人才."""

    @told_by(lambda: (pattern("industries", key),))
    def find(sentence: Sentence) -> Iterator[Mention]:
        text = sentence.text
        for match in sentence.finditer(pattern("industries", key)):
            start = _noun_start(sentence, match.start())
            start = _behind_sort(text, start, match.start())
            for mark in [*_JOINT.finditer(text, start, match.start()), None]:
                stop = mark.start() if mark else match.start()
                sure = _is_sure(text[start:stop], key)
                if sure or key != "staff_before":
                    yield from _thing(sentence, start, stop, sure=sure)
                start = mark.end() if mark else stop

    return find


def _is_sure(name: str, key: str) -> bool:
    """Whether a name counts before words of a kind though it may not read like a thing."""
    if name in common():
        return key == "staff_before" and name not in words("industries", "not_staffed")
    about = _ABOUT_IT.sub("", name)
    grown = about in known() or (about != name and pattern("industries", "products").search(about) is not None)
    return key == "craft_before" or (is_sector(name) and (key == "staff_before" or not grown))


def _trade(sentence: Sentence, end: int) -> Iterator[Mention]:
    """What firms are called by: 9家|饮片|企业; a word that says which of them are meant (龙头|企业) is none."""
    start = _noun_start(sentence, end) if end and token_at(sentence, end - 1)[1] in _COMMON_NOUNS else end
    start = _behind_sort(sentence.text, start, end)
    which = pattern("industries", "which_firms").finditer(sentence.text, start, end)
    if not any(m.end() == end for m in which):
        yield from _thing(sentence, start, end, sure=True)


def _behind_sort(text: str, start: int, end: int) -> int:
    """规上|汽车: where a name begins behind the word that says which firms are meant."""
    sort = pattern("industries", "which_firms").match(text, start, end)
    return sort.end() if sort and sort.end() - start >= _SHORT else start


def _of_work(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a thing is what work is done on: a noun, and the words behind it name the work."""
    first = next((t for t in sentence.tokens if t.start == start), None)
    named = first is not None and first.tag in _NOUNS
    return named and pattern("industries", "duty_of").match(sentence.text, end) is not None


def _thing(sentence: Sentence, start: int, end: int, *, sure: bool) -> Iterator[Mention]:
    left, right = without_qualities(sentence.text[start:end])
    right = next((right + len(w) for w in _WHOLE if sentence.text[start + left : start + right] + w in known()), right)
    name = sentence.text[start + left : start + right]
    reads = (sure or is_thing(name)) and pattern("industries", "not_products").search(name) is None
    reads = reads and re.search(MASK, name) is None
    if 2 <= len(name) <= _LONGEST and reads and not (is_generic(name) or is_general(name)):
        yield Mention("Industry", start + left, start + right, name, "industry:thing", 0.72)


def _objects(sentence: Sentence, at: int, *, cut: bool = False, devoted: bool = False) -> Iterator[tuple[int, int]]:
    """The things behind a verb of making: 开发|莲子乳、荷叶黄酮含片, 专攻|机车转向架|焊接.

    With `cut` nothing counts behind the last word that reads like a thing (换热器|焊缝); with `devoted` what the verb
    says that somebody lives by may read like none (主攻|坡耕地治理).
    """
    whole = pattern("industries", "thing_of_one_word").match(sentence.text, at)
    if whole and is_thing(whole.group()):
        yield whole.span()
        return
    run: list[Token] = []
    no_field = pattern("industries", "no_field").search
    beside: list[tuple[int, int]] = []
    told = False
    first = bisect_left(sentence.tokens, at, key=lambda t: t.start)
    for token in [*sentence.tokens[first : first + _MOST_WORDS], None]:
        if token is not None and token.start == at and not run and _is_place(token):
            at = token.end
            continue
        if token is not None and token.start == at and _builds(token, run):
            run.append(token)
            at = token.end
            continue
        if not run:
            return
        end = _made_of(sentence, run, cut=cut)
        if end is None and devoted and _is_field(sentence, run):
            end = run[-1].end
        if end is not None:
            told = True
            yield run[0].start, end
        elif all(t.tag in _LISTED for t in run):
            beside.append((run[0].start, run[-1].end))
        if token is None or token.start != at or not _JOINT.fullmatch(token.text):
            if told and len(beside) <= _FEW and not sentence.text.startswith("等新", at):
                yield from (span for span in beside if no_field(sentence.text[slice(*span)]) is None)
            return
        run, at = [], token.end


def _builds(token: Token, run: list[Token]) -> bool:
    """Whether a word may be part of a thing's name, behind those of the run: 半导体|用|结构件, 安格斯|牛."""
    builds = token.tag in _BUILT or _SEASON.fullmatch(token.text) is not None
    return (builds or (token.text == "用" if run else token.tag == "PER")) and _ends_nothing(token)


def _ends_nothing(token: Token) -> bool:
    if token.text in _ENDS:
        return False
    return token.text not in modifiers().stop and _WORD.fullmatch(token.text) is not None


def is_made(name: str) -> bool:
    """Whether a name ends like a thing, or like a sector of which more is said than its name."""
    return is_thing(name) or (len(name) > _LONG_SECTOR and is_sector(name))


def _made_of(sentence: Sentence, run: list[Token], *, cut: bool) -> int | None:
    """Where the thing ends that a run of words begins with, if it reads like one or is counted as a product."""
    done = pattern("industries", "made_of").match
    tail = next((i for i, t in enumerate(run) if i and done(sentence.text, t.start)), len(run))
    words = run[:tail]
    if words[-1].tag == "PER":
        return None
    ends = [t.end for t in words if is_made(sentence.text[run[0].start : t.end])]
    if ends:
        rest = [t for t in words if t.start >= ends[-1]]
        whole = not cut and words[-1].tag in {"n", "nz"} and words[-1].end - run[0].start <= _LONG
        whole = whole and words[-1].text[-1] not in _MEASURES
        whole = whole and all(t.tag in _NOUNS for t in rest)
        return words[-1].end if whole else ends[-1]
    if cut:
        return None
    product = [t.end for t in words if t.tag == "nz" and len(t.text) > _SHORT]
    if product and not pattern("industries", "no_thing").search(sentence.text[: product[-1]]):
        return product[-1]
    counted = pattern("industries", "product_behind").match(sentence.text, words[-1].end) is not None
    return words[-1].end if counted and words[-1].tag in _NOUNS | {"v"} else None


def _is_field(sentence: Sentence, run: list[Token]) -> bool:
    """Whether all of a run that a mark ends is a field of work, as no disease and no trouble is."""
    ended = sentence.text[run[-1].end : run[-1].end + 1] in _ENDED
    name = sentence.text[run[0].start : run[-1].end]
    named = ended and run[-1].tag in _NOUNS | {"v"} and core(name) == name
    return named and pattern("industries", "no_field").search(name) is None


def _is_place(token: Token) -> bool:
    return token.tag == "LOC" and _PLACE.fullmatch(token.text) is not None


def _noun_start(sentence: Sentence, end: int) -> int:
    """Where the run of nouns that ends here begins, at most three words back."""
    start = end
    for token in [t for t in sentence.tokens if t.start < end][: -_MOST_NOUNS - 1 : -1]:
        led = pattern("industries", "made_by").fullmatch(token.text) or pattern("industries", "does").fullmatch(
            token.text
        )
        common = token.tag in _NOUNS and not modifiers().stop & {token.text} and _WORD.fullmatch(token.text)
        if led or not common or _is_place(token) or token.end < start or _OF_SOMEBODY.search(token.text):
            break
        start = token.start
    return start


GRAMMARS: tuple[Grammar, ...] = (
    _made,
    _duties,
    _behind("solved"),
    _behind("entitled"),
    _trades,
    _before("made_before"),
    _before("craft_before"),
    _before("staff_before"),
)
"""What is made or grown by the verb before it (主做|防火气凝胶毡) or by the words behind it (氟化盐|生产线)."""
