"""A projection that is cut off at any step is finished by the next follow, whatever the ledger did meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher import Query
from graph.model.claims import Claim
from graph.ontology import ontology
from graph.projection import Projector
from graph.statements.ledger import Ledger
from graph.store import Capabilities, GraphStore, Row, Step
from graph.store.kglite_store import KgliteStore
from graph.store.neo4j_store import Neo4jStore
from tests.strategies import ADDING, DOING, JUDGING, Add, Do, Player
from tests.strategies import Step as Event
from tests.support import METHOD, content, make_ledger, mention, rebuilt, whole_graph

EVENTS = st.lists(st.one_of(ADDING, ADDING, JUDGING, DOING), min_size=1, max_size=5)


class PowerCut(Exception):
    """The power went."""


class Fragile:
    """A store that carries out each step by itself and fails before the `left`-th."""

    name = "fragile"
    capabilities = Capabilities(atomic_writes=False, text_index=False, shared=False)

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.left: int | None = None

    def read(self, query: Query, /, **parameters: Any) -> list[Row]:
        return self.store.read(query, **parameters)

    def write(self, steps: Iterable[Step], *, replace: bool = False) -> None:
        if replace:
            self._spend()
            self.store.write([], replace=True)
        for step in steps:
            self._spend()
            self.store.write([step])

    def _spend(self) -> None:
        if self.left is not None:
            if self.left == 0:
                raise PowerCut
            self.left -= 1

    def close(self) -> None:
        self.store.close()


def follow_with_cuts(ledger: Ledger, store: Fragile, events: list[Event], cuts: list[int | None]) -> None:
    """Follows after each event; where there is a cut, the power goes after so many steps and a new process begins."""
    player = Player(ledger)
    for event, cut in zip(events, cuts, strict=False):
        player.play(event)
        store.left = cut
        try:
            Projector(ledger, store, ontology(), batch_rows=2).follow()
        except PowerCut:
            store.left = None
    store.left = None
    Projector(ledger, store, ontology(), batch_rows=2).follow()


CUTS = st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=5, max_size=5)


@given(EVENTS, CUTS)
@settings(max_examples=40)
def test_a_cut_projection_is_finished(events: list[Event], cuts: list[int | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        store = Fragile(KgliteStore(None))
        follow_with_cuts(ledger, store, events, cuts)
        assert whole_graph(store) == rebuilt(ledger)
        ledger.engine.dispose()


@pytest.mark.neo4j
@given(EVENTS, CUTS)
@settings(max_examples=10)
def test_a_cut_projection_is_finished_on_a_server(
    neo4j_store: GraphStore, events: list[Event], cuts: list[int | None]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        neo4j_store.write([], replace=True)
        follow_with_cuts(ledger, Fragile(neo4j_store), events, cuts)
        assert whole_graph(neo4j_store) == rebuilt(ledger)
        ledger.engine.dispose()


@given(EVENTS, st.integers(0, 12), st.integers(0, 9))
@settings(max_examples=30)
def test_a_retraction_between_cut_and_resumption(events: list[Event], cut: int, retracted: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        store = Fragile(KgliteStore(None))
        player = Player(ledger)
        for event in events[:-1]:
            player.play(event)
        Projector(ledger, store, ontology(), batch_rows=2).follow()
        player.play(events[-1])
        store.left = cut
        with suppress(PowerCut):
            Projector(ledger, store, ontology(), batch_rows=2).follow()
        player.play(Do("retract", retracted))
        store.left = None
        Projector(ledger, store, ontology(), batch_rows=2).follow()
        assert whole_graph(store) == rebuilt(ledger)
        ledger.engine.dispose()


@given(st.lists(ADDING, min_size=1, max_size=3), st.integers(0, 12), st.integers(0, 9))
@settings(max_examples=20)
def test_an_erasure_between_cut_and_resumption(events: list[Add], cut: int, number: int) -> None:
    """Then the past can no longer be computed; the graph is made anew."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        store = Fragile(KgliteStore(None))
        player = Player(ledger)
        player.play(events[0])
        Projector(ledger, store, ontology(), batch_rows=2).follow()
        for event in events[1:]:
            player.play(event)
        store.left = cut
        with suppress(PowerCut):
            Projector(ledger, store, ontology(), batch_rows=2).follow()
        player.play(Do("erase", number))
        store.left = None
        Projector(ledger, store, ontology(), batch_rows=2).follow()
        assert whole_graph(store) == rebuilt(ledger)
        ledger.engine.dispose()


SAID = [
    Claim(mention("Talent", name), "WORKS_AT", 0, METHOD, object=mention("Organization", "省农科院"))
    for name in ("张伟", "李娜", "王芳")
]
NAMES = {m: m.key.partition("|")[2] for claim in SAID for m in (claim.subject, claim.object) if m}


def test_every_step_of_a_rebuild_may_be_the_last(tmp_path: Path) -> None:
    """A store that is cut in a rebuild knows that it is unfinished."""
    ledger = make_ledger(tmp_path)
    ledger.add_source(content("file", SAID, names=NAMES), actor="test")
    expected = rebuilt(ledger)
    cut = 0
    while True:
        store = Fragile(KgliteStore(None))
        projector = Projector(ledger, store, ontology(), batch_rows=1)
        projector.rebuild()
        store.left = cut
        try:
            projector.rebuild()
        except PowerCut:
            store.left = None
            assert cut == 0 or not projector.is_current()
            projector.follow()
            assert whole_graph(store) == expected
        else:
            break
        cut += 1
    assert cut > len(expected["nodes"]) + len(expected["edges"])
    ledger.engine.dispose()


@pytest.mark.neo4j
@pytest.mark.parametrize("cut", [1, 2, 3, 5])
def test_a_server_that_is_cut_while_it_is_cleared(
    neo4j_store: Neo4jStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    """A large graph is cleared in several transactions; after the first, it must not pass for a whole one."""
    ledger = make_ledger(tmp_path)
    ledger.add_source(content("file", SAID, names=NAMES), actor="test")
    projector = Projector(ledger, neo4j_store, ontology())
    projector.rebuild()
    monkeypatch.setattr("graph.store.neo4j_store.CLEAR_ROWS", 1)
    carry_out = neo4j_store._step
    left = iter(range(cut))

    def fail_in_time(session: Any, step: Step) -> int:
        if next(left, None) is None:
            raise PowerCut
        return carry_out(session, step)

    with monkeypatch.context() as power:
        power.setattr(neo4j_store, "_step", fail_in_time)
        with pytest.raises(PowerCut):
            projector.rebuild()
    assert not projector.is_current()
    projector.follow()
    assert whole_graph(neo4j_store) == rebuilt(ledger)
    ledger.engine.dispose()
