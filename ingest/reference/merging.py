"""Joins the statistical office's townships and villages to the ministry's townships, which are the newer.

Codes alone do not tell: the ministry renumbers townships when one in between is dissolved, so a name in the same county
(or, for what moved, a name that is unique in the prefecture) decides first, and an equal code only then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ingest.reference.forms import short_forms, village_name
from ingest.reference.model import Kind
from ingest.reference.packages import Row

_REAL = ("街道", "镇", "乡", "苏木", "街道办事处")


@dataclass
class Township:
    """A township of the result: `others` are names under which the other source lists it."""

    code: str
    name: str
    parent: str
    kind: Kind = "division"
    others: list[str] = field(default_factory=list)


@dataclass
class Townships:
    """All townships by code, and where each of the statistical office's went."""

    by_code: dict[str, Township]
    place: dict[str, str]
    counts: Counter[str]


def merge(
    ministry: Iterable[Row], statistical: Iterable[Row], counties: Mapping[str, str], prefectures: Mapping[str, str]
) -> Townships:
    """Both lists in one.

    `counties` maps the statistical office's county codes to the divisions that they are today (themselves, mostly),
    `prefectures` each county to what is above it.
    """
    result = Townships({}, {}, Counter())
    names: dict[str, dict[str, str]] = defaultdict(dict)
    wide: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in ministry:
        assert row.parent is not None
        kind: Kind = "abolished" if row.abolished else "division"
        result.by_code[row.code] = Township(row.code, row.name, row.parent, kind)
        names[row.parent].setdefault(row.name, row.code)
        wide[(prefectures[row.parent], row.name)].append(row.code)
    rows = list(statistical)
    listed: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        listed[counties[row.parent or ""]].add(row.name)
    for row in rows:
        county = counties[row.parent or ""]
        beside = wide[(prefectures[county], row.name)]
        moved = [code for code in beside if row.name not in listed[result.by_code[code].parent]]
        code, how = _find(row, names[county], moved)
        if not code:
            code, how = _by_code(row, county, listed[county], result)
        result.counts[how] += 1
        if code:
            result.place[row.code] = code
    return result


def _find(row: Row, names: Mapping[str, str], moved: list[str]) -> tuple[str, str]:
    """By name in the county, then by a form of it, then by a name that only another county of the prefecture has."""
    plain = row.name.replace("街街道", "街道")
    for name in (row.name, plain):
        if name in names:
            return names[name], "same name"
    forms = {row.name, *short_forms(row.name, "township")} - {""}
    near = [code for name, code in names.items() if forms & {name, *short_forms(name, "township")}]
    if len(near) == 1:
        return near[0], "same stem"
    return (moved[0], "moved within the prefecture") if len(moved) == 1 else ("", "")


def _by_code(row: Row, county: str, listed: set[str], result: Townships) -> tuple[str, str]:
    """The township of the same code under a new name, or a new entry."""
    same = result.by_code.get(row.code)
    if same is not None:
        if same.name in listed or same.parent != county:
            return "", "dropped: its code is another's now"
        same.others.append(row.name)
        return row.code, "renamed"
    kind: Kind = "division" if row.name.endswith(_REAL) else "statistical"
    result.by_code[row.code] = Township(row.code, row.name, county, kind)
    return row.code, "added"


@dataclass
class Villages:
    """Names of villages by township; each group has one prefix of codes (its township's, or an older one)."""

    groups: dict[tuple[str, str], list[tuple[str, str]]]
    dropped: int


def place_villages(rows: Iterable[Row], townships: Townships) -> Villages:
    """The villages under the townships of the result: (township, prefix) → (last three digits, name)."""
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    dropped = 0
    for row in rows:
        township = townships.place.get(row.parent or "")
        if township is None:
            dropped += 1
        else:
            groups[(township, row.code[:9])].append((row.code[9:], village_name(row.name)))
    return Villages(groups, dropped)
