"""What stands above a table: the one employer whose people or posts it lists, and the one
year that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.mapping.grid import Grid, text_of
from ingest.mapping.values.units import leading_body, unit_type

_STAMPED = re.compile(
    r"(?:填[报表]|报送|申报|所在|用人|工作|招聘)?(?:单位|学校|医院|企业|公司|机构|院校)(?:名称|全称)?(?:[(（][^()（）]{0,6}[)）])?\s*[:：]\s*"
)
# Who employs, and does not keep lists of other people's staff as offices and bureaus do.
_EMPLOYING = re.compile(
    r"(?:大学|学院|学校|中学|小学|幼儿园|党校|医院|卫生院|保健院|[一二三四五六]院|研究院|研究所|科学院|设计院)$"
)
_PEOPLE = re.compile("人才|骨干|人员|职工|员工|教师|教职|医师|医生|专家|专技|博士|技师|工匠|名师|名医|干部|队伍")
_AWAY = re.compile(
    "柔性|引进|外聘|客座|兼职|校友|在外|籍|返乡|回乡|乡贤|服务|派|[团队]名|顾问|合作|毕业|受援|帮扶|对口"
)
_POSTS = re.compile("招聘|引进|引才|需求|岗位|缺口|紧缺")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=\D|$))")
_GAP = re.compile(r"\s{2,}|[\u3000\t\n]+")


def employer_above(grid: Grid, header: int, relation: str | None) -> str:
    """The employer that the lines above a header name for all the rows: whose people these are (WORKS_AT), or whose
    posts (HAS_NEED). Empty where they name none, or an office that only keeps the list."""
    speaks = _POSTS if relation == "HAS_NEED" else _PEOPLE
    for text in _above(grid, header):
        stamp = _STAMPED.match(text)
        name = leading_body(_GAP.split(text[stamp.end() :])[0] if stamp else text)
        rest = text[len(name) :]
        away = relation != "HAS_NEED" and _AWAY.search(rest)
        if _employs(name) and (stamp or (speaks.search(rest) and not away)):
            return name
    return ""


def year_above(grid: Grid, header: int) -> str:
    """The one year that the lines above a header speak of (2025年上半年服务记录), empty for none or several."""
    years = {year for text in _above(grid, header) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else ""


def _employs(name: str) -> bool:
    return len(name) > 3 and (unit_type(name, "") == "Enterprise" or _EMPLOYING.search(name) is not None)


def _above(grid: Grid, header: int) -> Iterator[str]:
    for row in grid.numbers:
        if row < header:
            yield from (text_of(grid.raw(row, column)).strip() for column in grid.filled(row))
