"""What an engine must do. Everything else is built on these primitives, once, for all engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from cypher import Query, query

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What engines differ in. Callers ask for these, never for the engine's name."""

    atomic_writes: bool  # a sequence of steps becomes visible as a whole or not at all
    text_index: bool  # substring search can use an index
    shared: bool  # other processes see the same graph


@dataclass(frozen=True, slots=True)
class StoreState:
    """The ledger revision a graph holds, the one it is being brought to (equal when at rest), its ontology, and the
    ledger that it is a projection of."""

    revision: int
    pending: int
    ontology: str
    ledger: str

    @property
    def at_rest(self) -> bool:
        """Whether no write was left unfinished."""
        return self.revision == self.pending


@dataclass(frozen=True, slots=True)
class Step:
    """One write: a bound query and its parameters. Steps must be idempotent, for a step may be tried again."""

    query: Query
    parameters: Mapping[str, Any]


class GraphStore(Protocol):
    """A projection of the ledger. Readers never wait for writers; one writer at a time."""

    name: str
    capabilities: Capabilities

    def read(self, query: Query, /, **parameters: Any) -> list[Row]:
        """Rows as dictionaries keyed by the query's columns. Raises QueryTimeout, QueryFailed or
        Unavailable."""
        ...

    def write(self, steps: Iterable[Step], *, replace: bool = False) -> None:
        """Carries out the steps in order; with `replace`, on an empty graph. Raises Unavailable; what then stands is
        told by the recorded state."""
        ...

    def close(self) -> None:
        """Makes what was written durable, and releases files and connections."""
        ...


def read_state(store: GraphStore) -> StoreState | None:
    """The store's state, or None when it is empty or was cleared and not filled."""
    rows = store.read(query("read/state"))
    return StoreState(**rows[0]) if rows else None


def state_step(state: StoreState) -> Step:
    """The step that records a state."""
    return Step(query("write/set_state"), asdict(state))
