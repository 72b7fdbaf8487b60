"""Names that end in a typical head (…工作站, …有限公司, …工程): find the head, then run left over its modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract import built, firms, gazetteer, ranked, regions, teams
from ingest.extract.editions import BATCH
from ingest.extract.left_edge import LEVELS, MASKED, PLACED, left_edge, token_end
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import NameGrammar, modifiers, pattern
from ingest.extract.text import Sentence

WEAK = "kind"
"""The method of mentions that name a kind of thing (省级专家工作站) and count only if a relation is stated of it."""
_CONJUNCTION = regex(
    r".*[省市州县区]委(?=[\u4e00-\u9fff]{1,8}政府$)|.*(?:联盟|联合体|共同体|医联体|医共体)(?:吸纳|吸收|接纳)(?=.{2,})|.{2,}(?<![共中永义政])[和与由同经](?=[县市区旗][^，。；]{2,12}(?:局|委|办|部|站|中心|协会|公司|医院|中学|学校|总站)$)|.{2,}(?<![共中永义政])由(?=[省市州县区][^，。；]{1,12}(?:局|委|办|部)$)|.{2,}与(?=[一-鿿]{2,8}大学$)|.*(?:(?:[局厅委院所校学会部办府]|科协|公司|集团|中心|林场|农场|合作社|孵化器|园区|科技城|开发区|产业园|经纪人|农场主|专业户|种植户|养殖户)[和与及]|(?:医院|中学|小学|学校|大学|学院)(?:托管帮扶|托管|对口帮扶|对口支援|结对帮扶|定点帮扶|帮扶|支援|援建|辐射|牵手|派驻|派往|派到|选派)(?=[^，。；的]{2,14}(?:医院|中学|小学|学校|卫生院|保健院|一中|二中)$)|(?:大学|学院|[院所局厅委部办会]|公司|集团|医院|中学)(?:共建|合建|联合|合作|会同|携手|同(?!济|仁)|联办|合办|包联|紧扣)|(?:[圃站园队团室坊职]|小院|中心|基地)由(?![于来]))(?=.{2,})"
)
_QUOTED_PROJECT = regex(r"(?:”(?:计划|工程|行动)|重点研发计划|专项计划)项目$")
_PLACE_BEHIND = regex(r"[（(]([\u4e00-\u9fff]{2,5})[）)]")
_OWN = regex("[该我本]?院(?![士校企前地])(?=.)")
"""该院|胸痛中心: what belongs to the hospital that the text speaks of."""
_FOR_ALL_PLACES = ("协作", "战略")
"""朝阳镇|粤黔协作, 青山区|乡村振兴战略: what is run in many places bears the name of none."""
_PARENTHESIS = regex("[（(][^（）()]*[）)]")
"""（记者 王建民）|第三届青山人才论坛: no name begins with what stands in parentheses."""
_CONTEST = regex("(?:大赛|竞赛|比武|比赛)$")
_NATIONAL = regex("委员会(?:办公室)?$|(?:促进|联合|研究|基金)会$|协会|学会")
_AIM = regex(".*(?:产业|制造业|输出|供应|供给|发展|加工)(?:(?!中试|实训|示范|孵化).){0,2}(?:基地|示范区|引领区|先行区)")
_BUILDS = regex("(?:建设|组建|打造)(?!银行|兵团|工程|用地|集团|局|厅|委|管理|质量)(?=.{3})")
"""，|建设|中试基地: a verb that the tagger took for a noun where a clause begins."""
_BUILT_BY = regex(
    ".*(?:大学|学院|医院|研究院|研究所|公司|集团|局)(?:合作|联合|共同|携手)*(?:建设|共建|设立|建立|组建|成立)(?=..)|.*(?:大学|学院|医院|研究院|研究所|公司|合作社|集团)(?:同|携手|会同|牵手)(?=.{4})|.{2,}(?:选派|派出|派驻)(?=..)"
)
"""青山大学合作建设|远程诊疗中心, 青山区选派|教育人才团队"""
_RESULT = regex("(?<![共援新筹联改扩合创])[建做抓](?!实验)(?:强|优(?![质秀势良])|大|精|细|实|好|深|活)(?=.{3})")
"""建|强|科技小院: how something is to be done is no part of its name."""
_GOES_TO = regex(
    ".*(?:落户|落地|入驻|进驻|走进|洽谈共建|申建|合建|登录)(?=.{3})|扫描(?=“)|(?:获?评(?!审|价|估|测)|参评|参选)(?=[省市州县自国全“].{3})"
)
"""工作站落户|县产业园, 评|自治区技术能手, 申建|国家种业创新中心: verbs of no name, which the tagger took for nouns."""
_MADE_WITH = regex("[共合联援]建成$")
"""共建|成渝联合实验室: the letter behind belongs to the name."""
_AIMED = regex(
    "(?:打造|立足|争创|迈向|作为|成为|是|为|创建|叫响|建设)(?:全[国省市]|国家级?|国际|世界|一流|现代|重要|的)*$"
)
"""打造泵与电机产业基地, 是国家能源输出基地: what a place is or wants to be, no carrier in it."""
_STAFF = regex("的[^，。；]{0,6}(?:骨干|专家|成员|主任|负责人|顾问|站长|带头人|首席)")
"""王建民是云岭制造产业基地|的技术骨干: a person belongs to a carrier, and it is nobody's aim."""
_WHAT_IT_IS = regex("是(?:全国|全省|世界|国内|我国)(?:重要|有名|著名|知名|最大|主要|规模最大|领先)的$")
"""是全国有名的|工业陶瓷集聚区"""
_ON_TERMS = regex("(?:设立|建立|获批|认定|创建|领办|创办|建设)[^，。；]{0,24}$")
_THOSE_WHO = ("的，", "的、")
"""对企业设立|博士后创新实践基地|的，: what a policy asks for."""
_A_KIND = regex(
    "(?:国家|[省市州县])级?科技特派[团队]|科技特派[团队]|科技镇长团|专家服务团|博士后创新实践基地|"
    "博士服务团.+(?:分团|小组|分队)|.{0,8}(?:服务团|服务队|帮扶团|医疗队|支教团|特派员团队|产业组|服务组|小分队|顾问团)"
)
"""Kinds of teams that a text speaks of as one body, though it counts them."""

