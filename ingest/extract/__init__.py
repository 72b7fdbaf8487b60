"""What a report says, as entities, relations and indicators, each with the text that states it.

A document passes through small steps: `punctuation` gives it full-width marks, `text` cuts it into sentences under
their headings, table cells each by itself, tagged by `tagger` (with its `network`), and `mend`, `grown` and `peoples`
correct the tagger's edges (by `recut`); `tables` tells what columns hold; `gather` finds the names by `grammars`, each
over all sentences (`heads`, `ranked`, `teams`, `bodies`, `firms`, `schools`, `brackets`, `people`, `labelled_persons`,
`cut_persons`, `uncommon_persons`, `gazetteer`, `regions`, `spoken_counties`, `townships`, `steppe`, `tagged_bodies`,
`industries`, `headed_industries`, `industry_lists`, `things` and their `variants`, `topics` in the `topic_zones` of
names, `schemes`, `items`, which also reads what belongs to the station that heads an item, each with its rule file
under `rules/`), `mentions` settles overlaps, `aliases` and `adjust` add what only the whole document tells, `unspoken`
drops the industries of which it speaks only in names that tell of none, `sections` gives colleges to their university,
`namesakes` parts people of one name, `profiles` puts a person's name before the line below it that tells what the
person is; `frame` and `anaphora` tell what 我州, 我局 and 该团 mean, `about` what the document itself is, `roles` who
serves and who governs or reports; `structure` reads relations off names, `relate` off sentences and paragraphs, by the
patterns of `rules/relations.yaml` (their language is in `patterns`; `needed` tells which of them a text cannot match)
and by `clauses`, their `parts`, `predicates` (the `clause_frames` of `rules/clauses.yaml`), unless `modality` says
that it is not so, `table_facts` off rows, `places`, `implicit`, `sited`, `trades`, `titles`, `chosen_lists` and
`approved` (lists of people who were chosen and of bodies that may set up stations) add what is meant without being
said; `indicators` and `table_figures` find figures, `metrics` what they count; `entities` joins mentions of one thing.
Relations whose ends the ontology forbids are dropped. To widen it, add a rule with an example: a test runs every
example. `kept` and `regexes` keep the rules and the expressions of all of them ready between runs, and `openings`
makes them fast to search.
`crafts` helps `industries` with verbs that are none, `firms` has the brands of banks and holdings from `holdings`.
`docs/extraction.md` says how well all this does.
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
