"""What the ledger knows of people: how many bear a name, for a row that tells little more; who holds an ID number."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from graph.model.names import normalise_name
from graph.resolution.cluster import cluster
from graph.resolution.people import is_bare, similar_units
from graph.resolution.resolve import gather
from graph.statements.ledger import Ledger
from graph.statements.view import LedgerView


class KnownPeople:
    """People at one revision, leaving out what one origin (a file's older version) says."""

    def __init__(self, ledger: Ledger, *, without: str) -> None:
        self._ledger, self._revision, self._without = ledger, ledger.head(), without
        self._people = cache(self._find)

    def count(self, name: str, unit: str) -> int:
        """People of this name of whom more than the name is known; at a unit, or (unit empty) anywhere."""
        wanted = normalise_name(unit)
        return sum(not wanted or any(_fits(wanted, u) for u in units) for units in self._people(normalise_name(name)))

    def holders(self, numbers: Iterable[str]) -> dict[str, frozenset[str]]:
        """The names under which ID numbers are known; numbers that nobody holds are left out."""
        tokens = {self._ledger.encoder.key_token("Talent", "id_number", number): number for number in numbers}
        found: dict[str, set[str]] = defaultdict(set)
        with self._ledger.engine.connect() as connection:
            view = LedgerView(connection, self._revision)
            mentions = view.mentions_with(token for token in tokens if token)
            mentions -= view.subjects_in(self._without, mentions)
            held = {mention: tokens[token] for mention, token in view.tokens(mentions) if token in tokens}
            for mention, _, value in view.values(held, ("name",)):
                found[held[mention]].add(json.loads(value))
        return {number: frozenset(names) for number, names in found.items()}

    def _find(self, name: str) -> list[frozenset[str]]:
        """The unit names of each person of a name."""
        with self._ledger.engine.connect() as connection:
            view = LedgerView(connection, self._revision)
            mentions = view.mentions_with([f"person:Talent:{name}"])
            mentions -= view.subjects_in(self._without, mentions)
            evidence = gather(view, mentions)
        entity = cluster(evidence)
        units: dict[str, set[str]] = {}
        for person in evidence.people:
            if person.mention in mentions and not is_bare(person):
                units.setdefault(entity[person.mention], set()).update(person.values.get("unit_name", ()))
        return [frozenset(names) for names in units.values()]


def _fits(wanted: str, unit: str) -> bool:
    return wanted == unit or similar_units(wanted, unit)
