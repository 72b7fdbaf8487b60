"""Resolves mentions against a view of the ledger: gathers whatever could link them, then clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.resolution.cluster import Evidence, cluster
from graph.statements.view import LedgerView

LINKING = ("key:", "name:", "person:")
COMPANY = ("WORKS_AT", "MEMBER_OF")  # a namesake at the same unit or platform is taken for the same person


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
    if mentions is None:
        known = dict.fromkeys(view.live(None), frozenset[str]())
        tokens = known | _grouped(view.tokens(None))
        judgements = tuple(view.judgements(None))
        wanted = None
    else:
        tokens = _closure(view, set(mentions))
        judgements = tuple(view.judgements(tokens))
        wanted = _namesakes(tokens)
    companions = _grouped((m, f"with:{p}:{o}") for m, p, o in view.companions(wanted, COMPANY))
    return Resolution(cluster(Evidence(tokens, companions, judgements)))


def related(view: LedgerView, mentions: Iterable[str]) -> set[str]:
    """The mentions that count, and all whose identity may depend on theirs."""
    return set(_closure(view, set(mentions)))


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


def _namesakes(tokens: Mapping[str, frozenset[str]]) -> list[str]:
    """Mentions of people; only they are told apart by company."""
    return [m for m, group in tokens.items() if any(t.startswith("person:") for t in group)]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for mention, token in pairs:
        groups[mention].add(token)
    return {mention: frozenset(group) for mention, group in groups.items()}
