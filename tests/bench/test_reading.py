"""How fast documents are read: each reading is timed by itself, after one that is not."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from bench import reading


def test_readings_are_timed_one_by_one_without_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    text = "青山县选派科技特派员30名。\n"
    report.write_text(text, encoding="utf-8")
    clock = iter([0, 100, 100, 102, 102, 103, 103, 107])  # loading, then readings of 2, 1 and 4 seconds
    monkeypatch.setattr(reading, "process_time", lambda: next(clock))
    monkeypatch.setattr("sys.argv", ["reading", str(report), "--times", "3"])
    usual = gc.get_threshold()
    try:
        assert reading.main() == 0
    finally:
        gc.set_threshold(*usual)
    shown = [f"{len(text) / seconds:,.0f}" for seconds in (4, 2, 1)]
    assert capsys.readouterr().out.startswith(" / ".join(shown) + " characters a second")
    assert next(clock, None) is None
