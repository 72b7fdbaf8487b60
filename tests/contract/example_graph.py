"""A graph small enough to know by heart, and what each read query must find in it.

王芳 serves 甲公司, 李娜 is a member of a platform, 张伟 serves 草果 himself: so every way to serve 草果 is taken once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model.claims import EdgeKey
from graph.model.names import search_text
from graph.ontology import ontology
from graph.projection.change import Change, Edge, Node, StepWriter
from graph.store import Row, Step

Rows = list[Row]


def node(identifier: str, name: str, **properties: Any) -> Node:
    """A node as the projection writes it; the id tells its type."""
    kind = ontology().type_of_id(identifier)
    assert kind
    own = {"id": identifier, "type": kind.name, "name": name, "mentions": [identifier]}
    search = search_text([name, *properties.get("aliases", [])])
    return Node(identifier, kind.name, {**own, "search": search, **properties})


def edge(source: str, relation: str, target: str, **properties: Any) -> Edge:
    """An edge as the projection writes it."""
    return Edge((source, relation, target), {"confidence": 1.0, "sources": 1, **properties})


def steps(
    *,
    nodes: Sequence[Node] = (),
    edges: Sequence[Edge] = (),
    delete_nodes: Sequence[str] = (),
    delete_edges: Sequence[EdgeKey] = (),
) -> list[Step]:
    """Write steps, as the projector makes them."""
    change = Change(list(delete_edges), list(delete_nodes), list(nodes), list(edges))
    return list(StepWriter(ontology(), 1000).steps(change))


NODES = [
    node("talent-1", "张伟", aliases=["张教授"], professional_title=["教授"]),
    node("talent-2", "李娜"),
    node("talent-3", "王芳"),
    node("platform-1", "松岚县草果专家工作站"),
    node("enterprise-1", "甲公司"),
    node("organization-1", "省农科院"),
    node("industry-0", "香料"),
    node("industry-1", "草果", aliases=["“云岭”草果"]),
    node("region-0", "青禾州"),
    node("region-1", "松岚县"),
    node("service-1", "草果培训", date="2024-05", mode="dispatched"),
]
EDGES = [
    edge("talent-1", "SERVES", "industry-1", mode=["consultant"], since="2023-01-01", until="2024-12-31"),
    edge("talent-1", "SERVES", "region-1"),
    edge("talent-1", "WORKS_AT", "organization-1", since="2020-01-01"),
    edge("talent-2", "MEMBER_OF", "platform-1", since="2022-03-01"),
    edge("talent-3", "SERVES", "enterprise-1", mode=["project"], since="2024-01-01"),
    edge("talent-3", "PROVIDED", "service-1"),
    edge("platform-1", "SERVES", "industry-1", mode=["station"], since="2021-01-01"),
    edge("platform-1", "HOSTED_BY", "enterprise-1", since="2021-01-01"),
    edge("enterprise-1", "COOPERATES_WITH", "organization-1"),
    edge("enterprise-1", "IN_INDUSTRY", "industry-1"),
    edge("enterprise-1", "LOCATED_IN", "region-1"),
    edge("enterprise-1", "RECEIVED", "service-1"),
    edge("organization-1", "LOCATED_IN", "region-1"),
    edge("organization-1", "SERVES", "industry-1", mode=["project"], since="2019-01-01"),
    edge("service-1", "IN_INDUSTRY", "industry-1"),
    edge("industry-1", "PART_OF", "industry-0"),
    edge("region-1", "PART_OF", "region-0"),
]
_NODES = {n.id: n for n in NODES}
_EDGES = {e.key: e for e in EDGES}


def ref(identifier: str) -> Row:
    """A node as paths show it."""
    found = _NODES[identifier]
    return {"id": found.id, "type": found.type, "name": found.properties["name"]}


@dataclass(frozen=True)
class Ask:
    """A question to one read query and the rows it must give."""

    query: str
    rows: Rows
    identifiers: dict[str, str | int] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)


def ask(query: str, rows: Rows, /, *, given: Any = None, **parameters: Any) -> Ask:
    """`given` are the query's identifiers."""
    return Ask(query, rows, given or {}, parameters)


def _counts(names: list[str]) -> Rows:
    return [{"type": name, "count": names.count(name)} for name in sorted(set(names))]


_START = {"after_rank": -1, "after_id": "", "limit": 9}
_FIRST = {"after_type": "", "after_id": "", "after_direction": -1, "limit": 99}
_ANY = {"relations": None, "direction": None}


def _hit(identifier: str, rank: int) -> Row:
    return {**ref(identifier), "aliases": _NODES[identifier].properties.get("aliases"), "rank": rank}


def _neighbor(relation: str, direction: int, here: str, there: str) -> Row:
    key = (here, relation, there) if direction == 0 else (there, relation, here)
    return {"relation": relation, "direction": direction, "properties": _EDGES[key].properties, **ref(there)}


