"""Clusters mentions by links, refusing links that contradict. Pure: the same input gives the same clusters, in any
order of arrival.

Links are tried in the order of their strength: what a person judged, then equal keys, then equal names, then evidence
on people, the highest score first. Within a group of mentions that one key or name links, all join when none
contradicts another; otherwise only those join that say nothing contradictable, for a bare name cannot tell which of
two namesakes it means. For the same reason a person who scores alike with two people who contradict each other joins
neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.resolution.people import SAME, Person, pairs, score
from graph.statements.view import Judged

Tokens = Mapping[str, frozenset[str]]  # mention → identity tokens
Facts = Mapping[str, set[str]]
DECISIVE = ("key:", "personal:")  # tokens of one kind that differ forbid a merge
AMBIGUOUS = 3.0  # how much better a link must be than one that contradicts it


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of some mentions."""

    tokens: Tokens
    people: Sequence[Person]
    judgements: tuple[Judged, ...]


def cluster(evidence: Evidence) -> dict[str, str]:
    """Mention → representative: the smallest mention id of its cluster."""
    forest = _Forest(evidence)
    for judged in evidence.judgements:
        if judged.verdict == "same" and judged.left in evidence.tokens and judged.right in evidence.tokens:
            forest.union(judged.left, judged.right, heed_facts=False)
    for prefix in ("key:", "name:"):
        for group in _groups(evidence.tokens, prefix):
            forest.join(group)
    for left, right in _links(evidence.people, forest):
        forest.union(left, right)
    return {mention: forest.find(mention) for mention in evidence.tokens}


def _groups(tokens: Tokens, prefix: str) -> Iterator[list[str]]:
    """Mentions that share a token of one kind, in the order of the tokens."""
    groups: dict[str, list[str]] = defaultdict(list)
    for mention, group in tokens.items():
        for token in group:
            if token.startswith(prefix):
                groups[token].append(mention)
    return (sorted(group) for _, group in sorted(groups.items()) if len(group) > 1)


def _links(people: Sequence[Person], forest: _Forest) -> list[tuple[str, str]]:
    """Pairs of mentions to take for one person, the surest first; ambiguous ones left out."""
    scored: list[tuple[float, str, str]] = []
    for a, b in pairs(people):
        total = score(a, b).total
        if total >= SAME and not forest.contradict(a.mention, b.mention):
            scored.append((total, a.mention, b.mention))
    by_mention: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for total, left, right in scored:
        by_mention[left].append((total, right))
        by_mention[right].append((total, left))
    floor = {mention: _floor(links, forest) for mention, links in by_mention.items()}
    sure = ((t, a, b) for t, a, b in scored if t > floor[a] and t > floor[b])
    return [(a, b) for _, a, b in sorted(sure, key=lambda link: (-link[0], link[1], link[2]))]


def _floor(links: list[tuple[float, str]], forest: _Forest) -> float:
    """The score that a mention's links must exceed, so that none is left beside one that contradicts it."""
    floor = 0.0
    ordered = sorted(links, reverse=True)
    by_fact: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for total, other in ordered:
        by_fact[forest.find(other)].append((total, other))
    heads = [(group[0][0], root) for root, group in by_fact.items()]
    for i, (x, a) in enumerate(heads):
        for y, b in heads[i + 1 :]:
            if forest.contradict(a, b):
                low, high = min(x, y), max(x, y)
                floor = max(floor, high if high - low < AMBIGUOUS else low)
    return floor


class _Forest:
    """Disjoint sets that know what each set claims and which sets must stay apart."""

    def __init__(self, evidence: Evidence) -> None:
        self._parent = {mention: mention for mention in evidence.tokens}
        self._members = {mention: {mention} for mention in evidence.tokens}
        self._facts = {mention: facts(tokens) for mention, tokens in evidence.tokens.items()}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for judged in evidence.judgements:
            if judged.verdict == "different":
                self._apart[judged.left].add(judged.right)
                self._apart[judged.right].add(judged.left)

    def find(self, mention: str) -> str:
        """The representative of a mention's set."""
        while self._parent[mention] != mention:
            self._parent[mention] = self._parent[self._parent[mention]]
            mention = self._parent[mention]
        return mention

    def union(self, left: str, right: str, *, heed_facts: bool = True) -> None:
        """Joins two sets unless they contradict; the smaller id represents the union."""
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

    def contradict(self, left: str, right: str) -> bool:
        """Whether something forbids to join the sets of two mentions."""
        a, b = self.find(left), self.find(right)
        return a != b and self._contradict(a, b, True)

    def _speaks(self, a: str, b: str) -> bool:
        """Whether the two could contradict at all; spares most comparisons in large groups."""
        return bool((self._facts[a] and self._facts[b]) or self._apart)

    def _contradict(self, a: str, b: str, heed_facts: bool) -> bool:
        if self._apart and any(self._apart[m] & self._members[b] for m in self._members[a] if m in self._apart):
            return True
        if not heed_facts:
            return False
        return contradict(self._facts[a], self._facts[b])


def contradict(left: Facts, right: Facts) -> bool:
    """Whether both know a decisive fact of one kind and share no value of it."""
    return any(left[kind].isdisjoint(right[kind]) for kind in left.keys() & right.keys())


def facts(tokens: Iterable[str]) -> dict[str, set[str]]:
    """Decisive tokens by what they are about: `key:Enterprise:code` → values."""
    found: dict[str, set[str]] = {}
    for token in tokens:
        if token.startswith(DECISIVE):
            parts = 3 if token.startswith("key:") else 2  # key:TYPE:PROPERTY:value, personal:PROPERTY:value
            *kind, value = token.split(":", parts)
            found.setdefault(":".join(kind), set()).add(value)
    return found
