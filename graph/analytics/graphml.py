"""GraphML, which Gephi, yEd and Cytoscape read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx


def graphml(nodes: Iterable[tuple[str, dict[str, Any]]], edges: Iterable[tuple[str, str, str, dict[str, Any]]]) -> str:
    """A GraphML document of (id, attributes) and (source, target, id, attributes). Lists become text joined by “；”."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for identifier, attributes in nodes:
        graph.add_node(identifier, **_plain(attributes))
    for source, target, key, attributes in edges:
        graph.add_edge(source, target, key=key, **_plain(attributes))
    return "\n".join(nx.generate_graphml(graph, named_key_ids=True))


def _plain(attributes: dict[str, Any]) -> dict[str, str | int | float]:
    """Values as GraphML can hold them: no lists, no control characters."""
    result: dict[str, str | int | float] = {}
    for name, value in attributes.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            result[name] = value
        else:
            text = "；".join(map(str, value)) if isinstance(value, list) else str(value)
            result[name] = "".join(c for c in text if c >= " " or c in "\t\n\r")
    return result
