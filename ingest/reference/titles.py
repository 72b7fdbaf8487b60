"""Professional titles: which series a title belongs to and which level it has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.ontology import ontology
from ingest.reference import store

_SPLIT = re.compile(r"[、，,;；/\\（）()\[\]【】\s|]+|兼|及|和")
_LEVELS = {"正高级": "senior", "高级": "deputy_senior", "助理": "junior", "": "intermediate"}


@dataclass(frozen=True, slots=True)
class Title:
    """A professional title; `level` is a code of the vocabulary `title_level`, `series` empty for a bare level."""

    name: str
    series: str
    level: str


def title_level(text: str) -> str | None:
    """The level of the highest title in a text, a code of the vocabulary `title_level`, or None if there is none.

    正高级 and 副高 are levels by themselves; honours (特级教师), grades of workers (高级技师) and titles that
    are lent (客座教授) have none.
    """
    title = find_title(text)
    return title.level if title else None


def find_title(text: str) -> Title | None:
    """The highest title in a text: 内科副主任医师, 高级农艺师（副高）, 研究员、博士."""
    parts = filter(None, _SPLIT.split(unicodedata.normalize("NFKC", text)))
    found = [title for part in parts if (title := _of_part(part)) is not None]
    order = list(ontology().vocabularies["title_level"].codes)
    return min(found, key=lambda title: (order.index(title.level), not title.series), default=None)


def _of_part(part: str) -> Title | None:
    table = _table()
    if any(part.endswith(word) for word in table.refused):
        return None
    for start in range(len(part)):
        title = table.titles.get(part[start:])
        if title is not None:
            before = part[:start]
            return None if before.endswith(table.lent) else _raised(title, before, table)
    level = ontology().vocabularies["title_level"].find(part.removesuffix("职称"))
    return Title(level.label, "", level.code) if level else None


def _raised(title: Title, before: str, table: _Table) -> Title:
    """高级农业经济师 is a 高级经济师: the word for the level may stand before the subject."""
    word = next((word for word in _LEVELS if word and before.startswith(word)), "")
    return table.titles.get(word + title.name, title)


def skill_level(text: str) -> str | None:
    """The level of the highest skill in a text (高级技师, 焊工技师), a code of the vocabulary `skill_level`, or
    None: titles that end alike (主管技师) are none."""
    if title_level(text):
        return None
    order = ontology().vocabularies["skill_level"]
    parts = list(filter(None, _SPLIT.split(unicodedata.normalize("NFKC", text))))
    for entry in order.codes.values():  # the highest first; 高级技师 ends like 技师
        if any(part.endswith(entry.label) for part in parts):
            return entry.code
    return None


@dataclass(frozen=True, slots=True)
class _Table:
    titles: Mapping[str, Title]
    refused: tuple[str, ...]
    lent: tuple[str, ...]


@cache
def _table() -> _Table:
    source: dict[str, Any] = store.own("titles.yaml")
    titles = {title.name: title for title in (*_patterns(source["patterns"]), *_series(source["series"]))}
    return _Table(titles, tuple(source["not_titles"]), tuple(source["lent"]))


def _patterns(patterns: Mapping[str, list[str]]) -> Iterator[Title]:
    for series, words in patterns.items():
        for word in words:
            for before, level in _LEVELS.items():
                yield Title(before + word, series, level)


def _series(series: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Title]:
    for name, levels in series.items():
        for level, titles in levels.items():
            for title in titles:
                yield Title(title, name, level)
