"""Around rosters: preview, corrections, rejected rows, empty rosters."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response, UploadFile
from fastapi import Path as PathParameter

from api.deps import Work
from api.errors import problems
from api.routers.data import upload_name
from api.schemas.rosters import CorrectionIn, CorrectionOut, CorrectionsOut, PreviewOut
from graph.errors import NotFound
from ingest.services import open_corrections, open_pipeline, write_rejects_of

router = APIRouter(tags=["rosters"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Fingerprint = Annotated[str, PathParameter(pattern=r"^[0-9a-f]{20}$")]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_WORKBOOK: dict[int | str, dict[str, Any]] = {200: {"content": {XLSX: _BINARY}, "description": "xlsx"}}


@router.post("/previews", summary="预览文件会怎样读", responses=problems(413))
def preview(work: Work, file: UploadFile, region: Annotated[str | None, Form(max_length=100)] = None) -> PreviewOut:
    """Reads a file without storing anything: how each sheet and column is understood, and what would be rejected; or
    what a document would yield, known or new, with the words of its text marked. `region` is what 我州 means in it."""
    name = upload_name(file)
    with tempfile.TemporaryDirectory(dir=work.settings.home) as folder:
        path = _store(file, Path(folder) / f"preview{Path(name).suffix.lower()}")
        report = open_pipeline(work).preview(path, origin=f"upload:{name}", name=name, region=region)
    shown = report.to_json()
    return PreviewOut.model_validate({"document": None, **{n: shown[n] for n in PreviewOut.model_fields if n in shown}})


@router.get("/mappings", summary="版式更正", responses=problems())
def read_mappings(work: Work) -> CorrectionsOut:
    """What users said about the layout of rosters."""
    return CorrectionsOut(items=[CorrectionOut(**c.to_json()) for c in open_corrections(work).all()])


@router.put("/mappings/{fingerprint}", summary="更正某版式", responses=problems())
def correct(work: Work, fingerprint: Fingerprint, given: CorrectionIn) -> CorrectionOut:
    """Keeps how a layout (its fingerprint stands in the preview) is to be read from now on."""
    from ingest.mapping import Correction

    correction = Correction.from_json({**given.model_dump(), "fingerprint": fingerprint})
    open_corrections(work).save(correction)
    return CorrectionOut(**correction.to_json())


@router.delete("/mappings/{fingerprint}", status_code=204, summary="取消更正", responses=problems(404))
def forget(work: Work, fingerprint: Fingerprint) -> Response:
    """Forgets a correction: the layout is recognised by itself again."""
    if not open_corrections(work).remove(fingerprint):
        raise NotFound(f"没有版式 {fingerprint} 的更正", f"there is no correction for {fingerprint}")
    return Response(status_code=204)


@router.post("/sources/{id}/rejects", summary="退回与提醒的行", response_class=Response,
             responses={**problems(404, 409, 413), **_WORKBOOK})  # fmt: skip
def rejects(work: Work, id: str, file: UploadFile) -> Response:
    """The rejected and doubted rows as a workbook with the reason beside each. Takes the very file that was loaded,
    for the service keeps no personal value in the clear."""
    with tempfile.TemporaryDirectory(dir=work.settings.home) as folder:
        path = _store(file, Path(folder) / f"roster{Path(upload_name(file)).suffix.lower()}")
        target = Path(folder) / "rejects.xlsx"
        write_rejects_of(work, id, path, target)
        return _workbook(target, "rejects.xlsx")


@router.get("/templates/{kind}", summary="空名册", response_class=Response, responses={**problems(404), **_WORKBOOK})
def template(work: Work, kind: Annotated[str, PathParameter(max_length=40)]) -> Response:
    """An empty roster of a kind, with headings, drop-down lists and an explanation."""
    from ingest.templates import template_kinds, write_template

    if kind not in template_kinds():
        raise NotFound(f"没有名册种类 {kind[:40]}", f"no roster kind {kind[:40]}", hint="、".join(template_kinds()))
    with tempfile.TemporaryDirectory(dir=work.settings.home) as folder:
        target = Path(folder) / f"{kind}.xlsx"
        write_template(kind, target)
        return _workbook(target, f"{kind}.xlsx")


def _store(file: UploadFile, path: Path) -> Path:
    with path.open("wb") as target:
        while chunk := file.file.read(1024 * 1024):
            target.write(chunk)
    return path


def _workbook(path: Path, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(path.read_bytes(), media_type=XLSX, headers=headers)
