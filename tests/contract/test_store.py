"""What every engine does alike. The fixtures bind the suite to an engine; no test knows which."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from cypher import Query, QueryError, query, query_names
from graph.errors import QueryTimeout, TalentgraphError
from graph.ontology import Property, ontology
from graph.store import GraphStore, Step, StoreState
from graph.store.port import read_state, state_step
from tests.contract.conftest import OpenStore
from tests.contract.example_graph import ASKED, EDGES, NODES, edge, node, steps
from tests.support import whole_graph

AWKWARD = [
    "𠮷田・隆", "“三线墩苗”计划", "it's", 'say "hi"', "back\\slash", "\\'", "line\nbreak", "tab\there", "$id",
    "{{label}}", "'}) DETACH DELETE n //", "' OR 1=1 --", "😀👩‍🔬", "e\u0301", " leading", "0", "null", "",
]  # fmt: skip


def statement(text: str, *columns: str) -> Query:
    return Query("test", "a statement of this test", text, (), columns)


def entity(store: GraphStore, kind: str, identifier: str) -> dict[str, Any]:
    return store.read(query("read/entity").bind(label=kind), id=identifier)[0]["properties"]


# Reading


def test_the_example_obeys_the_ontology() -> None:
    for e in EDGES:
        source, target = (ontology().type_of_id(i) for i in (e.key[0], e.key[2]))
        assert source and target and ontology().relations[e.key[1]].allows(source.name, target.name), e.key


def test_every_read_query_is_asked_something() -> None:
    assert {a.query for a in ASKED} == set(query_names("read"))
    silent = {a.query for a in ASKED} - {a.query for a in ASKED if a.rows}
    assert silent == {"read/state"}, "a query that never found anything proves nothing"


def test_every_read_query_answers(store: GraphStore) -> None:
    store.write(steps(nodes=NODES, edges=EDGES))
    wrong = []
    for a in ASKED:
        found = store.read(query(a.query).bind(**a.identifiers), **a.parameters)
        if found != a.rows:
            wrong.append((a, found))
    assert wrong == []


def test_the_empty_graph_answers_too(store: GraphStore) -> None:
    for a in ASKED:
        assert store.read(query(a.query).bind(**a.identifiers), **a.parameters) == []


def test_a_list_has_an_order_even_where_two_paths_run_over_the_same_nodes(store: GraphStore) -> None:
    store.write(steps(nodes=NODES, edges=[
        edge("talent-1", relation, "organization-1") for relation in ("WORKS_AT", "SERVES", "CONTACTED_BY")
    ]))  # fmt: skip
    bound = query("read/paths").bind(source_label="Talent", target_label="Organization", max_length=2)
    for limit in (1, 2, 3):
        rows = store.read(bound, source="talent-1", target="organization-1", limit=limit)
        assert [row["edges"][0]["type"] for row in rows] == ["CONTACTED_BY", "SERVES", "WORKS_AT"][:limit]


def test_a_tree_with_a_ring_in_it_still_ends(store: GraphStore) -> None:
    ring = [edge("region-0", "PART_OF", "region-1"), edge("region-1", "PART_OF", "region-0")]
    store.write(steps(nodes=NODES, edges=ring))
    rows = store.read(query("read/subtree").bind(label="Region"), id="region-0")
    assert rows == [{"id": "region-0"}, {"id": "region-1"}]


def test_a_slow_query_is_ended(open_store: OpenStore) -> None:
    store = open_store(timeout_s=0.3)
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a + b) AS n"
    with pytest.raises(QueryTimeout):
        store.read(statement(slow, "n"))
    assert store.read(query("read/counts")) == [], "the store goes on serving"


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Talent {id: 'talent-9'}) RETURN n.id AS id",
        "MATCH (n:Talent) SET n.name = 'x' RETURN n.id AS id",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Talent {id: 'talent-9'}) RETURN n.id AS id",
        "MATCH (n:Talent) REMOVE n.name RETURN n.id AS id",
    ],
)
def test_reading_cannot_write(store: GraphStore, text: str) -> None:
    store.write(steps(nodes=NODES, edges=EDGES))
    before = whole_graph(store)
    with pytest.raises(Exception):  # noqa: B017, PT011 - which, the next test asks
        store.read(statement(text, "id"))
    assert whole_graph(store) == before


@pytest.mark.parametrize("text", ["CREATE (n:Talent) RETURN n.id AS id", "RETURN $nowhere AS id", "no cypher at all"])
def test_a_query_that_fails_says_so_in_words_of_the_port(store: GraphStore, text: str) -> None:
    with pytest.raises(TalentgraphError):
        store.read(statement(text, "id"))


# Writing


def test_writing_twice_is_writing_once(store: GraphStore) -> None:
    store.write(steps(nodes=NODES, edges=EDGES))
    once = whole_graph(store)
    assert (len(once["nodes"]), len(once["edges"])) == (len(NODES), len(EDGES))
    store.write(steps(nodes=NODES, edges=EDGES))
    assert whole_graph(store) == once


def test_an_upsert_replaces_all_properties(store: GraphStore) -> None:
    store.write(steps(nodes=NODES, edges=EDGES))
    store.write(steps(nodes=[node("talent-1", "张伟", post=["县长"])], edges=[edge(*EDGES[0].key, mode=["project"])]))
    assert entity(store, "Talent", "talent-1") == node("talent-1", "张伟", post=["县长"]).properties
    assert whole_graph(store)["edges"]["~".join(EDGES[0].key)] == {"confidence": 1.0, "sources": 1, "mode": ["project"]}


def test_an_edge_without_its_ends_is_not_made(store: GraphStore) -> None:
    store.write(steps(nodes=NODES[:1], edges=EDGES))
    assert whole_graph(store)["edges"] == {}


def test_deleting_is_exact_and_may_be_repeated(store: GraphStore) -> None:
    store.write(steps(nodes=NODES, edges=EDGES))
    before = whole_graph(store)
    for _ in range(2):
        store.write(steps(delete_nodes=["talent-3", "talent-9"], delete_edges=[EDGES[0].key, EDGES[0].key[::-1]]))
        after = whole_graph(store)
        assert before["nodes"].keys() - after["nodes"].keys() == {"talent-3"}
        gone = before["edges"].keys() - after["edges"].keys()
        assert gone == {"~".join(e.key) for e in EDGES if "talent-3" in e.key} | {"~".join(EDGES[0].key)}


def test_deleting_one_relation_leaves_the_others_between_the_same_ends(store: GraphStore) -> None:
    both = [edge("talent-1", "WORKS_AT", "organization-1"), edge("talent-1", "SERVES", "organization-1")]
    store.write(steps(nodes=NODES, edges=both))
    store.write(steps(delete_edges=[both[0].key]))
    assert whole_graph(store)["edges"].keys() == {"~".join(both[1].key)}


def test_replacing_leaves_nothing_of_before(store: GraphStore) -> None:
    store.write([*steps(nodes=NODES, edges=EDGES), state_step(StoreState(7, 7, "o", "l"))])
    store.write(steps(nodes=NODES[:1]), replace=True)
    assert whole_graph(store) == {"nodes": {"talent-1": NODES[0].properties}, "edges": {}}
    assert store.read(query("read/counts")) == [{"type": "Talent", "count": 1}]
    assert read_state(store) is None


def test_a_cleared_node_comes_back_as_new(store: GraphStore) -> None:
    store.write(steps(nodes=NODES, edges=EDGES))
    store.write(steps(delete_nodes=[n.id for n in NODES]))
    store.write(steps(nodes=NODES[:2]))
    assert whole_graph(store) == {"nodes": {n.id: n.properties for n in NODES[:2]}, "edges": {}}


def test_the_state_round_trips(store: GraphStore) -> None:
    assert read_state(store) is None
    for state in (StoreState(3, 5, "abc", "def"), StoreState(2**40, 2**40, "", "")):
        store.write([state_step(state)])
        assert read_state(store) == state
    assert store.read(query("read/counts")) == [], "the state is no entity"


# Values


@pytest.mark.parametrize("text", AWKWARD)
def test_text_is_data(store: GraphStore, text: str) -> None:
    """As a name, in a list, as an id that is asked for, and as a text that is searched."""
    odd = node("platform-1", text or "x", aliases=[text], status=text)
    store.write(steps(nodes=[*NODES, odd]))
    found = entity(store, "Platform", "platform-1")
    assert (found["status"], found["aliases"]) == (text, [text])
    before = whole_graph(store)
    assert store.read(query("read/entity").bind(label="Platform"), id=text) == []
    bound = query("read/find_by_name").bind(label="Platform")
    assert all(row["id"] == "platform-1" for row in store.read(bound, text=text, limit=9))
    store.read(query("read/search"), text=text, types=[text], after_rank=-1, after_id=text, limit=9)
    store.write(steps(delete_nodes=[f"platform-{text}"], delete_edges=[("talent-1", "MEMBER_OF", f"platform-{text}")]))
    assert whole_graph(store) == before


def sample(spec: Property) -> Any:
    """A value as the projection would write it."""
    one = {"integer": 3, "number": 2.5, "date": "2024-05"}.get(spec.datatype, "某值")
    return [one] if spec.multiple else one


@pytest.mark.parametrize("kind", list(ontology().types))
def test_every_property_of_the_ontology_round_trips(store: GraphStore, kind: str) -> None:
    """An engine's own keys must not hide one of ours."""
    identifier = f"{ontology().types[kind].prefix}-1"
    own = ("name", "aliases")
    values = {p.name: sample(p) for p in ontology().public_properties(kind) if p.name not in own}
    full = node(identifier, "某物", aliases=["某"], alternatives="{}", **values)
    store.write(steps(nodes=[full]))
    assert entity(store, kind, identifier) == full.properties
    assert whole_graph(store)["nodes"] == {identifier: full.properties}


