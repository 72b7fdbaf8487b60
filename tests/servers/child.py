"""The parent's side of a server: start its supervisor process, read its report, stop it.

A supervisor is a Python module of this package run in a process of its own (see `supervisor.py`).
It owns the server, and ends it when this process closes the pipe to it or dies in any way.
"""

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from .errors import ServerFailed, ServerUnavailable

STOP_SECONDS = 20.0


@contextmanager
def supervised(module: str, options: Mapping[str, object], timeout: float) -> Iterator[dict[str, Any]]:
    """Run the supervisor `module` of this package and yield its report, once its server is ready.

    The supervisor gets a fresh temporary folder, removed at the end together with everything in it.
    `timeout` is in seconds. The report holds at least `pid`, the server's process id.

    Raises ServerUnavailable when a package is missing, ServerFailed when the server does not get ready.
    """
    folder = Path(tempfile.mkdtemp(prefix="talentgraph-"))
    process = _start(module, folder, options)
    report: dict[str, Any] = {}
    stop = partial(_stop, process, report, folder)
    atexit.register(stop)
    try:
        report.update(_read_report(process, module, timeout))
        yield report
    finally:
        stop()
        atexit.unregister(stop)


def _start(module: str, folder: Path, options: Mapping[str, object]) -> subprocess.Popen[bytes]:
    """Start the supervisor, in a session of its own so that a Ctrl-C meant for this process does not reach it."""
    package = __package__ or ""
    root = Path(__file__).resolve().parents[package.count(".") + 1]
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(root), environment.get("PYTHONPATH")]))
    # Whatever the server and its libraries drop in temporary folders then goes away with ours.
    environment["TMPDIR"] = environment["XDG_RUNTIME_DIR"] = str(folder)
    if sys.platform == "linux":
        # The sort order of a fresh database must not depend on who runs the tests.
        environment["LC_ALL"] = "C.UTF-8"
    arguments = json.dumps({"parent": os.getpid(), "folder": str(folder), "options": dict(options)})
    # -P: the current folder must not shadow packages (this one has modules named like its servers).
    return subprocess.Popen(
        [sys.executable, "-P", "-m", f"{package}.{module}", arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )


def _read_report(process: subprocess.Popen[bytes], module: str, timeout: float) -> dict[str, Any]:
    """Wait up to `timeout` seconds for the one line of JSON that the supervisor writes."""
    assert process.stdout is not None
    deadline = time.monotonic() + timeout
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([process.stdout], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise ServerFailed(f"{module}: the server was not ready after {timeout:g} s")
        # os.read, not readline: the latter would block on an incomplete line, past the deadline.
        chunk = os.read(process.stdout.fileno(), 65536)
        if not chunk:
            raise ServerFailed(f"{module}: the process ended without a report, exit code {process.wait()}")
        line += chunk
    report: dict[str, Any] = json.loads(line)
    if "error" in report:
        raise (ServerUnavailable if report["unavailable"] else ServerFailed)(f"{module}: {report['error']}")
    return report


def _stop(process: subprocess.Popen[bytes], report: Mapping[str, Any], folder: Path) -> None:
    """End the supervisor and its server and remove the folder; harmless when repeated."""
    assert process.stdin is not None and process.stdout is not None
    with suppress(OSError):
        process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    process.stdout.close()
    # A supervisor that was itself killed could not stop its server.
    if process.returncode < 0 and "pid" in report:
        with suppress(ProcessLookupError):
            os.kill(report["pid"], signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