_PLACE = regex("[\u4e00-\u9fff]{1,5}?(?:自治[区州县旗]|[省市州县区旗盟镇](?![级省市县区]))(?=.{4})|市区(?=.{4})")
_TITLE = regex("(?:正?高级?[\u4e00-\u9fff]{2,3}师|副?教授|副?研究员|博士)(?=专家|团队|工作)")
"""何方|正高级农艺师|专家工作站: a person's title before the carrier that is called after him."""
_SHORTEST = 5
_LONGEST_CRAFT = 6
_CRAFT = regex(
    "(?:(?!领办|领衔|开|创|办|建|设|成立|牵|主持|负责|打造|带|走|挂|任|获|加入|为|作|在|到|的|和|与|及|等|是|有)[\u4e00-\u9fff])+"
)
_FOUNDED = regex("(?:建|设|设立|成立|组建|打造)(?:了|起|成)?$")
_CENTRE = regex(".*(?:[^程术合]|综合)研究中心")
_PREPOSITION = regex("[和与同对由以为向]")
_BEGINS_SO = regex("同(?:济|仁堂|方股|德县|江市|心县)|和(?:田|县|静|顺县|平县|龙市|政县|硕县)|于都")
"""Names whose first letter is else a preposition."""
_INDIVIDUAL = regex(
    "(?:领衔|申报|牵头|领办|主持|挂名|负责|带领|创办|开办|名字?命名|自己|公司|集团|院士|教授|研究员|[厂社])的$|"
    "[给为][\u4e00-\u9fff]{2,4}(?:挂牌)?(?:成立|设立|建|设)了?$|"
    "(?<![家批大])(?:公司|集团|合作社)(?:[^，。；、]{1,10})?(?:设立|建立|建成|建有|成立|组建|创建|建起)了?$|"
    "(?:[下以]列?下?[\\d一二三四五六七八九十]*[家个]?(?:单位|企业|机构|医院|高校)[^，。；]{0,4}|(?:同意|批准|准予)[^。；]{0,60})"
    "(?:设立|建立|建设|组建|备案)$"
)
"""某公司申报|的|院士专家工作站, 同意下列单位设立|院士工作站: words that make one of a kind the one that is meant."""
_CLAUSE = frozenset({"", "，", "；", "：", "。"})
"""Behind these a verb begins a clause: ，|服务|青山茶业有限公司."""
_TAKES = regex("(?:现|曾|担|历|出|兼)?任(?=.{2})")
_A_TEAM = regex("服务[团队组]$")


