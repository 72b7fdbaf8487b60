"""Dates as rosters write them, to partial ISO dates: 1975.03, 1975年3月, 198502, 68.04, 44365, １９８９．０４,
一九九〇年六月."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from graph.model.claims import Scalar
from graph.model.dates import first_day, is_partial_date
from ingest.content import CellValue
from ingest.mapping.values.parsed import Cell, Parsed, Problem, failed

_EPOCH = date(1899, 12, 30)  # Excel's day 0, so that day 61 is 1 March 1900 in spite of its 29 February 1900
_SERIALS = range(3654, 73051)  # 1910 to 2099; smaller numbers are years
_YEARS = range(1900, 2100)
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_NUMERAL = "[〇零○一二三四五六七八九]"
_CHINESE = re.compile(
    rf"({_NUMERAL}{{4}}|{_NUMERAL}{{2}})年(?:([一二三四五六七八九十]{{1,2}})月)?(?:([一二三四五六七八九十]{{1,3}})[日号])?"
)
_WRITTEN = re.compile(r"(\d{4}|\d{2})\s*[年./\-—–]\s*(\d{1,2})(?:\s*[月./\-—–]\s*(\d{1,2})?)?\s*[日号]?")
_NUMERALS = re.compile("[一二三四五六七八九十]{1,3}(?=[月日号])")  # 2024年十二月五日
NO_YEAR = re.compile(r"\d{1,2}月\d{1,2}[日号]")  # a day of a year that is told elsewhere
_YEAR = re.compile(r"(\d{4})\s*年?(?:度)?")
_TIME = re.compile(r"[T\s]+\d{1,2}[:：]\d{2}.*$|[T\s]+\d{1,2}时.*$")
_TRAIL = re.compile(r"(?:(?<=月)(?:[上中下]旬|初|底|末)|出?生|左右|前后|起|止|以来|前|开始|批准|认定)$")
_SPAN = re.compile(r"\s*(?:至今|至|到|~|～|——|—|–|--)\s*")
_OPEN = re.compile(r"(?:至?今|现在|目前|长期|长期有效|常年|不限|now)?")
_FIRST_DAY = re.compile(r"(\d{2,4}[年./-]\d{1,2}[月./-]\d{1,2})日?\s*(?:[-—–~～至到、及和]|等)\s*\d")
LATEST_BIRTH_AGE = 10  # years: nobody on a roster of talents is younger, so `24` in a birth date is 1924


def today() -> date:
    """The date where this runs."""
    return datetime.now().astimezone().date()


def birth(cell: Cell) -> Parsed:
    """A date of birth. One in the future is a mistake."""
    parsed = _parse(cell.value, today().year - LATEST_BIRTH_AGE)
    if parsed.values and first_day(str(parsed.values[0])) > today().isoformat():
        return failed("implausible_date")
    return parsed


def day(cell: Cell) -> Parsed:
    """A date of any event."""
    return _parse(cell.value, today().year + 10)


def period(cell: Cell) -> Parsed:
    """`since` and `until` as qualifiers: 2023.05-2026.04, 2023年1月至2025年12月, 2024-2026, 2023.5至今."""
    text = _plain(cell.text)
    if text and _OPEN.fullmatch(text):
        return Parsed()  # 长期: neither beginning nor end
    latest = today().year + 10
    single = _parse(cell.value, latest)
    if single.values:
        return Parsed(qualifiers={"since": single.values[0]}, problems=single.problems)
    for left, right in _halves(text):
        since, until = _parse(left, latest), _parse(right, latest)
        if since.values and (until.values or _OPEN.fullmatch(right)):
            qualifiers: dict[str, Scalar] = {"since": since.values[0]}
            if until.values and first_day(str(until.values[0])) >= first_day(str(since.values[0])):
                qualifiers["until"] = until.values[0]
            elif until.values:
                return failed("unparsed_date", "止期早于起期")
            return Parsed(qualifiers=qualifiers)
    return failed("unparsed_date")


def until(cell: Cell) -> Parsed:
    """The end of a time; 长期 and 至今 have none."""
    return Parsed() if _OPEN.fullmatch(_plain(cell.text)) else day(cell)


def event(cell: Cell) -> Parsed:
    """When something took place; of several days the first: 2024年6月3日-5日, 2024.9.1-9.3."""
    whole = day(cell)
    if whole.values:
        return whole
    span = period(cell)
    if span.qualifiers:
        return Parsed((span.qualifiers["since"],))
    first = _FIRST_DAY.match(_plain(cell.text))
    return _parse(first.group(1), today().year + 10) if first else whole


def validity(cell: Cell) -> Parsed:
    """`since` and `until` of the row's entity itself; a year or month alone is both."""
    found = period(cell)
    since = found.qualifiers.get("since")
    last = found.qualifiers.get("until")
    if since is not None and last is None and len(str(since)) < 10 and day(cell).values:
        last = since
    facts = [(name, value) for name, value in (("since", since), ("until", last)) if value is not None]
    return Parsed(facts=tuple(facts), problems=found.problems)


