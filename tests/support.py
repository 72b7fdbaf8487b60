"""Helpers that several tests share: ledgers in a folder, claims in one line, and the whole content of a store."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from cypher import query
from graph.model.claims import Claim, Mention, Passage
from graph.model.names import normalise_name
from graph.ontology import ontology
from graph.privacy import Vault
from graph.projection import Projector
from graph.statements.database import open_database
from graph.statements.encoding import StatementEncoder
from graph.statements.ledger import Ledger, SourceContent
from graph.store import GraphStore
from graph.store.kglite_store import KgliteStore

METHOD = "rule:test@1"


def make_ledger(url_or_folder: Path | str) -> Ledger:
    """A ledger on a new SQLite file in a folder, or on a database URL."""
    url = f"sqlite:///{url_or_folder / 'ledger.db'}" if isinstance(url_or_folder, Path) else url_or_folder
    return Ledger(open_database(url), StatementEncoder(ontology(), Vault(b"test key")))


def mention(kind: str, name: str, key: str | None = None) -> Mention:
    """A mention whose key is its name, unless another is given."""
    return Mention(kind, f"{kind}|{key or normalise_name(name)}")


def content(origin: str, claims: list[Claim], *, names: dict[Mention, str], text: str = "一句话。") -> SourceContent:
    """A source of one passage; every mention gets its name claim."""
    named = [Claim(m, "name", 0, METHOD, value=n) for m, n in names.items()]
    body = repr((origin, claims, sorted((m.key, n) for m, n in names.items()), text))
    digest = hashlib.sha256(body.encode()).hexdigest()
    passages = [Passage({"paragraph": 1, "start": 0, "end": len(text)}, text)]
    return SourceContent(origin, origin, digest, len(body), "text/plain", passages, [*named, *claims])


def whole_graph(store: GraphStore) -> dict[str, Any]:
    """Everything a store holds, in comparable form."""
    nodes: dict[str, Any] = {}
    edges: dict[str, Any] = {}
    for kind in ontology().types:
        rows = store.read(query("read/export_nodes").bind(label=kind), after="", limit=1_000_000)
        for row in rows:
            nodes[row["id"]] = row["properties"]
        ids = [row["id"] for row in rows]
        for edge in store.read(query("read/export_edges").bind(label=kind), ids=ids):
            edges[f"{edge['source']}~{edge['type']}~{edge['target']}"] = edge["properties"]
    return {"nodes": nodes, "edges": edges}


def rebuilt(ledger: Ledger) -> dict[str, Any]:
    """The whole graph of a ledger, projected from nothing."""
    store = KgliteStore(None)
    Projector(ledger, store, ontology()).rebuild()
    return whole_graph(store)
