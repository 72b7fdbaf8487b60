"""Are two enterprises, organizations or platforms of different names one? A table of features with weights.

Keys and equal names, former ones included, join by themselves (see `cluster`); what this table finds alike is only
ever offered to a person, from `REVIEW` on: short forms, other legal forms, a place given or not, one station under
several names. Different credit codes are never offered: they are different bodies.

Candidates are found by look-ups (an equal core, a core that begins or ends with another) and in small blocks (names
that begin and end alike, platforms of one host or with one member), so that the number of pairs grows with the number
of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from graph.resolution.features import REVIEW, Feature, Score, score_by
from graph.resolution.titles import Places, Title, parse_title

CROWD = 40  # bodies in one block; beyond that, only those in one place are compared
FEW = 3  # differently named bodies that a name may fit before it fits none
Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Body:
    """What is said of an enterprise, organization or platform: its names (normalised), and by kind of value: region,
    host, industry (entities), member and staff (names of people)."""

    id: str
    kind: str
    names: frozenset[str]
    values: Values
    known: bool = True  # named so that an equal name elsewhere is the same; else only its own file knows it


@dataclass(frozen=True, slots=True)
class Named:
    """A body with the parts of its names. `regions` are the entities of its places and all above them."""

    body: Body
    titles: tuple[Title, ...]
    regions: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        """The places that its names give."""
        return frozenset(p for title in self.titles for p in title.places)


Relation = Callable[[str, Title, Title], bool]


def _some(relation: Relation, *better: Relation) -> Callable[[Named, Named], bool]:
    """Whether two of the names are in a relation, and no two in a better one."""

    def holds(a: Named, b: Named) -> bool:
        both = [(x, y) for x in a.titles for y in b.titles]
        kind = a.body.kind
        return any(relation(kind, *two) for two in both) and not any(r(kind, *two) for r in better for two in both)

    return holds


def _same_core(_kind: str, x: Title, y: Title) -> bool:
    return x.core == y.core


def _abbreviates(kind: str, x: Title, y: Title) -> bool:
    """One name shortens the words of the other: 农科院 · 农业科学院, 绿源 · 绿源香料."""
    return any(
        _ends_apart(short, long) and (_spans(short, long) or (kind != "Organization" and long.startswith(short)))
        for short, long in _ordered_variants(x, y)
    )


def _lacks_part(_kind: str, x: Title, y: Title) -> bool:
    """One name lacks a word of the other: 茶叶研究所 · 农业科学院茶叶研究所."""
    return any(
        not _ends_apart(short, long) and (_spans(short, long) or long.endswith(short))
        for short, long in _ordered_variants(x, y)
    )


def _ordered_variants(x: Title, y: Title) -> Iterator[tuple[str, str]]:
    for a in x.variants:
        for b in y.variants:
            if min(len(a), len(b)) > 1 and len(a) != len(b):
                yield (a, b) if len(a) < len(b) else (b, a)


def _ends_apart(short: str, long: str) -> bool:
    return short[-2:] != long[-2:]


def _spans(short: str, long: str) -> bool:
    """Whether the characters of the shorter occur in order in the longer, the first and the last of both alike."""
    if len(short) < 3 or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _brand(kind: str, x: Title, y: Title) -> bool:
    return kind == "Enterprise" and x.core[:2] == y.core[:2]


def _shared(kind: str) -> Callable[[Named, Named], bool]:
    return lambda a, b: not a.body.values.get(kind, frozenset()).isdisjoint(b.body.values.get(kind, ()))


def _differ(kind: str) -> Callable[[Named, Named], bool]:
    return lambda a, b: bool(a.body.values.get(kind)) and bool(b.body.values.get(kind)) and not _shared(kind)(a, b)


def _elsewhere(a: Named, b: Named) -> bool:
    """Whether both names give a place, and neither lies in the other. An organization's place says whose it is: that
    of a county is not that of its prefecture."""
    if a.body.kind == "Organization":
        return bool(a.places and b.places) and not (a.places <= b.places or b.places <= a.places)
    return bool(a.places and b.places) and not (a.places <= b.regions or b.places <= a.regions)


def _other_level(_kind: str, x: Title, y: Title) -> bool:
    return bool(x.level and y.level and x.level != y.level and not (x.places and y.places))


def _located_elsewhere(a: Named, b: Named) -> bool:
    """Whether both are known to lie somewhere, and neither within where the other does."""
    here, there = (item.body.values.get("region", frozenset()) for item in (a, b))
    return bool(here and there) and not (here <= b.regions or there <= a.regions)


def _all(relation: Relation) -> Callable[[Named, Named], bool]:
    return lambda a, b: all(relation(a.body.kind, x, y) for x in a.titles for y in b.titles)


def _other_number(_kind: str, x: Title, y: Title) -> bool:
    return x.numbers != y.numbers


def _other_branch(_kind: str, x: Title, y: Title) -> bool:
    return x.branch != y.branch


def _other_form(kind: str, x: Title, y: Title) -> bool:
    same = x.form[-2:] == y.form[-2:] if kind == "Platform" else x.form == y.form
    return bool(x.form and y.form) and not same


def _other_kind(kind: str, x: Title, y: Title) -> bool:
    """Stations of two kinds (院士工作站, 专家工作站) are often one with two name plates."""
    return kind == "Platform" and bool(x.form and y.form) and x.form != y.form and not _other_form(kind, x, y)


NAME_FEATURES = (
    Feature("same_core", "去掉地区和组织形式后名称相同", 4.0, _some(_same_core)),
    Feature("abbreviation", "一方名称像另一方的简称", 3.5, _some(_abbreviates, _same_core)),
    Feature("lacks_part", "一方名称比另一方少一部分", 2.5, _some(_lacks_part, _same_core, _abbreviates)),
)
FEATURES = (
    *NAME_FEATURES,
    Feature("brand", "字号相同", 1.0, _some(_brand)),
    Feature("host", "依托单位相同", 2.0, _shared("host")),
    Feature("member", "有同名成员", 2.0, _shared("member")),
    Feature("staff", "有同名人员在此工作", 1.5, _shared("staff")),
    Feature("region", "所在地相同", 1.0, _shared("region")),
    Feature("industry", "所属或服务产业相同", 0.5, _shared("industry")),
    Feature("elsewhere", "名称中的地区不同", -4.0, _elsewhere),
    Feature("level", "级别不同", -4.0, _all(_other_level)),
    Feature("number", "名称中的序号不同", -8.0, _all(_other_number)),
    Feature("branch", "一方是分支机构", -8.0, _all(_other_branch)),
    Feature("form", "组织形式不同", -5.0, _all(_other_form)),
    Feature("kind", "平台类型不同", -1.0, _all(_other_kind)),
    Feature("host_differs", "依托单位不同", -3.0, _differ("host")),
    Feature("region_differs", "所在地不同", -2.0, _located_elsewhere),
)
ANCHORS = {"host", "member", "staff", "region"}


def alike(bodies: Iterable[Body], places: Places, above: Mapping[str, frozenset[str]]) -> Iterator[
    tuple[Body, Body, Score]
]:  # fmt: skip
    """Pairs of bodies to ask a person about, with their scores. `places` maps place names to regions, `above` a region
    to all that it lies in. A name that fits many different bodies, and nothing else speaks for one, fits none."""
    named = [_named(body, places, above) for body in bodies]
    scored = []
    fits: dict[str, set[str]] = defaultdict(set)
    for a, b in _candidates(named):
        found = score_by(FEATURES, a, b)
        if found.total >= REVIEW and (a.body.known or b.body.known):
            anchored = any(f.name in ANCHORS for f in found.features)
            scored.append((a.body, b.body, found, anchored))
            if not anchored:
                fits[a.body.id].update(title.whole for title in b.titles)
                fits[b.body.id].update(title.whole for title in a.titles)
    for left, right, found, anchored in scored:
        if anchored or (len(fits[left.id]) <= FEW and len(fits[right.id]) <= FEW):
            yield left, right, found


def _named(body: Body, places: Places, above: Mapping[str, frozenset[str]]) -> Named:
    titles = tuple(parse_title(body.kind, name, places) for name in sorted(body.names))
    regions = body.values.get("region", frozenset()) | {p for title in titles for p in title.places}
    return Named(body, titles, regions.union(*(above.get(r, frozenset()) for r in regions)))


def _candidates(named: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Pairs that may score; each once."""
    seen: set[tuple[str, str]] = set()
    for group in chain(_blocks(named), _containing(named)):
        for a, b in group:
            pair = (a.body.id, b.body.id)
            if pair[0] != pair[1] and pair not in seen and pair[::-1] not in seen:
                seen.add(pair)
                yield a, b


