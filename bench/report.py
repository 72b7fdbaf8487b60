"""One table of everything measured: engines side by side, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.questions import GROUPS

Cells = list[str]


def render(results: dict[str, Any]) -> str:
    """The results as the README shows them."""
    engines: dict[str, dict[str, Any]] = results["engines"]
    province, ledger, machine = results["province"], results["ledger"], results["machine"]
    first = [
        f"{province['talents']:,} talents (seed {province['seed']}): {province['sources']} sources, "
        f"{province['passages']:,} passages, {province['claims']:,} claims",
        f"ledger ({ledger['database']}): {ledger['claims_per_s']:,.0f} claims/s loaded"
        + (f", {ledger['size_mib']:,.0f} MiB" if ledger["size_mib"] is not None else ""),
        f"graph: {results['graph']['nodes']:,} nodes, {results['graph']['edges']:,} edges",
        f"machine: {machine['cores']} cores, {machine['memory_gib'] or '?'} GiB, Python {machine['python']}",
        f"answers: {results['answers']}",
    ]
    names = list(engines)
    header = ["", *names, *(f"{b} ÷ {a}" for a, b in _pairs(names))]
    rows = [
        [label, *cells, *_ratios(values)] for label, cells, values in _lines([engines[n] for n in names])
    ]  # fmt: skip
    return "\n".join([*(f"- {line}" for line in first), "", *_table(header, rows)])


def _lines(engines: Sequence[dict[str, Any]]) -> list[tuple[str, Cells, list[float | None]]]:
    """(label, a cell an engine, a number an engine for the ratio)."""
    lines = []
    for label, key, unit in (
        ("first projection", "load_s", "s"),
        ("rebuild", "rebuild_s", "s"),
        ("follow one more roster", "follow_s", "s"),
        ("follow its retraction", "retract_s", "s"),
        ("open in a new process", "open_s", "s"),
        ("memory", "memory_mib", "MiB"),
        ("on disk", "disk_mib", "MiB"),
    ):
        values = [engine.get(key) for engine in engines]
        if any(v is not None for v in values):
            lines.append((label, [_number(v, unit) for v in values], values))
    for group in GROUPS:
        found = [engine.get("questions", {}).get(group) for engine in engines]
        if any(found):
            cells = [f"{_milli(f['median'])} / {_milli(f['p95'])} ms" if f else "–" for f in found]
            lines.append((f"{group} (median / p95)", cells, [f["median"] if f else None for f in found]))
    return lines


def _pairs(names: list[str]) -> list[tuple[str, str]]:
    return [(names[0], other) for other in names[1:]]


def _ratios(values: Sequence[float | None]) -> Cells:
    first = values[0]
    return [f"{v / first:.1f}×" if first and v is not None else "–" for v in values[1:]]


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def _milli(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _table(header: Cells, rows: list[Cells]) -> list[str]:
    def line(cells: Cells) -> str:
        return "| " + " | ".join(cells) + " |"

    align = ["---", *("---:" for _ in header[1:])]
    return [line(header), line(align), *map(line, rows)]
