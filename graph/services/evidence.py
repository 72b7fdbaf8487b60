"""The sentence or the row behind every fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cypher import query
from graph.model.claims import EdgeKey
from graph.services.entities import get_entity, label_of
from graph.services.relations import get_edge, parse_relation_id
from graph.services.workspace import Workspace
from graph.statements.sources import Evidence, RelationEnds


def entity_evidence(work: Workspace, identifier: str, *, after: int = 0, limit: int = 50) -> list[Evidence]:
    """Passages that name an entity or state its properties; `after` is the last passage id seen. Raises NotFound."""
    return work.evidence.of_entity(get_entity(work, identifier).mentions, after=after, limit=limit)


def relation_evidence(work: Workspace, identifier: str, *, after: int = 0, limit: int = 50) -> list[Evidence]:
    """Passages that state a relation. Raises NotFound."""
    source, relation, target = parse_relation_id(work, identifier)
    get_edge(work, source, relation, target)
    return work.evidence.of_relation(
        get_entity(work, source).mentions, relation, get_entity(work, target).mentions,
        symmetric=work.ontology.relations[relation].symmetric, after=after, limit=limit,
    )  # fmt: skip


class EvidenceFinder:
    """Finds evidence for the many edges of one answer, in a few queries for all of them."""

    def __init__(self, work: Workspace, limit: int) -> None:
        self._work, self._limit = work, limit

    def of_edges(self, edges: Iterable[EdgeKey]) -> dict[EdgeKey, list[Evidence]]:
        """Passages that state each edge, given as (source entity, relation, target entity)."""
        wanted = set(edges)
        mentions = self._mentions({end for key in wanted for end in (key[0], key[2])})
        ends = {
            (source, relation, target): RelationEnds(
                mentions.get(source, ()), relation, mentions.get(target, ()),
                self._work.ontology.relations[relation].symmetric,
            )
            for source, relation, target in wanted
        }  # fmt: skip
        return self._work.evidence.of_edges(ends, limit=self._limit)

    def _mentions(self, identifiers: set[str]) -> dict[str, Sequence[str]]:
        """The mentions of entities; entities that are no more have none."""
        by_label: dict[str, list[str]] = defaultdict(list)
        for identifier in sorted(identifiers):
            by_label[label_of(self._work, identifier)].append(identifier)
        return {
            row["id"]: row["mentions"]
            for label, ids in by_label.items()
            for row in self._work.store.read(query("read/mentions").bind(label=label), ids=ids)
        }
