"""What the rows of a table state: relations between the names of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.structure import Claim
from ingest.extract.tables import Column, Table
from ingest.extract.text import Sentence

_NEAR = 16
"""A note behind a person is no longer before what counts in it."""
_PARTIES = frozenset({"Organization", "Enterprise"})
_OF_BODIES = regex("企业|公司|单位")
_LISTS = regex("名单|一览表|名册|(?:服务|派驻|选派|结对|帮扶)(?:情况|安排)")
_OF_LIST = regex(
    "(?:[^，。；申报推荐需求征集]{0,8}对接|[^，。；申报推荐需求征集]{0,4})(?:名单|一览表|名册|(?:服务|派驻|选派|结对|帮扶)+(?:情况|安排)表?)"
)


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
        members = caption
        if caption is None or caption.type == "Platform" or row.of("platform"):
            members = None if row.of("platform") else _group(sentences, table, number, found) or caption
        if members is not None:
            kind = "MEMBER_OF" if members.type == "Platform" else "SELECTED_FOR"
            for person in row.typed("person", "Talent"):
                yield cell, Claim(kind, person, members, "table:caption", 0.75, 0, end)
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
            named = [m for m in outermost(found[index]) if m.type in _PARTIES]
            names.setdefault("title", []).extend((column, m) for m in named)
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
    led = bool(stations) and row.first("platform") < row.first("person")  # a row of a team, not of its member
    sending = led and row.first("platform") < row.first("unit") < row.first("person")  # the team's, not its leader's
    if not hosts and (sending or not persons):
        hosts = units
    for person in persons:
        own = _nearest(row, works or units or ([] if stations else hosts))
        yield from (("WORKS_AT", person, unit) for unit in own)
        seconded = [m for c, m in row.names.get("served", ()) if re.search("挂职|任职", c.heading)]
        yield from (("WORKS_AT", person, m) for m in seconded if m.type != "Region")
        yield from (("WORKS_AT", person, m) for m in row.of("title"))
        wanting = [m for c, m in row.names.get("unit", ()) if pattern("tables", "wants").search(c.heading)]
        yield from (("SERVES", person, m) for m in wanting if m in units and m not in own and _says_employer(row))
        yield from (("MEMBER_OF", person, station) for station in [*stations, *_laboratories(row)])
        yield from (("SELECTED_FOR", person, m) for m in row.typed("person", "Honor") if _beside(person, m, persons))
        employers = row.typed("person", "Organization", "Enterprise")
        yield from (("WORKS_AT", person, m) for m in employers if _beside(person, m, persons))
        yield from (("SERVES", person, m) for m in row.of("served") if not led)
        yield from (("SELECTED_FOR", person, m) for m in row.of("programme") if m.type in {"Programme", "Honor"})
    for station in stations:
        yield from (("HOSTED_BY", station, m) for m in hosts)
        yield from (("SERVES", station, m) for m in row.of("served") if led or not persons)
    for policy in row.typed("policy", "Policy"):
        yield from (("ISSUED", m, policy) for m in [*units, *hosts] if m.type == "Organization")
    yield from (("COOPERATES_WITH", one, other) for one, other in _partners(row) if not stations)
    for scheme in row.typed("scheme", "Programme"):
        yield from (("RUNS", m, scheme) for m in [*units, *hosts] if m.type == "Organization")
    yield from _of_industries(row, persons, stations, [*units, *hosts])
    for column, place in row.names.get("region", ()):
        firms = [m for m in row.of("served") if m.type == "Enterprise"] if "所在" in column.heading else []
        lying = stations if stations and not _OF_BODIES.match(column.heading) else [*stations, *units, *hosts]
        about = row.first("unit") < min(row.first("person"), row.first("platform"))  # a row of a firm, not of people
        bodies = [m for m in lying if about or not (persons and m in works)]
        yield from (("LOCATED_IN", m, place) for m in firms or bodies if place.type == "Region")


def _of_industries(
    row: _Row, persons: list[Mention], stations: list[Mention], bodies: list[Mention]
) -> Iterator[tuple[str, Mention, Mention]]:
    """Whose the industries of a row are: its station's, its people's where the column is about them, or its firms'."""
    for column, industry in row.names.get("industry", ()):
        if industry.type != "Industry":
            continue
        personal = bool(persons) and pattern("tables", "personal").search(column.heading) is not None
        for body in bodies if not (stations or personal) else ():
            if body.type == "Enterprise":
                yield "IN_INDUSTRY", body, industry
        if stations:
            yield from (("SERVES", station, industry) for station in stations)
        if not stations and (personal or not bodies or row.of("served") or "研发" in column.heading):
            yield from (("SERVES", person, industry) for person in persons)


