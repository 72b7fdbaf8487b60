"""Ask: who-serves, search."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from api.schemas.graph import HitOut
from api.schemas.questions import ServePathOut, WhoServesOut
from cli.output import FINDINGS, Json, place, print_json, reported_errors, settings, stderr, stdout
from graph.services.entities import search as search_entities
from graph.services.who_serves import PATH_KINDS, WhoServesQuestion
from graph.services.who_serves import who_serves as answer_who_serves
from graph.services.workspace import open_workspace


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("who-serves")(who_serves)
    app.command()(search)


def who_serves(
    industry: Annotated[str, typer.Option(help="产业名称或编号 / industry, name or id")],
    region: Annotated[str | None, typer.Option(help="地区名称或编号 / region, name or id")] = None,
    as_of: Annotated[str | None, typer.Option(help="截至日期，如 2024-06 / ISO date")] = None,
    mode: Annotated[str | None, typer.Option(help="引才方式，如 柔性 / engagement mode")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="路径类型 / path kinds: " + ", ".join(PATH_KINDS))] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 200,
    as_json: Json = False,
) -> None:
    """谁在服务某产业：哪条路径、何时起、出自哪句话。"""
    with reported_errors(), open_workspace(settings()) as work:
        work.projector.follow()
        question = WhoServesQuestion(
            industry=industry, region=region, as_of=as_of, mode=mode, kinds=tuple(kind or PATH_KINDS), limit=limit
        )
        answer = WhoServesOut.of(answer_who_serves(work, question))
    if as_json:
        print_json(answer.model_dump())
        return
    for warning in answer.warnings:
        stderr.print(f"注意：{warning}", style="yellow", markup=False)
    if not answer.results:
        stdout.print("没有找到服务该产业的人才。")
        raise typer.Exit(FINDINGS)
    for server in answer.results:
        stdout.print(server.talent.name, style="bold", markup=False)
        for path in server.paths:
            _print_path(path)


def _print_path(path: ServePathOut) -> None:
    stated = "推断" if path.inferred else "原文"
    since = f"，{path.since} 起" if path.since else ""
    stdout.print(f"  [{stated}] {path.label}{since}", markup=False)
    chain = path.steps[0].source.name + "".join(f" —{s.label}→ {s.target.name}" for s in path.steps)
    stdout.print(f"    {chain}", markup=False)
    for item in dict.fromkeys((e.source, place(e.locator), e.text) for e in path.evidence):
        stdout.print(f"    ┊ {item[0]} {item[1]}：{item[2]}", style="dim", markup=False)


def search(
    text: Annotated[str, typer.Argument(help="名称、别名、拼音或代码 / name, alias, pinyin or code")],
    limit: Annotated[int, typer.Option(min=1, max=200)] = 20,
    as_json: Json = False,
) -> None:
    """按名称、别名、拼音或首字母查找。"""
    with reported_errors(), open_workspace(settings()) as work:
        work.projector.follow()
        found = [HitOut.of_hit(h) for h in search_entities(work, text, limit=limit)]
    if as_json:
        print_json([h.model_dump() for h in found])
        return
    table = Table("编号", "类型", "名称", "别名")
    for hit in found:
        table.add_row(hit.id, hit.type_label, hit.name, "、".join(hit.aliases))
    stdout.print(table)
