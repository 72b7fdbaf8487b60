"""Are two mentions of one name one person? A table of features with weights; the scorer explains itself.

The score of a pair is the sum of the weights of the features that hold. At `SAME` and above two mentions are taken for
one person unless something forbids it; from `REVIEW` on a person is asked; below they stay apart. A name alone scores
nothing. The weights were set so that on a generated population with namesakes and moves between units the automatic
bar makes next to no wrong merge (see docs/identity.md).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from graph.resolution.features import Feature, Score, score_by

SAME = 8.5
FEW = 12  # namesakes among whom a bare name may still be worth a question
CROWD = 400  # mentions of one name that share one value; beyond that the value tells nobody apart
Values = Mapping[str, frozenset[str]]  # kind of value → values


@dataclass(frozen=True, slots=True)
class Person:
    """What a mention says of a person, by kind: birth and id (digests), unit, unit_name, platform, host (of the
    platform), native, field, title, programme, industry, sex. `common` are those of the names that several people are
    known to bear."""

    mention: str
    names: frozenset[str]
    values: Values
    common: frozenset[str] = frozenset()


def _shared(kind: str) -> Callable[[Person, Person], bool]:
    return lambda a, b: not a.values.get(kind, frozenset()).isdisjoint(b.values.get(kind, ()))


def _differs(kind: str) -> Callable[[Person, Person], bool]:
    return lambda a, b: bool(a.values.get(kind)) and bool(b.values.get(kind)) and not _shared(kind)(a, b)


def _similar_units(a: Person, b: Person) -> bool:
    if _shared("unit")(a, b):
        return False
    pairs = ((x, y) for x in a.values.get("unit_name", ()) for y in b.values.get("unit_name", ()))
    return any(x == y or similar_units(x, y) for x, y in pairs)  # 市农科所 is each city's own


def _host_is_unit(a: Person, b: Person) -> bool:
    either = ((a, b), (b, a))
    return any(not x.values.get("host", frozenset()).isdisjoint(y.values.get("unit", ())) for x, y in either)


def _units_differ(a: Person, b: Person) -> bool:
    """Whether both have units, and none of them may be one of the other's."""
    return _differs("unit")(a, b) and not _similar_units(a, b)


def _platform_at_other_units(a: Person, b: Person) -> bool:
    return _shared("platform")(a, b) and _units_differ(a, b)


def _platform_only(a: Person, b: Person) -> bool:
    return _shared("platform")(a, b) and not _units_differ(a, b)


def is_bare(person: Person) -> bool:
    """Whether nothing is known that could tell the person from a namesake."""
    return not any(person.values.get(kind) for kind in ("unit", "birth", "id"))


def _nothing_else(a: Person, b: Person) -> bool:
    return is_bare(a) != is_bare(b) and not _shared("platform")(a, b)


def _common_name(a: Person, b: Person) -> bool:
    return a.names & b.names <= a.common | b.common


FEATURES = (
    Feature("unit", "同一单位", 8.5, _shared("unit")),
    Feature("platform", "同一平台", 8.5, _platform_only),
    Feature("platform_units_differ", "同一平台，单位不同", 4.0, _platform_at_other_units),
    Feature("host", "所在平台的依托单位是另一方的单位", 8.5, _host_is_unit),
    Feature("birth", "出生年月相同", 6.0, _shared("birth")),
    Feature("unit_similar", "单位名称相近", 5.0, _similar_units),
    Feature("programme", "入选同一工程或荣誉", 3.0, _shared("programme")),
    Feature("native", "籍贯相同", 2.5, _shared("native")),
    Feature("field", "专业领域相同", 2.0, _shared("field")),
    Feature("industry", "服务同一产业", 1.0, _shared("industry")),
    Feature("title", "职称相同", 1.0, _shared("title")),
    Feature("nothing_else", "一方只有姓名", 5.0, _nothing_else),
    Feature("common_name", "有多人同名", -2.0, _common_name),
    Feature("sex_differs", "性别不同", -12.0, _differs("sex")),
)
ANCHORS = ("unit", "platform", "birth", "programme", "native", "field")  # a pair that shares none of these is apart


