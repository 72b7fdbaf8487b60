"""Which of several regions of one name a cell means: 鼓楼区, 城关镇, and bodies named after them.

What the row says in its other columns of places comes first, then the title and the sheet's name, then what the file is
of (its name, or the region given with it), at last what most of the column's other cells lie in. What stays open is
reported and kept as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.mapping.grid import Grid, text_of
from ingest.mapping.layout import Heading, Layout
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.record import Entry, Record
from ingest.mapping.shapes import shapes
from ingest.mapping.values import Link, Thing
from ingest.mapping.values.places import address_head, is_region
from ingest.reference import Settled, anywhere, common_head, is_bare_village, regions, settle
from ingest.reference.model import Region

_HERE, _THERE, _HOME = "LOCATED_IN", "SERVES", "NATIVE_OF"  # what columns of places say of a row
_NATIVE = re.compile("籍|出生地|生源")
_SENT = re.compile("派驻|服务|帮扶|对口|对接|受援")
_SEAT = re.compile("所在|所属|属地|单位|注册")
_NAMED = re.compile(r".*[省市区县州盟旗]")
_OFFICE = re.compile(r"(?:附件\d*[:：]?|关于|中共)?([\u4e00-\u9fff]{2,6}?[县区市旗])(?!级|直)")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{2,}[县区市旗]")
_YEAR = re.compile(r"(?<!\d)(?:19[89]|20\d)\d(?!\d)")
_SHOWN, _CELLS, _MOST = 4, 2_000, 0.5
_TITLE_LENGTH = 80  # characters of a title that are looked through
Scopes = list[list[str]]


@dataclass(frozen=True, slots=True)
class _Doubt:
    name: str
    settled: Settled


class Whereabouts:
    """The context that one sheet gives to names of places."""

    def __init__(self, grid: Grid, layout: Layout, *, names: Sequence[str], region: str | None) -> None:
        """`names` are the sheet's and the file's; `region` is what the user said the file is of."""
        self._groups = _groups(grid, layout)
        above = [row for row in grid.numbers if row < layout.header_rows[0]]
        titles = [text_of(grid.raw(row, column)) for row in above for column in grid.filled(row)]
        year = _YEAR.search(" ".join((*titles, *names)))
        self._at = date(int(year.group()), 7, 1) if year else None
        office = _codes([region] if region else [], ()) + _mentioned(names[1:], [])
        usual = _usual(grid, layout)
        self._sheet: Scopes = [_mentioned((*titles, *names[:1]), [office, usual]), office, usual]
        self._group: list[str] = []

    def enter(self, title: str) -> None:
        """From here on the rows are those of a group with this title."""
        self._group = _mentioned([title], self._sheet)

    def county(self) -> Region | None:
        """The one county that the group's title names, else the sheet's name and title."""
        for codes in (self._group, self._sheet[0]):
            found = [r for code in codes if (r := regions().get(code)) and r.level == "county"]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def settle(self, record: Record) -> None:
        """Gives the record's places and bodies the code of their place, and reports those that stay open."""
        texts = {e.heading.index: _places(e) for e in record.entries if e.heading.index in self._groups}
        if texts or any(_has_common(link.thing) for e in record.entries for link in e.parsed.links):
            codes = self._row(texts)
            for entry in record.entries:
                if entry.parsed.links:
                    self._entry(record, entry, codes)
        head = common_head(record.title()) if record.layout.table.entity == "Platform" else ""
        if head:
            settled = settle(head, self._scopes(self._row(texts), (_HERE, _THERE)), at=self._at)
            record.place = settled.region.code if settled.region else ""

    def _row(self, texts: dict[int, list[str]]) -> dict[int, list[str]]:
        """The codes that each of a row's columns of places gives: those that speak for themselves help the others. A
        county that nobody knows stands by its name."""
        found: dict[int, list[str]] = {}
        for known in (False, True):
            for column, names in texts.items():
                around = [c for other, own in found.items() if self._groups[other] == self._groups[column] for c in own]
                found.setdefault(column, []).extend(_codes(names, [around, self._group, *self._sheet] if known else ()))
                if known and not found[column]:
                    found[column] += [n for n in names if _COUNTY.fullmatch(n) and not anywhere(n).open]
        return found

    def _scopes(self, codes: dict[int, list[str]], groups: Iterable[str], without: int = -1) -> Scopes:
        rows = []
        for group in groups:
            alike = (own for column, own in codes.items() if self._groups[column] == group and column != without)
            rows.append([code for own in alike for code in own])
        return [scope for scope in (*rows, self._group, *self._sheet) if scope]

    def _entry(self, record: Record, entry: Entry, codes: dict[int, list[str]]) -> None:
        own = self._groups.get(entry.heading.index, entry.spec.relation if entry.spec else "") or ""
        groups = [own] if own == _HOME else [own, _HERE]
        scopes = self._scopes(codes, groups, without=entry.heading.index)
        bodies = self._scopes(codes, [_HERE])
        doubts: list[_Doubt] = []
        links = tuple(self._link(link, scopes, bodies, doubts) for link in entry.parsed.links)
        entry.parsed = replace(entry.parsed, links=links)
        for doubt in {d.name: d for d in doubts}.values():
            record.warn(entry, "ambiguous_region", _detail(doubt))

    def _link(self, link: Link, places: Scopes, bodies: Scopes, doubts: list[_Doubt]) -> Link:
        thing = link.thing
        links = tuple(self._link(further, places, bodies, doubts) for further in thing.links)
        if thing.type == "Region":
            thing = self._region(thing, places, doubts)
        elif thing.type in ("Organization", "Platform") and (head := common_head(thing.name)):
            thing = replace(thing, place=self._place(head, bodies, doubts))
        return replace(link, thing=replace(thing, links=links))

    def _region(self, thing: Thing, scopes: Scopes, doubts: list[_Doubt]) -> Thing:
        written = next((str(value) for name, value in thing.facts if name == "code"), "")
        name = written or thing.name
        settled = settle(name, scopes, at=self._at)
        if settled.region is None:
            common = settled.open or is_bare_village(name)
            return replace(thing, place=self._place(name, scopes, doubts)) if common else thing
        code = settled.region.code
        if written or regions().resolve(name) != settled.region:
            facts = tuple(fact for fact in thing.facts if fact[0] != "code")
            thing = replace(thing, facts=(*facts, ("code", code)))
        return replace(thing, place=code)

    def _place(self, name: str, scopes: Scopes, doubts: list[_Doubt]) -> str:
        """The code of the place that a name is bound to: its own, or that of the county (or its name) that the context
        gives to a township or village which is not known there. Empty, with a doubt, where nothing tells."""
        settled = settle(name, scopes, at=self._at)
        if settled.region:
            return settled.region.code
        lower = all(len(region.code) > 6 for region in settled.candidates)
        county = next((c for scope in scopes for c in scope if _COUNTY.fullmatch(c) or _is_county(c)), "")
        if lower and county and not any(_in(region, county) for region in settled.candidates):
            return county
        doubts.append(_Doubt(name, settled))
        return ""


