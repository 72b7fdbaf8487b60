"""What the rows of a table state: relations between the names of a row, and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.extract.frame import Frame
from ingest.extract.mentions import Mention, outermost
from ingest.extract.model import Indicator, Span
from ingest.extract.numbers import value
from ingest.extract.rulebook import alternatives, load_cached, pattern, words
from ingest.extract.structure import Claim
from ingest.extract.tables import Column, Table
from ingest.extract.text import Sentence

_CELL = re.compile(r"约?(?P<number>[\d,，]+(?:\.\d+)?[十百千]?)(?P<unit>\D{0,4}?)(?:起|以上|左右|以内)?")
_IN_HEADING = re.compile(r"[（(](?:单位[：:])?([^（）()]{1,5})[）)]")
_UNIT_NOTE = re.compile(r"单位[：:]\s*([^\s，。；）)]{1,4})")


_NEAR = 16
"""A note behind a person is no longer before what counts in it."""
_LISTS = re.compile("名单|一览表|名册")
_OF_LIST = re.compile("(?:[^，。；申报推荐需求征集]{0,8}对接|[^，。；申报推荐需求征集]{0,4})(?:名单|一览表|名册)")


@dataclass(slots=True)
class _Row:
    """A row's names by the role of their column, with the cell that each stands in."""

    names: dict[str, list[tuple[Column, Mention]]]
    title: str | None
    columns: tuple[Column, ...]

    def of(self, *roles: str) -> list[Mention]:
        return [m for role in roles for _, m in self.names.get(role, ())]

    def first(self, role: str) -> int:
        """Where the first column of a role stands, behind all where there is none."""
        return next((i for i, column in enumerate(self.columns) if column.role == role), len(self.columns))

    def typed(self, role: str, *types: str) -> list[Mention]:
        return [m for m in self.of(role) if m.type in types]


def claims(
    sentences: list[Sentence], table: Table, found: list[list[Mention]], *, proposed: bool
) -> Iterator[tuple[Sentence, Claim]]:
    """The relations of each row. In a list of what is only `proposed` people have employers, carriers hosts and heads;
    nobody is selected."""
    caption = None if proposed else _caption(sentences, table, found)
    for number in table.rows:
        row = _read(sentences, table, number, found)
        cell = sentences[number[0]]
        end = sentences[number[-1]].start + len(sentences[number[-1]].text) - cell.start
        if caption is not None:
            kind = "MEMBER_OF" if caption.type == "Platform" else "SELECTED_FOR"
            for person in row.typed("person", "Talent"):
                yield cell, Claim(kind, person, caption, "table:caption", 0.75, 0, end)
        for kind, source, target in _facts(row):
            if not proposed or kind in {"WORKS_AT", "LOCATED_IN", "IN_INDUSTRY", "HOSTED_BY", "MEMBER_OF"}:
                role = row.title if kind == "WORKS_AT" else None
                yield cell, Claim(kind, source, target, f"table:{kind}", 0.85, 0, end, role)


def _read(sentences: list[Sentence], table: Table, row: tuple[int, ...], found: list[list[Mention]]) -> _Row:
    names: dict[str, list[tuple[Column, Mention]]] = {}
    title = None
    for column, index in zip(table.columns, row, strict=False):
        if column.role == "title":
            title = sentences[index].text or None
        elif column.role and column.role != "ignored":
            named = outermost(found[index])
            inner = {m for m in named for n in named if m.type == n.type == "Region" and m.end == n.start}
            names.setdefault(column.role, []).extend((column, m) for m in named if m not in inner)
    return _Row(names, title, table.columns)


def _facts(row: _Row) -> Iterator[tuple[str, Mention, Mention]]:
    persons, stations = row.typed("person", "Talent"), row.typed("platform", "Platform")
    units = [m for m in row.of("unit") if m.type in {"Organization", "Enterprise"}]
    hosts = [m for m in row.of("host") if m.type in {"Organization", "Enterprise"}]
    works = [m for c, m in row.names.get("unit", ()) if pattern("tables", "work").search(c.heading) and m in units]
    if not hosts and not persons:
        hosts = units
    led = bool(stations) and row.first("platform") < row.first("person")  # a row of a team, not of its member
    for person in persons:
        own = _nearest(row, works or units or ([] if stations else hosts))
        yield from (("WORKS_AT", person, unit) for unit in own)
        seconded = [m for c, m in row.names.get("served", ()) if re.search("挂职|任职", c.heading)]
        yield from (("WORKS_AT", person, m) for m in seconded if m.type != "Region")
        yield from (("MEMBER_OF", person, station) for station in [*stations, *_laboratories(row)])
        yield from (("SELECTED_FOR", person, m) for m in row.typed("person", "Honor") if _beside(person, m, persons))
        employers = row.typed("person", "Organization", "Enterprise")
        yield from (("WORKS_AT", person, m) for m in employers if _beside(person, m, persons))
        yield from (("SERVES", person, m) for m in row.of("served") if not led)
        yield from (("SELECTED_FOR", person, m) for m in row.of("programme") if m.type in {"Programme", "Honor"})
    for station in stations:
        yield from (("HOSTED_BY", station, m) for m in hosts)
        yield from (("SERVES", station, m) for m in row.of("served") if led or not persons)
    for scheme in row.typed("scheme", "Programme"):
        yield from (("RUNS", m, scheme) for m in [*units, *hosts] if m.type == "Organization")
    for industry in row.typed("industry", "Industry"):
        for body in [*units, *hosts]:
            if body.type == "Enterprise" and not stations:
                yield "IN_INDUSTRY", body, industry
        if stations:
            yield from (("SERVES", station, industry) for station in stations)
        elif not units and not hosts or row.of("served"):
            yield from (("SERVES", person, industry) for person in persons)
    for column, place in row.names.get("region", ()):
        firms = [m for m in row.of("served") if m.type == "Enterprise"] if "所在" in column.heading else []
        bodies = [m for m in [*stations, *units, *hosts] if not (persons and m in works)]
        yield from (("LOCATED_IN", m, place) for m in firms or bodies if place.type == "Region")


