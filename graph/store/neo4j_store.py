"""The server engine: Neo4j 5 over Bolt, single or clustered."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from cypher import Query, query
from graph.errors import QueryFailed, QueryTimeout, SettingsError, TalentgraphError, Unavailable
from graph.ontology import Ontology
from graph.store.port import Capabilities, Row, Step
from graph.store.schema import constraints, search_indexes

CLEAR_ROWS = 20_000
RETRY_S = 30.0
WRITE_TIMEOUT_S = 600.0


@dataclass(frozen=True, slots=True)
class Neo4jAddress:
    """Where a server is and how to log in. Schemes: bolt, neo4j, and +s (verified TLS) or +ssc (self-signed)."""

    uri: str
    user: str | None = None
    password: str | None = None
    database: str | None = None
    ca_file: Path | None = None


class Neo4jStore:
    """Reads go to followers, writes to the leader; bookmarks make this process read its own writes."""

    name = "neo4j"
    capabilities = Capabilities(atomic_writes=False, text_index=True, shared=True)

    def __init__(self, address: Neo4jAddress, ontology: Ontology, *, timeout_s: float = 20.0) -> None:
        self._address, self._ontology, self._timeout_s = address, ontology, timeout_s
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._driver = self._connect()
        try:
            self._set_up()
        except BaseException:
            self._driver.close()
            raise

    def _connect(self) -> neo4j.Driver:
        address = self._address
        options: dict[str, Any] = {
            "max_transaction_retry_time": RETRY_S,
            "connection_acquisition_timeout": 30.0,
            "notifications_min_severity": "OFF",  # the server warns of every label that no node has yet
        }
        if address.user:
            options["auth"] = (address.user, address.password or "")
        if address.ca_file:
            try:
                options["ssl_context"] = ssl.create_default_context(cafile=str(address.ca_file))
            except OSError as error:
                raise SettingsError(
                    f"无法读取证书 {address.ca_file}", f"cannot read the certificate file {address.ca_file}"
                ) from error
        try:
            driver = neo4j.GraphDatabase.driver(address.uri, **options)
        except (ConfigurationError, ValueError) as error:
            raise SettingsError(
                f"Neo4j 地址 {address.uri} 无效：{error}",
                f"the Neo4j address {address.uri} is invalid: {error}",
                hint="TALENTGRAPH_NEO4J_URI 形如 neo4j://主机:7687 或 bolt+s://主机:7687。",
            ) from error
        try:
            driver.verify_connectivity()
        except (DriverError, Neo4jError) as error:
            driver.close()
            raise _explain(error, address) from error
        return driver

    def _set_up(self) -> None:
        for statement in (*constraints(self._ontology), *search_indexes()):
            self._schema(statement)

    def _schema(self, statement: Query) -> None:
        try:
            with self._session() as session:
                session.run(neo4j.Query(statement.text)).consume()
        except (DriverError, Neo4jError) as error:
            raise _explain(error, self._address) from error

    def _session(self, access: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        return self._driver.session(
            database=self._address.database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def read(self, query: Query, /, **parameters: Any) -> list[Row]:
        """Rows of a managed read transaction with a time limit."""

        @neo4j.unit_of_work(timeout=self._timeout_s)
        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            return [record.data() for record in transaction.run(query.text, parameters)]

        try:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(work)
        except (DriverError, Neo4jError) as error:
            raise _explain(error, self._address, query.name) from error

    def write(self, steps: Iterable[Step], *, replace: bool = False) -> None:
        """Each step is one managed transaction, tried again on passing faults."""
        with self._session() as session:
            if replace:
                # The state goes first: what is left of an interrupted clearing must not pass for a whole graph.
                self._step(session, Step(query("write/delete_state"), {}))
                clear = Step(query("write/clear"), {"limit": CLEAR_ROWS})
                while self._step(session, clear):
                    pass
            for step in steps:
                self._step(session, step)

    def _step(self, session: neo4j.Session, step: Step) -> int:
        try:
            return session.execute_write(_run, step)
        except (DriverError, Neo4jError) as error:
            raise _explain(error, self._address, step.query.name) from error

    def close(self) -> None:
        """Closes the connections; the server has made each write durable."""
        self._driver.close()


@neo4j.unit_of_work(timeout=WRITE_TIMEOUT_S)
def _run(transaction: neo4j.ManagedTransaction, step: Step) -> int:
    """Returns the first value of the first row, 0 where there is none."""
    record = transaction.run(step.query.text, dict(step.parameters)).single(strict=False)
    return int(record[0]) if record else 0


def _explain(error: Exception, address: Neo4jAddress, doing: str = "") -> TalentgraphError:
    """The error in words that say what to do."""
    if isinstance(error, AuthError):
        return Unavailable(
            f"Neo4j 拒绝登录（用户 {address.user or '未设置'}）",
            f"Neo4j refused the login (user {address.user or 'not set'})",
            hint="请检查 TALENTGRAPH_NEO4J_USER 与 TALENTGRAPH_NEO4J_PASSWORD。Check both settings.",
        )
    if isinstance(error, ClientError) and "TransactionTimedOut" in str(error.code):
        return QueryTimeout(f"查询 {doing} 超时", f"query {doing} ran out of time")
    if isinstance(error, ClientError) and "DatabaseNotFound" in str(error.code):
        return SettingsError(
            f"Neo4j 没有数据库 {address.database}",
            f"Neo4j has no database {address.database}",
            hint="请检查 TALENTGRAPH_NEO4J_DATABASE。Check TALENTGRAPH_NEO4J_DATABASE.",
        )
    if isinstance(error, ClientError):
        return QueryFailed(f"查询 {doing} 出错", f"query {doing} failed: {error.message}")
    if isinstance(error, ServiceUnavailable | OSError):
        return Unavailable(
            f"连接不上 Neo4j：{address.uri}",
            f"cannot reach Neo4j at {address.uri}: {error}",
            hint="请确认服务已启动、地址与端口正确、防火墙放行 Bolt 端口。Is the server up and the port open?",
        )
    return Unavailable(f"Neo4j 报错（{doing or address.uri}）：{error}", f"Neo4j failed ({doing}): {error}")
