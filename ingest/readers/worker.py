"""The process in which a risky file is read; started by `ingest.readers.isolation` with the folder of its task."""

from __future__ import annotations

import json
import pickle
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from graph.errors import TalentgraphError
from ingest.content import Content
from ingest.readers import faults
from ingest.readers.isolation import Failure
from ingest.readers.limits import ReadLimits

_MEMORY = 6 * 1024**3


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # Unix only

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _main(folder: Path) -> None:
    _limit_memory()
    task = json.loads((folder / "task").read_text("utf-8"))
    module, function = task["reader"]
    found: Content | TalentgraphError
    try:
        with faults.guard(task["name"], module):
            read = getattr(import_module(f"ingest.readers.{module}"), function)
            found = read((folder / "input").read_bytes(), task["name"], ReadLimits(**task["limits"]))
    except TalentgraphError as error:
        details = {key: value for key, value in error.details.items() if isinstance(value, str | int)}
        found = Failure(error.zh, error.en, hint=error.hint, kind=type(error), details=details)
    partial = folder / "partial"
    partial.write_bytes(pickle.dumps(found))
    partial.rename(folder / "result")


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
