"""Files that take their names only once they are complete and on disk: nobody ever finds half of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO


@contextmanager
def replacing(path: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A binary file that replaces `path` when the block ends well, and leaves nothing when it does not.

    `mode` are its permissions, less the umask. Raises OSError.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def replacing_text(path: Path, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """The same for text; line ends stay as written."""
    with replacing(path) as file:
        text = TextIOWrapper(file, encoding=encoding, newline="")
        yield text
        text.flush()
        text.detach()
