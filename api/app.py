"""The application: opens the workspace for as long as it runs, and puts routes, errors and guards together."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from api import errors
from api.deps import authorize, await_graph
from api.errors import problem
from api.jobs import JobRunner
from api.routers import data, facts, graph, personal, questions, reviews, rosters, system
from api.schemas.common import Problem
from graph.errors import SettingsError
from graph.services.reviews import ReviewQueue
from graph.services.workspace import open_workspace
from graph.settings import Settings

PREFIX = "/api/v1"
PAGES = Path(__file__).parent / "pages"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
FORM_OVERHEAD_BYTES = 64 * 1024


def create_app(settings: Settings) -> FastAPI:
    """The API over the workspace that `settings` name. Raises SettingsError for an unsafe address."""
    check_exposure(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_workspace(settings) as workspace:
            app.state.workspace, app.state.runner = workspace, JobRunner(workspace)
            app.state.reviews = ReviewQueue(workspace)
            app.state.runner.start()
            try:
                yield
            finally:
                await run_in_threadpool(app.state.runner.close)

    app = FastAPI(
        title="Talentgraph 才图", version=version("talentgraph"), lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
        description="人才图谱服务：谁服务哪个产业，从哪句话、哪一行得知。",
    )  # fmt: skip
    errors.install(app)
    _install_guard(app, settings)
    app.include_router(system.router, prefix=PREFIX)
    for open_module in (data, rosters):
        app.include_router(open_module.router, prefix=PREFIX, dependencies=[Depends(authorize)])
    for module in (graph, personal, questions, facts, reviews):
        app.include_router(module.router, prefix=PREFIX, dependencies=[Depends(authorize), Depends(await_graph)])
    app.mount("/pages", StaticFiles(directory=PAGES), name="pages")
    app.add_api_route("/", lambda: FileResponse(PAGES / "index.html"), include_in_schema=False)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def check_exposure(settings: Settings) -> None:
    """Raises SettingsError when others could reach the service and no token protects it."""
    if not settings.is_loopback and not settings.protected:
        raise SettingsError(
            f"监听 {settings.host} 须先设置访问令牌", f"listening on {settings.host} needs a token",
            hint="请设置 TALENTGRAPH_TOKEN 或 TALENTGRAPH_CALLERS，或只监听 127.0.0.1。"
            "Set TALENTGRAPH_TOKEN or TALENTGRAPH_CALLERS, or listen on 127.0.0.1.",
        )  # fmt: skip


def _install_guard(app: FastAPI, settings: Settings) -> None:
    """Refuses what a page of another site could make a browser send here, and bodies beyond the limit."""

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        host = request.headers.get("host", "")
        if not settings.protected and not _is_loopback(urlsplit(f"//{host}").hostname):
            return problem(403, "forbidden", "拒绝以外部主机名访问", "this service answers to loopback names only")
        origin = request.headers.get("origin")
        if request.method not in SAFE_METHODS and origin and urlsplit(origin).netloc != host:
            return problem(403, "forbidden", "拒绝来自其他网站的请求", "cross-origin requests are refused")
        length = request.headers.get("content-length", "0")
        if "transfer-encoding" in request.headers:
            return problem(411, "length-required", "请求须注明长度", "requests must state their length")
        if not length.isdigit() or int(length) > settings.max_upload_bytes + FORM_OVERHEAD_BYTES:
            return problem(413, "too-large", "请求过大", f"more than {settings.max_upload_bytes} bytes")
        response = await call_next(request)
        response.headers.update(_SECURITY_HEADERS)
        return response


_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",  # answers are about people
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
}


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _openapi(app: FastAPI) -> dict[str, object]:
    """The OpenAPI document, with the shape of problems in it."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = Problem.model_json_schema()
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        app.openapi_schema = document
    return app.openapi_schema
