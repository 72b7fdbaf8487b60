"""All mentions of a document: each sentence by the grammars, then names established once are found everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.extract import (
    adjust,
    aliases,
    bodies,
    brackets,
    cut_persons,
    editions,
    firms,
    gazetteer,
    heads,
    holdings,
    industries,
    industry_lists,
    items,
    lists,
    people,
    places,
    regions,
    schemes,
    schools,
    sections,
    spoken_counties,
    steppe,
    tables,
    tagged_bodies,
    topics,
    townships,
    unspoken,
    variants,
)
from ingest.extract.grammars import Grammar, add, found_by, matching
from ingest.extract.mentions import Mention, outermost, resolve
from ingest.extract.regexes import regex
from ingest.extract.rulebook import names
from ingest.extract.sectors import common, is_sector
from ingest.extract.text import Sentence

if TYPE_CHECKING:
    from graph.resolution import KnownNames


def gather(
    sentences: list[Sentence], grids: list[tables.Table], known_names: KnownNames | None = None
) -> list[list[Mention]]:
    """The mentions of each sentence, outer ones before the ones they contain."""
    found = _local(sentences)
    add(found, (_given(sentence, known_names) for sentence in sentences))
    found = places.zones(sentences, found)
    for index, mention in (*brackets.document_title(sentences), *items.carriers(sentences)):
        found[index].append(mention)
    resolved = [resolve(bodies.widened(s, mentions)) for s, mentions in zip(sentences, found, strict=True)]
    tables.mentions(sentences, grids, resolved)
    named = frozenset(m.name for mentions in resolved for m in mentions if m.type == "Talent")
    brands = aliases.brands(resolved)
    resolved = [schemes.within(s, topics.within(s, m, named, brands)) for s, m in zip(sentences, resolved, strict=True)]
    resolved = topics.as_spoken_of(resolved)
    resolved = [[*m, *industry_lists.beside(s, m)] for s, m in zip(sentences, resolved, strict=True)]
    products = {industries.base(m.name) for mentions in resolved for m in mentions if m.type == "Industry"}
    resolved = [list(_plain_products(s, mentions, products)) for s, mentions in zip(sentences, resolved, strict=True)]
    resolved = [
        [*_shared_heads(s, mentions), *lists.carriers(s, mentions), *mentions]
        for s, mentions in zip(sentences, resolved, strict=True)
    ]
    known = _established_places(resolved)
    resolved = [[*mentions, *places.named(mentions, known)] for mentions in resolved]
    shorts = aliases.implied(resolved) | aliases.definitions(sentences, resolved)
    again = {name: kind for name, kind in _established(resolved).items() if name not in shorts}
    whole = [
        resolve(cut_persons.whole_carriers([*_undefined(s, m), *_repeated(s, again), *aliases.repeated(s, shorts)]))
        for s, m in zip(sentences, resolved, strict=True)
    ]
    whole = [resolve(bodies.widened(s, mentions)) for s, mentions in zip(sentences, whole, strict=True)]
    stems = frozenset(regions.stem(m.name) for mentions in whole for m in outermost(mentions) if m.type == "Region")
    settled = adjust.settled(sentences, [_without_brand_places(mentions, known, stems) for mentions in whole])
    whole = list(sections.settled(sentences, [list(names) for names in settled]))
    whole = unspoken.without(whole)
    whole = [bodies.also_without_places(mentions) for mentions in whole]
    return [[variants.with_work(s, m) for m in mentions] for s, mentions in zip(sentences, whole, strict=True)]


def _undefined(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """All mentions but those that are a short name in its definition."""
    return [m for m in mentions if not aliases.within_definition(sentence, m)]


def _established_places(found: list[list[Mention]]) -> frozenset[str]:
    """The regions that the document names by themselves or with their suffix, in full and in short."""
    full = {m.name for mentions in found for m in mentions if m.type == "Region" and m.method == "region:suffix"}
    free = {m.name for mentions in found for m in outermost(mentions) if m.type == "Region"}
    return frozenset(full | free)


_SHORT = frozenset({"region:name", "repeated"})
_BODIES = frozenset({"Organization", "Enterprise", "Platform"})


def _without_brand_places(mentions: list[Mention], known: frozenset[str], stems: frozenset[str]) -> list[Mention]:
    """浙江 in 浙江大学 and “广西工匠” is no place that the text speaks of, unless it does so elsewhere; one before the
    quotation marks of an honour is (甘肃省“园丁奖”)."""

    def brand(place: Mention) -> bool:
        around = {m.type for m in mentions if m.type in _BODIES | {"Honor"} and m.covers(place)}
        short = place.method in _SHORT and place.name not in known and not around.isdisjoint(_BODIES)
        titled = "Honor" in around and not any(m.name.startswith(f"{place.name}“") for m in mentions)
        return short or (titled and regions.stem(place.name) not in stems)

    return [m for m in mentions if m.type != "Region" or not brand(m)]


def _local(sentences: list[Sentence]) -> list[list[Mention]]:
    """What the grammars find in each sentence by itself, in their order."""
    named = people.find(sentences)
    persons = [{person.end: person.start for person in some} for some in named]
    found = found_by(_BEFORE_HEADS, sentences)
    for grammar in names():
        for number in matching((grammar.head,), sentences):
            sentence = sentences[number]
            found[number].extend(_whole(sentence, heads.find(sentence, grammar, persons[number])))
    add(found, named)
    add(found, found_by(_BEHIND_HEADS, sentences))
    return found


def _whole(sentence: Sentence, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with their editions (第三届|创业大赛)."""
    return [editions.whole(sentence, mention) for mention in mentions]


