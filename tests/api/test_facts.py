"""Facts of documents over HTTP: with their sentences and marks, decided on, and the marks in evidence."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import upload
from tests.samples import write_report

HOST = "松岚县绿源香料有限公司"
"""Who runs the station of the sample report; the institute that builds stations with the prefecture does so too."""


@pytest.fixture(scope="module")
def source(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> str:
    job = upload(client, write_report(tmp_path_factory.mktemp("report")))
    return str(job["result"]["source"])


def facts(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/facts", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def words(sentence: dict[str, Any]) -> list[str]:
    """The marked words of a sentence."""
    return [sentence["text"][m["start"] : m["end"]] for m in sentence["marks"]]


def hosted(client: TestClient) -> dict[str, Any]:
    found = facts(client, state=["stated", "refused", "corrected"], limit=200)
    (fact,) = (f for f in found if f["read"].get("type") == "HOSTED_BY" and HOST in str(f["read"]))
    return fact


def test_facts_show_their_words(client: TestClient, source: str) -> None:
    fact = hosted(client)
    (sentence,) = fact["sentences"]
    assert words(sentence) == ["云岭省顾明远专家工作站", HOST]
    assert client.get(f"/api/v1/facts/{fact['id']}").json() == fact


def test_pages_of_facts_meet_without_gap(client: TestClient, source: str) -> None:
    whole = facts(client, source=source, state="stated", limit=200)
    found: list[Any] = []
    query: dict[str, Any] = {"state": "stated", "limit": 7}
    while True:
        page = client.get("/api/v1/facts", params=query).json()
        found += page["items"]
        if page["next"] is None:
            break
        assert len(page["items"]) == 7
        query["cursor"] = page["next"]
    assert len(whole) > 14
    assert found == whole


def test_a_decision_over_http(client: TestClient, source: str) -> None:
    changes = {"to": "松岚县云香公司"}
    given = {"fact": hosted(client)["id"], "verdict": "correct", "changes": changes, "reason": "核对", "by": "王编辑"}
    made = client.post("/api/v1/decisions", json=given)
    assert made.status_code == 201, made.text
    assert hosted(client)["content"]["to"]["name"] == "松岚县云香公司"
    (kept,) = client.get("/api/v1/decisions").json()["items"]
    assert (kept["actor"], kept["reason"], kept["correction"]["to"]["name"]) == ("王编辑", "核对", "松岚县云香公司")
    assert client.delete(f"/api/v1/decisions/{made.json()['id']}").status_code == 200
    assert client.delete(f"/api/v1/decisions/{made.json()['id']}").status_code == 409
    assert hosted(client)["state"] == "stated"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"fact": "fact-0", "verdict": "accept"}, 404),
        ({"verdict": "correct"}, 422),
        ({"verdict": "accept", "changes": {"to": "别处"}}, 422),
        ({"verdict": "correct", "changes": {"to_type": "Talent"}}, 422),
        ({"verdict": "correct", "changes": {"colour": "red"}}, 422),
    ],
)
def test_decisions_that_cannot_be(client: TestClient, source: str, given: dict[str, Any], status: int) -> None:
    answer = client.post("/api/v1/decisions", json={"fact": hosted(client)["id"], **given})
    assert answer.status_code == status, answer.text


def test_evidence_marks_the_words(client: TestClient, source: str) -> None:
    station = client.get("/api/v1/search", params={"q": "顾明远专家工作站"}).json()["items"][0]
    for item in client.get(f"/api/v1/entities/{station['id']}/evidence").json()["items"]:
        assert "顾明远专家工作站" in "".join(words(item))
    neighbours = client.get(f"/api/v1/entities/{station['id']}/neighbors").json()["items"]
    (host,) = (n for n in neighbours if n["relation"] == "HOSTED_BY" and HOST in str(n))
    (item,) = client.get(f"/api/v1/relations/{host['id']}/evidence").json()["items"]
    assert HOST in words(item)
    figure = client.get("/api/v1/search", params={"q": "培训茶农"}).json()["items"][0]
    (item,) = client.get(f"/api/v1/entities/{figure['id']}/evidence").json()["items"]
    assert words(item) == ["培训茶农", "320人次"]


def test_a_document_can_be_looked_at_before_it_is_loaded(client: TestClient, source: str) -> None:
    text = "松岚县绿源香料有限公司与青禾师范学院签订合作协议。"
    answer = client.post("/api/v1/previews", files={"file": ("协议.txt", text.encode())})
    assert answer.status_code == 200, answer.text
    (sentence,) = answer.json()["document"]["sentences"]
    marked = {sentence["text"][h["start"] : h["end"]]: h["type"] for h in sentence["highlights"]}
    assert marked[HOST] == "Enterprise"
    facts = answer.json()["document"]["facts"]
    assert {f["content"]["name"]: f["known"] for f in facts if f["kind"] == "entity"}[HOST] is True
    assert answer.json()["changes"]["relations"]["new"] > 0
    assert client.get("/api/v1/sources").json()["items"][0]["id"] == source
