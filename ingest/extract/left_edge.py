"""How far left a name reaches from its head: over its modifiers, quotations and places, to what governs it."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract import built, sectors
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK, modifiers, pattern
from ingest.extract.text import Sentence

MAX_NAME = 40
MASKED = regex(MASK)
LEVELS = frozenset("省市州县区镇乡村盟旗")
_PARENTHESIS = regex(
    r"[（(](?:[xX]+|(?!(?:本报|本台|实习|特约)?(?:记者|通讯员|编辑|作者)|实习生|通讯员)[^（）()，。；、]{2,6})[）)]$"
)
PLACED = frozenset({"Enterprise", "Organization", "Platform"})
"""In names of these types a mask (xx) with a word behind it stands for the place, and the place comes first."""
_HELPS = frozenset({"支援", "帮扶", "援助", "服务于"})
"""支援|水城区人民医院: what is done to a body and in no body's name."""
_BUILT = regex(".{2,6}(?:建设|设立|建立|成立|组建)")
_STATION = "(?:工作站|特派团|特派队|服务团|工作室|医疗队|服务队|帮扶队|支教团|讲师团"
_WORKS = regex(".{0,2}(?:[厂矿]|电站)")
"""…有限公司|湖东电厂: a works has a name of its own behind its company's."""
_OVER_CARRIERS = regex("领导小组|工作领导小组|工作专班|专班|办公室|联盟|协会|联合会|学会|商会")
"""Bodies that may be called after stations and companies: 劳模创新工作室|联盟."""
_FOREIGN = {
    "Organization": regex(_STATION + "|公司|集团|合作社)$"),
    "Enterprise": regex(_STATION + "|大学|学院)$"),
    "Honor": regex("(?:医院|大学|学院|公司|集团|研究院|研究所|中学|局)$"),
}
"""What ends before a name of these types begins (…专家工作站|省中医药大学)."""
_HELPED = frozenset({"驻", "帮扶", "支援", "援助", "组团", "进修"})
"""What is done to a body rather than what it is called, though teams are called after it."""
_LEGAL_FORM = regex("有限|股份|合作社")
_NO_VERB = regex("[^设建成立加入任聘到在于由与和及为是的该这那本其们此某好有办引]{4,}")
"""A word of so many letters is no verb, whatever the tagger says (建起|海北州|藏药浴康复基地, 援青山医疗队)."""
_TEAM = regex("(?!帮扶|支援|援建|支教|医疗|教育).{0,2}团队")
"""青山大学|创新团队 is one of the body's; 青山中学帮扶团队 and 青山大学蚕桑团队 are called after it."""
_ONLINE = ("线上", "线下", "网上", "云上", "掌上")
"""What the tagger takes for a place, and a verb of building behind it for what governs (线上|服务平台)."""
_FREE_OF = ("公害", "抗", "菌", "毒", "土", "硫", "糖", "籽", "刺", "核", "添加", "障碍", "纺布")
"""无|公害蔬菜基地: a quality that the tagger took for a verb."""
_PAIRS = {"”": "“", "」": "「", "’": "‘"}


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
        joined = piece in {"与", "和", "及"} and kind in PLACED and _joins(sentence, piece_start, start, at)
        joined |= kind == "Programme" and pattern("modifiers", "programme_verbs").match(piece) is not None
        joined |= piece in modifiers().lead_verbs and text[piece_start - 1] in "）)”"
        joined |= kind == "Enterprise" and tag == "v" and _is_brand(sentence, piece_start, start, at)
        joined |= _works_on(sentence, piece_start, start)
        joined |= piece == "驻点" and text.startswith(("帮扶", "支援", "医疗"), start)
        joined |= kind == "Enterprise" and tag == "v" and _is_farming(sentence, piece_start, start)
        compound = built.compound(sentence, start)
        if compound is not None and not joined:
            edge = start = compound
            continue
        odd = tag in {"v", "r"} and _is_no_verb(sentence, piece_start, start)
        tag = "n" if odd or _is_product(sentence, piece_start, start) else tag
        if _governs(sentence, piece_start, start, at) or (not joined and not _is_modifier(piece, tag, kind)):
            break
        if MASKED.fullmatch(piece) and kind in PLACED and at - start >= 2:
            return piece_start
        start = max(piece_start, floor)
        edge = edge if joined else start
    return edge


