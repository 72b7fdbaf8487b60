"""Which rows below a header are records, and what the others are."""

from __future__ import annotations

import re
import unicodedata

from ingest.mapping.grid import Grid, text_of
from ingest.mapping.headings import clean
from ingest.mapping.layout import Layout
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.shapes import may_be_name
from ingest.mapping.values.units import is_employer, leading_body

_TOTAL = re.compile(
    r"(?:全[年市县区州省镇乡]|本[年月季页]|年度|季度|以上)?(?:总|合|小|共|累)\s*计(?![\u4e00-\u9fff]{2,})|总数"
    r"|(?:总|合|小|共|累)?[计共][\u4e00-\u9fff]{0,6}\s*\d+\s*[个家项人名户场条次位支]$"
)
_SUM_OF = re.compile(r"[^\d:：]{1,16}(?:总|合|小|累|共)\s*计[:：]?")  # 某县小计, of the group above
_SUM = re.compile(r"[总合小共累统]?[计共数]|(?:总|合计)?(?:人|个|家|户)数")  # with nothing but amounts beside it
_AMOUNT = re.compile(r"[约共]?[\d,.]+\s*[\u4e00-\u9fff]{0,3}")
_FIRST = 3  # cells of a row among which the word for a sum stands
_FOOTER = re.compile(
    r"(?:填表|制表|审核|填报|复核|经办|联系|负责|报送|统计|记录)(?:人|单位|时间|日期)?(?:员|签字|签名|签章)?\s*[:：]"
    r"|单位[(（]?盖章|(?:填表|制表|填报|审核)(?:人|日期)\b"
)
_KEEPER = re.compile(
    r"(?:填表|制表|审核|填报|复核|审签|签发|经办|报送|统计|记录|登记|分管|主管|单位|部门)(?:人|员|领导|负责人)?(?:[(（]?(?:签字|签名|签章|盖章)[)）]?)?\s*[:：]"
)  # somewhere in the last row, behind a body's name
_LABELLED = re.compile(
    r"[\u4e00-\u9fff、/（）()]{2,10}\s*[:：]\s*\S"
)  # 科长：…, 经办：…, whatever the office calls them
_BESIDE = re.compile(r"[\d年月日号./\-— ]{6,}|[〇零一二三四五六七八九十]{4}年.{0,8}")  # a day or a telephone
_SIGNED = re.compile(r"[\s\u3000)）](?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?$")  # a body or name, and the day
_DAY = re.compile(r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-](?:\d{1,2}日?)?|[〇零一二三四五六七八九]{4}年.{1,8}")
_NOTE = re.compile(r"(?:备?注|说明|附注|注释|填[表报]说明|数据来源)\s*\d?\s*[:：.、]|[*※]\s*注?")
_OPENS = re.compile(r"(?:以下|下列|其中|以上)(?!.*[。；])")
_GROUP = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
_NUMBERED = re.compile(r"[(（]?1[)）]?")
_INDEX = re.compile(r"^(?:序号?|编号|no\.?|№|行号|顺序号)$", re.IGNORECASE)


def is_index(heading: str) -> bool:
    """Whether a heading is that of a running number."""
    return _INDEX.search(heading) is not None


def skipped_kind(grid: Grid, layout: Layout, number: int) -> str | None:
    """Why a row holds no record: blank, total, footer, note, repeated_header or group_title; None for a record."""
    filled = grid.filled(number)
    if not filled:
        return "blank"
    first = text_of(grid.raw(number, filled[0])).strip()
    few = len(filled) <= _few(grid)
    remark = "total" if _is_sum(grid, number, filled) else _remark_kind(first, few=few)
    if remark:
        return remark
    if few and _signs_off(grid, number, filled):
        return "footer"
    if _repeats_header(grid, layout, number, filled):
        return "repeated_header"
    if _NUMBERED.fullmatch(first) and _counts(grid, number, filled):
        return "repeated_header"  # the columns numbered below their headings
    return _lonely_kind(grid, layout, number, filled[0], first) if len(filled) == 1 else None


