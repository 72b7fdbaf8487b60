"""Look around in the graph: its schema, entities, relations and paths."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi import Path as PathParameter

from api.deps import Work
from api.errors import problems
from api.paging import Cursor, Limit, decode, encode
from api.schemas.common import EvidenceOut, Page
from api.schemas.graph import EntityOut, HitOut, NeighborOut, PathOut, SchemaOut
from graph.services import entities, evidence, paths
from graph.services.entities import NeighborCursor

router = APIRouter(tags=["graph"])
EntityId = Annotated[str, PathParameter(max_length=80, examples=["industry-0123456789abcdef0123"])]
RelationId = Annotated[str, PathParameter(max_length=200)]


@router.get("/schema", summary="本体：类型、关系、词表", responses=problems())
def read_schema(work: Work) -> SchemaOut:
    """Types, relations and vocabularies with their Chinese labels."""
    return SchemaOut.of(work.ontology)


@router.get("/search", summary="按名称、别名、拼音查找", responses=problems())
def search(
    work: Work,
    q: Annotated[str, Query(min_length=1, max_length=100, description="name, alias, pinyin, initials or code")],
    type: Annotated[list[str] | None, Query(max_length=20)] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Page[HitOut]:
    """Entities by name: exact names first, then beginnings, then anything that contains the text."""
    after = decode(cursor, int, str) or (-1, "")
    hits = entities.search(work, q, types=type, after=(after[0], after[1]), limit=limit + 1)
    more = encode(hits[limit - 1].rank, hits[limit - 1].entity.id) if len(hits) > limit else None
    return Page(items=[HitOut.of_hit(h) for h in hits[:limit]], next=more)


@router.get("/entities/{id}", summary="实体详情", responses=problems(404))
def read_entity(work: Work, id: EntityId) -> EntityOut:
    """One entity with labelled properties; an id from before a merge leads to the merged entity."""
    return EntityOut.of_entity(entities.get_entity(work, id))


@router.get("/entities/{id}/neighbors", summary="相邻实体", responses=problems(404))
def read_neighbors(
    work: Work,
    id: EntityId,
    relation: Annotated[list[str] | None, Query(max_length=30)] = None,
    direction: Literal["out", "in"] | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[NeighborOut]:
    """The relations of an entity and what is at their other end."""
    after = decode(cursor, str, str, int)
    center = entities.get_entity(work, id)
    found = entities.neighbors(
        work, center.id, relations=relation, outgoing=None if direction is None else direction == "out",
        after=NeighborCursor(*after) if after else NeighborCursor(), limit=limit + 1,
    )  # fmt: skip
    last = found[limit - 1] if len(found) > limit else None
    more = encode(last.relation, last.entity.id, int(not last.outgoing)) if last else None
    return Page(items=[NeighborOut.of(center.id, n) for n in found[:limit]], next=more)


@router.get("/entities/{id}/evidence", summary="实体的出处", responses=problems(404))
def read_entity_evidence(work: Work, id: EntityId, limit: Limit = 20, cursor: Cursor = None) -> Page[EvidenceOut]:
    """The sentences and rows that name an entity."""
    after = (decode(cursor, int) or (0,))[0]
    found = evidence.entity_evidence(work, id, after=after, limit=limit + 1)
    more = encode(found[limit - 1].passage_id) if len(found) > limit else None
    return Page(items=[EvidenceOut.of(e) for e in found[:limit]], next=more)


@router.get("/relations/{id}/evidence", summary="关系的出处", responses=problems(404))
def read_relation_evidence(work: Work, id: RelationId, limit: Limit = 20, cursor: Cursor = None) -> Page[EvidenceOut]:
    """The sentences and rows that state a relation."""
    after = (decode(cursor, int) or (0,))[0]
    found = evidence.relation_evidence(work, id, after=after, limit=limit + 1)
    more = encode(found[limit - 1].passage_id) if len(found) > limit else None
    return Page(items=[EvidenceOut.of(e) for e in found[:limit]], next=more)


@router.get("/paths", summary="两个实体之间的最短路径", responses=problems(404))
def read_paths(
    work: Work,
    source: Annotated[str, Query(max_length=80)],
    target: Annotated[str, Query(max_length=80)],
    max_length: Annotated[int, Query(ge=1, le=paths.MAX_LENGTH)] = 4,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Page[PathOut]:
    """The shortest paths between two entities, any relation and direction."""
    found = paths.shortest_paths(work, source, target, max_length=max_length, limit=limit)
    return Page(items=[PathOut.of(p) for p in found], next=None)
