"""What stands still in the synthetic province: regions, industries, employers and platforms, by size and seed."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from random import Random

from bench.chinese import (
    BRANDS,
    BUREAUS,
    INSTITUTES,
    PLACE_FIRST,
    PLACE_SECOND,
    PLATFORMS,
    PRODUCTS,
    SECTIONS,
)

TALENTS_PER_COUNTY, MAX_COUNTIES = 100, 129
COUNTIES_PER_PREFECTURE, TOWNSHIPS_PER_COUNTY = 8, 10
TALENTS_PER_INDUSTRY, MIN_INDUSTRIES, MAX_INDUSTRIES = 100, 60, 1500


class Zipf:
    """Draws indexes below `size`, index k with a weight of (k + 1) ** -exponent."""

    def __init__(self, size: int, exponent: float) -> None:
        self._upto = list(accumulate((k + 1) ** -exponent for k in range(size)))

    def draw(self, random: Random) -> int:
        """An index; the low ones come most often."""
        return bisect_left(self._upto, random.random() * self._upto[-1])


@dataclass(frozen=True, slots=True)
class Place:
    """A region; `parent` is an index into World.places, None for the province. The code has six or nine digits."""

    name: str
    code: str
    level: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry; `parent` is an index into World.industries, None for a section."""

    name: str
    code: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """An enterprise, an organization or a platform. `place` and `industries` are indexes; `host` is a unit's name and
    type; `code` is a credit code, or a vocabulary code for platforms."""

    type: str
    name: str
    code: str
    place: int
    industries: tuple[int, ...] = ()
    host: tuple[str, str] | None = None


@dataclass(frozen=True)
class County:
    """What one county has. Talents are numbered through the province: here from `first` up to, not with, `last`."""

    number: int
    place: int
    first: int
    last: int
    enterprises: list[Unit] = field(default_factory=list)
    organizations: list[Unit] = field(default_factory=list)
    platforms: list[Unit] = field(default_factory=list)

    @cached_property
    def employers(self) -> list[Unit]:
        """Bodies that people work at, bureaus and enterprises by turns."""
        longer, shorter = sorted((self.enterprises, self.organizations), key=len, reverse=True)
        return [u for pair in zip(longer, shorter, strict=False) for u in pair[::-1]] + longer[len(shorter) :]