AROUND_ENTERPRISE = [
    _neighbor(relation, direction, "enterprise-1", there)
    for relation, direction, there in [
        ("COOPERATES_WITH", 0, "organization-1"), ("HOSTED_BY", 1, "platform-1"), ("IN_INDUSTRY", 0, "industry-1"),
        ("LOCATED_IN", 0, "region-1"), ("RECEIVED", 0, "service-1"), ("SERVES", 1, "talent-3"),
    ]
]  # fmt: skip
ENTERPRISE = {"label": "Enterprise"}


def _step(source: str, relation: str, target: str) -> Row:
    return {"type": relation, "source": source, "target": target}


PLAIN = [
    ask("read/state", []),
    ask("read/counts", _counts([n.type for n in NODES])),
    ask("read/edge_counts", _counts([e.key[1] for e in EDGES])),
    ask("read/entity", [{"properties": NODES[0].properties}], given={"label": "Talent"}, id="talent-1"),
    ask("read/entity", [], given={"label": "Talent"}, id="talent-9"),
    ask("read/entity", [], given={"label": "Platform"}, id="talent-1"),
    ask("read/edge", [{"properties": EDGES[0].properties, "source_name": "张伟", "target_name": "草果"}],
        given={"source_label": "Talent", "type": "SERVES", "target_label": "Industry"},
        source="talent-1", target="industry-1"),
    ask("read/edge", [], given={"source_label": "Industry", "type": "SERVES", "target_label": "Talent"},
        source="industry-1", target="talent-1"),
    ask("read/export_nodes", [{"id": n.id, "properties": n.properties} for n in NODES[1:3]],
        given={"label": "Talent"}, after="talent-1", limit=9),
    ask("read/export_nodes", [{"id": "talent-1", "properties": NODES[0].properties}],
        given={"label": "Talent"}, after="", limit=1),
    ask("read/export_edges", [{**_step(*e.key), "properties": e.properties} for e in EDGES[:3]],
        given={"label": "Talent"}, ids=["talent-1"]),
    ask("read/export_edges", [], given={"label": "Talent"}, ids=[]),
    ask("read/mentions", [{"id": "talent-2", "mentions": ["talent-2"]}], given={"label": "Talent"}, ids=["talent-2"]),
    ask("read/find_by_name", [{"id": "industry-1", "name": "草果"}], given={"label": "Industry"}, text="草果", limit=9),
    ask("read/find_by_name", [{"id": "industry-1", "name": "草果"}], given={"label": "Industry"}, text="云岭草果",
        limit=9),
    ask("read/find_by_name", [], given={"label": "Industry"}, text="草", limit=9),
    ask("read/find_by_name", [], given={"label": "Talent"}, text="草果", limit=9),
    ask("read/search", [_hit("industry-1", 0), _hit("service-1", 1), _hit("platform-1", 2)], text="草果", types=None,
        **_START),
    ask("read/search", [_hit("industry-1", 0)], text="草果", types=["Industry", "Talent"], **_START),
    ask("read/search", [_hit("talent-1", 2)], text="zw", types=None, **_START),
    ask("read/search", [_hit("talent-1", 2)], text="zhangjiaoshou", types=None, **_START),
    ask("read/search", [_hit("platform-1", 2)], text="草果", types=None, after_rank=1, after_id="service-1", limit=9),
    ask("read/search", [_hit("industry-1", 0)], text="草果", types=None, after_rank=-1, after_id="", limit=1),
    ask("read/search", [], text="草果'}) RETURN 1 //", types=None, **_START),
    ask("read/neighbors", AROUND_ENTERPRISE, given=ENTERPRISE, id="enterprise-1", **_ANY, **_FIRST),
    ask("read/neighbors", AROUND_ENTERPRISE[2:4], given=ENTERPRISE, id="enterprise-1",
        relations=["LOCATED_IN", "IN_INDUSTRY"], direction=None, **_FIRST),
    ask("read/neighbors", [AROUND_ENTERPRISE[1], AROUND_ENTERPRISE[5]], given=ENTERPRISE, id="enterprise-1",
        relations=None, direction=1, **_FIRST),
    ask("read/neighbors", AROUND_ENTERPRISE[2:4], given=ENTERPRISE, id="enterprise-1", **_ANY,
        after_type="HOSTED_BY", after_id="platform-1", after_direction=1, limit=2),
    ask("read/neighbors", [], given=ENTERPRISE, id="enterprise-1", relations=[], direction=None, **_FIRST),
    ask("read/paths", [{"nodes": [ref("talent-2"), ref("platform-1"), ref("industry-1")],
                        "edges": [_step("talent-2", "MEMBER_OF", "platform-1"),
                                  _step("platform-1", "SERVES", "industry-1")]}],
        given={"source_label": "Talent", "target_label": "Industry", "max_length": 4},
        source="talent-2", target="industry-1", limit=9),
    ask("read/paths", [], given={"source_label": "Talent", "target_label": "Industry", "max_length": 1},
        source="talent-2", target="industry-1", limit=9),
    ask("read/subtree", [{"id": "industry-0"}, {"id": "industry-1"}], given={"label": "Industry"}, id="industry-0"),
    ask("read/subtree", [{"id": "industry-1"}], given={"label": "Industry"}, id="industry-1"),
]  # fmt: skip


