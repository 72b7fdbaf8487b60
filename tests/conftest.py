"""Fixtures for all tests: servers that start once a session, a home folder that is nobody's, settled randomness."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url, text

from graph.ontology import ontology
from graph.settings import Settings
from graph.store.neo4j_store import Neo4jAddress, Neo4jStore
from tests.servers import ServerFailed, ServerUnavailable, neo4j_server, postgres_server

REQUIRED = "TALENTGRAPH_REQUIRE_SERVERS"  # set to 1 where a missing server is a failure, as on the build machine
NEO4J_URI = "TALENTGRAPH_TEST_NEO4J_URI"  # an empty, disposable Neo4j without a password, used instead of our own
# A test run ends before the thorough compiler pays off, and each new plan costs more than all its uses.
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
STEADY_PLANS = {"dbms.cypher.min_replan_interval": "1h", "dbms.cypher.statistics_divergence_threshold": "1.0"}
_numbers = count(1)
_missing = pytest.StashKey[dict[str, str]]()

# Examples differ in what they cost by a factor of a hundred, so a deadline or a health check would only fail at random.
settings.register_profile("local", max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_missing] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Nobody shall take a run without servers for a full one."""
    for server, reason in config.stash[_missing].items():
        terminalreporter.section(f"NOT TESTED AGAINST A REAL {server.upper()}", sep="!", red=True, bold=True)
        terminalreporter.line(f"{reason}\nSET {REQUIRED}=1 TO MAKE THIS A FAILURE.")


@pytest.fixture(autouse=True)
def _nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own installation, whatever the environment or a `.env` file says."""
    for name in [n for n in os.environ if n.startswith("TALENTGRAPH_")]:
        if not name.startswith(("TALENTGRAPH_TEST_", "TALENTGRAPH_REQUIRE_", "TALENTGRAPH_KILLS")):
            monkeypatch.delenv(name)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    monkeypatch.setenv("TALENTGRAPH_HOME", str(tmp_path / "nobodys-home"))


@pytest.fixture(scope="session")
def neo4j_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of an empty Neo4j without authentication."""
    if given := os.environ.get(NEO4J_URI):
        yield given
        return
    with ExitStack() as stack, pytest.MonkeyPatch.context() as environment:
        environment.setenv("JDK_JAVA_OPTIONS", QUICK_JAVA)
        try:
            server = stack.enter_context(neo4j_server(settings=STEADY_PLANS))
        except (ServerUnavailable, ServerFailed) as error:
            _do_without(pytestconfig, "Neo4j", error)
        yield server.uri


@pytest.fixture
def neo4j_store(neo4j_url: str) -> Iterator[Neo4jStore]:
    """An empty store on the session's server."""
    store = Neo4jStore(Neo4jAddress(neo4j_url), ontology())
    store.write([], replace=True)
    yield store
    store.close()


@pytest.fixture(scope="session")
def _postgres(pytestconfig: pytest.Config) -> Iterator[str]:
    with ExitStack() as stack:
        try:
            server = stack.enter_context(postgres_server())
        except (ServerUnavailable, ServerFailed) as error:
            _do_without(pytestconfig, "PostgreSQL", error)
        yield server.url


@pytest.fixture
def postgres_url(_postgres: str) -> Iterator[str]:
    """A SQLAlchemy URL of a database that this test alone uses."""
    name = f"test_{next(_numbers)}"
    admin = create_engine(_postgres, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(_postgres).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def _do_without(config: pytest.Config, server: str, error: Exception) -> NoReturn:
    """Fails where servers are required; else skips, and has the summary say so."""
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{server} is required ({REQUIRED}=1) but not available: {error}", pytrace=False)
    config.stash[_missing][server] = str(error)
    pytest.skip(f"NO REAL {server.upper()}: {error}")
