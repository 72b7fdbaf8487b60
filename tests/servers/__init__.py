"""Real database servers for tests, benchmarks and humans, each on a fresh temporary data folder.

Works on Linux and macOS. Nothing here is imported by the product, and importing this package needs
no third-party package: each starter imports what it needs when it is used.
"""

from .errors import ServerFailed, ServerUnavailable
from .neo4j import Neo4jServer, neo4j_server
from .postgres import PostgresServer, postgres_server

__all__ = [
    "Neo4jServer",
    "PostgresServer",
    "ServerFailed",
    "ServerUnavailable",
    "neo4j_server",
    "postgres_server",
]
