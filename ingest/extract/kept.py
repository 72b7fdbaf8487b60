"""Values of plain types that stay between runs, each kind in one file of the user's cache folder.

What is kept is a matter of speed alone: a folder that cannot be written, a file of somebody else, of another
interpreter or with a fault in it counts as empty.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import sys
import tempfile
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path


class Kept:
    """The values of one file by key; `version` tells what made them, and `most` how many may gather."""

    def __init__(self, path: Path, version: str, most: int) -> None:
        self._path = path
        self._version = f"{sys.version} {version}"
        self._values: dict[Hashable, Any] = {}
        self._changed = False
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            if not _is_own(path):
                return
            made_by, values = marshal.loads(path.read_bytes())  # noqa: S302 (the user's own file)
            if made_by == self._version and isinstance(values, dict) and len(values) <= most:
                self._values = values

    def get(self, key: Hashable) -> Any:
        """What was put there, None if nothing was."""
        return self._values.get(key)

    def values(self) -> Iterable[Any]:
        """All that is there."""
        return self._values.values()

    def put(self, key: Hashable, value: Any) -> None:
        """Keep a value from now on."""
        self._values[key] = value
        self._changed = True

    def save(self) -> None:
        """Write what is new, for the next run. A folder that cannot be written is left alone."""
        if not self._changed or not self._path.is_absolute():  # a user without a home has no cache folder
            return
        with contextlib.suppress(OSError, ValueError):
            content = marshal.dumps((self._version, self._values))
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(self._path)
            self._changed = False


def kept(kind: str, version: str, most: int) -> Kept:
    """The values of a kind, of this user and interpreter; what is new is written when the program ends."""
    folder = user_cache_path("talentgraph", appauthor=False)
    found = Kept(folder / f"{kind}-{sys.implementation.cache_tag}.marshal", version, most)
    atexit.register(found.save)
    return found


def _is_own(path: Path) -> bool:
    """Whether nobody else wrote a file, as far as the system can tell: what it holds is run."""
    return os.name != "posix" or path.stat().st_uid == os.getuid()
