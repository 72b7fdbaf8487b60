"""Numbers as rosters write them: 1,200, ３５, 约120人, 3.5万, 十二."""

from __future__ import annotations

import math
import re
import unicodedata

import cn2an

from ingest.mapping.values.parsed import Cell, Parsed, failed

_NUMBER = re.compile(r"[约近超逾达共各]*\s*(-?\d+(?:,\d{3})*(?:\.\d+)?)\s*([万亿]?)\s*[余多]?[^\d.,\-~至到—]{0,6}")
_CHINESE = re.compile(
    r"[约近超逾达共各]*([零〇一二两三四五六七八九十百千万亿]+)[余多]?[^\d一二三四五六七八九十百千]{0,4}"
)
_VAGUE = re.compile("[一二两三四五六七八九]{2}")  # 三五个 is three to five
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_ASIDE = re.compile(r"(?<=\S)\([^()]*\)$")  # 2人（其中1人须主治）
_SCALE = {"": 1, "万": 10**4, "亿": 10**8}


def number(cell: Cell) -> Parsed:
    """A number; what stands behind it (a unit) is left out."""
    value = _value(cell)
    return Parsed((int(value) if value.is_integer() else value,)) if value is not None else failed("unparsed_number")


def integer(cell: Cell) -> Parsed:
    """A whole number."""
    value = _value(cell)
    return Parsed((int(value),)) if value is not None and value.is_integer() else failed("unparsed_number")


def _value(cell: Cell) -> float | None:
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return float(cell.value) if math.isfinite(cell.value) else None
    text = _ASIDE.sub("", unicodedata.normalize("NFKC", cell.text)).strip().translate(_FORMAL)
    found = _NUMBER.fullmatch(text)
    if found:
        result = float(found.group(1).replace(",", "")) * _SCALE[found.group(2)]
        return result if math.isfinite(result) else None
    chinese = _CHINESE.fullmatch(text)
    if chinese and not _VAGUE.search(chinese.group(1)):
        try:
            return float(cn2an.cn2an(chinese.group(1), "smart"))
        except ValueError:
            return None
    return None
