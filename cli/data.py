"""Bring files in and take them out: ingest, sources, retract, erase."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from api.schemas.data import SourceOut
from cli.marking import print_document
from cli.output import (
    DONE,
    FAILED,
    FINDINGS,
    Json,
    actor,
    print_json,
    progress_bar,
    reported_errors,
    settings,
    stderr,
    stdout,
)
from graph.errors import TalentgraphError
from graph.projection.effect import Counts
from graph.services.entities import get_entity
from graph.services.erasure import erase_person
from graph.services.workspace import Workspace, open_workspace
from graph.statements.sources import list_sources
from ingest.file_report import FileReport
from ingest.pipeline import expand
from ingest.services import open_pipeline


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(ingest)
    app.command()(sources)
    app.command()(retract)
    app.command()(erase)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹 / files or folders")],
    region: Annotated[
        str | None, typer.Option(help="文件所属的地区：“我州”指哪里，同名地区是哪一个 / the place a file is of")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="内容未变也重新读取 / read again though unchanged")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只预览，不入库 / show, do not store")] = False,
    as_json: Json = False,
) -> None:
    """载入名册与文档；同一文件再载入不会重复，改动过的文件取代旧版。"""
    with reported_errors(), open_workspace(settings()) as work:
        files = expand(paths)
        reports = load_files(work, files, region=region, again=again, dry_run=dry_run, quiet=as_json)
        with progress_bar(hidden=as_json) as progress:
            work.projector.follow(progress)
    if as_json:
        print_json({"files": [r.to_json() for r in reports]})
    failed = [r for r in reports if r.error]
    if len(failed) == len(reports):
        raise typer.Exit(FAILED)
    raise typer.Exit(FINDINGS if any(r.has_findings for r in reports) else DONE)


def load_files(
    work: Workspace,
    files: list[Path],
    *,
    region: str | None = None,
    again: bool = False,
    dry_run: bool = False,
    quiet: bool = False,
) -> list[FileReport]:
    """Loads files one after another; a file that cannot be read does not keep the others out."""
    pipeline = open_pipeline(work)
    reports = []
    with progress_bar(hidden=quiet) as progress:
        for number, path in enumerate(files):

            def step(fraction: float, message: str, done: int = number) -> None:
                progress((done + fraction) / len(files), message)

            try:
                origin = path.resolve().as_uri()
                if dry_run:
                    report = pipeline.preview(path, origin=origin, region=region)
                else:
                    report = pipeline.load(
                        path, origin=origin, actor=actor(), region=region, again=again, progress=step
                    )
            except TalentgraphError as error:
                problem = {"code": error.code, "zh": error.zh, "en": error.en, "hint": error.hint}
                report = FileReport(path.name, "failed", None, None, None, {}, error=problem)
            reports.append(report)
            if not quiet:
                _print_report(report)
    return reports


_STATUS = {"added": "已载入", "superseded": "已更新", "unchanged": "内容未变", "failed": "失败", "preview": "预览"}
_COUNTS = {
    "read": "行", "accepted": "接受", "warned": "提醒", "rejected": "退回", "paragraphs": "段", "entities": "实体",
    "relations": "关系", "indicators": "指标", "review": "待审", "llm_asked": "次问模型", "llm_facts": "条出自模型",
    "llm_discarded": "条模型所言弃用", "llm_unusable": "节模型答复不可用", "statements": "条陈述",
    "refused": "条不合本体",
}  # fmt: skip


def _print_report(report: FileReport) -> None:
    counts = "，".join(f"{n} {_COUNTS.get(k, k)}" for k, n in report.counts.items() if n)
    stdout.print(f"{report.file}：{_STATUS[report.status]}" + (f"（{counts}）" if counts else ""), markup=False)
    if report.error:
        for line in (report.error["zh"], report.error["en"], report.error["hint"]):
            stderr.print(f"  {line}", style="red", markup=False)
    if report.changes:
        _print_changes(report.changes)
    for sheet in report.sheets:
        if report.status == "preview":
            _print_mapping(sheet)
        for note in sheet["notes"]:
            stdout.print(f"  工作表 {sheet['sheet'] or '（无名）'}：{note}", markup=False)
        for word, items in (("退回", sheet["rejected"]), ("提醒", sheet["warnings"])):
            for item in items:
                stdout.print(f"  {word} {_place(sheet, item)}：{item.get('reason') or item['kind']}", markup=False)
    for item in report.refused:
        stdout.print(f"  未收 {item['predicate']}（{item['count']} 条）：{item['reason']}", markup=False)
    for note in report.notes:
        stdout.print(f"  注：{note}", markup=False)
    if report.document:
        print_document(report.document)


_KINDS = {"entities": "实体", "relations": "关系"}
_CHANGES = {"new": "新增", "changed": "变更", "unchanged": "未变", "gone": "消失"}


def _print_changes(changes: Counts) -> None:
    """What the file changed in the graph, on one line."""
    parts = (
        f"{label} " + "、".join(f"{word} {changes[kind][name]}" for name, word in _CHANGES.items())
        for kind, label in _KINDS.items()
    )
    stdout.print("  " + "；".join(parts), markup=False)


def _print_mapping(sheet: dict[str, Any]) -> None:
    """How a sheet was understood: its kind, and what each column goes to."""
    name = sheet["sheet"] or "（无名）"
    if not sheet["table"]:
        layout = f"，版式 {sheet['fingerprint']}" if sheet["fingerprint"] else ""
        stdout.print(f"  工作表 {name}：不装入{layout}", markup=False)
        return
    sure = f"把握 {sheet['confidence']:.0%}，版式 {sheet['fingerprint']}"
    stdout.print(f"  工作表 {name}：{sheet['table']}，表头第 {sheet['header_rows']} 行，{sure}", markup=False)
    for column in sheet["columns"]:
        target = column["target"] or "只保留在原文中"
        stdout.print(f"    {column['column']} → {target}（{column['confidence']:.0%}）", markup=False)


def _place(sheet: dict[str, Any], item: dict[str, Any]) -> str:
    name = f"“{sheet['sheet']}” " if sheet["sheet"] else ""
    return f"{name}第 {item['row']} 行 {item.get('column') or ''}".rstrip()


def sources(
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    active: Annotated[bool, typer.Option("--active", help="只列有效版本 / only versions that count")] = False,
    as_json: Json = False,
) -> None:
    """列出已载入的文件。"""
    with reported_errors(), open_workspace(settings()) as work:
        found = [
            SourceOut.of(s) for s in list_sources(work.ledger.engine, before=None, limit=limit, active_only=active)
        ]
    if as_json:
        print_json([s.model_dump() for s in found])
        return
    table = Table("编号", "文件", "状态", "载入时间 (UTC)", "陈述")
    for source in found:
        table.add_row(source.id, source.name, source.status, source.added, str(source.counts.get("statements", "")))
    stdout.print(table)


def retract(
    source: Annotated[str, typer.Argument(help="来源编号 / source id, see `sources`")], as_json: Json = False
) -> None:
    """撤回一个文件：只有它说过的事实随之消失。"""
    with reported_errors(), open_workspace(settings()) as work:
        revision = work.ledger.retract(source, actor=actor())
        work.projector.follow()
    if as_json:
        print_json({"source_id": source, "revision": revision})
    else:
        stdout.print(f"已撤回 {source}", markup=False)


def erase(
    entity: Annotated[str, typer.Argument(help="人员编号 / the person's id, see `search`, or of a fact")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 / do not ask")] = False,
    as_json: Json = False,
) -> None:
    """依法删除一个人的全部记录（不可恢复）；原文件须另行处理，再次载入会再次录入。"""
    with reported_errors(), open_workspace(settings()) as work:
        if not yes:
            name = "此事实所说的人" if entity.startswith("fact-") else get_entity(work, entity).name
            typer.confirm(f"永久删除 {name}（{entity}）的全部记录？", abort=True)
        done = erase_person(work, entity, actor=actor())
    if as_json:
        print_json({"entity": done.entity, "revision": done.revision, "statements": done.statements})
    else:
        stdout.print(f"已删除 {done.statements} 条陈述", markup=False)
