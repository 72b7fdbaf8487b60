"""Measures the extraction on annotated documents: `python -m bench.extraction FOLDER...`.

A folder holds pairs NAME.txt and NAME.json, the text and what a careful reader would keep of it: `entities` (type,
name, aliases), `relations` (type, from, to) and `indicators` (metric, value, unit), as `talentgraph extract --json`
prints them. Prints precision, recall and F1 as a Markdown table with a column for each folder, and the speed.

Names are compared without quotation marks and white space; an alias counts as the name. An indicator is right with
the value, the unit and a metric that shares half of the shorter one's pairs of characters. Each annotated item counts
once, in the order of the file, and what is found beyond counts against precision.

With `--leave-one-out` there is a second column for each folder, in which a document is scored without what only it
supports: a fact counts as found only if its rule (for names known by a head such as 工作站: also that head) was right
in another document of the folders given. Rules written after reading a document still carry what was learnt from it, so
this is an upper bound for new texts; documents that nobody read while writing rules tell more.

With `--causes` the errors follow by what lies behind them, with `--rules` the measured precision of each rule,
(right + 1) / (found + 2).
"""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.content import Block, Document
from ingest.extract import Extractor
from ingest.readers import read

Fact = Mapping[str, Any]
Support = tuple[str, ...]
Tally = dict[str, Counter[str]]
KINDS = ("entities", "relations", "indicators")
FIRST = "省农科院研究员李明在某县指导茶产业。"
"""A first sentence for which everything is loaded, before the clock of the documents runs."""
SYMMETRIC = frozenset({"COOPERATES_WITH"})
_MARKS = dict.fromkeys(map(ord, "“”\"'‘’《》〈〉「」『』 \t\r\n\u3000"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One document: what it says by its annotation, what was found, and which found fact matches which."""

    gold: Mapping[str, Sequence[Fact]]
    found: Mapping[str, Sequence[Fact]]
    right: Mapping[str, Mapping[int, int]]
    """For each kind: index of the found fact → index of the annotated one."""


def plain(text: object) -> str:
    """A name or a metric without marks and white space."""
    return unicodedata.normalize("NFKC", str(text)).translate(_MARKS)


def names(entity: Fact) -> set[str]:
    """All forms of an entity's name."""
    return {plain(name) for name in (entity["name"], *entity.get("aliases", ()))}


def compare(gold: Mapping[str, Sequence[Fact]], found: Mapping[str, Sequence[Fact]]) -> Reading:
    """Match what was found with what is annotated, one to one."""
    canonical: dict[str, str] = {}
    for entity in gold["entities"]:
        for name in sorted(names(entity)):
            canonical.setdefault(name, plain(entity["name"]))
    for entity in found["entities"]:
        known = next((canonical[name] for name in sorted(names(entity)) if name in canonical), plain(entity["name"]))
        for name in names(entity):
            canonical.setdefault(name, known)

    def ends(relation: Fact) -> tuple[str, str]:
        first, second = (canonical.get(plain(relation[end]), plain(relation[end])) for end in ("from", "to"))
        return min((first, second), (second, first)) if relation["type"] in SYMMETRIC else (first, second)

    same: dict[str, Callable[[Fact, Fact], bool]] = {
        "entities": lambda a, b: a["type"] == b["type"] and bool(names(a) & names(b)),
        "relations": lambda a, b: a["type"] == b["type"] and ends(a) == ends(b),
        "indicators": _same_figure,
    }
    return Reading(gold, found, {kind: _matched(gold[kind], found[kind], same[kind]) for kind in KINDS})


def _same_figure(one: Fact, other: Fact) -> bool:
    equal = abs(float(one["value"]) - float(other["value"])) < 1e-9 and plain(one["unit"]) == plain(other["unit"])
    first, second = _pairs(plain(one["metric"])), _pairs(plain(other["metric"]))
    return equal and len(first & second) >= 0.5 * min(len(first), len(second))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _matched(gold: Sequence[Fact], found: Sequence[Fact], same: Callable[[Fact, Fact], bool]) -> dict[int, int]:
    matched: dict[int, int] = {}
    for index, item in enumerate(gold):
        hit = next((i for i, other in enumerate(found) if i not in matched and same(item, other)), None)
        if hit is not None:
            matched[hit] = index
    return matched


def support(kind: str, fact: Fact) -> Support:
    """What a found fact rests on: its rule, and for names known by their head that head's last two characters."""
    head = plain(fact["name"])[-2:] if fact["method"].startswith("head:") else ""
    return kind, fact["method"], head


def tally(readings: Sequence[Reading], *, leave_one_out: bool = False, others: Sequence[Reading] = ()) -> Tally:
    """Right, wrong and missed facts, in total and by type. `others` are documents that support rules besides."""
    counts: Tally = defaultdict(Counter)
    supporters: dict[Support, set[int]] = defaultdict(set)
    for number, reading in enumerate((*readings, *others)):
        for kind in KINDS:
            for index in reading.right[kind]:
                supporters[support(kind, reading.found[kind][index])].add(number)
    for number, reading in enumerate(readings):
        for kind in KINDS:
            kept = [
                i
                for i, fact in enumerate(reading.found[kind])
                if not leave_one_out or supporters[support(kind, fact)] - {number}
            ]
            matched = {reading.right[kind][i] for i in kept if i in reading.right[kind]}
            _count(counts, kind, "missed", (f for i, f in enumerate(reading.gold[kind]) if i not in matched))
            _count(counts, kind, "right", (reading.gold[kind][i] for i in matched))
            _count(counts, kind, "wrong", (reading.found[kind][i] for i in kept if i not in reading.right[kind]))
    return counts


def _count(counts: Tally, kind: str, outcome: str, facts: Iterator[Fact]) -> None:
    for fact in facts:
        counts[kind][outcome] += 1
        if kind != "indicators":
            counts[f"{kind}: {fact['type']}"][outcome] += 1


def score(count: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    return (
        right / (right + wrong) if right + wrong else 0.0,
        right / (right + missed) if right + missed else 0.0,
        2 * right / (2 * right + wrong + missed) if right else 0.0,
    )


def read_folder(extractor: Extractor, folder: Path) -> tuple[list[Reading], int, float]:
    """Extract all documents of a folder: the readings, the characters, and the seconds of processor time."""
    readings, characters, seconds = [], 0, 0.0
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = read(path.with_suffix(".txt"))
        assert isinstance(document, Document)
        start = time.process_time()
        found = extractor.extract(document).to_json()
        seconds += time.process_time() - start
        characters += len(document.text)
        readings.append(compare(gold, found))
    if not readings:
        raise SystemExit(f"no annotated documents in {folder}")
    return readings, characters, seconds


def table(columns: Mapping[str, Tally]) -> Iterator[str]:
    """The lines of the Markdown table."""
    yield f"| | {' | '.join(columns)} |"
    yield f"| --- |{' --- |' * len(columns)}"
    rows = sorted(
        {row for counts in columns.values() for row in counts}, key=lambda row: (KINDS.index(row.split(":")[0]), row)
    )
    for row in rows:
        cells = (
            "–" if row not in counts else "{:.2f} / {:.2f} / {:.3f}".format(*score(counts[row]))
            for counts in columns.values()
        )
        yield f"| {row.split(': ')[-1]} | {' | '.join(cells)} |"


def rules(readings: Sequence[Reading]) -> Iterator[str]:
    """Each rule with what it found and how much of it was right, and the confidence that follows."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for reading in readings:
        for kind in KINDS:
            for index, fact in enumerate(reading.found[kind]):
                counts[f"{kind} {fact['method']}"][index in reading.right[kind]] += 1
    for rule, count in sorted(counts.items()):
        found = count.total()
        yield f"{rule}: {count[True]} of {found} right, {(count[True] + 1) / (found + 2):.2f}"


def causes(readings: Sequence[Reading]) -> Counter[str]:
    """What lies behind the errors: names of another type or with other edges, relations whose ends are the trouble."""
    counts: Counter[str] = Counter()
    for reading in readings:
        found, gold, right = reading.found["entities"], reading.gold["entities"], reading.right["entities"]
        for i, entity in enumerate(gold):
            if i not in right.values():
                counts[f"name missed: {_likeness(entity, found)}"] += 1
        for i, entity in enumerate(found):
            if i not in right:
                counts[f"name wrong: {_likeness(entity, gold)}"] += 1
        known = {name for i in right.values() for name in names(gold[i])}
        known |= {name for i in right for name in names(found[i])}
        matched = reading.right["relations"]
        for i, relation in enumerate(reading.gold["relations"]):
            if i not in matched.values():
                counts[f"relation missed: {_ends_known(relation, known)}"] += 1
        for i, relation in enumerate(reading.found["relations"]):
            if i not in matched:
                counts[f"relation wrong: {_ends_known(relation, known)}"] += 1
    return counts


def _likeness(entity: Fact, others: Sequence[Fact]) -> str:
    if any(names(entity) & names(other) for other in others):
        return "another type"
    own = names(entity)
    overlaps = any(
        a in b or b in a for other in others if other["type"] == entity["type"] for a in own for b in names(other)
    )
    return "other edges" if overlaps else "nothing like it"


def _ends_known(relation: Fact, known: set[str]) -> str:
    ends = sum(plain(relation[end]) in known for end in ("from", "to"))
    return "both ends are right" if ends == len(("from", "to")) else "an end is missed or wrong"


def main() -> None:
    """Measure the folders given on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.extraction", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--causes", action="store_true")
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    start = time.perf_counter()
    extractor = Extractor()
    extractor.extract(Document("", FIRST, (Block(FIRST, 0, "paragraph", 0),)))
    loaded = time.perf_counter() - start
    columns: dict[str, Tally] = {}
    read = {"/".join(folder.parts[-2:]): read_folder(extractor, folder) for folder in options.folders}
    readings = [reading for some, _, _ in read.values() for reading in some]
    characters = sum(length for _, length, _ in read.values())
    seconds = sum(spent for _, _, spent in read.values())
    for name, (some, _, _) in read.items():
        columns[f"{name} ({len(some)})"] = tally(some)
        if options.leave_one_out:
            others = [reading for other, (more, _, _) in read.items() if other != name for reading in more]
            columns[f"{name}, one left out"] = tally(some, leave_one_out=True, others=others)
    print("\n".join(table(columns)))
    if options.causes:
        print("\n".join(f"{cause}: {count}" for cause, count in sorted(causes(readings).items())))
    if options.rules:
        print("\n".join(rules(readings)))
    print(
        f"{characters:,} characters, {characters / seconds:,.0f} a second of processor time; loaded in {loaded:.2f} s"
    )


if __name__ == "__main__":
    main()
