"""The sentence or the row behind every fact."""

from __future__ import annotations

from graph.services.entities import get_entity
from graph.services.relations import get_edge, parse_relation_id
from graph.services.workspace import Workspace
from graph.statements.sources import Evidence


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
    """Finds evidence for the many edges of one answer; looks up each entity and each edge once."""

    def __init__(self, work: Workspace, limit: int) -> None:
        self._work, self._limit = work, limit
        self._mentions: dict[str, tuple[str, ...]] = {}
        self._found: dict[tuple[str, str, str], list[Evidence]] = {}

    def edge(self, source: str, relation: str, target: str) -> list[Evidence]:
        """Passages that state the edge between two entities."""
        key = source, relation, target
        if key not in self._found:
            self._found[key] = self._work.evidence.of_relation(
                self._of(source), relation, self._of(target),
                symmetric=self._work.ontology.relations[relation].symmetric, limit=self._limit,
            )  # fmt: skip
        return self._found[key]

    def _of(self, identifier: str) -> tuple[str, ...]:
        if identifier not in self._mentions:
            self._mentions[identifier] = get_entity(self._work, identifier).mentions
        return self._mentions[identifier]
