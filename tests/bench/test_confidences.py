"""Measured confidences: which rules get one, and that writing them changes numbers only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.confidences import measured, restated, table, write
from bench.extraction import compare

RULES = """\
# What stands before the rules keeps its confidence: 0.1
rules:
  - id: host.built
    pattern: "confidence: 1"
    confidence: 0.95
    examples:
      - {text: 某公司建有某站。}
  - id: host.built-by
    confidence: 0.40
"""


def found(method: str, *, right: int, wrong: int) -> Any:
    names = [f"第{i}站" for i in range(right + wrong)]
    gold = [{"type": "Platform", "name": name, "aliases": []} for name in names]
    read = [{**entity, "method": method} for entity in gold]
    nothing: dict[str, list[Any]] = {"relations": [], "indicators": []}
    return compare({"entities": gold[:right], **nothing}, {"entities": read, **nothing})


def test_a_rule_that_was_seen_five_times_is_measured() -> None:
    confidences = measured(
        [found("kind", right=3, wrong=1), found("kind", right=1, wrong=0), found("rare", right=4, wrong=0)]
    )
    assert confidences["entities"] == {"kind": "0.71"}


def test_numbers_of_named_rules_change_and_nothing_else() -> None:
    assert restated(RULES, {}) == RULES
    changed = restated(RULES, {"host.built": "0.71", "host.unknown": "0.5"})
    assert changed == RULES.replace("    confidence: 0.95", "    confidence: 0.71")


def test_each_confidence_is_written_where_its_rule_stands(tmp_path: Path) -> None:
    (tmp_path / "relations.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "clauses.yaml").write_text(RULES.replace("rules:", "frames:"), encoding="utf-8")
    confidences = {
        "entities": {"kind": "0.71"},
        "relations": {"clause:host.built": "0.60", "name:RUNS": "0.5", "rule:host.built-by": "0.30"},
        "indicators": {},
    }
    write(confidences, tmp_path)
    written = (tmp_path / "confidence.yaml").read_text(encoding="utf-8")
    assert written == table(confidences)
    assert '"name:RUNS": 0.5' in written
    assert "host.built" not in written
    assert "confidence: 0.30" in (tmp_path / "relations.yaml").read_text(encoding="utf-8")
    assert "confidence: 0.60" in (tmp_path / "clauses.yaml").read_text(encoding="utf-8")
