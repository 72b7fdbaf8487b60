"""Finds administrative divisions by name, from province to village, and tells when a name is ambiguous."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from ingest.reference import store
from ingest.reference.below import Below, Names
from ingest.reference.gazetteer import Entry, Gazetteer
from ingest.reference.model import Region, RegionMatch, normalise_code

_BLANK = re.compile(r"[\s/／\-—·>,，、|]+")
_PLACEHOLDER = re.compile(
    r"(?<=.)(?:省|自治区)直辖县级行政(?:区划|单位)|(?<=[市区])市辖区(?=.)|^(?:中华人民共和国|中国)(?=.)"
)
_DEPTH = {"provincial": 0, "prefecture": 1, "county": 2, "township": 3, "village": 4}
_TOWNSHIP, _COUNTY = 9, 6
_LONGEST = 24  # characters of the longest name of a township or village that is looked for
_VILLAGE = re.compile("村|社区|[村居]委会|居民委员会|嘎查|生活区")
_ENDINGS = frozenset("村镇乡道区木查会场团")


class Regions:
    """All divisions. Provinces to counties are in memory, townships packed; villages are read when asked for."""

    def __init__(self) -> None:
        self._regions = {region.code: region for region in _parents_first(store.read_regions())}
        self._names = Gazetteer(self._regions, store.read_former(), store.own("region_aliases.yaml"))
        self._below = Below()

    def __iter__(self) -> Iterator[Region]:
        """Provinces, prefectures and counties."""
        return iter(self._regions.values())

    def get(self, code: str) -> Region | None:
        """The region of a code of 2, 4, 6, 9 or 12 digits (zeros at the end may stand or not), or None."""
        plain = normalise_code(code)
        return self._regions.get(plain) or (self._below.get(plain) if len(plain) > _COUNTY else None)

    def ancestors(self, code: str) -> tuple[Region, ...]:
        """The regions above one, the province first; empty for a province and for an unknown code."""
        region = self.get(code)
        found: list[Region] = []
        while region is not None and region.parent is not None:
            region = self.get(region.parent)
            if region is not None:
                found.append(region)
        return tuple(reversed(found))

    def children(self, code: str) -> tuple[Region, ...]:
        """The regions right below one, down to villages."""
        plain = normalise_code(code)
        own = tuple(region for region in self._regions.values() if region.parent == plain)
        return (
            own + tuple(region for region, _ in self._below.rows(plain)) if len(plain) in {_COUNTY, _TOWNSHIP} else own
        )

    def path(self, code: str) -> str:
        """The full name with all names above it: 贵州省黔南布依族苗族自治州长顺县."""
        region = self.get(code)
        return "".join(above.name for above in self.ancestors(code)) + region.name if region else ""

    def find(self, name: str, *, within: str | None = None, at: date | None = None) -> list[RegionMatch]:
        """All regions that a name may mean, the widest first; more than one is an ambiguity, none is unknown.

        Understands full and short names, several names in a row (贵州黔南, 云南省怒江州泸水市), codes, former names.
        `within` keeps what lies in that region (or is it); with a county or township there, names of townships and
        villages are understood too, which otherwise must follow their county's. `at` is the day on which the name was
        used: names of that time go before others, and without it those of today do.
        """
        text = _PLACEHOLDER.sub("", _BLANK.sub("", unicodedata.normalize("NFKC", name)))
        scope = normalise_code(within) if within else ""
        if not text or (within and not scope):
            return []
        if text.isdigit():
            return _best(self._inside(self._by_code(text), scope), at)
        found = [entry.match for entry in self._names.find(text) if entry.inside(scope)]
        if not found:
            found = [match for match, _ in self._parse(text, scope)]
        return _best(found, at)

    def townships(self, name: str) -> tuple[Region, ...]:
        """The townships of a full name anywhere: 城关镇 is some ninety."""
        return self._below.named(name)

    def leading(self, text: str, *, within: str | None = None, at: date | None = None) -> tuple[list[RegionMatch], int]:
        """The regions named at the head of an address, and the length of that head; ([], 0) if there is none."""
        scope = normalise_code(within) if within else ""
        parses = self._parse(text, scope, partial=True)
        longest = max((end for _, end in parses), default=0)
        return _best((match for match, end in parses if end == longest), at), longest

    def full_name(self, text: str, start: int = 0) -> int:
        """Where the longest full name of a province, prefecture or county that begins at `start` ends; -1 if none."""
        for length in self._names.lengths.get(text[start : start + 2], ()):
            entries = self._names.find(text[start : start + length]) if start + length <= len(text) else ()
            if any(entry.match.form == "full" for entry in entries):
                return start + length
        return -1

    def resolve(self, name: str, *, within: str | None = None, at: date | None = None) -> Region | None:
        """The one region that a name means, or None if there is none or the choice is open.

        Looks first inside `within`, then inside what is above it, at last everywhere. A name of a province is the
        province (吉林, 海南); of regions one inside the other (喀什) the outer is meant, which is true in either case.
        """
        scopes = [within, *(region.code for region in reversed(self.ancestors(within)))] if within else []
        for scope in (*scopes, None):
            found = list({match.code: match.region for match in self.find(name, within=scope, at=at)}.values())
            if not found:
                continue
            outer = found[0]
            nested = all(outer.code in self._above(region) for region in found[1:])
            return outer if nested or (outer.level == "provincial" and found[1].level != "provincial") else None
        return None

    def _above(self, region: Region) -> frozenset[str]:
        return self._names.under.get(region.code) or frozenset(above.code for above in self.ancestors(region.code))

    def _by_code(self, digits: str) -> list[RegionMatch]:
        region = self.get(digits)
        return [RegionMatch(region, region.name, "code")] if region else self._names.old_codes.get(digits[:6], [])

    def _inside(self, matches: Iterable[RegionMatch], scope: str) -> list[RegionMatch]:
        return [m for m in matches if not scope or m.code == scope or scope in self._above(m.region)]

    def _parse(self, text: str, scope: str, *, partial: bool = False) -> list[tuple[RegionMatch, int]]:
        """Readings of a text as names in a row, each inside the one before, with where they end.

        Villages lie on disk and townships are packed, so each is looked for only where the names above them do not
        explain the whole text.
        """
        rows = _Rows(self._names, self._below, scope, partial)
        found = list(rows.read(text))
        for rows.depth in (_DEPTH["township"], _DEPTH["village"]):
            if any(end == len(text) for _, end in found) or (
                rows.depth == _DEPTH["village"] and not _VILLAGE.search(text)
            ):
                break
            found = list(rows.read(text))
        return [(match, end) for match, end in found if partial or end == len(text)]


class _Rows:
    """Reads names that stand in a row. `partial` asks for what a text begins with, otherwise all of it must be read."""

    def __init__(self, names: Gazetteer, below: Below, scope: str, partial: bool) -> None:
        self._names = names
        self._below = below
        self._scope = scope
        self._partial = partial
        self.depth = _DEPTH["county"]

    def read(self, text: str) -> Iterator[tuple[RegionMatch, int]]:
        yield from self._divisions(text, 0, "")
        if self.depth == _DEPTH["county"]:
            return
        if len(self._scope) == _COUNTY:
            yield from self._lower(text, 0, self._scope)
        elif len(self._scope) == _TOWNSHIP:
            yield from self._find(self._below.villages(self._scope), text, 0)

    def _divisions(self, text: str, start: int, above: str) -> Iterator[tuple[RegionMatch, int]]:
        lengths, size, upper = self._names.lengths, len(text), self.depth == _DEPTH["county"]
        for length in lengths.get(text[start : start + 2], ()):
            end = start + length
            if end > size or (end < size and upper and not self._partial and text[end : end + 2] not in lengths):
                continue
            for entry in self._names.find(text[start:end]):
                if above and above not in entry.under and above != entry.code:
                    continue
                if (self._partial or end == size) and entry.inside(self._scope):
                    yield entry.match, end
                if end < size:
                    yield from self._divisions(text, end, entry.code)
                    if not upper:
                        yield from self._under(text, end, entry)

    def _under(self, text: str, start: int, entry: Entry) -> Iterator[tuple[RegionMatch, int]]:
        scope = self._scope
        if not entry.inside(scope[:_COUNTY]):
            return
        for match, end in self._lower(text, start, entry.code):
            if len(scope) <= _COUNTY or scope in (match.code, match.region.parent):
                yield match, end

    def _lower(self, text: str, start: int, county: str) -> Iterator[tuple[RegionMatch, int]]:
        """Townships and villages behind a county's name; villages also without their township's."""
        found, villages = False, self.depth == _DEPTH["village"]
        townships = self._below.townships(county) if self._below.may_begin(county, text[start : start + 2]) else {}
        for match, end in self._find(townships, text, start):
            yield match, end
            if villages and end < len(text):
                for village in self._find(self._below.villages(match.code), text, end):
                    found = True
                    yield village
        if villages and not found and self._below.may_begin(county, ""):
            yield from self._find(self._below.villages_of_county(county), text, start)

    def _find(self, index: Names, text: str, start: int) -> Iterator[tuple[RegionMatch, int]]:
        """What of an index stands in the text from `start` on, longest first; of an address, no stem (剑江|中路)."""
        for end in range(min(len(text), start + _LONGEST), start + 1, -1):
            if self._partial and end < len(text) and text[end - 1] not in _ENDINGS:
                continue
            for match in index.get(text[start:end], ()):
                yield match, end


def _best(matches: Iterable[RegionMatch], at: date | None) -> list[RegionMatch]:
    """Matches of the time asked for, and else all; each region once, the widest first."""
    found = list(matches)
    if len(found) > 1:
        year = at.year if at else None
        held = [match for match in found if match.holds_in(year)]
        if held and all(match.form == "short" for match in held):
            held += [
                match for match in found if match.form == "full"
            ]  # 东乡县: one of today in short, a former in full
        found = held or found
        found.sort(key=lambda match: (_DEPTH[match.region.level], match.region.code, match.until or 9999))
    return list({match.code: match for match in found}.values())


def _parents_first(regions: Iterable[Region]) -> list[Region]:
    return sorted(regions, key=lambda region: (_DEPTH[region.level], region.code))


@cache
def regions() -> Regions:
    """The regions of this version, read once."""
    return Regions()
