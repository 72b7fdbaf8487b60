"""The agreement of two readers: the second is scored by the first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.agreement import readings
from bench.extraction import score, tally


def annotation(names: list[str], relations: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "entities": [{"type": "Region", "name": name, "aliases": []} for name in names],
        "relations": [{"type": "LOCATED_IN", "from": a, "to": b} for a, b in relations],
        "indicators": [{"subject": names[0], "metric": "人才", "value": 3, "unit": "人"}],
    }


def test_the_second_reader_is_scored_by_the_first(tmp_path: Path) -> None:
    for reader in ("first", "second"):
        (tmp_path / reader).mkdir()
    first = annotation(["云上县", "山下镇", "水边村"], [("山下镇", "云上县")])
    second = annotation(["云上县", "山下镇"], [("山下镇", "云上县"), ("云上县", "山下镇")])
    (tmp_path / "first" / "a.json").write_text(json.dumps(first), "utf-8")
    (tmp_path / "second" / "a.json").write_text(json.dumps(second), "utf-8")
    counts = tally(readings(tmp_path))
    assert score(counts["entities"]) == (1, 2 / 3, 0.8)
    assert score(counts["relations"]) == (0.5, 1, 2 / 3)
    assert score(counts["indicators"]) == (1, 1, 1)


def test_a_folder_that_one_has_read_is_none(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="two readers"):
        readings(tmp_path)
