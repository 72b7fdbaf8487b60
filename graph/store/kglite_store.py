"""The in-process engine: kglite. Readers work on an immutable snapshot that each write replaces."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import kglite

from cypher import Query
from graph.errors import QueryFailed, QueryTimeout, Unavailable
from graph.ontology import ontology
from graph.store.port import Capabilities, Row, Step
from graph.store.schema import constraints

CHECKPOINT_ROWS = 50_000
kglite.set_query_warning_policy("silent")  # labels that no node has yet are no fault of a query
# At each save it warns that lists of strings are not memory-mapped; they need not be. Once for the process: to silence
# each save by itself would, for that moment, set the warning filters of all other threads as well.
warnings.simplefilter("ignore", kglite.MappedFallbackWarning)


class KgliteStore:
    """A graph in memory with a checkpoint file.

    One process holds the file and writes checkpoints; others that open it work on a copy in memory, which follows the
    ledger and is never saved. A crash loses at most what the ledger will project again.
    """

    name = "kglite"
    capabilities = Capabilities(atomic_writes=True, text_index=False, shared=False)

    def __init__(self, path: Path | None, *, timeout_s: float = 20.0) -> None:
        """`path` is the checkpoint file, None for a graph that lives in memory only."""
        self._timeout_ms = int(timeout_s * 1000)
        self._lock = threading.Lock()
        self._path, self._owner = path, False
        self._graph = self._open()
        for statement in constraints(ontology()):
            self._graph.cypher(statement.text)
        self._snapshot = self._graph.freeze()
        self._unsaved = 0

    def _open(self) -> kglite.KnowledgeGraph:
        if self._path is None:
            return kglite.KnowledgeGraph()
        try:
            graph = kglite.open(str(self._path), durable="off")
        except kglite.WriterLeaseHeldError:
            return self._copy()
        except (kglite.KgError, ValueError, OSError):
            self._path.unlink(missing_ok=True)  # a projection is not worth repairing: it is projected again
            graph = kglite.open(str(self._path), durable="off")
        self._owner = True
        return graph

    def _copy(self) -> kglite.KnowledgeGraph:
        """The checkpoint of the process that holds the file, in memory; empty where there is none that can be read."""
        try:
            return kglite.load(str(self._path))
        except (kglite.KgError, ValueError, OSError):
            return kglite.KnowledgeGraph()

    def read(self, query: Query, /, **parameters: Any) -> list[Row]:
        """Rows from the present snapshot."""
        try:
            found = self._snapshot.cypher(query.text, params=parameters, timeout_ms=self._timeout_ms)
        except kglite.CypherTimeoutError as error:
            raise QueryTimeout(
                f"查询 {query.name} 超过 {self._timeout_ms / 1000:g} 秒", f"query {query.name} ran out of time"
            ) from error
        except (kglite.KgError, ValueError, RuntimeError) as error:
            raise QueryFailed(f"查询 {query.name} 出错", f"query {query.name} failed: {error}") from error
        return [{column: _plain(column, row[column]) for column in query.columns} for row in found.to_list()]

    def write(self, steps: Iterable[Step], *, replace: bool = False) -> None:
        """All steps in one transaction, then a new snapshot; until then readers keep the old one."""
        with self._lock:
            rows = 0
            with self._graph.begin(timeout_ms=0) as transaction:
                if replace:
                    transaction.cypher("MATCH (n) DETACH DELETE n")
                for step in steps:
                    transaction.cypher(step.query.text, params=dict(step.parameters))
                    rows += len(step.parameters.get("rows", ()))
            if replace:
                self._graph.vacuum()
            self._snapshot = self._graph.freeze()
            self._unsaved += rows
            if replace or self._unsaved >= CHECKPOINT_ROWS:
                self._save()  # after a replacement at once: the file must not keep what was erased

    def close(self) -> None:
        """Writes a last checkpoint and gives the file back."""
        with self._lock:
            if self._owner:
                self._save()
                self._graph.close()
                self._owner = False

    def _save(self) -> None:
        self._unsaved = 0
        if not self._owner:
            return
        try:
            self._graph.save()
        except OSError as error:
            raise Unavailable(
                f"无法保存图数据 {self._path}：{error}",
                f"cannot save the graph to {self._path}: {error}",
                hint="请检查磁盘空间与权限。Check disk space and permissions.",
            ) from error


def _plain(column: str, value: Any) -> Any:
    """`properties()` as Neo4j gives it: kglite adds its own `title` to a node's and `type` to a relation's."""
    if column != "properties":
        return value
    own = {"title"} if "id" in value else {"title", "type"}
    return {k: v for k, v in value.items() if k not in own and v is not None}
