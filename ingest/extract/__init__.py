"""What a report says, as entities, relations and indicators, each with the text that states it.

A document passes through small steps: `text` cuts it into tagged sentences under their headings; `gather` finds the
names in them (`heads`, `brackets`, `people`, `regions`, `industries`, each with its rule file under `rules/`) and
`mentions` settles overlaps; `frame` and `anaphora` tell what 我州, 我局 and 该团 mean; `structure` reads relations off
names, `relate` off sentences, by the patterns of `rules/relations.yaml` (their language is in `patterns`);
`indicators` finds figures; `entities` joins mentions of one thing. To widen it, add a rule with an example: a test
runs every example.
"""

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
