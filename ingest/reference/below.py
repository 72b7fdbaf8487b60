"""Townships and villages, opened county by county and prefecture by prefecture, as they are asked for."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ingest.reference import store
from ingest.reference.forms import short_forms
from ingest.reference.model import Region, RegionMatch

Names = dict[str, tuple[RegionMatch, ...]]
_CODE_OF_TOWNSHIP, _CODE_OF_COUNTY = 9, 6


class Below:
    """What lies below the counties. Townships are kept packed until their county is asked for; villages lie on disk."""

    def __init__(self) -> None:
        self._lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._parents: dict[str, list[str]] = defaultdict(list)
        for parent, prefix, tokens in store.read_lines("townships.tsv.gz"):
            self._lines[parent].append((prefix, tokens))
            self._parents[prefix].append(parent)
        self.townships = lru_cache(maxsize=1024)(self._townships)
        self.villages = lru_cache(maxsize=512)(self._villages)
        self.villages_of_county = lru_cache(maxsize=64)(self._villages_of_county)
        self._archive = lru_cache(maxsize=4)(self._read_archive)
        self.named = lru_cache(maxsize=4096)(self._named)

    def may_begin(self, county: str, start: str) -> bool:
        """Whether a township of the county may begin with these characters; costs nothing like opening the county."""
        return any(start in tokens for _, tokens in self._lines.get(county, ()))

    def get(self, code: str) -> Region | None:
        """A township or village by its code."""
        if len(code) == _CODE_OF_TOWNSHIP:
            return _one(code, (region for county in self._parents.get(code[:6], ()) for region, _ in self.rows(county)))
        return _one(code, self._by_prefix(code[:9]))

    def rows(self, parent: str) -> Iterator[tuple[Region, tuple[str, ...]]]:
        """The townships of a county, or the villages of a township, with their other names."""
        if len(parent) == _CODE_OF_COUNTY:
            lines = self._lines.get(parent, [])
        else:
            lines = self._archive(parent[:4]).get(parent, [])
        for prefix, tokens in lines:
            yield from store.parse_tokens(parent, prefix, tokens)

    def _named(self, name: str) -> tuple[Region, ...]:
        """The townships of a full name in all counties; a look through the packed lines, so that nothing is opened."""
        return tuple(
            region
            for county, lines in self._lines.items()
            for prefix, tokens in lines
            if name in tokens
            for region, others in store.parse_tokens(county, prefix, store.tokens_with(tokens, name))
            if name in (region.name, *others)
        )

    def _by_prefix(self, prefix: str) -> Iterator[Region]:
        for township, lines in self._archive(prefix[:4]).items():
            for found, tokens in lines:
                if found == prefix:
                    yield from (region for region, _ in store.parse_tokens(township, prefix, tokens))

    def _townships(self, county: str) -> Names:
        return _index(self.rows(county))

    def _villages(self, township: str) -> Names:
        return _index(self.rows(township))

    def _villages_of_county(self, county: str) -> Names:
        return _index(row for township, _ in self.rows(county) for row in self.rows(township.code))

    @staticmethod
    def _read_archive(member: str) -> dict[str, list[tuple[str, str]]]:
        lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for township, prefix, tokens in store.read_villages(member):
            lines[township].append((prefix, tokens))
        return lines


def _one(code: str, regions: Iterable[Region]) -> Region | None:
    return next((region for region in regions if region.code == code), None)


def _index(rows: Iterator[tuple[Region, tuple[str, ...]]]) -> Names:
    """Names and short forms, as NFKC writes them; a full name hides others' short forms."""
    full: dict[str, list[RegionMatch]] = defaultdict(list)
    short: dict[str, list[RegionMatch]] = defaultdict(list)
    for region, others in rows:
        match, stem = RegionMatch(region, region.name, "full"), RegionMatch(region, region.name, "short")
        for name in (unicodedata.normalize("NFKC", written) for written in (region.name, *others)):
            full[name].append(match)
            for form in short_forms(name, region.level):
                if not short[form] or short[form][-1] is not stem:
                    short[form].append(stem)
    return {name: tuple(matches) for name, matches in {**short, **full}.items()}
