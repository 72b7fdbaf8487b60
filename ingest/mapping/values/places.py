"""Places and industries in a cell."""

from __future__ import annotations

import re
import unicodedata

from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.values.lists import split, tidy
from ingest.mapping.values.parsed import Cell, Link, Parsed, Thing
from ingest.mapping.values.units import is_body
from ingest.reference import anywhere

_CODE = re.compile(r"\d{6}(?:\d{3}|\d{6})?")
_COUNTY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,12}?(?:自治州|州|盟|地区|市))?"
    r"[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|县|旗|市|区)"
)
_CITY = re.compile(r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?[\u4e00-\u9fff]{2,12}?(?:自治州|州|盟|地区|市)")
_ANY = re.compile(r"(?:专业)?(?:不限|无要求|无限制|不作要求)(?:专业)?|相关专业|其他")
_DIVISION = re.compile(
    r"(?!.*(?:园区|开发区|高新区|景区|新区|校区|院区)$)[\u4e00-\u9fff]{1,20}(?:省|自治区|州|盟|市|地区|县|旗|区|镇|乡|街道|村|社区)"
)
_INDUSTRY_CODE = re.compile(r"^[A-Z]?\d{2,4}[\s.:：、—-]*(?=[\u4e00-\u9fff])|^[A-Z](?=[\u4e00-\u9fff])")


def region(cell: Cell) -> Parsed:
    """An administrative division by name or code, as it is written; reference data knows the rest."""
    assert cell.column.relation is not None
    names = split(unicodedata.normalize("NFKC", cell.text), cell.column.split)
    things = [place(name) for name in names]
    return Parsed(links=tuple(Link(cell.column.relation, thing) for thing in things))


def is_region(text: str) -> bool:
    """Whether a text is the name or code of an administrative division and nothing else."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return _CODE.fullmatch(plain) is not None or _DIVISION.fullmatch(plain) is not None


def address(cell: Cell) -> Parsed:
    """The county or city that an address begins with."""
    assert cell.column.relation is not None
    plain = re.sub(r"\s", "", cell.text)
    head = address_head(plain) or (plain if is_short(plain) else "")
    return Parsed(links=(Link(cell.column.relation, Thing("Region", head)),)) if head else Parsed()


def address_head(text: str) -> str:
    """The county or city that a text without white space begins with, empty for none."""
    found = _COUNTY.match(text) or _CITY.match(text)
    return found.group() if found else ""


def is_short(text: str) -> bool:
    """Whether a text is a division's name without its last character: 武山."""
    if len(text) not in (2, 3) or is_body(text):
        return False
    found = anywhere(text)
    return found.region is not None or bool(found.candidates)


def place(text: str) -> Thing:
    """The division that a text names."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return Thing("Region", name, facts=(("code", name),) if _CODE.fullmatch(name) else ())


def industry(cell: Cell) -> Parsed:
    """Industries. Which signs separate them depends on the column: names of GB/T 4754 contain 、 themselves."""
    return _named(cell, "Industry", _INDUSTRY_CODE)


def field(cell: Cell) -> Parsed:
    """Disciplines and research directions."""
    return _named(cell, "Field", re.compile(r"^(?:主要)?(?:从事|研究方向)[:：]?"))


def _named(cell: Cell, kind: str, prefix: re.Pattern[str]) -> Parsed:
    assert cell.column.relation is not None
    parts = (prefix.sub("", tidy(part)) for part in split(cell.text, cell.column.split))
    names = dict.fromkeys(p for p in parts if p and not is_placeholder(p) and not _ANY.fullmatch(p) and len(p) <= 60)
    return Parsed(links=tuple(Link(cell.column.relation, Thing(kind, name)) for name in names))
