"""The scorer of annotated documents: what counts as found, and what leaving one document out takes away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.extraction import causes, compare, main, score, tally

STATION = {"type": "Platform", "name": "王建民专家工作站", "aliases": ["该站"], "method": "head:Platform"}
FIRM = {"type": "Enterprise", "name": "“绿野”茶业公司", "aliases": [], "method": "head:Enterprise"}


def document(*entities: dict[str, Any], relations: tuple[tuple[str, str, str], ...] = ()) -> dict[str, Any]:
    return {
        "entities": list(entities),
        "relations": [{"type": t, "from": a, "to": b, "method": "rule:some"} for t, a, b in relations],
        "indicators": [],
    }


def test_an_alias_and_other_marks_count_as_the_name() -> None:
    gold = document(STATION, FIRM, relations=(("HOSTED_BY", "王建民专家工作站", "“绿野”茶业公司"),))
    found = document(
        {**STATION, "name": "该站", "aliases": []},
        {**FIRM, "name": "绿野茶业公司"},
        relations=(("HOSTED_BY", "该站", "绿野茶业公司"),),
    )
    counts = tally([compare(gold, found)])
    assert score(counts["entities"]) == score(counts["relations"]) == (1.0, 1.0, 1.0)


def test_cooperation_has_no_direction_and_hosting_has() -> None:
    ends = ("王建民专家工作站", "“绿野”茶业公司")
    gold = document(STATION, FIRM, relations=(("COOPERATES_WITH", *ends), ("HOSTED_BY", *ends)))
    turned = document(STATION, FIRM, relations=(("COOPERATES_WITH", *ends[::-1]), ("HOSTED_BY", *ends[::-1])))
    counts = tally([compare(gold, turned)])
    assert counts["relations: COOPERATES_WITH"] == {"right": 1}
    assert counts["relations: HOSTED_BY"] == {"wrong": 1, "missed": 1}


def test_each_annotated_fact_counts_once() -> None:
    figure = {"subject": "青山县", "metric": "各类人才", "value": 120, "unit": "人", "method": "number-unit"}
    gold = {"entities": [], "relations": [], "indicators": [figure]}
    found = {
        **gold,
        "indicators": [{**figure, "metric": "人才"}, {**figure, "metric": "人才总量"}, {**figure, "value": 9}],
    }
    counts = tally([compare(gold, found)])
    assert counts["indicators"] == {"right": 1, "wrong": 2}


def test_leaving_one_out_takes_away_what_only_one_document_supports() -> None:
    both, alone = compare(document(STATION), document(STATION)), compare(document(FIRM), document(FIRM))
    assert tally([both, both, alone])["entities"] == {"right": 3}
    assert tally([both, both, alone], leave_one_out=True)["entities"] == {"right": 2, "missed": 1}
    assert tally([alone], leave_one_out=True, others=[alone, both])["entities"] == {"right": 1}


def test_errors_by_cause() -> None:
    gold = document(STATION, FIRM, relations=(("HOSTED_BY", "王建民专家工作站", "“绿野”茶业公司"),))
    longer = {**STATION, "name": "依托王建民专家工作站", "aliases": []}
    body = {**FIRM, "type": "Organization"}
    assert causes([compare(gold, document(longer, body))]) == {
        "name missed: other edges": 1,
        "name wrong: other edges": 1,
        "name missed: another type": 1,
        "name wrong: another type": 1,
        "relation missed: an end is missed or wrong": 1,
    }


def test_the_command_prints_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = document({"type": "Enterprise", "name": "青山绿野茶业有限公司", "aliases": []})
    (tmp_path / "a.txt").write_text("青山绿野茶业有限公司获批。", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["extraction", str(tmp_path), "--rules"])
    main()
    printed = capsys.readouterr().out
    assert "| Enterprise | 1.00 / 1.00 / 1.000 |" in printed
    assert "entities head:Enterprise: 1 of 1 right, 0.67" in printed
