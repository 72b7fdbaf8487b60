"""Opens the ledger's database: SQLite in WAL mode or PostgreSQL, migrated to the newest schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError

from graph.errors import Unavailable

MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 7_106_318_245  # any constant: PostgreSQL's advisory lock while migrating
BUSY_TIMEOUT_MS = 60_000


def open_database(url: str) -> Engine:
    """An engine on a migrated ledger. Raises Unavailable when the server or the folder cannot be reached."""
    sqlite = url.startswith("sqlite")
    options: dict[str, Any] = {} if sqlite else {"pool_pre_ping": True}
    engine = create_engine(url, **options)
    if sqlite:
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        migrate(engine)
    except OperationalError as error:
        engine.dispose()
        raise Unavailable(
            f"无法打开账本数据库：{error.orig}",
            f"cannot open the ledger's database: {error.orig}",
            hint="请检查 TALENTGRAPH_LEDGER_URL 与数据库服务。Check TALENTGRAPH_LEDGER_URL and the server.",
        ) from error
    return engine


def migrate(engine: Engine) -> None:
    """Brings the schema to the newest revision; processes that start together take turns."""
    with engine.connect() as connection:
        newest = ScriptDirectory.from_config(_alembic(connection)).get_current_head()
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    with engine.execution_options(ledger_write=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        command.upgrade(_alembic(connection), "head")


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _configure_sqlite(dbapi_connection: Any, _record: Any) -> None:
    dbapi_connection.isolation_level = None  # SQLAlchemy's begin event opens transactions, not the driver
    cursor = dbapi_connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",  # what was acknowledged survives a power cut
        "foreign_keys=ON",
        "secure_delete=ON",  # an erased person leaves no bytes behind
        "cache_size=-65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once: a transaction that reads first and writes later could fail halfway."""
    writing = connection.get_execution_options().get("ledger_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
