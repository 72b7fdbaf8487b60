"""From a document's facts, as they stand, to claims for the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.model.claims import Claim, Mention
from graph.model.facts import Citation, Content
from graph.model.names import normalise_name
from graph.ontology import ontology
from ingest.naming import is_generic, mention_of
from ingest.settling import EndKey, Settled, end_key

PLANNED = "计划"  # the status of a figure that is aimed at, not counted


def document_claims(origin: str, settled: Iterable[Settled]) -> list[Claim]:
    """The claims of the facts that count. Every mention gets a name claim in every passage that names it."""
    converter = _Converter(origin)
    counting = [s for s in settled if s.counts]
    convert = {"entity": converter.entity, "relation": converter.relation, "indicator": converter.indicator}
    return [claim for kind, make in convert.items() for s in counting if s.fact.kind == kind for claim in make(s)]


class _Converter:
    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._mentions: dict[EndKey, Mention] = {}

    def _mention(self, content: Content) -> Mention:
        kind, name, distinct = end_key(content)
        return mention_of(kind, name, origin=self._origin, discriminator=distinct)

    def entity(self, settled: Settled) -> Iterator[Claim]:
        content, cited = settled.content, settled.cited
        mention = self._mentions[end_key(content)] = self._mention(content)
        kind, name = content["type"], content["name"]
        for citation in cited:
            yield _claim(settled, citation, mention, "name", name)
        for alias in content["aliases"]:
            known = normalise_name(alias) == normalise_name(name)
            if not known and (mention.local or not is_generic(kind, alias)):
                yield _claim(settled, cited[0], mention, "aliases", alias)
        if kind == "Platform" and (code := platform_kind(name)):
            yield _claim(settled, cited[0], mention, "kind", code)

    def relation(self, settled: Settled) -> Iterator[Claim]:
        ends = []
        for side in ("from", "to"):
            content = settled.content[side]
            if end_key(content) not in self._mentions:  # a person named it
                mention = self._mentions[end_key(content)] = self._mention(content)
                yield from (_claim(settled, citation, mention, "name", content["name"]) for citation in settled.cited)
            ends.append(self._mentions[end_key(content)])
        for citation in settled.cited:
            yield Claim(
                ends[0], settled.content["type"], citation.passage, settled.method, object=ends[1],
                qualifiers=settled.content["qualifiers"], confidence=settled.confidence, marks=citation.marks,
            )  # fmt: skip

    def indicator(self, settled: Settled) -> Iterator[Claim]:
        content = settled.content
        parts = [content["subject"], content["metric"], content["period"] or ""]
        key = "|".join((self._origin, "Indicator", *parts, f"{content['value']:g}{content['unit']}"))
        mention = Mention("Indicator", key, local=True)
        said = {"name": content["metric"], **{n: content[n] for n in ("metric", "value", "unit", "period")}}
        said["status"] = PLANNED if content.get("planned") else None
        measured = self._measured(content["subject"])
        for citation in settled.cited:
            yield from (_claim(settled, citation, mention, n, v) for n, v in said.items() if v not in (None, ""))
            if measured:
                yield Claim(
                    mention, "MEASURES", citation.passage, settled.method, object=measured,
                    confidence=settled.confidence, marks=citation.marks,
                )  # fmt: skip

    def _measured(self, subject: str) -> Mention | None:
        """What a figure is about: the first thing of that name, if figures can be about such things."""
        measures = ontology().relations["MEASURES"]
        for (kind, name, _), mention in self._mentions.items():
            if name == subject:
                return mention if measures.allows("Indicator", kind) else None
        return None


def _claim(settled: Settled, citation: Citation, mention: Mention, predicate: str, value: str | float) -> Claim:
    return Claim(
        mention, predicate, citation.passage, settled.method, value=value, confidence=settled.confidence,
        marks=citation.marks,
    )  # fmt: skip


def platform_kind(name: str) -> str | None:
    """The code of the kind whose word stands last in a platform's name (the longest at that place), or None."""
    normal = normalise_name(name)
    best: tuple[int, int, str] | None = None
    for code in ontology().vocabularies["platform_kind"].codes.values():
        for word in (code.label, *code.synonyms):
            found = normal.rfind(normalise_name(word))
            if found >= 0:
                rank = (found + len(word), len(word), code.code)
                best = max(best, rank) if best else rank
    return best[2] if best else None
