"""Preview a roster, correct how it is read, load it, and get the rejected rows back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import upload

ROSTER = """姓名,出生年月,工作单位,职称,联系电话
李若兰,1980年5月,松岚县人民医院,主任医师,13800000001
,1975.03,雾河县第一中学,,
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "人才.csv"
    path.write_text(ROSTER, encoding="gb18030")
    return path


def preview(client: TestClient, path: Path) -> Any:
    answer = client.post("/api/v1/previews", files={"file": (path.name, path.read_bytes())})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_preview_shows_the_mapping_and_stores_nothing(client: TestClient, roster: Path) -> None:
    (sheet,) = preview(client, roster)["sheets"]
    assert sheet["table"] == "talent"
    assert {c["column"]: c["target"] for c in sheet["columns"]}["职称"] == "professional_title"
    assert [r["kind"] for r in sheet["rejected"]] == ["missing_key"]
    assert "13800000001" not in str(sheet)
    assert client.get("/api/v1/sources").json()["items"] == []


def test_a_correction_is_remembered_for_the_layout(client: TestClient, roster: Path) -> None:
    (sheet,) = preview(client, roster)["sheets"]
    address = f"/api/v1/mappings/{sheet['fingerprint']}"
    kept = client.put(address, json={"table": "talent", "header_rows": [1], "columns": {"职称": None}})
    assert kept.status_code == 200, kept.text
    assert len(client.get("/api/v1/mappings").json()["items"]) == 1
    (again,) = preview(client, roster)["sheets"]
    assert {c["column"]: c["target"] for c in again["columns"]}["职称"] is None
    assert client.delete(address).status_code == 204
    assert client.delete(address).status_code == 404
    assert client.put(address, json={"table": "nonsense", "header_rows": [1]}).status_code == 422


def test_rejects_come_back_with_the_reason(client: TestClient, roster: Path) -> None:
    job = upload(client, roster)
    source = job["result"]["source"]
    answer = client.post(f"/api/v1/sources/{source}/rejects", files={"file": (roster.name, roster.read_bytes())})
    assert answer.status_code == 200
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert any("雾河县第一中学" in row for row in rows)
    other = client.post(f"/api/v1/sources/{source}/rejects", files={"file": ("x.csv", b"a,b\n1,2\n")})
    assert other.status_code == 409


def test_templates(client: TestClient) -> None:
    answer = client.get("/api/v1/templates/talent")
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
    assert client.get("/api/v1/templates/nonsense").status_code == 404
