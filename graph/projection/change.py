"""What a fold yields for a store: nodes and edges to write, and those to delete; and the write steps it becomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from cypher import Query, query
from graph.model.claims import EdgeKey
from graph.ontology import Ontology
from graph.store import Step

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as the graph holds it; `properties` has id and type too."""

    id: str
    type: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two entities."""

    key: EdgeKey
    properties: dict[str, Any]


@dataclass(slots=True)
class Change:
    """One change of the graph. Deletions come first, so that what moved is not deleted after it was written."""

    deleted_edges: list[EdgeKey] = field(default_factory=list)
    deleted_nodes: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


class StepWriter:
    """Turns changes into write steps of at most `batch_rows` rows, grouped by the labels a query needs."""

    def __init__(self, ontology: Ontology, batch_rows: int) -> None:
        self._ontology, self._batch_rows = ontology, batch_rows

    def steps(self, change: Change) -> Iterator[Step]:
        """All steps of a change, in order."""
        yield from self.delete_edges(change.deleted_edges)
        yield from self._batches(change.deleted_nodes, self._delete_node, lambda i: {"id": i})
        yield from self.nodes(change.nodes)
        yield from self.edges(change.edges)

    def nodes(self, nodes: Iterable[Node]) -> Iterator[Step]:
        """Steps that write nodes."""
        upsert = query("write/upsert_nodes")
        return self._batches(
            nodes, lambda n: upsert.bind(label=n.type), lambda n: {"id": n.id, "properties": n.properties}
        )

    def edges(self, edges: Iterable[Edge]) -> Iterator[Step]:
        """Steps that write edges; their ends must stand."""
        upsert = query("write/upsert_edges")
        return self._batches(
            edges,
            lambda e: upsert.bind(**self._ends(e.key)),
            lambda e: {"source": e.key[0], "target": e.key[2], "properties": e.properties},
        )

    def delete_edges(self, keys: Iterable[EdgeKey]) -> Iterator[Step]:
        """Steps that delete edges."""
        delete = query("write/delete_edges")
        return self._batches(keys, lambda k: delete.bind(**self._ends(k)), lambda k: {"source": k[0], "target": k[2]})

    def _delete_node(self, identifier: str) -> Query:
        return query("write/delete_nodes").bind(label=self._label(identifier))

    def _ends(self, key: EdgeKey) -> dict[str, str]:
        return {"source": self._label(key[0]), "type": key[1], "target": self._label(key[2])}

    def _label(self, identifier: str) -> str:
        kind = self._ontology.type_of_id(identifier)
        assert kind is not None, identifier  # ids are made from the ontology's prefixes
        return kind.name

    def _batches(
        self, items: Iterable[T], group: Callable[[T], Query], row: Callable[[T], dict[str, Any]]
    ) -> Iterator[Step]:
        stream = iter(items)
        while window := list(islice(stream, self._batch_rows)):
            groups: dict[Query, list[dict[str, Any]]] = defaultdict(list)
            for item in window:
                groups[group(item)].append(row(item))
            for bound, rows in groups.items():
                yield Step(bound, {"rows": rows})
