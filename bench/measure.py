"""Clocks, memory, sizes and the summary of many timings."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
MEBIBYTE = 1024 * 1024
SAY_EVERY_S = 2.0


class OutOfTime(Exception):
    """The run's time limit has passed."""


class Watch:
    """Progress on standard error, and the run's deadline."""

    def __init__(self, limit_s: float) -> None:
        self._begin = time.monotonic()
        self._limit_s, self._said = limit_s, 0.0

    def check(self) -> None:
        """Raises OutOfTime once the limit has passed."""
        if time.monotonic() - self._begin > self._limit_s:
            raise OutOfTime(f"the limit of {self._limit_s:g} s has passed")

    def say(self, text: str) -> None:
        """A line with the seconds since the start."""
        self._said = time.monotonic()
        print(f"[{self._said - self._begin:7.1f} s] {text}", file=sys.stderr, flush=True)

    def tick(self, text: str) -> None:
        """Checks the deadline, and says something every few seconds only."""
        self.check()
        if time.monotonic() - self._said > SAY_EVERY_S:
            self.say(text)

    def progress(self, what: str) -> Callable[[float, str], None]:
        """A progress callback for the projector."""
        return lambda _fraction, message: self.tick(f"{what}: {message}")


@dataclass(frozen=True, slots=True)
class Summary:
    """Of timings in milliseconds; `p95` is the smallest that 95 % do not exceed."""

    count: int
    median: float
    p95: float
    worst: float


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """(seconds, result)."""
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def summarise(seconds: Sequence[float]) -> Summary | None:
    """None where nothing was measured."""
    if not seconds:
        return None
    ordered = sorted(s * 1000 for s in seconds)
    at = -(-95 * len(ordered) // 100) - 1  # ceiling, counted from 0
    return Summary(len(ordered), statistics.median(ordered), ordered[at], ordered[-1])


def resident_mib(pid: int) -> float | None:
    """Memory that a process has in use, in MiB; None where the system does not tell (it is read from /proc)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    kib = next((line.split()[1] for line in lines if line.startswith("VmRSS:")), None)
    return int(kib) / 1024 if kib else None


def size_mib(path: Path) -> float:
    """A file's size, or that of all files in a folder, in MiB."""
    files = path.rglob("*") if path.is_dir() else path.parent.glob(path.name + "*")
    return sum(f.stat().st_size for f in files if f.is_file()) / MEBIBYTE


def machine() -> dict[str, object]:
    """Cores, memory in GiB (None where unknown) and the Python version: what results depend on."""
    try:
        memory: float | None = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    except (ValueError, OSError, AttributeError):
        memory = None
    version = ".".join(map(str, sys.version_info[:3]))
    return {"cores": os.cpu_count(), "memory_gib": memory and round(memory), "python": version}
