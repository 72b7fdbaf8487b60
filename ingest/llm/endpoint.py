"""One question to a chat endpoint over HTTP, with time limits, retries and no word of the key anywhere."""

from __future__ import annotations

import ipaddress
import json
import logging
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from graph.errors import SettingsError, Unavailable
from graph.settings import Settings

log = logging.getLogger("talentgraph.llm")
ATTEMPTS = 4
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
LARGEST_REPLY = 2 * 1024 * 1024  # bytes
CHUNK = 64 * 1024
TEMPORARY = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_one_at_a_time = threading.Lock()  # across all readers of this process


class LlmUnavailable(Unavailable):
    """The endpoint did not answer, or not with what the protocol says."""

    code = "llm-unavailable"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote; `complete` unless it was cut off for length."""

    text: str
    complete: bool


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry key and text to where nobody configured them to go."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Endpoint:
    """A configured endpoint. Questions are asked one at a time."""

    def __init__(
        self, url: str, model: str, key: str | None, *, timeout_s: float, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.model, self._timeout_s, self._sleep = model, timeout_s, sleep
        self._url = url.rstrip("/") + "/chat/completions"
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        direct = [urllib.request.ProxyHandler({})] if is_loopback(urlsplit(url).hostname) else []
        self._opener = urllib.request.build_opener(_NoRedirects, *direct)

    def ask(self, messages: list[dict[str, str]]) -> Reply:
        """The model's reply. Tries again after a busy or failing server; raises LlmUnavailable when that does not help
        or would not."""
        body = json.dumps({"model": self.model, "messages": messages, "temperature": 0}).encode()
        request = urllib.request.Request(self._url, body, self._headers, method="POST")  # noqa: S310 checked when opened
        pause, reason = FIRST_PAUSE_S, ""
        with _one_at_a_time:
            for attempt in range(ATTEMPTS):
                if attempt:
                    self._sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE_S)
                try:
                    return _reply(self._send(request))
                except urllib.error.HTTPError as error:
                    reason = f"HTTP {error.code}"
                    wanted = error.headers.get("Retry-After", "")
                    error.close()
                    if error.code not in TEMPORARY:
                        break
                    if wanted.isdecimal():
                        pause = min(max(pause, float(wanted)), LONGEST_PAUSE_S)
                except (OSError, HTTPException) as error:  # refused, cut off, timed out
                    reason = type(error).__name__
                log.warning("language model: %s (attempt %d)", reason, attempt + 1)
        raise _unavailable(reason)

    def _send(self, request: urllib.request.Request) -> bytes:
        """The reply's body. The time limit is for the whole of it: a server that trickles is late as well."""
        end = time.monotonic() + self._timeout_s
        with self._opener.open(request, timeout=self._timeout_s) as response:
            parts: list[bytes] = []
            while chunk := response.read1(CHUNK):
                parts.append(chunk)
                if time.monotonic() > end:
                    raise TimeoutError
                if sum(map(len, parts)) > LARGEST_REPLY:
                    raise _unavailable(f"more than {LARGEST_REPLY} bytes")
            if response.length:  # of the announced bytes some never came
                raise ConnectionResetError
        return b"".join(parts)


def _reply(body: bytes) -> Reply:
    try:
        choice = json.loads(body)["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise _unavailable("not a chat completion") from error
    if not isinstance(text, str):
        raise _unavailable("not a chat completion")
    return Reply(text, choice.get("finish_reason") != "length")


def _unavailable(reason: str) -> LlmUnavailable:
    return LlmUnavailable(
        f"语言模型没有可用的答复：{reason}", f"no usable reply from the language model: {reason}",
        hint="请检查 TALENTGRAPH_LLM_… 各项设置与服务。Check the TALENTGRAPH_LLM_… settings and the server.",
    )  # fmt: skip


def open_endpoint(settings: Settings) -> Endpoint | None:
    """The endpoint that the settings name, None where they name none. Raises SettingsError for half of one, and for an
    address to which the text would travel in the clear."""
    if settings.llm_url is None:
        return None
    if not settings.llm_model:
        raise SettingsError(
            "设置了 TALENTGRAPH_LLM_URL，还须设置 TALENTGRAPH_LLM_MODEL", "TALENTGRAPH_LLM_MODEL is missing"
        )
    parts = urlsplit(settings.llm_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise SettingsError(
            "设置 TALENTGRAPH_LLM_URL 无效", "TALENTGRAPH_LLM_URL is not a base URL",
            hint="例：https://模型服务地址/v1；密钥放在 TALENTGRAPH_LLM_KEY。The key belongs into TALENTGRAPH_LLM_KEY.",
        )  # fmt: skip
    if parts.scheme == "http" and not is_loopback(parts.hostname) and not settings.llm_allow_plain_http:
        raise SettingsError(
            "TALENTGRAPH_LLM_URL 未加密，文档内容会以明文传输", "TALENTGRAPH_LLM_URL would send documents unencrypted",
            hint="请用 https，或在可信内网设置 TALENTGRAPH_LLM_ALLOW_PLAIN_HTTP=true。"
            "Use https, or allow plain http within a trusted network.",
        )  # fmt: skip
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    if key is not None and not (key.isascii() and key.isprintable() and " " not in key):
        raise SettingsError("设置 TALENTGRAPH_LLM_KEY 含有不可用的字符", "TALENTGRAPH_LLM_KEY has unusable characters")
    return Endpoint(settings.llm_url, settings.llm_model, key, timeout_s=settings.llm_timeout_s)


def is_loopback(host: str | None) -> bool:
    """Whether a host name means this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
