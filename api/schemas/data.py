"""Sources, jobs and the state of the service."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import Field

from api.schemas.common import Model
from graph.services.status import Status
from graph.statements.jobs import Job
from graph.statements.sources import SourceRecord


class SourceOut(Model):
    """A file version. `size` in bytes, times in UTC."""

    id: str
    name: str
    origin: str
    status: str
    size: int
    media_type: str
    content_hash: str
    added: str
    added_by: str
    revision: int
    counts: dict[str, int]

    @classmethod
    def of(cls, record: SourceRecord) -> SourceOut:
        values = asdict(record)
        report = values.pop("report")
        return cls(**values, counts=report.get("counts", {}))


class ChangesOut(Model):
    """Entities or relations that a file made new, changed, left unchanged, or that went with its superseded version."""

    new: int
    changed: int
    unchanged: int
    gone: int


class SourceReport(SourceOut):
    """A file version with everything that was rejected, warned about or refused."""

    sheets: list[dict[str, Any]]
    refused: list[dict[str, Any]]
    notes: list[str]
    changes: dict[str, ChangesOut] | None = Field(
        None, description="`entities` and `relations` against the graph before; null until they are counted"
    )

    @classmethod
    def of_record(cls, record: SourceRecord) -> SourceReport:
        report = record.report
        return cls(
            **SourceOut.of(record).model_dump(),
            sheets=report.get("sheets", []), refused=report.get("refused", []), notes=report.get("notes", []),
            changes=report.get("changes"),
        )  # fmt: skip


class JobOut(Model):
    """Long work; `state` is waiting, running, done or failed, `progress` runs from 0 to 1."""

    id: str
    kind: str
    state: str
    progress: float
    message: str
    result: dict[str, Any] | None
    created: str
    updated: str

    @classmethod
    def of(cls, job: Job) -> JobOut:
        return cls(**asdict(job))


class RetractedOut(Model):
    """The ledger's revision after a retraction."""

    source_id: str
    revision: int


class HealthOut(Model):
    """The process answers."""

    status: str


class ReadyOut(Model):
    """Whether the graph holds the ledger's newest revision."""

    ready: bool
    engine: str
    ledger_revision: int
    graph_revision: int | None


class StatusOut(Model):
    """What the installation holds."""

    engine: str
    ledger_revision: int
    graph_revision: int | None
    ready: bool
    entities: dict[str, int]
    relations: dict[str, int]
    active_sources: int

    @classmethod
    def of(cls, status: Status) -> StatusOut:
        return cls(**asdict(status))
