"""Relations that a name itself states: a station's expert, a region within a region, an industry in a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract import regions
from ingest.extract.mentions import Mention, inside, outermost
from ingest.extract.text import Sentence

_INDUSTRY = {
    "Platform": "SERVES",
    "Programme": "SUPPORTS",
    "Enterprise": "IN_INDUSTRY",
    "Organization": "SERVES",
    "Policy": "SUPPORTS",
}
_ENTERPRISE_NOUN = re.compile(r"^(?:产业)?(?:发展|科技|开发|投资|实业|种植|养殖|专业|农民|有限|生物|加工|食品|股份)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation between two mentions of one sentence, stated by characters `start` to `end` of it."""

    type: str
    source: Mention
    target: Mention
    method: str
    confidence: float
    start: int
    end: int
    role: str | None = None


def claims(sentence: Sentence, mentions: list[Mention], provinces: list[str], own: Mention | None) -> Iterator[Claim]:
    """All that the names of a sentence say by themselves. `provinces` are those the document names, `own` its body."""
    for outer in mentions:
        if outer.method == "document-title" and own is not None:
            yield _claim(sentence, "ISSUED", own, outer)
        for inner in inside(mentions, outer):
            kind = _nested(outer, inner)
            if kind is not None:
                yield _claim(sentence, kind, outer, inner)
            elif outer.type == "Platform" and inner.type == "Talent":
                yield _claim(sentence, "MEMBER_OF", inner, outer)
            elif inner.type == "Region" and outer.type == "Programme" and inner.start == outer.start:
                yield _claim(sentence, "RUNS", _deepest(inner, inside(mentions, outer)), outer)
            elif inner.type == "Region" and outer.type == "Policy" and inner.start <= outer.start + 1:
                yield _claim(sentence, "ISSUED", inner, outer)
            elif inner.type in {"Programme", "Platform"} and outer.type == "Policy":
                yield _claim(sentence, "SUPPORTS", outer, inner)
        if outer.type == "Programme" and outer.name.startswith("省“") and len(set(provinces)) == 1:
            province = Mention("Region", outer.start, outer.start + 1, provinces[0], "here", 0.7)
            yield _claim(sentence, "RUNS", province, outer)
    yield from _chains(sentence, outermost(mentions))


def _nested(outer: Mention, inner: Mention) -> str | None:
    if inner.type == "Industry" and outer.type in _INDUSTRY:
        return _INDUSTRY[outer.type]
    if outer.type == "Platform" and inner.type in {"Organization", "Enterprise"}:
        return "HOSTED_BY"
    if inner.type == "Region" and outer.type in {"Platform", "Organization", "Enterprise"}:
        return "LOCATED_IN"
    return None


def _deepest(first: Mention, mentions: list[Mention]) -> Mention:
    """The last of a chain of regions: 长顺县|敦操乡."""
    for mention in mentions:
        if mention.type == "Region" and mention.start == first.end:
            first = mention
    return first


def _chains(sentence: Sentence, mentions: list[Mention]) -> Iterator[Claim]:
    """长顺县敦操乡, and 平塘县甲茶镇、平舟镇: a smaller region right behind a larger one lies in it."""
    container: Mention | None = None
    previous: Mention | None = None
    for mention in mentions:
        gap = sentence.text[previous.end : mention.start] if previous else None
        if mention.type == "Region" and previous is not None and previous.type == "Region":
            deeper = _deeper(previous, mention)
            if gap == "" and deeper:
                container = previous
            elif not (gap in {"、", "和", "及"} and container and _same_level(previous, mention)):
                container = None
            if container is not None:
                yield _claim(sentence, "LOCATED_IN", mention, container)
        elif mention.type in {"Organization", "Platform", "Enterprise"} and previous and previous.type == "Region":
            container = None
            if gap == "" and regions.level(previous.name) is not None:
                yield _claim(sentence, "LOCATED_IN", mention, previous)
        else:
            container = None
        previous = mention


def _deeper(outer: Mention, inner: Mention) -> bool:
    a, b = regions.level(outer.name), regions.level(inner.name)
    return a is not None and b is not None and a < b


def _same_level(a: Mention, b: Mention) -> bool:
    return regions.level(a.name) == regions.level(b.name)


def _claim(sentence: Sentence, kind: str, source: Mention, target: Mention) -> Claim:
    return Claim(kind, source, target, f"name:{kind}", 0.8, 0, len(sentence.text))
