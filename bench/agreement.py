"""How far two careful readers agree: `python -m bench.agreement FOLDER...`.

A folder holds annotations of the same texts by two readers, `first/NAME.json` and `second/NAME.json`, as
`bench.extraction` reads them. The second reader is scored by the first as if it were a program: no program can be
expected to do better. (What a third made of the two is what `bench.extraction` scores by.)
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.extraction import KINDS, Fact, Reading, compare, table, tally

Annotation = dict[str, Sequence[Fact]]


def readings(folder: Path) -> list[Reading]:
    """Each text that two have read; the first reader's is taken for right."""
    found = []
    for path in sorted((folder / "second").glob("*.json")):
        first, second = (_annotation(file) for file in (folder / "first" / path.name, path))
        found.append(compare(first, second))
    if not found:
        raise SystemExit(f"no annotations by two readers in {folder}")
    return found


def _annotation(path: Path) -> Annotation:
    """An annotation in the form of what a program finds: each fact tells by what."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {kind: [{"method": "a reader", **fact} for fact in content[kind]] for kind in KINDS}


def main() -> None:
    """Print the agreement in the folders given on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.agreement", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    folders: list[Path] = parser.parse_args().folders
    read_by_two = {f"{folder.parent.name}/{folder.name}": readings(folder) for folder in folders}
    columns = {f"{name} ({len(found)})": tally(found) for name, found in read_by_two.items()}
    print("\n".join(table(columns)))


if __name__ == "__main__":
    main()
