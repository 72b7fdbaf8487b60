"""The questions that every engine is asked: seeded, in groups, with answers in a form that can be compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from random import Random
from typing import Any

from bench.chinese import SECTIONS
from bench.province import Province
from graph.services.entities import find_named, neighbors, search
from graph.services.paths import shortest_paths
from graph.services.who_serves import WhoServesQuestion, who_serves
from graph.services.workspace import Workspace

LEAF = "who serves a local industry"
SECTION = "who serves a section"
REGION = "who serves within a region"
AS_OF = "who serves as of a day"
EVIDENCE = "who serves, with evidence"
NEIGHBORS, PATHS, SEARCH = "neighbours", "shortest paths", "search"
GROUPS = (LEAF, SECTION, REGION, AS_OF, EVIDENCE, NEIGHBORS, PATHS, SEARCH)


@dataclass(frozen=True, slots=True)
class Question:
    """`ask` gives the answer as plain values."""

    group: str
    text: str
    ask: Callable[[Workspace], Any]


def canonical(answer: Any) -> str:
    """One answer as JSON lines that two engines must agree on."""
    return json.dumps(answer, ensure_ascii=False, sort_keys=True, indent=1, default=list)


class QuestionMaker:
    """Makes questions about one province. Ids are looked up in a graph that is up to date."""

    def __init__(self, province: Province, work: Workspace) -> None:
        self._world, self._work = province.world, work
        self._people, self._seed = province.people, province.seed

    def questions(self, count: int) -> dict[str, list[Question]]:
        """`count` questions a group."""
        makers: dict[str, Callable[[Random], Question]] = {
            LEAF: lambda r: _serves(LEAF, self._leaf(r)),
            SECTION: lambda r: _serves(SECTION, r.choice(list(SECTIONS))),
            REGION: lambda r: _serves(REGION, *self._industry_and_region(r)),
            AS_OF: lambda r: _serves(AS_OF, self._leaf(r), as_of=f"{r.randint(2015, 2025)}-06"),
            EVIDENCE: lambda r: _serves(EVIDENCE, self._leaf(r), evidence=True),
            NEIGHBORS: self._neighbors,
            PATHS: self._paths,
            SEARCH: self._search,
        }
        return {group: list(islice(self._stream(group, makers[group]), count)) for group in GROUPS}

    def _stream(self, group: str, make: Callable[[Random], Question]) -> Iterator[Question]:
        random = Random(f"questions/{self._seed}/{group}")
        while True:
            yield make(random)

    def _leaf(self, random: Random) -> str:
        """Common industries are asked for as often as they occur."""
        return self._world.industries[self._world.first_local + self._world.local.draw(random)].name

    def _industry_and_region(self, random: Random) -> tuple[str, str]:
        """A local industry in a county, or a section in a prefecture."""
        county = random.choice(self._world.counties)
        if random.random() < 0.5:
            return self._leaf(random), self._world.places[county.place].name
        prefecture = self._world.places[self._world.prefecture_of(county)].name
        return random.choice(list(SECTIONS)[:4]), prefecture

    def _some_id(self, random: Random) -> str:
        """A platform, an enterprise or an organization of some county, or an industry."""
        county = random.choice(self._world.counties)
        unit = random.choice(random.choice((county.platforms, county.enterprises, county.organizations)))
        kind, name = (unit.type, unit.name) if random.random() < 0.9 else ("Industry", self._leaf(random))
        return random.choice(find_named(self._work, kind, name)).id

    def _neighbors(self, random: Random) -> Question:
        identifier = self._some_id(random)
        return Question(
            NEIGHBORS, identifier, lambda work: [asdict(n) for n in neighbors(work, identifier, limit=50)]
        )  # fmt: skip

    def _paths(self, random: Random) -> Question:
        source, target = self._some_id(random), self._some_id(random)
        while target == source:
            target = self._some_id(random)
        return Question(
            PATHS,
            f"{source} ~ {target}",
            lambda work: [asdict(p) for p in shortest_paths(work, source, target, max_length=4)],
        )

    def _search(self, random: Random) -> Question:
        """A whole name, a local industry, initials, or the beginning of an enterprise's name in pinyin."""
        county = random.choice(self._world.counties)
        person = self._people.person(random.randrange(county.first, max(county.last, county.first + 1)), county)
        text = random.choice((person.name, self._leaf(random), "zgh", "wangjianhua", county.enterprises[0].name[:4]))
        return Question(SEARCH, text, lambda work: [asdict(hit) for hit in search(work, text, limit=20)])


def _serves(
    group: str, industry: str, region: str | None = None, as_of: str | None = None, *, evidence: bool = False
) -> Question:
    question = WhoServesQuestion(industry, region, as_of)
    text = " ".join(filter(None, (industry, region, as_of)))
    return Question(group, text, lambda work: asdict(who_serves(work, question, evidence=evidence)))
