"""How long a new process takes until it can answer: run as a process of its own by bench.run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

from bench.measure import resident_mib


def measure_opening(overrides: dict[str, Any]) -> dict[str, Any]:
    """Starts a process that opens a workspace with these settings; returns what it measured (seconds, MiB)."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.opening", json.dumps(overrides)], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(arguments: str) -> None:
    """Opens ledger and store, reads the state, and prints one line of JSON."""
    begin = time.perf_counter()
    from graph.services.workspace import open_workspace  # the imports are part of what a start costs
    from graph.settings import load_settings

    imported = time.perf_counter()
    with open_workspace(load_settings(**json.loads(arguments))) as work:
        current = work.projector.is_current()
        opened = time.perf_counter()
        memory = resident_mib(os.getpid())
        found = {
            "import_s": imported - begin, "open_s": opened - imported, "current": current, "memory_mib": memory,
        }  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
