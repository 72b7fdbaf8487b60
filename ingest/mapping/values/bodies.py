"""Who owns a need, who gave and who received a service, and which team someone belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from graph.ontology import ontology
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.values.lists import split, tidy
from ingest.mapping.values.parsed import Cell, Link, Parsed, Thing
from ingest.mapping.values.people import people, regrouped
from ingest.mapping.values.places import is_region, is_short, place
from ingest.mapping.values.units import is_body, unit_of


def owners(cell: Cell) -> Parsed:
    """The employer that a need belongs to. One cell is one employer, unless signs between units part several."""
    assert cell.column.relation is not None
    things = [unit_of(part, cell.column.to[0]) for part in split(cell.text, cell.column.split)]
    return Parsed(links=tuple(Link(cell.column.relation, thing) for thing in things))


def receivers(cell: Cell) -> Parsed:
    """Enterprises, bodies and regions, each by its name or code."""
    assert cell.column.relation is not None
    things = []
    for part in dict.fromkeys(split(cell.text, cell.column.split)):
        division = is_region(part) and (not is_body(part) or part.endswith(("村", "社区")))
        things.append(place(part) if division or is_short(part) else unit_of(part, cell.column.to[0]))
    return Parsed(links=tuple(Link(cell.column.relation, thing) for thing in things))


def platforms(cell: Cell) -> Parsed:
    """Teams, stations and other platforms."""
    assert cell.column.relation is not None
    parts = (tidy(part) for part in split(cell.text, "；;\n"))
    return Parsed(
        links=tuple(Link(cell.column.relation, _platform(part)) for part in parts if not is_placeholder(part))
    )


def providers(cell: Cell) -> Parsed:
    """Experts, and teams that serve as such: 李娜（某大学）、某县茶叶科技特派团."""
    assert cell.column.relation is not None
    parts = split(regrouped(cell.text), cell.column.split)
    teams = [part for part in parts if _platform_word().search(part)]
    rest = "；".join(part for part in parts if part not in teams)
    found = people(replace(cell, text=rest)) if rest else Parsed()
    links = tuple(Link(cell.column.relation, _platform(tidy(part))) for part in teams)
    return replace(found, links=(*found.links, *links))


def is_platform(text: str) -> bool:
    """Whether a text ends as the names of platforms do, and says more than of what kind it is."""
    found = _platform_word().search(tidy(text))
    return found is not None and found.start() > 1


def is_team(text: str) -> bool:
    """Whether a text is the name of a team: 某县茶叶科技特派队."""
    return (
        len(text) > 4
        and re.search(r"(?:特派|服务|医疗|专家|支教|工作|小分|分|帮扶|支农|科技)[团队组]$|服务团队$|工作组$", text)
        is not None
    )


def _platform(name: str) -> Thing:
    """A platform with the kind that its name tells."""
    vocabulary = ontology().vocabularies["platform_kind"]
    words = [(len(w), c.code) for c in vocabulary.codes.values() for w in (c.label, *c.synonyms) if w in name]
    return Thing("Platform", name, facts=(("kind", max(words)[1]),) if words else ())


@lru_cache(maxsize=1)
def _platform_word() -> re.Pattern[str]:
    """A name that ends as platforms' names do."""
    codes = ontology().vocabularies["platform_kind"].codes.values()
    words = {word for code in codes for word in (code.label, *code.synonyms)}
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})$")
