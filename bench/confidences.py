"""Writes what was measured of each rule into the rules: `python -m bench.confidences FOLDER...`.

The folders hold annotated documents (see `bench.extraction`). A rule that found five facts or more in them gets the
confidence (right + 1) / (found + 2); one that was seen less often keeps its estimate. The numbers of relation rules and
of clause frames stand with them, all others in `rules/confidence.yaml`, which is written anew.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

from bench.extraction import KINDS, Reading, read_folder
from ingest.extract import Extractor

SEEN = 5
OWN = {"rule": "relations.yaml", "clause": "clauses.yaml"}
"""Where rules hold their own confidence, by the first part of their method."""
HEADER = """\
# The measured precision of rules on the annotated documents; rules that were seen fewer than five times are not here.
# Relation rules and clause frames hold their own confidence, measured in the same way.
"""

Measured = dict[str, dict[str, str]]
"""By kind of fact and method."""


def measured(readings: Iterable[Reading]) -> Measured:
    """The confidences, as they are written."""
    counts: dict[str, dict[str, Counter[bool]]] = {kind: defaultdict(Counter) for kind in KINDS}
    for reading in readings:
        for kind in KINDS:
            for index, fact in enumerate(reading.found[kind]):
                counts[kind][fact["method"]][index in reading.right[kind]] += 1
    return {
        kind: {
            method: f"{(count[True] + 1) / (count.total() + 2):.2f}"
            for method, count in sorted(methods.items())
            if count.total() >= SEEN
        }
        for kind, methods in counts.items()
    }


def table(confidences: Measured) -> str:
    """The text of `confidence.yaml`."""
    lines = [HEADER]
    for kind, methods in confidences.items():
        lines += [f"{kind}:", *(f'  "{m}": {c}' for m, c in methods.items() if m.partition(":")[0] not in OWN), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def restated(text: str, confidences: Mapping[str, str]) -> str:
    """A file of rules with other numbers for the rules named in `confidences`; nothing else of it is touched."""
    rules = re.split(r"(?m)^(?=  - id: )", text)
    for number, rule in enumerate(rules):
        named = re.match(r"  - id: (\S+)", rule)
        if named and named.group(1) in confidences:
            rules[number] = re.sub(r"(?m)^(    confidence: )\S+", rf"\g<1>{confidences[named.group(1)]}", rule, count=1)
    return "".join(rules)


def write(confidences: Measured, folder: Path) -> None:
    """Bring the files of rules in a folder in line."""
    (folder / "confidence.yaml").write_text(table(confidences), encoding="utf-8")
    for prefix, name in OWN.items():
        own = {
            method.partition(":")[2]: confidence
            for method, confidence in confidences["relations"].items()
            if method.startswith(f"{prefix}:")
        }
        path = folder / name
        path.write_text(restated(path.read_text(encoding="utf-8"), own), encoding="utf-8")


def main() -> None:
    """Measure the folders given on the command line and write the rules."""
    parser = argparse.ArgumentParser(prog="python -m bench.confidences", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    extractor = Extractor()
    readings = [reading for folder in parser.parse_args().folders for reading in read_folder(extractor, folder)[0]]
    confidences = measured(readings)
    write(confidences, Path(str(resources.files("ingest.extract"))) / "rules")
    print(f"{len(readings)} documents, {sum(map(len, confidences.values()))} rules measured")


if __name__ == "__main__":
    main()
