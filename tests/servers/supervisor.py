"""The child's side of a server: run it for as long as the parent wants it, then stop it and remove its folder."""

import json
import os
import select
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Running:
    """A server that is ready: what to tell the parent, and whether the server still runs."""

    report: Mapping[str, object]
    alive: Callable[[], bool]


@dataclass(frozen=True)
class Task:
    """What the parent asked for: the folder to work in, the options, and its own process id."""

    folder: Path
    options: Mapping[str, Any]
    parent: int

    def released(self, seconds: float) -> bool:
        """Wait up to `seconds` for the parent to close the pipe or die; true if it did.

        The pipe alone would not do: a process forked by the parent may hold its other end open.
        """
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return bool(ready) or os.getppid() != self.parent


def supervise(serve: Callable[[Task], AbstractContextManager[Running]]) -> NoReturn:
    """Run `serve` until the parent closes the pipe, dies, or asks with SIGTERM, then exit.

    The exit code is 1 if the server did not get ready or ended on its own, else 0.
    """
    signal.signal(signal.SIGTERM, _exit)
    channel = _claim_stdout()
    arguments = json.loads(sys.argv[1])
    task = Task(Path(arguments["folder"]), arguments["options"], arguments["parent"])
    code = 0
    try:
        with serve(task) as running:
            os.write(channel, (json.dumps(dict(running.report)) + "\n").encode())
            while running.alive() and not task.released(POLL_SECONDS):
                pass
            code = 0 if running.alive() else 1
    except Exception as error:
        code = 1
        report = {"error": f"{type(error).__name__}: {error}", "unavailable": isinstance(error, ImportError)}
        with suppress(OSError):  # the parent may be gone
            os.write(channel, (json.dumps(report) + "\n").encode())
    finally:
        shutil.rmtree(task.folder, ignore_errors=True)
    sys.exit(code)


def _exit(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Unwind the stack, once: a second SIGTERM must not interrupt the cleaning."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def _claim_stdout() -> int:
    """Return a descriptor for the report alone; whatever libraries print goes to stderr instead."""
    channel = os.dup(1)
    os.dup2(2, 1)
    return channel
