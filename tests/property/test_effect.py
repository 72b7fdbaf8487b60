"""What a file is said to have changed is what differs between the whole graph before and after."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ontology import ontology
from graph.privacy import Vault
from graph.projection import effect_of
from tests.strategies import ADDING, JUDGING, Add, Described, Player, Step, sources
from tests.support import content, make_ledger, rebuilt

VAULT = Vault(b"test key")
Graph = dict[str, Any]


def strangers(graph: Graph, other: Graph) -> set[str]:
    """The nodes of a graph none of whose mentions the other graph knows."""
    known = {m for node in other["nodes"].values() for m in node["mentions"]}
    return {i for i, node in graph["nodes"].items() if known.isdisjoint(node["mentions"])}


def unmatched(graph: Graph, other: Graph) -> set[str]:
    """The edges of a graph without an equal one between what their ends are in the other graph."""
    owner = {m: i for i, node in other["nodes"].items() for m in node["mentions"]}
    found = set()
    for edge in graph["edges"]:
        source, relation, target = edge.split("~")
        ends = [{owner[m] for m in graph["nodes"][e]["mentions"] if m in owner} for e in (source, target)]
        directions = [(a, b) for a in ends[0] for b in ends[1]]
        if ontology().relations[relation].symmetric:
            directions += [(b, a) for a, b in directions]
        if not any(f"{a}~{relation}~{b}" in other["edges"] for a, b in directions):
            found.add(edge)
    return found


@given(st.lists(st.one_of(ADDING, ADDING, JUDGING), max_size=4), sources(), st.integers(0, 3))
@settings(max_examples=60)
def test_the_account_agrees_with_the_graphs(history: list[Step], said: Described, file: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        player = Player(ledger)
        for step in history:
            player.play(step)
        before = rebuilt(ledger)
        source = content(f"file-{file}", said[0], names=said[1])
        added = ledger.add_source(source, actor="test")
        if added.status != "unchanged":
            after = rebuilt(ledger)
            effect = effect_of(ledger, ontology(), VAULT, added)
            assert effect.entities.new == len(strangers(after, before))
            assert effect.entities.gone == len(strangers(before, after))
            assert effect.relations.new == len(unmatched(after, before))
            assert effect.relations.gone == len(unmatched(before, after))
            again = effect_of(ledger, ontology(), VAULT, ledger.add_source(source, actor="test", again=True))
            for first, second in ((effect.entities, again.entities), (effect.relations, again.relations)):
                assert (second.new, second.changed, second.gone) == (0, 0, 0)
                assert 0 <= second.unchanged <= first.new + first.changed + first.unchanged
        ledger.engine.dispose()


@given(st.lists(st.builds(Add, st.integers(0, 3), sources()), min_size=1, max_size=4))
@settings(max_examples=40)
def test_reading_a_file_again_changes_nothing(history: list[Add]) -> None:
    """Whatever other files say: a value that was preferred stays preferred."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        player = Player(ledger)
        for step in history:
            player.play(step)
        before = rebuilt(ledger)
        claims, names = history[0].said
        live = {f"file-{s.file}": s for s in history}
        if live[f"file-{history[0].file}"] is history[0]:
            ledger.add_source(content(f"file-{history[0].file}", claims, names=names), actor="test", again=True)
            assert rebuilt(ledger) == before
        ledger.engine.dispose()
