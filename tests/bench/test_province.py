"""The synthetic province: equal for equal seeds, allowed by the ontology, as large as it was asked to be."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from bench.province import Province
from bench.run import main
from graph.ontology import ontology
from graph.privacy import Vault
from graph.statements.encoding import StatementEncoder

FEW = 200


def people(province: Province) -> int:
    """Rows of county rosters: each is one talent."""
    return sum(len(source.passages) for source in province.sources() if "人才名册" in source.name)


def test_equal_seeds_give_equal_provinces() -> None:
    assert Province(FEW, seed=7).digest() == Province(FEW, seed=7).digest()
    assert Province(FEW, seed=7).digest() != Province(FEW, seed=8).digest()


def test_a_province_has_as_many_talents_as_asked_for() -> None:
    assert people(Province(FEW)) == FEW
    assert people(Province(4 * FEW)) == 4 * FEW


def test_the_ontology_allows_every_claim() -> None:
    encoder = StatementEncoder(ontology(), Vault(b"test key"))
    for source in (*Province(FEW).sources(), Province(FEW).extra_roster(5)):
        rows = encoder.encode_source(source.claims)
        assert {claim.passage for claim in source.claims} <= set(range(len(source.passages)))
        assert len(rows) == len(source.claims) > 0


def test_origins_are_distinct_and_one_more_roster_is_news() -> None:
    province = Province(FEW)
    origins = [source.origin for source in province.sources()]
    assert len(set(origins)) == len(origins)
    assert province.extra_roster(5).origin not in origins


def test_namesakes_occur_and_common_industries_are_much_more_common() -> None:
    province = Province(4 * FEW)
    names = [
        claim.value
        for source in province.sources()
        if "人才名册" in source.name
        for claim in source.claims
        if (claim.subject.type, claim.predicate) == ("Talent", "name")
    ]
    assert len(set(names)) < len(names)
    random = Random(1)
    served = [province.world.local.draw(random) for _ in range(1000)]
    assert served.count(0) > 3 * served.count(20)


@pytest.mark.filterwarnings("default")
def test_a_small_run_measures_one_engine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "results.json"
    assert (
        main(["--talents", "500", "--questions", "2", "--roster-rows", "5", "--openings", "1", "--json", str(file)])
        == 0
    )
    results = json.loads(file.read_text(encoding="utf-8"))
    assert results["engines"]["kglite"]["opened_current"]
    assert results["graph"]["nodes"] > 500
    assert "first projection" in capsys.readouterr().out


def test_a_run_ends_when_its_time_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--talents", "500", "--limit-seconds", "0"]) == 3
    assert "limit" in capsys.readouterr().err
