"""Identity numbers, credit codes and telephone numbers: only what passes its check is taken."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from ingest.mapping.values.dates import today
from ingest.mapping.values.parsed import Cell, Parsed, failed

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{2}", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s'’`\u200b\ufeff-]")
_LANDLINE = re.compile(r"(?:0\d{2,3})?[2-8]\d{6,7}(?:转?\d{1,6})?|(?:400|800)\d{7}")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_PHONES = re.compile(r"[、，,；;/\n]|\s{2,}| (?=1\d{10}|0\d{2,3}-)")


def compact(text: str) -> str:
    """A number without white space, hyphens and the apostrophe that keeps Excel from calculating it; half-width."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def id_number(cell: Cell) -> Parsed:
    """A resident ID number (GB 11643) of 18 places; the old one of 15 is extended by century and check digit."""
    text = compact(cell.text)
    if isinstance(cell.value, float) or _SCIENTIFIC.fullmatch(text):
        return failed("id_precision_lost")
    if re.fullmatch(r"\d{15}", text):
        text = f"{text[:6]}19{text[6:]}"
        text += ric.calc_check_digit(text + "0")
        return Parsed((text,)) if _is_day(text) else failed("bad_id_checksum")
    if not re.fullmatch(r"\d{17}[\dX]", text):
        # Sixteen or seventeen digits were meant for one; passports and permits are shorter or have letters.
        return failed("bad_id_checksum" if re.fullmatch(r"\d{16,19}X?", text) else "not_resident_id")
    # The region is not checked: numbers issued under counties that are gone stay valid.
    valid = text[-1] == ric.calc_check_digit(text) and _is_day(text)
    return Parsed((text,)) if valid else failed("bad_id_checksum")


def birth_of(number: str) -> str:
    """The date of birth in a valid ID number, ISO."""
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def sex_of(number: str) -> str:
    """The sex in a valid ID number, as a code."""
    return "male" if int(number[16]) % 2 else "female"


def _is_day(number: str) -> bool:
    try:
        return date(1900, 1, 1) <= date.fromisoformat(birth_of(number)) <= today()
    except ValueError:
        return False


def credit_code(cell: Cell) -> Parsed:
    """A unified social credit code (GB 32100)."""
    text = compact(cell.text)
    if isinstance(cell.value, float) or _SCIENTIFIC.fullmatch(text):
        return failed("precision_lost")
    if re.fullmatch(r"\d{15}", text):
        return failed("old_registration_no")
    try:
        return Parsed((uscc.validate(text),))
    except ValidationError:
        return failed("bad_credit_code")


def phone(cell: Cell) -> Parsed:
    """Mobile and landline numbers; a wrong one beside a right one is reported, the right one taken."""
    if isinstance(cell.value, float) or _SCIENTIFIC.fullmatch(compact(cell.text)):
        return failed("precision_lost")
    numbers, bad = [], False
    for part in filter(None, (p.strip() for p in _PHONES.split(unicodedata.normalize("NFKC", cell.text)))):
        digits = re.sub(r"[\s()\-–—.]", "", part)
        mobile = _MOBILE.fullmatch(digits)
        if mobile or _LANDLINE.fullmatch(digits):
            numbers.append(mobile.group(1) if mobile else part.replace(" ", ""))
        else:
            bad = True
    problems = failed("bad_phone").problems if bad else ()
    return Parsed(tuple(dict.fromkeys(numbers)), problems=problems)
