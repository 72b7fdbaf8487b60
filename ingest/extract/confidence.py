"""How far a fact is trusted: the measured precision of the rule that read it.

`rules/confidence.yaml` holds, for each kind of fact, the share of what a rule found on the annotated documents that was
right: (right + 1) / (found + 2); `python -m bench.confidences FOLDER...` writes it. A rule that is not in it
was seen too seldom to be measured and keeps its own estimate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ingest.extract.model import Extraction
from ingest.extract.rulebook import load_cached


def measured(extraction: Extraction) -> Extraction:
    """The same facts with measured confidences."""
    table: Mapping[str, Mapping[str, float]] = load_cached("confidence")

    def of(kind: str, method: str, estimate: float) -> float:
        return float(table[kind].get(method, estimate))

    return Extraction(
        tuple(replace(e, confidence=of("entities", e.method, e.confidence)) for e in extraction.entities),
        tuple(replace(r, confidence=of("relations", r.method, r.confidence)) for r in extraction.relations),
        tuple(replace(i, confidence=of("indicators", i.method, i.confidence)) for i in extraction.indicators),
    )