def _few(grid: Grid) -> int:
    """The cells that a row has at most which is no record."""
    return max(3, grid.width // 4)


def _is_sum(grid: Grid, number: int, filled: list[int]) -> bool:
    """Whether a row gives amounts and says of them that they are a sum: 共 | 9个, 计 | 19, 市一院 | 小计 | 6."""
    texts = [unicodedata.normalize("NFKC", text_of(grid.raw(number, column))).strip() for column in filled]
    at = next((at for at, text in enumerate(texts[:_FIRST]) if _SUM.fullmatch(text)), None)
    return at is not None and len(texts) > at + 1 and all(_AMOUNT.fullmatch(text) for text in texts[at + 1 :])


def _signs_off(grid: Grid, number: int, filled: list[int]) -> bool:
    """Whether a row below all records says who answers for the sheet, and nothing else: 科长：… | 经办：…"""
    texts = [text_of(grid.raw(number, column)).strip() for column in filled]
    if grid.width < 2 * _FIRST - 1 or not _LABELLED.match(texts[0]):
        return False
    said = all(_LABELLED.match(text) or _BESIDE.fullmatch(text) for text in texts)
    return said and all(len(grid.filled(below)) <= _few(grid) for below in grid.numbers if below > number)


def _counts(grid: Grid, number: int, filled: list[int]) -> bool:
    """Whether a row only numbers its columns: (1), (2), (3) …"""
    texts = [text_of(grid.raw(number, column)).strip("()（） \n") for column in filled]
    return len(filled) >= 4 and texts == [str(at) for at in range(1, len(filled) + 1)]


def _remark_kind(first: str, *, few: bool) -> str | None:
    """What the first text of a row makes of it; a record may begin like a remark, but then it has more cells."""
    if _TOTAL.match(first) or (few and _SUM_OF.fullmatch(first)):
        return "total"
    if few and (_FOOTER.match(first) or _KEEPER.search(first)):
        return "footer"
    return "note" if few and _NOTE.match(first) else None


def _lonely_kind(grid: Grid, layout: Layout, number: int, column: int, text: str) -> str | None:
    """A row of one cell: a number prepared for a record that never came, a title over the next rows, or a record."""
    heading = next((h for h in layout.headings if h.index == column), None)
    numbering = heading is None or is_index(heading.label)
    if numbering and re.fullmatch(r"\d+(?:\.0)?", text):
        return "blank"
    if _SIGNED.search(text) or (column != layout.key.index and _closes(grid, number, text)):
        return "footer"
    if _GROUP.match(text) or grid.merged_width(number) > max(2, grid.width // 2):
        return "group_title"
    if column != layout.key.index and (numbering or _stands_alone(grid, number)):
        return "group_title" if len(text) <= 30 else "note"
    is_title = column == layout.key.index and _stands_alone(grid, number) and _names_nobody(layout, text)
    return "group_title" if is_title else None


def _closes(grid: Grid, number: int, text: str) -> bool:
    """Whether an office or a day stands alone below all records, as under a letter."""
    below = (len(grid.filled(row)) for row in grid.numbers if row > number)
    return all(cells < 2 for cells in below) and (_DAY.fullmatch(text) is not None or leading_body(text) == text)


def _stands_alone(grid: Grid, number: int) -> bool:
    """Whether a row of one cell has nothing from merged cells either, in a sheet of many columns."""
    return grid.width >= 2 * _FIRST - 1 and not any(grid.hung(number, column) for column in range(grid.width))


def _names_nobody(layout: Layout, text: str) -> bool:
    """Whether what stands where people or posts are named opens a group instead: 以下为企业人才, 驻外人员, 某医院."""
    table = layout.table
    nobody = table.entity == "Talent" and not is_placeholder(text) and not may_be_name(text)
    employer = any(table.columns[name].parser == "owners" for name in table.sections) and is_employer(text)
    return _OPENS.match(text) is not None or nobody or employer


def _repeats_header(grid: Grid, layout: Layout, number: int, filled: list[int]) -> bool:
    headings = {h.index: h.label.rpartition("/")[2] for h in layout.headings}
    parents = {h.index: h.parent for h in layout.headings}
    same = 0
    for column in filled:
        text = clean(text_of(grid.raw(number, column)))
        same += text in (headings.get(column), parents.get(column)) and bool(text)
    return same >= 2 and same * 2 > len(filled)
