"""How two entities are connected."""

from __future__ import annotations

from dataclasses import dataclass

from cypher import query
from graph.errors import InvalidInput
from graph.services.entities import EntityRef, get_entity
from graph.services.relations import relation_id
from graph.services.workspace import Workspace

MAX_LENGTH = 6


@dataclass(frozen=True, slots=True)
class PathEdge:
    """An edge of a path, in its own direction (the path may run against it)."""

    id: str
    relation: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Path:
    """Entities in order and the edges between them: one edge fewer than entities."""

    entities: tuple[EntityRef, ...]
    edges: tuple[PathEdge, ...]


def shortest_paths(work: Workspace, source: str, target: str, *, max_length: int = 4, limit: int = 10) -> list[Path]:
    """The shortest paths between two entities, all of one length. Raises NotFound or InvalidInput."""
    if not 1 <= max_length <= MAX_LENGTH:
        raise InvalidInput(f"路径长度须在 1 与 {MAX_LENGTH} 之间", f"the length must lie between 1 and {MAX_LENGTH}")
    start, end = get_entity(work, source), get_entity(work, target)
    if start.id == end.id:
        raise InvalidInput("起点与终点是同一实体", "both ends are the same entity")
    bound = query("read/paths").bind(source_label=start.type, target_label=end.type, max_length=max_length)
    rows = work.store.read(bound, source=start.id, target=end.id, limit=limit)
    return [
        Path(
            tuple(EntityRef(n["id"], n["type"], n["name"]) for n in row["nodes"]),
            tuple(
                PathEdge(relation_id(e["source"], e["type"], e["target"]), e["type"], e["source"], e["target"])
                for e in row["edges"]
            ),
        )
        for row in rows
    ]