def _partners(row: _Row) -> Iterator[tuple[Mention, Mention]]:
    """The bodies of two columns of which one says that they have agreed; beside people only where both say so."""
    placed = [(c, m) for role in ("unit", "host", "served") for c, m in row.names.get(role, ()) if m.type in _PARTIES]
    agreed = [c for c, _ in placed if pattern("tables", "partner").search(c.heading)]
    first = next((c for c in row.columns if c in (agreed if row.of("person") else [c for c, _ in placed])), None)
    for column, one in placed if not row.of("scheme") else ():
        if column is first:
            either = column in agreed and not row.of("person")
            yield from ((one, other) for c, other in placed if c is not first and (either or c in agreed))


def _laboratories(row: _Row) -> list[Mention]:
    """The laboratories that people of a row come from."""
    return [m for m in row.typed("unit", "Platform") if m.name.endswith("实验室")]


def _says_employer(row: _Row) -> bool:
    """Whether a column of bodies says that the people of the rows come from there."""
    return any(pattern("tables", "employer").search(c.heading) for c, _ in row.names.get("unit", ()))


def _beside(person: Mention, told: Mention, persons: list[Mention]) -> bool:
    """Whether an honour or an employer stands in the parentheses behind a person."""
    between = any(person.end < p.start < told.start for p in persons)
    return 0 < told.start - person.end <= _NEAR and not between


def _caption(sentences: list[Sentence], table: Table, found: list[list[Mention]]) -> Mention | None:
    """What a list is of, by the line above it: 某科技特派团成员名单, “某计划”入选名单."""
    start = table.heading[0]
    above = next((i for i in range(start - 1, -1, -1) if sentences[i].cell is None), None)
    first = all(sentence.cell is None for sentence in sentences[:start])
    lines = (above, 0) if first else (above,)
    index = next((i for i in lines if i is not None and sentences[i].search(_LISTS)), None)
    if index is None:
        return None
    text = sentences[index].text
    wanted = {"Platform"} if re.search("成员|团员|队员|专家|人员", text) else set()
    wanted |= {"Programme", "Honor"} if re.search("入选|获奖|评选|表彰|获得者|当选|认定", text) else set()
    of = next((m for m in outermost(found[index]) if m.type == "Programme" and _OF_LIST.match(text, m.end)), None)
    return of or next((m for m in outermost(found[index]) if m.type in wanted), None)


def _group(sentences: list[Sentence], table: Table, row: tuple[int, ...], found: list[list[Mention]]) -> Mention | None:
    """The carrier that a line within a table names, of whose people the rows below are."""
    above = next((i for i in range(row[0] - 1, table.heading[-1], -1) if sentences[i].cell is None), None)
    return next((m for m in outermost(found[above]) if m.type == "Platform"), None) if above is not None else None


def _nearest(row: _Row, units: list[Mention]) -> list[Mention]:
    """Of several columns of bodies the one last before the person's column (发榜单位, 揭榜单位, 首席专家)."""
    at = {column: i for i, column in enumerate(row.columns)}
    person = min((at[c] for c, _ in row.names.get("person", ())), default=0)
    named = [(c, m) for role in ("unit", "host") for c, m in row.names.get(role, ()) if m in units]
    told = [(c, m) for c, m in named if pattern("tables", "employer").search(c.heading)]
    placed = [(at[c], m) for c, m in told or named]
    before = [i for i, _ in placed if i < person]
    chosen = max(before) if before else min((i for i, _ in placed), default=0)
    return [m for i, m in placed if i == chosen]
