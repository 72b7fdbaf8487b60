"""Lists that belong together item by item: 博士、硕士分别给予20万元、6万元补贴."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.regexes import regex

_ITEMS = regex(
    r"(?P<items>[^，。；：、]{2,24}(?:[、和与及][^，。；：、]{1,20})+)[，、]?[^，。；、]{0,10}?分别(?P<verb>[^，。；、]{0,14})$"
)
_BETWEEN = regex(r"(?:[、，和与及]|以及){1,2}")
_LEVEL = regex("国家级?|省部?级?|[市县区州镇]级?|初级|[中高]级|[一二三]等奖?")
_AMOUNTS = regex(r"\d[\d.,]*[万亿]?元(?:[、和]\d[\d.,]*[万亿]?元)+")
_COUNT = regex(r"\d[\d.,]*[十百千万亿]*余?\D{0,2}$")


@dataclass(frozen=True, slots=True)
class Share:
    """What one number of a list is said of, and what the list says of all: `before` the first number, `after` the
    last (分别|给予每人|20万元、6万元|安家补贴)."""

    item: str
    before: str
    end: int
    """Where the list of numbers ends."""


def shares(text: str, numbers: Sequence[tuple[int, int]]) -> dict[int, Share]:
    """What each number is said of where 分别 joins a list of things to a list of numbers.

    `numbers` are the start and end of every number with its unit, in order. The result is keyed by start; a list of
    numbers that no list of as many things stands before has no entry. Where there are more things than numbers, the
    first ones count: 国家级、省级、市级实验室、中心 are three levels, and the rest goes with the last.
    """
    found: dict[int, Share] = {}
    if "分别" not in text:
        return found
    for run in _runs(text, numbers):
        match = _ITEMS.search(text, 0, run[0][0])
        if match is None or len(run) < 2:
            continue
        items = _reached(match.group("items")) or _whole(
            [_COUNT.sub("", item) for item in re.split("[、和与及]", match.group("items"))]
        )
        if len(items) >= len(run) and all(items[: len(run)]):
            verb, end = match.group("verb"), run[-1][1]
            found |= {start: Share(item, verb, end) for (start, _), item in zip(run, items, strict=False)}
    return found


def _reached(items: str) -> list[str]:
    """产值突破1亿元的企业, 产值突破2亿元的企业 for 产值突破1亿元、2亿元的企业; nothing where no amounts are listed."""
    match = _AMOUNTS.search(items)
    if match is None:
        return []
    return [f"{items[: match.start()]}{amount}{items[match.end() :]}" for amount in re.split("[、和]", match.group())]


def _whole(items: list[str]) -> list[str]:
    """国家级孵化器, 省级孵化器 for 认定为国家级、省级孵化器: a level before another one means what the last is."""
    last = _LEVEL.match(items[-1])
    levels = [next((m for m in _LEVEL.finditer(item) if m.end() == len(item)), None) for item in items[:-1]]
    if last is None or last.end() == len(items[-1]) or not all(levels):
        return items
    thing = items[-1][last.end() :].removesuffix("的")
    return [f"{level.group()}{thing}" for level in (*levels, last) if level is not None]


def _runs(text: str, numbers: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Numbers with nothing but a comma or an and between them."""
    runs: list[list[tuple[int, int]]] = []
    for number in numbers:
        if runs and _BETWEEN.fullmatch(text, runs[-1][-1][1], number[0]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
