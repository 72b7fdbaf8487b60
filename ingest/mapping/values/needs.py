"""Posts wanted, as an enterprise roster mentions them in one cell: 制茶工艺师2名."""

from __future__ import annotations

import re
import unicodedata

from graph.model.claims import Scalar
from ingest.mapping.values.lists import split, tidy
from ingest.mapping.values.parsed import Cell, Link, Parsed, Thing

_COUNT = re.compile(r"[\s(（:：]*(\d{1,4})\s*[名人个位]?[)）]?$")


def needs(cell: Cell) -> Parsed:
    """HAS_NEED each post, with its head count."""
    links = []
    for part in split(unicodedata.normalize("NFKC", cell.text), cell.column.split):
        found = _COUNT.search(part)
        name = tidy(part[: found.start()] if found else part)
        facts: list[tuple[str, Scalar]] = [("kind", "post")]
        facts += [("count", int(found.group(1)))] if found else []
        if 2 <= len(name) <= 60:
            links.append(Link("HAS_NEED", Thing("Need", name, facts=tuple(facts))))
    return Parsed(links=tuple(links))
