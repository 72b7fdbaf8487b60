"""Uploads, versions and retraction over HTTP, and what the service refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.errors import SettingsError
from graph.settings import Settings
from tests.api.conftest import BASE, upload, wait_until
from tests.samples import REPORT, write_report


def names(client: TestClient, text: str) -> set[str]:
    items = client.get("/api/v1/search", params={"q": text}).json()["items"]
    return {item["name"] for item in items}


def test_same_file_changes_nothing_changed_file_supersedes_and_retraction_is_exact(
    client: TestClient, tmp_path: Path
) -> None:
    first = upload(client, write_report(tmp_path))
    again = upload(client, write_report(tmp_path))
    assert again["result"]["status"] == "unchanged"
    assert again["result"]["source"] == first["result"]["source"]
    changed = upload(client, write_report(tmp_path, text=REPORT.replace("顾明远", "顾长风")))
    assert changed["result"]["superseded"] == first["result"]["source"]
    report = client.get(f"/api/v1/sources/{changed['result']['source']}").json()
    assert report["changes"] == changed["result"]["changes"]
    assert report["changes"]["entities"]["new"] == report["changes"]["entities"]["gone"] > 0
    assert "顾长风" in names(client, "顾长风")
    assert not names(client, "顾明远")
    statuses = {s["id"]: s["status"] for s in client.get("/api/v1/sources").json()["items"]}
    assert statuses == {first["result"]["source"]: "superseded", changed["result"]["source"]: "active"}
    source = changed["result"]["source"]
    assert client.delete(f"/api/v1/sources/{source}").status_code == 200
    assert client.get("/api/v1/status").json()["entities"] == {}
    assert client.delete(f"/api/v1/sources/{source}").status_code == 409
    assert client.delete("/api/v1/sources/src-999").status_code == 404


def test_damaged_file_fails_with_words_that_help(client: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04 not a document")
    job = upload(client, path)
    assert job["state"] == "failed"
    assert set(job["result"]["error"]) == {"code", "zh", "en", "hint"}
    assert job["result"]["error"]["zh"]


def test_upload_limits(client: TestClient) -> None:
    big = client.post("/api/v1/sources", files={"file": ("a.txt", b"x" * 250_000)})
    assert big.status_code == 413
    kind = client.post("/api/v1/sources", files={"file": ("a.exe", b"x")})
    assert kind.status_code == 422
    assert ".docx" in kind.json()["hint"]
    chunked = client.post("/api/v1/sources", content=iter([b"abc"]))
    assert chunked.status_code == 411


def test_path_in_a_file_name_is_dropped(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/api/v1/sources", files={"file": ("../../evil.txt", REPORT.encode())})
    assert answer.status_code == 202
    job = answer.json()["id"]
    wait_until(lambda: client.get(f"/api/v1/jobs/{job}").json()["state"] == "done")
    assert client.get(f"/api/v1/jobs/{job}").json()["result"]["file"] == "evil.txt"


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_other_sites_may_not_write(client: TestClient, headers: dict[str, str]) -> None:
    assert client.delete("/api/v1/sources/src-1", headers=headers).status_code == 403


def test_foreign_host_names_are_refused(client: TestClient) -> None:
    assert client.get("/api/v1/status", headers={"Host": "rebound.example"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/v1/nope"), ("PUT", "/api/v1/schema"), ("GET", "/api/v1/jobs/x")]
)
def test_every_error_is_a_problem(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code in (404, 405)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code


def test_token_is_asked_for_where_there_is_one(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, token="a-long-token")
    with TestClient(create_app(settings), base_url=BASE) as guarded:
        assert guarded.get("/api/v1/healthz").status_code == 200
        assert guarded.get("/api/v1/schema").status_code == 401
        assert guarded.get("/api/v1/schema", headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert guarded.get("/api/v1/schema", headers={"Authorization": "Bearer a-long-token"}).status_code == 200


def test_listening_beyond_loopback_needs_a_token(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="token") as caught:
        create_app(Settings(home=tmp_path, host="0.0.0.0"))
    assert "TALENTGRAPH_TOKEN" in caught.value.hint


def test_an_empty_token_protects_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTGRAPH_TOKEN", "")
    with pytest.raises(SettingsError, match="token"):
        create_app(Settings(home=tmp_path, host="0.0.0.0"))


def test_openapi_names_every_answer(client: TestClient) -> None:
    document: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation.get("summary"), (path, method)
            for status, answer in operation["responses"].items():
                if status.startswith("2") and status != "204":
                    assert all("schema" in body for body in answer["content"].values()), (path, method)


def test_front_page_and_its_parts_come_from_the_service_itself(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "谁在服务" in page.text
    for part in ("page.js", "page.css"):
        assert f"/pages/{part}" in page.text
        assert client.get(f"/pages/{part}").status_code == 200
    assert "://" not in page.text.replace("://www.w3.org", "")
    assert client.get("/pages/../app.py").status_code == 404