@dataclass(frozen=True)
class Serving:
    """How one talent serves 草果: the nodes and edges of the path, a day on which it holds and one on which it does
    not, and the modes that count for it."""

    nodes: list[str]
    edges: list[EdgeKey]
    holds: str = "2024-06-30"
    not_yet: str = "2018-12-31"
    mode: str | None = None

    def rows(self) -> Rows:
        """The row that its query gives."""
        service = _NODES["service-1"].properties["date"]
        path = {
            "nodes": [ref(n) for n in self.nodes],
            "edges": [
                {**_step(*key), "since": service if key[2] == "service-1" else _EDGES[key].properties.get("since")}
                for key in self.edges
            ],
        }
        return [{"id": self.nodes[0], "name": ref(self.nodes[0])["name"], "paths": [path], "total": 1}]


WAYS = {
    "direct": Serving(["talent-1", "industry-1"], [("talent-1", "SERVES", "industry-1")], mode="consultant"),
    "employer": Serving(
        ["talent-1", "organization-1", "industry-1"],
        [("talent-1", "WORKS_AT", "organization-1"), ("organization-1", "SERVES", "industry-1")],
        not_yet="2019-06-30", mode="project",
    ),
    "platform": Serving(
        ["talent-2", "platform-1", "industry-1"],
        [("talent-2", "MEMBER_OF", "platform-1"), ("platform-1", "SERVES", "industry-1")],
        not_yet="2022-02-28", mode="station",
    ),
    "host": Serving(
        ["talent-2", "platform-1", "enterprise-1", "industry-1"],
        [("talent-2", "MEMBER_OF", "platform-1"), ("platform-1", "HOSTED_BY", "enterprise-1"),
         ("enterprise-1", "IN_INDUSTRY", "industry-1")],
        not_yet="2021-06-30",
    ),
    "enterprise": Serving(
        ["talent-3", "enterprise-1", "industry-1"],
        [("talent-3", "SERVES", "enterprise-1"), ("enterprise-1", "IN_INDUSTRY", "industry-1")],
        not_yet="2023-12-31", mode="project",
    ),
    "service": Serving(
        ["talent-3", "service-1", "industry-1"],
        [("talent-3", "PROVIDED", "service-1"), ("service-1", "IN_INDUSTRY", "industry-1")],
        not_yet="2024-04-30", mode="dispatched",
    ),
    "received": Serving(
        ["talent-3", "service-1", "enterprise-1", "industry-1"],
        [("talent-3", "PROVIDED", "service-1"), ("enterprise-1", "RECEIVED", "service-1"),
         ("enterprise-1", "IN_INDUSTRY", "industry-1")],
        not_yet="2024-04-30", mode="dispatched",
    ),
}  # fmt: skip


def ways_asked() -> list[Ask]:
    """Every who-serves query, without limits, within limits, and beyond each of them.

    Parameters keep their shapes: a server plans a query anew for each.
    """
    found = []
    for kind, way in WAYS.items():
        free: dict[str, Any]
        free = {"industries": ["industry-1", "industry-9"], "regions": None, "as_of": None, "modes": None,
                "after": "", "paths": 20, "limit": 100}  # fmt: skip
        within = {**free, "regions": ["region-1", "region-9"], "as_of": way.holds}
        if way.mode:
            within["modes"] = [way.mode, "secondment"]
        beyond: list[dict[str, Any]] = [
            {"industries": ["industry-0", "industry-9"]},
            {"regions": ["region-0", "region-9"]},
            {"as_of": way.not_yet},
            {"modes": ["full_time", "secondment"]},
            {"after": way.nodes[0]},
            {"limit": 0},
        ]
        name = f"read/who_serves/{kind}"
        found += [ask(name, way.rows(), **free), ask(name, way.rows(), **within)]
        found.append(ask(name, [{**way.rows()[0], "paths": []}], **{**within, "paths": 0}))
        found += [ask(name, [], **{**within, **change}) for change in beyond]
        found.append(ask(name, [], **{**free, "regions": []}))
        if until := _EDGES[way.edges[0]].properties.get("until"):
            found += [
                ask(name, rows, **{**free, "as_of": day}) for day, rows in ((until, way.rows()), ("2025-01-01", []))
            ]
    return found


ASKED = [*PLAIN, *ways_asked()]