def _blocks(named: Sequence[Named]) -> Iterator[Iterable[tuple[Named, Named]]]:
    """Bodies whose names are alike in a way that can be looked up."""
    blocks: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    for item in named:
        kind = item.body.kind
        keys: set[tuple[str, ...]] = {(kind, "core", title.core) for title in item.titles}
        keys |= {(kind, "ends", v[0], v[-1]) for title in item.titles for v in title.variants if len(v) > 2}
        if kind == "Platform":
            keys |= {(kind, what, value) for what in ("host", "member") for value in item.body.values.get(what, ())}
        for key in keys:
            blocks[key].append(item)
    for block in blocks.values():
        if len(block) <= CROWD:
            yield combinations(block, 2)
        else:
            yield from _by_region(block)


def _by_region(block: Sequence[Named]) -> Iterator[Iterable[tuple[Named, Named]]]:
    """A crowded block, split by the places in the names and where the bodies are."""
    parts: dict[str, list[Named]] = defaultdict(list)
    for item in block:
        for place in item.places | item.body.values.get("region", frozenset()):
            parts[place].append(item)
    return (combinations(part, 2) for part in parts.values() if len(part) <= CROWD)


def _containing(named: Sequence[Named]) -> Iterator[Iterable[tuple[Named, Named]]]:
    """Bodies whose name begins or ends with the whole core of another."""
    cores: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for item in named:
        for title in item.titles:
            cores[item.body.kind, title.core].append(item)
    for item in named:
        for title in item.titles:
            for part in _parts(title.core):
                others = cores.get((item.body.kind, part), ())
                if len(others) <= CROWD:
                    yield [(item, other) for other in others]


def _parts(core: str) -> Iterator[str]:
    for length in range(2, len(core)):
        yield core[:length]
        yield core[len(core) - length :]
