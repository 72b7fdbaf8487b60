"""The rules' reading of a document with what a language model adds to it."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from graph.model.names import normalise_name
from graph.ontology import ontology
from graph.resolution import KnownNames
from graph.settings import Settings
from ingest.content import Document
from ingest.extract.model import Entity, EntityKey, Extraction, Indicator, Relation
from ingest.llm.checking import REASONS, Checked, check, parse
from ingest.llm.endpoint import Endpoint, LlmUnavailable, open_endpoint
from ingest.llm.prompt import messages
from ingest.llm.sections import Section, sections
from ingest.pipeline import DocumentExtractor

VERSION = 1


class LlmReader:
    """Reads with the rules, then asks the model about one section after another. What the rules found stands."""

    def __init__(
        self, rules: Callable[[], DocumentExtractor], endpoint: Endpoint, *, max_sections: int, confidence: float
    ) -> None:
        """`rules` is called with the first document, as loading takes a while."""
        self._load, self._endpoint, self._max_sections = rules, endpoint, max_sections
        self._confidence = confidence
        self._method = f"llm:{re.sub(r'[^0-9A-Za-z._-]', '-', endpoint.model)[:80]}@{VERSION}"

    @cached_property
    def _rules(self) -> DocumentExtractor:
        return self._load()

    def extract(self, document: Document, *, region: str | None = None, known: KnownNames | None = None) -> Extraction:
        """As the rules do; a model that does not answer costs its own statements only, and is told of in the notes."""
        found = self._rules.extract(document, region=region, known=known)
        merging = _Merging(found)
        counts, notes = Counter[str](), list(found.notes)
        pending = deque(sections(document))
        while pending and counts["asked"] < self._max_sections:
            section = pending.popleft()
            counts["asked"] += 1
            try:
                checked, rest = self._read(section)
            except LlmUnavailable as error:
                notes.append(f"{error.zh}；其余 {len(pending) + 1} 节只按规则读取")
                break
            pending.extendleft(reversed(rest))
            if checked is None:
                counts["unusable"] += not rest
            else:
                merging.add(checked)
        else:
            if pending:
                notes.append(f"语言模型只读了前 {self._max_sections} 次所问的部分，其余 {len(pending)} 节只按规则读取")
        return self._told(merging, counts, notes)

    def _read(self, section: Section) -> tuple[Checked | None, tuple[Section, ...]]:
        """What held of the reply; of one that was cut off or is no JSON nothing, but the section's halves to ask."""
        reply = self._endpoint.ask(messages(section))
        said = parse(reply.text) if reply.complete else None
        if said is None:
            return None, section.halves()
        return check(section, said, method=self._method, confidence=self._confidence), ()

    def _told(self, merging: _Merging, counts: Counter[str], notes: list[str]) -> Extraction:
        discarded = merging.discarded
        why = "、".join(f"{REASONS[reason]} {n}" for reason, n in sorted(discarded.items()) if n)
        told = f"语言模型问了 {counts['asked']} 次，得 {merging.added} 条，弃用 {discarded.total()} 条"
        told += f"（{why}）" if why else ""
        if counts["unusable"]:
            told += f"，{counts['unusable']} 节的答复不可用"
        figures = {
            "llm_asked": counts["asked"], "llm_facts": merging.added, "llm_discarded": discarded.total(),
            "llm_unusable": counts["unusable"],
        }  # fmt: skip
        return replace(merging.extraction(), notes=(*notes, told), counts=figures)


class _Merging:
    """Adds to what the rules found; where both speak of one thing, the rules are right."""

    def __init__(self, found: Extraction) -> None:
        self._found = found
        self._entities = {e.key: e for e in found.entities}
        self._relations = {(r.type, r.source, r.target): r for r in found.relations}
        self._indicators = list(found.indicators)
        self._ruled: dict[str, list[Entity]] = {}
        for entity in found.entities:
            for name in {normalise_name(n) for n in (entity.name, *entity.aliases)}:
                self._ruled.setdefault(name, []).append(entity)
        self.discarded: Counter[str] = Counter()
        self.added = 0

    def add(self, checked: Checked) -> None:
        """Takes over what one section adds."""
        self.discarded += checked.discarded
        for entity in checked.entities:
            if self._key(entity.key) is None:
                self.discarded["conflict"] += 1
            else:
                self._entity(entity)
        for relation in checked.relations:
            self._relation(relation)
        for indicator in checked.indicators:
            self._indicator(indicator)

    def extraction(self) -> Extraction:
        """Everything together."""
        ruled = tuple(e for e in self._found.entities if e.distinct)  # namesakes share a key
        entities = (*(e for e in self._entities.values() if not e.distinct), *ruled)
        return replace(
            self._found, entities=entities, relations=tuple(self._relations.values()),
            indicators=tuple(self._indicators),
        )  # fmt: skip

    def _key(self, key: EntityKey) -> EntityKey | None:
        """What the document's entity of that name is called, None where the rules hold it for something else or know
        several of that name."""
        ruled = self._ruled.get(normalise_name(key[1]), [])
        if not ruled:
            return key
        same = [e for e in ruled if e.type == key[0]]
        return same[0].key if len(same) == 1 == len(ruled) else None

    def _entity(self, entity: Entity) -> None:
        if normalise_name(entity.name) in self._ruled:
            return
        known = self._entities.get(entity.key)
        if known is None:
            self.added += 1
            self._entities[entity.key] = entity
        elif not set(entity.evidence) <= set(known.evidence):
            self._entities[entity.key] = replace(known, evidence=(*known.evidence, *entity.evidence))

    def _relation(self, relation: Relation) -> None:
        source, target = self._key(relation.source), self._key(relation.target)
        if source is None or target is None or source == target:
            self.discarded["conflict"] += 1
            return
        key = relation.type, source, target
        turned = (relation.type, target, source) if ontology().relations[relation.type].symmetric else key
        if key in self._relations or turned in self._relations:
            return
        for end in (source, target):
            if end not in self._entities:
                how = relation.method, relation.confidence
                self._entity(Entity(*end, (), relation.evidence, *how))
        self.added += 1
        self._relations[key] = replace(relation, source=source, target=target)

    def _indicator(self, indicator: Indicator) -> None:
        told = (indicator.subject, indicator.metric, indicator.unit, indicator.period)
        if any(_says(i, indicator) for i in self._indicators):
            return
        if any((i.subject, i.metric, i.unit, i.period) == told for i in self._indicators):
            self.discarded["conflict"] += 1
            return
        self.added += 1
        self._indicators.append(indicator)


def _says(ruled: Indicator, indicator: Indicator) -> bool:
    """Whether one figure is the other: equal numbers from the same words."""
    same = (ruled.value, ruled.unit) == (indicator.value, indicator.unit)
    return same and any(a.start < b.end and b.start < a.end for a in ruled.evidence for b in indicator.evidence)


def open_reader(settings: Settings) -> LlmReader | None:
    """The reader that the settings ask for, None unless an endpoint is configured. Raises SettingsError."""
    endpoint = open_endpoint(settings)
    if endpoint is None:
        return None
    return LlmReader(_rules, endpoint, max_sections=settings.llm_max_sections, confidence=settings.llm_confidence)


def _rules() -> DocumentExtractor:
    from ingest.extract import Extractor  # loads a model

    return Extractor()