def mark_common_names(people: Iterable[Person]) -> list[Person]:
    """The same people, knowing which of their names are borne by people of different births or ID numbers."""
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"birth": set(), "id": set()})
    people = list(people)
    for person in people:
        for name in person.names:
            for kind, values in known[name].items():
                values.update(person.values.get(kind, ()))
    common = {name for name, kinds in known.items() if any(len(values) > 1 for values in kinds.values())}
    return [replace(p, common=p.names & common) if p.names & common else p for p in people]


def score(a: Person, b: Person) -> Score:
    """The score of two mentions that share a name."""
    return score_by(FEATURES, a, b)


def similar_units(a: str, b: str) -> bool:
    """Whether one unit's name looks like a short form of the other's: its characters occur there in order, and it is
    long enough to mean something (省农科院 · 云岭省农业科学院, 青医大附一院 · 青山医科大学第一附属医院)."""
    a, b = _UNIVERSITY.sub(r"\1大学", a), _UNIVERSITY.sub(r"\1大学", b)
    short, long = sorted((_written_alike(a), _written_alike(b)), key=len)
    if min(len(a), len(b), len(short)) < 3 or a == b:
        return False
    either = (
        _in_order(bare, other) for x, other in ((short, long), (long, short)) for bare in _without_level(x, other)
    )
    return _in_order(short, long) or any(either)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _without_level(name: str, other: str) -> Iterator[str]:
    """The name without the level in front (自治区林科院), if the other names no place of another level (广西林科院)."""
    level, place = _LEVEL.match(name), _PLACE.match(other)
    if level and len(name) - level.end() >= 3 and (place is None or place[1] == level[0][-1]):
        yield name[level.end() :]


_UNIVERSITY = re.compile("^([\u4e00-\u9fff])大$")  # 浙大
_LEVEL = re.compile("自治区|[省市州县区]")
_PLACE = re.compile(".{1,8}?([省市州县区])")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = re.compile("[〇零一二三四五六七八九]{3,}")
_FORMS = (
    (re.compile("附([一二三四五六七八九])院|([一二三四五六七八九])附院"), r"第\1\2附属医院"),
    (re.compile("(?<!第)([一二三四五六七八九])院$"), r"第\1医院"),
    (re.compile("(?<!第)([一二三四五六七八九])中$"), r"第\1中学"),
    (re.compile("研究(?=[院所]$)|(?<=[茶果药桑蚕水油牧])[科研](?=所$)"), ""),
)
"""How hospitals and schools that are counted are called for short, and written out; institutes drop their 研究."""


def _written_alike(name: str) -> str:
    for short, full in _FORMS:
        name = short.sub(full, name)
    return _NUMBER.sub(lambda number: number[0].translate(_DIGITS), name)  # 三二〇一医院


def pairs(people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs worth scoring: namesakes that share an anchor or have similar units. Each pair once, in order."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for name in person.names:
            by_name[name].append(person)
    seen: set[tuple[str, str]] = set()
    for _, namesakes in sorted(by_name.items()):
        for a, b in _candidates(sorted(namesakes, key=lambda p: p.mention)):
            if (a.mention, b.mention) not in seen:
                seen.add((a.mention, b.mention))
                yield a, b


def _candidates(namesakes: list[Person]) -> Iterator[tuple[Person, Person]]:
    groups: dict[tuple[str, str], list[Person]] = defaultdict(list)
    units: dict[str, list[Person]] = defaultdict(list)
    for person in namesakes:
        for kind in ANCHORS:
            for value in person.values.get(kind, ()):
                groups[kind, value].append(person)
        for unit in person.values.get("unit_name", ()):
            units[unit].append(person)
            groups["unit_name", unit].append(person)
    for group in groups.values():
        if len(group) <= CROWD:
            yield from combinations(group, 2)
    bare = [p for p in namesakes if is_bare(p)]
    if len(namesakes) <= FEW:
        yield from (_ordered(a, b) for a in bare for b in namesakes if a.mention != b.mention)
    for x, y in combinations(sorted(units), 2):
        if similar_units(x, y) and len(units[x]) * len(units[y]) <= CROWD * CROWD:
            yield from (_ordered(a, b) for a in units[x] for b in units[y] if a.mention != b.mention)


def _ordered(a: Person, b: Person) -> tuple[Person, Person]:
    return (a, b) if a.mention < b.mention else (b, a)
