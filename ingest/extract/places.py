"""The places in the names of bodies, and where the bodies lie by them: 青山县中医院, 南昌大学|重庆研究院, （江西）."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from ingest.extract import regions
from ingest.extract.mentions import Mention
from ingest.extract.model import Entity
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_BODIES = frozenset({"Organization", "Enterprise", "Platform"})
BRAND = regex(r"大学|[交财师农工理科医]大(?!学|会)|(?<!产业)学院")
"""A university or a college is named after its place by tradition; that says nothing of where it lies."""
_AWAY = regex(
    r"^[^（(]*(?:飞地|离岸[^（(]{0,4}中心|网|直采中心)”?$|援[\u4e00-\u9fff]|同乡|线上|云”?平台|一网通|(?i:app)"
)
"""An enclave, whoever was sent from a place or left it, and services that have none."""
_ENCLAVE = regex(r"^[“]?[^（(]{2,9}[（(][^）)]{2,6}[）)].*(?:飞地|离岸)|^[^驻]{2,9}驻(?!马店|[村镇场点地院校企会])")
"""青山（上海）人才飞地, 青山县驻武汉人才工作站: it lies in the other place, whose it is stands first."""
_TEAM = regex("[团队组]”?$")
_COUNTY = 3
"""The level of counties and districts; a township in short behind its county is more often a brand (秀山|船业)."""
_MEDIUM = regex(r"(?:日报社?|晚报|时报|早报|晨报|商报|在线|新闻网|融媒)$")
_BRACKETS = frozenset({"（", "("})
LONGEST_PLACE = 30
"""No place has a longer name: 积石山保安族东乡族撒拉族自治县 has fourteen characters."""
_ZONE = regex(
    "(?!.*(?:浦东|滨海|西咸|雄安|两江|贵安|江北|天府|郑东|兰州|南沙|舟山群岛|西海岸|金普|湘江|福州|滇中|哈尔滨|长春|赣江|横琴|大鹏|前湾|"
    "钱塘|翠亨|黄渤海|东部|平潭|沈北|长白山|江东新区|五象|中韩|和林格尔)).{2,}新区"
)
"""A zone for development; the others, those of the state and of large cities, are run like districts."""
_BY_ITSELF = regex("(?<![\u4e00-\u9fff“])新区")
_FRONT = regex(r"^(?:中共|国网|[“xX×]+)+")


def located(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Bodies with the innermost region that their name tells, in full or in short, of the regions that the text names.

    A firm carries the division where it is registered at the front of its name: 洛阳某某公司 lies in 洛阳市 for a text
    that names 洛阳市.
    """
    everything = list(entities)
    places: dict[str, Entity] = {}
    for region in (e for e in everything if e.type == "Region"):
        for name in (region.name, *region.aliases):
            places.setdefault(name, region)
        if region.name.endswith("新区"):
            places.setdefault("新区", region)
    for name, region in sorted(places.items(), key=lambda item: (regions.level(item[0]) or 0, item[0])):
        if regions.level(name) is not None:
            places.setdefault(regions.stem(name), region)
    levels = {name: regions.level(region.name) for name, region in places.items()}
    for body in everything:
        if body.type in _BODIES and not _MEDIUM.search(body.name):
            spans = list(_within(body.name, levels))
            place = places[body.name[slice(*spans[-1])]] if spans else None
            owner = spans and is_owner(body.type, body.name, body.name[slice(*spans[-1])], spans[-1][0])
            if place is not None and place.name != body.name and not (owner or _AWAY.search(body.name)):
                yield body, place


def is_owner(kind: str, body: str, place: str, start: int) -> bool:
    """Whether a place at `start` of a body's name tells whose it is or whom it serves, not where it lies: an enclave's
    own county, the county in short that a team goes to."""
    if kind == "Enterprise":
        return False
    own = start <= body.startswith("“")
    if own and _ENCLAVE.search(body):
        return True
    if kind != "Platform":
        return False
    county = regions.level(place) is None and place not in regions.SHORT
    return own and county and _TEAM.search(body) is not None


def zones(sentences: list[Sentence], found: list[list[Mention]]) -> list[list[Mention]]:
    """三河新区 is a carrier, but a region to a document that calls it just 新区: that one it governs."""
    own = any(sentence.search(_BY_ITSELF) for sentence in sentences)
    return [list(_as_zones(mentions, own=own)) for mentions in found]


def _as_zones(mentions: list[Mention], *, own: bool) -> Iterator[Mention]:
    ends = {m.end for m in mentions if m.type == "Region"}
    for mention in mentions:
        zone = mention.type in {"Region", "Platform"} and mention.name.endswith("新区")
        if not zone:
            yield mention
        elif own or not _ZONE.fullmatch(mention.name):
            if mention.type == "Region" or mention.end not in ends:
                yield replace(mention, type="Region")
        else:
            yield replace(mention, type="Platform")


def named(mentions: list[Mention], established: frozenset[str]) -> Iterator[Mention]:
    """The places that the names of bodies contain, of those that the document speaks of by themselves."""
    levels = {name: regions.level(name) for name in established}
    for body in mentions:
        if body.type in _BODIES and body.end - body.start == len(body.name):
            for start, end in _within(body.name, levels):
                if not any(m.type == "Region" and m.start == body.start + start for m in mentions):
                    name = body.name[start:end]
                    yield Mention("Region", body.start + start, body.start + end, name, "region:name", 0.6)


def _within(name: str, known: Mapping[str, int | None]) -> Iterator[tuple[int, int]]:
    """Where a body's name has a place of those known, each with its level: a chain at its front, then behind a body,
    before a branch, and in brackets."""
    front = _FRONT.match(name)
    first = at = front.end() if front else 0
    outer = regions.shorts().match(name, at)
    if outer and outer.group() not in known and _longest(known, name, outer.end()) > outer.end():
        first = at = outer.end()
    level = None
    while at < (end := _longest(known, name, at)) < len(name):
        place = name[at:end]
        short = not place.endswith(regions.SUFFIXES) or place in regions.SHORT
        deeper = level is not None and level < (known[place] or 0) <= _COUNTY
        if short and ((at > first and not deeper) or BRAND.search(name)):
            break
        yield at, end
        at, level = end, known[place]
    for inner in pattern("regions", "inner_place").finditer(name, at):
        start = inner.end()
        while start < (end := _longest(known, name, start)) < len(name):
            yield start, end
            start = end


def _longest(known: Container[str], name: str, at: int) -> int:
    """Where the longest known place ends that stands at a character of a name; `at` itself if there is none. What
    goes on with a suffix (长沙|市 where 长沙县 is known) is another place."""
    ends = range(min(len(name), at + LONGEST_PLACE), at, -1)
    end = next((end for end in ends if name[at:end] in known), at)
    another = end > at and name.startswith(regions.SUFFIXES, end) and not name.endswith(regions.SUFFIXES, at, end)
    return at if another else end
