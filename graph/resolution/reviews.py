"""Pairs of entities that a person should look at: alike, but not enough to be joined by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.resolution.bodies import alike
from graph.resolution.cluster import Evidence, cluster, contradict, facts
from graph.resolution.features import REVIEW, Feature
from graph.resolution.gather import gather_bodies
from graph.resolution.people import pairs, score
from graph.resolution.resolve import gather
from graph.statements.view import LedgerView


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """Two entities, a mention of each to judge them by, and why they are alike. `left` < `right`. `unsure` when a
    person looked at them and could not tell."""

    left: str
    right: str
    left_mention: str
    right_mention: str
    score: float
    features: tuple[Feature[Any], ...]
    unsure: bool = False


SAME_NAME: Feature[Any] = Feature("same_name", "名称相同，代码不同", REVIEW, lambda _a, _b: True)


def review_pairs(view: LedgerView) -> list[ReviewPair]:
    """The open pairs, the most alike first, those that a person was unsure about last. What was judged same or
    different is no question any more; what contradicts (another birth, ID number or credit code) is none, but for
    namesakes of different codes."""
    evidence = gather(view, None)
    entity = cluster(evidence)
    known = _facts_by_entity(evidence, entity)
    judged: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for j in evidence.judgements:
        judged[j.verdict].add(tuple(sorted((entity.get(j.left, j.left), entity.get(j.right, j.right)))))
    settled = judged["same"] | judged["different"]
    best: dict[tuple[str, ...], ReviewPair] = {}
    open_pairs = (p for p in (*_people(evidence, entity), *_bodies(view, evidence, entity)) if _possible(p, known))
    for pair in (*open_pairs, *_namesakes(evidence, entity)):
        key = (pair.left, pair.right)
        if key not in settled and (key not in best or best[key].score < pair.score):
            best[key] = replace(pair, unsure=key in judged["unsure"])
    speaking = _speaking(evidence, entity)
    best = {key: _judged_by(pair, speaking) for key, pair in best.items()}
    return sorted(best.values(), key=lambda p: (p.unsure, -p.score, p.left, p.right))


def _facts_by_entity(evidence: Evidence, entity: Mapping[str, str]) -> dict[str, dict[str, set[str]]]:
    tokens: dict[str, set[str]] = defaultdict(set)
    for mention, group in evidence.tokens.items():
        tokens[entity[mention]].update(group)
    return {identifier: facts(group) for identifier, group in tokens.items()}


def _speaking(evidence: Evidence, entity: Mapping[str, str]) -> dict[str, set[str]]:
    """The mentions of each entity that hold decisive facts."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, tokens in evidence.tokens.items():
        if facts(tokens):
            found[entity[mention]].add(mention)
    return found


def _judged_by(pair: ReviewPair, speaking: Mapping[str, set[str]]) -> ReviewPair:
    """The pair with mentions that hold what its entities are known by: an answer about a mention that is of one of
    them by its name alone could take it to the other, and leave the two as they were."""

    def speaker(entity: str, mention: str) -> str:
        return mention if entity not in speaking or mention in speaking[entity] else min(speaking[entity])

    left, right = speaker(pair.left, pair.left_mention), speaker(pair.right, pair.right_mention)
    return replace(pair, left_mention=left, right_mention=right)


def _possible(pair: ReviewPair, known: Mapping[str, Mapping[str, set[str]]]) -> bool:
    return pair.left != pair.right and not contradict(known[pair.left], known[pair.right])


def _people(evidence: Evidence, entity: Mapping[str, str]) -> Iterator[ReviewPair]:
    for a, b in pairs(evidence.people):
        left, right = entity[a.mention], entity[b.mention]
        if left != right and (found := score(a, b)).total >= REVIEW:
            yield _pair(left, right, a.mention, b.mention, found.total, found.features)


def _bodies(view: LedgerView, evidence: Evidence, entity: Mapping[str, str]) -> Iterator[ReviewPair]:
    """Enterprises, organizations and platforms whose names are alike."""
    bodies, places, above = gather_bodies(view, evidence.tokens, entity)
    for a, b, found in alike(bodies, places, above):
        yield _pair(a.id, b.id, a.id, b.id, found.total, found.features)


def _namesakes(evidence: Evidence, entity: Mapping[str, str]) -> Iterator[ReviewPair]:
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
    left: str, right: str, left_mention: str, right_mention: str, total: float, features: tuple[Feature[Any], ...]
) -> ReviewPair:
    if left > right:
        left, right, left_mention, right_mention = right, left, right_mention, left_mention
    return ReviewPair(left, right, left_mention, right_mention, total, features)
