"""Measures how fast documents are read once everything is loaded: `python -m bench.reading FILE... [--times N]`.

Each document is timed by itself, as processor time of the process, which works on one core. What comes first is not
counted: it loads and compiles what the documents need. Garbage is searched for as seldom as in a command.

Prints the characters a second of the slowest reading of all documents, of the middle one and of the fastest. On a
virtual machine these tell of its neighbours as well: the same work may take twice the processor time, and no counter
shows why. So a loop that does the same each time runs before and behind each document. Where both took hardly longer
than the quickest of all, the core was left alone; the middle one of such readings of each document, summed up, is
printed as the speed of a core that is left alone, if there are some of each.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path
from time import process_time
from typing import NamedTuple

from cli.main import search_garbage_seldom
from ingest.content import Document
from ingest.extract import Extractor
from ingest.readers import read

ALONE = 1.3
"""So many times the quickest loop may one take on a core that is left alone; on a shared one it takes twice as long."""
FEWEST = 3
"""So many undisturbed readings of each document tell its speed."""
_STEPS = 60_000


class Timed(NamedTuple):
    """Seconds that a document took, and the longer one of the two loops around it."""

    document: int
    reading: float
    loop: float


def timed(documents: list[Document], times: int) -> list[Timed]:
    """All readings of all documents, one round of the documents after the other."""
    extractor = Extractor()
    for document in documents:
        extractor.extract(document)
    _loop()
    return [_read(extractor, number, document) for _ in range(times) for number, document in enumerate(documents)]


def rates(readings: list[Timed], characters: int) -> list[float]:
    """Characters a second of each round, the slowest first."""
    count = len({reading.document for reading in readings})
    rounds = (readings[at : at + count] for at in range(0, len(readings), count))
    return sorted(characters / sum(reading.reading for reading in some) for some in rounds)


def undisturbed(readings: list[Timed], characters: int) -> tuple[float, int] | None:
    """Characters a second of a core that is left alone, and how many readings tell it; None if too few do."""
    most = ALONE * min(reading.loop for reading in readings)
    alone: dict[int, list[float]] = {reading.document: [] for reading in readings}
    for reading in readings:
        if reading.loop <= most:
            alone[reading.document].append(reading.reading)
    if min(map(len, alone.values())) < FEWEST:
        return None
    return characters / sum(map(statistics.median, alone.values())), sum(map(len, alone.values()))


def _read(extractor: Extractor, number: int, document: Document) -> Timed:
    before = _loop()
    start = process_time()
    extractor.extract(document)
    taken = process_time() - start
    return Timed(number, taken, max(before, _loop()))


def _loop() -> float:
    """Seconds of work that is the same each time and needs no memory to speak of."""
    start = process_time()
    sum(range(_STEPS))
    return process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=20)
    arguments = parser.parse_args()
    search_garbage_seldom()
    documents = [document for document in map(read, arguments.files) if isinstance(document, Document)]
    characters = sum(len(document.text) for document in documents)
    readings = timed(documents, arguments.times)
    found = rates(readings, characters)
    slowest, middle, fastest = found[0], statistics.median(found), found[-1]
    print(f"{slowest:,.0f} / {middle:,.0f} / {fastest:,.0f} characters a second (slowest, middle, fastest reading)")
    alone = undisturbed(readings, characters)
    if alone is None:
        print("the core was hardly ever left alone: run it again at another time, or with more --times")
    else:
        print(f"{alone[0]:,.0f} characters a second while the core was left alone ({alone[1]} of {len(readings)})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
