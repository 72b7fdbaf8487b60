"""Rosters become claims through mapping files: `RosterMapper.map` turns a workbook into passages, claims and a report.

A table kind is one file in `tables/`; no code knows a kind by name.
"""

from __future__ import annotations

from ingest.mapping.corrections import Correction, Corrections
from ingest.mapping.mapper import MappedRoster, RosterMapper
from ingest.mapping.report import Finding, SheetReport, SkippedRow

__all__ = ["Correction", "Corrections", "Finding", "MappedRoster", "RosterMapper", "SheetReport", "SkippedRow"]
