"""Schools and hospitals by the short names that everybody uses: 北京八中, 张北一中, 人大附中, 上海九院."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from ingest.extract.grammars import told_by
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.regions import PLACES, is_county
from ingest.extract.text import Sentence
from ingest.reference import regions as reference

_NUMBERED = regex(
    "(?<=[\u4e00-\u9fff])(第?(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:中学?|高)"
    "|[一二]〇?一中学?|实验(?:中学|小学)|铁一中|实验[一二三]小)"
    "(?![国心等部层间旬午年期级医药小届原草田全央招大级新中程校]|[\u4e00-\u9fff]?全会)"
)
"""Not the third plenum (三中全会), the second half of a decade (十中下旬), a county in the middle."""
_HOSPITAL = regex(
    "(?<=[\u4e00-\u9fff])(?:附)?[一二三四五六七八九十]院(?![士校落系子所长区两企前内外一二三四五六]|[两二三]中心)"
)
_PLENUM = regex("届$|大$|[两三四五六七八九十]$")
_LONGEST = 7
_LEVELS = frozenset("省市州县")
_CAMPUS = regex("[一二三四]?附[中小](?![学期])(?:[\u4e00-\u9fff]{2,4}(?:分校|校区|学校))?")
_UNIVERSITY = regex(
    "(?:清华|北大|人大|北师大|首师大|北航|北理工|北科大|北邮|北交大|中央民大|南开|天大|复旦|交大|同济|浙大|南大|东大|武大|华科大|中大|川大|厦大|山大|重大|云大|贵大|湖大|"
    "兰大|郑大|吉大|哈工大|西工大|西交大|西电|陕科大|西农|石大|新大|宁大|青大|藏大|内大|河大|苏大|合工大|中科大|海大|华师大?|南师大?|"
    "[\u4e00-\u9fff]{1,4}(?:师大|师范|师专|交大|工大|理工|农大|科大|外大|外语学院|民大|医大|财大|石油大学|科技大学|大学|学院|教院))$"
)
_NO_LETTERS = regex("[在从由与和及到入进请赴向、，。；：请的是为对]")
_ORDINAL = regex("[市县区旗州盟省]$")


@told_by(lambda: (_NUMBERED, _HOSPITAL, _CAMPUS))
def find(sentence: Sentence) -> Iterator[Mention]:
    """The schools of a sentence that are called by a place and a number, or by their university."""
    text = sentence.text
    for match in sentence.finditer(_NUMBERED):
        start = place_start(text, match.start(), _is_place)
        if start is not None and not _PLENUM.search(text, 0, match.start()):
            yield Mention("Organization", start, match.end(), text[start : match.end()], "school", 0.85)
    for match in sentence.finditer(_HOSPITAL):
        start = place_start(text, match.start(), _is_place)
        level = start is None and text[match.start() - 1] in _LEVELS
        if start is not None or level:
            begin = match.start() - 1 if start is None else start
            yield Mention("Organization", begin, match.end(), text[begin : match.end()], "school", 0.8)
    for match in sentence.finditer(_CAMPUS):
        begin = max(0, match.start() - _LONGEST)
        for at in reversed(list(_NO_LETTERS.finditer(text, begin, match.start()))[-1:]):
            begin = at.end()
        owner = _UNIVERSITY.search(text, begin, match.start())
        if owner is not None:
            yield Mention("Organization", owner.start(), match.end(), text[owner.start() : match.end()], "school", 0.85)


def place_start(text: str, end: int, is_place: Callable[[str], bool]) -> int | None:
    """Where the place begins that stands before a letter of a text and that something is called after; the longest."""
    lengths = range(min(_LONGEST, end), 0, -1)
    return next((end - length for length in lengths if is_place(text[end - length : end])), None)


@cache
def _is_place(name: str) -> bool:
    """北京, 张北, 伊宁市: whether a place is called so; 呼市, 哈市 as people there say."""
    if name in PLACES or is_county(name) or name in {"呼市", "乌市", "哈", "哈市"}:
        return True
    return _ORDINAL.search(name) is not None and reference().full_name(name) == len(name)
