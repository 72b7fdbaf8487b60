"""What a column says of the things in another's cells: 专家单位 of 专家姓名, 信用代码 of 用人单位."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from graph.model.claims import Scalar
from graph.ontology import ontology
from ingest.mapping.grid import text_of
from ingest.mapping.values import Link, Thing
from ingest.mapping.values.people import levels
from ingest.mapping.values.units import OWN

if TYPE_CHECKING:
    from ingest.mapping.record import Entry, Record

_T = TypeVar("_T")
_SHORT = 4  # characters that a short form of a unit has at least


def describe(record: Record) -> None:
    """Joins parallel cells one by one, or one value to all. Where the other cells are blank, a relation that the
    row's entity may have is its own; anything else has nothing to speak of."""
    filled = {e.spec.name for e in record.entries if e.spec and (e.parsed.links or e.parsed.values)}
    for entry in record.entries:
        spec = entry.spec
        if spec is None or not spec.describes or not (entry.parsed.links or entry.parsed.values):
            continue
        others = _described(record, entry)
        if spec.unless in filled:
            others = []
        elif not others and spec.relation and _own(record, entry):
            continue
        for other in others:
            if not _join(entry, other):
                record.warn(entry, "unmatched_list", f"{_count(entry)} 项对应 {len(other.parsed.links)} 项")
        entry.parsed = replace(entry.parsed, values=(), links=(), facts=())


def employ(record: Record) -> None:
    """What brackets behind a name say of the row's own units: a short form of one (李娜（云岭茶业）), or that it is the
    one that the row is about (李娜（本企业）)."""
    units = [
        link.thing
        for e in record.entries
        for link in e.parsed.links
        if link.thing.type in ("Enterprise", "Organization")
    ]
    host = _host(record)
    for entry in record.entries:
        links = (_at_short(link, text_of(entry.value), units) for link in entry.parsed.links)
        entry.parsed = replace(entry.parsed, links=tuple(_at_own(link, host) for link in links))


def _host(record: Record) -> Thing | None:
    """The one body that hosts the platform or wants the post that a row is about."""
    own = [link for e in record.entries for link in e.parsed.links if link.relation in ("HOSTED_BY", "HAS_NEED")]
    hosts = {link.thing.name: link.thing for link in own if link.thing.type in ("Enterprise", "Organization")}
    return next(iter(hosts.values())) if len(hosts) == 1 else None


def _at_own(link: Link, host: Thing | None) -> Link:
    """A person's 本企业 as the row's host; where the row has none, it says nothing."""
    kept = tuple(
        replace(own, thing=host) if OWN.fullmatch(own.thing.name) and host else own
        for own in link.thing.links
        if host or not OWN.fullmatch(own.thing.name)
    )
    if kept == link.thing.links:
        return link
    mark = host.name if host and kept else ""
    return replace(link, thing=replace(link.thing, discriminator=mark, links=kept))


def _at_short(link: Link, text: str, units: Sequence[Thing]) -> Link:
    if link.thing.type != "Talent" or any(own.relation == "WORKS_AT" for own in link.thing.links):
        return link
    found = re.search(rf"{re.escape(link.thing.name)}\s*[(（]([\u4e00-\u9fff]{{{_SHORT},}})[)）]", text)
    meant = {unit.name: unit for unit in units if found and found.group(1) in unit.name}
    return _employed(link, Link("WORKS_AT", next(iter(meant.values())))) if len(meant) == 1 else link


def _described(record: Record, entry: Entry) -> list[Entry]:
    """The filled cells that a cell describes. Where both columns come several times (团员一 over 姓名 and 单位, 团员二
    …), the one under the same heading, else the last one before it."""
    spec = entry.spec
    assert spec is not None
    others = [e for name in spec.describes for e in record.of(name) if e.parsed.links]
    columns = [h for h in record.layout.headings if h.spec and h.spec.name in spec.describes]
    if len(columns) < 2 or not record.layout.repeats(spec):
        return others
    under = [h for h in columns if h.parent and h.parent == entry.heading.parent]
    before = [h for h in columns if h.index < entry.heading.index]
    meant = (under or before or columns)[-1].index
    return [e for e in others if e.heading.index == meant]


def _own(record: Record, entry: Entry) -> bool:
    """Whether the relation may run from the row's entity."""
    assert entry.spec is not None and entry.spec.relation
    relation, entity = ontology().relations[entry.spec.relation], record.layout.table.entity
    return all(relation.allows(entity, link.thing.type) for link in entry.parsed.links)


def _count(entry: Entry) -> int:
    return len(entry.parsed.links or entry.parsed.values)


def _join(entry: Entry, other: Entry) -> bool:
    """Gives the things of the other cell what this one says of them. False where it does not tell which is whose."""
    spec, links = entry.spec, other.parsed.links
    assert spec is not None
    if spec.relation and entry.parsed.links and all(link.thing.type == "Platform" for link in links):
        # Of a platform all is said: a team serves several regions.
        joined = tuple(replace(link, thing=_with(link, entry.parsed.links)) for link in links)
    elif _count(entry) not in (1, len(links)):
        return False
    elif spec.relation:
        joined = tuple(
            _employed(link, unit) for link, unit in zip(links, _each(entry.parsed.links, links), strict=True)
        )
    else:
        pairs = zip(links, _each(entry.parsed.values, links), strict=True)
        joined = tuple(_told(link, str(spec.attribute), value) for link, value in pairs)
    other.parsed = replace(other.parsed, links=joined)
    return True


def _each(given: Sequence[_T], links: Sequence[Link]) -> Sequence[_T]:
    return given if len(given) == len(links) else list(given) * len(links)


def _with(link: Link, further: Sequence[Link]) -> Thing:
    return replace(link.thing, links=(*link.thing.links, *further))


def _told(link: Link, name: str, value: Scalar) -> Link:
    if name not in ontology().types[link.thing.type].properties:
        return link
    more = levels([str(value)]) if name == "professional_title" else ()
    return replace(link, thing=replace(link.thing, facts=(*link.thing.facts, (name, value), *more)))


def _employed(link: Link, unit: Link) -> Link:
    """A link whose thing has the further link, unless its own cell already said as much."""
    if any(own.relation == unit.relation for own in link.thing.links):
        return link
    mark = unit.thing.name if unit.relation == "WORKS_AT" else link.thing.discriminator
    return replace(link, thing=replace(link.thing, discriminator=mark, links=(*link.thing.links, unit)))
