"""From an uploaded report to an answer with its sentence."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import upload
from tests.samples import write_report


@pytest.fixture(scope="module", autouse=True)
def loaded(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    job = upload(client, write_report(tmp_path_factory.mktemp("files")))
    assert job["state"] == "done", job
    return job


def get(client: TestClient, path: str, **params: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_job_reports_what_was_read(loaded: dict[str, Any]) -> None:
    assert loaded["progress"] == 1.0
    assert loaded["result"]["status"] == "added"
    assert loaded["result"]["counts"]["entities"] > 3


def test_who_serves_names_people_paths_and_sentences(client: TestClient) -> None:
    answer = get(client, "who-serves", industry="草果")
    names = {r["talent"]["name"] for r in answer["results"]}
    assert {"顾明远", "沈若兰"} <= names
    path = answer["results"][0]["paths"][0]
    assert path["kind"] == "platform"
    assert path["inferred"]
    assert [s["relation"] for s in path["steps"]] == ["MEMBER_OF", "SERVES"]
    assert any("服务草果产业" in e["text"] for e in path["evidence"])
    assert all(e["locator"]["end"] > e["locator"]["start"] for e in path["evidence"])


def test_industry_may_be_called_with_or_without_its_suffix(client: TestClient) -> None:
    assert (
        get(client, "who-serves", industry="草果产业")["results"]
        == get(client, "who-serves", industry="草果")["results"]
    )


def test_who_serves_pages_without_loss(client: TestClient) -> None:
    whole = get(client, "who-serves", industry="草果")["results"]
    first = get(client, "who-serves", industry="草果", limit=1)
    rest = get(client, "who-serves", industry="草果", limit=1, cursor=first["next"])
    both = first["results"] + rest["results"]
    assert sorted(r["talent"]["id"] for r in both) == sorted(r["talent"]["id"] for r in whole)
    assert any("只列出前 1 人" in w for w in first["warnings"])


def test_unknown_industry_is_not_found(client: TestClient) -> None:
    answer = client.get("/api/v1/who-serves", params={"industry": "火星采矿"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "火星采矿" in answer.json()["title"]


@pytest.mark.parametrize(
    "params",
    [
        {"as_of": "昨天"},
        {"as_of": "2024-13"},
        {"mode": "空降"},
        {"kind": "magic"},
        {"limit": 0},
        {"limit": 10**6},
        {"cursor": "%%"},
    ],
)
def test_wrong_parameters_are_named(client: TestClient, params: dict[str, Any]) -> None:
    answer = client.get("/api/v1/who-serves", params={"industry": "草果", **params})
    assert answer.status_code == 422
    assert answer.json()["status"] == 422


@pytest.mark.parametrize("text", ["草果", "caoguo", "cg", "顾明远"])
def test_search_by_name_pinyin_and_initials(client: TestClient, text: str) -> None:
    assert get(client, "search", q=text)["items"]


def test_entity_neighbors_evidence_and_paths(client: TestClient) -> None:
    industry = get(client, "search", q="草果", type="Industry")["items"][0]
    assert industry["match"] == "exact"
    neighbors = get(client, f"entities/{industry['id']}/neighbors", relation="SERVES")["items"]
    assert {n["direction"] for n in neighbors} == {"in"}
    assert {n["label"] for n in neighbors} == {"服务者"}
    sentences = get(client, f"relations/{neighbors[0]['id']}/evidence")["items"]
    assert "草果" in sentences[0]["text"]
    assert get(client, f"entities/{industry['id']}/evidence")["items"]
    talent = get(client, "search", q="顾明远", type="Talent")["items"][0]
    path = get(client, "paths", source=talent["id"], target=industry["id"])["items"][0]
    assert path["steps"][0]["source"]["name"] == "顾明远"
    assert path["steps"][-1]["target"]["name"] == industry["name"]


def test_neighbors_page_without_loss(client: TestClient) -> None:
    industry = get(client, "search", q="草果", type="Industry")["items"][0]
    whole = get(client, f"entities/{industry['id']}/neighbors")["items"]
    collected, cursor = [], None
    while True:
        page = get(client, f"entities/{industry['id']}/neighbors", limit=1, **({"cursor": cursor} if cursor else {}))
        collected += page["items"]
        if (cursor := page["next"]) is None:
            break
    assert collected == whole


def test_schema_has_a_chinese_label_beside_every_code(client: TestClient) -> None:
    schema = get(client, "schema")
    assert {t["name"] for t in schema["types"]} >= {"Talent", "Platform", "Industry"}
    labelled = [*schema["types"], *schema["relations"], *schema["vocabularies"]]
    assert all(item["label"] for item in labelled)
    personal = {p["name"] for t in schema["types"] for p in t["properties"] if p["sensitivity"] == "personal"}
    assert personal == {"birth", "id_number", "phone", "private"}


def test_sub_industries_count(client: TestClient) -> None:
    crop = {r["talent"]["id"] for r in get(client, "who-serves", industry="草果")["results"]}
    everything = get(client, "who-serves", industry="农业")
    assert crop <= {r["talent"]["id"] for r in everything["results"]}
    assert any(p["steps"][-1]["target"]["name"] == "草果" for r in everything["results"] for p in r["paths"])