def _groups(grid: Grid, layout: Layout) -> dict[int, str]:
    """What each column of places says of the row, by its relation, its heading, or the column of places beside it."""
    rows = [number for number in grid.numbers if number > layout.header_rows[-1]]
    found: dict[int, str] = {}
    for heading in layout.headings:
        if heading.spec and heading.spec.parser in ("region", "address"):
            found[heading.index] = str(heading.spec.relation)
    for heading in layout.headings:
        if heading.spec is None and "region" in shapes(grid, rows, heading.index):
            found[heading.index] = _said(heading) or _beside(heading.index, found) or _HERE
    return found


def _said(heading: Heading) -> str:
    words = ((_NATIVE, _HOME), (_SENT, _THERE), (_SEAT, _HERE))
    return next((group for pattern, group in words if pattern.search(heading.label)), "")


def _beside(index: int, found: dict[int, str]) -> str:
    return found.get(index + 1) or found.get(index + 2) or found.get(index - 1) or ""


def _places(entry: Entry) -> list[str]:
    """The names of places in a cell, known column or not."""
    named = [link.thing.name for link in entry.parsed.links if link.thing.type == "Region"]
    text = text_of(entry.value).strip()
    return named or ([text] if is_region(text) else [])


def _usual(grid: Grid, layout: Layout) -> list[str]:
    """The county, else the prefecture or province, in which most of the places named in the sheet lie."""
    counts: Counter[str] = Counter()
    total = 0
    columns = [h for h in layout.headings if h.spec and h.spec.parser in ("region", "address", "workplace", "units")]
    rows = [number for number in grid.numbers if number > layout.header_rows[-1]][:_CELLS]
    for text in (text_of(grid.data(row, heading.index)).strip() for heading in columns for row in rows):
        region = None if not text or is_placeholder(text) else _head_of(text)
        if region:
            total += 1
            counts.update([region.code, *(above.code for above in regions().ancestors(region.code))])
    usual = [code for code, count in counts.items() if count > _MOST * total and total > 1]
    return sorted(usual, key=_depth, reverse=True)[:1]


def _head_of(text: str) -> Region | None:
    """The region that a cell is or begins with, in full, if no other bears the name."""
    head = text if is_region(text) else address_head(text)
    return anywhere(head).region if head else None


def _mentioned(texts: Iterable[str], scopes: Scopes) -> list[str]:
    """The regions that titles name in full: 都匀市 of 关于都匀市2024年…; those of a common name by other context. Where
    they name none that is known, the county that they begin with."""
    found: dict[str, None] = {}
    for text in texts:
        plain = re.sub(r"\s", "", text)[:_TITLE_LENGTH]
        at = 0
        while at < len(plain):
            matches, length = regions().leading(plain[at:])
            head = plain[at : at + length]
            if matches and length > 2 and _NAMED.fullmatch(head):
                found.update(dict.fromkeys(_codes([head], scopes)))
            at += length or 1
        own = None if found else _OFFICE.match(plain)
        found.update({own.group(1): None} if own and not anywhere(own.group(1)).open else {})
    return list(found)


def _codes(names: Iterable[str], scopes: Iterable[list[str]]) -> list[str]:
    settled = (settle(name, list(scopes)) for name in names)
    return [s.region.code for s in settled if s.region]


def _has_common(thing: Thing) -> bool:
    return any(_has_common(link.thing) for link in thing.links) or (
        bool(common_head(thing.name)) if thing.type in ("Organization", "Platform") else thing.type == "Region"
    )


def _is_county(code: str) -> bool:
    region = regions().get(code)
    return region is not None and region.level in ("county", "township")


def _in(region: Region, code: str) -> bool:
    return any(above.code == code for above in regions().ancestors(region.code))


def _depth(code: str) -> int:
    return len(regions().ancestors(code))


def _detail(doubt: _Doubt) -> str:
    paths = [regions().path(region.code) for region in doubt.settled.candidates[:_SHOWN]]
    more = f" 等 {len(doubt.settled.candidates)} 处" if len(doubt.settled.candidates) > _SHOWN else ""
    return f"“{doubt.name}”可能是 {'、'.join(paths)}{more}" if paths else f"“{doubt.name}”未写明所在的县和乡镇"
