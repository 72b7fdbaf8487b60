"""What the ledger knows of people that tells them apart or joins them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model.names import normalise_name
from graph.resolution.people import Person, mark_common_names
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
BY_TOKEN = {"unit", "platform"}  # compared by all names and codes of what is at the other end, not by its mention


def gather_people(view: LedgerView, tokens: Mapping[str, frozenset[str]], *, whole: bool) -> list[Person]:
    """The people among some mentions, with what is said of them. `whole` tells that `tokens` covers the ledger."""
    people = [m for m, group in tokens.items() if any(t.startswith(PERSON_TOKEN) for t in group)]
    if not people:
        return []
    wanted = None if whole else people
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    ends: dict[str, list[tuple[str, str]]] = defaultdict(list)  # unit or platform → (person, kind)
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
    for target, token in _end_tokens(view, tokens, {*ends, *hosts}, whole):
        for mention, kind in ends.get(target, ()):
            values[mention][kind].add(token)
        for mention in hosts.get(target, ()):
            values[mention]["host"].add(token)
    for target, _, name in view.values(None if whole else ends, ("name", "aliases")):
        for mention, kind in ends.get(target, ()):
            if kind == "unit":
                values[mention]["unit_name"].add(normalise_name(json.loads(name)))
    return mark_common_names(_person(m, tokens[m], values[m]) for m in people)


def _end_tokens(
    view: LedgerView, tokens: Mapping[str, frozenset[str]], ends: Iterable[str], whole: bool
) -> Iterable[tuple[str, str]]:
    """(unit or platform, token): its names and codes."""
    if whole:
        return ((end, token) for end in ends for token in tokens.get(end, ()))
    return view.tokens(ends)


def _person(mention: str, tokens: frozenset[str], values: Mapping[str, set[str]]) -> Person:
    known = {kind: frozenset(group) for kind, group in values.items()}
    for kind, prefix in (("birth", "personal:birth:"), ("id", "key:Talent:id_number:")):
        if digests := frozenset(t for t in tokens if t.startswith(prefix)):
            known[kind] = digests
    return Person(mention, frozenset(t for t in tokens if t.startswith(PERSON_TOKEN)), known)
