"""Decide who is who: reviews, judge, undo."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table

from api.schemas.common import EvidenceOut
from api.schemas.reviews import JudgementOut, ReviewOut, SideOut
from cli.output import By, Json, actor, place, print_json, reported_errors, settings, stdout
from graph.services.reviews import ReviewQueue
from graph.services.workspace import open_workspace
from graph.statements.judgements import list_judgements


class Verdict(StrEnum):
    """What a person may decide."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (reviews, judge, judgements, undo):
        app.command()(command)


def reviews(
    limit: Annotated[int, typer.Option(min=1, help="只列文字时的条数 / how many to show as text")] = 20,
    as_json: Json = False,
) -> None:
    """列出疑似同一人、同一单位、待人判断的各对。"""
    with reported_errors(), open_workspace(settings()) as work:
        work.projector.follow()
        queue = ReviewQueue(work)
        count = len(queue.pairs())
        found = [ReviewOut.of(r) for r in queue.page(0, count if as_json else limit)]
    if as_json:
        print_json([r.model_dump() for r in found])
        return
    stdout.print(f"待审核 {count} 对")
    for review in found:
        reasons = "、".join(f"{f.label}（{f.weight:+g}）" for f in review.features)
        note = "，曾判断为未定" if review.unsure else ""
        stdout.print(f"{review.score:g} 分{note}：{reasons}", style="bold", markup=False)
        for side, mention in zip(review.sides, (review.left_mention, review.right_mention), strict=True):
            _print_side(side, mention)
        for item in review.differing:
            left, right = _said(item.left, item.left_evidence), _said(item.right, item.right_evidence)
            stdout.print(f"  不同 {item.label}：{left} ┊ {right}", markup=False)


def _said(value: Any, evidence: list[EvidenceOut]) -> str:
    """What one side says of a field, and where first."""
    if value is None:
        return "未说"
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{text}（{evidence[0].source} {place(evidence[0].locator)}）" if evidence else text


def _print_side(side: SideOut, mention: str) -> None:
    facts = "；".join(f"{p.label} {p.value_label or p.value}" for p in side.entity.properties)
    stdout.print(f"  {mention} {side.entity.name} {facts}", markup=False)
    for item in side.evidence[:2]:
        stdout.print(f"    ┊ {item.source}：{item.text}", style="dim", markup=False)


def judge(
    left: Annotated[str, typer.Argument(help="编号 / id, see `reviews`")],
    right: Annotated[str, typer.Argument(help="编号 / id")],
    verdict: Annotated[Verdict, typer.Argument(help="same 同一，different 不同，unsure 未定")],
    reason: Annotated[str, typer.Option(help="理由 / why")] = "",
    by: By = None,
    as_json: Json = False,
) -> None:
    """判断两条是否同一；人的判断优先于一切规则，可以撤销。"""
    with reported_errors(), open_workspace(settings()) as work:
        number, revision = work.ledger.judge(left, right, verdict.value, actor=actor(by), reason=reason)
        work.projector.follow()
    if as_json:
        print_json({"id": number, "revision": revision})
    else:
        stdout.print(f"已记录第 {number} 号判断", markup=False)


def judgements(
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    as_json: Json = False,
) -> None:
    """列出已作的判断：何人、何时、为何。"""
    with reported_errors(), open_workspace(settings()) as work:
        found = [JudgementOut.of(j) for j in list_judgements(work.ledger.engine, before=None, limit=limit)]
    if as_json:
        print_json([j.model_dump() for j in found])
        return
    table = Table("号", "两条", "判断", "何人", "时间 (UTC)", "理由")
    for item in found:
        verdict = f"{item.verdict}（已撤销）" if item.undone else item.verdict
        table.add_row(str(item.id), f"{item.left}\n{item.right}", verdict, item.actor, item.at, item.reason)
    stdout.print(table)


def undo(
    judgement: Annotated[int, typer.Argument(min=1, help="判断的号 / number of the judgement")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """撤销一个判断，图随之还原。"""
    with reported_errors(), open_workspace(settings()) as work:
        revision = work.ledger.undo_judgement(judgement, actor=actor(by))
        work.projector.follow()
    if as_json:
        print_json({"id": judgement, "revision": revision})
    else:
        stdout.print(f"已撤销第 {judgement} 号判断", markup=False)
