"""One process at a time: the right to project into a store that several processes share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Engine, text

_PROJECTION_LOCK = 7_106_318_246  # any constant: PostgreSQL's advisory lock while projecting


def projection_lock(engine: Engine, home: Path) -> Callable[[], AbstractContextManager[bool]]:
    """A lock among all processes on one ledger: an advisory lock on PostgreSQL, a lock file beside SQLite."""

    @contextmanager
    def on_server() -> Iterator[bool]:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _PROJECTION_LOCK})
            try:
                yield True
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _PROJECTION_LOCK})

    @contextmanager
    def on_file() -> Iterator[bool]:
        with FileLock(home / "projection.lock"):
            yield True

    return on_server if engine.dialect.name == "postgresql" else on_file
