"""The fold: from the statements of a view and a resolution to nodes and edges. Deterministic in the ledger's state.

Properties with one value take the claim with the best method (see METHOD_RANK), then the newest (a corrected file
states anew only what it changed), then the highest confidence, then the smallest value; the other values are kept in
`alternatives` (a JSON object). Properties with many values keep all, sorted. An edge's `since` is the first day of its
earliest claim, `until` the last day of its latest; its `confidence` is the highest, `sources` the number of sources
that state it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.model.claims import METHOD_RANK, EdgeKey, Scalar, method_rank
from graph.model.dates import first_day, last_day
from graph.model.names import search_text
from graph.ontology import EntityType, Ontology, Property
from graph.projection.change import Edge, Node
from graph.resolution import Resolution
from graph.statements.view import LedgerView, PropertyClaim, RelationClaim, batched

ENTITIES = 2_000  # entities folded at a time

assert list(METHOD_RANK.values()) == sorted(METHOD_RANK.values())


class Fold:
    """Folds entities and edges of one view under one resolution that covers them."""

    def __init__(self, ontology: Ontology, view: LedgerView, resolution: Resolution) -> None:
        self._ontology, self._view, self._resolution = ontology, view, resolution
        self._members = resolution.members()

    def members(self, entity: str) -> Sequence[str]:
        """The mentions of an entity."""
        return self._members.get(entity, (entity,))

    def all_entities(self) -> list[str]:
        """Every entity that the resolution covers, sorted."""
        return sorted(self._members)

    def nodes(self, entities: Iterable[str]) -> Iterator[Node]:
        """The nodes of those entities that have a name; others are no more."""
        for chunk in batched(sorted(set(entities)), ENTITIES):
            claims: dict[str, list[PropertyClaim]] = defaultdict(list)
            for claim in self._view.property_claims(m for e in chunk for m in self.members(e)):
                claims[self._resolution.entity(claim.subject)].append(claim)
            for entity in chunk:
                if any(c.predicate == "name" for c in claims[entity]):
                    yield self._node(entity, claims[entity])

    def _node(self, entity: str, claims: list[PropertyClaim]) -> Node:
        kind = self._ontology.type_of_id(entity)
        assert kind is not None, entity
        by_property: dict[str, list[PropertyClaim]] = defaultdict(list)
        for claim in claims:
            by_property[claim.predicate].append(claim)
        properties: dict[str, Any] = {"id": entity, "type": kind.name}
        alternatives: dict[str, list[Scalar]] = {}
        names = _ranked(by_property["name"])
        properties["name"] = names[0]
        aliases = {*names[1:], *_ranked(by_property["aliases"])} - {names[0]}
        for name, spec in kind.properties.items():
            if name in ("name", "aliases") or name not in by_property or spec.sensitivity != "public":
                continue
            values = [_typed(spec, v) for v in _ranked(by_property[name])]
            properties[name] = sorted(values) if spec.multiple else values[0]
            if not spec.multiple and len(values) > 1:
                alternatives[name] = sorted(values[1:], key=str)
        if aliases:
            properties["aliases"] = sorted(map(str, aliases))
        if alternatives:
            properties["alternatives"] = json.dumps(alternatives, ensure_ascii=False, sort_keys=True)
        properties["search"] = search_text(
            [properties["name"], *properties.get("aliases", []), *_codes(kind, properties)]
        )
        properties["mentions"] = list(self.members(entity))
        return Node(entity, kind.name, properties)

    def edge_key(self, subject: str, predicate: str, target: str) -> EdgeKey | None:
        """The edge that a claim between two mentions states, None for a loop (its ends turned out to be one)."""
        a, b = self._resolution.entity(subject), self._resolution.entity(target)
        if self._ontology.relations[predicate].symmetric and b < a:
            a, b = b, a
        return None if a == b else (a, predicate, b)

    def edges(self, claims: Iterable[RelationClaim]) -> Iterator[Edge]:
        """The edges of claims; all claims of an edge must be among them."""
        groups: dict[EdgeKey, list[RelationClaim]] = defaultdict(list)
        for claim in claims:
            if key := self.edge_key(claim.subject, claim.predicate, claim.object):
                groups[key].append(claim)
        return (Edge(key, self._edge_properties(key[1], group)) for key, group in sorted(groups.items()))

    def edges_of(self, keys: Iterable[EdgeKey]) -> Iterator[Edge]:
        """Those of some edges that are still stated."""
        for chunk in batched(sorted(set(keys)), ENTITIES):
            wanted = set(chunk)
            starts: dict[str, set[str]] = defaultdict(set)  # relation → entities at whose mentions its claims begin
            for source, relation, target in chunk:
                starts[relation].update((source, target) if self._ontology.relations[relation].symmetric else (source,))
            for relation, entities in sorted(starts.items()):
                subjects = [m for entity in entities for m in self.members(entity)]
                claims = self._view.relation_claims(subjects=subjects, predicates=[relation])
                yield from self.edges(self._between(wanted, claims))

    def _between(self, wanted: set[EdgeKey], claims: Iterable[RelationClaim]) -> Iterator[RelationClaim]:
        """The claims that state one of some edges."""
        return (c for c in claims if self.edge_key(c.subject, c.predicate, c.object) in wanted)

    def all_edges(self) -> Iterator[Edge]:
        """Every edge, a batch of starting entities at a time; symmetric relations, whose claims may stand at either
        end, all at once."""
        symmetric = [r.name for r in self._ontology.relations.values() if r.symmetric]
        directed = [r.name for r in self._ontology.relations.values() if not r.symmetric]
        for chunk in batched(self.all_entities(), ENTITIES):
            subjects = [m for e in chunk for m in self.members(e)]
            yield from self.edges(self._view.relation_claims(subjects=subjects, predicates=directed))
        yield from self.edges(self._view.relation_claims(predicates=symmetric))

    def _edge_properties(self, predicate: str, claims: list[RelationClaim]) -> dict[str, Any]:
        properties: dict[str, Any] = {
            "confidence": max(c.confidence for c in claims),
            "sources": len({c.source_id for c in claims}),
        }
        for name, spec in self._ontology.relations[predicate].qualifiers.items():
            values = {c.qualifiers[name] for c in claims if name in c.qualifiers}
            if values:
                properties[name] = _qualifier(spec, values)
        return properties


def _ranked(claims: Iterable[PropertyClaim]) -> list[Any]:
    """Distinct values, the one to believe first."""
    best: dict[str, tuple[int, int, float, str]] = {}
    for c in claims:
        rank = (method_rank(c.method), -c.newest, -c.confidence, c.value)
        best[c.value] = min(rank, best.get(c.value, rank))
    return [json.loads(value) for value in sorted(best, key=best.__getitem__)]


def _typed(spec: Property, value: Scalar) -> Scalar:
    """Numbers as one machine type, so that a property has the same type on every node."""
    return float(value) if spec.datatype == "number" else value


def _qualifier(spec: Property, values: set[Any]) -> Any:
    if spec.name == "since":
        return min(first_day(v) for v in values)
    if spec.name == "until":
        return max(last_day(v) for v in values)
    typed = sorted(_typed(spec, v) for v in values)
    return typed if spec.multiple else typed[0]


def _codes(kind: EntityType, properties: Mapping[str, Any]) -> list[str]:
    """Public key values, so that a search by code finds its entity."""
    return [str(properties[key]) for key in kind.keys if key in properties]
