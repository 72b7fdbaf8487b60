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


def test_a_former_name_is_a_further_name_of_the_division_of_today() -> None:
    mention = mention_of("Region", "遵义县", origin="file")
    claims = ancestor_claims([Claim(mention, "name", 0, METHOD, value="遵义县")], origin="file")
    assert [(c.predicate, c.value) for c in claims if c.subject == mention and c.value] == [
        ("code", "520304"), ("aliases", "播州区"),
    ]  # fmt: skip


def test_a_common_name_is_its_files_own_unless_a_place_settles_it() -> None:
    here, there = (mention_of("Organization", "城关镇卫生院", origin=origin) for origin in ("a", "b"))
    assert here != there and here.local
    settled = [mention_of("Organization", "城关镇卫生院", origin=o, place="620121100") for o in ("a", "b")]
    assert settled[0] == settled[1] and settled[0].local  # its name alone joins it with nothing
    assert not mention_of("Organization", "平塘县人民医院", origin="a").local
