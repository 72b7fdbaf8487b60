"""What the ledger knows of people, and of enterprises, organizations and platforms, that tells them apart or joins
them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model.names import normalise_name
from graph.ontology import ontology
from graph.resolution.bodies import Body
from graph.resolution.people import Person, mark_common_names
from graph.resolution.titles import place_forms
from graph.statements.view import LedgerView

PERSON_TOKEN = "person:"  # noqa: S105 a prefix of identity tokens
RELATIONS = {
    "WORKS_AT": "unit",
    "MEMBER_OF": "platform",
    "NATIVE_OF": "native",
    "EXPERT_IN": "field",
    "SELECTED_FOR": "programme",
    "SERVES": "industry",
}
PROPERTIES = {"professional_title": "title", "specialty": "field", "sex": "sex"}
BODIES = ("Enterprise", "Organization", "Platform")
BODY_RELATIONS = {
    "LOCATED_IN": "region",
    "HOSTED_BY": "host",
    "IN_INDUSTRY": "industry",
    "SERVES": "industry",
}
STAFF = {"MEMBER_OF": "member", "WORKS_AT": "staff"}
Grouped = dict[str, dict[str, set[str]]]
BY_TOKEN = {"unit", "platform", "native"}  # compared by all names and codes of what is at the other end


def gather_people(view: LedgerView, tokens: Mapping[str, frozenset[str]], *, whole: bool) -> list[Person]:
    """The people among some mentions, with what is said of them. `whole` tells that `tokens` covers the ledger."""
    people = [m for m, group in tokens.items() if any(t.startswith(PERSON_TOKEN) for t in group)]
    if not people:
        return []
    wanted = None if whole else people
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    ends: dict[str, list[tuple[str, str]]] = defaultdict(list)  # what is at the other end → (person, kind)
    for mention, predicate, target in view.companions(wanted, tuple(RELATIONS)):
        kind = RELATIONS[predicate]
        values[mention][kind].add(target)
        if kind in BY_TOKEN:
            ends[target].append((mention, kind))
    for mention, predicate, value in view.values(wanted, tuple(PROPERTIES)):
        values[mention][PROPERTIES[predicate]].add(value)
    hosts: dict[str, list[str]] = defaultdict(list)  # host → people who are members of its platforms
    for platform, _, host in view.companions(None if whole else ends, ("HOSTED_BY",)):
        hosts[host] += [mention for mention, _ in ends.get(platform, ())]
    names: dict[str, set[str]] = defaultdict(set)
    for target, token in _end_tokens(view, tokens, {*ends, *hosts}, whole):
        names[target] |= _told((token,), "name:")
        for mention, kind in ends.get(target, ()):
            values[mention][kind].add(token)
        for mention in hosts.get(target, ()):
            values[mention]["host"].add(token)
    for target, _, name in view.values((end for end in ends if not names[end]), ("name", "aliases")):
        names[target].add(normalise_name(json.loads(name)))  # known to its own file alone
    for target, group in ends.items():
        for mention in (mention for mention, kind in group if kind == "unit"):
            values[mention]["unit_name"] |= names[target]
    return mark_common_names(_person(m, tokens[m], values[m]) for m in people)


def _end_tokens(
    view: LedgerView, tokens: Mapping[str, frozenset[str]], ends: Iterable[str], whole: bool
) -> Iterable[tuple[str, str]]:
    """(what is at the other end, token): its names and codes."""
    if whole:
        return ((end, token) for end in ends for token in tokens.get(end, ()))
    return view.tokens(ends)


def _person(mention: str, tokens: frozenset[str], values: Mapping[str, set[str]]) -> Person:
    known = {kind: frozenset(group) for kind, group in values.items()}
    for kind, prefix in (("birth", "personal:birth:"), ("id", "key:Talent:id_number:")):
        if digests := frozenset(t for t in tokens if t.startswith(prefix)):
            known[kind] = digests
    return Person(mention, frozenset(t for t in tokens if t.startswith(PERSON_TOKEN)), known)


def gather_bodies(
    view: LedgerView, tokens: Mapping[str, frozenset[str]], entity: Mapping[str, str]
) -> tuple[list[Body], dict[str, str], dict[str, frozenset[str]]]:
    """All enterprises, organizations and platforms with what is said of them; the regions by their names and short
    names; and for each region all above it. `tokens` and `entity` must cover the ledger."""
    prefixes = {ontology().types[kind].prefix: kind for kind in BODIES}
    kinds = {m: kind for m in tokens if (kind := prefixes.get(m.partition("-")[0]))}
    names: dict[str, set[str]] = defaultdict(set)
    for mention in kinds:
        names[entity[mention]] |= _told(tokens[mention], "name:")
    known = {m for m in kinds if any(token.startswith("name:") for token in tokens[m])}
    for mention, _, name in view.values(kinds.keys() - known, ("name", "aliases")):
        names[entity[mention]].add(normalise_name(json.loads(name)))
    values: Grouped = defaultdict(lambda: defaultdict(set))
    for mention, predicate, target in view.companions(None, tuple(BODY_RELATIONS)):
        if mention in kinds:
            values[entity[mention]][BODY_RELATIONS[predicate]].add(entity[target])
    for person, predicate, target in view.companions(None, tuple(STAFF)):
        values[entity[target]][STAFF[predicate]] |= _told(tokens[person], PERSON_TOKEN)
    told_of = {entity[m] for m in known}
    whole = sorted({entity[m]: kind for m, kind in kinds.items()}.items())
    bodies = [Body(e, kind, frozenset(names[e]), _frozen(values[e]), e in told_of) for e, kind in whole]
    return bodies, _places(tokens, entity), _above(view, entity)


def _told(tokens: Iterable[str], prefix: str) -> set[str]:
    """The names in identity tokens of one kind."""
    return {token.split(":", 2)[2] for token in tokens if token.startswith(prefix)}


def _frozen(values: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {kind: frozenset(group) for kind, group in values.items()}


def _places(tokens: Mapping[str, frozenset[str]], entity: Mapping[str, str]) -> dict[str, str]:
    """Region by name and short name; one that several regions bear stands for itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, group in tokens.items():
        for token in group:
            if token.startswith("name:Region:"):
                for form in place_forms(token.split(":", 2)[2]):
                    found[form].add(entity[mention])
    return {form: min(regions) if len(regions) == 1 else form for form, regions in found.items()}


def _above(view: LedgerView, entity: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For each region all regions above it."""
    parents: dict[str, set[str]] = defaultdict(set)
    for child, _, parent in view.companions(None, ("PART_OF",)):
        parents[entity[child]].add(entity[parent])
    found: dict[str, frozenset[str]] = {}
    for region in parents:
        reached, frontier = set[str](), {region}
        while frontier:
            frontier = {p for r in frontier for p in parents.get(r, ())} - reached
            reached |= frontier
        found[region] = frozenset(reached)
    return found
