"""Keeps a store at the ledger's newest revision: incrementally, or from scratch, with the same result.

The store records the revision it holds. Before a change the store notes which revision it is being brought to; after a
crash that very change is computed again and finished first, because the ledger can be read as it stood at any revision.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from graph.errors import Conflict
from graph.model.claims import EdgeKey
from graph.ontology import Ontology
from graph.projection.change import Change, StepWriter
from graph.projection.fold import Fold
from graph.resolution import Resolution, related, resolve
from graph.statements.ledger import Ledger
from graph.statements.view import (
    LedgerView,
    changed_judgements,
    changed_sources,
    decided_statements,
    has_erasure,
    statements_of,
)
from graph.store import GraphStore, Step, StoreState
from graph.store.port import read_state, state_step

Progress = Callable[[float, str], None]


def no_progress(_fraction: float, _message: str) -> None:
    """Reports to nobody."""


class Projector:
    """Projects one ledger into one store. `follow` and `rebuild` may be called from any thread."""

    def __init__(
        self,
        ledger: Ledger,
        store: GraphStore,
        ontology: Ontology,
        *,
        batch_rows: int = 20_000,
        exclusive: Callable[[], AbstractContextManager[bool]] | None = None,
    ) -> None:
        """`exclusive` keeps other processes from projecting into a shared store at the same time; it yields whether
        this process got the right to."""
        self._ledger, self._store, self._ontology = ledger, store, ontology
        self._writer = StepWriter(ontology, batch_rows)
        self._exclusive = exclusive
        self._identity = ledger.identity()
        self._lock = threading.Lock()

    def state(self) -> StoreState | None:
        """What the store holds."""
        return read_state(self._store)

    def is_current(self) -> bool:
        """Whether the store holds the newest revision under the present ontology."""
        return self._usable(state := self.state()) and state is not None and state.revision == self._ledger.head()

    def follow(self, progress: Progress = no_progress) -> int:
        """Brings the store to the newest revision and returns the revision it then holds.

        Where another process is already projecting into a shared store, waits for it. Raises Unavailable when the
        store cannot be reached; the next call resumes.
        """
        with self._lock:
            if self.is_current():
                return self._ledger.head()
            if self._exclusive is None:
                return self._follow(progress)
            with self._exclusive():
                return self._follow(progress)

    def rebuild(self, progress: Progress = no_progress) -> int:
        """Projects everything anew. Returns the revision."""
        with self._lock:
            if self._exclusive is None:
                return self._rebuild(progress)
            with self._exclusive():
                return self._rebuild(progress)

    def _follow(self, progress: Progress) -> int:
        state = self.state()
        if state and state.ledger != self._identity and self._store.capabilities.shared:
            raise Conflict(
                "图数据库里是另一个账本的图", "the graph store holds the graph of another ledger",
                hint="确认要用本账本的图取代它时，运行 talentgraph rebuild。Run `talentgraph rebuild` to replace it.",
            )  # fmt: skip
        if state is None or state.pending == 0 or not self._usable(state):
            return self._rebuild(progress)
        if not state.at_rest:
            state = self._advance(state, state.pending)
        head = self._ledger.head()
        if head > state.revision:
            state = self._advance(state, head)
        progress(1.0, "图已更新")
        return state.revision

    def _usable(self, state: StoreState | None) -> bool:
        """Whether the store can be brought forward; else it must be rebuilt."""
        if state is None or (state.ontology, state.ledger) != (self._ontology.digest, self._identity):
            return False
        if state.pending > self._ledger.head():
            return False
        with self._ledger.engine.connect() as connection:
            return not has_erasure(connection, state.revision, self._ledger.head())

    def _advance(self, state: StoreState, target: int) -> StoreState:
        """From the revision held to `target`."""
        with self._ledger.engine.connect() as connection:
            change = self._change(connection, state.revision, target)
        started = replace(state, pending=target)
        done = replace(state, revision=target, pending=target)

        def steps() -> Iterator[Step]:
            yield state_step(started)
            yield from self._writer.steps(change)
            yield state_step(done)

        self._store.write(steps())
        return done

    def _change(self, connection: Connection, held: int, target: int) -> Change:
        """What differs in the graph between two revisions."""
        stated = list(statements_of(connection, changed_sources(connection, held, target)))
        stated += decided_statements(connection, held, target)
        touched = {s for s, _, _ in stated} | {o for _, _, o in stated if o}
        touched |= changed_judgements(connection, held, target)
        past, present = LedgerView(connection, held), LedgerView(connection, target)
        # What the changed mentions could be one with, then and now, may change its identity as well.
        scope = related(past, present, touched)
        before, after = resolve(past, scope), resolve(present, scope)
        moved = {m for m in scope if before.entity(m) != after.entity(m)}
        fold = Fold(self._ontology, present, after)
        affected = {r.entity(m) for m in touched | moved for r in (before, after)}
        nodes = list(fold.nodes(affected))
        change = Change(nodes=nodes, deleted_nodes=sorted(affected - {n.id for n in nodes}))
        self._change_edges(change, present, past, stated, moved, (before, after))
        return change

    def _change_edges(
        self,
        change: Change,
        present: LedgerView,
        past: LedgerView,
        stated: list[tuple[str, str, str | None]],
        moved: set[str],
        resolutions: tuple[Resolution, Resolution],
    ) -> None:
        """Edges whose claims changed, and edges at mentions that now belong to another entity."""
        pairs = {(s, p, o) for s, p, o in stated if o}
        for view in (past, present):
            for claims in (view.relation_claims(subjects=moved), view.relation_claims(objects=moved)):
                pairs |= {(c.subject, c.predicate, c.object) for c in claims}
        ends = {m for s, _, o in pairs for m in (s, o)} - set(resolutions[1].entity_of)
        # Ends outside the scope did not change; they are resolved only to know their entity.
        outside = resolve(present, ends).entity_of
        before = Fold(self._ontology, past, Resolution({**outside, **resolutions[0].entity_of}))
        after = Fold(self._ontology, present, Resolution({**outside, **resolutions[1].entity_of}))
        keys: set[EdgeKey] = {k for f in (before, after) for pair in pairs if (k := f.edge_key(*pair))}
        change.edges = list(after.edges_of(keys))
        change.deleted_edges = sorted(keys - {edge.key for edge in change.edges})

    def _rebuild(self, progress: Progress) -> int:
        head = self._ledger.head()
        with _rare_collection(), self._ledger.engine.connect() as connection:
            view = LedgerView(connection, head)
            progress(0.05, "正在归并实体")
            fold = Fold(self._ontology, view, resolve(view, None))
            entities = fold.all_entities()
            state = StoreState(head, head, self._ontology.digest, self._identity)
            self._store.write(self._rebuild_steps(fold, entities, state, progress), replace=True)
        progress(1.0, "图已重建")
        return head

    def _rebuild_steps(self, fold: Fold, entities: list[str], state: StoreState, progress: Progress) -> Iterator[Step]:
        """Nodes, then edges, then the state: a store without a state is an unfinished one."""
        written = 0
        for step in self._writer.nodes(fold.nodes(entities)):
            written += len(step.parameters["rows"])
            progress(0.1 + 0.4 * written / max(1, len(entities)), f"已写入 {written} 个实体")
            yield step
        written = 0
        for step in self._writer.edges(fold.all_edges()):
            written += len(step.parameters["rows"])
            progress(0.75, f"已写入 {written} 条关系")
            yield step
        yield state_step(state)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """A rebuild holds millions of objects until its end. At its usual thresholds Python's collector of cycles would
    walk through all of them again and again: a quarter of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
