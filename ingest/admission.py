"""Which claims the ledger takes, and an account of those that the ontology does not allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from graph.model.claims import Claim
from graph.statements.encoding import ClaimError, StatementEncoder, unnamed_mentions


def admit(encoder: StatementEncoder, claims: Sequence[Claim]) -> tuple[list[Claim], list[dict[str, Any]]]:
    """Claims that the ontology allows, and of the others, per reason, how many."""
    admitted: list[Claim] = []
    refused: Counter[tuple[str, str, str]] = Counter()
    for claim in claims:
        try:
            encoder.encode(claim)
        except ClaimError as error:
            refused[claim.predicate, error.zh, error.en] += 1
        else:
            admitted.append(claim)
    unnamed = unnamed_mentions(admitted)  # their names were refused, so nothing else can be said of them
    for claim in admitted:
        if claim.subject in unnamed or claim.object in unnamed:
            refused[claim.predicate, "所说的对象没有可用的名称", "what it speaks of has no usable name"] += 1
    admitted = [c for c in admitted if c.subject not in unnamed and c.object not in unnamed]
    account = [
        {"predicate": predicate, "reason": zh, "reason_en": en, "count": count}
        for (predicate, zh, en), count in refused.items()
    ]
    return admitted, account