def _is_no_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a piece, or with it the word that the head ends, is too long for a verb."""
    ends = {end, token_end(sentence, start)}
    return any(_NO_VERB.fullmatch(sentence.text, start, stop) for stop in ends)


def _governs(sentence: Sentence, start: int, end: int, head: int) -> bool:
    """Whether a word governs the name behind it: 县城|建设|…, 建设|“轴承谷”…, 在|东乡建设|…, 青山大学|团队."""
    piece, tag = sentence.text[start:end], built.token_at(sentence, start)[1]
    if piece in modifiers().lead_verbs and (sentence.text[end] == "“" or _behind_place(sentence, start)):
        return True
    wrong = tag == "ORG" and _BUILT.fullmatch(piece) is not None and sentence.text[start - 1 : start] in {"在", "到"}
    team = tag == "ORG" and len(piece) > 3 and _TEAM.match(sentence.text, head) is not None
    return wrong or (team and not sectors.is_sector(sentence.text[end:head]))


def _joins(sentence: Sentence, start: int, end: int, head: int) -> bool:
    """Whether a conjunction joins two nouns of one name: 发掘与|利用…, 能源材料与|器件创新|工场."""
    if _joined().match(sentence.text, end) and not re.search("[局厅委院所部会司]$", sentence.text[:start]):
        return True
    people = pattern("modifiers", "people")
    left, right = built.token_at(sentence, start - 1) if start else (0, "w"), built.token_at(sentence, end)
    nouns = {"n", "nz", "nw", "vn"}
    before, behind = sentence.text[left[0] : start], sentence.text[end : token_end(sentence, end)]
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


def _is_product(sentence: Sentence, start: int, end: int) -> bool:
    """刺|梨产业园: a product that the tagger cut behind its first letter, or took for a verb."""
    if sentence.text[start:end] in sectors.known():
        return True
    return end - start == 1 and sentence.text[start : token_end(sentence, end)] in sectors.known()


def _is_farming(sentence: Sentence, start: int, end: int) -> bool:
    """羊肚菌|种植|农民专业合作社: what a cooperative does with its product."""
    if start == 0 or sentence.text[start:end] not in {"种植", "养殖", "种养", "种养殖", "加工"}:
        return False
    return built.token_at(sentence, start - 1)[1] in {"n", "nz", "nw"}


def _works_on(sentence: Sentence, start: int, end: int) -> bool:
    """融合|发展, 精深|加工, 驼|产业, 装备|用|密封件: a verb or a preposition that is part of a trade's name."""
    piece = sentence.text[start:end]
    left, tag = built.token_at(sentence, start - 1) if start else (0, "w")
    before = sentence.text[left:start]
    if piece in {"发展", "开发"}:
        return tag == "vn" or before in {"融合", "资源"}
    if piece == "无":
        return sentence.text.startswith(_FREE_OF, end)
    if piece == "加工":
        return before == "精深"
    if piece == "用":
        return tag in {"n", "nz"} and built.token_at(sentence, end)[1] in {"n", "nz"}
    return end - start == 1 and tag == "LOC" and sentence.text.startswith("产业", end)


def _behind_place(sentence: Sentence, start: int) -> bool:
    """县城|建设|人才驿站: a verb of building right behind a place governs what follows."""
    if start and re.search("[在于][^，。、]{1,5}$", sentence.text[:start]):
        return True
    if sentence.text.endswith(_ONLINE, 0, start):
        return False
    grown = sentence.text.startswith(("养殖", "种植"), start)  # 林下|养殖|示范园
    return start > 0 and built.token_at(sentence, start - 1)[1] in ({"LOC", "p"} if grown else {"LOC", "s", "p", "f"})


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
    ends = piece in rules.stop and tag != "LOC" and (piece, tag) != ("组织", "n")  # 社会|组织|孵化基地
    if ends or (tag == "v" and piece in rules.lead_verbs and kind != "Honor"):
        return False
    if (tag == "TIME" and kind in PLACED and not piece.startswith("现代")) or (
        piece in _HELPED and (kind == "Enterprise" or (kind == "Organization" and piece != "驻"))
    ):
        return False
    if MASKED.fullmatch(piece) or piece in rules.allow or piece in LEVELS:
        return True
    return tag in rules.tags and not re.search(r"[，。、；：！？“”‘’《》（）()\s—…/]", piece)


@cache
def _joined() -> re.Pattern[str]:
    return pattern("modifiers", "joined")


def token_end(sentence: Sentence, position: int) -> int:
    """The end of the token at a position."""
    return next((t.end for t in sentence.tokens if t.start <= position < t.end), position)