@pytest.mark.parametrize("relation", list(ontology().relations))
def test_every_qualifier_of_the_ontology_round_trips(store: GraphStore, relation: str) -> None:
    spec = ontology().relations[relation]
    ends = [ontology().types[name].prefix for name in (spec.sources[0], spec.targets[0])]
    a, b = (node(f"{prefix}-{n}", "某物") for n, prefix in enumerate(ends))
    full = edge(a.id, relation, b.id, **{q.name: sample(q) for q in spec.qualifiers.values()})
    store.write(steps(nodes=[a, b], edges=[full]))
    assert whole_graph(store)["edges"] == {"~".join(full.key): full.properties}


@pytest.mark.parametrize("value", [0, -1, 2**63 - 1, -(2**63), 0.1, 1e300, -0.0, 1.0])
def test_numbers_keep_value_and_kind(store: GraphStore, value: float) -> None:
    store.write(steps(nodes=[node("indicator-1", "产值", value=value)]))
    found = entity(store, "Indicator", "indicator-1")["value"]
    assert (found, type(found)) == (value, type(value))


def test_one_batch_may_mix_what_nodes_have(store: GraphStore) -> None:
    several = [
        node("talent-1", "甲"),
        node("talent-2", "乙", post=["教授", "院士"]),
        node("talent-3", "丙", sex="male"),
    ]
    store.write(steps(nodes=several))
    assert whole_graph(store)["nodes"] == {n.id: n.properties for n in several}


