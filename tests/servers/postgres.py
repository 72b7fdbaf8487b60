"""A real local PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .child import supervised


@dataclass(frozen=True)
class PostgresServer:
    """How to reach a running server: a SQLAlchemy URL for psycopg 3, over a Unix socket, as superuser."""

    url: str
    pid: int


@contextmanager
def postgres_server(*, timeout: float = 60.0) -> Iterator[PostgresServer]:
    """Run PostgreSQL over an empty cluster; stop it and remove its data at the end. `timeout` is in seconds.

    As root, PostgreSQL runs as the system user `pgserver`, created if absent, and the folders that lead to the
    installed package become readable by everyone: the package does both, since PostgreSQL refuses to run as root.

    Raises ServerUnavailable when a package is missing, ServerFailed when PostgreSQL does not start.
    """
    with supervised("postgres_process", {}, timeout) as report:
        yield PostgresServer(report["url"], report["pid"])
