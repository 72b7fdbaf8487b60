"""Persons whose names the tagger hardly knows: compound and rare surnames, and names of other peoples (拉毛永措).

Such names are told by what they are built of and by what a person is called beside them (妇产科医生拉毛永措).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract.mentions import Mention
from ingest.extract.person_grammar import mention_of, title
from ingest.extract.rulebook import alternatives, load_cached
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

_BEFORE = 10
"""So many letters before a name are read for what its bearer is called."""
_WORDS = frozenset({"v", "vn", "d", "ad", "a", "an", "m", "q", "p", "c", "u", "r", "f", "TIME", "t"})
_END = "(?=$|[，。、；：）)（(】”]|{after})"


def find(sentence: Sentence) -> Iterator[Mention]:
    """The uncommon names of a sentence."""
    for match in _foreign().finditer(sentence.text):
        parts = sum(1 for group in match.groups()[1:] if group)
        if (parts > 1 and len(match.group(1)) > 3) or _called(sentence.text, match):
            yield mention_of(match, "person:uncommon", 0.9)
    for match in _rare().finditer(sentence.text):
        if _called(sentence.text, match) and (match.group("compound") or not _is_phrase(sentence, match)):
            yield mention_of(match, "person:uncommon", 0.85)
    for match in _entry().finditer(sentence.text):
        yield mention_of(match, "person:label", 0.9)


@cache
def _foreign() -> re.Pattern[str]:
    """A name of two known parts, or of one and a letter before a boundary; no place called so (德吉村)."""
    part = alternatives(load_cached("people")["foreign_parts"].split())
    end = _END.format(after=_after())
    whole = rf"({part})(?:({part})({part})?|[\u4e00-\u9fff]?{end})"
    return re.compile(rf"({whole})(?![村镇乡县市区州街路寺湖山河盟旗·])")


@cache
def _rare() -> re.Pattern[str]:
    rules = load_cached("people")
    compound = rf"(?P<compound>{alternatives(rules['compound'])}[\u4e00-\u9fff]{{1,2}}?)"
    first = rf"(?:{compound}|[{rules['rare_surnames']}][\u4e00-\u9fff]{{2}})"
    return re.compile(rf"({first}){_END.format(after=_after())}")


@cache
def _entry() -> re.Pattern[str]:
    """【机电工程学院　迟仲谋】: a person behind a unit in a heading of brackets."""
    return re.compile(
        r"[【\[](?:[^【】\[\]，。]{0,24}(?:院|系|所|部|处|科|室|中心|公司|集团|局|校|大学|站|社|[村镇乡县])[ 　]{1,4})"
        r"([\u4e00-\u9fff]{2,4})[】\]]"
    )


@cache
def _after() -> str:
    return str(load_cached("people")["after_uncommon"])


@cache
def _calling() -> re.Pattern[str]:
    """What a person is called, right before the name."""
    return re.compile(
        f"(?:{title()}|{alternatives(load_cached('people')['callings'].split())})(?:[为是系：:])?[ 　]{{0,2}}$"
    )


def _called(text: str, match: re.Match[str]) -> bool:
    return _calling().search(text, max(0, match.start() - _BEFORE), match.start()) is not None


def _is_phrase(sentence: Sentence, match: re.Match[str]) -> bool:
    """专家|支持, 教师|常驻: words that only begin like a surname."""

    def word(token: Token) -> bool:
        return len(token.text) > 1 and token.tag in _WORDS

    return any(word(t) for t in sentence.tokens if t.start < match.end() and match.start() < t.end)
