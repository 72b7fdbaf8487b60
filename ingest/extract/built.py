"""What a verb of building has for its object, of whatever words it is made (共建|海参种质提升|实验室)."""

from __future__ import annotations

import re

from ingest.extract import sectors
from ingest.extract.regexes import regex
from ingest.extract.rulebook import modifiers, pattern
from ingest.extract.text import Sentence

_LONGEST = 18
_CARRIER = regex("(?:基地|工作站|工作室|实验室|中心|小院|[示范园]区|园|馆|平台)$")
_NAMING = frozenset({"ORG", "LOC", "PER", "nz", "nw", "n", "a"})
_ACTS = frozenset({"v", "vd", "vn", "f"})
_MADE = regex(
    "(?:设立|建立|建设|建成|成立|组建|打造|[共合协联承创开举]办|[共合援筹新]建|牵头|领衔|领办|主持|挂牌|申报|带领|带来|引进|派出|选派|派驻|位于[^，。；]{2,10}|[省市州县区旗盟镇乡上里亩])$"
)
"""联合打造|的|东北盐碱地生物育种创新中心, 青山镇|的|村播培训基地: what is made or led or where it is, then its name."""
_OTHER = frozenset({"u", "w", "p", "c", "r", "m", "q", "xc"})
"""Tags of words that end a name: particles, punctuation, prepositions, conjunctions, numbers."""


def object_start(sentence: Sentence, edge: int, head: int) -> int:
    """Where the object that ends in the head at `head` begins: behind the verb, if no word between ends a name.

    `edge` is how far the name reaches by its modifiers; what comes back lies there or further left.
    """
    inside = [t for t in sentence.tokens if t.start < edge and t.end > head - _LONGEST]
    start, governed, done = edge, False, False
    for token in reversed(inside):
        if token.end != start:
            return edge
        if pattern("modifiers", "building").fullmatch(token.text):
            return edge if governed else start + (1 if sentence.text[start] in "起了成出" else 0)
        if token.text in {"了", "起", "着"} and _MADE.search(sentence.text, 0, token.start):
            return edge if governed else start
        if token.text == "的" and _MADE.search(sentence.text, 0, token.start):
            return edge if done else start
        land = token.text == "地"  # 盐碱|地
        governed = token.text in modifiers().stop and not land
        done = done or governed
        if token.tag == "d" and len(token.text) > 1:
            return edge
        if (token.tag in _OTHER and not land) or (governed and token.tag not in _ACTS):
            return edge
        start = token.start
    return edge


def item_start(sentence: Sentence, edge: int) -> int:
    """Where an item of a list of carriers begins whose modifiers reach to `edge`: behind the mark between the items.

    So it is where the item before ends like a carrier, and this one begins with a name or a noun and holds no other
    verb than those inside names (、|某集团还原|土猪养殖示范基地).
    """
    mark = sentence.text.rfind("、", max(0, edge - _LONGEST), edge)
    if mark < 0 or mark + 1 == edge or _CARRIER.search(sentence.text, 0, mark) is None:
        return edge
    words = [t for t in sentence.tokens if t.start < edge and t.end > mark + 1]
    inner = all(t.tag not in _OTHER and t.text not in modifiers().stop for t in words)
    return mark + 1 if inner and words[0].tag in _NAMING else edge


def token_at(sentence: Sentence, position: int) -> tuple[int, str]:
    """The start and the tag of the token at a position."""
    low, high = 0, len(sentence.tokens) - 1
    while low < high:
        middle = (low + high) // 2
        if sentence.tokens[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return sentence.tokens[low].start, sentence.tokens[low].tag


def compound(sentence: Sentence, end: int) -> int | None:
    """Where a word of names begins that the tagger cut in two: 扩|繁, 产|教, 中|试."""
    for start in range(max(0, end - 4), end - 1):
        if sentence.text[start:end] in modifiers().allow and token_at(sentence, start)[0] == start:
            return start if token_at(sentence, end - 1)[0] > start else None
    return None


def is_plantation(name: str) -> bool:
    """白茶基地, 蔬菜园区: a product and where it grows is a kind of place."""
    match = re.fullmatch("(.{2,4})(?:基地|园区|种植基地|养殖基地)", name)
    return match is not None and match.group(1) in sectors.known()
