"""Measures how fast documents are read once everything is loaded: `python -m bench.reading FILE... [--times N]`.

Each reading is timed as processor time of the process, which works on one core, after one that is not counted: that
one loads and compiles what the documents need. Prints the characters a second of the slowest reading, of the middle
one and of the fastest: on a machine that others share they differ by half, and the fastest says most about the program.
Garbage is searched for as seldom as in a command.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path
from time import process_time

from cli.main import search_garbage_seldom
from ingest.content import Document
from ingest.extract import Extractor
from ingest.readers import read


def rates(documents: list[Document], times: int) -> list[float]:
    """Characters a second of each reading of all documents, the slowest first."""
    extractor, characters = Extractor(), sum(len(document.text) for document in documents)
    _read(extractor, documents)
    return sorted(characters / _read(extractor, documents) for _ in range(times))


def _read(extractor: Extractor, documents: list[Document]) -> float:
    start = process_time()
    for document in documents:
        extractor.extract(document)
    return process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=20)
    arguments = parser.parse_args()
    search_garbage_seldom()
    documents = [document for document in map(read, arguments.files) if isinstance(document, Document)]
    found = rates(documents, arguments.times)
    slowest, middle, fastest = found[0], statistics.median(found), found[-1]
    print(f"{slowest:,.0f} / {middle:,.0f} / {fastest:,.0f} characters a second (slowest, middle, fastest reading)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
