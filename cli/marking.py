"""Texts with their words set off, and facts in a line, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from cli.output import stdout
from graph.model.facts import Content
from graph.ontology import ontology
from ingest.preview import DocumentPreview, PreviewedFact
from ingest.settling import State

MARKED = "bold yellow"
COLOURS = {
    "Talent": "bold red", "Organization": "bold blue", "Enterprise": "bold magenta", "Platform": "bold green",
    "Programme": "bold cyan", "Region": "blue", "Industry": "green", "Policy": "cyan", "Honor": "magenta",
    "Field": "green", "Indicator": "yellow",
}  # fmt: skip
STATES: dict[State, str] = {
    "stated": "已入图", "accepted": "已接受", "corrected": "已更正", "refused": "已否定", "held": "待审",
    "waiting": "待其一端", "impossible": "一端不成立",
}  # fmt: skip
NEWS = {True: "已知", False: "新", None: ""}


def marked(text: str, marks: Iterable[Any]) -> Text:
    """A sentence with some of its characters set off."""
    shown = Text(text)
    for mark in marks:
        shown.stylize(MARKED, mark.start, mark.end)
    return shown


def describe(content: Content) -> str:
    """A fact in a line."""
    if "metric" in content:
        when = f"（{content['period']}）" if content["period"] else ""
        when += "［计划］" if content.get("planned") else ""
        return f"{content['subject']} {content['metric']} {content['value']:g} {content['unit']}{when}"
    if "from" in content:
        return f"{content['from']['name']} —{ontology().relations[content['type']].label}→ {content['to']['name']}"
    return f"{ontology().types[content['type']].label} {content['name']}"


def print_document(preview: DocumentPreview) -> None:
    """A document's text with the words marked by what they name, and its facts."""
    used = {h.type for sentence in preview.sentences for h in sentence.highlights}
    legend = Text("  ")
    for kind in filter(used.__contains__, ontology().types):
        legend.append(ontology().types[kind].label, COLOURS.get(kind, MARKED)).append(" ")
    stdout.print(legend)
    for sentence in preview.sentences:
        shown = Text(sentence.text)
        for highlight in sentence.highlights:  # what lies within comes later and is seen
            shown.stylize(COLOURS.get(highlight.type, MARKED), highlight.start, highlight.end)
        stdout.print(Text("  ").append_text(shown))
    table = Table("事实", "图中", "状态", "把握", "规则")
    for fact in preview.facts:
        table.add_row(*map(Text, _row(fact)))
    stdout.print(table)


def _row(fact: PreviewedFact) -> tuple[str, ...]:
    return describe(fact.content), NEWS[fact.known], STATES[fact.state], f"{fact.confidence:.0%}", fact.method
