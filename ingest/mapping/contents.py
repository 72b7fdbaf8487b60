"""Columns whose headings nobody knows: taken for what their cells are, and for what their heading may speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.mapping.definition import ColumnSpec, TableSpec
from ingest.mapping.headings import clean, forms, of_another, of_person, of_place, of_served
from ingest.mapping.layout import Heading
from ingest.mapping.shapes import (
    CLEAR,
    NAMES,
    OF_PARSER,
    SEATED,
    SERIAL,
    SPARSE,
    WORDS,
    agrees,
    contradicts,
    suits,
)

CONFIDENCE = {"content": 0.6, "about": 0.6, "neighbour": 0.5}
SHORT = 3  # characters: a longer unknown heading means something of its own (推荐单位)
_ENTERPRISES = re.compile("(?:企业|公司|主体|合作社|农场|厂家?)(?:名称|全称|名单)?$")
_PEOPLE = frozenset({"person", "name"})
_DIVISIONS = re.compile("(?:[省市州县区旗乡镇村]|街道|社区|地点|[在属地]地)(?:名称)?$")
_DATED = frozenset({"date", "birth", "year"})
Shapes = Mapping[int, tuple[str, ...]]


def by_content(spec: TableSpec, columns: tuple[Heading, ...], found: Shapes) -> tuple[Heading, ...]:
    """Columns whose heading says nothing, by what they hold; a heading that its cells contradict counts half."""
    kept = [_doubted(heading, found.get(heading.index, ())) for heading in columns]
    taken = {heading.spec.name for heading in kept if heading.spec}
    key = None if spec.key in taken else _key(spec, kept, found)
    taken.update([spec.key] if key else [])
    result: list[Heading] = []
    for heading in kept:
        if heading is key:
            result.append(_as(heading, spec.columns[spec.key], "content"))
            continue
        left = result[-1].spec if result else None
        hit, by = (None, "") if heading.spec else _meant(spec, heading, found.get(heading.index, ()), taken, left)
        taken.update([hit.name] if hit else [])
        result.append(_as(heading, hit, by) if hit else heading)
    return tuple(result)


def _as(heading: Heading, column: ColumnSpec, by: str) -> Heading:
    return replace(heading, spec=column, confidence=CONFIDENCE[by], by=by)


def _doubted(heading: Heading, here: tuple[str, ...]) -> Heading:
    if heading.spec and heading.by in ("ending", "likeness") and not agrees(heading.spec, here):
        return replace(heading, spec=None, confidence=0.0, by="")
    if heading.spec and contradicts(heading.spec, here):
        return replace(heading, confidence=heading.confidence / 2)
    return heading


def _key(spec: TableSpec, columns: list[Heading], found: Shapes) -> Heading | None:
    """The column that names what the rows are, where no heading says so: the first whose cells are such names; one
    whose heading says little, or speaks of such things, before others."""
    key = spec.columns[spec.key]
    held = set(_held(spec, key))
    fitting = [
        heading
        for heading in columns
        if heading.spec is None
        and not of_another(_own(heading))
        and held & set(here := found.get(heading.index, ()))
        and not any(shape in (SPARSE, SERIAL) or shape.startswith(WORDS) for shape in here)
    ]
    return min(fitting, key=lambda h: not _speaks_of_key(key, h), default=None)


def _speaks_of_key(key: ColumnSpec, heading: Heading) -> bool:
    own = _own(heading)
    return len(own) <= SHORT or of_person(own) or bool(key.about and re.search(key.about, own))


def _own(heading: Heading) -> str:
    return clean(heading.label.rpartition("/")[2])


def _meant(
    spec: TableSpec, heading: Heading, here: tuple[str, ...], taken: set[str], left: ColumnSpec | None
) -> tuple[ColumnSpec | None, str]:
    """The column of a kind that a heading stands for and that no other column of the sheet is yet."""
    if not here or of_another(_own(heading)):
        return None, ""
    about = _spoken_of(spec, heading, here, taken)
    hit, by = _shaped(spec, _own(heading), here, taken, left)
    return (about, "about") if about and by != "neighbour" else (hit, by)


def _spoken_of(spec: TableSpec, heading: Heading, here: tuple[str, ...], taken: set[str]) -> ColumnSpec | None:
    """The column that a heading speaks of, if the cells are such as it holds. What a heading is about stands at its
    end: 帮扶过的本区企业, 到场地点."""
    best: tuple[tuple[int, int], ColumnSpec] | None = None
    for column in spec.columns.values():
        if column.about is None or column.name in taken or not suits(column, here):
            continue
        if column.name == spec.key and not set(_held(spec, column)) & set(here):
            continue
        for match in _matches(column.about, heading):
            rank = (match.end() - len(match.string), match.end() - match.start())
            if best is None or rank > best[0]:
                best = (rank, column)
    return best[1] if best else None


def _matches(pattern: str, heading: Heading) -> Iterator[re.Match[str]]:
    """Where a heading speaks of something: itself, else with what stands above it."""
    for text in (_own(heading), clean(heading.label.replace("/", ""))):
        for form in forms(text)[:1]:
            found = list(re.finditer(pattern, form))
            yield from found
            if found:
                return


def _shaped(
    spec: TableSpec, own: str, here: tuple[str, ...], taken: set[str], left: ColumnSpec | None
) -> tuple[ColumnSpec | None, str]:
    """The column that holds such cells. Where several could be meant, one that describes the column to the left is: a
    unit beside a name."""
    for shape in here:
        if shape == "region" and len({c.relation for c in spec.columns.values() if c.parser == "region"}) > 1:
            continue  # born there, or sent there: the name of a place does not tell
        if shape in _PEOPLE and _DIVISIONS.search(own):
            continue  # 江村 may be a name, not below 驻村
        if shape == "party" and spec.entity != "Service":
            continue  # a place in a list of people is not yet whom they serve
        if shape == "employment" and "unit" in here:
            continue  # units alone
        if SERIAL in here and shape in _DATED:
            continue  # 2024-01, 2024-02 … number the rows
        fitting = [c for c in spec.columns.values() if c.name not in taken and shape in _held(spec, c)]
        beside = next((c for c in fitting if left and left.name in c.describes), None)
        if beside:
            return beside, "neighbour"
        if fitting and (len(own) <= SHORT or _tells(spec, fitting[0], shape, own)):
            return fitting[0], "content"
    return None, ""


def _tells(spec: TableSpec, column: ColumnSpec, shape: str, own: str) -> bool:
    """Whether cells tell what a column is, whatever its heading: nothing else looks like them, the rows must have such
    a thing, or the heading says where something belongs (所在学校)."""
    if shape in CLEAR or shape.startswith(WORDS):
        return not column.describes or shape != "title"
    if shape == "employment":
        return column.relation == "WORKS_AT" and not column.describes
    if shape == "company" and column.relation == "SERVES" and not column.describes:
        return _ENTERPRISES.search(own) is not None
    if shape in SEATED:
        at_work = column.relation == "WORKS_AT" and not column.describes
        return of_place(own) or column.name in spec.required or (at_work and not of_served(own))
    return column.name in spec.required


def _held(spec: TableSpec, column: ColumnSpec) -> tuple[str, ...]:
    """The shapes of what a column holds; of names, those of what the rows are."""
    if column.parser in ("code", "known_code") and column.datatype and column.datatype.vocabulary:
        return (WORDS + column.datatype.vocabulary, column.datatype.vocabulary)
    named = column.name == spec.key and column.parser == "name"
    return NAMES.get(spec.entity, ()) if named else OF_PARSER.get(column.parser, ())