def find(sentence: Sentence, grammar: NameGrammar, persons: dict[int, int]) -> Iterator[Mention]:
    """All names of the grammar's type in a sentence; those inside a longer one of the type are dropped later.

    `persons` gives the start of each known person by its end: a station may be named after one.
    """
    for match in grammar.head.finditer(sentence.text):
        start = left_edge(sentence, match.start(), grammar.type, persons)
        if grammar.type == "Platform" and start > match.start() - 8:
            start = built.object_start(sentence, start, match.start())
            start = _called_after(sentence.text, start, match, persons)
        if grammar.type == "Platform":
            start = built.item_start(sentence, start)
            title = start - sentence.text.endswith("正", 0, start)
            titled = title in persons and _TITLE.match(sentence.text, title, match.end())
            start = persons[title] if titled else start
            start = teams.start(sentence.text, start, match, persons)
        personal = grammar.type == "Platform" and any(start <= at < match.start() for at in persons.values())
        if grammar.after.match(sentence.text, match.end()) and not personal:
            continue
        start = _start(sentence, start, match, grammar, persons)
        end = _head_end(sentence, start, match.end(), grammar.type)
        bare_head = start == match.start() and not grammar.bare.fullmatch(match.group())
        known = _is_the_one(sentence, start, end, grammar, persons)
        if bare_head and not known and not _named_head(match.group(), grammar):
            continue
        if not _is_no_name(sentence, start, end, match, grammar, persons):
            yield from _named(sentence, start, end, grammar, known=known)


def _called_after(text: str, start: int, head: re.Match[str], persons: dict[int, int]) -> int:
    """沈玉秋挑|花技能大师工作室: a workshop called after a person and his craft begins with the person."""
    if not head.group().endswith("工作室") or start in persons.values():
        return start
    person = max((end for end in persons if 0 < start - end <= _LONGEST_CRAFT), default=None)
    return persons[person] if person is not None and _CRAFT.fullmatch(text, person, start) else start


def _behind_person(text: str, start: int, end: int, persons: dict[int, int]) -> int:
    """王建民任|东岭铜矿: where a firm begins behind the person who holds a post there."""
    posts = (_TAKES.match(text, after, end) for after in persons if start <= after < end)
    return max((post.end() for post in posts if post), default=start)


