"""Names that the whole country knows: schemes, honours, ministries, media, banks and firms by their short names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ingest.extract.grammars import told_by
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached, pattern, words
from ingest.extract.text import Sentence

_CALLED = regex("(?:行动计划|专项计划|行动|计划|工程|活动)(?![^，。；]{0,2}[力者组])")
_LONGER = regex("工作站|专家|平台|基地|门|署|业(?!务)|产业(?!集团|股份)|行业|协会|学会|商会|纪念|学院|大学")
"""What stands behind a known name in a longer one, or in another word (公安部|门, 中国银行|业)."""
_INSTITUTE = regex(r"(?:第?[\d一二三四五六七八九十]{1,3}(?:研究)?[所院])(?![长校高学中小大职])")
"""中国电科|38所: a firm's institutes have numbers for names; 华为、腾讯|3所高校 is another thing."""
_JOINT = regex("(?:与|和|同|及|联合|携手|会同|牵手)(?=.{2})")
_RANK = regex("(?:全国|全省|全市|[省市])$")
_OF_PROVINCE = regex("(?:黑龙江|内蒙古|[一-鿿](?![为是的])[一-鿿])(?:省|市|自治区)$")
"""What belongs to a title of honour before it; a province or city only before 特级教师."""
_CITIES = ("北京", "天津", "上海", "重庆")
_SHORT = 3
"""So short a name may be part of two words (精华|为主): it begins where a word of the tagger does."""


@cache
def _names() -> tuple[re.Pattern[str], ...]:
    return (regex(alternatives([name for known in _by_opening().values() for name, _ in known])),)


@told_by(_names)
def find(sentence: Sentence) -> Iterator[Mention]:
    """Every known name in a sentence, the longest of those that begin at one letter."""
    text, index = sentence.text, _by_opening()
    for start in range(len(text) - 1):
        for name, kind in index.get(text[start : start + 2], ()):
            if text.startswith(name, start) and not _LONGER.match(text, start + len(name)):
                if len(name) > _SHORT or _begins_a_word(sentence, start):
                    yield _mention(sentence, kind, start, start + len(name))
                break


def kind_of(name: str) -> str | None:
    """The type of a name that the whole country knows, None for any other."""
    return next((kind for known, kind in _by_opening().get(name[:2], ()) if known == name), None)


def beside_firm(name: str) -> int:
    """国联水产与|青山大学: where the second of two bodies begins that the tagger or a grammar takes for one, or 0.

    The first of them is a firm that everybody knows by its brand alone, so nothing in it tells where it ends.
    """
    for known, kind in _by_opening().get(name[:2], ()):
        joint = _JOINT.match(name, len(known)) if kind == "Enterprise" and name.startswith(known) else None
        if joint:
            return joint.end()
    return 0


def of_higher_level(scheme: str, runner: str) -> bool:
    """Whether a scheme is the nation's or a province's, and who names it a county or a city (“兴滇英才”)."""
    if pattern("brackets", "upper_schemes").search(scheme) is None:
        return False
    of_province = runner.startswith(_CITIES) or "省" in runner or "自治区" in runner
    return not (of_province or runner in words("regions", "provinces"))


def _mention(sentence: Sentence, kind: str, start: int, end: int) -> Mention:
    text = sentence.text
    if kind == "Programme" and not text[start:end].endswith(("计划", "行动", "工程")):
        called = _CALLED.match(text, end)
        end = called.end() if called else end
    if kind == "Enterprise" and (institute := _INSTITUTE.match(text, end)):
        kind, end = "Organization", institute.end()
    if kind == "Honor":
        of_province = text.startswith("特级", start) and _OF_PROVINCE.search(text, 0, start)
        rank = of_province or _RANK.search(text, 0, start)
        start = rank.start() if rank else start
    return Mention(kind, start, end, text[start:end], "gazetteer", 0.9 if kind == "Enterprise" else 0.8)


def _begins_a_word(sentence: Sentence, start: int) -> bool:
    return any(token.start == start for token in sentence.tokens)


@cache
def _by_opening() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Known names and their types by their first two letters, the longest first."""
    index: dict[str, list[tuple[str, str]]] = {}
    for kind, names in load_cached("gazetteer").items():
        for name in names.split():
            index.setdefault(name[:2], []).append((name, kind))
    return {opening: tuple(sorted(some, key=lambda entry: -len(entry[0]))) for opening, some in index.items()}
