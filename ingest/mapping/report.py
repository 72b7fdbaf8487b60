"""What is reported of each sheet: every row accounted for, every doubtful cell named, with what to do about it.

Personal values never enter a report: callers give only what `masking.shown` let pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.ontology.yaml_source import read_yaml
from ingest.content import SheetState


@dataclass(frozen=True, slots=True)
class Advice:
    """Why a kind of finding is reported and what the user can do, in Chinese."""

    reason: str
    action: str


@lru_cache(maxsize=1)
def advices() -> Mapping[str, Advice]:
    """The advice for each kind of finding."""
    data = read_yaml(Path(__file__).with_name("findings.yaml")).data
    return {kind: Advice(str(entry["reason"]), str(entry["action"])) for kind, entry in data.items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """A rejection or a warning: the cell it is about, its kind, the masked value and any further detail (Chinese)."""

    row: int
    column: str
    cell: str
    kind: str
    value: str = ""
    detail: str = ""

    def to_json(self) -> dict[str, Any]:
        """The finding with its reason and what to do."""
        advice = advices()[self.kind]
        reason = f"{advice.reason}（{self.detail}）" if self.detail else advice.reason
        return {
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "kind": self.kind,
            "value": self.value,
            "reason": reason,
            "action": advice.action,
        }


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row below the header that holds no record."""

    row: int
    kind: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a heading was read as: a property or relation (None: kept as text), the mapping file's name for the column,
    how sure that is (0 to 1) and by what: heading, ending, likeness, content, about, neighbour or correction."""

    target: str | None
    name: str | None = None
    confidence: float = 0.0
    by: str = ""


@dataclass(slots=True)
class SheetReport:
    """One sheet's account. `columns` says what each heading was read as, `confidence` how sure its kind is (0 to 1);
    `fingerprint` names the layout, for corrections."""

    sheet: str
    state: SheetState
    table: str | None = None
    header_rows: list[int] = field(default_factory=list)
    data_rows: int = 0
    accepted: int = 0
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    skipped_rows: list[SkippedRow] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    confidence: float = 0.0
    fingerprint: str = ""

    def to_json(self) -> dict[str, Any]:
        """The object of the report contract."""
        return {
            "sheet": self.sheet,
            "state": self.state,
            "table": self.table,
            "header_rows": self.header_rows,
            "data_rows": self.data_rows,
            "accepted": self.accepted,
            "rejected": [finding.to_json() for finding in self.rejected],
            "warnings": [finding.to_json() for finding in self.warnings],
            "skipped_rows": [{"row": skipped.row, "kind": skipped.kind} for skipped in self.skipped_rows],
            "unknown_columns": self.unknown_columns,
            "columns": [
                {"column": label, "target": c.target, "name": c.name, "confidence": c.confidence, "by": c.by}
                for label, c in self.columns.items()
            ],
            "confidence": self.confidence,
            "fingerprint": self.fingerprint,
            "notes": self.notes,
        }
