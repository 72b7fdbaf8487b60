"""Query files whose header and text disagree are refused, and every shipped file agrees with itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher import Query, QueryError, load_query, query, query_names
from cypher.loader import FOLDER

GOOD = """// purpose: talents by name
// parameters: name: string, limit: integer
// columns: id, name
// identifiers: label
MATCH (n:{{label}})
WHERE n.name = $name AND n.note <> 'costs $5, {{really}}'
RETURN n.id AS id, n.name AS name
LIMIT $limit
"""


def load(folder: Path, text: str) -> Query:
    path = folder / "some.cypher"
    path.write_text(text, encoding="utf-8")
    return load_query(path, "some")


def test_a_query_file(tmp_path: Path) -> None:
    found = load(tmp_path, GOOD)
    assert (found.name, found.purpose) == ("some", "talents by name")
    assert (found.parameters, found.columns, found.identifiers) == (("name", "limit"), ("id", "name"), ("label",))
    assert found.text.startswith("MATCH (n:{{label}})")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("// purpose: talents by name\n", ""),
        ("// parameters: name: string, limit: integer\n", ""),
        ("// columns: id, name\n", ""),
        ("// columns: id, name", "// columns:"),
        ("// identifiers: label\n", ""),
        ("limit: integer", "limit: integer, more: string"),
        (", limit: integer", ""),
        ("limit: integer", "limit: int"),
        ("limit: integer", "limit"),
        ("// columns: id, name", "// columns: name, id"),
        ("// columns: id, name", "// columns: id"),
        ("// columns: id, name", "// columns: none"),
        ("// identifiers: label", "// identifiers: label, type"),
        ("// identifiers: label", "// identifiers: kind"),
        ("LIMIT $limit", "LIMIT 5"),
        ("$name AND", "$nom AND"),
        ("n.name AS name", "n.name AS title"),
        ("RETURN n.id AS id, n.name AS name\nLIMIT $limit", "DELETE n"),
    ],
)
def test_a_header_that_disagrees_with_its_text(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryError, match="some"):
        load(tmp_path, GOOD.replace(old, new))


@pytest.mark.parametrize(
    ("returned", "columns"),
    [
        ("RETURN DISTINCT n.id AS id", ("id",)),
        ("RETURN n.id AS id, count(*) AS c ORDER BY c DESC SKIP 1 LIMIT 2", ("id", "c")),
        ("RETURN [x IN n.list | {a: x, b: 1}] AS pairs, coalesce(n.a, n.b) AS ab", ("pairs", "ab")),
        ("WITH n CALL { WITH n RETURN n.x AS hidden } RETURN n.id AS id, rank", ("id", "rank")),
        ("return n.id as id", ("id",)),
    ],
)
def test_the_columns_of_a_return(tmp_path: Path, returned: str, columns: tuple[str, ...]) -> None:
    header = f"// purpose: p\n// parameters: none\n// columns: {', '.join(columns)}\n"
    assert load(tmp_path, f"{header}MATCH (n)\n{returned}\n").columns == columns


def test_identifiers_are_filled_in_everywhere(tmp_path: Path) -> None:
    found = load(
        tmp_path, GOOD.replace("LIMIT $limit", "LIMIT $limit").replace("RETURN", "WITH n:{{label}} AS _, n\nRETURN")
    )
    bound = found.bind(label="Talent")
    assert bound.text.count("Talent") == 2
    assert bound.identifiers == ()
    assert found.bind(label="Talent") is bound, "a bound query is kept"


def test_the_bounds_of_a_path_are_numbers(tmp_path: Path) -> None:
    header = "// purpose: p\n// parameters: none\n// columns: p\n// identifiers: bound\n"
    found = load(tmp_path, header + "MATCH p = ()-[*..{{bound}}]-() RETURN p")
    assert "[*..6]" in found.bind(bound=6).text


@pytest.mark.parametrize(
    "value",
    [
        "",
        -1,
        1.5,
        100,
        "1 ",
        "１",
        "0x1",
        "talent",
        "T-1",
        "Talent{{label}}",
        "Talent\n",
        "人才",
        "T" * 41,
        "A B",
        "A:B",
        "`A`",
    ],
)
def test_an_identifier_that_is_none(tmp_path: Path, value: str) -> None:
    with pytest.raises(QueryError):
        load(tmp_path, GOOD).bind(label=value)


@pytest.mark.parametrize("name", query_names())
def test_every_shipped_query_loads(name: str) -> None:
    found = query(name)
    assert found.name == name
    assert found.bind(**dict.fromkeys(found.identifiers, "Talent")).identifiers == ()
    assert name.startswith("read/") or name.startswith("write/") or not found.columns


def test_all_files_are_found_and_no_other_name_is() -> None:
    assert len(query_names()) == len(list(FOLDER.rglob("*.cypher"))) > 20
    assert query_names("read/who_serves") == [n for n in query_names("read") if "who_serves" in n]
    for name in ("read/none", "../graph/errors", "", "read"):
        with pytest.raises(QueryError):
            query(name)
