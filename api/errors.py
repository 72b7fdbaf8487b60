"""Every error leaves as `application/problem+json`, whatever raised it."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.schemas.common import Problem
from graph.errors import TalentgraphError

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("talentgraph.api")
_TITLES = {
    404: "没有这个地址",
    405: "不支持这种请求方法",
    413: "请求过大",
    400: "请求有误",
    401: "需要登录令牌",
    403: "无权访问",
}


def problem(
    status: int, code: str, title: str, detail: str, *, hint: str = "", errors: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:  # fmt: skip
    """A problem response."""
    body = Problem(
        type=f"urn:talentgraph:problem:{code}",
        title=title,
        status=status,
        detail=detail,
        hint=hint or None,
        errors=errors,
    )
    return JSONResponse(body.model_dump(exclude_none=True), status, media_type=MEDIA_TYPE, headers=headers)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's account of the problems a route may answer with; 422 and 500 always."""
    return {
        status: {
            "description": "问题说明",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in sorted({*statuses, 401, 403, 422, 500, 503, 504})
    }


def install(app: FastAPI) -> None:
    """Registers the handlers."""
    app.add_exception_handler(TalentgraphError, _expected)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _expected(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, TalentgraphError)
    return problem(error.status, error.code, error.zh, error.en, hint=error.hint)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    """Names the parameters, never their values: those may be personal."""
    assert isinstance(error, RequestValidationError)
    errors = [{"parameter": ".".join(map(str, e["loc"])), "message": e["msg"]} for e in error.errors()]
    names = "、".join(e["parameter"] for e in errors)
    return problem(422, "invalid-input", f"参数有误：{names}", f"invalid parameters: {names}", errors=errors)


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    title = _TITLES.get(error.status_code, "请求失败")
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, f"http-{error.status_code}", title, str(error.detail), headers=headers)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.exception("unexpected error at %s %s", request.method, request.url.path, exc_info=error)
    return problem(500, "internal", "服务内部错误，详情见服务日志", "internal error; see the service's log")
