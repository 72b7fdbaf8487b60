"""Everything in the graph, one node or relation at a time, with the rows and sentences that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cypher import query
from graph.services.entities import INTERNAL
from graph.services.relations import relation_id
from graph.services.workspace import Workspace

PAGE = 2_000


@dataclass(frozen=True, slots=True)
class ListedNode:
    """A node with its evidence: file with sheet and row, or with paragraph, start and end."""

    id: str
    type: str
    name: str
    aliases: list[str]
    properties: dict[str, Any]
    evidence: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ListedRelation:
    """An edge with its evidence."""

    id: str
    type: str
    source: str
    target: str
    properties: dict[str, Any]
    evidence: list[dict[str, Any]]


def list_graph(work: Workspace, *, evidence: bool = True) -> Iterator[ListedNode | ListedRelation]:
    """All nodes of all types, then all relations; memory holds one page at a time."""
    for kind in work.ontology.types:
        for rows in _pages(work, kind):
            yield from _nodes(work, rows, evidence)
    for kind in work.ontology.types:
        for rows in _pages(work, kind):
            yield from _relations(work, kind, rows, evidence)


def _pages(work: Workspace, kind: str) -> Iterator[list[dict[str, Any]]]:
    after = ""
    while rows := work.store.read(query("read/export_nodes").bind(label=kind), after=after, limit=PAGE):
        yield [row["properties"] for row in rows]
        after = rows[-1]["id"]


def _nodes(work: Workspace, rows: list[dict[str, Any]], evidence: bool) -> Iterator[ListedNode]:
    owner = {mention: row["id"] for row in rows for mention in row["mentions"]}
    cited: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = defaultdict(dict)
    for mention, file, locator in work.evidence.rows_of(sorted(owner)) if evidence else ():
        item = _cite(file, locator)
        cited[owner[mention]][tuple(item.items())] = item
    for row in rows:
        properties = {k: v for k, v in sorted(row.items()) if k not in INTERNAL | {"name", "aliases"} and v is not None}
        aliases = list(row.get("aliases") or [])
        yield ListedNode(row["id"], row["type"], row["name"], aliases, properties, list(cited[row["id"]].values()))


def _relations(work: Workspace, kind: str, rows: list[dict[str, Any]], evidence: bool) -> Iterator[ListedRelation]:
    ids = [row["id"] for row in rows]
    edges = work.store.read(query("read/export_edges").bind(label=kind), ids=ids)
    cited: dict[tuple[str, str, str], dict[tuple[Any, ...], dict[str, Any]]] = defaultdict(dict)
    if evidence and edges:
        _cite_edges(work, edges, rows, cited)
    for e in edges:
        key = e["source"], e["type"], e["target"]
        properties = {k: v for k, v in sorted(e["properties"].items()) if v is not None}
        yield ListedRelation(relation_id(*key), e["type"], e["source"], e["target"], properties,
                             list(cited[key].values()))  # fmt: skip


def _cite_edges(
    work: Workspace,
    edges: list[dict[str, Any]],
    rows: list[dict[str, Any]],
    cited: dict[tuple[str, str, str], dict[tuple[Any, ...], dict[str, Any]]],
) -> None:
    """Collects the evidence of edges; symmetric ones may be stated from their other end."""
    owner = {mention: row["id"] for row in rows for mention in row["mentions"]}
    targets = {e["target"] for e in edges}
    for kind in work.ontology.types.values():
        ids = sorted(t for t in targets if work.ontology.type_of_id(t) is kind)
        for row in work.store.read(query("read/mentions").bind(label=kind.name), ids=ids):
            owner |= dict.fromkeys(row["mentions"], row["id"])
    wanted = {(e["source"], e["type"], e["target"]) for e in edges}
    for subject, predicate, target, file, locator in work.evidence.relation_rows(sorted(owner)):
        for key in (
            (owner.get(subject), predicate, owner.get(target)),
            (owner.get(target), predicate, owner.get(subject)),
        ):
            if key in wanted and (key[0] == owner.get(subject) or work.ontology.relations[predicate].symmetric):
                item = _cite(file, locator)
                cited[key][tuple(item.items())] = item


def _cite(file: str, locator: dict[str, Any]) -> dict[str, Any]:
    return {"file": file, **dict(sorted(locator.items()))}