def _halves(text: str) -> list[tuple[str, str]]:
    """The ways to cut a period in two: at a sign for it, else at any hyphen before a year."""
    parts = _SPAN.split(text)
    if len(parts) == 2:
        return [(parts[0], parts[1])]
    cuts = [found.start() for found in re.finditer(r"-(?=\d{4})", text)]
    return [(text[:cut].strip(), text[cut + 1 :].strip()) for cut in cuts]


def _parse(value: CellValue, latest: int) -> Parsed:
    """One date; a two-digit year is the last one that is not after `latest`."""
    if isinstance(value, datetime):
        return _checked(value.date().isoformat())
    if isinstance(value, date):
        return _checked(value.isoformat())
    if isinstance(value, bool) or value is None:
        return failed("unparsed_date")
    if isinstance(value, float) and not value.is_integer():
        return _decimal(value)
    if isinstance(value, int | float):
        return _compact(str(int(value)))
    text = _plain(str(value))
    return _compact(text) if text.isdigit() else _written(text, latest)


def _plain(text: str) -> str:
    return _TRAIL.sub("", _TIME.sub("", unicodedata.normalize("NFKC", text).strip())).replace("。", ".").strip()


def _decimal(value: float) -> Parsed:
    """The number 1975.1: January, or October that lost its zero. Other months have but one reading."""
    year, _, fraction = repr(value).partition(".")
    if not year.isdigit() or int(year) not in _YEARS or len(fraction) > 2:
        # A serial number with a time of day.
        return _compact(year) if year.isdigit() and int(year) in _SERIALS else failed("unparsed_date")
    if fraction == "1":
        return Parsed((year,), problems=(Problem("ambiguous_date"),))
    return _checked(f"{year}-{fraction:0>2}")


def _compact(digits: str) -> Parsed:
    """Digits alone: a year, 198502, 19850215, or the number of a day in Excel."""
    if len(digits) == 4 and int(digits) in _YEARS:
        return Parsed((digits,))
    if len(digits) == 6 and int(digits[:4]) in _YEARS:
        return _checked(f"{digits[:4]}-{digits[4:]}")
    if len(digits) == 8 and int(digits[:4]) in _YEARS:
        return _checked(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    if len(digits) <= 5 and int(digits) in _SERIALS:
        return Parsed(((_EPOCH + timedelta(days=int(digits))).isoformat(),))
    return failed("unparsed_date")


def _written(text: str, latest: int) -> Parsed:
    chinese = _CHINESE.fullmatch(text)
    if chinese:
        year = chinese.group(1).translate(_DIGITS)
        return _built(year, *(_small(part) for part in chinese.groups()[1:]), latest=latest)
    text = _NUMERALS.sub(lambda number: _small(number[0]) or "", text.replace("元月", "1月"))
    only_year = _YEAR.fullmatch(text)
    if only_year:
        return _built(only_year.group(1), latest=latest)
    found = _WRITTEN.fullmatch(text)
    return _built(*found.groups(), latest=latest) if found else failed("unparsed_date")


def _built(year: str, month: str | None = None, day: str | None = None, *, latest: int) -> Parsed:
    if len(year) == 2:
        year = str(2000 + int(year) if 2000 + int(year) <= latest else 1900 + int(year))
    return _checked("-".join([year, *(f"{int(part):02}" for part in (month, day) if part)]))


def _checked(text: str) -> Parsed:
    if is_partial_date(text) and int(text[:4]) in _YEARS:
        return Parsed((text,))
    return failed("unparsed_date")


def _small(text: str | None) -> str | None:
    """十二 → 12, 三十一 → 31."""
    if not text:
        return None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return text.translate(_DIGITS)
    return (tens.translate(_DIGITS) or "1") + (ones.translate(_DIGITS) or "0")
