"""How names are compared and searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.simpleseg import seg

_QUOTES = dict.fromkeys(map(ord, "“”\"'‘’《》〈〉「」『』·•・‧∙⋅"))
_SPACE = re.compile(r"\s+")
# Readings of surnames that differ from the character's common one (CC-CEDICT and the Xinhua dictionary agree on these).
_SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "曾": "zeng",
    "解": "xie",
    "查": "zha",
    "任": "ren",
    "区": "ou",
    "盖": "ge",
    "朴": "piao",
    "翟": "zhai",
    "尉": "wei",
    "缪": "miao",
    "华": "hua",
    "覃": "qin",
    "员": "yun",
    "冼": "xian",
}


def normalise_name(name: str) -> str:
    """The form in which names are compared: NFKC, without quotation marks, 《》, middle dots, white space and case."""
    bare = _SPACE.sub("", unicodedata.normalize("NFKC", name).translate(_QUOTES)).casefold()
    return unicodedata.normalize("NFKC", bare)  # what stood apart may combine now


@lru_cache(maxsize=65536)
def _syllables(word: str) -> tuple[str, ...]:
    """Of a word as pypinyin cuts names; most names share theirs, and looking one up costs more than all the rest."""
    return tuple(lazy_pinyin(word, style=Style.NORMAL))


@lru_cache(maxsize=65536)
def _readings(name: str) -> tuple[str, str]:
    syllables = [syllable for word in seg(name) for syllable in _syllables(word)]
    if len(name) <= 4 and name[:1] in _SURNAMES:
        syllables[0] = _SURNAMES[name[0]]
    return "".join(syllables), "".join(s[:1] for s in syllables)


def search_text(names: Iterable[str]) -> str:
    """What a search looks in: per name a line each for its normal form, its pinyin and its initials."""
    lines: dict[str, None] = {}
    for name in names:
        normal = normalise_name(name)
        lines[normal] = None
        if not normal.isascii():
            lines.update(dict.fromkeys(_readings(normal)))
    return "\n".join(lines)