def _start(sentence: Sentence, start: int, head: re.Match[str], grammar: NameGrammar, persons: dict[int, int]) -> int:
    """Where a name begins whose modifiers reach to `start`: without what the tagger glued to it."""
    text, kind = sentence.text, grammar.type
    if kind == "Programme" and head.group().endswith(_FOR_ALL_PLACES):
        return head.start()
    aside = _PARENTHESIS.match(text, start, head.start()) if kind == "Programme" else None
    start = aside.end() if aside else start
    start += stripped(text[start : head.start()]) if not (_listed(text, start) or _is_word(sentence, start)) else 0
    start += _RESULT.match(text, start - 1) is not None and start > 0
    builds = _BUILDS.match(text, start, head.end()) if kind == "Platform" and text[:start].endswith("，") else None
    start = builds.end() if builds else start
    start -= kind == "Platform" and _MADE_WITH.search(text, 0, start) is not None
    goes = _GOES_TO.match(text, start, head.end()) if kind in {"Platform", "Programme", "Honor"} else None
    start = goes.end() if goes else start
    own = _OWN.match(text, start, head.start()) if kind == "Platform" else None
    start = own.end() if own else start
    built_by = _BUILT_BY.match(text, start, head.start()) if kind == "Platform" else None
    start = built_by.end() if built_by else start
    ours = kind == "Enterprise" and start > 0 and text[start - 1] in "我本该"
    ours |= kind == "Honor" and start > 0 and text[start - 1] == "我"
    start += 1 if ours and text[start] in LEVELS else 0
    start = firms.behind_kind(text, start, head.start()) if kind == "Enterprise" else start
    start = _behind_person(text, start, head.start(), persons) if kind == "Enterprise" else start
    if kind in {"Enterprise", "Organization"} and text.startswith("服务", start) and text[start - 1 : start] in _CLAUSE:
        start += 2
    start += (
        kind in {"Organization", "Platform"}
        and text[start] in {"校", "院"}
        and text[start + 1] != "士"
        and text[start - 1 : start] in {"该", "我", "本"}
    )
    if not grammar.bare.fullmatch(text, start, head.end()):
        start += _joint(text[start : head.end()], kind)
    start = ranked.start_of_field(text, start, head.end()) if kind == "Platform" else start
    start += kind == "Honor" and text[start - 1 : start + 1] == "获评" and start + 1 < head.end()
    if kind == "Honor" and re.search("(?:[省市州县]|自治区|兵团)有$", text[:start]):
        start = built.token_at(sentence, start - 2)[0]
    widest = kind == "Honor" or _CONTEST.search(head.group()) is not None
    widest |= kind == "Organization" and start < head.start() and _NATIONAL.search(head.group()) is not None
    return start - (2 if widest and text.endswith(("全国", "全省", "全市", "全县", "全州"), 0, start) else 0)


def _is_no_name(
    sentence: Sentence, start: int, end: int, head: re.Match[str], grammar: NameGrammar, persons: dict[int, int]
) -> bool:
    """Whether what stands there is an aim, somebody's team, a place's plan, a number of things or a plantation."""
    name, text = sentence.text[start:end], sentence.text[:start]
    if grammar.type == "Platform":
        aim = _AIM.fullmatch(name) and _AIMED.search(text) and not _STAFF.match(sentence.text, end)
        rank = pattern("brackets", "rank").fullmatch(name) and pattern("brackets", "ranked").search(text)
        if aim or rank or built.is_plantation(name) or _WHAT_IT_IS.search(text):
            return True
        if sentence.text.startswith(_THOSE_WHO, end) and _ON_TERMS.search(text):
            return True
        if head.group().endswith("团队") and text.endswith("人的"):
            return True
    if _CENTRE.fullmatch(name) and (grammar.type == "Platform") != (_FOUNDED.search(text) is not None):
        return True
    if teams.is_none(sentence.text, start, head, persons):
        return True
    placed = built.token_at(sentence, start) == (start, "LOC") and token_end(sentence, start) == head.start()
    if head.group() == "计划" and placed:
        return True
    return _counted(sentence, start, name, grammar) and not _A_KIND.fullmatch(name)


def _counted(sentence: Sentence, start: int, name: str, grammar: NameGrammar) -> bool:
    """Whether a name is counted; 第五批|支援医疗队 is one."""
    batch = name[-1] == "队" and BATCH.search(sentence.text[:start]) is not None
    return not batch and _is_counted(sentence, start, grammar.type)


def _is_the_one(sentence: Sentence, start: int, end: int, grammar: NameGrammar, persons: dict[int, int]) -> bool:
    """Whether a kind of thing is told by whose it is: 某公司申报的|院士专家工作站, 王建民的|专家工作站."""
    if not grammar.weak.fullmatch(sentence.text, start, end):
        return False
    named = sentence.text.endswith("的", 0, start) and start - 1 in persons
    return named or _INDIVIDUAL.search(sentence.text, 0, start) is not None


