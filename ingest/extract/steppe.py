"""Divisions of the north and west that the tagger cuts: banners, autonomous counties in short, divisions of the Corps.

The Production and Construction Corps of Xinjiang is built like an army: 第八师石河子市 is a city, 149团 a township.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, words
from ingest.extract.text import Sentence
from ingest.reference import regions as reference

_LONGEST, _FEWEST = 9, 3
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_CITIES = "阿拉尔|铁门关|图木舒克|可克达拉|双河|五家渠|胡杨河|石河子|白杨|北屯|新星|昆玉"
_CORPS = regex(
    "兵团|团场|师市|农[一二三四五六七八九十]{1,3}师|新疆|南疆|北疆|石河子|阿拉尔|五家渠|图木舒克|铁门关|可克达拉|昆玉市|北屯市"
)
"""What tells that a division is one of the Corps and none of an army."""
_DIVISION = regex(rf"(?:兵团)?(第{_NUMERAL}师(?:{_CITIES})市)|(?:兵团)?(第{_NUMERAL}师)(?![范傅资生徒德])")
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十〇零]{2,4})"
_REGIMENT = regex(
    rf"(?<![\d一二三四五六七八九十百第共个支])((?:{_NUMERAL}师)?{_NUMBER}团)(?![队员长体组结购费聚圆伙])"
    rf"|(?<=师)({_NUMERAL}团)(?![队员长体组结购费])"
)

_STANDS_ALONE = regex("(?:^|[、，。；：在到赴于从])$")
"""在|61团: where a number before 团 counts nothing."""
_STATE = regex("(?:(?<![\u4e00-\u9fff]{2}[亚拿内斯])(?:克州|博州|巴州))(?![区市县人])")


def find(sentence: Sentence) -> Iterator[Mention]:
    """The divisions of a sentence that stand in the official list or are told by their numbers."""
    text = sentence.text
    for name in sentence.finditer(_known()):
        yield Mention("Region", *name.span(), name.group(), "region:suffix", 0.8)
    for name in sentence.finditer(_STATE):
        yield Mention("Region", *name.span(), name.group(), "region:suffix", 0.7)
    for suffix in "旗县":
        at = text.find(suffix)
        while at >= 0:
            yield from _official(sentence, at + 1)
            at = text.find(suffix, at + 1)
    yield from _corps(sentence)


def _official(sentence: Sentence, end: int) -> Iterator[Mention]:
    """科|左中旗, 塔什|库尔干县: the division that ends here, where no word of the tagger does the same."""
    token = next((t for t in sentence.tokens if t.start < end <= t.end), None)
    if token is None:
        return
    placed = token.tag in {"LOC", "ORG"}
    for length in range(min(_LONGEST, end), _FEWEST - 1, -1):
        name = sentence.text[end - length : end]
        sure = (
            length > _FEWEST or name[-1] == "旗" or (not placed and name[:-1] not in words("regions", "common_words"))
        )
        if (end - length != token.start or not placed) and sure and _is_division(name):
            yield Mention("Region", end - length, end, name, "region:suffix", 0.85)
            return


@lru_cache(4096)
def _is_division(name: str) -> bool:
    """Whether a banner or a county is called so, in full or as an autonomous one is in short (察布查尔县)."""
    if reference().full_name(name) == len(name):
        return True
    return any(m.form == "short" and m.region.name.startswith(name[:-1]) for m in reference().find(name))


def _corps(sentence: Sentence) -> Iterator[Mention]:
    """第八师石河子市, 三师41团, 一四九团, where the text speaks of the Corps."""
    for match in sentence.finditer(_DIVISION):
        group = 1 if match.group(1) else 2
        if group == 1 or sentence.search(_CORPS):
            yield Mention("Region", *match.span(group), match.group(group), "region:suffix", 0.9)
    for match in sentence.finditer(_REGIMENT):
        group = 1 if match.group(1) else 2
        name = match.group(group)
        alone = _STANDS_ALONE.search(sentence.text, 0, match.start()) is not None and name[1].isdigit()
        if len(name) > _FEWEST or alone or group == 2 or "师" in name or sentence.search(_CORPS):
            yield Mention("Region", *match.span(group), name, "region:suffix", 0.85)


@cache
def _known() -> re.Pattern[str]:
    """Banners, leagues and prefectures by the short names that everybody there uses, and the Corps itself."""
    return regex(alternatives(sorted(words("regions", "called"), key=len, reverse=True)))
