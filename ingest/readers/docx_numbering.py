"""The numbers that Word shows before paragraphs (一、 （一） 1.): they stand in the list's definition, not the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_VAL = qn("w:val")
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class _Level:
    format: str
    text: str
    start: int
    style: str | None
    plain: bool  # all numbers in it are shown as 1, 2, 3 whatever their own format


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Counts the paragraphs of all lists of a document; ask for each paragraph once, in order."""

    def __init__(self, definitions: Any | None) -> None:
        """`definitions` is the root of the numbering part, None if there is none."""
        self._lists: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._used: set[str] = set()
        if definitions is None:
            return
        abstract = {a.get(qn("w:abstractNumId")): _levels(a) for a in definitions.iterchildren(qn("w:abstractNum"))}
        shared = {key: _List(levels) for key, levels in abstract.items()}
        for number in definitions.iterchildren(qn("w:num")):
            known = shared.get(_value(number, "w:abstractNumId"))
            if known is not None:
                key = number.get(qn("w:numId"))
                self._lists[key] = known
                self._restarts[key] = dict(_restarts(number))

    def level_of_style(self, list_id: str, style: str | None) -> int:
        """The level of a list that is tied to a paragraph style; 0 if none is."""
        known = self._lists.get(list_id)
        levels = known.levels.items() if known else ()
        return next((number for number, level in levels if style and level.style == style), 0)

    def next(self, list_id: str, level: int) -> str:
        """What stands before the next paragraph of a list's level; empty for bullets and unknown lists."""
        known = self._lists.get(list_id)
        if known is None or not 0 <= level < _LEVELS or level not in known.levels:
            return ""
        if list_id not in self._used:
            self._used.add(list_id)
            for number, start in self._restarts[list_id].items():
                known.counts[number] = start - 1
        for number in range(level):
            if known.counts[number] is None:
                known.counts[number] = known.levels[number].start if number in known.levels else 1
        last = known.counts[level]
        known.counts[level] = known.levels[level].start if last is None else last + 1
        known.counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _shown(known, level)


def _levels(abstract: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in abstract.iterchildren(qn("w:lvl")):
        number = _integer(level.get(qn("w:ilvl")), -1)
        start = _integer(_value(level, "w:start"), 1)
        text, style = _value(level, "w:lvlText") or "", _value(level, "w:pStyle")
        found[number] = _Level(_format(level), text, start, style, level.find(qn("w:isLgl")) is not None)
    return found


def _format(level: Any) -> str:
    """The number format; newer ones stand in an alternative beside one for old programs."""
    own = _value(level, "w:numFmt")
    if own is None:
        inner = next(level.iter(qn("w:numFmt")), None)
        own = None if inner is None else inner.get(_VAL)
    return own or "decimal"


def _restarts(number: Any) -> list[tuple[int, int]]:
    found = []
    for override in number.iterchildren(qn("w:lvlOverride")):
        start = _value(override, "w:startOverride")
        level = _integer(override.get(qn("w:ilvl")), -1)
        if start is not None and 0 <= level < _LEVELS:
            found.append((level, _integer(start, 1)))
    return found


def _shown(known: _List, level: int) -> str:
    own = known.levels[level]
    if own.format == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        count = known.counts[place]
        inner = known.levels.get(place)
        if count is None or inner is None:
            return ""
        return format_number(count, "decimal" if own.plain else inner.format)

    text = _PLACE.sub(number, own.text)
    return text if not text or text[-1] in "、）)．。】] " else f"{text} "


def format_number(number: int, style: str) -> str:
    """A count as Word writes it in one of its number formats; digits in formats unknown here."""
    for prefix, written in _FORMATS.items():
        if style.startswith(prefix):
            return written(number) or str(number)
    return "" if style in {"none", "bullet"} else str(number)


def _chinese(number: int, digits: str) -> str:
    """一 to 九百九十九 (十一, not 一十一); larger ones do not number paragraphs and stay digits."""
    if not 0 <= number < 1000:
        return str(number)
    formal = digits == _FORMAL
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = digits[hundreds] + ("佰" if formal else "百") if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds and not formal else digits[tens]) + ("拾" if formal else "十")
    elif hundreds and ones:
        text += digits[0]
    return text + (digits[ones] if ones or number == 0 else "")


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN if 0 < number < 4000 else ():
        text += sign * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """a to z, then aa, bb …"""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


# By the beginning of the format's name; each gives an empty text for a number it cannot write.
_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": lambda n: _chinese(n, _DIGITS),
    "japaneseCounting": lambda n: _chinese(n, _DIGITS),
    "taiwaneseCounting": lambda n: _chinese(n, _DIGITS),
    "ideographDigital": lambda n: _chinese(n, _DIGITS),
    "chineseLegal": lambda n: _chinese(n, _FORMAL),
    "decimalEnclosedCircle": lambda n: chr(ord("①") + n - 1) if 1 <= n <= 20 else "",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalFullWidth": lambda n: "".join(chr(ord(digit) + 0xFEE0) for digit in str(n)),
    "decimalZero": lambda n: f"{n:02d}",
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % len(_BRANCHES)],
    "ideographTraditional": lambda n: _STEMS[(n - 1) % len(_STEMS)],
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}


def _integer(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"\d{1,6}", value) else default


def _value(parent: Any, tag: str) -> str | None:
    element = parent.find(qn(tag))
    return None if element is None else element.get(_VAL)