def _laboratories(row: _Row) -> list[Mention]:
    """The laboratories that people of a row come from."""
    return [m for m in row.typed("unit", "Platform") if m.name.endswith("实验室")]


def _beside(person: Mention, told: Mention, persons: list[Mention]) -> bool:
    """Whether an honour or an employer stands in the parentheses behind a person."""
    between = any(person.end < p.start < told.start for p in persons)
    return 0 < told.start - person.end <= _NEAR and not between


def _caption(sentences: list[Sentence], table: Table, found: list[list[Mention]]) -> Mention | None:
    """What a list is of, by the line above it: 某科技特派团成员名单, “某计划”入选名单."""
    above = next((i for i in range(table.rows[0][0] - 1, -1, -1) if sentences[i].cell is None), None)
    first = all(sentence.cell is None for sentence in sentences[: table.rows[0][0] - len(table.columns)])
    lines = (above, 0) if first else (above,)
    index = next((i for i in lines if i is not None and _LISTS.search(sentences[i].text)), None)
    if index is None:
        return None
    text = sentences[index].text
    wanted = {"Platform"} if re.search("成员|团员|队员|专家|人员", text) else set()
    wanted |= {"Programme", "Honor"} if re.search("入选|获奖|评选|表彰|获得者|当选|认定", text) else set()
    of = next((m for m in outermost(found[index]) if m.type == "Programme" and _OF_LIST.match(text, m.end)), None)
    return of or next((m for m in outermost(found[index]) if m.type in wanted), None)


def _nearest(row: _Row, units: list[Mention]) -> list[Mention]:
    """Of several columns of bodies the one last before the person's column (发榜单位, 揭榜单位, 首席专家)."""
    at = {column: i for i, column in enumerate(row.columns)}
    person = min((at[c] for c, _ in row.names.get("person", ())), default=0)
    placed = [(at[c], m) for role in ("unit", "host") for c, m in row.names.get(role, ()) if m in units]
    before = [i for i, _ in placed if i < person]
    chosen = max(before) if before else min((i for i, _ in placed), default=0)
    return [m for i, m in placed if i == chosen]


def figures(
    sentences: list[Sentence], table: Table, found: list[list[Mention]], frame: Frame, fallback: str
) -> Iterator[Indicator]:
    """The figures of a table, each under the heading of its column and the words of its row."""
    note = _note(sentences, table)
    own = frame.own()
    for row in table.rows:
        names = [(c, m) for c, i in zip(table.columns, row, strict=False) for m in outermost(found[i])]
        kinds = {"Region", "Platform", "Enterprise", "Organization", "Programme"}
        named = next((m.name for c, m in names if m.type in kinds and c.role != "ignored"), None)
        label, unit = _label(sentences, table, row)
        for column, index in zip(table.columns, row, strict=False):
            cell = sentences[index]
            read = _figure(column, cell.text, unit or note)
            if read is None:
                continue
            heading = _IN_HEADING.sub("", column.heading)
            span = Span(cell.start, cell.start + len(cell.text))
            metric = f"{label}{heading}"[-40:]
            subject = named or (own.name if own else fallback)
            yield Indicator(subject, metric, *read, None, (span,), "table:figure", 0.8)


def _label(sentences: list[Sentence], table: Table, row: tuple[int, ...]) -> tuple[str, str | None]:
    """What the row is about in words (a post, a topic, an item), and its unit where a column says it."""
    label, unit = "", None
    units = words("indicators", "units") | {"万人", "亿元", "万元"}
    for column, index in zip(table.columns, row, strict=False):
        text = sentences[index].text
        if column.heading in {"单位", "计量单位"} and text in units:
            unit = text
        elif column.role in {"", "title"} and not column.figures and not re.match(r"[\d.%]+$", text):
            total = pattern("tables", "total").fullmatch(text) is not None
            label = label or ("" if total or not re.search(r"[\u4e00-\u9fff]{2}", text) else text)
    return label, unit


@cache
def _known_unit() -> re.Pattern[str]:
    return re.compile(r"[万亿]?" + alternatives(words("indicators", "units") | {"元", "美元"}))


def _figure(column: Column, text: str, unit: str | None) -> tuple[float, str] | None:
    """The value and the unit of a cell of a column of figures."""
    match = _CELL.fullmatch(text.replace(" ", ""))
    if match is None or column.role in {"ignored", "title"} or not column.figures:
        return None
    number = value(match.group("number"))
    known = _known_unit()
    in_heading = _IN_HEADING.search(column.heading)
    said = match.group("unit") or (in_heading.group(1) if in_heading else "") or ""
    if not said:
        implied = load_cached("tables")["implied_units"].items()
        percent = re.search("增长|占比|比重|率$", column.heading)
        said = "%" if percent else unit or next((u for word, u in implied if word in column.heading), "")
    if number is None or not known.fullmatch(said):
        return None
    if said[0] in "万亿" and not said.endswith("元") and len(said) > 1:
        return number * (10_000 if said[0] == "万" else 100_000_000), said[1:]
    return number, said


def _note(sentences: list[Sentence], table: Table) -> str | None:
    """（单位：人） above a table."""
    first = table.rows[0][0]
    for sentence in sentences[max(0, first - len(table.columns) - 3) : first]:
        match = _UNIT_NOTE.search(sentence.text)
        if match and sentence.cell is None:
            return match.group(1)
    return None
