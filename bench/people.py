"""The people of the synthetic province, each made from nothing but a seed and a number, so that none need be kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from bench.chinese import (
    COMMON_GIVEN,
    EDUCATIONS,
    FIELDS,
    GIVEN_CHARACTERS,
    MODES,
    ROLES,
    SURNAMES,
    TITLES,
)
from bench.world import County, Unit, World, Zipf

DISPATCHED_PERCENT, SERVING_PERCENT = 8, 8
_SURNAMES = [entry.rstrip("0123456789") for entry in SURNAMES.split()]
_SURNAME_UPTO = list(accumulate(int(entry.lstrip("".join(_SURNAMES))) for entry in SURNAMES.split()))
_GIVEN = Zipf(len(COMMON_GIVEN), 0.7)
_CHARACTERS = Zipf(len(GIVEN_CHARACTERS), 0.5)
_TITLES, _TITLE = list(TITLES), Zipf(len(TITLES), 0.4)
_MEMBERSHIPS = (0, 0, 0, 0, 1, 1, 1, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Membership:
    """That somebody belongs to a platform; partial ISO dates, None where the roster gives none."""

    platform: Unit
    role: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A talent as a county knows it. `industry` is one that the person serves, `native` a county's index."""

    number: int
    name: str
    sex: str
    birth: str
    title: str
    education: str
    employer: Unit
    post_since: str
    native: int
    field: str | None
    industry: int | None
    mode: str
    since: str
    memberships: tuple[Membership, ...]


class People:
    """Makes persons by number."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._employers = {len(c.employers): Zipf(len(c.employers), 0.6) for c in world.counties}
        self._local = {len(c.platforms): Zipf(len(c.platforms), 0.6) for c in world.counties}
        self._platforms = Zipf(len(world.platforms), 0.7)

    def person(self, number: int, county: County) -> Person:
        """Person `number`, who lives in a county. The same number gives the same person."""
        world, random = self._world, Random(world_seed(self._world.seed, number))
        year = 1958 + int(42 * random.triangular(0, 1, 0.6))
        start = min(2024, max(year + 22, 2002 + number % 22))
        count = random.choice(_MEMBERSHIPS)
        return Person(
            number=number,
            name=_surname(random) + _given(random),
            sex="male" if random.random() < 0.6 else "female",
            birth=f"{year}-{random.randint(1, 12):02}",
            title=_TITLES[_TITLE.draw(random)],
            education=random.choice(EDUCATIONS),
            employer=county.employers[self._employers[len(county.employers)].draw(random)],
            post_since=str(start),
            native=county.number if random.random() < 0.7 else random.randrange(len(world.counties)),
            field=random.choice(FIELDS) if random.random() < 0.6 else None,
            industry=world.industry(random) if random.random() < 0.3 else None,
            mode=random.choice(MODES),
            since=_month(random),
            memberships=tuple(self._membership(random, county) for _ in range(count)),
        )

    def _membership(self, random: Random, county: County) -> Membership:
        if random.random() < 0.8:
            platform = county.platforms[self._local[len(county.platforms)].draw(random)]
        else:
            platform = self._world.platforms[self._platforms.draw(random)]
        since = _month(random) if random.random() < 0.7 else None
        until = f"{int(since[:4]) + 3}-12" if since and random.random() < 0.3 else None
        return Membership(platform, random.choice(ROLES), since, until)

    def is_dispatched(self, number: int) -> bool:
        """Whether a prefecture's roster of 科技特派员 names the person as well."""
        return number * 2_654_435_761 % 2**32 % 100 < DISPATCHED_PERCENT

    def is_serving(self, number: int) -> bool:
        """Whether a county's service records name the person."""
        return number * 2_246_822_519 % 2**32 % 100 < SERVING_PERCENT


def world_seed(seed: int, number: int) -> int:
    """The seed of one person's randomness."""
    return seed * 1_000_000_007 + number


def _surname(random: Random) -> str:
    return random.choices(_SURNAMES, cum_weights=_SURNAME_UPTO)[0]


def _given(random: Random) -> str:
    if random.random() < 0.3:
        return COMMON_GIVEN[_GIVEN.draw(random)]
    length = 1 if random.random() < 0.08 else 2
    return "".join(GIVEN_CHARACTERS[_CHARACTERS.draw(random)] for _ in range(length))


def _month(random: Random) -> str:
    return f"{random.randint(2014, 2024)}-{random.randint(1, 12):02}"
