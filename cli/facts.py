"""Review what documents were read to say: facts, decide, decisions, undecide."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, get_args

import typer
from rich.text import Text

from api.schemas.facts import DecisionOut, FactOut
from cli.marking import STATES, describe, marked
from cli.output import By, Json, actor, place, print_json, reported_errors, settings, stdout
from graph.errors import InvalidInput
from graph.services.workspace import open_workspace
from ingest import decisions as decided
from ingest.settling import OPEN, State

ALL = "all"


class Verdict(StrEnum):
    """What a person may decide on a fact."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REFUSE = "refuse"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (facts, decide, decisions, undecide):
        app.command()(command)


def facts(
    source: Annotated[str | None, typer.Option(help="只列此文档 / only this source, see `sources`")] = None,
    state: Annotated[list[str] | None, typer.Option(help="状态，默认待审；all 为全部 / states, all: every one")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
    as_json: Json = False,
) -> None:
    """列出文档里读出的事实及其原句，默认列出把握不足、待人审核的。"""
    with reported_errors(), open_workspace(settings()) as work:
        page = decided.list_facts(work, source=source, states=_states(state), limit=limit)
        found = [FactOut.of(view) for view in page.facts]
    if as_json:
        print_json([fact.model_dump() for fact in found])
        return
    for fact in found:
        print_fact(fact)
    stdout.print(f"{len(found)} 条" + ("，还有更多（--limit）" if page.next else ""), markup=False)


def _states(given: list[str] | None) -> Iterable[State]:
    known: tuple[State, ...] = get_args(State)
    if not given:
        return OPEN
    if ALL in given:
        return known
    if unknown := set(given) - set(known):
        raise InvalidInput(f"没有状态 {'、'.join(unknown)}", f"no state {unknown}", hint="、".join((*known, ALL)))
    return [state for state in known if state in given]


def print_fact(fact: FactOut) -> None:
    """A fact with its id, and its sentences with the words marked."""
    sure = f"{STATES[fact.state]}，{fact.method}，把握 {fact.confidence:.0%}"
    stdout.print(f"{fact.id} {describe(fact.content)}（{sure}）", style="bold", markup=False)
    for sentence in fact.sentences:
        where = Text(f"  ┊ {fact.source} {place(sentence.locator)}：", style="dim")
        stdout.print(where.append_text(marked(sentence.text, sentence.marks)))


def decide(
    fact: Annotated[str, typer.Argument(help="事实编号 / id, see `facts`")],
    verdict: Annotated[Verdict, typer.Argument(help="accept 接受，correct 更正，refuse 否定")],
    type: Annotated[str | None, typer.Option(help="实体或关系的类型 / type")] = None,
    name: Annotated[str | None, typer.Option(help="实体的名称 / name of an entity")] = None,
    start: Annotated[str | None, typer.Option("--from", help="关系的起点 / start of a relation")] = None,
    from_type: Annotated[str | None, typer.Option(help="起点的类型 / its type")] = None,
    to: Annotated[str | None, typer.Option(help="关系的终点 / end of a relation")] = None,
    to_type: Annotated[str | None, typer.Option(help="终点的类型 / its type")] = None,
    subject: Annotated[str | None, typer.Option(help="指标的对象 / subject of a figure")] = None,
    metric: Annotated[str | None, typer.Option(help="指标名 / what is counted")] = None,
    value: Annotated[float | None, typer.Option(help="数值 / value")] = None,
    unit: Annotated[str | None, typer.Option(help="单位 / unit")] = None,
    period: Annotated[str | None, typer.Option(help="时期 / period")] = None,
    planned: Annotated[
        bool | None, typer.Option("--planned/--counted", help="是计划数还是实际数 / aimed at or counted")
    ] = None,
    reason: Annotated[str, typer.Option(help="理由 / why")] = "",
    by: By = None,
    as_json: Json = False,
) -> None:
    """接受、更正或否定一个事实；优先于规则，文档重读后仍有效，可以撤销。"""
    given = {
        "type": type, "name": name, "from": start, "from_type": from_type, "to": to, "to_type": to_type,
        "subject": subject, "metric": metric, "value": value, "unit": unit, "period": period, "planned": planned,
    }  # fmt: skip
    changes = {part: changed for part, changed in given.items() if changed is not None}
    with reported_errors(), open_workspace(settings()) as work:
        number, revision = decided.decide(
            work, fact, verdict.value, changes=changes or None, actor=actor(by), reason=reason
        )
    if as_json:
        print_json({"id": number, "revision": revision})
    else:
        stdout.print(f"已记录，撤销用 undecide {number}", markup=False)


def decisions(limit: Annotated[int, typer.Option(min=1, max=1000)] = 50, as_json: Json = False) -> None:
    """列出对事实所作的判断：谁、何时、为什么。"""
    with reported_errors(), open_workspace(settings()) as work:
        found = [DecisionOut.of(d) for d in decided.list_decisions(work, before=None, limit=limit)]
    if as_json:
        print_json([d.model_dump() for d in found])
        return
    for d in found:
        into = f" → {describe(d.correction)}" if d.correction else ""
        undone = "（已撤销）" if d.undone else ""
        stdout.print(f"{d.id} {d.verdict} {describe(d.content)}{into}{undone}", markup=False)
        stdout.print(f"    {d.at} {d.actor} {d.reason}".rstrip(), style="dim", markup=False)


def undecide(
    decision: Annotated[int, typer.Argument(min=1, help="判断的号 / number, see `decisions`")],
    by: By = None,
    as_json: Json = False,
) -> None:
    """撤销对一个事实的判断，图随之还原。"""
    with reported_errors(), open_workspace(settings()) as work:
        revision = decided.undo(work, decision, actor=actor(by))
    if as_json:
        print_json({"id": decision, "revision": revision})
    else:
        stdout.print(f"已撤销第 {decision} 号判断", markup=False)
