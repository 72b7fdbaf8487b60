"""How well mentions of people are joined: `python -m bench.merging [--people 50000]` prints precision and recall.

A seeded population with namesakes (Zipf-distributed surnames and given names) works in units, moves between them, and
is listed in one to four rosters. Rosters know different things: some have ID numbers, some births, some only name and
unit; units are written in full or short, names with spaces. A pair of mentions counts as joined when both are one
entity; precision is the share of joined pairs that are one person, recall the share of one person's pairs joined.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench.people import _given, _month, _surname
from graph.model.claims import Claim, Mention, Passage
from graph.ontology import ontology
from graph.privacy import Vault
from graph.resolution import resolve, review_pairs
from graph.statements.database import open_database
from graph.statements.encoding import StatementEncoder
from graph.statements.ledger import Ledger, SourceContent
from graph.statements.view import LedgerView
from ingest.naming import mention_of

METHOD = "mapping:bench@1"
UNIT_PEOPLE = 60  # people to a unit, on average
ROSTER_PEOPLE = 500
MOVED = 0.12  # share of people who changed units between rosters
KINDS = (
    ("农业科学研究所", "农科所"),
    ("人民医院", "医院"),
    ("师范学院", "师院"),
    ("第一中学", "一中"),
    ("水利局", "水利局"),
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A person as they are: `units` in the order of their working life."""

    number: int
    name: str
    birth: str
    sex: str
    native: str
    field: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What a roster says of a person."""

    truth: Truth
    name: str
    unit: str
    knows: frozenset[str]


def population(people: int, seed: int) -> list[Truth]:
    """The people. Deterministic."""
    random = Random(seed)
    units = max(5, people // UNIT_PEOPLE)
    found = []
    for number in range(people):
        first = random.randrange(units)
        moved = (first, random.randrange(units)) if random.random() < MOVED else (first,)
        found.append(
            Truth(
                number,
                _surname(random) + _given(random),
                _month(random),
                random.choice(("male", "female")),
                f"{random.randrange(120)}县",
                f"专业{random.randrange(80)}",
                moved,
            )
        )
    return found


def samples(truth: Truth, random: Random) -> Iterator[Sample]:
    """One to four roster rows about a person, each with its own gaps and spellings."""
    for _ in range(random.choice((1, 2, 2, 3, 4))):
        style = random.random()
        knows = {"id", "birth", "sex"} if style < 0.35 else {"birth", "sex"} if style < 0.75 else set()
        knows |= {w for w in ("native", "field") if random.random() < 0.5}
        unit = truth.units[-1] if random.random() < 0.6 else truth.units[0]
        long, short = KINDS[unit % len(KINDS)]
        name = truth.name
        if len(name) == 2 and random.random() < 0.2:
            name = f"{name[0]} {name[1]}"
        written = f"{unit}州{long}" if random.random() < 0.8 else f"{unit}州{short}"
        yield Sample(truth, name, written, frozenset(knows))


def rosters(people: list[Truth], seed: int) -> Iterator[tuple[SourceContent, dict[Mention, int]]]:
    """Sources of some hundred rows, and whom each mention really means."""
    random = Random(seed + 1)
    rows = [s for truth in people for s in samples(truth, random)]
    random.shuffle(rows)
    for number, start in enumerate(range(0, len(rows), ROSTER_PEOPLE)):
        yield _roster(number, rows[start : start + ROSTER_PEOPLE])


def _roster(number: int, rows: list[Sample]) -> tuple[SourceContent, dict[Mention, int]]:
    claims: list[Claim] = []
    meant: dict[Mention, int] = {}
    for row, sample in enumerate(rows):
        person = mention_of("Talent", sample.name, origin=f"roster-{number}", discriminator=str(row))
        unit = mention_of("Organization", sample.unit, origin=f"roster-{number}")
        meant[person] = sample.truth.number
        truth, knows = sample.truth, sample.knows
        said = [("name", sample.name)]
        said += [("id_number", f"{truth.number:018d}")] if "id" in knows else []
        said += [("birth", truth.birth)] if "birth" in knows else []
        said += [("sex", truth.sex)] if "sex" in knows else []
        said += [("specialty", truth.field)] if "field" in knows else []
        claims += [Claim(person, predicate, row, METHOD, value=value) for predicate, value in said]
        claims += [
            Claim(unit, "name", row, METHOD, value=sample.unit),
            Claim(person, "WORKS_AT", row, METHOD, object=unit),
        ]
        if "native" in knows:
            region = mention_of("Region", truth.native, origin="")
            claims += [
                Claim(region, "name", row, METHOD, value=truth.native),
                Claim(person, "NATIVE_OF", row, METHOD, object=region),
            ]
    passages = [Passage({"sheet": "", "row": row + 1}, s.name) for row, s in enumerate(rows)]
    name = f"roster-{number}"
    return SourceContent(name, name, name, len(rows), "text/csv", passages, claims), meant


def pairs_of(counts: Counter[Any]) -> int:
    """Pairs within groups of these sizes."""
    return sum(n * (n - 1) // 2 for n in counts.values())


def measure(people: int, seed: int, folder: Path) -> dict[str, float]:
    """Loads the population and compares what was joined with who is who. Times in seconds."""
    encoder = StatementEncoder(ontology(), Vault(b"bench"))
    ledger = Ledger(open_database(f"sqlite:///{folder / 'ledger.db'}"), encoder)
    truth: dict[str, int] = {}
    for content, meant in rosters(population(people, seed), seed):
        ledger.add_source(content, actor="bench")
        truth |= {encoder.mention_id(mention): number for mention, number in meant.items()}
    with ledger.engine.connect() as connection:
        view = LedgerView(connection, ledger.head())
        start = time.perf_counter()
        entity = resolve(view, None).entity_of
        seconds = time.perf_counter() - start
        reviews = review_pairs(view)
    joined: Counter[tuple[str, int]] = Counter((entity[m], number) for m, number in truth.items())
    true = sum(n * (n - 1) // 2 for n in joined.values())
    together = pairs_of(Counter(entity[m] for m in truth))
    same = pairs_of(Counter(truth.values()))
    whose = {entity[m]: number for m, number in truth.items()}
    right = {(p.left, p.right) for p in reviews if whose.get(p.left, -1) == whose.get(p.right, -2)}
    ledger.engine.dispose()
    return {
        "people": people,
        "mentions": len(truth),
        "names shared": _shared(people, seed),
        "pairs joined": together,
        "precision": true / max(1, together),
        "recall": true / max(1, same),
        "review pairs": len(reviews),
        "review pairs that are one person": len(right),
        "seconds to resolve": seconds,
    }


def _shared(people: int, seed: int) -> int:
    """People who are not the only ones of their name."""
    names = Counter(p.name for p in population(people, seed))
    return sum(count for count in names.values() if count > 1)


def main() -> None:
    """Prints one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(args.people, args.seed, Path(folder)).items():
            print(f"{name:<34} {value:,.5f}")


if __name__ == "__main__":
    main()
