"""What becomes of a document's facts under the decisions of people: a pure function of both.

A decision holds for the sentences that were shown with the fact. Where a relation or a figure is refused, another
sentence that says so counts for itself. A thing is named all over a document, so a decision on one holds in the whole
document for as long as one of those sentences stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.model.facts import Citation, Content, Decision, Fact
from graph.ontology import ontology

State = Literal["stated", "accepted", "corrected", "refused", "held", "waiting", "impossible"]
"""stated: entered by its rule; accepted, corrected, refused: a person decided; held: too weak, to be reviewed; waiting:
an end is held; impossible: an end was refused, or corrected to what the ontology does not allow there."""

COUNTS: frozenset[State] = frozenset({"stated", "accepted", "corrected"})
OPEN: frozenset[State] = frozenset({"held", "waiting", "impossible"})
DECIDED_METHOD, DECIDED_CONFIDENCE = "person:decision@1", 1.0
EndKey = tuple[str, str, str]  # type, name, what tells namesakes apart


@dataclass(frozen=True, slots=True)
class Settled:
    """A fact as it stands: `content` with corrections, `cited` without refused sentences."""

    fact: Fact
    state: State
    content: Content
    cited: tuple[Citation, ...]
    method: str
    confidence: float
    decision: Decision | None = None

    @property
    def counts(self) -> bool:
        """Whether it is stated in the ledger."""
        return self.state in COUNTS


def settle(facts: Sequence[Fact], decisions: Sequence[Decision]) -> list[Settled]:
    """Every fact as it stands, in the order given. `decisions` are those that count, the newest first."""
    by_fact: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_fact.setdefault(decision.fact, []).append(decision)
    decided = [_decided(fact, by_fact.get(fact.key, ())) for fact in facts]
    ends = _Ends(decided)
    settled = {"relation": ends.relation, "indicator": ends.figure, "entity": ends.vouched_for}
    return [settled[s.fact.kind](s) for s in decided]


def _decided(fact: Fact, decisions: Sequence[Decision]) -> Settled:
    cited, refused = fact.cited, None
    for decision in decisions:
        covered = [c for c in cited if c.sentence in decision.sentences]
        if not covered:
            continue
        if decision.verdict != "refuse":
            corrected = decision.correction is not None
            return Settled(
                fact, "corrected" if corrected else "accepted", decision.correction or fact.content, cited,
                DECIDED_METHOD, DECIDED_CONFIDENCE, decision,
            )  # fmt: skip
        cited = () if fact.kind == "entity" else tuple(c for c in cited if c not in covered)
        refused = refused or decision
    if refused and not cited:
        return Settled(fact, "refused", fact.content, fact.cited, fact.method, fact.confidence, refused)
    return Settled(fact, "held" if fact.held else "stated", fact.content, cited, fact.method, fact.confidence)


def end_key(content: Content) -> EndKey:
    """What an entity is referred to by in relations."""
    return content["type"], content["name"], content.get("distinct", "")


@dataclass
class _Ends:
    """The things that relations run between. A person who stands for a relation stands for its ends as well."""

    settled: Sequence[Settled]
    _vouched: set[EndKey] = field(default_factory=set)

    def __post_init__(self) -> None:
        entities = [s for s in self.settled if s.fact.kind == "entity"]
        self._by_key: Mapping[EndKey, Settled] = {end_key(s.fact.content): s for s in entities}
        for settled in self.settled:
            if settled.fact.kind == "relation" and settled.decision and settled.counts:
                self._vouched |= set(_ends(settled.content))

    def relation(self, settled: Settled) -> Settled:
        """A relation with the ends that people decided on."""
        if not settled.counts or settled.state == "corrected":  # a correction names its ends itself
            return settled
        content = dict(settled.content)
        for side, key in zip(("from", "to"), _ends(settled.content), strict=True):
            end = self._by_key.get(key)
            if end is None or end.state == "refused":
                return replace(settled, state="impossible")
            if end.state == "held" and key not in self._vouched:
                return replace(settled, state="waiting")
            content[side] = {name: end.content.get(name, "") for name in ("type", "name", "distinct")}
        allowed = ontology().relations[content["type"]].allows(content["from"]["type"], content["to"]["type"])
        return replace(settled, content=content) if allowed else replace(settled, state="impossible")

    def figure(self, settled: Settled) -> Settled:
        """A figure about what its subject was corrected to."""
        if not settled.counts or settled.state == "corrected":
            return settled
        subject = settled.content["subject"]
        about = next((s for key, s in self._by_key.items() if key[1] == subject and s.state == "corrected"), None)
        if about is None:
            return settled
        return replace(settled, content={**settled.content, "subject": about.content["name"]})

    def vouched_for(self, settled: Settled) -> Settled:
        """An entity, accepted where it is the end of a relation that a person stands for."""
        if settled.state == "held" and end_key(settled.content) in self._vouched:
            return replace(settled, state="accepted", method=DECIDED_METHOD, confidence=DECIDED_CONFIDENCE)
        return settled


def _ends(content: Content) -> Iterator[EndKey]:
    yield end_key(content["from"])
    yield end_key(content["to"])
