"""Whether words state a fact: plans, wishes, denials and what was revoked state none."""

from __future__ import annotations

from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern

_CLAUSE_END = "，；：。"
_SENTENCE_END = regex("[。；]")


def unreal(text: str, start: int, end: int) -> bool:
    """Whether a plan, a wish or a denial stands in the clause before `end`, or the sentence goes on to revoke it."""
    if pattern("relations", "unreal").search(text, clause_start(text, start), end) is not None:
        return True
    stop = _SENTENCE_END.search(text, end)
    return pattern("relations", "undone").search(text, start, stop.start() if stop else len(text)) is not None


def joint_duty(one: str, other: str, text: str) -> bool:
    """Whether two offices only do their duty together (联合印发, 共同主办), and do not agree on anything."""
    offices = pattern("relations", "office").search(one) and pattern("relations", "office").search(other)
    return bool(offices) and pattern("relations", "agreed").search(text) is None


def clause_start(text: str, position: int) -> int:
    """Where the clause of a character begins."""
    while position > 0 and text[position - 1] not in _CLAUSE_END:
        position -= 1
    return position


def clause_end(text: str, position: int) -> int:
    """Where the clause of a character ends."""
    while position < len(text) and text[position] not in _CLAUSE_END:
        position += 1
    return position
