"""Two people of one name in one document: told apart where a list or a table gives each a unit of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.tables import Table
from ingest.extract.text import Sentence

_BODIES = frozenset({"Organization", "Enterprise"})
_UNIT_COLUMNS = frozenset({"unit", "host"})
_BREAK = regex(r"[，；。]")


def split(sentences: list[Sentence], tables: list[Table], found: list[list[Mention]]) -> list[list[Mention]]:
    """Mark mentions of namesakes with the unit that tells them apart; the first one's unit where none does.

    Only what stands side by side counts: one table or one sentence that names the same name twice with different
    units. The same name with two units in two places may be one person who holds two posts.
    """
    units: dict[str, list[str]] = {}
    for where in (*_in_tables(tables, found), *_in_sentences(sentences, found)):
        for name, said in where.items():
            if len(set(said)) > 1:
                units.setdefault(name, list(dict.fromkeys(said)))
    if not units:
        return found
    near = _near(tables, found)
    return [
        [_marked(m, units[m.name], sentences[i], mentions, near.get(i, [])) if m.name in units else m for m in mentions]
        for i, mentions in enumerate(found)
    ]


def _marked(
    mention: Mention, units: list[str], sentence: Sentence, mentions: list[Mention], near: list[str]
) -> Mention:
    if mention.type != "Talent":
        return mention
    own = _unit_of(sentence, mention, outermost(mentions))
    candidates = ([own] if own else []) + near + [m.name for m in mentions if m.type in _BODIES]
    return replace(mention, distinct=next((unit for unit in candidates if unit in units), units[0]))


def _in_tables(tables: list[Table], found: list[list[Mention]]) -> Iterator[dict[str, list[str]]]:
    """Per table, the units of each person, row by row."""
    for table in tables:
        said: dict[str, list[str]] = {}
        for row in table.rows:
            bodies = _bodies(table, row, found)
            for index in row:
                for person in outermost(found[index]):
                    if person.type == "Talent" and bodies:
                        said.setdefault(person.name, []).append(bodies[0])
        yield said


def _bodies(table: Table, row: tuple[int, ...], found: list[list[Mention]]) -> list[str]:
    columns = zip(table.columns, row, strict=False)
    cells = (index for column, index in columns if column.role in _UNIT_COLUMNS)
    return [m.name for index in cells for m in outermost(found[index]) if m.type in _BODIES]


def _near(tables: list[Table], found: list[list[Mention]]) -> dict[int, list[str]]:
    """The bodies in the same row, by cell."""
    return {index: _bodies(table, row, found) for table in tables for row in table.rows for index in row}


def _in_sentences(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[dict[str, list[str]]]:
    """Per sentence that names a name twice, the unit right before or behind each."""
    for sentence, mentions in zip(sentences, found, strict=True):
        top = outermost(mentions)
        people = [m for m in top if m.type == "Talent"]
        said: dict[str, list[str]] = {}
        if len({m.name for m in people}) < len(people):
            for person in people:
                unit = _unit_of(sentence, person, top)
                if unit:
                    said.setdefault(person.name, []).append(unit)
        yield said


def _unit_of(sentence: Sentence, person: Mention, top: list[Mention]) -> str | None:
    """The body in parentheses behind a person, or the last one before that no other person separates."""
    behind = next((m for m in top if m.start == person.end + 1 and m.type in _BODIES), None)
    if behind is not None and sentence.text[person.end] in "（(":
        return behind.name
    before = next((m for m in reversed(top) if m.end <= person.start), None)
    if before is None or before.type not in _BODIES or _BREAK.search(sentence.text[before.end : person.start]):
        return None
    return before.name
