"""A chat endpoint on this machine that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """One HTTP answer; `delay_s` before it, `trickle_s` between the bytes of its body, `cut` bytes never sent."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    trickle_s: float = 0.0
    cut: int = 0


def says(content: object, finish: str = "stop") -> Answer:
    """A chat completion with a text, or with an object as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return Answer(json.dumps({"choices": [choice]}).encode())


def fails(status: int, **headers: str) -> Answer:
    """An error that repeats the caller's key, as some servers do."""
    return Answer(b'{"error": "bad key sk-very-secret"}', status, {k.replace("_", "-"): v for k, v in headers.items()})


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """What the user's message says."""
        return str(self.body["messages"][1]["content"])


class FakeEndpoint:
    """Its answers: one after another, the last one for ever; or whatever a function makes of a request."""

    def __init__(self, *answers: Answer, by: Callable[[Asked], Answer] | None = None) -> None:
        self._answers, self._by = list(answers), by
        self.asked: list[Asked] = []
        self.at_once = self.most_at_once = 0
        self.url = ""

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        if self._by:
            return self._by(asked)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


@contextmanager
def serving(endpoint: FakeEndpoint) -> Iterator[FakeEndpoint]:
    """Runs it on a free port of the loopback interface."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            endpoint.at_once += 1
            endpoint.most_at_once = max(endpoint.most_at_once, endpoint.at_once)
            length = int(self.headers["Content-Length"])
            asked = Asked(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
            answer = endpoint.answer(asked)
            time.sleep(answer.delay_s)
            endpoint.at_once -= 1
            try:
                self._send(answer)
            except OSError:
                self.close_connection = True  # the caller gave up

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            body = answer.body[: len(answer.body) - answer.cut]
            step = 1 if answer.trickle_s else max(len(body), 1)
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                time.sleep(answer.trickle_s)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
