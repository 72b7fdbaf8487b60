"""Which words a text must hold for an expression to match, told from the parsed expression.

Words of more than two letters are told by a pair of letters in them: a text without the pair is without the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

_ops: Any = import_module("re._constants")

Required = tuple[frozenset[str], ...]
"""Sets of letters and pairs of letters; a text that can match holds one of each set."""

_MOST_WORDS = 256
"""So many words can a part stand for (甲[乙丙]丁? for four) that what stands beside it is joined to each."""
_WIDEST = 80
"""A set of more letters than these (all surnames) rules little out."""
_SETS = 2
"""So many sets are kept, the ones that rule most out."""
_LETTER, _PAIR = 16, 1
"""What a letter and a pair weigh against each other: how much likelier a text holds a letter."""
_ZERO_WIDTH = frozenset({_ops.AT, _ops.ASSERT_NOT})
_REPEATS = frozenset({_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT})
_EMPTY = frozenset({""})


class _Part(NamedTuple):
    """What a part of an expression matches, if that can be listed, and the sets of which it holds one word each."""

    words: frozenset[str] | None
    sets: tuple[frozenset[str], ...]


_ANYTHING = _Part(None, ())


def required(parsed: Any, flags: int) -> Required:
    """What an expression cannot do without, as the parser of `re` gives it; nothing where that is not known."""
    if (flags | parsed.state.flags) & re.IGNORECASE:
        return ()
    sets = {frozenset(map(_telling, words)) for words in _sequence(parsed).sets}
    return tuple(sorted(sets, key=lambda words: (_weight(words), sorted(words)))[:_SETS])


def _telling(word: str) -> str:
    """The pair that tells a word: one from its middle, which is seldom a word by itself (作站 in 工作站)."""
    return word if len(word) < 3 else word[1:3]


def _weight(words: Iterable[str]) -> int:
    return sum(_LETTER if len(word) == 1 else _PAIR for word in words)


def _sequence(items: Any) -> _Part:
    """Parts one behind the other: neighbours that can be listed are put together."""
    sets: list[frozenset[str]] = []
    run, listed = _EMPTY, True
    for op, value in items:
        words, more = _part(op, value)
        sets.extend(more)
        if words is not None and len(run) * len(words) <= _MOST_WORDS:
            run = frozenset(before + word for before in run for word in words)
            continue
        sets.append(run)
        listed, run = False, _EMPTY if words is None else words
    sets.append(run)
    return _Part(run if listed else None, tuple(words for words in sets if words and "" not in words))


def _part(op: Any, value: Any) -> _Part:
    if op is _ops.LITERAL:
        return _Part(frozenset({chr(value)}), ())
    if op is _ops.IN:
        return _Part(_letters(value), ())
    if op in _ZERO_WIDTH:
        return _Part(_EMPTY, ())
    if op is _ops.ASSERT:
        return _Part(_EMPTY, _sequence(value[1]).sets)
    if op is _ops.SUBPATTERN:
        return _ANYTHING if value[1] & re.IGNORECASE else _sequence(value[3])
    if op is _ops.ATOMIC_GROUP:
        return _sequence(value)
    if op in _REPEATS:
        return _repeated(*value)
    return _choice(value[1]) if op is _ops.BRANCH else _ANYTHING


def _letters(items: Any) -> frozenset[str] | None:
    """The letters of a set, unless they are too many or it tells only what is not in it."""
    found: set[str] = set()
    for op, value in items:
        if op is _ops.LITERAL:
            found.add(chr(value))
        elif op is _ops.RANGE and value[1] - value[0] < _WIDEST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _WIDEST else None


def _repeated(least: int, most: Any, items: Any) -> _Part:
    words, sets = _sequence(items)
    if least == 0:
        return _Part(words | _EMPTY, ()) if most == 1 and words is not None else _ANYTHING
    if words is None:
        return _Part(None, sets)
    return _Part(words, sets) if most == 1 else _Part(None, (*sets, words) if "" not in words else sets)


def _choice(members: Any) -> _Part:
    """One of several: the words of all, and of each the set that rules most out."""
    parts = [_sequence(member) for member in members]
    listed = [words for words, _ in parts if words is not None]
    words = frozenset().union(*listed) if len(listed) == len(parts) else None
    if words is not None and len(words) <= _MOST_WORDS:
        return _Part(words, tuple(_told(parts)))
    return _Part(None, tuple(_told(parts)))


def _told(parts: list[_Part]) -> Iterator[frozenset[str]]:
    if all(sets for _, sets in parts):
        yield frozenset().union(*(min(sets, key=_weight) for _, sets in parts))
