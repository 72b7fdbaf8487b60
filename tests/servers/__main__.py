"""Command line: `neo4j` and `postgres` run a server until Ctrl-C or SIGTERM, `check` tries both."""

import argparse
import os
import signal
import sys
import time
from types import FrameType
from typing import NoReturn

from .errors import ServerFailed, ServerUnavailable
from .neo4j import neo4j_server
from .postgres import postgres_server


def main() -> int:
    """Run the command; the exit code is 0 when all went well, 1 when a server failed."""
    options = _parse()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        if options.command == "check":
            return _check()
        if options.command == "neo4j":
            with neo4j_server(auth=options.auth, heap=options.heap, pagecache=options.pagecache) as neo4j:
                print(neo4j.uri, f"user={neo4j.user} password={neo4j.password}" if options.auth else "", flush=True)
                return _wait(neo4j.pid)
        with postgres_server() as postgres:
            print(postgres.url, flush=True)
            return _wait(postgres.pid)
    except KeyboardInterrupt:
        return 0
    except (ServerUnavailable, ServerFailed) as error:
        print(error, file=sys.stderr)
        return 1


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    neo4j = commands.add_parser("neo4j", help="run Neo4j in the foreground")
    neo4j.add_argument("--auth", action="store_true", help="require a (random, printed) password")
    neo4j.add_argument("--heap", default="512m", help="Java heap (default: %(default)s)")
    neo4j.add_argument("--pagecache", default="128m", help="page cache (default: %(default)s)")
    commands.add_parser("postgres", help="run PostgreSQL in the foreground")
    commands.add_parser("check", help="start both, run one query on each, stop them")
    return parser.parse_args()


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _wait(pid: int) -> int:
    """Sleep until interrupted; return 1 if the server ends before that."""
    while _exists(pid):
        time.sleep(1)
    print("the server ended on its own", file=sys.stderr)
    return 1


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _check() -> int:
    """Try both servers even if the first fails."""
    code = 0
    for name, query in (("neo4j", _query_neo4j), ("postgres", _query_postgres)):
        begin = time.monotonic()
        try:
            answer = query()
        except Exception as error:  # any failure of any library is a failed check
            print(f"{name}: FAILED: {type(error).__name__}: {error}", flush=True)
            code = 1
        else:
            print(f"{name}: ok, {answer} ({time.monotonic() - begin:.1f} s)", flush=True)
    return code


def _query_neo4j() -> str:
    from neo4j import GraphDatabase

    with neo4j_server() as server, GraphDatabase.driver(server.uri) as driver:
        query = "CALL dbms.components() YIELD name, versions RETURN name + ' ' + versions[0] AS version"
        return str(driver.execute_query(query).records[0]["version"])


def _query_postgres() -> str:
    from sqlalchemy import create_engine, text

    with postgres_server() as server:
        engine = create_engine(server.url)
        try:
            with engine.connect() as connection:
                return f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar_one()}"
        finally:
            engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
