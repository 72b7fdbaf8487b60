"""What a column holds, by its cells alone: identity numbers, telephones, names of people and bodies, dates …"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from graph.ontology import ontology
from ingest.content import CellValue
from ingest.mapping.definition import ColumnSpec
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.masking import narrow
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.values import dates
from ingest.mapping.values.bodies import is_platform
from ingest.mapping.values.codes import compact
from ingest.mapping.values.lists import split
from ingest.mapping.values.needs import is_post
from ingest.mapping.values.parsed import Cell
from ingest.mapping.values.people import SURNAMES, is_title, regrouped
from ingest.mapping.values.places import is_region
from ingest.mapping.values.units import ditto, is_body, is_unit, posts, unit_type

SAMPLE = 40  # cells of a column that are looked at
GROWN = 16  # years: a date that is nearer is nobody's birth on a roster of talents
SHARE = 0.7  # of them have the shape
_COMPACT = 6  # digits of the shortest date without signs: 198502
_RECORD = 3  # cells of a row that may be a record; rows of a column that numbers them
_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,3}|(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒)[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,10}[·•][\u4e00-\u9fff]{1,10}"
)
_ID = re.compile(r"\d{6}(?:18|19|20)\d{9}[\dX]")
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}")
_CREDIT = re.compile(r"(?=.*[A-Z])[1-9A-GY][1-9]\d{6}[0-9A-Z]{10}")
_PERIOD = re.compile(r"\d{4}.{0,6}[-—–~至].{0,3}(?:\d{4}|今)")
_HEADS = re.compile(r"[约近共]?\d{1,4}[人名个位]?|[一二两三四五六七八九十百]{1,4}[人名个位]|若干[人名个位]?|数[人名]")
_HONOUR = re.compile(
    "计划|工程|津贴|称号|人才|英才|工匠|[^得]奖|模范|能手|专家|标兵|带头人|大师|劳模|先进|骨干|青年|学者|勋章|奖章|楷模|优秀"
)
_BRACKET = re.compile(r"[（(]")
_IN_OFFICE = re.compile(r"[长师员授任理监记导士生席干问事家工总裁人][）)]?$")  # the last character of posts and titles
_INSIDE = re.compile(r"[（(](.*?)[)）]")
_DEGREES = frozenset({"博士", "硕士"})  # titles too, where others stand beside them
_SIGNS = "、，,；;/\n"


def _id(text: str) -> bool:
    return _ID.fullmatch(compact(text)) is not None


def _phone(text: str) -> bool:
    numbers = [compact(part) for part in split(narrow(text), _SIGNS)]
    return bool(numbers) and all(_MOBILE.fullmatch(n) or _LANDLINE.fullmatch(n) for n in numbers)


def _credit(text: str) -> bool:
    return _CREDIT.fullmatch(compact(text)) is not None


def _person(text: str) -> bool:
    # Who stands with a unit is a person, however rare the family name.
    names = [name for name, unit in _people(text) if not (unit and is_unit(unit) and _NAME.fullmatch(name))]
    if not names:
        return bool(_names(text))
    return bool(names) and all(_NAME.fullmatch(n) and (n[0] in SURNAMES or len(n) > 3) for n in names)


def _name(text: str) -> bool:
    """What may be a name for its length, whatever its first character; with a unit or title beside it, too."""
    names = _names(text)
    return bool(names) and all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}|.*·.*|[A-Za-z .]+", n) for n in names)


def records(grid: Grid, last: int) -> list[int]:
    """The rows below a header that are wide enough for records, all rows where none are: titles of groups and sums say
    nothing of what columns hold."""
    below = [number for number in grid.numbers if number > last]
    return [number for number in below if len(grid.filled(number)) >= _RECORD] or below


def may_be_name(text: str) -> bool:
    """Whether a text may be the name of a person, as it stands in a cell of its own."""
    return _person(text) or re.search(r"[·•A-Za-z]", text) is not None


def _names(text: str) -> list[str]:
    return [name for name, _ in _people(text)]


def _people(text: str) -> list[tuple[str, str]]:
    """What may be names, each with what stands in brackets behind it."""
    parts = (re.sub(r"[\s\u3000]", "", part) for part in split(regrouped(text), _SIGNS))
    return [(_INSIDE.sub("", part), found.group(1) if (found := _INSIDE.search(part)) else "") for part in parts]


def _unit(text: str) -> bool:
    return all(is_body(part) or unit_type(part, "") == "Enterprise" for part in split(text, _SIGNS) or [""])


def _employment(text: str) -> bool:
    """Whether a text is a unit with what somebody is there: 某医院心内科主任."""
    found = posts(text)
    return (
        is_body(found[0].unit)
        and not _BRACKET.search(found[0].unit)
        and all(_IN_OFFICE.search(post.role) for post in found if post.role)
    )


def _company(text: str) -> bool:
    return all(unit_type(part, "") == "Enterprise" for part in split(text, _SIGNS) or [""])


def _title(text: str) -> bool:
    return all(is_title(part) and part not in _DEGREES for part in split(text, _SIGNS) or [""])


def _post(text: str) -> bool:
    return all(is_post(part) for part in split(unicodedata.normalize("NFKC", text), _SIGNS) or [""])


def _heads(text: str) -> bool:
    return _HEADS.fullmatch(unicodedata.normalize("NFKC", text)) is not None


SHAPES: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "id_number": _id,
        "credit_code": _credit,
        "phone": _phone,
        "sex": lambda text: re.fullmatch(r"[男女](?:\s*[/／、，,·|]\s*[\u4e00-\u9fff]{1,5})?", text) is not None,
        "person": _person,
        "name": _name,
        "company": _company,
        "unit": _unit,
        "employment": _employment,
        "platform": is_platform,
        "region": is_region,
        "party": lambda text: _unit(text) or is_region(text),
        "title": _title,
        "post": _post,
        "heads": _heads,
        "honour": lambda text: _HONOUR.search(text) is not None,
        "period": lambda text: _PERIOD.search(text) is not None,
    }
)
# What the columns of each parser hold, the likeliest shape first.
OF_PARSER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id_number": ("id_number",), "credit_code": ("credit_code",), "phone": ("phone",), "person_name": ("person",),
        "people": ("person",), "providers": ("person",), "workplace": ("unit", "company", "employment"),
        "units": ("company", "unit"), "owners": ("unit",), "receivers": ("company", "unit", "party"),
        "post": ("post",), "titles": ("title",), "posts_and_titles": ("title",), "region": ("region",),
        "birth": ("birth",), "date": ("date",), "event": ("date",), "period": ("period",), "validity": ("period",),
    }
)  # fmt: skip
# The names of what the rows of a kind are.
NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType({"Platform": ("platform",), "Enterprise": ("company",)})
# Without one of these shapes a column is not what its parser reads. Words of another shape are `other`.
_MUST: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "person_name": frozenset({"person", "name"}), "people": frozenset({"person", "name"}),
        "providers": frozenset({"person", "name", "other"}),
        "workplace": frozenset({"unit", "company", "employment", "other"}),
        "owners": frozenset({"unit", "company", "other"}), "units": frozenset({"unit", "company", "other"}),
        "receivers": frozenset({"unit", "company", "region", "other"}), "date": frozenset({"date", "year"}),
        "event": frozenset({"date", "year", "period"}), "until": frozenset({"date", "year"}),
        "birth": frozenset({"birth", "year"}),
        "integer": frozenset({"number", "heads", "other"}), "region": frozenset({"region", "other", "name", "person"}),
    }
)  # fmt: skip
# What a column must hold besides where its heading only speaks of such things.
_SUITED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "integer": frozenset({"heads"}), "titles": frozenset({"title"}), "post": frozenset({"post"}),
        "needs": frozenset({"post"}), "selections": frozenset({"honour"}), "people": frozenset({"person"}),
        "providers": frozenset({"person"}), "person_name": frozenset({"person"}),
        "receivers": frozenset({"party", "name", "other"}), "units": frozenset({"unit", "company", "name", "other"}),
        "owners": frozenset({"unit"}), "workplace": frozenset({"unit", "employment"}),
    }
)  # fmt: skip
_NO_WORDS = frozenset(
    {
        "id_number",
        "credit_code",
        "phone",
        "sex",
        "period",
        "birth",
        "date",
        "year",
        "number",
        "heads",
        "unit",
        "company",
        "employment",
    }
)
_BESIDES = frozenset({"party", "title", "post", "heads", "honour"})  # what words of another shape may be besides
SERIAL, SPARSE = "serial", "sparse"  # cells that count on from row to row; few cells of many rows
_FEW = 0.4  # of the rows
# These cannot be mistaken for anything else, whatever the heading; the others need a heading that says nothing.
# Where something belongs, if the heading says that it does: 所在学校.
SEATED = frozenset({"unit", "company", "region"})
WORDS = "words of "  # before a vocabulary's name: a column of its very words
TELLING = frozenset({"id_number", "credit_code", "phone"})
PLAIN = frozenset({"person", "company", "unit", "platform", "post", "title", "sex", "birth", "date", "heads"})
CLEAR = TELLING | {"sex", "title"}  # hardly anything else looks like these


def shapes(grid: Grid, rows: Sequence[int], column: int) -> tuple[str, ...]:
    """The shapes that most cells of a column have, the most telling first; empty for a column of other things."""
    values = [value for row in rows if text_of(value := grid.data(row, column)).strip()][:SAMPLE]
    texts = [text for value in values if not is_placeholder(text := text_of(value).strip()) and ditto(text) is None]
    if not texts:
        return ()
    found = [name for name, fits in SHAPES.items() if sum(map(fits, texts)) >= SHARE * len(texts)]
    found += [WORDS + name for name, words in _vocabularies() if sum(t in words for t in texts) >= SHARE * len(texts)]
    dated = [value for value in values if _is_date(value)]
    if len(dated) >= SHARE * len(values) and "id_number" not in found and "phone" not in found:
        found += ["birth", "date"] if all(map(_is_long_ago, dated)) else ["date"]
    elif sum(_is_year(value) or _is_date(value) for value in values) >= SHARE * len(values):
        found.append("year")
    if all(re.fullmatch(r"[\d.,%]+", text) for text in texts):
        found.append("number")
    found += [] if set(found) - _BESIDES else ["other"]
    found += [SERIAL] if _counts_on(texts) else []
    return (*found, SPARSE) if len(values) < _FEW * len(rows[:SAMPLE]) else tuple(found)


def _counts_on(texts: list[str]) -> bool:
    """Whether cells number their rows: 1, 2, 3 …; 2024-01, 2024-02 … 2024-13."""
    ends = [int(found.group()) for text in texts if (found := re.search(r"\d{1,6}(?=\D*$)", text))]
    steps = sum(right - left == 1 for left, right in pairwise(ends))
    return len(ends) > _RECORD and len(ends) >= SHARE * len(texts) and steps >= 0.8 * (len(ends) - 1)


@lru_cache(maxsize=1)
def _vocabularies() -> tuple[tuple[str, frozenset[str]], ...]:
    """The words of each vocabulary that are longer than a character (男, 县)."""
    return tuple(
        (v.name, frozenset(w for c in v.codes.values() for w in (c.label, *c.synonyms) if len(w) > 1))
        for v in ontology().vocabularies.values()
    )


def agrees(spec: ColumnSpec, found: tuple[str, ...]) -> bool:
    """Whether the cells may be what a heading that is only like a known one says: people, bodies and dates have a
    shape that can be looked for; a blank column speaks neither way."""
    wanted = _MUST.get(spec.parser)
    return wanted is None or not found or bool(wanted & set(found))


def suits(spec: ColumnSpec, found: tuple[str, ...]) -> bool:
    """Whether cells are such as a column holds of which its heading only speaks in some way."""
    if spec.parser in ("code", "known_code") and spec.datatype and spec.datatype.vocabulary:
        return bool({WORDS + spec.datatype.vocabulary, spec.datatype.vocabulary} & set(found))
    wanted = _SUITED.get(spec.parser) or _MUST.get(spec.parser)
    if SERIAL in found and spec.parser in ("date", "event", "integer", "number"):
        return False
    unfit = _NO_WORDS - {"unit", "company", "employment"} if spec.attribute == "aliases" else _NO_WORDS
    return bool(wanted & set(found)) if wanted else not unfit & set(found)


def contradicts(spec: ColumnSpec, found: tuple[str, ...]) -> bool:
    """Whether the cells are of a telling shape that another kind of column has: telephones below 身份证号."""
    wanted = OF_PARSER.get(spec.parser, ())
    return bool(TELLING & set(found)) and not set(wanted) & set(found)


def _is_year(value: CellValue) -> bool:
    return isinstance(value, int | float) and 1950 <= value <= 2050


def _is_long_ago(value: CellValue) -> bool:
    """Whether a date may be a grown person's day of birth."""
    born = dates.day(Cell.of(value, ColumnSpec("", (), "date"))).values
    return bool(born) and int(str(born[0])[:4]) <= dates.today().year - GROWN


def _is_date(value: CellValue) -> bool:
    spec = ColumnSpec("", (), "date")
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) < _COMPACT:
        return False
    number = isinstance(value, int | float) and not isinstance(value, bool)
    # A bare number is a date only if it is one beyond doubt: 198502, not the serial number 44365 or the count 2015.
    if number and not 190_000 <= abs(float(value or 0)) < 30_000_000:  # type: ignore[arg-type]
        return False
    return bool(dates.day(Cell.of(value, spec)).values) or dates.NO_YEAR.fullmatch(text_of(value).strip()) is not None
