"""Resolves mentions against a view of the ledger: gathers whatever could link them, then clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.resolution.cluster import Evidence, cluster
from graph.resolution.gather import BY_TOKEN, PERSON_TOKEN, RELATIONS, gather_people
from graph.statements.view import LedgerView

LINKING = ("key:", "name:", PERSON_TOKEN)
NAMED = ("name:", PERSON_TOKEN)
NAMES = ("name", "aliases")
HOSTING = ("HOSTED_BY",)
COMPANY = tuple(relation for relation, kind in RELATIONS.items() if kind in BY_TOKEN)


@dataclass(frozen=True)
class Resolution:
    """Entity ids by mention, and mentions by entity id. An entity's id is the smallest id of its mentions."""

    entity_of: Mapping[str, str]

    def entity(self, mention: str) -> str:
        """The entity of a mention; a mention nothing is known of stands for itself."""
        return self.entity_of.get(mention, mention)

    def members(self) -> dict[str, list[str]]:
        """Entity id → its mentions, sorted."""
        members: dict[str, list[str]] = defaultdict(list)
        for mention in sorted(self.entity_of):
            members[self.entity_of[mention]].append(mention)
        return dict(members)


def resolve(view: LedgerView, mentions: Iterable[str] | None) -> Resolution:
    """Resolves some mentions together with all that could be one with them, or (None) every mention."""
    return Resolution(cluster(gather(view, mentions)))


def gather(view: LedgerView, mentions: Iterable[str] | None) -> Evidence:
    """What decides the identity of some mentions and of all that could be one with them, or of every mention."""
    if mentions is None:
        tokens = dict.fromkeys(view.live(None), frozenset[str]()) | _grouped(view.tokens(None))
    else:
        tokens = _closure(view, set(mentions))
    judgements = tuple(view.judgements(None if mentions is None else tokens))
    return Evidence(tokens, gather_people(view, tokens, whole=mentions is None), judgements)


def related(past: LedgerView, present: LedgerView, mentions: set[str]) -> set[str]:
    """All mentions whose identity may differ between two revisions when statements about some mentions did.

    People are compared by the names, codes and hosts of their units and platforms as well; so where those changed, the
    people there are concerned. Elsewhere nobody is, however many people a unit that was merely spoken of has.
    """
    before, after = (_grouped(view.tokens(mentions)) for view in (past, present))
    renamed = {m for m in mentions if before.get(m) != after.get(m)}
    local = [m for m in mentions - renamed if not any(t.startswith(NAMED) for t in before.get(m, ()))]
    renamed |= _differing(past.values(local, NAMES), present.values(local, NAMES))
    rehosted = _differing(past.companions(mentions, HOSTING), present.companions(mentions, HOSTING))
    concerned = mentions | _staff(past, renamed, rehosted) | _staff(present, renamed, rehosted)
    return concerned | set(_closure(past, concerned)) | set(_closure(present, concerned))


def _staff(view: LedgerView, renamed: set[str], rehosted: set[str]) -> set[str]:
    """The people at renamed units and platforms, at platforms of renamed hosts, and at platforms of other hosts."""
    return view.subjects_of(renamed | rehosted | view.subjects_of(renamed, HOSTING), COMPANY)


def _differing(before: Iterable[tuple[str, str, str]], after: Iterable[tuple[str, str, str]]) -> set[str]:
    """The mentions of which two views say different things."""
    return {mention for mention, _, _ in set(before) ^ set(after)}


def _closure(view: LedgerView, mentions: set[str]) -> dict[str, frozenset[str]]:
    """The mentions and whatever is linked to them over any chain of shared tokens or judgements, with their tokens."""
    tokens: dict[str, frozenset[str]] = {}
    seen: set[str] = set()
    frontier = set(view.live(mentions))
    while frontier:
        found = _grouped(view.tokens(frontier))
        tokens |= dict.fromkeys(frontier, frozenset[str]()) | found
        linking = {t for group in found.values() for t in group if t.startswith(LINKING)} - seen
        seen |= linking
        judged = {m for j in view.judgements(frontier) for m in (j.left, j.right)}
        frontier = view.mentions_with(linking) | set(view.live(judged))
        frontier -= tokens.keys()
    return tokens


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for mention, token in pairs:
        groups[mention].add(token)
    return {mention: frozenset(group) for mention, group in groups.items()}