def _named(sentence: Sentence, start: int, end: int, grammar: NameGrammar, *, known: bool) -> Iterator[Mention]:
    """The mention of a name, a kind of thing (省级专家工作站), or nothing where the name says too little."""
    name, method = sentence.text[start:end], f"head:{grammar.type}"
    mask = MASKED.match(name)
    if mask and grammar.bare.fullmatch(name, mask.end()):
        yield Mention(grammar.type, start + mask.end(), end, name[mask.end() :], method, 0.8)
    elif known:
        yield Mention(grammar.type, start, end, name, method, 0.7)
    elif _counted(sentence, start, name, grammar) or grammar.weak.fullmatch(name):
        if _A_TEAM.search(name) or not re.search(r"等[^，。；]{0,10}$", sentence.text[:start]):
            yield Mention(grammar.type, start, end, name, WEAK, 0.5)
    elif grammar.bare.fullmatch(name) or not grammar.reject.fullmatch(
        MASKED.sub("x", name.replace("“", "").replace("”", ""))
    ):
        widest = grammar.type == "Programme" and _CONTEST.search(name) and name[0] == "全"
        short = _without_places(name, grammar) if grammar.type == "Platform" else [name[2:]] * bool(widest)
        yield Mention(grammar.type, start, end, name, method, 0.8, tuple(short))


def _without_places(name: str, grammar: NameGrammar) -> Iterator[str]:
    """狮子山高新区 for 铜陵市铜官区狮子山高新区, 北安市开发区 for 黑河市北安市开发区: what else a carrier is called."""
    rest, first = name, _PLACE.match(name)
    while first is not None:
        rest = rest[first.end() :]
        if len(rest) < _SHORTEST or grammar.reject.fullmatch(rest) or grammar.weak.fullmatch(rest):
            return
        yield rest
        first = _PLACE.match(rest)


def _head_end(sentence: Sentence, start: int, end: int, kind: str) -> int:
    """Where a name ends: “…”行动|项目 before 项目, 国际创新中心（上海） behind the place that tells it from others."""
    branch = kind == "Organization" and sentence.text.endswith(("大学", "研究院"), start, end)
    place = _PLACE_BEHIND.match(sentence.text, end) if kind == "Platform" or branch else None
    if place and (
        built.token_at(sentence, place.start(1))[1] == "LOC" or place[1] in regions.PROVINCES | regions.PREFECTURES
    ):
        return place.end()
    return end - (2 if _QUOTED_PROJECT.search(sentence.text[start:end]) else 0)


def _listed(text: str, start: int) -> bool:
    """、和远气体有限公司, 推广到|同忻煤矿: behind a comma or a preposition no name begins with a conjunction."""
    return start > 0 and text[start - 1] in "、到在于为是" and text[start] in "和同"


def _is_word(sentence: Sentence, start: int) -> bool:
    """和林格尔|数据基地, 对虾|种业项目: a word that only begins like a preposition."""
    begin, tag = built.token_at(sentence, start)
    if _BEGINS_SO.match(sentence.text, start):
        return True
    return begin == start and tag in {"LOC", "n"} and _PREPOSITION.match(sentence.text, start) is not None


def _is_counted(sentence: Sentence, start: int, kind: str) -> bool:
    """Whether a number or a determiner before a name says that it is a kind of things: 8家|省级众创空间, 各区|…局."""
    before = sentence.text[max(0, start - 8) : start]
    if kind not in PLACED or not pattern("modifiers", "counted").search(before):
        return False
    return not pattern("modifiers", "one").search(before)


def _named_head(head: str, grammar: NameGrammar) -> bool:
    """Heads such as 县委 that carry their own modifier."""
    return grammar.type == "Organization" and head[0] in "省市州县区盟旗镇乡自地" and len(head) >= 2


def is_joint(name: str) -> bool:
    """Whether a name is two bodies joined by and."""
    return _CONJUNCTION.match(name) is not None or gazetteer.beside_firm(name) > 0


def _joint(name: str, kind: str) -> int:
    """某市科协和|市人社局: the tagger takes two bodies for one."""
    match = _CONJUNCTION.match(name) if kind in {"Organization", "Enterprise"} else None
    return match.end() if match else gazetteer.beside_firm(name)


def stripped(prefix: str) -> int:
    """How much of a name's front is no part of it: counts and determiners that the tagger glued to it."""
    match = modifiers().strip.match(prefix)
    return match.end() if match else 0
