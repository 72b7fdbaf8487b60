"""Who of the people of a document serves, and who governs, reports, owns or is served, by the words beside a name."""

from __future__ import annotations

from functools import cache
from re import Pattern

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import load_cached
from ingest.extract.text import Sentence

_BESIDE = 28
"""So many letters before a name are read for a post; titles stand together (团员、某局科长)."""


def bystanders(sentences: list[Sentence], found: list[list[Mention]]) -> frozenset[str]:
    """The people who are called by an office, a business or a press card and never by a skill or a team."""
    experts: set[str] = set()
    others: set[str] = set()
    for sentence, mentions in zip(sentences, found, strict=True):
        for mention in mentions:
            if mention.type != "Talent":
                continue
            before = sentence.text[max(0, mention.start - _BESIDE) : mention.start]
            if _pattern("skill").search(before) or _pattern("skill_behind").match(sentence.text, mention.end):
                experts.add(mention.name)
            elif _pattern("office").search(before) or _pattern("office_behind").match(sentence.text, mention.end):
                others.add(mention.name)
    return frozenset(others - experts)


@cache
def _pattern(name: str) -> Pattern[str]:
    return regex(load_cached("roles")[name])
