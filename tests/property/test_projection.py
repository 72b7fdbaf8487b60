"""Whatever happens to the ledger, following it step by step gives the graph that a rebuild gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.model.claims import Claim
from graph.ontology import ontology
from graph.projection import Projector
from graph.statements.ledger import Ledger
from graph.store.kglite_store import KgliteStore
from tests.strategies import STEPS, STEPS_WITH_ERASURE, Add, Described, Do, Player, Step, sources
from tests.support import METHOD, content, make_ledger, mention, rebuilt, whole_graph


def follow_all(ledger: Ledger, steps: list[Step]) -> KgliteStore:
    """A store that followed the ledger at some of the steps."""
    projector = Projector(ledger, store := KgliteStore(None), ontology())
    player = Player(ledger)
    projector.follow()
    for step in steps:
        player.play(step)
        if step == Do("follow", getattr(step, "number", 0)):
            projector.follow()
    projector.follow()
    return store


@given(STEPS)
@settings(max_examples=120)
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


NAMED = {mention("Talent", "张伟"): "张伟"}
SPOKEN_OF = [Claim(mention("Talent", "张伟"), "WORKS_AT", 0, METHOD, object=mention("Organization", "省农科院"))]


@given(st.lists(sources(max_relations=2), min_size=2, max_size=3), st.integers(0, 2**12 - 1))
@example([(SPOKEN_OF, NAMED), ([], {mention("Organization", "省农科院"): "省农科院"})], 0)
@settings(max_examples=40)
def test_what_one_file_only_speaks_of_another_may_name(files: list[Described], withheld: int) -> None:
    """A mention without a name is no node; once a later file names it, its edges of old stand too."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        projector = Projector(ledger, store := KgliteStore(None), ontology())
        for number, (claims, names) in enumerate(files):
            named = {m: n for i, (m, n) in enumerate(sorted(names.items(), key=lambda p: p[0].key)) if not withheld >> i & 1}
            withheld >>= len(names)
            ledger.add_source(content(f"file-{number}", claims, names=named), actor="test")
            projector.follow()
        assert whole_graph(store) == rebuilt(ledger)
        ledger.engine.dispose()


@given(st.lists(sources(), max_size=3), sources())
@settings(max_examples=50)
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
