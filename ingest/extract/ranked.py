"""Laboratories and centres that are called by their field before their rank: 有机旱作农业|山西省重点实验室."""

from __future__ import annotations

import re

from ingest.extract.regexes import regex

_RANK = regex(
    "(?:[\u4e00-\u9fff]{2,3}省|(?:内蒙古|新疆维吾尔|西藏|宁夏回族|广西壮族)自治区|(?:北京|天津|上海|重庆)市|兵团|教育部|农业农村部|自然资源部"
    "|国家林业和草原局|国家林草局|文化和旅游部|中国气象局|国家民委|工业和信息化部|中国科学院|国家卫生健康委|交通运输部|生态环境部|水利部"
    "|国家地方联合|省部共建|省市共建|省高校|省级|自治区级)+(?:国家|高校|高等学校|国际联合|企业|重点|工程|技术|研究|协同|创新|人文社科)*(?:实验室|中心)"
)
_EDGE = regex(
    "[，。；：、“”（）\\s]|走进|来到|前往|落户|考察|调研|参观|引进|现任|担任|兼任|[任在是为的到入与]|依托|建设|建有|获批|新增|申报|组建|建成|设立|成立|牵头|共建|拥有|主持|挂牌|打造|支持|"
    "(?:大学|学院|公司|集团|研究[院所]|医院|科学院|[农林]科院|学校|基地)"
)
_FIELD = regex(
    "(?!全国|我[国省校]|[两三四五六七八九十]|首个|以及|其中|有(?!机)|[由被把将向对从和及])[\u4e00-\u9fff]{4,24}"
)
_BODY = regex("[学院司团所校地]$")
_WITH = regex("[与和及]$")
_LONGEST = 24
_JOINTLY = "省部共建"
"""省部共建|作物改良国家重点实验室: what the tagger takes for a verb and its subject."""


def start_of_field(text: str, start: int, end: int) -> int:
    """Where the field begins that stands before the rank with which, or within which, the name of a carrier begins."""
    if text.endswith(_JOINTLY, 0, start) and text.endswith("实验室", start, end):
        return start - len(_JOINTLY)
    rank = _RANK.search(text, start, end)
    if rank is None or rank.end() != end or rank.start() - start > _LONGEST:
        return start
    left = max(0, rank.start() - _LONGEST)
    edges = [m for m in _EDGE.finditer(text, left, rank.start()) if not _joins(text, m, rank.start())]
    begin = edges[-1].end() if edges else left
    if not _FIELD.fullmatch(text, begin, rank.start()):
        return start
    return start if edges and _BODY.search(edges[-1].group()) and start < begin else begin


def _joins(text: str, edge: re.Match[str], rank: int) -> bool:
    """果树种质创制|与|利用: a conjunction between two halves of a field and no new name."""
    return edge.group() == "与" and rank - edge.end() <= 6 and not _WITH.search(text, 0, edge.start())
