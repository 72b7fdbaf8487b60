"""Everything one process works with: settings, ontology, ledger, store and projector. Opened by composition roots."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph.ontology import Ontology, ontology
from graph.privacy import Vault, open_vault
from graph.projection import Projector
from graph.settings import Settings
from graph.statements.database import open_database
from graph.statements.encoding import StatementEncoder
from graph.statements.jobs import JobLog
from graph.statements.ledger import Ledger
from graph.statements.locks import projection_lock
from graph.statements.sources import EvidenceReader
from graph.store import GraphStore
from graph.store.factory import open_store


@dataclass(frozen=True)
class Workspace:
    """One ledger, one store that follows it, and what reads them."""

    settings: Settings
    ontology: Ontology
    vault: Vault
    ledger: Ledger
    store: GraphStore
    projector: Projector
    evidence: EvidenceReader
    jobs: JobLog


def open_ledger(settings: Settings) -> Ledger:
    """The ledger alone, for work that needs no graph. The caller disposes of its engine."""
    return Ledger(open_database(settings.ledger), StatementEncoder(ontology(), open_vault(settings)))


@contextmanager
def open_workspace(settings: Settings) -> Iterator[Workspace]:
    """Opens ledger and store, and closes both. Raises Unavailable or SettingsError with what to do."""
    ledger = open_ledger(settings)
    try:
        store = open_store(settings, ontology())
    except BaseException:
        ledger.engine.dispose()
        raise
    try:
        yield assemble(settings, ledger, store)
    finally:
        store.close()
        ledger.engine.dispose()


def assemble(settings: Settings, ledger: Ledger, store: GraphStore) -> Workspace:
    """A workspace over a ledger and a store that are open already."""
    exclusive = projection_lock(ledger.engine, settings.home) if store.capabilities.shared else None
    projector = Projector(ledger, store, ontology(), batch_rows=settings.batch_rows, exclusive=exclusive)
    reader = EvidenceReader(ledger.engine)
    return Workspace(
        settings, ontology(), open_vault(settings), ledger, store, projector, reader, JobLog(ledger.engine)
    )
