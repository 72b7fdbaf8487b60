"""Measures the reference data: load time, memory, lookups a second. `python -m bench.reference`."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

LOOKUPS = 100_000
_MEMORY = "import {module} as m; {call}; import bench.reference as b; print(b.resident())"


def resident() -> int:
    """The most memory that this process has had, in MiB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii", errors="replace").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), 0)


def memory(module: str, call: str) -> int:
    """The same after some code in a fresh process."""
    code = _MEMORY.format(module=module, call=call)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout)


def rate(function: Callable[[str], object], names: Iterable[str]) -> int:
    """Calls a second of processor time, each name once in turn."""
    todo = list(names)
    start = time.process_time()
    for name in todo:
        function(name)
    return round(len(todo) / (time.process_time() - start))


def measure() -> dict[str, object]:
    from ingest.reference.classification import industries
    from ingest.reference.divisions import regions
    from ingest.reference.settling import common_head, settle
    from ingest.reference.titles import title_level

    start = time.process_time()
    found = regions()
    found.find("贵州省黔南州长顺县敦操乡")
    load = time.process_time() - start
    pick = random.Random(7)
    counties = [region for region in found if region.level == "county" and region.kind == "division"]
    full = [found.path(region.code) for region in counties]
    short = [region.name for region in counties]
    townships = [
        found.path(below.code) for region in pick.sample(counties, 300) for below in found.children(region.code)
    ]
    # Townships with their county's code, districts with their prefecture's.
    within = {below.name: region.code for region in counties[::10] for below in found.children(region.code)}
    within |= {region.name: region.parent or "" for region in counties[::10]}
    industry = [name for entry in industries() for name in (entry.name, entry.name + "产业")]

    def many(names: list[str]) -> list[str]:
        return pick.choices(names, k=LOOKUPS)

    return {
        "load and first lookup, s": round(load, 3),
        "peak memory, MiB: Python alone": memory("sys", "0"),
        "peak memory, MiB: regions": memory("ingest.reference.divisions", "m.regions()"),
        "names a second": rate(found.find, many(short)),
        "full paths a second": rate(found.find, many(full)),
        "resolved paths a second": rate(found.resolve, many(full)),
        "paths to townships a second": rate(found.find, many(townships)),
        "names settled by their county or prefecture a second": rate(
            lambda name: settle(name, [[within[name]]]), many(list(within))
        ),
        "heads of bodies a second": rate(common_head, many([f"{name}人民医院" for name in short])),
        "industries a second": rate(industries().find, many(industry)),
        "titles a second": rate(title_level, many(["高级农艺师", "主任医师", "中学高级教师", "研究员（正高级）"])),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), ensure_ascii=False, indent=2))
