"""The example rosters are read as what they are, with the faults that were put into them and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.build import DATA, build
from examples.rosters import PEOPLE
from graph.privacy import Vault
from ingest.content import Workbook
from ingest.mapping import MappedRoster, RosterMapper
from ingest.readers import read
from tests.ingest.mapping.rosters import keys, lines

EXPECTED: dict[str, list[tuple[str, str, int, int, list[str], list[str]]]] = {
    "11-青禾州人才信息表.xlsx": [("人才信息表", "talent", 16, 15, ["missing_key"], ["bad_phone"])],
    "12-青禾州企业名录.xlsx": [("企业名录", "enterprise", 8, 8, [], ["bad_credit_code"])],
    "13-青禾州人才平台台账.xlsx": [("平台台账", "platform", 8, 8, [], [])],
}


def mapped(name: str) -> MappedRoster:
    content = read(DATA / name)
    assert isinstance(content, Workbook)
    return RosterMapper(Vault(b"test key")).map(content, origin=name)


@pytest.mark.parametrize("name", EXPECTED)
def test_sheets_are_read_as_what_they_are(name: str) -> None:
    found = [
        (s.sheet, s.table, s.data_rows, s.accepted, [r.kind for r in s.rejected], [w.kind for w in s.warnings])
        for s in mapped(name).sheets
    ]
    assert found[: len(EXPECTED[name])] == EXPECTED[name]


def test_every_person_is_one_person() -> None:
    assert len(keys(mapped("11-青禾州人才信息表.xlsx"), "Talent")) == len([p for p in PEOPLE if p[0]])


def test_a_ditto_gives_the_nurse_her_hospital() -> None:
    assert "李娜 WORKS_AT Organization:青禾州人民医院 role=护理部副主任" in lines(mapped("11-青禾州人才信息表.xlsx"))


def test_the_committed_files_are_those_that_are_built(tmp_path: Path) -> None:
    built = build(tmp_path)
    assert {path.name for path in built} == {path.name for path in DATA.iterdir()}
    for path in built:
        # Content, not bytes: another version of an office library may write other markup.
        assert read(path) == read(DATA / path.name)
