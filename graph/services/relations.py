"""Relation ids: an edge is named by its ends and its type, so that its id needs no storage."""

from __future__ import annotations

from typing import Any

from cypher import query
from graph.errors import NotFound
from graph.services.workspace import Workspace

SEPARATOR = "~"


def relation_id(source: str, relation: str, target: str) -> str:
    """`source~RELATION~target`; stands in URLs as it is."""
    return SEPARATOR.join((source, relation, target))


def parse_relation_id(work: Workspace, identifier: str) -> tuple[str, str, str]:
    """The parts of a relation id. Raises NotFound when it is none."""
    parts = identifier.split(SEPARATOR)
    if len(parts) == 3 and parts[1] in work.ontology.relations:
        source, relation, target = parts
        if work.ontology.type_of_id(source) and work.ontology.type_of_id(target):
            return source, relation, target
    raise NotFound(f"没有关系 {identifier[:120]}", f"no relation {identifier[:120]}")


def get_edge(work: Workspace, source: str, relation: str, target: str) -> dict[str, Any]:
    """The properties of an edge and its ends' names. Raises NotFound."""
    ends = (work.ontology.type_of_id(source), work.ontology.type_of_id(target))
    assert ends[0]
    assert ends[1]
    bound = query("read/edge").bind(source_label=ends[0].name, type=relation, target_label=ends[1].name)
    rows = work.store.read(bound, source=source, target=target)
    if not rows:
        identifier = relation_id(source, relation, target)
        raise NotFound(f"没有关系 {identifier}", f"no relation {identifier}")
    return rows[0]
