"""Around rosters: correct how a layout is read, get rejected rows back, make empty rosters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cli.output import Json, print_json, reported_errors, settings, stdout
from graph.errors import InvalidInput
from graph.services.workspace import open_workspace
from ingest.services import open_corrections, write_rejects_of


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (correct, rejects, template):
        app.command()(command)


def correct(
    correction: Annotated[
        Path | None, typer.Argument(help="更正文件 (JSON)；不给则列出现有更正 / a correction; none: list them")
    ] = None,
    remove: Annotated[str | None, typer.Option(help="取消某版式的更正 / fingerprint to forget")] = None,
    as_json: Json = False,
) -> None:
    """更正某种版式的名册怎样读（版式号见 ingest --dry-run）；以后同版式照此。"""
    from ingest.mapping import Correction

    with reported_errors(), open_workspace(settings()) as work:
        corrections = open_corrections(work)
        if remove and not corrections.remove(remove):
            raise InvalidInput(f"没有版式 {remove} 的更正", f"there is no correction for {remove}")
        if correction:
            try:
                given = json.loads(correction.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise InvalidInput(f"{correction.name} 不是 JSON 文件", f"{correction.name} is no JSON file") from error
            corrections.save(Correction.from_json(given))
        found = [c.to_json() for c in corrections.all()]
    if as_json:
        print_json(found)
        return
    for item in found:
        kind = "自动识别" if item["table"] is None else item["table"] or "不装入"
        rows = f"，表头第 {item['header_rows']} 行" if item["header_rows"] else ""
        stdout.print(f"{item['fingerprint']} {item['sheet']}：{kind}{rows}", markup=False)
        for heading, name in item["columns"].items():
            stdout.print(f"    {heading} → {name or '只保留在原文中'}", markup=False)
    if correction or remove:
        stdout.print("已载入的文件请用 ingest --again 重新读取", markup=False)


def rejects(
    source: Annotated[str, typer.Argument(help="来源编号 / source id, see `sources`")],
    file: Annotated[Path, typer.Argument(help="当时载入的原文件 / the very file that was loaded")],
    out: Annotated[Path, typer.Option("--out", "-o", help="写到此 xlsx / the workbook to write")],
) -> None:
    """把退回和提醒的行连同原因写成 xlsx，改好后可再载入。"""
    with reported_errors(), open_workspace(settings()) as work:
        count = write_rejects_of(work, source, file, out)
    stdout.print(f"{count} 行，已写到 {out}", markup=False)


def template(
    kind: Annotated[str, typer.Argument(help="名册种类；不给则列出 / kind; none: list them")] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写到此 xlsx / the workbook to write")] = None,
) -> None:
    """写一份空名册：表头、下拉选项、填表说明。"""
    from ingest.templates import template_kinds, write_template

    with reported_errors():
        kinds = template_kinds()
        if not kind:
            for name, label in kinds.items():
                stdout.print(f"{name}  {label}", markup=False)
            return
        if kind not in kinds:
            raise InvalidInput(f"没有名册种类 {kind}", f"no roster kind {kind}", hint="、".join(kinds))
        target = out or Path(f"{kinds[kind]}.xlsx")
        write_template(kind, target)
    stdout.print(f"已写到 {target}", markup=False)
