"""Names that end in a typical head (…工作站, …有限公司, …工程): find the head, then run left over its modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract import built, regions
from ingest.extract.editions import BATCH
from ingest.extract.mentions import Mention
from ingest.extract.rulebook import MASK, NameGrammar, modifiers, pattern
from ingest.extract.text import Sentence

MAX_NAME = 40
WEAK = "kind"
"""The method of mentions that name a kind of thing (省级专家工作站) and count only if a relation is stated of it."""
_MASKED = re.compile(MASK)
_CONJUNCTION = re.compile(
    r".*(?:(?:[局厅委院所校学会部办府]|科协|公司|集团|中心)[和与及]|(?:大学|学院|[院所局厅委部办会]|公司|集团|医院|中学)(?:共建|合建|联合|合作|会同|携手|同))(?=.{2,})"
)
_QUOTED_PROJECT = re.compile(r"”(?:计划|工程|行动)项目$")
_LEVELS = frozenset("省市州县区镇乡村盟旗")
_PARENTHESIS = re.compile(r"[（(](?:[xX]+|[^（）()，。；、]{2,6})[）)]$")
_PLACED = frozenset({"Enterprise", "Organization", "Platform"})
"""In names of these types a mask (xx) with a word behind it stands for the place, and the place comes first."""
_PLACE_BEHIND = re.compile(r"[（(]([\u4e00-\u9fff]{2,5})[）)]")
_OWN = re.compile("[该我本]?院(?![士校企前地])(?=.)")
"""该院|胸痛中心: what belongs to the hospital that the text speaks of."""
_HELPS = frozenset({"支援", "帮扶", "援助", "服务于"})
"""支援|水城区人民医院: what is done to a body and in no body's name."""
_CONTEST = re.compile("(?:大赛|竞赛|比武|比赛)$")
_BUILT = re.compile(".{2,6}(?:建设|设立|建立|成立|组建)")
_STATION = "(?:工作站|特派团|特派队|服务团|工作室|医疗队|服务队|帮扶队|支教团|讲师团"
_AIM = re.compile(".*(?:产业|制造业|输出|供应|供给|发展|加工).{0,2}(?:基地|示范区|引领区|先行区)")
_RESULT = re.compile("[建做抓](?:强|优|大|精|细|实|好|深|活)(?=.{3})")
"""建|强|科技小院: how something is to be done is no part of its name."""
_AIMED = re.compile(
    "(?:打造|立足|争创|迈向|作为|成为|是|为|创建|叫响|建设)(?:全[国省市]|国家级?|国际|世界|一流|现代|重要|的)*$"
)
"""打造泵与电机产业基地, 是国家能源输出基地: what a place is or wants to be, no carrier in it."""
_A_KIND = re.compile(
    "(?:国家|[省市州县])级?科技特派[团队]|科技特派[团队]|科技镇长团|专家服务团|博士后创新实践基地|.{0,8}(?:服务团|帮扶团|医疗队|支教团|特派员团队|产业组)"
)
"""Kinds of teams that a text speaks of as one body, though it counts them."""
_WORKS = re.compile(".{0,2}(?:[厂矿]|电站)")
"""…有限公司|湖东电厂: a works has a name of its own behind its company's."""
_OVER_CARRIERS = re.compile("领导小组|工作领导小组|工作专班|专班|办公室|联盟|协会|联合会|学会|商会")
"""Bodies that may be called after stations and companies: 劳模创新工作室|联盟."""
_FOREIGN = {
    "Organization": re.compile(_STATION + "|公司|集团|合作社)$"),
    "Enterprise": re.compile(_STATION + "|大学|学院)$"),
    "Honor": re.compile("(?:医院|大学|学院|公司|集团|研究院|研究所|中学|局)$"),
}
"""What ends before a name of these types begins (…专家工作站|省中医药大学)."""
_HELPED = frozenset({"驻", "帮扶", "支援", "援助", "组团", "进修"})
"""What is done to a body rather than what it is called, though teams are called after it."""
_LEGAL_FORM = re.compile("有限|股份|合作社")
_PAIRS = {"”": "“", "」": "「", "’": "‘"}


