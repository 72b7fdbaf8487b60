"""Reads `*.cypher` files and checks each header against its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
_IDENTIFIER = re.compile(r"[A-Z][A-Za-z_]{0,39}|[0-9]{1,2}")
_HEADER = re.compile(r"//\s*(purpose|parameters|columns|identifiers):\s*(.*)")
_TYPES = {"string", "integer", "number", "boolean", "list", "map"}
_CLAUSE_AFTER_RETURN = re.compile(r"\b(ORDER\s+BY|SKIP|LIMIT|UNION)\b", re.IGNORECASE)


class QueryError(ValueError):
    """A query file whose header and text disagree, or an identifier that is none."""


@dataclass(frozen=True)
class Query:
    """A named query. `columns` are the result's columns in order, empty for writes without a result."""

    name: str
    purpose: str
    text: str
    parameters: tuple[str, ...]
    columns: tuple[str, ...]
    identifiers: tuple[str, ...] = ()

    def bind(self, **identifiers: str | int) -> Query:
        """The query with its placeholders filled, by identifiers or by numbers where Cypher takes no parameter (the
        bounds of a path). Raises QueryError for a missing, extra or malformed identifier."""
        return _bind(self, tuple((name, str(value)) for name, value in sorted(identifiers.items())))


@lru_cache(maxsize=4096)
def _bind(query: Query, identifiers: tuple[tuple[str, str], ...]) -> Query:
    given = dict(identifiers)
    if set(given) != set(query.identifiers):
        raise QueryError(f"{query.name}: identifiers {sorted(given)} given, {sorted(query.identifiers)} wanted")
    text = query.text
    for name, value in given.items():
        if not _IDENTIFIER.fullmatch(value):
            raise QueryError(f"{query.name}: {value!r} is no identifier")
        text = text.replace("{{" + name + "}}", value)
    return Query(f"{query.name}[{','.join(v for _, v in identifiers)}]", query.purpose, text, query.parameters,
                 query.columns)  # fmt: skip


@cache
def query(name: str) -> Query:
    """The shipped query `name`, such as `read/entity`. Raises QueryError when there is none."""
    path = FOLDER / f"{name}.cypher"
    if not path.is_file():
        raise QueryError(f"no query {name}")
    return load_query(path, name)


def query_names(folder: str = "") -> list[str]:
    """The names of all shipped queries under a folder, sorted."""
    return sorted(p.relative_to(FOLDER).with_suffix("").as_posix() for p in (FOLDER / folder).rglob("*.cypher"))


def load_query(path: Path, name: str) -> Query:
    """Reads one file. Raises QueryError when header and text disagree."""
    header: dict[str, str] = {}
    body: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _HEADER.fullmatch(line.strip())
        if found and not body:
            header[found[1]] = found[2].strip()
        elif line.strip() and not line.strip().startswith("//"):
            body.append(line)
    for key in ("purpose", "parameters", "columns"):
        if not header.get(key):
            raise QueryError(f"{name}: the header lacks {key}")
    text = "\n".join(body)
    result = Query(
        name, header["purpose"], text, _parameters(name, header["parameters"]), _list(header["columns"]),
        _list(header.get("identifiers", "none")),
    )  # fmt: skip
    _check(result)
    return result


def _list(text: str) -> tuple[str, ...]:
    return () if text == "none" else tuple(part.strip() for part in text.split(","))


def _parameters(name: str, text: str) -> tuple[str, ...]:
    result = []
    for part in _list(text):
        parameter, _, kind = (piece.strip() for piece in part.partition(":"))
        if kind.rstrip("?") not in _TYPES:
            raise QueryError(f"{name}: parameter {parameter} has no known type")
        result.append(parameter)
    return tuple(result)


def _check(query: Query) -> None:
    bare = re.sub(r"'[^']*'", "''", query.text)
    for what, said, found in (
        ("parameters", set(query.parameters), set(re.findall(r"\$(\w+)", bare))),
        ("identifiers", set(query.identifiers), set(re.findall(r"\{\{(\w+)\}\}", bare))),
    ):
        if said != found:
            raise QueryError(f"{query.name}: header {what} {sorted(said)}, text {sorted(found)}")
    if (columns := _returned(bare)) != query.columns:
        raise QueryError(f"{query.name}: header columns {query.columns}, text {columns}")


def _returned(text: str) -> tuple[str, ...]:
    """The names that the last top-level RETURN gives its columns."""
    parts = re.split(r"\bRETURN\b", text, flags=re.IGNORECASE)
    if len(parts) == 1:
        return ()
    body = _CLAUSE_AFTER_RETURN.split(parts[-1])[0].strip()
    body = re.sub(r"^DISTINCT\s+", "", body, flags=re.IGNORECASE)
    return tuple(re.split(r"\s+AS\s+", item.strip(), flags=re.IGNORECASE)[-1] for item in _split(body))


def _split(text: str) -> list[str]:
    """Splits at commas outside brackets."""
    items, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += character in "([{"
        depth -= character in ")]}"
        if character == "," and depth == 0:
            items.append(text[start:position])
            start = position + 1
    return [*items, text[start:]]
