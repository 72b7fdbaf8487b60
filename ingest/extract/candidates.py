"""Which of the hundreds of relation rules and frames a sentence may match, told by its slots and letters."""

from __future__ import annotations

from functools import cache

from ingest.extract.clause_frames import ELSEWHERE, ClauseFrame, frames
from ingest.extract.needed import Letters
from ingest.extract.patterns import Rule, rules


@cache
def letters() -> Letters:
    """What the rules and the verbs of the frames need, a bit each."""
    return Letters([*(rule.letters for rule in rules()), *(frame.letters for frame in frames())])


def rules_for(slots: frozenset[str], held: int, *, block: bool) -> list[Rule]:
    """The rules of a scope that a text with these slots and letters may match."""
    return [rule for bits, rule in _rules_with(slots, block=block) if held & bits == bits]


def frames_for(slots: frozenset[str], held: int, *, opened: bool, planned: bool) -> list[ClauseFrame]:
    """The frames that a sentence with these slots and letters may fit."""
    return [frame for bits, frame in _frames_with(slots, opened=opened, planned=planned) if held & bits == bits]


@cache
def _rules_with(slots: frozenset[str], *, block: bool) -> tuple[tuple[int, Rule], ...]:
    """The rules behind the bits of the letters that each needs; there are only so many sets of slots."""
    fit = (rule for rule in rules() if rule.block == block and rule.may_match(slots))
    return tuple((letters().bits(rule.letters), rule) for rule in fit)


@cache
def _frames_with(slots: frozenset[str], *, opened: bool, planned: bool) -> tuple[tuple[int, ClauseFrame], ...]:
    elsewhere = ELSEWHERE | {"earlier"} if opened else ELSEWHERE

    def may_fit(frame: ClauseFrame) -> bool:
        ends = (frame.source,) if frame.mutual else (frame.source, frame.target)
        one = slots & frame.source.slots or slots & frame.target.slots
        return bool(one) and all(end.may_stand(slots, elsewhere) for end in ends)

    fit = (frame for frame in frames() if (frame.timeless or not planned) and may_fit(frame))
    return tuple((letters().bits(frame.letters), frame) for frame in fit)
