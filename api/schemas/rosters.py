"""Previews of files and corrections of how a layout is read."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.schemas.common import MarkOut, Model
from api.schemas.data import ChangesOut
from ingest.settling import State


class HighlightOut(MarkOut):
    """Words of a sentence: the type of what they name (`Indicator` for a figure), and the fact they stand for."""

    type: str
    fact: str


class MarkedSentenceOut(Model):
    """A sentence of the document; highlights may lie within one another."""

    locator: dict[str, Any]
    text: str
    highlights: list[HighlightOut]


class PreviewedFactOut(Model):
    """A fact as it would stand. `known` tells whether the graph holds it already, null where it would not be stated;
    `entities` are the entities that a thing would be one with; `sentences` are indexes into the preview's."""

    id: str
    kind: str
    state: State
    content: dict[str, Any]
    method: str
    confidence: float
    known: bool | None
    entities: list[str]
    sentences: list[int]


class DocumentPreviewOut(Model):
    """A document's facts, and its whole text with the words marked."""

    facts: list[PreviewedFactOut]
    sentences: list[MarkedSentenceOut]


class PreviewOut(Model):
    """What loading a file would do: what would change in the graph; of a roster the mapping of every sheet, and all
    that would be rejected or warned about; of a document its facts and its marked text."""

    file: str
    status: str
    counts: dict[str, int]
    changes: dict[str, ChangesOut]
    document: DocumentPreviewOut | None
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
