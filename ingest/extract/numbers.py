"""Numbers as reports write them: 1,200余  3.5万  二十多  近百  85%."""

from __future__ import annotations

import re

from ingest.extract.regexes import regex

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

_ABOUT = regex("(?<![零〇])(?:三五|一二|两三|二三|三四|四五|五六|六七|七八|八九)(?=[十百千万亿]|$)")
"""七八个 and 三四十人 are no figures, 二〇一二 is a year."""

NUMBER = (
    r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[余多]?[十百千]?[万亿]|[百千](?!米|克|瓦|公里))?"
    r"|[一二两三四五六七八九十百]{1,4}点[零一二三四五六七八九]{1,2}[万亿]"
    r"|[一二两三四五六七八九十][一二两三四五六七八九十百千万亿零〇]*"
)
"""A number; `value` reads what it matches. Thousands may be grouped."""


def value(text: str) -> float | None:
    """The number a text writes, in units (3.5万 → 35000), or None if it writes none."""
    match = re.fullmatch(r"([\d,，]+(?:\.\d+)?)[余多]?([十百千万亿]*)", text)
    if match:
        number = float(re.sub(r"[,，]", "", match.group(1)))
        for char in match.group(2):
            number *= (_SMALL | _LARGE)[char]
        return round(number, 6)
    if "点" in text:
        return _decimal(text)
    return _chinese(text)


def _decimal(text: str) -> float | None:
    """一点二亿, 一点二."""
    scale = _LARGE.get(text[-1], 1)
    whole, _, rest = text.rstrip("万亿").partition("点")
    number = _chinese(whole)
    digits = "".join(str(_DIGITS[char]) for char in rest)
    return None if number is None else round(float(f"{number:.0f}.{digits}") * scale, 6)


def _chinese(text: str) -> float | None:
    if not text or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in text):
        return None
    if _ABOUT.search(text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return float("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            part = section + digit
            total = (total + part or 1) * _LARGE[char] if char == "亿" else total + (part or 1) * _LARGE[char]
            section = digit = 0
    return float(total + section + digit)
