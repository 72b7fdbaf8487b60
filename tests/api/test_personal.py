"""Personal values over HTTP: for holders of the right only, each access on record, and the value nowhere else."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.errors import SettingsError
from graph.settings import Settings, load_settings
from tests.api.conftest import BASE, upload, wait_until
from tests.contract.test_privacy import on_disk
from tests.ingest.mapping.rosters import resident

NUMBER = resident("19800503", "女", "530102")
ROSTER = f"""姓名,出生年月,身份证号,工作单位,职称,联系电话
李若兰,1980年5月3日,{NUMBER},松岚县人民医院,主任医师,13800000001
"""
VALUES = ["1980-05-03", NUMBER, "13800000001"]
CLERK, KEEPER = "a clerk's token 0001", "a keeper's token 0002"
CALLERS = json.dumps({"张干事": {"token": CLERK}, "李主任": {"token": KEEPER, "personal": True}})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("TALENTGRAPH_CALLERS", CALLERS)
    settings = Settings(home=home, follow_interval_s=0.05)
    with TestClient(create_app(settings), base_url=BASE, headers=bearer(CLERK)) as client:
        wait_until(lambda: client.get("/api/v1/readyz").status_code == 200)
        yield client


@pytest.fixture
def person(client: TestClient, tmp_path: Path) -> str:
    path = tmp_path / "名册.csv"
    path.write_text(ROSTER, encoding="utf-8")
    assert upload(client, path)["state"] == "done"
    return str(client.get("/api/v1/search", params={"q": "李若兰"}).json()["items"][0]["id"])


def ask(client: TestClient, person: str, token: str, **body: Any) -> Any:
    return client.post(f"/api/v1/entities/{person}/personal", json=body, headers=bearer(token))


def test_whoever_has_the_right_sees_the_values_and_is_on_record(client: TestClient, person: str) -> None:
    answer = ask(client, person, KEEPER, reason="核对申报材料")
    assert answer.status_code == 200, answer.text
    shown = {f["property"]: f["values"] for f in answer.json()["fields"]}
    assert shown == {"birth": [VALUES[0]], "id_number": [VALUES[1]], "phone": [VALUES[2]]}
    only = ask(client, person, KEEPER, reason="电话通知", fields=["phone"]).json()
    assert [f["values"] for f in only["fields"]] == [[VALUES[2]]]
    log = client.get("/api/v1/accesses", headers=bearer(KEEPER)).json()["items"]
    assert [(a["actor"], a["entity"], a["fields"], a["reason"]) for a in log] == [
        ("李主任", person, ["phone"], "电话通知"),
        ("李主任", person, ["birth", "id_number", "phone"], "核对申报材料"),
    ]
    assert all(a["at"].endswith("+00:00") for a in log)


@pytest.mark.parametrize("token", [CLERK, "nobody's token at all"])
def test_without_the_right_there_is_nothing_to_see(client: TestClient, person: str, token: str) -> None:
    answers = [ask(client, person, token, reason="想看看"), client.get("/api/v1/accesses", headers=bearer(token))]
    for answer in answers:
        assert answer.status_code == (403 if token == CLERK else 401)
        assert answer.headers["content-type"] == "application/problem+json"
        assert not [v for v in VALUES if v in answer.text]
    assert client.get("/api/v1/accesses", headers=bearer(KEEPER)).json()["items"] == []


def test_the_shared_token_and_an_open_service_give_no_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, token in enumerate([None, "the shared token 003"]):
        (home := tmp_path / f"home-{number}").mkdir()
        with TestClient(create_app(Settings(home=home, token=token)), base_url=BASE) as client:
            wait_until(lambda client=client: client.get("/api/v1/readyz").status_code == 200)  # type: ignore[misc]
            refused = client.get("/api/v1/accesses", headers=bearer(token or "any"))
            assert refused.status_code == 403
            assert refused.json()["title"] == "无权查看个人信息" and "TALENTGRAPH_CALLERS" in refused.json()["hint"]


def test_a_reason_and_a_real_property_are_needed(client: TestClient, person: str) -> None:
    for body in ({}, {"reason": "   "}, {"reason": "核对", "fields": ["name"]}, {"reason": "x" * 501}):
        assert ask(client, person, KEEPER, **body).status_code == 422
    assert ask(client, "talent-0000", KEEPER, reason="核对").status_code == 404
    assert client.get("/api/v1/accesses", headers=bearer(KEEPER)).json()["items"] == []


def test_the_values_are_in_no_log_report_graph_or_file(
    client: TestClient, person: str, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert ask(client, person, KEEPER, reason="核对申报材料").status_code == 200
    said = [caplog.text]
    for address in ("sources", "jobs", f"entities/{person}", f"entities/{person}/evidence", "accesses", "judgements"):
        answer = client.get(f"/api/v1/{address}", headers=bearer(KEEPER))
        assert answer.status_code == 200
        said.append(answer.text)
    for value in VALUES:
        assert not [text for text in said if value in text]
        assert on_disk(home, value) == []
    assert on_disk(home, "核对申报材料")


def test_the_record_says_who_judged_and_who_loaded(client: TestClient, person: str) -> None:
    assert client.get("/api/v1/sources").json()["items"][0]["added_by"] == "张干事"


TWICE = json.dumps({name: {"token": KEEPER} for name in "甲乙"})


@pytest.mark.parametrize(
    "value",
    ["not json " + KEEPER, '["' + KEEPER + '"]', '{"甲": {"token": "short-sec"}}', '{"": {"token": "' + KEEPER + '"}}',
     '{"甲": {"token": "' + KEEPER + '", "admin": true}}', TWICE],
)  # fmt: skip
def test_wrong_callers_are_refused_without_repeating_a_token(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTGRAPH_CALLERS", value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "TALENTGRAPH_CALLERS" in error.value.zh
    assert KEEPER not in str(error.value) and "short-sec" not in str(error.value)


def test_named_callers_protect_a_service_that_others_can_reach(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError):
        create_app(Settings(home=home, host="0.0.0.0"))
    monkeypatch.setenv("TALENTGRAPH_CALLERS", CALLERS)
    create_app(Settings(home=home, host="0.0.0.0"))
