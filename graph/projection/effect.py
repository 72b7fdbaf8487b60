"""What loading a file changed in the graph, counted: the entities and relations it speaks of against those before.

What counts is what the graph *says*: names, properties (personal ones too, compared without being shown) and the
qualifiers of relations; neither ids nor how many files say so. Of what the new version of a file states,

- *new* is an entity none of whose mentions was known, and a relation that nothing stated between the two entities:
  no other file and no earlier version of this one;
- *changed* is what was known and now says something else, or what two known entities became when they were joined;
- *unchanged* is what was known and says the same.

What only the superseded version of the file stated is *gone* if nothing states it any more, and *changed* if others
still do, but less; gone is also what related two entities that are one now. A relation of an entity that was joined or
renamed is compared with the relations of what the entity was before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from sqlalchemy import Connection

from graph.model.claims import EdgeKey
from graph.ontology import Ontology
from graph.privacy import Vault
from graph.projection.fold import Fold
from graph.resolution import Resolution, resolve
from graph.statements.ledger import AddedSource, Ledger
from graph.statements.view import LedgerView, statements_of

EVIDENCE = {"confidence", "sources"}  # of a relation: how well it is stated, not what it says
BOOKKEEPING = {"id", "mentions"}
KINDS = "entities", "relations"
Stated = set[tuple[str, str, str | None]]


@dataclass(slots=True)
class Tally:
    """Entities, or relations, by what became of them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """What a file changed."""

    entities: Tally
    relations: Tally

    def to_json(self) -> dict[str, dict[str, int]]:
        """JSON-ready."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Known:
    """What of a source was known before: entities by the mentions that turn out to be one with them, and relations as
    the source states them."""

    entities: dict[str, tuple[str, ...]]
    relations: frozenset[tuple[str, str, str]]


def effect_of(ledger: Ledger, ontology: Ontology, vault: Vault, added: AddedSource) -> Effect:
    """The effect of a source that was just added. Takes as long as resolving what it speaks of, before and after."""
    with ledger.engine.connect() as connection:
        return compare(connection, ontology, vault, added)[0]


def compare(connection: Connection, ontology: Ontology, vault: Vault, added: AddedSource) -> tuple[Effect, Known]:
    """The effect of a source that was added over this connection, and what of it was known before."""
    stated = set(statements_of(connection, [added.id]))
    dropped = set(statements_of(connection, [added.superseded])) - stated if added.superseded else Stated()
    sides = LedgerView(connection, added.revision - 1), LedgerView(connection, added.revision)
    comparison = _Comparison(ontology, vault, sides, _mentions(stated | dropped))
    entities = comparison.entities(_mentions(stated), _mentions(dropped))
    return Effect(entities, comparison.relations(stated, dropped)), comparison.known(stated)


def _mentions(stated: Stated) -> set[str]:
    return {m for s, _, o in stated for m in (s, o) if m}


class _Side:
    """The graph before or after, as far as it concerns some mentions."""

    def __init__(self, ontology: Ontology, vault: Vault, view: LedgerView, resolution: Resolution) -> None:
        self._ontology, self._vault, self._view, self.resolution = ontology, vault, view, resolution
        self._fold = Fold(ontology, view, resolution)

    def entities(self, mentions: Iterable[str]) -> set[str]:
        """The entities of those mentions that count."""
        known = self.resolution.entity_of
        return {known[m] for m in mentions if m in known}

    def members(self, entity: str) -> Iterable[str]:
        """The mentions of an entity."""
        return self._fold.members(entity)

    def contents(self, entities: set[str]) -> dict[str, Any]:
        """What each entity says, in comparable form."""
        owner = {m: e for e in entities for m in self.members(e)}
        sealed: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for mention, name, value in self._view.sealed_values(owner):
            sealed[owner[mention]].add((name, self._vault.digest(self._vault.open(value))))
        shown = {
            n.id: {k: v for k, v in n.properties.items() if k not in BOOKKEEPING} for n in self._fold.nodes(entities)
        }
        return {entity: (said, sealed.get(entity, set())) for entity, said in shown.items()}

    def keys(self, stated: Stated) -> set[EdgeKey]:
        """The edges that statements would make, whether they count or not."""
        return {key for s, p, o in stated if o and (key := self._fold.edge_key(s, p, o))}

    def between(self, sources: Iterable[str], relation: str, targets: Iterable[str]) -> set[EdgeKey]:
        """The edges of one relation that could stand between any two of some entities."""
        return {key for a, b in product(sources, targets) if (key := self._fold.edge_key(a, relation, b))}

    def among(self, entities: Iterable[str]) -> set[EdgeKey]:
        """The edges that stand between some entities."""
        members = sorted({m for entity in entities for m in self.members(entity)})
        return self.keys({(c.subject, c.predicate, c.object) for c in self._view.relations_between(members, members)})

    def edges(self, keys: set[EdgeKey]) -> dict[EdgeKey, Any]:
        """What those of some edges say that are stated."""
        return {e.key: {k: v for k, v in e.properties.items() if k not in EVIDENCE} for e in self._fold.edges_of(keys)}


class _Comparison:
    """The two sides, and which entity of one became which of the other."""

    def __init__(
        self, ontology: Ontology, vault: Vault, views: tuple[LedgerView, LedgerView], mentions: set[str]
    ) -> None:
        past, present = views
        # Whatever the mentions are one with on either side belongs to the comparison.
        around = mentions | resolve(present, mentions).entity_of.keys()
        before = resolve(past, around)
        after = resolve(present, around | before.entity_of.keys())
        self._past, self._present = (
            _Side(ontology, vault, view, found) for view, found in ((past, before), (present, after))
        )

    def _origins(self, entity: str) -> set[str]:
        return self._past.entities(self._present.members(entity))

    def _heirs(self, entity: str) -> set[str]:
        return self._present.entities(self._past.members(entity))

    def entities(self, stated: set[str], dropped: set[str]) -> Tally:
        """Counts entities, given the mentions that the new version speaks of and those of the old one."""
        tally = Tally()
        ours = self._present.entities(stated)
        origins = {e: self._origins(e) for e in ours | self._present.entities(dropped)}
        former = self._past.contents({o for group in origins.values() for o in group})
        latter = self._present.contents({e for e, group in origins.items() if group})
        for entity, group in origins.items():
            same = [former[o] for o in group] == [latter.get(entity)]
            _count(tally, known=bool(group), same=same, ours=entity in ours)
        tally.gone = sum(not self._heirs(e) for e in self._past.entities(dropped))
        return tally

    def relations(self, stated: Stated, dropped: Stated) -> Tally:
        """Counts relations, given what the new version states and what only the old one did."""
        tally = Tally()
        ours = self._present.keys(stated)
        wanted = {k: self._past.between(self._origins(k[0]), k[1], self._origins(k[2])) for k in ours}
        old = self._past.keys(dropped)
        images = {k: self._present.between(self._heirs(k[0]), k[1], self._heirs(k[2])) for k in old}
        left = {k for group in images.values() for k in group} - ours
        wanted |= {k: self._past.between(self._origins(k[0]), k[1], self._origins(k[2])) for k in left}
        former = self._past.edges(old | {k for group in wanted.values() for k in group})
        latter = self._present.edges(left | {k for k in ours if not wanted[k].isdisjoint(former)})
        standing = ours | latter.keys()
        for key in standing:
            group = [former[k] for k in wanted[key] if k in former]
            _count(tally, known=bool(group), same=group == [latter.get(key)], ours=key in ours)
        lost = {k for k in old if k in former and images[k].isdisjoint(standing)}
        tally.gone = len(lost | self._inward())
        return tally

    def _inward(self) -> set[EdgeKey]:
        """Edges between what is one entity now: nothing is related to itself."""
        joined = (self._origins(entity) for entity in self._present.resolution.members())
        return {key for group in joined if len(group) > 1 for key in self._past.among(group)}

    def known(self, stated: Stated) -> Known:
        """What of the new version's statements was known."""
        latter = self._present.resolution
        entities = {m: tuple(sorted(self._origins(latter.entity(m)))) for m in _mentions(stated)}
        former: dict[tuple[str, str, str], set[EdgeKey]] = {}
        for subject, relation, target in stated:
            if target:
                before = self._past.between(entities[subject], relation, entities[target])
                former[subject, relation, target] = before
        standing = self._past.edges({key for group in former.values() for key in group}).keys()
        relations = frozenset(what for what, group in former.items() if not standing.isdisjoint(group))
        return Known({m: group for m, group in entities.items() if group}, relations)


def _count(tally: Tally, *, known: bool, same: bool, ours: bool) -> None:
    if not known:
        tally.new += 1
    elif not same:
        tally.changed += 1
    elif ours:
        tally.unchanged += 1


Counts = Mapping[str, Mapping[str, int]]


def nothing_changed(counts: Counts) -> dict[str, dict[str, int]]:
    """The account of a file that says just what it said when it gave these counts."""
    said = {kind: sum(n for name, n in counts.get(kind, {}).items() if name != "gone") for kind in KINDS}
    return {kind: asdict(Tally(unchanged=number)) for kind, number in said.items()}
