"""Teams that are called by their leader: 青山大学|王建民团队, 王建民|院士团队, 与|王建民团队|签约."""

from __future__ import annotations

import re

from ingest.extract.regexes import regex

_OF = frozenset({"团队", "科研团队", "研究团队"})
_LED_BY = regex("(?:院士|教授|研究员|博士)团队")
"""王建民|院士团队"""
_BODY = regex("(?:大学|学院|研究院|研究所|科学院|医院|农科院|林科院|公司|集团)的?$")
"""青山大学|王建民团队: a team that is told by its leader, and whose it is."""
_TITLE = regex("副?教授|副?研究员|院士|博士|专家")
_PARTNER = regex(
    "(?:[与和同跟]|依托|对接|引进|引入|携手|牵手)(?:[^，。；、]{2,16}[学院所司])?的?(?:副?教授|副?研究员|院士|博士|专家)?$|"
    "(?:[与同]|携手|联合|依托)[^，。；、]{0,12}$"
)
_PARTNERS = regex("[与同]|和[^，。；]{2,24}(?:合作|签|[共合联][建办]|“)|派")
"""与|王建民团队|签约, 王建民团队|与某公司: a team that somebody works with is one by its leader's name."""


def start(text: str, edge: int, head: re.Match[str], persons: dict[int, int]) -> int:
    """Where a team begins whose modifiers reach to `edge`: with its leader's name, not with a title before it
    (研究员|王建民团队)."""
    person = persons.get(head.start())
    if person is None:
        return edge
    titled = head.group() == "团队" and edge < person and _TITLE.search(text, edge, person) is not None
    return person if titled or _LED_BY.fullmatch(head.group()) else edge


def is_none(text: str, begin: int, head: re.Match[str], persons: dict[int, int]) -> bool:
    """Whether what ends in `head` is a leader's team that the text names nowhere as one."""
    person = persons.get(head.start())
    listed = text.endswith("、", 0, begin)
    if _LED_BY.fullmatch(head.group()):
        return begin != person or listed
    if person is None or head.group() not in _OF:
        return False
    if begin != person or listed:
        return True
    partner = _PARTNER.search(text, 0, begin) or _PARTNERS.match(text, head.end())
    return not (partner or _BODY.search(text, 0, begin))
