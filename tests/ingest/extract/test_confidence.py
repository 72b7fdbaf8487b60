"""Confidences are what was measured, and only what was measured."""

from __future__ import annotations

from ingest.extract.rulebook import load_cached
from tests.ingest.extract.support import Extract


def test_a_fact_has_the_measured_precision_of_its_rule(extract: Extract) -> None:
    table = load_cached("confidence")
    result = extract("青山绿野茶业有限公司建有青山县茶叶重点实验室，培训农户120人。")
    for kind in ("entities", "relations", "indicators"):
        for fact in getattr(result, kind):
            assert fact.confidence == table[kind].get(fact.method, fact.confidence)
    assert {e.confidence for e in result.entities if e.method == "head:Enterprise"} == {
        table["entities"]["head:Enterprise"]
    }


def test_measured_precisions_are_shares() -> None:
    table = load_cached("confidence")
    assert set(table) == {"entities", "relations", "indicators"}
    assert all(0 < value < 1 for kind in table.values() for value in kind.values())
