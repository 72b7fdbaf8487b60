"""Names of provinces, prefectures and counties, present and former, with what they may stand under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.reference.forms import short_forms
from ingest.reference.history import Former
from ingest.reference.model import Region, RegionMatch

_ALONE = 1  # a name of one character (黔) is one only by itself


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name can mean: `under` holds the codes of all divisions above it, then or now."""

    match: RegionMatch
    under: frozenset[str]
    code: str

    def inside(self, scope: str) -> bool:
        """Whether this is the region of a code or lies in it; an empty code is everywhere."""
        return not scope or scope == self.code or scope in self.under


class Gazetteer:
    """Looks names up; `lengths` gives, for two characters, the lengths of the names that begin so, longest first."""

    def __init__(
        self, regions: Mapping[str, Region], former: Iterable[Former], aliases: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        self._regions = regions
        self.under: dict[str, frozenset[str]] = {}
        self.old_codes: dict[str, list[RegionMatch]] = defaultdict(list)
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for region in regions.values():
            above = self.under[region.parent] | {region.parent} if region.parent else frozenset()
            self.under[region.code] = above
            self._add_present(region, above)
        for group in aliases.values():
            for code, names in group.items():
                self._add(names, RegionMatch(regions[code], regions[code].name, "short"), self.under[code])
        self._add_former(former)
        for entries in self._entries.values():
            if any(entry.match.form == "full" and entry.match.current for entry in entries):
                entries[:] = [entry for entry in entries if entry.match.form == "full"]
        self.lengths: dict[str, tuple[int, ...]] = self._starts()

    def find(self, name: str) -> Sequence[Entry]:
        """All that a name can mean; where it is a full name of today, it is nobody's short form."""
        return self._entries.get(name, ())

    def _add_present(self, region: Region, above: frozenset[str]) -> None:
        full = RegionMatch(region, region.name, "full", region.since)
        self._entries[region.name].append(Entry(full, above, region.code))
        if region.kind == "division":
            short = RegionMatch(region, region.name, "short", region.since)
            self._add(short_forms(region.name, region.level), short, above)

    def _add(self, forms: Iterable[str], match: RegionMatch, above: frozenset[str]) -> None:
        entry = Entry(match, above, match.region.code)
        for text in forms:
            self._entries[text].append(entry)

    def _add_former(self, former: Iterable[Former]) -> None:
        everything = sorted(former, key=lambda entry: len(entry.path))
        codes: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for region in self._regions.values():
            codes[self._path(region)].add(region.code)
        for old in everything:
            codes[(*old.path, old.name)].add(old.target)
        for old in everything:
            region = self._regions[old.target]
            above = set(self.under[old.target])
            for depth in range(len(old.path)):
                above |= codes.get(old.path[: depth + 1], set())
            self._add_old(old, region, frozenset(above))

    def _add_old(self, old: Former, region: Region, above: frozenset[str]) -> None:
        match = RegionMatch(region, old.name, "full", old.since, old.until)
        self._entries[old.name].append(Entry(match, above, region.code))
        short = short_forms(old.name, "county") or short_forms(old.name, "prefecture")
        if old.name != region.name:
            self._add(short, RegionMatch(region, old.name, "short", old.since, old.until), above)
        if old.old_code and old.old_code not in self._regions:
            self.old_codes[old.old_code].append(RegionMatch(region, old.name, "code", old.since, old.until))

    def _path(self, region: Region) -> tuple[str, ...]:
        above = self._regions[region.parent] if region.parent else None
        return (*self._path(above), region.name) if above else (region.name,)

    def _starts(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, set[int]] = defaultdict(set)
        for name in self._entries:
            if len(name) > _ALONE:
                found[name[:2]].add(len(name))
        return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}
