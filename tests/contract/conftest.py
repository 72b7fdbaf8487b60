"""Each engine as the one port; nothing below this file knows which engine it talks to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from graph.ontology import ontology
from graph.store import GraphStore
from graph.store.kglite_store import KgliteStore
from graph.store.neo4j_store import Neo4jAddress, Neo4jStore

OpenStore = Callable[..., GraphStore]


@pytest.fixture(params=["memory", "file", pytest.param("server", marks=pytest.mark.neo4j)])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStore]:
    """Opens the engine's graph, empty at first; takes `timeout_s`."""
    with ExitStack() as stack:

        def on_file(*, timeout_s: float = 20.0) -> GraphStore:
            return stack.enter_context(closing(KgliteStore(tmp_path / "graph.kgl", timeout_s=timeout_s)))

        def in_memory(*, timeout_s: float = 20.0) -> GraphStore:
            return stack.enter_context(closing(KgliteStore(None, timeout_s=timeout_s)))

        def on_server(*, timeout_s: float = 20.0) -> GraphStore:
            address = Neo4jAddress(request.getfixturevalue("neo4j_url"))
            store = stack.enter_context(closing(Neo4jStore(address, ontology(), timeout_s=timeout_s)))
            store.write([], replace=True)
            return store

        yield {"memory": in_memory, "file": on_file, "server": on_server}[request.param]


@pytest.fixture
def store(open_store: OpenStore) -> GraphStore:
    """The engine's graph, empty."""
    return open_store()
