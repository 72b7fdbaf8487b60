"""Rosters of other offices, with headings, layouts and mistakes of their own, load like those that are known."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.ingest.mapping.offices.all import LATER, OFFICES, PREFECTURE, UNSEEN
from tests.ingest.mapping.offices.office import Office, judge


@pytest.mark.parametrize("office", [*OFFICES, *LATER, *PREFECTURE, *UNSEEN], ids=lambda office: office.file)
def test_every_row_and_statement_is_there(office: Office, tmp_path: Path) -> None:
    mapped = office.map(tmp_path)
    result, sheet = judge(office, mapped), mapped.sheets[0]
    assert (sheet.table, sheet.header_rows) == (office.table, office.header_rows)
    assert sorted((f.row, f.kind) for f in (*sheet.rejected, *sheet.warnings)) == sorted(
        (*office.rejected, *office.warnings)
    )
    assert not result.missing and not result.extra
    assert result.report[0] == result.report[1]
    assert sheet.confidence > 0.5


@pytest.mark.parametrize("office", [*OFFICES, *PREFECTURE], ids=lambda office: office.file)
def test_loading_again_gives_equal_keys_and_nothing_personal(office: Office, tmp_path: Path) -> None:
    first, second = office.map(tmp_path), office.map(tmp_path)
    assert first.claims == second.claims
    shown = json.dumps([s.to_json() for s in first.sheets], ensure_ascii=False) + "".join(
        p.text for p in first.passages
    )
    assert not re.search(r"1380006\d{4}|\d{17}[\dX]", shown)
