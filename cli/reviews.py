"""Decide who is who: reviews, judge, undo."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.schemas.reviews import ReviewOut, SideOut
from cli.output import Json, print_json, reported_errors, settings, stdout
from graph.services.reviews import ReviewQueue
from graph.services.workspace import open_workspace

ACTOR = "cli"


class Verdict(StrEnum):
    """What a person may decide."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (reviews, judge, undo):
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
    as_json: Json = False,
) -> None:
    """判断两条是否同一；人的判断优先于一切规则，可以撤销。"""
    with reported_errors(), open_workspace(settings()) as work:
        number, revision = work.ledger.judge(left, right, verdict.value, actor=ACTOR, reason=reason)
        work.projector.follow()
    if as_json:
        print_json({"id": number, "revision": revision})
    else:
        stdout.print(f"已记录第 {number} 号判断", markup=False)


def undo(
    judgement: Annotated[int, typer.Argument(min=1, help="判断的号 / number of the judgement")], as_json: Json = False
) -> None:
    """撤销一个判断，图随之还原。"""
    with reported_errors(), open_workspace(settings()) as work:
        revision = work.ledger.undo_judgement(judgement, actor=ACTOR)
        work.projector.follow()
    if as_json:
        print_json({"id": judgement, "revision": revision})
    else:
        stdout.print(f"已撤销第 {judgement} 号判断", markup=False)
