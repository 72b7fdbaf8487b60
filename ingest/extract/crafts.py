"""Crafts that the tagger takes for verbs: 发展|托育|产业, 打造|远洋|捕捞|产业链."""

from __future__ import annotations

from ingest.extract.built import token_at
from ingest.extract.regexes import regex
from ingest.extract.rulebook import modifiers, pattern
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

_LENGTH = 2
_AFTER = regex("(?:全?产业链?|行业)")
_BEFORE = regex("全[省市州县区旗国]$")
_NOUNS = frozenset({"n", "nz", "nw", "vn", "a", "an", "j"})


def is_craft(sentence: Sentence, token: Token, end: int) -> bool:
    """Whether a verb before 产业 names one (青山县|制种|产业, 发展|托育|产业), not what is done (延伸|产业链)."""
    if not _AFTER.match(sentence.text, end) or token.start == 0 or _is_done(token.text):
        return False
    before, tag = token_at(sentence, token.start - 1)
    if tag == "LOC":
        return True
    start, what = token.start, sentence.text[before : token.start]
    if tag in _NOUNS and len(what) == _LENGTH and before and what not in modifiers().stop:
        start, (before, _) = before, token_at(sentence, before - 1)
    led = pattern("industries", "does").fullmatch(sentence.text, before, start)
    return led is not None or _BEFORE.search(sentence.text, 0, start) is not None


def _is_done(verb: str) -> bool:
    """Whether a verb says what is done with industries (做强|产业)."""
    does = pattern("industries", "does").match(verb) or pattern("industries", "no_craft").search(verb)
    return does is not None or verb in modifiers().stop
