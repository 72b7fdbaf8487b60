"""Personal values: what is known of somebody, shown only when asked for with a reason; and who looked."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from api.schemas.personal import AccessOut, PersonalOut
from cli.output import By, Json, actor, print_json, reported_errors, settings, stdout
from graph.errors import InvalidInput
from graph.services.entities import get_entity
from graph.services.personal import known_fields, reveal
from graph.services.workspace import open_workspace
from graph.statements.accesses import list_accesses


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (personal, accesses):
        app.command()(command)


def personal(
    entity: Annotated[str, typer.Argument(help="人员编号 / the person's id, see `search`")],
    show: Annotated[
        bool, typer.Option("--show", help="显示原值，并留下记录 / show the values; this is logged")
    ] = False,
    reason: Annotated[str, typer.Option(help="查看理由，显示原值时必填 / why; needed with --show")] = "",
    field: Annotated[list[str] | None, typer.Option(help="只看此项 / only this property, e.g. phone")] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """某人有哪些个人信息（证件号码、出生、电话）；加 --show 与 --reason 才显示原值，每次查看都留痕。"""
    with reported_errors(), open_workspace(settings()) as work:
        if reason and not show:
            raise InvalidInput("要显示原值请加 --show", "add --show to see the values")
        work.projector.follow()
        if show:
            found, fields = reveal(work, entity, actor=actor(by), reason=reason, fields=field or ())
        else:
            found = get_entity(work, entity)
            fields = known_fields(work, found)
    if as_json:
        print_json(PersonalOut.of(found, fields).model_dump())
        return
    stdout.print(f"{found.name}（{found.id}）", markup=False)
    for item in fields:
        stdout.print(f"  {item.label}：{'、'.join(item.values) or f'****（{item.count} 个值）'}", markup=False)
    if not fields:
        stdout.print("  没有个人信息")


def accesses(
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    as_json: Json = False,
) -> None:
    """谁在何时为何看过谁的个人信息。"""
    with reported_errors(), open_workspace(settings()) as work:
        found = [AccessOut.of(a) for a in list_accesses(work.ledger.engine, before=None, limit=limit)]
    if as_json:
        print_json([a.model_dump() for a in found])
        return
    table = Table("时间 (UTC)", "何人", "编号", "项目", "理由")
    for item in found:
        table.add_row(item.at, item.actor, item.entity, "、".join(item.fields), item.reason)
    stdout.print(table)
