"""Internal parts of bodies, which are other names for them: 机电工程学院 of the 大学 named before, 市科协|学会部."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_ACADEMY = regex("(?:科学院|农科院|林科院|社科院|研究院)$")
_THIS_ACADEMY = regex("该院$")
"""该院|茶叶研究所: an institute of the academy named before."""
_FAR = 40
"""A college without its university is that of the one named last, so many sentences before; else of the first.

Where none is named before, it is that of the first that is named more than once; a guest's university is not."""


def settled(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[list[Mention]]:
    """The mentions of each sentence, internal parts under the name of their body with their own name as an alias."""
    schools = _schools(found)
    academy: str | None = None
    for number, mentions in enumerate(found):
        kept = []
        for mention in mentions:
            own = _THIS_ACADEMY.search(sentences[number].text, 0, mention.start + 2) is not None
            owner = academy if own and mention.name != academy else _owner(mention, number, schools)
            kept.append(_under(mention, owner) if mention.type == "Organization" else mention)
            if mention.type == "Organization" and _ACADEMY.search(mention.name) and not own:
                academy = mention.name
        yield kept


def _under(mention: Mention, owner: str | None) -> Mention:
    if owner is None or owner == mention.name:
        return mention
    return replace(mention, name=owner, aliases=(*mention.aliases, mention.name))


def _owner(mention: Mention, number: int, schools: list[tuple[int, int, str]]) -> str | None:
    whole = pattern("sections", "office").fullmatch(mention.name) or pattern("sections", "ward").fullmatch(mention.name)
    if whole is not None:
        return whole.group(1)
    if (
        mention.method != "college"
        and not _is_college(mention.name)
        and not pattern("sections", "of_school").fullmatch(mention.name)
    ):
        return None
    at = bisect_left(schools, (number, mention.start, ""))
    if at > 0:
        return schools[at - 1 if number - schools[at - 1][0] <= _FAR else 0][2]
    later = Counter(name for _, _, name in schools)
    return next((name for _, _, name in schools if later[name] > 1), None)


def _schools(found: list[list[Mention]]) -> list[tuple[int, int, str]]:
    """The universities that a document names, with sentence and place, in its order."""
    named = [(i, m) for i, mentions in enumerate(found) for m in mentions if m.type == "Organization"]
    return [
        (i, m.start, m.name)
        for i, m in named
        if pattern("sections", "school").search(m.name) and not _is_college(m.name)
    ]


def _is_college(name: str) -> bool:
    """机电工程学院: nothing but subjects before 学院; a school of its own begins with a place or a name."""
    return pattern("sections", "college").fullmatch(name) is not None
