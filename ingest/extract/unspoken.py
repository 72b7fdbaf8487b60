"""Industries of which a document speaks nowhere but inside longer names, and which of those names tell of none."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.sectors import base

_TITLES = frozenset({"Programme", "Organization"})
"""A contest's entry (“柔性手套”项目) and an association are called after a thing, and are no word on the industry."""
_SITES = regex("(?:园区?|城|云?平台|(?<!创新)(?<!研发)(?<!研究)中心)”?$")
"""农产品冷链物流园, 五轴加工中心: where something is done; its kind is not what the place lives by."""
_CALLED_AFTER = regex("(?:专家工作站|工作室)(?:[（(][^（）()]*[）)])?”?$")
"""What stands in such a name is a field of work, whatever it reads like (瓷塑|大师工作室)."""

_TAUGHT = regex("产业学院”?$|(?<=[\u4e00-\u9fff]{3})班”?$")
"""苗绣|产业学院, “茶艺|班”: what is taught there is what they are for."""

_FURTHERED = regex(_TAUGHT.pattern + "|产业.{0,8}联盟$|人才[^“”]{0,6}(?:工程|计划|行动)”?$")
"""白酒|产业技术创新联盟, 富硒茶|人才振兴工程: what is an industry by itself is what these are for."""


def without(found: list[list[Mention]]) -> list[list[Mention]]:
    """The mentions without the industries that stand only in names which tell of none."""
    nested = [list(_nested(mentions)) for mentions in found]
    inner = [{id(mention) for mention, _ in pairs} for pairs in nested]
    spoken = {base(m.name) for mentions, held in zip(found, inner, strict=True) for m in mentions if _free(m, held)}
    telling = {base(m.name) for pairs in nested for m, outer in pairs if _tells(m, outer)}
    kept = spoken | telling
    return [[m for m in mentions if m.type != "Industry" or base(m.name) in kept] for mentions in found]


def _free(mention: Mention, held: set[int]) -> bool:
    return mention.type == "Industry" and id(mention) not in held


def _nested(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each industry inside a longer name, with the longest such name."""
    outers = [m for m in mentions if m.type != "Industry"]
    for mention in (m for m in mentions if m.type == "Industry"):
        around = [o for o in outers if o.covers(mention)]
        if around:
            yield mention, max(around, key=lambda o: o.end - o.start)


def _tells(mention: Mention, outer: Mention) -> bool:
    if outer.type in _TITLES:
        return (_TAUGHT if mention.method == "industry:unknown-topic" else _FURTHERED).search(outer.name) is not None
    if mention.method == "industry:unknown-topic":
        return _CALLED_AFTER.search(outer.name) is not None
    return outer.type != "Platform" or _SITES.search(outer.name) is None
