"""What a report says, as entities, relations and indicators, each with the text that states it."""

from __future__ import annotations

from ingest.extract.extractor import Extractor
from ingest.extract.model import Entity, EntityKey, Extraction, Indicator, Relation, Span
from ingest.extract.tagger import Tagger, Token

__all__ = [
    "Entity",
    "EntityKey",
    "Extraction",
    "Extractor",
    "Indicator",
    "Relation",
    "Span",
    "Tagger",
    "Token",
]
