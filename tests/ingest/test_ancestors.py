"""What a file refers to comes with what is above it in the trees of regions and industries."""

from __future__ import annotations

from graph.model.claims import Claim
from ingest.ancestors import ancestor_claims
from ingest.naming import mention_of

METHOD = "mapping:test@1"


def tree(kind: str, name: str) -> tuple[set[tuple[str, str]], dict[str, str]]:
    """(below, above) pairs by name, and codes by name."""
    mention = mention_of(kind, name, origin="file")
    claims = ancestor_claims([Claim(mention, "name", 0, METHOD, value=name)], origin="file")
    names = {mention: name} | {c.subject: str(c.value) for c in claims if c.predicate == "name"}
    pairs = {(names[c.subject], names[c.object]) for c in claims if c.predicate == "PART_OF" and c.object}
    return pairs, {names[c.subject]: str(c.value) for c in claims if c.predicate == "code"}


def test_a_county_lies_in_its_prefecture_which_lies_in_its_province() -> None:
    pairs, codes = tree("Region", "平塘县")
    assert pairs == {("平塘县", "黔南布依族苗族自治州"), ("黔南布依族苗族自治州", "贵州省")}
    assert codes == {"平塘县": "522727", "黔南布依族苗族自治州": "522700", "贵州省": "520000"}


def test_long_and_short_names_get_one_code() -> None:
    assert tree("Region", "贵州都匀")[1]["贵州都匀"] == tree("Region", "都匀市")[1]["都匀市"]


def test_unknown_and_ambiguous_names_stay_as_they_are() -> None:
    for name in ("朝阳区", "松岚县", "xx县"):
        assert tree("Region", name) == (set(), {})
    assert tree("Industry", "星际采矿") == (set(), {})


def test_a_local_crop_is_part_of_agriculture() -> None:
    pairs, _ = tree("Industry", "草果")
    above: set[str] = set()
    frontier = {"草果"}
    while frontier:
        frontier = {b for a, b in pairs if a in frontier} - above
        above |= frontier
    assert "农业" in above
