"""Other programs with a time limit: all that a program started ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_TAIL = 2000


class OutOfTime(Exception):
    """The program was ended because it took too long."""


def run(
    command: list[str],
    *,
    seconds: float,
    folder: Path,
    environment: dict[str, str] | None = None,
    output: Path | None = None,
    heard: Callable[[str], None] = lambda _line: None,
) -> tuple[int, str]:
    """Run a program in a folder; (exit status, the end of what it wrote to standard error).

    `heard` is told each line of standard error as it comes; standard output goes to `output` if given, else nowhere.
    Raises OutOfTime, OSError.
    """
    with (output or Path(os.devnull)).open("wb") as written:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=written, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", errors="replace", start_new_session=os.name == "posix",
        )  # fmt: skip
    late = threading.Event()

    def end() -> None:
        late.set()
        _end(process)

    timer = threading.Timer(seconds, end)
    timer.start()
    tail = ""
    try:
        with process:
            assert process.stderr is not None
            for line in process.stderr:
                tail = (tail + line)[-_TAIL:]
                heard(line.rstrip("\n"))
    finally:
        timer.cancel()
        if process.poll() is None:
            _end(process)
    if late.is_set():
        raise OutOfTime
    return process.returncode, tail


def _end(process: subprocess.Popen[str]) -> None:
    """End the program and, where the system has process groups, everything it started."""
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