def find(sentence: Sentence, grammar: NameGrammar, persons: dict[int, int]) -> Iterator[Mention]:
    """All names of the grammar's type in a sentence; those inside a longer one of the type are dropped later.

    `persons` gives the start of each known person by its end: a station may be named after one.
    """
    for match in grammar.head.finditer(sentence.text):
        start = left_edge(sentence, match.start(), grammar.type, persons)
        if grammar.type == "Platform" and start > match.start() - 8:
            start = built.object_start(sentence, start, match.start())
        personal = grammar.type == "Platform" and any(start <= at < match.start() for at in persons.values())
        if grammar.after.match(sentence.text, match.end()) and not personal:
            continue
        start += stripped(sentence.text[start : match.start()]) if not _listed(sentence.text, start) else 0
        start += _RESULT.match(sentence.text, start - 1) is not None and start > 0
        own = _OWN.match(sentence.text, start, match.start()) if grammar.type == "Platform" else None
        start = own.end() if own else start
        ours = grammar.type == "Enterprise" and start > 0 and sentence.text[start - 1] in "我本该"
        start += 1 if ours and sentence.text[start] in _LEVELS else 0
        if not grammar.bare.fullmatch(sentence.text, start, match.end()):
            start += _joint(sentence.text[start : match.end()], grammar.type)
        if grammar.type == "Honor" and re.search("[省市州县]有$", sentence.text[:start]):
            start = built.token_at(sentence, start - 2)[0]
        widest = grammar.type == "Honor" or _CONTEST.search(match.group()) is not None
        start -= 2 if widest and sentence.text.endswith(("全国", "全省", "全市", "全县", "全州"), 0, start) else 0
        match_end = _head_end(sentence, start, match.end(), grammar.type)
        name = sentence.text[start:match_end]
        batch = name[-1] == "队" and BATCH.search(sentence.text[:start]) is not None
        counted = not batch and _is_counted(sentence, start, grammar.type)
        aim = grammar.type == "Platform" and _AIM.fullmatch(name) and _AIMED.search(sentence.text[:start])
        team = match.group() == "团队" and match.start() in persons
        team |= (
            match.group() == "计划"
            and built.token_at(sentence, start) == (start, "LOC")
            and _end(sentence, start) == match.start()
        )
        if (
            aim
            or team
            or (counted and not _A_KIND.fullmatch(name))
            or (grammar.type == "Platform" and built.is_plantation(name))
        ):
            continue
        if (
            start == match.start()
            and not grammar.bare.fullmatch(match.group())
            and not _named_head(match.group(), grammar)
        ):
            continue
        mask = _MASKED.match(name)
        if mask and grammar.bare.fullmatch(name, mask.end()):
            start += mask.end()
            yield Mention(grammar.type, start, match_end, name[mask.end() :], f"head:{grammar.type}", 0.8)
        elif counted or grammar.weak.fullmatch(name):
            if not re.search(r"等[^，。；]{0,10}$", sentence.text[:start]):
                yield Mention(grammar.type, start, match_end, name, WEAK, 0.5)
        elif grammar.bare.fullmatch(name) or not grammar.reject.fullmatch(
            _MASKED.sub("x", name.replace("“", "").replace("”", ""))
        ):
            short = (name[2:],) if grammar.type == "Programme" and _CONTEST.search(name) and name[0] == "全" else ()
            yield Mention(grammar.type, start, match_end, name, f"head:{grammar.type}", 0.8, short)


