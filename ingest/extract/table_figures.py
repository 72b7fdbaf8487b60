"""The figures of a table: a number, its unit by cell, heading, row or note, and what row and column say it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.frame import Frame
from ingest.extract.mentions import Mention, outermost
from ingest.extract.metrics import known_unit, unit_aside
from ingest.extract.model import Indicator, Span
from ingest.extract.numbers import value
from ingest.extract.regexes import regex
from ingest.extract.rulebook import load_cached, pattern
from ingest.extract.tables import Column, Table
from ingest.extract.text import Sentence

_CELL = regex(
    r"[\u4e00-\u9fff]{0,4}?[约≥≤＞>]?(?P<number>[\d,，]+(?:\.\d+)?[十百千]?)(?P<unit>\D{0,4}?)(?:起|以上|左右|以内)?"
)
_UNIT_NOTE = regex(r"单位[：:]\s*([^\s，。；）)]{1,4})")
_KINDS = frozenset({"Region", "Platform", "Enterprise", "Organization", "Programme"})


def figures(
    sentences: list[Sentence], table: Table, found: list[list[Mention]], frame: Frame, fallback: str
) -> Iterator[Indicator]:
    """The figures of a table, each under the heading of its column and the words of its row."""
    note = _note(sentences, table)
    own = frame.own
    for row in table.rows:
        names = [(c, m) for c, i in zip(table.columns, row, strict=False) for m in outermost(found[i])]
        named = next((m.name for c, m in names if m.type in _KINDS and c.role != "ignored"), None)
        label, unit = _label(sentences, table, row)
        for column, index in zip(table.columns, row, strict=False):
            cell = sentences[index]
            read = _figure(column, cell.text, unit or note)
            if read is None:
                continue
            heading, period = _said_by(column, label)
            span = Span(cell.start, cell.start + len(cell.text))
            subject = named or (own.name if own else fallback)
            yield Indicator(subject, f"{label}{heading}"[-40:], *read, period, (span,), "table:figure", 0.8)


def _said_by(column: Column, label: str) -> tuple[str, str | None]:
    """What a column adds to the words of its row, and when: 2025年 says nothing but that."""
    heading, _ = unit_aside(column.heading)
    when = pattern("indicators", "period").match(heading)
    whole = when is not None and (when.end() == len(heading) or heading[when.end() :] in {"实际", "目标", "完成"})
    return ("" if whole and label else heading), (when.group() if when is not None else None)


def _label(sentences: list[Sentence], table: Table, row: tuple[int, ...]) -> tuple[str, str]:
    """What the row is about in words (a post, a topic, an item), and its unit where they or a column say it."""
    label = unit = ""
    for column, index in zip(table.columns, row, strict=False):
        text = sentences[index].text
        if column.heading in {"单位", "计量单位"} and known_unit().fullmatch(text):
            unit = text
        elif not label and column.role in {"", "title"} and not column.figures and not re.match(r"[\d.%]+$", text):
            total = pattern("tables", "total").fullmatch(text) is not None
            label, aside = ("", "") if total or not re.search(r"[\u4e00-\u9fff]{2}", text) else unit_aside(text)
            unit = unit or aside
    return label, unit


def _figure(column: Column, text: str, unit: str | None) -> tuple[float, str] | None:
    """The value and the unit of a cell of a column of figures."""
    match = _CELL.fullmatch(text.replace(" ", ""))
    if match is None or column.role in {"ignored", "title"} or not column.figures:
        return None
    number = value(match.group("number"))
    said = match.group("unit") or unit_aside(column.heading)[1]
    if not said:
        implied = load_cached("tables")["implied_units"].items()
        percent = re.search("增长|占比|比重|率$", column.heading)
        said = "%" if percent else unit or next((u for word, u in implied if word in column.heading), "")
    if number is None or not known_unit().fullmatch(said):
        return None
    if said[0] in "万亿" and not said.endswith("元") and len(said) > 1:
        return number * (10_000 if said[0] == "万" else 100_000_000), said[1:]
    return number, said


def _note(sentences: list[Sentence], table: Table) -> str | None:
    """（单位：人） above a table."""
    first = table.heading[0]
    for sentence in sentences[max(0, first - 3) : first]:
        match = sentence.search(_UNIT_NOTE)
        if match and sentence.cell is None:
            return match.group(1)
    return None