_LONGEST_GIVEN = 16  # tokens
_OF_A_BODY = regex("[院所校局厅委办会社司部站园区城店厂场团队系处科室馆心地台]$")


def _given(sentence: Sentence, known: KnownNames | None) -> Iterator[Mention]:
    """Names that rosters or people gave before, where the tagger's words begin and end as they do; or where it took an
    unknown name and the verb behind it for one word (香谷农业承建)."""
    tokens = sentence.tokens if known is not None else ()
    for number, first in enumerate(tokens):
        if known is None or not known.opens(sentence.text[first.start : first.start + 2]):
            continue
        ends = [last.end for last in tokens[number : number + _LONGEST_GIVEN]]
        if not _OF_A_BODY.search(first.text):
            ends += range(first.start + known.shortest, first.end - 1)
        for end in ends:
            name = sentence.text[first.start : end]
            if kind := known.type_of(name):
                yield Mention(kind, first.start, end, name, "known", 0.9)


def _shared_heads(sentence: Sentence, mentions: list[Mention]) -> Iterator[Mention]:
    """甲茶镇、平舟镇党委: a region in a list before an organization of the same kind of region shares its head."""
    owner = {m.start: m for m in mentions if m.type == "Organization"}
    places = {m.start: m for m in mentions if m.type == "Region"}
    listed: list[Mention] = []
    for start, place in sorted(places.items()):
        if listed and sentence.text[listed[-1].end : start] not in {"、", "和", "及"}:
            listed = []
        if start in owner and listed and owner[start].end > place.end:
            head = sentence.text[place.end : owner[start].end]
            for other in listed:
                if other.name[-1] == place.name[-1]:
                    yield Mention("Organization", other.start, other.end + 1, other.name + head, "shared-head", 0.7)
        listed.append(place)


