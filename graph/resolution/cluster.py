"""Clusters mentions by links, refusing links that contradict. Pure: the same input gives the same clusters, in any
order of arrival.

Links are tried in the order of their strength: what a person judged, then equal keys, then equal names, then evidence
on people. Within a group of mentions that one token links, all join when none contradicts another; otherwise only
those join that say nothing contradictable, for a bare name cannot tell which of two namesakes it means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.statements.view import Judged

Tokens = Mapping[str, frozenset[str]]  # mention → identity tokens
DECISIVE = ("key:", "personal:")  # tokens of one kind that differ forbid a merge


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of some mentions."""

    tokens: Tokens
    companions: Tokens  # mention → "with:PREDICATE:object" for what it shares with others
    judgements: tuple[Judged, ...]


def cluster(evidence: Evidence) -> dict[str, str]:
    """Mention → representative: the smallest mention id of its cluster."""
    forest = _Forest(evidence)
    for judged in evidence.judgements:
        if judged.verdict == "same" and judged.left in evidence.tokens and judged.right in evidence.tokens:
            forest.union(judged.left, judged.right, heed_facts=False)
    for links in _links(evidence):
        for _, group in sorted(links.items()):
            forest.join(sorted(group))
    return {mention: forest.find(mention) for mention in evidence.tokens}


def _links(evidence: Evidence) -> Iterable[dict[tuple[str, ...], set[str]]]:
    """Groups of mentions that share something, strongest kind first."""
    keys: dict[tuple[str, ...], set[str]] = defaultdict(set)
    names: dict[tuple[str, ...], set[str]] = defaultdict(set)
    people: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for mention, tokens in evidence.tokens.items():
        shared = {t for t in tokens if t.startswith("personal:")} | evidence.companions.get(mention, frozenset())
        for token in tokens:
            if token.startswith("key:"):
                keys[(token,)].add(mention)
            elif token.startswith("name:"):
                names[(token,)].add(mention)
            elif token.startswith("person:"):
                for other in shared:
                    people[token, other].add(mention)
    return [{k: g for k, g in groups.items() if len(g) > 1} for groups in (keys, names, people)]


class _Forest:
    """Disjoint sets that know what each set claims and which sets must stay apart."""

    def __init__(self, evidence: Evidence) -> None:
        self._parent = {mention: mention for mention in evidence.tokens}
        self._members = {mention: {mention} for mention in evidence.tokens}
        self._facts = {mention: _facts(tokens) for mention, tokens in evidence.tokens.items()}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for judged in evidence.judgements:
            if judged.verdict == "different":
                self._apart[judged.left].add(judged.right)
                self._apart[judged.right].add(judged.left)

    def find(self, mention: str) -> str:
        while self._parent[mention] != mention:
            self._parent[mention] = self._parent[self._parent[mention]]
            mention = self._parent[mention]
        return mention

    def union(self, left: str, right: str, *, heed_facts: bool = True) -> None:
        """Joins two clusters unless they contradict; the smaller id represents the union."""
        a, b = sorted((self.find(left), self.find(right)))
        if a == b or self._contradict(a, b, heed_facts):
            return
        self._parent[b] = a
        self._members[a] |= self._members.pop(b)
        for kind, values in self._facts.pop(b).items():
            self._facts[a].setdefault(kind, set()).update(values)

    def join(self, group: list[str]) -> None:
        """Joins a group that one token links (see the module's docstring)."""
        roots = sorted({self.find(mention) for mention in group})
        contradict = any(
            self._contradict(a, b, True) for i, a in enumerate(roots) for b in roots[i + 1 :] if self._speaks(a, b)
        )
        open_minded = [r for r in roots if not self._facts[r]] if contradict else roots
        for root in open_minded[1:]:
            self.union(open_minded[0], root)

    def _speaks(self, a: str, b: str) -> bool:
        """Whether the two could contradict at all; spares most comparisons in large groups."""
        return bool((self._facts[a] and self._facts[b]) or self._apart)

    def _contradict(self, a: str, b: str, heed_facts: bool) -> bool:
        if any(self._apart[m] & self._members[b] for m in self._members[a] if m in self._apart):
            return True
        if not heed_facts:
            return False
        left, right = self._facts[a], self._facts[b]
        return any(left[kind].isdisjoint(right[kind]) for kind in left.keys() & right.keys())


def _facts(tokens: Iterable[str]) -> dict[str, set[str]]:
    """Decisive tokens by what they are about: `key:Enterprise:code` → values."""
    facts: dict[str, set[str]] = {}
    for token in tokens:
        if token.startswith(DECISIVE):
            kind, _, value = token.rpartition(":")
            facts.setdefault(kind, set()).add(value)
    return facts
