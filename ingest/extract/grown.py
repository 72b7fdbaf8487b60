"""Crops, medicinal plants, fungi, fish and breeds by name: one word wherever they stand, whatever the tagger made of
them (雅安|化橘红, 卵形|鲳鲹, 罗非鱼 as a person)."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.recut import with_word
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached
from ingest.extract.tagger import Token

_SURE = 3
"""So many letters tell one word; shorter ones (麦冬) may be parts of two and are left to the tagger."""
_NOT_OF_THEM = "(?![肉粪]|[场圈舍](?!地))"
"""内江|猪场 is another thing than a breed."""


@cache
def names() -> frozenset[str]:
    """All of them."""
    return frozenset(name for listed in load_cached("grown").values() for name in listed.split())


@cache
def crafts() -> list[str]:
    """Those that are made by hand: whoever names one speaks of a trade."""
    return list(load_cached("grown")["crafts"].split())


@cache
def long() -> re.Pattern[str]:
    """Those that tell one word."""
    return regex(alternatives(frozenset(name for name in names() if len(name) >= _SURE)) + _NOT_OF_THEM)


def whole(tokens: list[Token]) -> list[Token]:
    """The tokens with each of these names as one."""
    if not tokens:
        return tokens
    begins = tokens[0].start
    found = list(tokens)
    for match in long().finditer("".join([t.text for t in tokens])):
        found = with_word(found, Token(match.group(), "nz", begins + match.start(), begins + match.end()))
    return found
