"""Reading in a process of its own, for formats whose libraries can hang, take all memory or end the process.

The process is `python -m ingest.readers.worker`, not one of multiprocessing, which would run the caller's main module
anew. It costs about 0.4 s of start-up for a PDF and 0.1 s for an old workbook.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from graph.errors import TalentgraphError, TooLarge
from ingest.content import Content
from ingest.readers import faults
from ingest.readers.limits import ReadLimits
from ingest.readers.process import OutOfTime, run

Progress = Callable[[float, str], None]
_PROGRESS = "progress "


def read_apart(
    reader: tuple[str, str], data: bytes, name: str, what: str, limits: ReadLimits, progress: Progress
) -> Content:
    """What `reader` (module and function) makes of a file, or the error it raises.

    Raises TooLarge when it takes longer than `limits.max_seconds`, UnreadableFile when the process ends by itself.
    """
    with tempfile.TemporaryDirectory(prefix="talentgraph-") as scratch:
        folder = Path(scratch)
        (folder / "input").write_bytes(data)
        (folder / "task").write_text(json.dumps({"reader": reader, "name": name, "limits": asdict(limits)}), "utf-8")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
        try:
            status, tail = run(
                [sys.executable, "-m", "ingest.readers.worker", scratch],
                seconds=limits.max_seconds, folder=folder, environment=environment,
                heard=lambda line: _pass_on(line, progress),
            )  # fmt: skip
        except OutOfTime as error:
            raise too_slow(name, limits) from error
        result = folder / "result"
        if not result.exists():
            raise faults.damaged(name, what, f"the reader ended with {status}: {tail[-200:]}")
        found: Content | TalentgraphError = pickle.loads(result.read_bytes())  # noqa: S301 - written by our own process
    if isinstance(found, TalentgraphError):
        raise found
    return found


def too_slow(name: str, limits: ReadLimits) -> TooLarge:
    """The file takes longer to read than is allowed."""
    return faults.too_large(name, "读取时间", "reading time", round(limits.max_seconds), ("秒", "seconds"))


def _pass_on(line: str, progress: Progress) -> None:
    if line.startswith(_PROGRESS):
        with suppress(ValueError):
            fraction, message = json.loads(line.removeprefix(_PROGRESS))
            progress(float(fraction), str(message))


def tell(fraction: float, message: str) -> None:
    """Report progress from within the process: how much is done (0 to 1), and a word on it."""
    print(f"{_PROGRESS}{json.dumps([fraction, message])}", file=sys.stderr, flush=True)  # noqa: T201


class Failure(TalentgraphError):
    """Carries an error's class and sentences through a pickle."""

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.details["kind"], self.zh, self.en, self.hint, self.details["details"])


def _restored(kind: type[TalentgraphError], zh: str, en: str, hint: str, details: dict[str, object]) -> object:
    return kind(zh, en, hint=hint, **details)