def left_edge(sentence: Sentence, at: int, kind: str, persons: dict[int, int]) -> int:
    """How far left a name of this type whose head starts at `at` reaches."""
    text = sentence.text
    floor, start = max(0, at - MAX_NAME), at
    edge = at
    office = kind == "Organization" and _OVER_CARRIERS.match(text, at) is not None
    works = kind == "Enterprise" and _WORKS.match(text, at) is not None
    while start > floor:
        if works and text.endswith("公司", floor, start):
            break
        if kind in _FOREIGN and not office and _FOREIGN[kind].search(text, floor, start):
            break
        dash = text[start - 1] == "—" and text[start - 2 : start - 1] != "—" and kind in {"Platform", "Programme"}
        if (
            dash
            and built.token_at(sentence, start - 2)[1] in {"LOC", "ORG"}
            and built.token_at(sentence, start)[1] in {"LOC", "ORG"}
        ):
            start -= 1
            continue
        if text[start - 1] in "+＋" or (text[start - 1] == "·" and kind in {"Platform", "Programme"}):
            start -= 1
            continue
        opening = persons.get(start) if kind == "Platform" else None
        opening = _opening(text, start, floor) if opening is None else opening
        if opening is not None:
            edge = start = opening
            if kind == "Programme":
                break
            continue
        if start < at and pattern("modifiers", "counted").search(text, floor, start):
            break
        piece_start, tag = built.token_at(sentence, start - 1)
        piece = text[piece_start:start]
        joined = piece in {"与", "和", "及"} and kind in _PLACED and _joins(sentence, piece_start, start, at)
        joined |= kind == "Programme" and pattern("modifiers", "programme_verbs").match(piece) is not None
        joined |= piece in modifiers().lead_verbs and text[piece_start - 1] in "）)"
        joined |= kind == "Enterprise" and tag == "v" and _is_brand(sentence, piece_start, start, at)
        joined |= piece == "发展" and piece_start > 0 and built.token_at(sentence, piece_start - 1)[1] == "vn"
        joined |= kind == "Enterprise" and tag == "v" and _is_farming(sentence, piece_start, start)
        compound = built.compound(sentence, start)
        if compound is not None and not joined:
            edge = start = compound
            continue
        if _governs(sentence, piece_start, start, at) or (not joined and not _is_modifier(piece, tag, kind)):
            break
        if _MASKED.fullmatch(piece) and kind in _PLACED and at - start >= 2:
            return piece_start
        start = max(piece_start, floor)
        edge = edge if joined else start
    return edge


def _head_end(sentence: Sentence, start: int, end: int, kind: str) -> int:
    """Where a name ends: “…”行动|项目 before 项目, 国际创新中心（上海） behind the place that tells it from others."""
    branch = kind == "Organization" and sentence.text.endswith(("大学", "研究院"), start, end)
    place = _PLACE_BEHIND.match(sentence.text, end) if kind == "Platform" or branch else None
    if place and (
        built.token_at(sentence, place.start(1))[1] == "LOC" or place[1] in regions.PROVINCES | regions.PREFECTURES
    ):
        return place.end()
    return end - (2 if _QUOTED_PROJECT.search(sentence.text[start:end]) else 0)


def _governs(sentence: Sentence, start: int, end: int, head: int) -> bool:
    """Whether a word governs the name behind it: 县城|建设|…, 建设|“轴承谷”…, 在|东乡建设|…, 青山大学|团队."""
    piece, tag = sentence.text[start:end], built.token_at(sentence, start)[1]
    if piece in modifiers().lead_verbs and (sentence.text[end] == "“" or _behind_place(sentence, start)):
        return True
    wrong = tag == "ORG" and _BUILT.fullmatch(piece) is not None and sentence.text[start - 1 : start] in {"在", "到"}
    return wrong or (tag == "ORG" and len(piece) > 3 and "团队" in sentence.text[head : head + 4])


def _joins(sentence: Sentence, start: int, end: int, head: int) -> bool:
    """Whether a conjunction joins two nouns of one name: 发掘与|利用…, 能源材料与|器件创新|工场."""
    if _joined().match(sentence.text, end) and not re.search("[局厅委院所部会司]$", sentence.text[:start]):
        return True
    people = pattern("modifiers", "people")
    left, right = built.token_at(sentence, start - 1) if start else (0, "w"), built.token_at(sentence, end)
    nouns = {"n", "nz", "nw", "vn"}
    before, behind = sentence.text[left[0] : start], sentence.text[end : _end(sentence, end)]
    if left[1] in nouns and pattern("modifiers", "two_topics").search(before) and sentence.text[start] != "和":
        return True
    nouns |= {"ORG"} if sentence.text.startswith(("有限", "股份", "公司"), head) else set()
    common = left[1] in nouns and right[1] in nouns and end < head
    return common and not people.search(before[-2:]) and not people.match(behind) and before not in modifiers().stop


