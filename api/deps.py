"""What routes depend on: the open workspace, the job runner, and the caller's right to be here."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.jobs import JobRunner
from graph.callers import Caller, identify
from graph.errors import Forbidden, Unavailable
from graph.services.reviews import ReviewQueue
from graph.services.workspace import Workspace

_bearer = HTTPBearer(
    auto_error=False, description="TALENTGRAPH_TOKEN, or a caller's own token, where the service has any"
)


def get_workspace(request: Request) -> Workspace:
    """The workspace that the application's lifespan opened."""
    workspace: Workspace = request.app.state.workspace
    return workspace


def await_graph(request: Request) -> None:
    """Raises Unavailable until the graph has caught up with the ledger for the first time."""
    if not get_runner(request).caught_up.is_set():
        raise Unavailable(
            "图正在更新，请稍后再试", "the graph is catching up with the ledger",
            hint="进度见 /api/v1/readyz。See /api/v1/readyz.",
        )  # fmt: skip


def get_runner(request: Request) -> JobRunner:
    """The runner of background jobs."""
    runner: JobRunner = request.app.state.runner
    return runner


def authorize(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]) -> Caller:
    """The caller who shows a token, or anyone where the service has none (then it is on loopback only)."""
    caller = identify(get_workspace(request).settings, given.credentials if given else None)
    if caller is None:
        raise HTTPException(401, "a bearer token is required", headers={"WWW-Authenticate": "Bearer"})
    return caller


Calling = Annotated[Caller, Depends(authorize)]


def need_personal_right(caller: Calling) -> None:
    """Raises Forbidden for a caller without the right to personal values."""
    if not caller.personal:
        raise Forbidden(
            "无权查看个人信息", "no right to personal values",
            hint="请管理员在 TALENTGRAPH_CALLERS 中授权。Ask the administrator for it (TALENTGRAPH_CALLERS).",
        )  # fmt: skip


PersonalRight = Depends(need_personal_right)


def get_reviews(request: Request) -> ReviewQueue:
    """The review queue, which remembers its pairs for the present revision."""
    reviews: ReviewQueue = request.app.state.reviews
    return reviews


Reviews = Annotated[ReviewQueue, Depends(get_reviews)]
Work = Annotated[Workspace, Depends(get_workspace)]
Runner = Annotated[JobRunner, Depends(get_runner)]
