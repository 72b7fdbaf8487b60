"""Counts what reading documents costs in machine instructions: `python -m bench.instructions FILE...`.

Times on a shared machine differ by half from minute to minute; the count of instructions does not (same program, same
documents, a fixed hash seed), so two states of the rules can be compared by it. It needs valgrind (Debian's package),
which is some fifty times slower than running: three pages take minutes. Reading once and reading twice are counted, so
that neither loading nor compiling is in the difference.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from ingest.content import Document
from ingest.extract import Extractor
from ingest.readers import read

_COUNT = re.compile(r"I\s+refs:\s+([\d,]+)")


def measure(paths: list[Path]) -> float:
    """Instructions a character, for reading the documents once more. Raises RuntimeError if valgrind fails."""
    _run([], paths, 1)  # what is kept between runs is kept from here on
    once, twice = (_counted(paths, times) for times in (1, 2))
    return (twice - once) / sum(len(document.text) for document in _documents(paths))


def _documents(paths: list[Path]) -> list[Document]:
    """The files that are documents, and no tables of their own."""
    return [document for document in map(read, paths) if isinstance(document, Document)]


def _counted(paths: list[Path], times: int) -> int:
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={os.devnull}"]
    told = _run(valgrind, paths, times)
    count = _COUNT.search(told)
    if count is None:
        raise RuntimeError(told)
    return int(count[1].replace(",", ""))


def _run(under: list[str], paths: list[Path], times: int) -> str:
    """Read the documents in a process of its own, under a program or by itself; what it tells."""
    command = [*under, sys.executable, "-m", "bench.instructions", "--read", str(times), *map(str, paths)]
    run = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr)
    return run.stderr


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.instructions", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--read", type=int, metavar="TIMES", help="only read the files so often (what is counted)")
    arguments = parser.parse_args()
    if arguments.read is not None:
        extractor, documents = Extractor(), _documents(arguments.files)
        for _ in range(arguments.read):
            for document in documents:
                extractor.extract(document)
        return 0
    if shutil.which("valgrind") is None:
        print("valgrind is not installed (Debian: apt-get install valgrind)", file=sys.stderr)
        return 1
    print(f"{measure(arguments.files):,.0f} instructions a character")
    return 0


if __name__ == "__main__":
    sys.exit(main())
