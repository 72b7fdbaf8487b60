"""The checkpoint file of the embedded engine: who owns it, and what becomes of a damaged one."""

from __future__ import annotations

import subprocess
import sys
import warnings
from contextlib import closing
from pathlib import Path

import pytest

from graph.store.kglite_store import KgliteStore
from graph.store.port import StoreState, read_state, state_step
from tests.contract.example_graph import EDGES, NODES, steps
from tests.support import whole_graph

ROOT = Path(__file__).parents[2]
EMPTY: dict[str, object] = {"nodes": {}, "edges": {}}
STATE = StoreState(4, 4, "ontology", "ledger")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.kgl"


def fill(path: Path) -> dict[str, object]:
    with closing(KgliteStore(path)) as store:
        store.write([*steps(nodes=NODES, edges=EDGES), state_step(STATE)])
        return whole_graph(store)


def test_a_closed_graph_opens_as_it_was(path: Path) -> None:
    graph = fill(path)
    with closing(KgliteStore(path)) as store:
        assert whole_graph(store) == graph
        assert read_state(store) == STATE
        store.write(steps(delete_nodes=["talent-1"]))
    with closing(KgliteStore(path)) as store:
        assert "talent-1" not in whole_graph(store)["nodes"]


def test_only_the_first_to_open_writes_the_file(path: Path) -> None:
    graph = fill(path)
    with closing(KgliteStore(path)), closing(KgliteStore(path)) as second:
        assert whole_graph(second) == graph, "the second works on a copy"
        second.write(steps(nodes=NODES[:1]), replace=True)
        assert len(whole_graph(second)["nodes"]) == 1
    with closing(KgliteStore(path)) as store:
        assert whole_graph(store) == graph


def test_the_second_may_come_before_there_is_a_file(path: Path) -> None:
    with closing(KgliteStore(path)), closing(KgliteStore(path)) as second:
        assert whole_graph(second) == EMPTY
        second.write(steps(nodes=NODES[:1]))
        assert len(whole_graph(second)["nodes"]) == 1


def test_another_process_leaves_the_file_alone_too(path: Path) -> None:
    graph = fill(path)
    code = f"""
from pathlib import Path
from graph.store.kglite_store import KgliteStore
store = KgliteStore(Path({str(path)!r}))
store.write([], replace=True)
store.close()
"""
    with closing(KgliteStore(path)):
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
    with closing(KgliteStore(path)) as store:
        assert whole_graph(store) == graph


@pytest.mark.parametrize(
    "damage", [b"", b"no graph at all", None, b"\x00" * 5000], ids=["empty", "text", "cut", "zeros"]
)
def test_a_damaged_file_is_set_aside(path: Path, damage: bytes | None) -> None:
    """It is a projection: what matters is in the ledger."""
    fill(path)
    path.write_bytes(path.read_bytes()[:-200] if damage is None else damage)
    with closing(KgliteStore(path)) as store:
        assert whole_graph(store) == EMPTY and read_state(store) is None
        store.write(steps(nodes=NODES[:1]))
    with closing(KgliteStore(path)) as store:
        assert len(whole_graph(store)["nodes"]) == 1


def test_a_damaged_file_does_not_keep_the_second_process_out(path: Path) -> None:
    fill(path)
    with closing(KgliteStore(path)):
        path.write_bytes(b"no graph at all")
        with closing(KgliteStore(path)) as second:
            assert whole_graph(second) == EMPTY


def test_a_replacement_is_saved_at_once(path: Path, tmp_path: Path) -> None:
    """The file must not keep what was erased until the program ends."""
    fill(path)
    store = KgliteStore(path)
    store.write(steps(nodes=NODES[:1]), replace=True)
    copy = tmp_path / "copy.kgl"
    copy.write_bytes(path.read_bytes())
    store.close()
    with closing(KgliteStore(copy)) as found:
        assert whole_graph(found)["nodes"].keys() == {NODES[0].id}


def test_closing_twice_is_closing_once(path: Path) -> None:
    store = KgliteStore(path)
    store.close()
    store.close()


def test_saving_leaves_other_threads_their_warning_filters(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The filters belong to the whole process: whoever sets them for a moment sets them for every thread."""

    def refuse(**_: object) -> None:
        raise AssertionError("the filters of the process were changed")

    monkeypatch.setattr(warnings, "catch_warnings", refuse)
    fill(path)
