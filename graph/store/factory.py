"""Opens the engine that the settings name. Only composition roots call this."""

from __future__ import annotations

from graph.ontology import Ontology
from graph.settings import Settings
from graph.store.port import GraphStore


def open_store(settings: Settings, ontology: Ontology) -> GraphStore:
    """The configured store. Raises SettingsError or Unavailable with what to do."""
    if settings.engine == "neo4j":
        from graph.store.neo4j_store import Neo4jAddress, Neo4jStore  # loads only the engine that is used

        password = settings.neo4j_password
        address = Neo4jAddress(
            uri=settings.neo4j_uri,
            user=settings.neo4j_user,
            password=password.get_secret_value() if password else None,
            database=settings.neo4j_database,
            ca_file=settings.neo4j_ca_file,
        )
        return Neo4jStore(address, ontology, timeout_s=settings.query_timeout_s)
    from graph.store.kglite_store import KgliteStore

    return KgliteStore(settings.home / "graph.kgl", timeout_s=settings.query_timeout_s)
