"""Expressions that are searched for faster and match the same: where they can begin, and words sorted by letter.

CPython looks for the next letter that an expression can begin with, but only where the expression is one set or a
choice of plain words. An expression of the rules is mostly a choice that also holds groups, optional words or what
must stand before it, and is then tried at each letter, word for word. Both can be told from the parsed expression:
which letters it can begin with, and, in a choice, which words begin alike. Of members of a choice that begin with
plain letters only those that begin alike are rivals, so putting these together changes no match; and many members
with known letters are passed over at once where none of the letters stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from typing import Any

_ops: Any = import_module("re._constants")
_compiler: Any = import_module("re._compiler")
_parser: Any = import_module("re._parser")

Items = list[tuple[Any, Any]]
"""Letters, ranges and categories, as the parser gives those of a set."""

_ZERO_WIDTH = frozenset({_ops.AT, _ops.ASSERT, _ops.ASSERT_NOT})
_REPEATS = frozenset({_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT})
_WIDEST = 2000
"""A range of more letters than these (all of Chinese) rules nothing out."""
_FEWEST = 4
"""A choice of fewer members is not worth sorting."""
_MANY = 8
"""So many members of a choice are worth a look at the next letter before they are tried."""
_PART = 12
"""So many members of a long choice are passed over at once where none of their letters stands."""
_HEADER = 5
"""The instructions that tell how long a match is: what, how long, which kind, at least, at most."""


def instructions(parsed: Any, flags: int) -> list[int]:
    """What CPython compiles a parsed expression to, with the letters that it can begin with."""
    if (flags | parsed.state.flags) & re.IGNORECASE:
        return list(_compiler._code(parsed, flags))
    _sort(parsed)
    code = list(_compiler._code(parsed, flags))
    told, least = code[2], code[3]
    letters = None if told or not least else _first(parsed)[0]
    if letters is None:
        return code
    block: list[int] = []
    _compiler._compile_charset(_compiler._optimize_charset(letters)[0], flags | parsed.state.flags, block)
    return [code[0], code[1] + len(block), _compiler.SRE_INFO_CHARSET, *code[3:_HEADER], *block, *code[_HEADER:]]


def _first(sequence: Any) -> tuple[Items | None, bool]:
    """The letters that a part can begin with, if they are known, and whether it can match nothing."""
    found: Items = []
    for op, value in sequence:
        letters, empty = _begins(op, value)
        if letters is None:
            return None, empty
        found.extend(letters)
        if not empty:
            return found, False
    return found, True


def _begins(op: Any, value: Any) -> tuple[Items | None, bool]:
    if op is _ops.LITERAL:
        return [(op, value)], False
    if op is _ops.IN:
        return (None if any(_is_wide(*item) for item in value) else list(value)), False
    if op in _ZERO_WIDTH:
        return [], True
    if op is _ops.SUBPATTERN:
        return (None, True) if value[1] & re.IGNORECASE else _first(value[3])
    if op is _ops.ATOMIC_GROUP:
        return _first(value)
    if op in _REPEATS:
        letters, empty = _first(value[2])
        return letters, empty or value[0] == 0
    if op is _ops.BRANCH:
        members = [_first(member) for member in value[1]]
        known = [letters for letters, _ in members if letters is not None]
        empty = any(empty for _, empty in members)
        return ([item for letters in known for item in letters] if len(known) == len(members) else None), empty
    return None, True


def _is_wide(op: Any, value: Any) -> bool:
    return op is _ops.NEGATE or (op is _ops.RANGE and value[1] - value[0] > _WIDEST)


def _sort(sequence: Any) -> None:
    """Sort the choices of a part by first letter."""
    for number, (op, value) in enumerate(sequence):
        for part in _parts(op, value):
            _sort(part)
        if op is _ops.BRANCH and len(value[1]) >= _FEWEST:
            sequence[number] = (op, (value[0], list(_guarded(_sorted(value[1])))))


def _parts(op: Any, value: Any) -> list[Any]:
    """The parts inside a part."""
    if op is _ops.SUBPATTERN:
        return [value[3]]
    if op is _ops.ATOMIC_GROUP:
        return [value]
    if op in _REPEATS:
        return [value[2]]
    if op is _ops.BRANCH:
        return list(value[1])
    if op in {_ops.ASSERT, _ops.ASSERT_NOT}:
        return [value[1]]
    if op is _ops.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    return []


def _sorted(members: list[Any]) -> list[Any]:
    """The members of a choice, those that begin with the same plain letter as one: that letter and a choice of what
    follows. A member that begins otherwise keeps its place between those before and those behind it."""
    groups: list[tuple[int | None, list[Any]]] = []
    at: dict[int, list[Any]] = {}
    for member in members:
        letter = member[0][1] if len(member) and member[0][0] is _ops.LITERAL else None
        if letter is None:
            at.clear()
            groups.append((None, [member]))
        elif letter in at:
            at[letter].append(member)
        else:
            at[letter] = [member]
            groups.append((letter, at[letter]))
    return [_joined(alike) if letter is not None else alike[0] for letter, alike in groups]


def _joined(alike: list[Any]) -> Any:
    if len(alike) == 1:
        return alike[0]
    rests = [member[1:] for member in alike]
    choice = (_ops.BRANCH, (None, _sorted(rests) if len(rests) >= _FEWEST else rests))
    return _parser.SubPattern(alike[0].state, [alike[0][0], choice])


def _guarded(members: list[Any]) -> Iterator[Any]:
    """The members of a choice, many in a row that begin with known letters as one, tried only where these stand."""
    for known, run in groupby(members, _is_known):
        alike = list(run)
        if not known or len(alike) < _MANY:
            yield from alike
            continue
        parts = [alike[at : at + _PART] for at in range(0, len(alike), _PART)]
        yield _behind_look([*map(_behind_look, parts)] if len(parts) > 1 else alike)


def _behind_look(members: list[Any]) -> Any:
    """A choice of members that begin with known letters, tried only where one of the letters stands."""
    letters = [item for member in members for item in _first(member)[0] or ()]
    look = (_ops.ASSERT, (1, _parser.SubPattern(members[0].state, [(_ops.IN, letters)])))
    return _parser.SubPattern(members[0].state, [look, (_ops.BRANCH, (None, members))])


def _is_known(member: Any) -> bool:
    letters, empty = _first(member)
    return letters is not None and not empty
