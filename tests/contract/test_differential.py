"""The same ledger gives the same graph and the same answers, row for row, on either engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher import Query, query, query_names
from graph.model.names import normalise_name
from graph.ontology import ontology
from graph.projection import Projector
from graph.store import GraphStore
from graph.store.kglite_store import KgliteStore
from tests.strategies import DATES, MODES, NAMES, STEPS, Add, Described, Do, Player, Step, serving_sources
from tests.support import make_ledger, rebuilt, whole_graph

pytestmark = pytest.mark.neo4j
Question = tuple[Query, dict[str, Any]]
FILES = st.lists(serving_sources(), min_size=1, max_size=2)
# A server plans a query anew for each set of parameters that are null, so only some sets are tried.
LIMITS = [(True, False, False), (True, True, True)]


def label(identifier: str) -> str:
    kind = ontology().type_of_id(identifier)
    assert kind
    return kind.name


class Asker:
    """Draws the parameters of every read query from what a graph holds."""

    def __init__(self, graph: dict[str, Any], data: st.DataObject) -> None:
        self.nodes, self.edges = sorted(graph["nodes"]), sorted(graph["edges"])
        self.draw = data.draw

    def one(self, *, of: str | None = None) -> str:
        """An id, or one that is not there."""
        known = [n for n in self.nodes if of is None or label(n) == of]
        prefix = ontology().types[of].prefix if of else "talent"
        return self.draw(st.sampled_from([*known, f"{prefix}-none"]))

    def some(self, of: str) -> list[str]:
        """Two ids: lists of one length, see LIMITS."""
        return [self.one(of=of), self.one(of=of)]

    def limit(self) -> int:
        return self.draw(st.sampled_from([1, 2, 3, 100]))

    def questions(self) -> Iterator[Question]:
        for name in ("state", "counts", "edge_counts"):
            yield query(f"read/{name}"), {}
        yield from self._about_nodes()
        yield from self._about_edges()
        yield from self._about_names()
        for kind in query_names("read/who_serves"):
            yield query(kind), self._serving(*self.draw(st.sampled_from(LIMITS)))
            yield query(kind), self._serving(False, False, False)

    def _about_nodes(self) -> Iterator[Question]:
        for identifier in (self.one(), self.one()):
            bound = {"label": label(identifier)}
            yield query("read/entity").bind(**bound), {"id": identifier}
            yield query("read/mentions").bind(**bound), {"ids": [identifier, self.one()]}
            yield query("read/export_nodes").bind(**bound), {"after": self.draw(st.sampled_from(["", identifier])),
                                                             "limit": self.limit()}  # fmt: skip
            yield query("read/neighbors").bind(**bound), self._around(identifier)
        for kind in ("Region", "Industry"):
            yield query("read/subtree").bind(label=kind), {"id": self.one(of=kind)}

    def _around(self, identifier: str) -> dict[str, Any]:
        relation, other = self.draw(st.sampled_from(["", "HOSTED_BY", "SERVES"])), self.one()
        after = {"after_type": relation, "after_id": other if relation else "", "after_direction": -1}
        relations = self.draw(st.sampled_from([None, ["SERVES", "WORKS_AT"]]))
        return {"id": identifier, "relations": relations, "direction": self.draw(st.sampled_from([None, 0, 1])),
                **after, "limit": self.limit()}  # fmt: skip

    def _about_edges(self) -> Iterator[Question]:
        if self.edges:
            source, relation, target = self.draw(st.sampled_from(self.edges)).split("~")
            ends = {"source_label": label(source), "target_label": label(target)}
            yield query("read/edge").bind(type=relation, **ends), {"source": source, "target": target}
            yield query("read/export_edges").bind(label=label(source)), {"ids": [source, target]}
        source, target = self.one(of="Talent"), self.one(of=self.draw(st.sampled_from(["Industry", "Enterprise"])))
        length = self.draw(st.integers(1, 6))
        bound = query("read/paths").bind(source_label="Talent", target_label=label(target), max_length=length)
        yield bound, {"source": source, "target": target, "limit": 9}

    def _about_names(self) -> Iterator[Question]:
        kind = self.draw(st.sampled_from(list(NAMES)))
        name = normalise_name(self.draw(st.sampled_from(NAMES[kind])))
        yield query("read/find_by_name").bind(label=kind), {"text": name, "limit": self.limit()}
        text = self.draw(st.sampled_from([name, name[:1], name[-1:], "甲", "公司", "jia", "cg", "a", "𠮷"]))
        types = self.draw(st.sampled_from([None, [kind, "Talent"]]))
        rank, after = self.draw(st.sampled_from([-1, 0, 1])), self.draw(st.sampled_from(["", self.one()]))
        yield query("read/search"), {"text": text, "types": types, "after_rank": rank, "after_id": after,
                                     "limit": self.limit()}  # fmt: skip

    def _serving(self, by_region: bool, by_day: bool, by_mode: bool) -> dict[str, Any]:
        days = [*DATES, "2024-05-20", "1990-01-01"]
        return {
            "industries": self.some("Industry"),
            "regions": self.some("Region") if by_region else None,
            "as_of": self.draw(st.sampled_from(days)) if by_day else None,
            "modes": self.draw(st.sampled_from([MODES[:2], MODES[1:]])) if by_mode else None,
            "after": self.draw(st.sampled_from(["", self.one(of="Talent")])),
            "paths": self.draw(st.sampled_from([1, 20])),
            "limit": self.limit(),
        }


def test_the_asker_asks_every_read_query() -> None:
    graph: dict[str, Any] = {"nodes": {"talent-1": {}, "industry-1": {}}, "edges": {"talent-1~SERVES~industry-1": {}}}
    asked: set[str] = set()

    @given(st.data())
    @settings(max_examples=1, database=None)
    def ask(data: st.DataObject) -> None:
        asked.update(q.name.partition("[")[0] for q, _ in Asker(graph, data).questions())

    ask()
    assert asked == set(query_names("read"))


@given(FILES, st.data())
@settings(max_examples=25)
def test_both_engines_hold_and_answer_the_same(
    neo4j_store: GraphStore, files: list[Described], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        player = Player(ledger)
        for number, said in enumerate(files):
            player.play(Add(number, said))
        embedded = KgliteStore(None)
        for store in (embedded, neo4j_store):
            Projector(ledger, store, ontology(), batch_rows=50).rebuild()
        graph = whole_graph(neo4j_store)
        assert whole_graph(embedded) == graph
        for bound, parameters in Asker(graph, data).questions():
            rows = [store.read(bound, **parameters) for store in (embedded, neo4j_store)]
            assert rows[0] == rows[1], (bound.name, parameters)
        ledger.engine.dispose()


@given(STEPS)
@settings(max_examples=12)
def test_following_on_a_server_equals_rebuilding(neo4j_store: GraphStore, steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        projector = Projector(ledger, neo4j_store, ontology(), batch_rows=3)
        player = Player(ledger)
        projector.rebuild()
        for step in steps:
            player.play(step)
            if isinstance(step, Do) and step.what == "follow":
                projector.follow()
        projector.follow()
        assert whole_graph(neo4j_store) == rebuilt(ledger)
        ledger.engine.dispose()
