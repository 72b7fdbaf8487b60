"""Firms and universities by their short names (恒岳药业, 云农大): bodies to the tagger, and their ends say which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.regions import PREFECTURES, PROVINCES, SHORT
from ingest.extract.rulebook import alternatives, pattern, words
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

_FIRM = range(4, 7)
"""Letters of a brand with its trade."""
_BRAND = range(2, 4)
_NAMES = frozenset({"ORG", "PER"})


def find(sentence: Sentence) -> Iterator[Mention]:
    """Words that the tagger takes for a body, or for a name before a trade, with the ends of firms or universities."""
    for token, behind in zip_longest(sentence.tokens, sentence.tokens[1:]):
        if token.tag == "ORG" and pattern("lists", "university").fullmatch(token.text):
            yield _mention(sentence, "Organization", token.start, token.end)
        end = _end_of_firm(token, behind) if token.tag in _NAMES else 0
        if end and pattern("lists", "no_firm_behind").match(sentence.text, end) is None:
            yield _mention(sentence, "Enterprise", token.start, end)


@cache
def by_trade() -> re.Pattern[str]:
    """A brand and its trade; the trade is group 1."""
    return regex(f".{{2,}}?({alternatives(words('lists', 'trades'))})$")


def _end_of_firm(token: Token, behind: Token | None) -> int:
    """Where a firm's name ends that begins with a token; 0 if none does."""
    whole = by_trade().match(token.text) if token.tag == "ORG" and len(token.text) in _FIRM else None
    if whole:
        return token.end if whole.start(1) in _BRAND and _is_brand(token.text[: whole.start(1)]) else 0
    trade = behind if behind and behind.tag == "n" and behind.text in words("lists", "trades") else None
    return trade.end if trade and len(token.text) in _BRAND and _is_brand(token.text) else 0


def _is_brand(text: str) -> bool:
    """Whether a word may be a brand: no place, and nothing that ends like one, a body or an office."""
    return text not in PROVINCES | PREFECTURES | SHORT and pattern("lists", "no_brand_of_trade").search(text) is None


def _mention(sentence: Sentence, kind: str, start: int, end: int) -> Mention:
    return Mention(kind, start, end, sentence.text[start:end], "short-name", 0.75)
