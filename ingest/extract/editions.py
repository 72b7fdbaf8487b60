"""The whole name of a contest or fair (第二届|全国职业技能大赛|安徽赛区), a team (第五批|支援医疗队), part of a scheme
(企业|科技特派员) and a station of a research system (国家马铃薯产业技术体系|临洮综合试验站)."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.text import Sentence

_HELD = regex(r"(?:大赛|竞赛|比赛|比武|联赛|节|博览会|交易会|论坛|峰会|大会|洽谈会)”?$")
_EDITION = regex(r"(?:首|第[一二三四五六七八九十百\d]{1,4})届(?:“?(?:中国|全国|全省|全市))?$")
_ROUND = regex(r"[\u4e00-\u9fff]{2,6}(?:赛区|分站赛|分赛|总决赛|决赛|选拔赛)")
BATCH = regex(r"第[一二三四五六七八九十百\d]{1,4}批$")
"""第五批|支援医疗队: which of the teams that came one after the other."""
_SENT = regex(
    r"(?:(?:(?<![\u4e00-\u9fff])|(?<=[是为由任的]))[\u4e00-\u9fff]{2,3}[省市州县区])?第[一二三四五六七八九十百\d]{1,4}批(?:[赴入进来驻])?$"
)
"""江苏省第十七批|科技镇长团, 第19批赴|川博士服务团"""
_SENT_OUT = regex(
    "(?:博士服务团(?:[\u4e00-\u9fff]{2,4}分团)?(?:[\u4e00-\u9fff]{2,4}(?:小组|分队))?|博士团|科技镇长团(?:[\u4e00-\u9fff]{2,4}团)?)”?$"
)
_ENVOYS = regex("科技特派员$")
_BRANCH = regex(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[的在和与及、“施展行派驻入为任批名省市县区州]))(?:企业|工业|农业|食品|乡村|林业|水产|个人|团队|反向|医疗|文化|金融)$|(?:农村|乡土|法人)$"
)
_OF_PROVINCE = regex(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[的在和与及为以任过是好名位批入]))(?:[\u4e00-\u9fff]{2}省|自治区|[省市县]级?派?)(?:农村)?$"
)
"""云南省农村|科技特派员"""
_SYSTEM = regex(r"(?:国家|黑龙江省|[\u4e00-\u9fff]{2}省|省)[\u4e00-\u9fff]{1,6}产业技术体系$")
_YEAR = regex(r"\d{4}年度?")


def behind_year(text: str, start: int) -> int:
    """2023年|云岭市“云岭英才”计划: a year's round of a scheme is the scheme's, too."""
    year = _YEAR.match(text, start)
    return year.end() if year else start


def whole(sentence: Sentence, mention: Mention) -> Mention:
    """A programme or carrier with what belongs to its name before and behind it."""
    if mention.type not in {"Programme", "Platform"}:
        return mention
    before = sentence.text[max(0, mention.start - 16) : mention.start]
    start, end = mention.start, mention.end
    if mention.type == "Platform":
        sent_out = _SENT_OUT.search(mention.name) is not None
        front = (
            _SYSTEM if mention.name.endswith("试验站") else _SENT if sent_out or mention.name[-1] == "队" else BATCH
        ).search(before)
        start -= len(front.group()) if front and (sent_out or mention.name[-1] in "队站") else 0
    elif _HELD.search(mention.name):
        edition, stage = _EDITION.search(before), _ROUND.match(sentence.text, mention.end)
        start -= len(edition.group()) if edition else 0
        end = stage.end() if stage else end
    elif _ENVOYS.search(mention.name):
        branch = _OF_PROVINCE.search(before) or _BRANCH.search(before)
        start -= len(branch.group()) if branch else 0
    if (start, end) == (mention.start, mention.end):
        return mention
    known_bare = _SENT_OUT.search(mention.name) or (_ENVOYS.search(mention.name) and _OF_PROVINCE.search(before))
    known_bare = known_bare or _HELD.search(mention.name)
    aliases = (*mention.aliases, mention.name) if known_bare else mention.aliases
    return replace(mention, start=start, end=end, name=sentence.text[start:end], aliases=aliases)