# Names of things


@pytest.mark.parametrize(
    "label", ["Talent) DETACH DELETE n //", "人才", "Talent:Region", "", "talent", "T" * 41, "A`B"]
)
def test_only_identifiers_stand_in_for_labels(label: str) -> None:
    with pytest.raises(QueryError):
        query("read/entity").bind(label=label)


@pytest.mark.parametrize("given", [{}, {"type": "Talent"}, {"label": "Talent", "type": "SERVES"}])
def test_exactly_the_identifiers_of_a_query_are_given(given: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        query("read/entity").bind(**given)


# Readers beside a writer


def test_readers_between_the_steps_of_a_write(store: GraphStore) -> None:
    """Where writes are atomic, they see the old graph to the last; else the old one, then what is written so far."""
    store.write(steps(nodes=NODES[:1]))
    seen: list[int] = []

    def watched() -> Iterator[Step]:
        for step in steps(nodes=NODES[1:], edges=EDGES):
            yield step
            seen.append(len(whole_graph(store)["nodes"]))

    store.write(watched())
    assert len(whole_graph(store)["nodes"]) == len(NODES)
    if store.capabilities.atomic_writes:
        assert set(seen) == {1}
    else:
        assert seen == sorted(seen) and seen[-1] == len(NODES)


def test_readers_in_other_threads_see_one_graph_or_the_other(store: GraphStore) -> None:
    store.write(steps(nodes=NODES))
    allowed = {len(NODES), 1} if store.capabilities.atomic_writes else set(range(len(NODES) + 1))
    done, wrong = threading.Event(), []

    def look() -> None:
        while not done.is_set():
            if (count := sum(row["count"] for row in store.read(query("read/counts")))) not in allowed:
                wrong.append(count)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(10):
        store.write(steps(nodes=NODES[:1]), replace=True)
        store.write(steps(nodes=NODES))
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


@pytest.mark.parametrize("replace", [False, True])
def test_a_write_that_breaks_off(store: GraphStore, replace: bool) -> None:
    """Where writes are atomic, nothing of it stays; else the recorded state tells what was going on."""
    resting = StoreState(1, 1, "o", "l")
    store.write([*steps(nodes=NODES[:1]), state_step(resting)])
    before = whole_graph(store)

    def broken() -> Iterator[Step]:
        if not replace:
            yield state_step(StoreState(1, 2, "o", "l"))
        yield from steps(nodes=NODES)
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        store.write(broken(), replace=replace)
    if store.capabilities.atomic_writes:
        assert (whole_graph(store), read_state(store)) == (before, resting)
    else:
        assert read_state(store) == (None if replace else StoreState(1, 2, "o", "l"))
    store.write([*steps(nodes=NODES[:2]), state_step(resting)], replace=True)
    assert len(whole_graph(store)["nodes"]) == 2, "the store can still be written"


def test_a_store_that_is_shared_shows_the_same_graph_to_all(open_store: OpenStore) -> None:
    first = open_store()
    second = open_store()
    first.write(steps(nodes=NODES, edges=EDGES))
    if second.capabilities.shared:
        assert whole_graph(second) == whole_graph(first)
    else:
        assert whole_graph(second) == {"nodes": {}, "edges": {}}
