"""Mentions: where a sentence names something, before mentions of one thing are joined to an entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.extract.regexes import regex


@dataclass(frozen=True, slots=True)
class Mention:
    """`start` and `end` count within the sentence.

    `name` is what is named, which coordination may make longer than the words themselves (甲茶镇、平舟镇党委 →
    甲茶镇党委); `aliases` are other forms given on the spot (文号); `distinct` tells namesakes apart.
    """

    type: str
    start: int
    end: int
    name: str
    method: str
    confidence: float = 0.8
    aliases: tuple[str, ...] = ()
    distinct: str = ""

    def covers(self, other: Mention) -> bool:
        """Whether `other` lies inside this mention and is shorter."""
        return (
            self.start <= other.start and other.end <= self.end and (self.end - self.start) > (other.end - other.start)
        )

    def moved(self, by: int) -> Mention:
        """The same in a text in which it stands so many characters later."""
        return Mention(
            self.type,
            self.start + by,
            self.end + by,
            self.name,
            self.method,
            self.confidence,
            self.aliases,
            self.distinct,
        )


NESTS: dict[str, frozenset[str]] = {
    "Platform": frozenset({"Region", "Industry", "Talent", "Programme"}),
    "Organization": frozenset({"Region", "Industry"}),
    "Enterprise": frozenset({"Region"}),
    "Programme": frozenset({"Region", "Industry"}),
    "Policy": frozenset({"Region", "Programme", "Platform", "Industry"}),
    "Honor": frozenset({"Region"}),
    "Region": frozenset(),
    "Industry": frozenset(),
    "Talent": frozenset(),
}
"""Which types a name may contain and still leave the inner mention standing."""


_RUN_BY = frozenset({"管委会", "管理委员会", "党工委", "工委"})
"""双桥经开区|党工委: the body that runs a carrier is called after it."""
FIRM = "firm:station"
"""The method of firms that a carrier is called after without more than their brand and trade."""
_HOST = regex(
    r"(?:研究院|研究所|科学院|大学|学院|学校|[中小]学|医院|公司|集团|合作社|厂|局|协会|学会|服务中心|推广中心)$"
)
"""Within a platform's name only bodies that can run a platform stand for themselves (…研究所|陈某院士工作站)."""

_SCHEME = regex("(?:计划|工程|行动)”?$")
"""“青山英才计划”|专家工作站: the scheme under which a carrier is set up."""


def resolve(mentions: Iterable[Mention]) -> list[Mention]:
    """Longest first: drop what overlaps a longer mention, unless it lies inside one that may contain its type."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, -m.confidence, m.start)):
        if all(_compatible(longer, mention) for longer in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: (m.start, -m.end))


def outermost(mentions: list[Mention]) -> list[Mention]:
    """The mentions that lie in no other, in the order given."""
    end = 0
    for mention in mentions:
        if mention.start < end or mention.start == mention.end:
            break
        end = mention.end
    else:
        return list(mentions)
    covered: set[int] = set()
    reach, opening = -1, -1
    for i in sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end)):
        mention = mentions[i]
        if reach > mention.end or (reach == mention.end and opening < mention.start):
            covered.add(i)
        elif mention.end > reach:
            reach, opening = mention.end, mention.start
    return [m for i, m in enumerate(mentions) if i not in covered] if covered else list(mentions)


def inside(mentions: list[Mention], outer: Mention) -> list[Mention]:
    """The mentions that lie within `outer`."""
    return [m for m in mentions if outer.covers(m)]


def _compatible(longer: Mention, mention: Mention) -> bool:
    if mention.end <= longer.start or longer.end <= mention.start:
        return True
    if not longer.covers(mention):
        return False
    if longer.type == "Platform" and mention.type in {"Organization", "Enterprise"}:
        return mention.end < longer.end and (mention.method == FIRM or _HOST.search(mention.name) is not None)
    if longer.type == "Organization" and mention.type == "Platform":
        return longer.start == mention.start and longer.name.removeprefix(mention.name) in _RUN_BY
    if mention.type not in NESTS[longer.type]:
        return False
    if mention.type == "Programme":
        if longer.type == "Platform":
            return mention.method == "quoted" and _SCHEME.search(mention.name) is not None
        return longer.type == "Policy" and mention.method in {"quoted", "gazetteer", "title:scheme"}
    return True
