"""Which letters a text must hold for a pattern to match: a look at them is a small part of the cost of a search."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.extract.regexes import regex

Needed = tuple[frozenset[str], ...]
"""Sets of letters; a text that can match holds a letter of each."""

_PIECE = regex(
    r"[\u4e00-\u9fff]+(?![*?{])|\\u[0-9a-fA-F]{4}|\\.|\[\^?\]?(?:\\.|[^\]])*\]|\(\?(?:P<\w+>|<[=!]|[:=!>])|<\w+>|\{\w+:[^}]*\}|\{\d*,?\d*\}[?+]?|[*+?][?+]?|.",
    re.DOTALL,
)
_MAY_LACK = ("*", "?", "{0", "{,")
_UNKNOWN = frozenset("\\.^$~…<{")
"""First letters of what stands for many letters or none, of macros and slots."""
_OPEN_CLASS = regex(r"^\[\^|[-\\<]")
"""A class that excludes, or holds ranges or slots."""


@dataclass(slots=True)
class _Group:
    """A group being read: the sets of each alternative so far; `last` is where those of its last item begin."""

    denied: bool
    alternatives: list[list[frozenset[str]]]
    last: int = 0


def needed(source: str) -> Needed:
    """What a pattern of the rules, before or after its macros are put in, cannot do without."""
    groups = [_Group(False, [[]])]
    for piece in _PIECE.findall(source):
        group = groups[-1]
        here = group.alternatives[-1]
        if piece.startswith(_MAY_LACK):
            del here[group.last :]
        elif piece[0] == "(":
            groups.append(_Group(piece in {"(?!", "(?<!"}, [[]]))
        elif piece == ")":
            outer = groups[-2]
            outer.last = len(outer.alternatives[-1])
            outer.alternatives[-1].extend(() if group.denied else _any_of(group.alternatives))
            groups.pop()
        elif piece == "|":
            group.alternatives.append([])
            group.last = 0
        elif piece[0] not in "+{" or ":" in piece:
            group.last = len(here)
            here.extend(_letters(piece))
    return tuple(sorted(set(_any_of(groups[0].alternatives)), key=lambda some: (len(some), sorted(some))))


class Letters:
    """The sets of letters that some patterns need, each a bit of a number: a text that may match a pattern holds
    its bits (`held & bits == bits`), for hundreds of patterns at the cost of one look at each letter."""

    def __init__(self, patterns: Iterable[Needed]) -> None:
        self._bit: dict[frozenset[str], int] = {}
        for some in {some for pattern in patterns for some in pattern}:
            self._bit[some] = 1 << len(self._bit)
        self._held: dict[str, int] = {}
        for some, bit in self._bit.items():
            for letter in some:
                self._held[letter] = self._held.get(letter, 0) | bit

    def bits(self, pattern: Needed) -> int:
        """The bits of what a pattern needs, one of those that were given."""
        return sum(self._bit[some] for some in set(pattern))

    def held(self, text: str) -> int:
        """The bits of all sets of which a text holds a letter."""
        known, held = self._held, 0
        for letter in text:
            if letter in known:
                held |= known[letter]
        return held


def _letters(piece: str) -> list[frozenset[str]]:
    """The letters of which an item of a pattern is one, or those of a word, where they can be told."""
    if piece[0] == "[":
        return [] if _OPEN_CLASS.search(piece) else [frozenset(piece[1:-1])]
    return [] if piece[0] in _UNKNOWN else [frozenset(letter) for letter in piece]


def _any_of(alternatives: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """What must be there whichever alternative holds: of each of several the set that adds the fewest letters."""
    if len(alternatives) == 1:
        return alternatives[0]
    letters: frozenset[str] = frozenset()
    for sets in alternatives:
        if not sets:
            return []
        letters |= min(sets, key=lambda some: len(some - letters))
    return [letters]
