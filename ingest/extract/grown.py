"""Crops, medicinal plants, fungi, fish and breeds by name: one word wherever they stand, whatever the tagger made of
them (雅安|化橘红, 卵形|鲳鲹, 罗非鱼 as a person)."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached
from ingest.extract.tagger import Token

_SURE = 3
"""So many letters tell one word; shorter ones (麦冬) may be parts of two and are left to the tagger."""
_NAMED = frozenset({"ORG", "PER"})
"""A word of these tags that reaches out of the name is a name of its own: 文山|牛志强, 罗非鱼研究所."""
_NOT_OF_THEM = "(?![肉粪]|[场圈舍](?!地))"
"""内江|猪场 is another thing than a breed."""


@cache
def names() -> frozenset[str]:
    """All of them."""
    return frozenset(name for listed in load_cached("grown").values() for name in listed.split())


@cache
def _long() -> re.Pattern[str]:
    return regex(alternatives(frozenset(name for name in names() if len(name) >= _SURE)) + _NOT_OF_THEM)


def whole(tokens: list[Token]) -> list[Token]:
    """The tokens with each of these names as one."""
    if not tokens:
        return tokens
    begins = tokens[0].start
    found = list(tokens)
    for match in _long().finditer("".join(t.text for t in tokens)):
        found = _with(found, match.group(), begins + match.start(), begins + match.end())
    return found


def _with(tokens: list[Token], name: str, start: int, end: int) -> list[Token]:
    """The tokens with one name as a word of its own, and of the words at its edges what reaches out of it."""
    inside = [t for t in tokens if t.start < end and t.end > start]
    if not inside or any(t.tag in _NAMED and (t.start < start or t.end > end) for t in inside):
        return tokens
    first, last = inside[0], inside[-1]
    cut = [Token(name, "nz", start, end)]
    if first.start < start:
        cut.insert(0, Token(first.text[: start - first.start], first.tag, first.start, start))
    if last.end > end:
        cut.append(Token(last.text[end - last.start :], last.tag, end, last.end))
    return [*(t for t in tokens if t.end <= start), *cut, *(t for t in tokens if t.start >= end)]
