"""An application on a temporary home, and a client that talks to it as a browser on this machine would."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.settings import Settings

BASE = "http://127.0.0.1:8000"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    settings = Settings(home=home, follow_interval_s=0.05, max_upload_bytes=200_000)
    with TestClient(create_app(settings), base_url=BASE, raise_server_exceptions=False) as client:
        wait_until(lambda: client.get("/api/v1/readyz").status_code == 200)
        yield client


def wait_until(done: Callable[[], bool], seconds: float = 30.0) -> None:
    """Waits for a condition; fails when it does not come true in time."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def upload(client: TestClient, path: Path, **form: str) -> Json:
    """Uploads a file and waits for its job; returns the finished job."""
    with path.open("rb") as file:
        answer = client.post("/api/v1/sources", files={"file": (path.name, file)}, data=form)
    assert answer.status_code == 202, answer.text
    job = answer.json()
    location = answer.headers["location"]
    wait_until(lambda: client.get(location).json()["state"] in ("done", "failed"))
    result: Json = client.get(f"/api/v1/jobs/{job['id']}").json()
    return result
