"""Whatever happens to the ledger, following it step by step gives the graph that a rebuild gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ontology import ontology
from graph.projection import Projector
from graph.statements.ledger import Ledger
from graph.store.kglite_store import KgliteStore
from tests.strategies import STEPS, STEPS_WITH_ERASURE, Add, Described, Do, Player, Step, sources
from tests.support import content, make_ledger, rebuilt, whole_graph


def follow_all(ledger: Ledger, steps: list[Step]) -> KgliteStore:
    """A store that followed the ledger at some of the steps."""
    projector = Projector(ledger, store := KgliteStore(None), ontology())
    player = Player(ledger)
    projector.follow()
    for step in steps:
        player.play(step)
        if isinstance(step, Do) and step.what == "follow":
            projector.follow()
    projector.follow()
    return store


@given(STEPS)
@settings(max_examples=80)
def test_following_equals_rebuilding(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        assert whole_graph(follow_all(ledger, steps)) == rebuilt(ledger)
        ledger.engine.dispose()


@given(STEPS_WITH_ERASURE)
@settings(max_examples=30)
def test_following_equals_rebuilding_when_people_are_erased(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        assert whole_graph(follow_all(ledger, steps)) == rebuilt(ledger)
        ledger.engine.dispose()


@given(st.lists(sources(), max_size=3), sources())
@settings(max_examples=30)
def test_a_retracted_file_leaves_nothing_behind(before: list[Described], file: Described) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        projector = Projector(ledger, store := KgliteStore(None), ontology())
        player = Player(ledger)
        for number, said in enumerate(before):
            player.play(Add(number, said))
        projector.follow()
        without = whole_graph(store)
        added = ledger.add_source(content("another", file[0], names=file[1]), actor="test")
        projector.follow()
        ledger.retract(added.id, actor="test")
        projector.follow()
        assert whole_graph(store) == without
        ledger.engine.dispose()
