"""Rows into the ledger's tables, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select

from graph.statements.tables import appearance, statement

INSERT_ROWS = 5_000


def insert_all(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """Inserts rows that all have the same columns, and changes them on the way.

    SQLAlchemy converts the values of those types that need it; then the driver gets the rows as they are, for handling
    every value of every row would take longer than the database does.
    """
    dialect = connection.dialect
    types = {column.name: column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns}
    while chunk := list(islice(rows, INSERT_ROWS)):
        for name, convert in types.items():
            if convert and name in chunk[0]:
                for row in chunk:
                    row[name] = convert(row[name])
        columns = [column.name for column in table.columns if column.name in chunk[0]]
        values = [tuple(map(row.__getitem__, columns)) for row in chunk]
        if dialect.name == "postgresql":
            _copy(connection, table, columns, values)
        else:
            compiled = insert(table).compile(dialect=dialect, column_keys=columns)
            assert compiled.positiontup == columns, compiled.positiontup
            connection.exec_driver_sql(compiled.string, values)


def _copy(connection: Connection, table: Table, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    """PostgreSQL's way for many rows: an INSERT each would be parsed, planned and answered."""
    quote = connection.dialect.identifier_preparer.quote
    into = f"COPY {quote(table.name)} ({', '.join(map(quote, columns))}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def insert_statements(
    connection: Connection, source_id: str, number: int, rows: Iterable[tuple[int, dict[str, Any]]], **values: Any
) -> None:
    """Adds statements of a source at a revision: pairs of passage id and encoded claim; `values` are common to all.
    `note_appearances` must follow."""
    start = connection.execute(select(func.coalesce(func.max(statement.c.id), 0))).scalar_one() + 1
    numbered = (
        {"id": start + i, "source_id": source_id, "passage_id": cited, "since": number, **row, **values}
        for i, (cited, row) in enumerate(rows)
    )
    insert_all(connection, statement, numbered)


def note_appearances(connection: Connection, sources: Collection[str]) -> None:
    """Brings the appearances of sources in line with their statements (every mention has a name in its source)."""
    connection.execute(delete(appearance).where(appearance.c.source_id.in_(sources)))
    columns = statement.c.source_id, statement.c.subject, statement.c.token
    named = select(*columns, statement.c.added_revision, statement.c.ended_revision).where(
        statement.c.source_id.in_(sources), or_(statement.c.predicate == "name", statement.c.token.is_not(None))
    )
    connection.execute(insert(appearance).from_select(appearance.columns.keys(), named.distinct()))
