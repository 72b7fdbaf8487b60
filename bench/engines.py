"""The engines under measurement, each with a workspace on the same ledger."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import neo4j

from bench.measure import Watch, resident_mib, size_mib
from graph.services.workspace import Workspace, open_workspace
from graph.settings import load_settings
from tests.servers import neo4j_server

ENGINES = ("kglite", "neo4j")
QUERY_TIMEOUT_S = 60.0


@dataclass
class Engine:
    """One engine; `overrides` are its settings, `pid` is the server's process where we started one. `results` are
    seconds, MiB and summaries by name."""

    name: str
    overrides: dict[str, Any]
    pid: int | None = None
    results: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The workspace, opened for as long as the context lasts."""
        with open_workspace(load_settings(**self.overrides)) as work:
            yield work

    def server_memory_mib(self) -> float | None:
        """Memory of the server's process, None where there is none."""
        return resident_mib(self.pid) if self.pid else None


@contextmanager
def engines(names: Sequence[str], options: argparse.Namespace, home: Path, watch: Watch) -> Iterator[list[Engine]]:
    """The engines by name. Starts a Neo4j where one is wanted and no address is given, and ends it."""
    common: dict[str, Any] = {"home": str(home), "query_timeout_s": QUERY_TIMEOUT_S}
    if options.ledger_url:
        common["ledger_url"] = options.ledger_url
    with ExitStack() as stack:
        found = []
        for name in names:
            engine = Engine(name, {**common, "engine": name})
            if name == "neo4j":
                uri = options.neo4j_uri
                if not uri:
                    watch.say("starting Neo4j")
                    server = stack.enter_context(
                        neo4j_server(heap=options.neo4j_heap, pagecache=options.neo4j_pagecache)
                    )
                    uri, engine.pid = server.uri, server.pid
                engine.overrides["neo4j_uri"] = uri
            found.append(engine)
        yield found


def stored_mib(engine: Engine, home: Path) -> float | None:
    """Size of what the engine keeps on disk; None for a server elsewhere."""
    if engine.name == "kglite":
        return size_mib(home / "graph.kgl")
    if engine.pid is None:
        return None
    with neo4j.GraphDatabase.driver(engine.overrides["neo4j_uri"]) as driver:
        rows = driver.execute_query("SHOW SETTINGS 'server.directories.data' YIELD value").records
    return size_mib(Path(rows[0]["value"]) / "databases")
