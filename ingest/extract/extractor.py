"""From a document to its entities, relations and indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from ingest.content import Document
from ingest.extract import frame as frames
from ingest.extract import indicators, relate, structure
from ingest.extract import text as texts
from ingest.extract.anaphora import Recent
from ingest.extract.entities import Register
from ingest.extract.gather import gather
from ingest.extract.heads import WEAK
from ingest.extract.mentions import Mention
from ingest.extract.model import Entity, EntityKey, Extraction, Relation, Span
from ingest.extract.patterns import rules
from ingest.extract.regions import level
from ingest.extract.rulebook import names
from ingest.extract.structure import Claim
from ingest.extract.tagger import LacTagger, Tagger
from ingest.extract.text import Sentence

Located = tuple[Sentence, Claim]


class Extractor:
    """Holds the tagger and the compiled rules; loads once (about half a second).

    Calls share nothing that changes, so one extractor may serve several threads.
    """

    def __init__(self, tagger: Tagger | None = None) -> None:
        self._tagger: Tagger = tagger if tagger is not None else LacTagger()
        names()
        rules()

    def extract(self, document: Document, *, region: str | None = None) -> Extraction:
        """Extract one document. `region` is the place or body that the document speaks for (我州, 我局), if known."""
        sentences = texts.read(document, self._tagger)
        found = gather(sentences)
        frame = frames.find(sentences, found, region)
        register = Register()
        for sentence, mentions in zip(sentences, found, strict=True):
            for mention in mentions:
                register.add(mention, sentence.start)
        claims = list(_claims(sentences, found, frame))
        for sentence, claim in claims:
            for end in (claim.source, claim.target):
                if not register.knows(end):
                    start = sentence.start + claim.start
                    register.add(end, start, until=sentence.start + claim.end)
        register.join()
        relations = tuple(_relations(claims, register))
        figures = [
            indicator
            for sentence, mentions in zip(sentences, found, strict=True)
            for indicator in indicators.find(sentence, mentions, frame, document.name)
        ]
        return Extraction(_kept(register, relations), relations, tuple(figures))


def _claims(sentences: list[Sentence], found: list[list[Mention]], frame: frames.Frame) -> Iterator[Located]:
    recent = Recent()
    provinces = [m.name for mentions in found for m in mentions if m.type == "Region" and level(m.name) == 0]
    for sentence, mentions in zip(sentences, found, strict=True):
        for claim in structure.claims(sentence, mentions, provinces, frame.own()):
            yield sentence, claim
        for claim in relate.claims(sentence, mentions, frame, recent):
            yield sentence, claim
        recent.remember(sentence, mentions)


def _kept(register: Register, relations: tuple[Relation, ...]) -> tuple[Entity, ...]:
    """Kinds of things (省级专家工作站, 科技特派团 beside two named ones) stay only with a relation of their own."""
    used = {end for relation in relations for end in (relation.source, relation.target)}
    entities = list(register.entities())

    def kind(entity: Entity) -> bool:
        longer = [e for e in entities if e.type == "Platform" == entity.type and e.name.endswith(entity.name)]
        return entity.method == WEAK or len(longer) > 1

    return tuple(e for e in entities if e.key in used or not kind(e))


def _relations(claims: Iterable[Located], register: Register) -> Iterator[Relation]:
    """One relation for all claims of it; the surest gives method and confidence."""
    merged: dict[tuple[str, EntityKey, EntityKey], list[Located]] = {}
    for sentence, claim in claims:
        source, target = register.entity_key(claim.source), register.entity_key(claim.target)
        if source != target:
            merged.setdefault((claim.type, source, target), []).append((sentence, claim))
    for (kind, source, target), located in merged.items():
        best = max((claim for _, claim in located), key=lambda claim: claim.confidence)
        spans = {Span(sentence.start + claim.start, sentence.start + claim.end) for sentence, claim in located}
        role = next((claim.role for _, claim in located if claim.role), None)
        yield Relation(
            type=kind,
            source=source,
            target=target,
            evidence=tuple(sorted(spans, key=lambda s: (s.start, s.end))),
            method=best.method,
            confidence=best.confidence,
            qualifiers=MappingProxyType({"role": role} if role else {}),
        )
