"""What became of one file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from graph.projection.effect import Counts
from graph.statements.ledger import AddedSource, SourceContent
from ingest.preview import DocumentPreview


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `status` is added, superseded, unchanged, preview or failed. `changes` counts the
    entities and relations that it made new, changed, left unchanged or (superseding a version) took away; see
    `graph.projection.effect`; in a preview, what it would change. None where nothing was loaded. `document` is the
    preview of a document."""

    file: str
    status: str
    source_id: str | None
    superseded: str | None
    revision: int | None
    counts: dict[str, int]
    sheets: tuple[dict[str, Any], ...] = ()
    refused: tuple[dict[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    changes: Counts | None = None
    error: dict[str, str] | None = field(default=None)
    document: DocumentPreview | None = None

    @property
    def has_findings(self) -> bool:
        """Whether anything was rejected, warned about or refused."""
        return bool(self.refused or self.error or self.counts.get("rejected") or self.counts.get("warned"))

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "file": self.file,
            "status": self.status,
            "source": self.source_id,
            "superseded": self.superseded,
            "revision": self.revision,
            "counts": self.counts,
            "changes": self.changes,
            "sheets": list(self.sheets),
            "refused": list(self.refused),
            "notes": list(self.notes),
            "error": self.error,
            **({"document": asdict(self.document)} if self.document else {}),
        }


def report_of(source: SourceContent, added: AddedSource, changes: Counts) -> FileReport:
    """The report of a source that was read, and what became of it in the ledger."""
    told = source.report
    return FileReport(
        file=source.name, status=added.status, source_id=added.id, superseded=added.superseded,
        revision=added.revision, counts=told["counts"], sheets=tuple(told["sheets"]), refused=tuple(told["refused"]),
        notes=tuple(told["notes"]), changes=changes,
    )  # fmt: skip
