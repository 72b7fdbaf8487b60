"""Bring files in, watch them being read, and take them out again."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response, UploadFile

from api.deps import Calling, Runner, Work
from api.errors import problems
from api.paging import Cursor, Limit, decode, encode
from api.schemas.common import Page
from api.schemas.data import JobOut, RetractedOut, SourceOut, SourceReport
from graph.errors import InvalidInput
from graph.statements.sources import get_source, list_sources
from ingest.readers import SUFFIXES

router = APIRouter(tags=["data"])


def upload_name(file: UploadFile) -> str:
    """The base name of an upload. Raises InvalidInput for a kind of file that cannot be read."""
    name = PurePath((file.filename or "").replace("\\", "/")).name
    if not name or len(name) > 200:
        raise InvalidInput("文件名为空或过长", "the file name is empty or too long")
    if PurePath(name).suffix.lower() not in SUFFIXES:
        raise InvalidInput(f"不支持的文件类型：{name}", f"unsupported kind of file: {name}", hint=" ".join(SUFFIXES))
    return name


@router.post("/sources", status_code=202, summary="上传文件", responses=problems(413))
def upload_source(
    runner: Runner,
    caller: Calling,
    response: Response,
    file: UploadFile,
    origin: Annotated[
        str | None, Form(max_length=300, description="versions of one origin supersede each other")
    ] = None,
    region: Annotated[
        str | None, Form(max_length=100, description="the place that 我州, 全市 mean in a document")
    ] = None,
) -> JobOut:
    """Takes a file and answers with the job that reads it. The same content again changes nothing; a changed file of
    the same origin (default: the file name) supersedes what the old one said."""
    name = upload_name(file)
    job = runner.submit_upload(file.file, name, origin=origin or f"upload:{name}", actor=caller.name, region=region)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobOut.of(job)


@router.get("/sources", summary="已载入的文件", responses=problems())
def read_sources(
    work: Work, active: Annotated[bool, Query(description="only versions that count")] = False,
    limit: Limit = 50, cursor: Cursor = None,
) -> Page[SourceOut]:  # fmt: skip
    """File versions, the newest first."""
    before = (decode(cursor, int) or (None,))[0]
    found = list_sources(work.ledger.engine, before=before, limit=limit + 1, active_only=active)
    more = encode(found[limit - 1].revision) if len(found) > limit else None
    return Page(items=[SourceOut.of(s) for s in found[:limit]], next=more)


@router.get("/sources/{id}", summary="文件的读取报告", responses=problems(404))
def read_source(work: Work, id: str) -> SourceReport:
    """One file version with its rejects and warnings."""
    return SourceReport.of_record(get_source(work.ledger.engine, id))


@router.delete("/sources/{id}", summary="撤回文件", responses=problems(404, 409))
def retract_source(work: Work, caller: Calling, id: str) -> RetractedOut:
    """Takes a file out: what only it said leaves the graph."""
    revision = work.ledger.retract(id, actor=caller.name)
    work.projector.follow()
    return RetractedOut(source_id=id, revision=revision)


@router.get("/jobs", summary="最近的任务", responses=problems())
def read_jobs(work: Work, limit: Limit = 20) -> Page[JobOut]:
    """The newest jobs first."""
    return Page(items=[JobOut.of(j) for j in work.jobs.recent(limit)], next=None)


@router.get("/jobs/{id}", summary="任务进度", responses=problems(404))
def read_job(work: Work, id: str) -> JobOut:
    """One job with its progress and, once done, its report."""
    return JobOut.of(work.jobs.get(id))
