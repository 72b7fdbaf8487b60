"""Run and keep the installation: serve, status, rebuild, export, backup, restore."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from api.schemas.data import StatusOut
from cli.data import load_files
from cli.output import Json, print_json, progress_bar, reported_errors, settings, stdout
from graph.errors import InvalidInput
from graph.ontology import ontology
from graph.services.backup import backup as write_backup
from graph.services.backup import restore as restore_backup
from graph.services.status import read_status
from graph.services.workspace import open_workspace
from ingest.pipeline import expand


class ExportFormat(StrEnum):
    """What a graph can be written as."""

    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"
    TURTLE = "turtle"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (serve, status, rebuild, export, backup, restore):
        app.command()(command)


def serve(
    host: Annotated[str | None, typer.Option(help="监听地址 / address, default TALENTGRAPH_HOST")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535)] = None,
    examples: Annotated[
        Path | None, typer.Option(help="库为空时先载入此文件夹 / load this folder if there is nothing yet")
    ] = None,
) -> None:
    """启动服务（默认 http://127.0.0.1:8000）。"""
    import uvicorn  # half a second that other commands need not wait

    from api.app import create_app

    with reported_errors():
        given = {k: v for k, v in (("host", host), ("port", port)) if v is not None}
        chosen = settings().model_copy(update=given)
        app = create_app(chosen)
        if examples:
            with open_workspace(chosen) as work:
                if work.ledger.head() == 0:
                    load_files(work, expand([examples]))
                    work.projector.follow()
        stdout.print(f"才图正在启动：http://{chosen.host}:{chosen.port}/", markup=False)
        uvicorn.run(app, host=chosen.host, port=chosen.port, log_level="warning", server_header=False)


def status(as_json: Json = False) -> None:
    """数据概况：实体、关系、来源的数量，图是否已跟上账本。"""
    with reported_errors(), open_workspace(settings()) as work:
        work.projector.follow()
        found = StatusOut.of(read_status(work))
    if as_json:
        print_json(found.model_dump())
        return
    stdout.print(f"引擎 {found.engine}，账本第 {found.ledger_revision} 版，图第 {found.graph_revision} 版，"
                 f"有效来源 {found.active_sources} 个", markup=False)  # fmt: skip
    table = Table("类别", "数量")
    for name, count in found.entities.items():
        table.add_row(ontology().types[name].label, str(count))
    for name, count in found.relations.items():
        table.add_row(f"—{ontology().relations[name].label}→", str(count))
    stdout.print(table)


def rebuild(as_json: Json = False) -> None:
    """从账本重建整张图。"""
    with reported_errors(), open_workspace(settings()) as work, progress_bar(hidden=as_json) as progress:
        revision = work.projector.rebuild(progress)
    if as_json:
        print_json({"revision": revision})
    else:
        stdout.print(f"图已重建到第 {revision} 版", markup=False)


def export(
    form: Annotated[ExportFormat, typer.Option("--format", help="格式 / format")] = ExportFormat.JSONL,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="文件；csv 为文件夹 / file, for csv a folder")] = None,
) -> None:
    """导出整张图（不含个人敏感信息）。"""
    from graph.services.export import WRITERS, export_to  # loads networkx and rdflib

    with reported_errors(), open_workspace(settings()) as work:
        work.projector.follow()
        if out is not None:
            export_to(work, form, out)
        elif form in WRITERS:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            WRITERS[form](work, sys.stdout)
        else:
            raise InvalidInput("csv 须用 --out 指定文件夹", "csv needs --out with a folder")


def backup(out: Annotated[Path, typer.Argument(help="备份文件 / the archive to write")]) -> None:
    """把账本与密钥存成一个文件（请妥善保管：内含个人信息的密钥）。"""
    with reported_errors():
        write_backup(settings(), out)
    stdout.print(f"已备份到 {out}", markup=False)


def restore(
    archive: Annotated[Path, typer.Argument(help="备份文件 / a backup")],
    force: Annotated[bool, typer.Option("--force", help="覆盖现有数据 / replace what is there")] = False,
) -> None:
    """用备份恢复；图在下次启动时重建。请先停止服务。"""
    with reported_errors():
        restore_backup(settings(), archive, force=force)
    stdout.print("已恢复", markup=False)