class World:
    """The province without its people. Indexes into the lists are stable for one (talents, seed)."""

    def __init__(self, talents: int, seed: int) -> None:
        self.talents, self.seed = talents, seed
        random = Random(f"world/{seed}/{talents}")
        self.counties_count = min(MAX_COUNTIES, max(2, talents // TALENTS_PER_COUNTY))
        self.places: list[Place] = []
        self.counties: list[County] = []
        self._townships: dict[int, range] = {}
        self._make_places(random)
        self.industries = _industries(random, talents)
        self.first_local = next(i for i, n in enumerate(self.industries) if n.code.startswith("X"))
        self.local = Zipf(len(self.industries) - self.first_local, 0.8)
        self._fill_counties(random)

    def industry(self, random: Random) -> int:
        """A local industry as often as it is common; now and then one of the classification's divisions."""
        if random.random() < 0.12:
            return random.randrange(len(SECTIONS), self.first_local)
        return self.first_local + self.local.draw(random)

    @cached_property
    def platforms(self) -> list[Unit]:
        """All platforms, those of all counties mixed."""
        mixed = [u for county in self.counties for u in county.platforms]
        Random(f"platforms/{self.seed}").shuffle(mixed)
        return mixed

    def prefecture_of(self, county: County) -> int:
        """The index of the county's prefecture."""
        parent = self.places[county.place].parent
        assert parent is not None
        return parent

    def _make_places(self, random: Random) -> None:
        stems = [a + b for a in PLACE_FIRST for b in PLACE_SECOND if a != b]
        random.shuffle(stems)
        fresh, prefecture = iter(stems), 0
        self.places.append(Place("云岭省", "530000", "provincial", None))
        bounds = _bounds(self.talents, self.counties_count)
        for number in range(self.counties_count):
            which, within = divmod(number, COUNTIES_PER_PREFECTURE)
            if within == 0:
                prefecture = len(self.places)
                name = next(fresh) + random.choice(("州", "市", "市"))
                self.places.append(Place(name, f"53{which + 1:02}00", "prefecture", 0))
            code = f"53{which + 1:02}{within + 1:02}"
            self.counties.append(County(number, len(self.places), bounds[number], bounds[number + 1]))
            self.places.append(Place(next(fresh) + random.choice(("县", "县", "区")), code, "county", prefecture))
            self._add_townships(random, stems, number, code)

    def _add_townships(self, random: Random, stems: Sequence[str], number: int, code: str) -> None:
        county, start = len(self.places) - 1, len(self.places)
        for which, stem in enumerate(random.sample(stems, TOWNSHIPS_PER_COUNTY)):
            name = stem + random.choice(("乡", "镇", "镇"))
            self.places.append(Place(name, f"{code}{which + 1:03}", "township", county))
        self._townships[number] = range(start, len(self.places))

    def _fill_counties(self, random: Random) -> None:
        for county in self.counties:
            people = county.last - county.first
            stem = self.places[county.place].name
            county.organizations.extend(self._organizations(county, stem, max(4, people // 50)))
            county.enterprises.extend(self._enterprises(random, county, stem, max(3, people // 20)))
            county.platforms.extend(self._platforms(random, county, stem, max(2, people // 25)))

    def _organizations(self, county: County, stem: str, count: int) -> list[Unit]:
        kinds = [kind for pair in zip(BUREAUS, INSTITUTES * 2, strict=False) for kind in pair]
        names = dict.fromkeys(kinds[:count])
        schools = (f"第{n}中学" for n in range(2, count + 2))
        while len(names) < count:
            names[next(schools)] = None
        return [
            Unit("Organization", stem + name, _credit_code("12", stem, name), county.place)
            for name in names
        ]  # fmt: skip

    def _enterprises(self, random: Random, county: County, stem: str, count: int) -> list[Unit]:
        made = []
        for number in range(count):
            industry = self.industry(random)
            brand = BRANDS[number % len(BRANDS)] + BRANDS[(number // len(BRANDS) * 7 + number * 3 + 1) % len(BRANDS)]
            name = f"{stem[:-1]}{brand}{self.industries[industry].name}有限公司"
            more = (self.industry(random),) if random.random() < 0.25 else ()
            industries = tuple(dict.fromkeys((industry, *more)))
            code = _credit_code("91", stem, f"{name}{number}")
            made.append(Unit("Enterprise", name, code, self._place(random, county), industries))
        return made

    def _platforms(self, random: Random, county: County, stem: str, count: int) -> list[Unit]:
        made: dict[str, Unit] = {}
        kinds = list(PLATFORMS)
        for number in range(count):
            industry, kind = self.industry(random), random.choice(kinds)
            host = random.choice(county.enterprises if random.random() < 0.6 else county.organizations)
            name = f"{stem}{self.industries[industry].name}{kind}"
            if name in made:
                name = f"{stem}{host.name[len(stem) - 1 : len(stem) + 1]}{self.industries[industry].name}{kind}{number}"
            serves = (industry, self.industry(random)) if random.random() < 0.3 else (industry,)
            made[name] = Unit(
                "Platform", name, PLATFORMS[kind], self._place(random, county), serves, (host.type, host.name)
            )
        return list(made.values())

    def _place(self, random: Random, county: County) -> int:
        return county.place if random.random() < 0.5 else random.choice(self._townships[county.number])


def _bounds(talents: int, counties: int) -> list[int]:
    """Where each county's people begin: some counties have several times as many as others."""
    weights = [(1 + (k * 37 % counties)) ** -0.4 for k in range(counties)]
    upto = list(accumulate(weights, initial=0.0))
    return [round(talents * share / upto[-1]) for share in upto]


def _industries(random: Random, talents: int) -> list[Industry]:
    """Sections, then divisions, then local industries, the most common first."""
    found = [Industry(name, chr(ord("A") + i), None) for i, name in enumerate(SECTIONS)]
    number = 0
    for section, divisions in enumerate(SECTIONS.values()):
        for name in divisions.split():
            number += 1
            found.append(Industry(name, f"{found[section].code}{number:02}", section))
    parents = {industry.name: index for index, industry in enumerate(found)}
    products = [(product, parents[d]) for d, names in PRODUCTS.items() for product in names.split()]
    wanted = min(MAX_INDUSTRIES, max(MIN_INDUSTRIES, talents // TALENTS_PER_INDUSTRY))
    brands = (a + b for a in PLACE_FIRST for b in PLACE_SECOND)
    local = [*products[:30], *random.sample(products[30:], len(products) - 30)]
    while len(local) < wanted:
        brand = next(brands)
        local += [(brand + product, parent) for product, parent in random.sample(products, 4)]
    return found + [Industry(name, f"X{i:04}", parent) for i, (name, parent) in enumerate(local[:wanted])]


def _credit_code(kind: str, *parts: str) -> str:
    """Eighteen digits that look like a credit code and are none (its check digit is not computed)."""
    number = int.from_bytes(hashlib.sha256("|".join(parts).encode()).digest()[:8], "big")
    return f"{kind}{number % 10**16:016}"
