"""The review queue: pairs that may be one, with what agrees, what differs, and the evidence of both sides."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import NotFound
from graph.resolution import ReviewPair, review_pairs
from graph.services.differences import Difference, differences
from graph.services.entities import Entity, get_entity
from graph.services.workspace import Workspace
from graph.statements.sources import Evidence
from graph.statements.view import LedgerView

EVIDENCE_PER_SIDE = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two entities with passages that speak of it."""

    entity: Entity
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A question: are these one? `differing` says in what they differ, and where that stands."""

    pair: ReviewPair
    left: Side
    right: Side
    differing: tuple[Difference, ...]


class ReviewQueue:
    """The open pairs, computed once for each revision of the ledger. Safe to share between threads."""

    def __init__(self, work: Workspace) -> None:
        self._work, self._lock = work, threading.Lock()
        self._revision, self._pairs = -1, list[ReviewPair]()

    def pairs(self) -> Sequence[ReviewPair]:
        """All open pairs, the most alike first."""
        with self._lock:
            head = self._work.ledger.head()
            if head != self._revision:
                with self._work.ledger.engine.connect() as connection:
                    self._pairs = review_pairs(LedgerView(connection, head))
                self._revision = head
            return self._pairs

    def page(self, offset: int, limit: int) -> list[Review]:
        """Some of the open pairs with both sides. Pairs that the graph does not hold yet are left out."""
        found = []
        for pair in self.pairs()[offset : offset + limit]:
            try:
                found.append(self._review(pair))
            except NotFound:  # the graph is a revision behind
                continue
        return found

    def _review(self, pair: ReviewPair) -> Review:
        left, right = self._side(pair.left), self._side(pair.right)
        return Review(pair, left, right, differences(self._work, left.entity, right.entity))

    def _side(self, identifier: str) -> Side:
        entity = get_entity(self._work, identifier)
        return Side(entity, tuple(self._work.evidence.of_entity(entity.mentions, limit=EVIDENCE_PER_SIDE)))
