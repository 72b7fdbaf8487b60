"""Constraints and indexes that every engine sets up, derived from the ontology."""

from __future__ import annotations

from collections.abc import Iterator

from cypher import Query, query
from graph.ontology import Ontology

STATE_LABEL = "ProjectionState"


def constraints(ontology: Ontology) -> Iterator[Query]:
    """Distinct ids for every type, and for the node that holds the projection's state."""
    for label in (*ontology.types, STATE_LABEL):
        yield query("schema/unique_id").bind(label=label)


def search_indexes() -> Iterator[Query]:
    """Indexes for engines with the `text_index` capability, and the wait until they can be used."""
    yield query("schema/search_index")
    yield query("schema/await_indexes")
