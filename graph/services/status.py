"""What the installation holds and whether it is ready."""

from __future__ import annotations

from dataclasses import dataclass

from cypher import query
from graph.services.workspace import Workspace
from graph.statements.sources import list_sources


@dataclass(frozen=True, slots=True)
class Status:
    """Revisions, counts by type, and whether the graph has caught up with the ledger."""

    engine: str
    ledger_revision: int
    graph_revision: int | None
    ready: bool
    entities: dict[str, int]
    relations: dict[str, int]
    active_sources: int


def read_status(work: Workspace) -> Status:
    """Counts everything; takes time proportional to the graph's size."""
    state = work.projector.state()
    head = work.ledger.head()
    return Status(
        engine=work.store.name,
        ledger_revision=head,
        graph_revision=state.revision if state else None,
        ready=state is not None and state.at_rest and state.revision == head,
        entities={r["type"]: r["count"] for r in work.store.read(query("read/counts"))},
        relations={r["type"]: r["count"] for r in work.store.read(query("read/edge_counts"))},
        active_sources=len(list_sources(work.ledger.engine, before=None, limit=1_000_000, active_only=True)),
    )
