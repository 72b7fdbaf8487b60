"""Settles what a name of a region means where it stands: by the regions that the context tells, the nearest first.

Many names are borne by several divisions: 鼓楼区 by four, 城关镇 by some ninety, 新华村 by thousands. What no context
settles stays open, with the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.reference.divisions import regions
from ingest.reference.model import Region

_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:街道办事处|街道|民族乡|苏木|镇|乡)")
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:村民委员会|居民委员会|村委会|居委会|村|社区|嘎查)")
# A body of a village, not 农村信用社.
_OF_VILLAGE = re.compile(
    r"([\u4e00-\u9fff]{1,10}?(?<![农乡])(?:村|社区))(?=村?民?委员?会|.{0,4}(?:党|支部|卫生室|小学|幼儿园|合作社|工作队|基地|站))"
)
_COUNTY_CODE = 6


@dataclass(frozen=True, slots=True)
class Settled:
    """What a name means: `region`, or None with the regions that it may mean (none for an unknown name)."""

    region: Region | None
    candidates: tuple[Region, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the name means several regions and nothing tells which."""
        return self.region is None and bool(self.candidates)


def settle(name: str, scopes: Sequence[Iterable[str]] = (), *, at: date | None = None) -> Settled:
    """The region that a name means. `scopes` are the context: groups of codes, the most telling first. A group decides
    where just one region of the name lies in or around its regions. `at` is the day on which the name was used.

    A province is itself within its own borders (吉林 in 吉林市), and may be another's short name elsewhere (海南)."""
    alone = anywhere(name, at)
    if alone.region and alone.region.level == "provincial" and any(_inside(c, alone.region) for s in scopes for c in s):
        return alone
    fewer: tuple[Region, ...] = ()
    for scope in scopes:
        near = [_near(name, code, at) for code in scope]
        found = {settled.region.code: settled for settled in near if settled.region}
        if len(found) == 1:
            return next(iter(found.values()))
        fewer = fewer or tuple(region for settled in near for region in settled.candidates)
    return Settled(None, fewer) if fewer else alone


@lru_cache(maxsize=16384)
def anywhere(name: str, at: date | None = None) -> Settled:
    """What a name means without any context."""
    region = regions().resolve(name, at=at)
    if region:
        return Settled(region)
    found = tuple(match.region for match in regions().find(name, at=at))
    if not found and _TOWNSHIP.fullmatch(name):
        found = regions().townships(name)
        if len(found) == 1:
            return Settled(found[0])
    return Settled(None, found)


def is_bare_village(name: str) -> bool:
    """Whether a text is the name of a village alone: too many bear it, and none is known without its county."""
    return _VILLAGE.fullmatch(name) is not None and not regions().find(name)


@lru_cache(maxsize=4096)
def common_head(name: str) -> str:
    """The name of a region that a body's name begins with and that several regions bear: 朝阳区 of 朝阳区人民医院,
    城关镇 of 城关镇卫生院; empty where there is none. Short forms do not count: 长安大学 is not of a 长安区."""
    found, length = regions().leading(name)
    head = name[:length]
    if any(match.name == head for match in found):
        return head if anywhere(head).open else ""
    town, village = _TOWNSHIP.match(name), _OF_VILLAGE.match(name)
    if town and town.end() < len(name):
        return town.group() if anywhere(town.group()).open else ""
    return village.group(1) if village and is_bare_village(village.group(1)) else ""


def _inside(code: str, region: Region) -> bool:
    return code == region.code or region in regions().ancestors(code)


@lru_cache(maxsize=16384)
def _near(name: str, code: str, at: date | None) -> Settled:
    """What a name means within a region or, for a county and above, in what is around it."""
    region = regions().get(code)
    if region is None:
        return Settled(None)
    lower = _TOWNSHIP.fullmatch(name) or _VILLAGE.fullmatch(name)
    found = _within(name, region, at)
    for above in () if lower else reversed(regions().ancestors(code)):
        found = found or [match.region for match in regions().find(name, within=above.code, at=at)]
    nested = all(found[0].code in {r.code for r in regions().ancestors(other.code)} for other in found[1:])
    return Settled(found[0]) if found and nested else Settled(None, tuple(found))


def _within(name: str, region: Region, at: date | None) -> list[Region]:
    found = [match.region for match in regions().find(name, within=region.code, at=at)]
    if found or len(region.code) != _COUNTY_CODE or region.level == "county":
        return found
    if _TOWNSHIP.fullmatch(name):
        return [town for town in regions().townships(name) if region in regions().ancestors(town.code)]
    if _VILLAGE.fullmatch(name) and region.level == "prefecture":
        counties = regions().children(region.code)
        return [match.region for county in counties for match in regions().find(name, within=county.code)]
    return []
