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

try:
    _sre: Any = import_module("_sre")
    _parser: Any = import_module("re._parser")
    from ingest.extract.openings import instructions
except (ImportError, AttributeError):  # another implementation than CPython, or one that compiles in another way
    _sre = None

Key = tuple[str, int]
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, the instructions as unsigned integers, the number of groups, their numbers by name, their names in order."""

MOST = 3000
"""So many expressions are kept; when there are more (rules were edited often), all are compiled anew."""
VERSION = f"{getattr(_sre, 'MAGIC', '')} 3"
"""What compiles: the engine, and the way in which `openings` changes what it compiles."""


class Expressions:
    """Expressions by source and flags, compiled or put together from what was kept."""

    def __init__(self, codes: Kept) -> None:
        self._codes = codes
        self._patterns: dict[Key, re.Pattern[str]] = {}

    def pattern(self, source: str, flags: int = 0) -> re.Pattern[str]:
        """The expression, as `re.compile` gives it. Raises re.error if it is none."""
        key = source, int(flags)
        pattern = self._patterns.get(key)
        if pattern is None:
            pattern = self._patterns[key] = self._read(key) or self._compile(key)
        return pattern

    def _read(self, key: Key) -> re.Pattern[str] | None:
        code: Code | None = self._codes.get(key)
        with contextlib.suppress(TypeError, ValueError, RuntimeError, OverflowError):
            return _assembled(key[0], code) if code else None
        return None

    def _compile(self, key: Key) -> re.Pattern[str]:
        try:
            code = _code(*key)
            pattern = _assembled(key[0], code)
        except (AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
            return re.compile(*key)
        self._codes.put(key, code)
        return pattern


def _code(source: str, flags: int) -> Code:
    parsed = _parser.parse(source, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = array("I", instructions(parsed, flags)).tobytes()
    return flags | state.flags, code, state.groups - 1, dict(state.groupdict), tuple(names)


def _assembled(source: str, code: Code) -> re.Pattern[str]:
    flags, instructions, groups, numbers, names = code
    pattern: re.Pattern[str] = _sre.compile(source, flags, array("I", instructions).tolist(), groups, numbers, names)
    return pattern


regex: Callable[..., re.Pattern[str]] = (
    re.compile if _sre is None else Expressions(kept("expressions", VERSION, MOST)).pattern
)
"""Instead of `re.compile`, for the expressions of rules."""
