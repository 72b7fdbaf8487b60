"""Townships and villages that the tagger cut or took for something else: 花吐|古拉镇, 石泉镇|石泉村, 白|音查干|嘎查."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.regions import PLACES, is_township
from ingest.extract.rulebook import pattern
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

_BEHIND = regex(
    r"(?<=[\u4e00-\u9fff]{2}[县镇乡])((?:(?![县镇乡村])[\u4e00-\u9fff]){2,3}(?:[镇乡村]|社区|街道)|[\u4e00-\u9fff]乡(?=[\u4e00-\u9fff]{2,3}村))"
)
_STEPPE = regex(
    r"(?:(?<=[镇旗木在到的、，。])|^)(?:来到|走进|走访)?"
    r"((?:(?![的在到从个各全两与和了过遍跑里等该镇旗])[\u4e00-\u9fff]){2,6}(?:嘎查|苏木))(?![达村镇乡])"
)
"""A word no other language knows, so whatever stands before it is the name."""
_TOWN = regex("[\u4e00-\u9fff]{2,3}[镇乡]")
_CUT = regex("(?![城乡村集市小山古老新镇]|[同家故异侨苗侗瑶彝]乡)[\u4e00-\u9fff][镇乡]")
_SHORT_PROVINCES = frozenset("京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新蒙港澳台")
_FRONT_TAGS = frozenset({"n", "nz", "nw", "v", "vn", "a", "LOC", "PER", "s", "f", "ORG"})
_MAX_FRONT = 2
_TOWARDS = frozenset("到赴在往去来下进驻回有辖是至经住")
"""走进石泉镇|到|石泉村: verbs of one letter that lead to a village and do not begin its name (捞|车河村)."""
_VERB_OF_FOUR = 4


def find(sentence: Sentence) -> Iterator[Mention]:
    """The townships and villages of a sentence that are no token by themselves."""
    text = sentence.text
    for match in sentence.finditer(_STEPPE):
        yield _mention(match.group(1), match.start(1))
    if "县" in text or "镇" in text or "乡" in text:
        yield from _behind(sentence)
    if "镇" not in text and "乡" not in text:
        return
    yield from _listed(sentence)
    for left, right in pairwise(sentence.tokens):
        if (left.tag == "LOC" and _is_cut_town(left.text, right)) or (right.tag == "LOC" and _is_front(left, right)):
            yield _mention(left.text + right.text, left.start)
        elif right.tag == "v" and _is_verb_by_chance(left, right.text):
            yield _mention(right.text, right.start)
    for place, front, end in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        if end.text in {"镇", "乡"} and front.tag == "v" and _is_verb_by_chance(place, front.text + end.text):
            yield _mention(front.text + end.text, front.start)


def _mention(name: str, start: int) -> Mention:
    return Mention("Region", start, start + len(name), name, "region:suffix", 0.7)


def _is_front(left: Token, right: Token) -> bool:
    """花吐|古拉镇, 照|阳河镇, 将|台堡镇: the front of a township's name that the tagger took for another word."""
    if right.text[-1] not in "镇乡" or len(left.text) > _MAX_FRONT or left.end != right.start:
        return False
    return (left.tag in _FRONT_TAGS or left.text == "将") and is_township(left.text + right.text)


def _is_verb_by_chance(left: Token, town: str) -> bool:
    """南浔区|练市镇: a township that the tagger took for a verb; a short one only right behind what it lies in."""
    placed = left.tag == "LOC" and left.text[-1] in "县区市"
    return (len(town) >= _VERB_OF_FOUR or placed) and is_township(town)


def _is_cut_town(left: str, right: Token) -> bool:
    """称|杆乡, 犀牛|脚镇: a township that the tagger cut in two, both of them parts of a place to it."""
    if left == "城" and _TOWN.fullmatch(right.text):
        return is_township(left + right.text)  # 县城|东坪镇
    if len(left) == 1:
        return right.tag == "LOC" and left not in _SHORT_PROVINCES and _TOWN.fullmatch(left + right.text) is not None
    whole = len(left) == 2 and left not in PLACES and left[-1] not in "省市州县区镇乡村"
    return whole and right.tag in {"n", "nz", "LOC"} and _CUT.fullmatch(right.text) is not None


def _listed(sentence: Sentence) -> Iterator[Mention]:
    """猫营镇、|板当镇: what ends like a township beside one in a list, though the tagger takes it for a common noun."""
    for left, comma, right in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        for token, beside in ((left, right), (right, left)):
            alike = beside.tag == "LOC" and beside.text[-1] == token.text[-1] and comma.text in {"、", "和", "与"}
            town = token.tag in {"n", "nz", "PER", "ORG"} and _TOWN.fullmatch(token.text) is not None
            if alike and town and not pattern("regions", "not_region").search(token.text):
                yield _mention(token.text, token.start)


def _behind(sentence: Sentence) -> Iterator[Mention]:
    """石泉镇|石泉村: what ends like a village right behind a county or township is one, however it was tokenized."""
    for match in sentence.finditer(_BEHIND):
        name = match.group(1)
        inner = [t for t in sentence.tokens if t.start < match.end(1) and match.start(1) < t.end]
        cut = len(inner) == 2 and inner[1].tag == "LOC" and inner[0].tag == "v" and inner[0].text not in _TOWARDS
        named = inner[0].start == match.start(1) and (
            cut or all(t.tag in {"LOC", "n", "nz", "ORG", "PER"} or t.text == name for t in inner)
        )
        if named and not pattern("regions", "not_region").search(name):
            yield _mention(name, match.start(1))
