"""From a document to its entities, relations and indicators."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.ontology import ontology
from ingest.content import Document
from ingest.extract import (
    approved,
    chosen_lists,
    implicit,
    indicators,
    items,
    namesakes,
    offices,
    profiles,
    relate,
    sited,
    structure,
    table_facts,
    table_figures,
    tables,
    titles,
    trades,
)
from ingest.extract import frame as frames
from ingest.extract import text as texts
from ingest.extract.anaphora import NAMED_BY_KIND, Recent
from ingest.extract.clauses import Topics
from ingest.extract.confidence import measured
from ingest.extract.entities import Register
from ingest.extract.gather import gather
from ingest.extract.heads import WEAK
from ingest.extract.mentions import Mention, outermost
from ingest.extract.modality import joint_duty
from ingest.extract.model import Entity, EntityKey, Extraction, Relation, Span
from ingest.extract.patterns import rules
from ingest.extract.places import located
from ingest.extract.punctuation import chinese
from ingest.extract.regions import level, stem
from ingest.extract.roles import bystanders
from ingest.extract.rulebook import names, pattern
from ingest.extract.structure import Claim
from ingest.extract.tagger import LacTagger, Tagger
from ingest.extract.text import Sentence

if TYPE_CHECKING:
    from graph.resolution import KnownNames  # loads SQLAlchemy, which reading a text does not need

MAX_PARAGRAPH = 1500
"""A longer paragraph is read in pieces, for the same reason as a longer sentence."""

Located = tuple[Sentence, Claim]


class Extractor:
    """Holds the tagger and the compiled rules; loads once (about half a second).

    Calls share nothing that changes, so one extractor may serve several threads.
    """

    def __init__(self, tagger: Tagger | None = None) -> None:
        self._tagger: Tagger = tagger if tagger is not None else LacTagger()
        names()
        rules()

    def extract(self, document: Document, *, region: str | None = None, known: KnownNames | None = None) -> Extraction:
        """Extract one document. `region` is the place or body that the document speaks for (我州, 我局), if known;
        `known` are names that are found in the text whatever they look like."""
        sentences = texts.read(chinese(document), self._tagger)
        grids = tables.find(sentences)
        found = namesakes.split(sentences, grids, gather(sentences, grids, known))
        frame = frames.find(sentences, found, region)
        register = Register()
        for sentence, mentions in zip(sentences, found, strict=True):
            for mention in mentions:
                register.add(mention, sentence.start)
        claims = _stated(sentences, found, grids, frame)
        for sentence, claim in claims:
            for end in (claim.source, claim.target):
                if not register.knows(end):
                    start = sentence.start + claim.start
                    register.add(end, start, until=sentence.start + claim.end)
        register.join()
        entities = list(register.entities())
        places = {body.key: place for body, place in located(entities)}
        relations = tuple(r for r in _relations(claims, register) if not _shallower(r, places))
        relations += tuple(_by_name(entities, relations, places))
        figures = [
            indicator
            for sentence, mentions in zip(sentences, found, strict=True)
            if sentence.cell is None
            for indicator in indicators.find(sentence, mentions, frame, document.name)
        ]
        for grid in grids:
            figures.extend(table_figures.figures(sentences, grid, found, frame, document.name))
        return measured(Extraction(_kept(entities, relations), relations, indicators.distinct(figures)))


def _stated(
    sentences: list[Sentence],
    found: list[list[Mention]],
    grids: list[tables.Table],
    frame: frames.Frame,
) -> list[Located]:
    """All relations that the document states, by its sentences, as a whole and in its tables."""
    proposed = any(s.search(pattern("relations", "proposed")) for s in sentences[:8])
    claims = list(implicit.settled(_claims(sentences, found, frame), sentences, found))
    claims.extend(implicit.runs(sentences, found, frame, claims))
    claims.extend(implicit.named_after(sentences, found, claims))
    claims.extend(implicit.sent_here(sentences, found, frame, claims))
    claims.extend(offices.contacts(sentences, found, frame.own, list(claims)))
    claims.extend(offices.reporters(sentences, found, list(claims)))
    claims.extend(offices.governors(sentences, found))
    claims.extend(trades.claims(sentences, found, claims))
    claims.extend(titles.claims(sentences, found))
    claims.extend(sited.claims(sentences, found, claims))
    if not proposed:
        claims.extend(chosen_lists.claims(sentences, found))
        claims.extend(profiles.chosen(sentences, found))
        claims.extend(items.claims(sentences, found, bystanders(sentences, found)))
        claims.extend(items.pairs(sentences, found))
        claims.extend(approved.claims(sentences, found))
    for grid in grids:
        claims.extend(table_facts.claims(sentences, grid, found, proposed=proposed))
    return implicit.unrepeated(claims)


def _claims(sentences: list[Sentence], found: list[list[Mention]], frame: frames.Frame) -> Iterator[Located]:
    named = Counter(m.name for mentions in found for m in outermost(mentions))
    home = stem(frame.region) if frame.region else ""
    everyone = {m.name: m for mentions in found for m in outermost(mentions) if m.type in NAMED_BY_KIND}
    topics = Topics(
        bystanders=bystanders(sentences, found), village=frames.village(found), firm=frames.firm(sentences, found)
    )
    recent = Recent(topics=topics, counts=named, own=frame.own, home=home, everyone=tuple(everyone.values()))
    provinces = [m.name for mentions in found for m in mentions if m.type == "Region" and level(m.name) == 0]
    for sentence, mentions in profiles.led(sentences, found):
        for claim in structure.claims(sentence, mentions, provinces, frame.own, list(frames.deixis(sentence, frame))):
            yield sentence, claim
        if sentence.cell is not None:
            continue
        for claim in itertools.chain(offices.claims(sentence, mentions), offices.at_carriers(sentence, mentions)):
            yield sentence, claim
        for claim in relate.claims(sentence, mentions, frame, recent):
            yield sentence, claim
        recent.remember(sentence, mentions)
    for block, mentions in _blocks(sentences, found):
        back = Recent(counts=named, own=frame.own, home=home, everyone=recent.everyone, named=set(everyone))
        for claim in relate.claims(block, mentions, frame, back, block=True):
            yield block, claim


def _blocks(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, list[Mention]]]:
    """Each paragraph as one sentence; lines that go on under a label (依托单位：…) belong to the line before, as do
    lines under labels of any kind until one of them comes again."""
    group: list[int] = []
    labels: list[str] = []
    for i, sentence in enumerate(sentences):
        last = sentences[group[-1]] if group else None
        goes_on = last is not None and sentence.cell is None and last.cell is None
        long = last is not None and sentence.start - sentences[group[0]].start > MAX_PARAGRAPH
        known = pattern("relations", "label_line").match(sentence.text)
        any_label = pattern("relations", "any_label").match(sentence.text)
        said = any_label.group() if any_label else ""
        label = known is not None or (said != "" and bool(labels) and said not in labels)
        if last is not None and not (not long and goes_on and (sentence.block == last.block or label)):
            yield _paragraph(sentences, found, group)
            group, labels = [], []
        if last is None or sentence.block != last.block:
            labels = [*labels, said] if said else []
        group.append(i)
    if group:
        yield _paragraph(sentences, found, group)


def _paragraph(
    sentences: list[Sentence], found: list[list[Mention]], group: list[int]
) -> tuple[Sentence, list[Mention]]:
    first, last = sentences[group[0]], sentences[group[-1]]
    text = ""
    mentions: list[Mention] = []
    for i in group:
        offset = sentences[i].start - first.start
        text = text.ljust(offset)
        unreal = sentences[i].search(pattern("relations", "unreal_sentence"))
        text += " " * len(sentences[i].text) if unreal else sentences[i].text
        shift = [m.moved(offset) for m in found[i]] if offset else found[i]
        mentions.extend([] if unreal else shift)
    return Sentence(text, first.start, first.block, last.headings), mentions


def _shallower(relation: Relation, places: dict[EntityKey, Entity]) -> bool:
    """Whether a name's outer region is given as a body's place where the name goes on to an inner one."""
    place = places.get(relation.source)
    return relation.method == "name:LOCATED_IN" and place is not None and place.key != relation.target


def _by_name(
    entities: list[Entity], stated: tuple[Relation, ...], places: dict[EntityKey, Entity]
) -> Iterator[Relation]:
    """Where a body lies by its name, unless something else is stated."""
    placed = {r.source for r in stated if r.type == "LOCATED_IN"}
    for body in entities:
        place = places.get(body.key)
        if place is not None and body.key not in placed:
            yield Relation("LOCATED_IN", body.key, place.key, body.evidence[:1], "name:place", 0.9)


def _kept(entities: list[Entity], relations: tuple[Relation, ...]) -> tuple[Entity, ...]:
    """Kinds of things (省级专家工作站, 科技特派团 beside two named ones) stay only with a relation of their own."""
    used = {end for relation in relations for end in (relation.source, relation.target)}

    def kind(entity: Entity) -> bool:
        longer = [e for e in entities if e.type == "Platform" == entity.type and e.name.endswith(entity.name)]
        return entity.method == WEAK or len(longer) > 1

    return tuple(e for e in entities if e.key in used or not kind(e))


def _inside_out(kind: str, source: EntityKey, target: EntityKey) -> bool:
    """Whether a larger region is said to lie in a smaller one."""
    outer, inner = level(target[1]), level(source[1])
    regions = source[0] == target[0] == "Region"
    return kind == "LOCATED_IN" and regions and outer is not None and inner is not None and inner < outer


def _relations(claims: Iterable[Located], register: Register) -> Iterator[Relation]:
    """One relation for all claims of it; the surest gives method and confidence. What a policy supports is no one of a
    kind of carriers (对新建的|省级工作室|给予补助)."""
    merged: dict[tuple[str, EntityKey, EntityKey, str, str], list[Located]] = {}
    for sentence, claim in claims:
        source, target = register.entity_key(claim.source), register.entity_key(claim.target)
        allowed = ontology().relations[claim.type].allows(source[0], target[0])
        duty = claim.type == "COOPERATES_WITH" and joint_duty(
            source[1], target[1], sentence.text[claim.start : claim.end]
        )
        allowed = allowed and not (claim.type == "SUPPORTS" and claim.target.method == WEAK)
        if source != target and allowed and not duty and not _inside_out(claim.type, source, target):
            apart = (claim.source.distinct, claim.target.distinct)
            merged.setdefault((claim.type, source, target, *apart), []).append((sentence, claim))
    for (kind, source, target, source_distinct, target_distinct), group in merged.items():
        best = max((claim for _, claim in group), key=lambda claim: claim.confidence)
        spans = {Span(sentence.start + claim.start, sentence.start + claim.end) for sentence, claim in group}
        role = next((claim.role for _, claim in group if claim.role), None)
        yield Relation(
            type=kind,
            source=source,
            target=target,
            evidence=tuple(sorted(spans, key=lambda s: (s.start, s.end))),
            method=best.method,
            confidence=best.confidence,
            qualifiers=MappingProxyType({"role": role} if role else {}),
            source_distinct=source_distinct,
            target_distinct=target_distinct,
        )
