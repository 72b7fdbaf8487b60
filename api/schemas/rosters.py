"""Previews of files and corrections of how a layout is read."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.schemas.common import Model


class PreviewOut(Model):
    """What loading a file would do: the mapping of every sheet, and all that would be rejected or warned about."""

    file: str
    status: str
    counts: dict[str, int]
    sheets: list[dict[str, Any]]
    refused: list[dict[str, Any]]
    notes: list[str]


class CorrectionIn(Model):
    """How a layout is to be read: the kind of roster (empty: not to be loaded), header rows (from 1), and the mapping
    file's name for each heading (null: keep as text only)."""

    table: str | None = Field(None, max_length=40)
    header_rows: list[int] = Field(default_factory=list, max_length=10)
    columns: dict[str, str | None] = Field(default_factory=dict, max_length=1000)
    sheet: str = Field("", max_length=100)


class CorrectionOut(CorrectionIn):
    """A correction that is kept."""

    fingerprint: str
    version: int


class CorrectionsOut(Model):
    """All corrections."""

    items: list[CorrectionOut]
