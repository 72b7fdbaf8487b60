"""How fast documents are read: each is timed by itself, and what a core does that is left alone is told apart."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from bench import reading
from bench.reading import Timed, rates, undisturbed

ALONE, SHARED = 0.001, 0.002


def test_rounds_of_all_documents_are_told_the_slowest_first() -> None:
    readings = [Timed(0, 1, ALONE), Timed(1, 3, ALONE), Timed(0, 1, ALONE), Timed(1, 1, ALONE)]
    assert rates(readings, 8) == [2, 4]


def test_a_core_that_is_left_alone_is_told_by_the_loops_around() -> None:
    alone = [Timed(0, taken, ALONE * 1.05) for taken in (1, 2, 9)] + [Timed(1, 2, ALONE)] * 3
    shared = [Timed(0, 0.1, SHARED), Timed(1, 50, SHARED)] * 5
    assert undisturbed([*shared, *alone], 8) == (2, 6)


def test_too_few_readings_of_one_document_tell_nothing() -> None:
    readings = [Timed(0, 1, ALONE)] * 9 + [Timed(1, 1, ALONE)] * 2 + [Timed(1, 1, SHARED)] * 9
    assert undisturbed(readings, 8) is None


def test_the_first_reading_is_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    text = "青山县选派科技特派员30名。\n"
    report.write_text(text, encoding="utf-8")
    loop, slow = [0, 1], [0, 2]
    clock = iter([*loop, *(at for taken in (2, 1, 4) for at in (*loop, 0, taken, *loop)), *loop, 0, 9, *slow])
    monkeypatch.setattr(reading, "process_time", lambda: next(clock))
    monkeypatch.setattr("sys.argv", ["reading", str(report), "--times", "4"])
    usual = gc.get_threshold()
    try:
        assert reading.main() == 0
    finally:
        gc.set_threshold(*usual)
    shown = [f"{len(text) * rate:,.0f}" for rate in (1 / 9, (1 / 4 + 1 / 2) / 2, 1)]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(" / ".join(shown) + " characters a second")
    assert lines[1] == f"{len(text) / 2:,.0f} characters a second while the core was left alone (3 of 4)"
    assert next(clock, None) is None
