"""Regular expressions that stay compiled between runs.

The rules are over a thousand expressions, and Python needs a second and more to compile those that one page asks for:
as much as all else that `talentgraph extract` does. What an expression is compiled to is therefore kept in the user's
cache folder, as Python keeps modules: for this very interpreter only, and if the folder can be written. Where an
interpreter compiles in another way than CPython does, or what was kept cannot be read, expressions are compiled as
ever.
"""

from __future__ import annotations

import contextlib
import re
from array import array
from collections.abc import Callable
from importlib import import_module
from typing import Any

from ingest.extract.kept import Kept, kept
from ingest.extract.word_sets import WordSets

try:
    _sre: Any = import_module("_sre")
    _parser: Any = import_module("re._parser")
    from ingest.extract.openings import instructions
    from ingest.extract.required import required
except (ImportError, AttributeError):  # another implementation than CPython, or one that compiles in another way
    _sre = None

Key = tuple[str, int]
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...], tuple[str, ...]]
"""Flags, the instructions as unsigned integers, the number of groups, their numbers by name, their names in order, and
what a text must hold to match: the words of each set, parted by an end of line."""

_SETS = 5
"""Where the words are in what is kept."""
MOST = 3000
"""So many expressions are kept; when there are more (rules were edited often), all are compiled anew."""
VERSION = f"{getattr(_sre, 'MAGIC', '')} 4"
"""What compiles: the engine, the way in which `openings` changes what it compiles, and what `required` tells of it."""


class Expressions:
    """Expressions by source and flags, compiled or put together from what was kept."""

    def __init__(self, codes: Kept) -> None:
        self._codes = codes
        self._patterns: dict[Key, re.Pattern[str]] = {}
        self._assembled: list[re.Pattern[str]] = []
        self._needed: dict[int, int] = {}
        """By the identity of what was assembled, which lives as long as this."""
        self.word_sets = WordSets()
        for code in codes.values():
            with contextlib.suppress(TypeError, IndexError, AttributeError):
                self.word_sets.bits(code[_SETS])

    def pattern(self, source: str, flags: int = 0) -> re.Pattern[str]:
        """The expression, as `re.compile` gives it. Raises re.error if it is none."""
        key = source, int(flags)
        pattern = self._patterns.get(key)
        if pattern is None:
            pattern = self._patterns[key] = self._read(key) or self._compile(key)
        return pattern

    def needed_bits(self, pattern: re.Pattern[str]) -> int:
        """The bits of what a text must hold for an expression to match, none where that is not known."""
        return self._needed.get(id(pattern), 0)

    def _read(self, key: Key) -> re.Pattern[str] | None:
        code: Code | None = self._codes.get(key)
        with contextlib.suppress(TypeError, ValueError, RuntimeError, OverflowError):
            return self._pattern(key, code) if code else None
        return None

    def _compile(self, key: Key) -> re.Pattern[str]:
        try:
            code = _code(*key)
            pattern = self._pattern(key, code)
        except (AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
            return re.compile(*key)
        self._codes.put(key, code)
        return pattern

    def _pattern(self, key: Key, code: Code) -> re.Pattern[str]:
        flags, instructions, groups, numbers, names, sets = code
        pattern: re.Pattern[str] = _sre.compile(
            key[0], flags, array("I", instructions).tolist(), groups, numbers, names
        )
        self._assembled.append(pattern)
        self._needed[id(pattern)] = self.word_sets.bits(sets)
        return pattern


def _code(source: str, flags: int) -> Code:
    parsed = _parser.parse(source, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    sets = tuple("\n".join(sorted(words)) for words in required(parsed, flags) if "\n" not in words)
    code = array("I", instructions(parsed, flags)).tobytes()
    return flags | state.flags, code, state.groups - 1, dict(state.groupdict), tuple(names), sets


_EXPRESSIONS = None if _sre is None else Expressions(kept("expressions", VERSION, MOST))

regex: Callable[..., re.Pattern[str]] = _EXPRESSIONS.pattern if _EXPRESSIONS else re.compile
"""Instead of `re.compile`, for the expressions of rules."""

WORD_SETS = _EXPRESSIONS.word_sets if _EXPRESSIONS else WordSets()
"""The words that expressions need."""


def _nothing(_: re.Pattern[str]) -> int:
    return 0


needed_bits: Callable[[re.Pattern[str]], int] = _EXPRESSIONS.needed_bits if _EXPRESSIONS else _nothing
"""Which of the sets of words a text must hold for an expression of `regex` to match."""
