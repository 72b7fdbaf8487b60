"""Reviewing the facts of documents: list them with their sentences, decide on them, take a decision back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import InvalidInput
from graph.model.claims import Claim, Mark
from graph.model.facts import Content, Decision, Fact, FactKind, Verdict
from graph.services.workspace import Workspace
from graph.statements import decisions as written
from graph.statements.encoding import StatementEncoder
from graph.statements.facts import DocumentFacts, FactReader
from ingest.admission import admit
from ingest.amending import amend
from ingest.ancestors import ancestor_claims
from ingest.document_claims import document_claims
from ingest.settling import OPEN, Settled, State, settle

SCANNED = 20  # documents looked at together
PAST_ALL = 2**31  # more facts than any document has


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that states a fact, where it stands, and the words of it that say so."""

    locator: dict[str, Any]
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact of a document as it stands. `read` is what the rule read; `content` has a person's correction."""

    id: str
    kind: FactKind
    source_id: str
    source: str
    state: State
    content: Content
    read: Content
    method: str
    confidence: float
    sentences: tuple[Sentence, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class FactPage:
    """Some facts, and where to go on: after this fact of this document (None at the end)."""

    facts: tuple[FactView, ...]
    next: tuple[str, int] | None


def restate(
    encoder: StatementEncoder, origin: str, facts: Sequence[Fact], decisions: Sequence[Decision]
) -> list[Claim]:
    """The claims of a document that the ledger takes."""
    claims = document_claims(origin, settle(facts, decisions))
    return admit(encoder, [*claims, *ancestor_claims(claims, origin=origin)])[0]


def list_facts(
    work: Workspace, *, source: str | None = None, states: Iterable[State] = OPEN,
    after: tuple[str, int] = ("", -1), limit: int = 50,
) -> FactPage:  # fmt: skip
    """Facts in some states, of one document or of all, in the order of documents and their text. Raises NotFound for an
    unknown document."""
    wanted, (document, position) = set(states), after
    found: list[tuple[tuple[str, int], FactView]] = []
    with work.ledger.engine.connect() as connection:
        reader = FactReader(connection, work.ledger.encoder)
        while len(found) <= limit:
            pending = reader.documents(first=document, limit=SCANNED, open_only=wanted <= OPEN)
            for identifier in [source] if source is not None else pending:
                passed = position if identifier == document else -1
                views = enumerate(_views(reader, reader.document(identifier)))
                found += [((identifier, i), v) for i, v in views if i > passed and v.state in wanted]
                if len(found) > limit:
                    break
            if source is not None or len(pending) < SCANNED:
                break
            document, position = pending[-1], PAST_ALL
    page = found[:limit]
    return FactPage(tuple(view for _, view in page), page[-1][0] if len(found) > limit else None)


def find_fact(work: Workspace, fact: str) -> FactView:
    """One fact of a live document. Raises NotFound."""
    with work.ledger.engine.connect() as connection:
        reader = FactReader(connection, work.ledger.encoder)
        document = reader.document(reader.document_of(fact))
        return next(view for view in _views(reader, document) if view.id == fact)


def decide(
    work: Workspace, fact: str, verdict: Verdict, *, changes: Content | None = None, actor: str, reason: str
) -> tuple[int, int]:
    """Accepts, corrects or refuses a fact; a person's decision wins over every rule and holds for later readings of
    the document. `changes` are the parts that should read otherwise. Returns (decision, revision). Raises NotFound,
    and InvalidInput for a correction that the ontology does not allow."""
    if (verdict == "correct") != bool(changes):
        raise InvalidInput("更正须说明改成什么，其他判断不须", "a correction needs changes, other verdicts none")
    known = find_fact(work, fact)
    correction = amend(known.kind, known.content, changes) if changes else None
    choice = written.Choice(fact, verdict, correction, reason)
    encoder = work.ledger.encoder
    done = written.decide(work.ledger, choice, lambda *said: restate(encoder, *said), actor=actor)
    work.projector.follow()
    return done


def undo(work: Workspace, decision: int, *, actor: str) -> int:
    """Takes a decision back: the fact stands again as it did before. Returns the revision."""
    encoder = work.ledger.encoder
    revision = written.undo_decision(work.ledger, decision, lambda *said: restate(encoder, *said), actor=actor)
    work.projector.follow()
    return revision


def list_decisions(work: Workspace, *, before: int | None, limit: int) -> list[Decision]:
    """Decisions, undone ones too, the newest first; `before` is the id to go on from."""
    with work.ledger.engine.connect() as connection:
        return FactReader(connection, work.ledger.encoder).history(before=before, limit=limit)


def _views(reader: FactReader, document: DocumentFacts) -> list[FactView]:
    """The facts of a document as they stand."""
    return [_view(document, s) for s in settle(document.facts, reader.decisions(document.origin))]


def _view(document: DocumentFacts, settled: Settled) -> FactView:
    fact = settled.fact
    places = [(document.passages[c.passage], c.marks) for c in settled.cited]
    return FactView(
        id=fact.key, kind=fact.kind, source_id=document.source_id, source=document.name, state=settled.state,
        content=settled.content, read=fact.content, method=fact.method, confidence=fact.confidence,
        sentences=tuple(Sentence(p.locator, p.text, marks) for p, marks in places), decision=settled.decision,
    )  # fmt: skip
