"""Regular expressions that stay compiled between runs.

The rules are over a thousand expressions, and Python needs a second and more to compile those that one page asks for:
as much as all else that `talentgraph extract` does. What an expression is compiled to is therefore kept in the user's
cache folder, as Python keeps modules: for this very interpreter only, and if the folder can be written. Where an
interpreter compiles in another way than CPython does, or what was kept cannot be read, expressions are compiled as
ever.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import re
import sys
import tempfile
from array import array
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

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
_VERSION = f"{sys.version} {getattr(_sre, 'MAGIC', '')} 3"
"""What compiles: the interpreter, and the way in which `openings` changes what it compiles."""


class Kept:
    """The expressions of one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._codes: dict[Key, Code] = {}
        self._patterns: dict[Key, re.Pattern[str]] = {}
        self._compiled = 0
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            if not _is_own(path):
                return
            version, codes = marshal.loads(path.read_bytes())  # noqa: S302 (the user's own file)
            if version == _VERSION and len(codes) <= MOST:
                self._codes = codes

    def pattern(self, source: str, flags: int = 0) -> re.Pattern[str]:
        """The expression, as `re.compile` gives it. Raises re.error if it is none."""
        key = source, int(flags)
        pattern = self._patterns.get(key)
        if pattern is None:
            pattern = self._patterns[key] = self._read(key) or self._compile(key)
        return pattern

    def _read(self, key: Key) -> re.Pattern[str] | None:
        with contextlib.suppress(KeyError, TypeError, ValueError, RuntimeError, OverflowError):
            return _assembled(key[0], self._codes[key])
        return None

    def _compile(self, key: Key) -> re.Pattern[str]:
        try:
            code = _code(*key)
            pattern = _assembled(key[0], code)
        except (AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
            return re.compile(*key)
        self._codes[key] = code
        self._compiled += 1
        return pattern

    def save(self) -> None:
        """Write what was compiled anew, for the next run. A folder that cannot be written is left alone."""
        if not self._compiled or not self._path.is_absolute():  # a user without a home has no cache folder
            return
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            with os.fdopen(handle, "wb") as file:
                marshal.dump((_VERSION, self._codes), file)
            Path(name).replace(self._path)
            self._compiled = 0


def _is_own(path: Path) -> bool:
    """Whether nobody else wrote a file, as far as the system can tell: what it holds is run."""
    return os.name != "posix" or path.stat().st_uid == os.getuid()


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


def _kept() -> Kept:
    folder = user_cache_path("talentgraph", appauthor=False)
    kept = Kept(folder / f"expressions-{sys.implementation.cache_tag}.marshal")
    atexit.register(kept.save)
    return kept


regex: Callable[..., re.Pattern[str]] = re.compile if _sre is None else _kept().pattern
"""Instead of `re.compile`, for the expressions of rules."""
