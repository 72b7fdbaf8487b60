"""Entities: find them, show one, walk to its neighbours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cypher import query
from graph.errors import InvalidInput, NotFound
from graph.model.names import normalise_name
from graph.resolution import resolve
from graph.services.workspace import Workspace
from graph.statements.view import LedgerView

INTERNAL = {"id", "type", "search", "mentions", "alternatives", "title"}


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity as lists show it."""

    id: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity with its properties; `alternatives` are the values that a single-valued property did not choose."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    properties: dict[str, Any]
    alternatives: dict[str, list[Any]]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; `rank` is 0 for an exact name, 1 for a beginning, 2 for anything inside."""

    entity: EntityRef
    aliases: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Neighbor:
    """An edge seen from one of its ends."""

    relation: str
    outgoing: bool
    properties: dict[str, Any]
    entity: EntityRef


@dataclass(frozen=True, slots=True)
class NeighborCursor:
    """Where a list of neighbours goes on: after this relation, entity and direction (0 out, 1 in)."""

    relation: str = ""
    id: str = ""
    direction: int = -1


def search(
    work: Workspace,
    text: str,
    *,
    types: Sequence[str] | None = None,
    after: tuple[int, str] = (-1, ""),
    limit: int = 20,
) -> list[Hit]:
    """Entities whose name, alias, pinyin, initials or code contain a text. Raises InvalidInput."""
    wanted = normalise_name(text)
    if not wanted:
        raise InvalidInput("请输入要查找的名称", "the search text is empty")
    for name in types or ():
        if name not in work.ontology.types:
            raise InvalidInput(f"没有实体类型 {name}", f"no entity type {name}")
    rows = work.store.read(
        query("read/search"), text=wanted, types=list(types) if types else None,
        after_rank=after[0], after_id=after[1], limit=limit,
    )  # fmt: skip
    return [Hit(EntityRef(r["id"], r["type"], r["name"]), tuple(r["aliases"] or ()), r["rank"]) for r in rows]


def label_of(work: Workspace, identifier: str) -> str:
    """The type that an id names. Raises NotFound for what is no id."""
    kind = work.ontology.type_of_id(identifier)
    if kind is None:
        raise NotFound(f"没有实体 {identifier[:60]}", f"no entity {identifier[:60]}")
    return kind.name


def get_entity(work: Workspace, identifier: str) -> Entity:
    """One entity, by its id or by that of any of its mentions (ids valid before a merge). Raises NotFound."""
    entity_query = query("read/entity").bind(label=label_of(work, identifier))
    rows = work.store.read(entity_query, id=identifier)
    if not rows:
        rows = work.store.read(entity_query, id=_entity_of_mention(work, identifier))
    if not rows:
        raise NotFound(f"没有实体 {identifier}", f"no entity {identifier}")
    properties = rows[0]["properties"]
    return Entity(
        id=properties["id"],
        type=properties["type"],
        name=properties["name"],
        aliases=tuple(properties.get("aliases") or ()),
        properties={k: v for k, v in sorted(properties.items()) if k not in {*INTERNAL, "name", "aliases"}},
        alternatives=json.loads(properties.get("alternatives") or "{}"),
        mentions=tuple(properties["mentions"]),
    )


def _entity_of_mention(work: Workspace, mention: str) -> str:
    with work.ledger.engine.connect() as connection:
        return resolve(LedgerView(connection, work.ledger.head()), [mention]).entity(mention)


def neighbors(
    work: Workspace,
    identifier: str,
    *,
    relations: Sequence[str] | None = None,
    outgoing: bool | None = None,
    after: NeighborCursor = NeighborCursor(),
    limit: int = 50,
) -> list[Neighbor]:
    """The edges of an entity, by relation and id. Raises NotFound or InvalidInput."""
    for name in relations or ():
        if name not in work.ontology.relations:
            raise InvalidInput(f"没有关系 {name}", f"no relation {name}")
    entity = get_entity(work, identifier)
    rows = work.store.read(
        query("read/neighbors").bind(label=entity.type), id=entity.id,
        relations=list(relations) if relations else None, direction=None if outgoing is None else int(not outgoing),
        after_type=after.relation, after_id=after.id, after_direction=after.direction, limit=limit,
    )  # fmt: skip
    return [
        Neighbor(r["relation"], r["direction"] == 0, r["properties"], EntityRef(r["id"], r["type"], r["name"]))
        for r in rows
    ]


def find_named(work: Workspace, kind: str, text: str, *, limit: int = 20) -> list[EntityRef]:
    """The entities of one type that are called just this, or have this id."""
    found = work.ontology.type_of_id(text)
    if found and found.name == kind and "-" in text:
        entity = get_entity(work, text)
        return [EntityRef(entity.id, entity.type, entity.name)]
    bound = query("read/find_by_name").bind(label=kind)
    rows = work.store.read(bound, text=normalise_name(text), limit=limit)
    return [EntityRef(r["id"], kind, r["name"]) for r in rows]
