"""A real local Neo4j Community server."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from .child import supervised
from .errors import ServerUnavailable
from .jars import VERSION, neo4j_jars

USER = "neo4j"
INITIAL_PASSWORD = "neo4j"  # what every fresh Neo4j has, and insists on changing before anything else


@dataclass(frozen=True)
class Neo4jServer:
    """How to reach a running server. Without authentication any user and password are accepted."""

    uri: str
    user: str
    password: str
    pid: int
    version: str = VERSION


@contextmanager
def neo4j_server(
    *,
    auth: bool = False,
    heap: str = "512m",
    pagecache: str = "128m",
    settings: Mapping[str, str] | None = None,
    timeout: float = 120.0,
) -> Iterator[Neo4jServer]:
    """Run Neo4j on a free loopback port over an empty database; stop it and remove its data at the end.

    `heap` and `pagecache` take Java sizes (`512m`, `4g`). `auth` switches authentication on, with a random
    password. `settings` adds lines to neo4j.conf. `timeout` is in seconds and counts from after the download.

    Raises ServerUnavailable when a package or the jars cannot be had, ServerFailed when Neo4j does not start.
    """
    options = {
        "jars": str(neo4j_jars()),
        "heap": heap,
        "pagecache": pagecache,
        "auth": auth,
        "settings": dict(settings or {}),
    }
    with supervised("neo4j_process", options, timeout) as report:
        password = _change_password(report["uri"]) if auth else ""
        yield Neo4jServer(report["uri"], USER, password, report["pid"])


def _change_password(uri: str) -> str:
    """Replace the initial password by a random one, and return that."""
    try:
        from neo4j import GraphDatabase
    except ImportError as error:
        raise ServerUnavailable(f"auth=True needs the neo4j driver: {error}") from error

    password = secrets.token_urlsafe(16)
    with GraphDatabase.driver(uri, auth=(USER, INITIAL_PASSWORD)) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
            {"old": INITIAL_PASSWORD, "new": password},
            database_="system",
        )
    return password