def _is_brand(sentence: Sentence, start: int, end: int, head: int) -> bool:
    """江苏|集萃|…有限公司: in a full legal name the brand stands behind the place, whatever the tagger takes it for."""
    if end - start != 2 or start < 2 or not _LEGAL_FORM.match(sentence.text, head):
        return False
    place, tag = built.token_at(sentence, start - 1)
    led = re.search("(?:[赴到在去往于]|前往|走进|来自)$", sentence.text[:place]) is not None
    return tag == "LOC" and not led and sentence.text[start:end] not in modifiers().stop


def _is_farming(sentence: Sentence, start: int, end: int) -> bool:
    """羊肚菌|种植|农民专业合作社: what a cooperative does with its product."""
    if start == 0 or sentence.text[start:end] not in {"种植", "养殖", "种养", "种养殖", "加工"}:
        return False
    return built.token_at(sentence, start - 1)[1] in {"n", "nz", "nw"}


def _behind_place(sentence: Sentence, start: int) -> bool:
    """县城|建设|人才驿站: a verb of building right behind a place governs what follows."""
    if start and re.search("[在于][^，。、]{1,5}$", sentence.text[:start]):
        return True
    return start > 0 and built.token_at(sentence, start - 1)[1] in {"LOC", "s", "p", "f"}


def _listed(text: str, start: int) -> bool:
    """、和远气体有限公司, 推广到|同忻煤矿: behind a comma or a preposition no name begins with a conjunction."""
    return start > 0 and text[start - 1] in "、到在于为" and text[start] in "和同"


def _is_counted(sentence: Sentence, start: int, kind: str) -> bool:
    """Whether a number or a determiner before a name says that it is a kind of things: 8家|省级众创空间, 各区|…局."""
    before = sentence.text[max(0, start - 8) : start]
    if kind not in _PLACED or not pattern("modifiers", "counted").search(before):
        return False
    return not pattern("modifiers", "one").search(before)


def _opening(text: str, start: int, floor: int) -> int | None:
    """Where the quotation or the parenthesis begins that closes before `start`, if it can be part of a name."""
    if text[start - 1] in _PAIRS:
        opening = text.rfind(_PAIRS[text[start - 1]], floor, start - 1)
        return opening if opening >= 0 and not re.search(r"[，。；]", text[opening:start]) else None
    parenthesis = _PARENTHESIS.search(text[floor:start]) if text[start - 1] in "）)" else None
    return floor + parenthesis.start() if parenthesis else None


def _is_modifier(piece: str, tag: str, kind: str) -> bool:
    rules = modifiers()
    if kind in {"Organization", "Enterprise"} and piece in _HELPS:
        return False
    if (piece in rules.stop and tag != "LOC") or (tag == "v" and piece in rules.lead_verbs and kind != "Honor"):
        return False
    if (tag == "TIME" and kind in _PLACED and not piece.startswith("现代")) or (
        piece in _HELPED and (kind == "Enterprise" or (kind == "Organization" and piece != "驻"))
    ):
        return False
    if _MASKED.fullmatch(piece) or piece in rules.allow or piece in _LEVELS:
        return True
    return tag in rules.tags and not re.search(r"[，。、；：！？“”‘’《》（）()\s—…/]", piece)


@cache
def _joined() -> re.Pattern[str]:
    return pattern("modifiers", "joined")


def _named_head(head: str, grammar: NameGrammar) -> bool:
    """Heads such as 县委 that carry their own modifier."""
    return grammar.type == "Organization" and head[0] in "省市州县区盟旗镇乡自地" and len(head) >= 2


def is_joint(name: str) -> bool:
    """Whether a name is two bodies joined by and."""
    return _CONJUNCTION.match(name) is not None


def _joint(name: str, kind: str) -> int:
    """某市科协和|市人社局: the tagger takes two bodies for one."""
    match = _CONJUNCTION.match(name) if kind in {"Organization", "Enterprise"} else None
    return match.end() if match else 0


def stripped(prefix: str) -> int:
    """How much of a name's front is no part of it: counts and determiners that the tagger glued to it."""
    match = modifiers().strip.match(prefix)
    return match.end() if match else 0


def _end(sentence: Sentence, position: int) -> int:
    """The end of the token at a position."""
    return next((t.end for t in sentence.tokens if t.start <= position < t.end), position)
