"""Kill the program at any moment: what it had said was loaded is loaded, and the graph comes out right.

`TALENTGRAPH_KILLS` sets how often (default 8). Moments are drawn from a fixed seed; half of them lie shortly after a
file was acknowledged, the others anywhere in a run.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from graph.services.status import read_status
from graph.services.workspace import open_workspace
from graph.settings import Settings
from graph.statements.sources import list_sources
from tests.support import rebuilt, whole_graph

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("TALENTGRAPH_KILLS", "8"))
COMMAND = [sys.executable, "-c", "from cli.main import main; main()", "ingest"]
ACKNOWLEDGED = re.compile(r"(.+\.txt)：(已载入|已更新|内容未变)")
FILES = 12
PEOPLE = ["顾明远", "沈若兰", "段文斌", "白玉琴", "和志强", "木春燕"]
PLACES = ["松岚县", "云栖县", "石门县"]
CROPS = ["草果", "核桃", "高山茶", "重楼"]


def report(number: int, version: int, dice: random.Random) -> str:
    """A short report; a later version says other things."""
    first, second = dice.sample(PEOPLE, 2)
    place, crop = dice.choice(PLACES), dice.choice(CROPS)
    return f"""青禾州2024年第{number}号人才工作简报（第{version}稿）

与省农业科学院合作，共同搭建云岭省{first}专家工作站、云岭省{second}专家工作站，服务{crop}产业发展。
云岭省{first}专家工作站由{place}绿源{crop}有限公司申报建立。
{place}{crop}产业科技特派团围绕{crop}产业开展服务，培训农户{100 + number}人次。
"""


def digests(files: list[Path]) -> dict[str, str]:
    """File name → digest of its content."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@dataclass
class Run:
    """One run of the command on some files, and the lines that it printed in full."""

    files: list[Path]
    home: Path
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        environment = {**os.environ, "TALENTGRAPH_HOME": str(self.home), "PYTHONUTF8": "1"}
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [*COMMAND, *map(str, self.files)], cwd=ROOT, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.lines.append(line)

    def wait_for(self, lines: int) -> None:
        while len(self.lines) < lines and self.process.poll() is None:
            time.sleep(0.002)

    def kill(self) -> None:
        self.process.kill()
        self.finish()

    def finish(self) -> float:
        """Waits for the end; returns how long it took, in seconds."""
        assert self.process.stderr
        complaints = self.process.stderr.read()
        code = self.process.wait()
        self._reader.join()
        self.process.stderr.close()
        assert self.process.stdout
        self.process.stdout.close()
        assert code in (0, -9), complaints
        return time.monotonic() - self.begun

    def acknowledged(self) -> dict[str, str]:
        """File name → digest of the content that the program said it had taken in."""
        found = (ACKNOWLEDGED.match(line) for line in self.lines)
        names = {match[1] for match in found if match}
        return digests([p for p in self.files if p.name in names])


def look(home: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """What counts in the ledger (file name → digest), and the graph; fails unless it is what a rebuild gives."""
    with open_workspace(Settings(home=home)) as work:
        work.projector.follow()
        assert read_status(work).ready
        live = list_sources(work.ledger.engine, before=None, limit=10_000, active_only=True)
        graph = whole_graph(work.store)
        assert graph == rebuilt(work.ledger)
        assert len({s.origin for s in live}) == len(live), "one version of each file counts"
        return {s.name: s.content_hash for s in live}, graph


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_killed_program_keeps_its_word(tmp_path: Path) -> None:
    dice = random.Random(20240607)
    home, folder = tmp_path / "home", tmp_path / "reports"
    folder.mkdir()
    home.mkdir()
    files = [folder / f"{number:02}.txt" for number in range(FILES)]
    history: dict[str, list[str]] = {file.name: [] for file in files}  # digests of the versions, oldest first

    def write(numbers: list[int], version: int) -> None:
        for number in numbers:
            file = folder / f"{number:02}.txt"
            file.write_text(report(number, version, dice), encoding="utf-8")
            history[file.name].append(digests([file])[file.name])

    write(list(range(FILES)), 0)
    whole = Run(files, home)
    duration = whole.finish()
    promised = whole.acknowledged()
    assert len(promised) == FILES
    told = 0
    for version in range(1, KILLS + 1):
        write(dice.sample(range(FILES), 8), version)
        dice.shuffle(files)
        run = Run(files, home)
        if version % 2:
            run.wait_for(dice.randint(1, FILES))
            time.sleep(dice.uniform(0, 0.3))
        else:
            time.sleep(dice.uniform(0.2, 1.1) * duration)
        run.kill()
        told += len(run.acknowledged())
        promised |= run.acknowledged()
        live, graph = look(home)
        for name, digest in promised.items():
            # What was taken in just before the kill may be newer than what was promised, never older.
            assert history[name].index(live[name]) >= history[name].index(digest)
        assert graph["nodes"] and graph["edges"]
    assert told, "no run came far enough to promise anything"
    finished = Run(files, home)
    finished.finish()
    live, _ = look(home)
    assert live == finished.acknowledged() == digests(files)
