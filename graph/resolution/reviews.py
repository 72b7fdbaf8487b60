"""Pairs of entities that a person should look at: alike, but not enough to be joined by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.resolution.cluster import Evidence, cluster, contradict, facts
from graph.resolution.people import REVIEW, Feature, pairs, score


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """Two entities, the two mentions that are most alike, and why. `left` < `right`."""

    left: str
    right: str
    left_mention: str
    right_mention: str
    score: float
    features: tuple[Feature, ...]


SAME_NAME = Feature("same_name", "名称相同，代码不同", REVIEW, lambda _a, _b: True)


def review_pairs(evidence: Evidence) -> list[ReviewPair]:
    """The open pairs, the most alike first. What a person judged same or different is no question any more."""
    entity = cluster(evidence)
    settled = {(j.left, j.right) for j in evidence.judgements if j.verdict in ("same", "different")}
    settled_entities = {tuple(sorted((entity.get(a, a), entity.get(b, b)))) for a, b in settled}
    best: dict[tuple[str, ...], ReviewPair] = {}
    for pair in (*_people(evidence, entity), *_namesakes(evidence, entity)):
        key = (pair.left, pair.right)
        if key not in settled_entities and (key not in best or best[key].score < pair.score):
            best[key] = pair
    return sorted(best.values(), key=lambda p: (-p.score, p.left, p.right))


def _people(evidence: Evidence, entity: dict[str, str]) -> Iterator[ReviewPair]:
    known = {p.mention: facts(evidence.tokens[p.mention]) for p in evidence.people}
    for a, b in pairs(evidence.people):
        left, right = entity[a.mention], entity[b.mention]
        if left == right or contradict(known[a.mention], known[b.mention]):
            continue
        found = score(a, b)
        if found.total >= REVIEW:
            yield _pair(left, right, a.mention, b.mention, found.total, found.features)


def _namesakes(evidence: Evidence, entity: dict[str, str]) -> Iterator[ReviewPair]:
    """Equal names that stayed apart because of their codes: one of the codes may be wrong."""
    groups: dict[str, set[str]] = defaultdict(set)
    for mention, tokens in evidence.tokens.items():
        for token in tokens:
            if token.startswith("name:"):
                groups[token].add(mention)
    for _, group in sorted(groups.items()):
        heads = {entity[m]: m for m in sorted(group, reverse=True)}
        ordered: Sequence[str] = sorted(heads)
        for i, left in enumerate(ordered):
            for right in ordered[i + 1 :]:
                yield _pair(left, right, heads[left], heads[right], SAME_NAME.weight, (SAME_NAME,))


def _pair(
    left: str, right: str, left_mention: str, right_mention: str, total: float, features: tuple[Feature, ...]
) -> ReviewPair:
    if left > right:
        left, right, left_mention, right_mention = right, left, right_mention, left_mention
    return ReviewPair(left, right, left_mention, right_mention, total, features)
