"""Industries inside the names of policies: 养老护理 in 《青山区养老护理人才引育八项措施》."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract import sectors
from ingest.extract.mentions import Mention, inside
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_LONGEST, _SHORTEST, _WORDS = 10, 2, 6
_CARE = regex("医疗|医药卫生|卫生|健康")
"""医疗人才帮扶: who is sent, and no industry."""
_FRONT = regex("[“《]?(?:全[国省市州县区疆])?")


def within(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The mentions with what stands in a policy's name before the word for whom or what it furthers."""
    outers = [m for m in mentions if m.type == "Policy"]
    added = [
        topic
        for outer in outers
        if not any(m.type == "Industry" for m in inside(mentions, outer))
        for topic in _topic(sentence, outer, [m.end for m in inside(mentions, outer) if m.type == "Region"])
    ]
    return [*mentions, *added] if added else mentions


def _topic(sentence: Sentence, outer: Mention, places: list[int]) -> Iterator[Mention]:
    """The longest known sector right before that word, or all that stands between a place and it."""
    text = sentence.text
    furthered = pattern("industries", "furthered").search(text, outer.start + _SHORTEST, outer.end)
    if furthered is None:
        return
    end = furthered.start()
    first = max([outer.start, *(place for place in places if place <= end)])
    starts = range(max(first, end - _WORDS), end - _SHORTEST + 1)
    start = next((s for s in starts if text[s:end] in sectors.known() or text[s:end] in sectors.common()), None)
    if start is None:
        front = _FRONT.match(text, first, end)
        start = front.end() if front else first
        name = text[start:end]
        whole = _SHORTEST < len(name) <= _LONGEST and (sectors.is_sector(name) or sectors.is_thing(name))
        left, right = sectors.without_qualities(name)
        if not whole or sectors.is_general(name) or sectors.is_generic(name):
            return
        start, end = start + left, start + right
    if not (sectors.is_general(text[start:end]) or _CARE.match(text, start, end)):
        yield Mention("Industry", start, end, text[start:end], "industry:scheme", 0.6)