def _plain_products(sentence: Sentence, mentions: list[Mention], names: set[str]) -> Iterator[Mention]:
    """果形|草果 is 草果, and 草果|正气茶 is made of 草果: a name established elsewhere beats a longer guess."""
    for mention in (_longer(sentence, m, names) if m.type == "Industry" else m for m in mentions):
        if mention.method in {"industry:head", "industry:topic", "industry:unknown-topic"}:
            yield _without_place(sentence, mention, names)
            continue
        if mention.method != "industry:product":
            yield mention
            continue
        shorter = max((n for n in names if mention.name.endswith(n) and n != mention.name), key=len, default=None)
        if shorter is not None:
            start = mention.end - len(shorter)
            yield replace(mention, start=start, name=shorter)
        elif not any(sentence.text.endswith(n, 0, mention.start) for n in names):
            yield mention


def _longer(sentence: Sentence, mention: Mention, names: set[str]) -> Mention:
    """奶|山羊 is 奶山羊, of which the document speaks elsewhere."""
    known = (n for n in names if len(n) > len(mention.name) and n.endswith(mention.name))
    whole = max((n for n in known if sentence.text.endswith(n, 0, mention.end)), key=len, default=None)
    if whole is None:
        return mention
    return replace(mention, start=mention.end - len(whole), name=whole)


def _without_place(sentence: Sentence, mention: Mention, names: set[str]) -> Mention:
    """沧江|机器人产业 is 机器人 where the text speaks of that elsewhere and the tagger takes the front for a name."""
    front = next((t for t in sentence.tokens if t.start == mention.start and t.end < mention.end), None)
    base = industries.base(mention.name)
    rest = base[len(front.text) :] if front is not None and front.tag in _PROPER else ""
    if front is None or rest not in names or rest not in industries.known():
        return mention
    return replace(mention, start=front.end, name=mention.name[len(front.text) :])


_PROPER = frozenset({"LOC", "ORG", "PER", "nz", "nw"})


def _established(found: list[list[Mention]]) -> dict[str, str]:
    """Short names to look for again, with their types."""
    again: dict[str, str] = {}
    for mention in (m for mentions in found for m in mentions):
        if mention.type == "Region" and mention.method == "region:suffix":
            again.setdefault(regions.stem(mention.name), "Region")
        elif mention.type == "Industry" and len(base := industries.base(mention.name)) >= 2 and _recurs(mention, base):
            again.setdefault(base, "Industry")
        elif mention.type == "Talent" and mention.confidence > 0.8:
            again.setdefault(mention.name, "Talent")
    return {name: kind for name, kind in again.items() if len(name) >= 2}


def _recurs(mention: Mention, base: str) -> bool:
    """Whether an industry counts wherever its name stands: neither words of many meanings nor topics no rule knows."""
    return base not in common() and (not mention.method.endswith("topic") or is_sector(base))


def _repeated(sentence: Sentence, again: dict[str, str]) -> Iterator[Mention]:
    """An established name counts where it begins and ends with a token (沿|海城市 holds no 海城)."""
    starts = {token.start for token in sentence.tokens}
    ends = {token.end for token in sentence.tokens}
    for name, kind in again.items():
        at = sentence.text.find(name)
        while at >= 0:
            end = at + len(name)
            if (at in starts and (end in ends or kind == "Talent")) or kind == "Talent":
                yield Mention(kind, at, end, name, "repeated", 0.7)
            at = sentence.text.find(name, end)


def _with_editions(grammar: Grammar) -> Grammar:
    return Grammar(lambda sentence: _whole(sentence, grammar.find(sentence)), grammar.told_by)


_BEFORE_HEADS: tuple[Grammar, ...] = (
    brackets.titles,
    _with_editions(brackets.quoted),
    brackets.listed,
    lists.enterprises,
    Grammar(lists.brands),
    firms.find,
    holdings.find,
    lists.places,
    lists.counties,
    lists.villages,
    brackets.honored,
    brackets.bare_policies,
)
_BEHIND_HEADS: tuple[Grammar, ...] = (
    Grammar(regions.find),
    spoken_counties.find,
    Grammar(townships.find),
    Grammar(steppe.find),
    schools.find,
    *industries.GRAMMARS,
    _with_editions(gazetteer.find),
    Grammar(tagged_bodies.find),
)
