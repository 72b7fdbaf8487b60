"""Where in a carrier's name its topic stands: between whose and where it is, at the front, and its kind, at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.extract import regions, sectors
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_FRONT = regex(
    rf"^(?:[“xX×]+|(?:[两双三四多各]方)?(?:共建|合建|联建|筹建|新建)|(?:国家|自治区|[省市州县区])级|国家|省部共建|(?:[东西南北中]部|东[南北]|西[南北]|华[东南西北中]|[南北]方)(?=..)|[省市州县区](?=.{{3,}})|[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇藏陕甘陇宁台港澳]{{2}}(?=.{{2,}})|[\u4e00-\u9fff]{{2,5}}?(?:{regions.SUFFIX}))+"
)
_LEVEL_BEHIND = regex(
    r"(?:国家|全国|自治区|[省市州县区])级?(?:地方|企业)?$|教育部$|农业农村部$|(?:黑龙江|[\u4e00-\u9fff]{2})省$"
)
_RANK = regex("国家(?!公园|安全|林|级)|(?:国家|自治区|[省市])级")
"""青山大学|国家|脐橙工程技术研究中心: the rank of a carrier behind the name of its owner."""
_HOST = regex(
    "[^，]*(?:科院|大学(?!生)|学院|公司|集团|医院|研究院|研究所|科技特派团|服务团|镇长团|小镇|园区|开发区|高新区)"
)
_OF_CRAFTS = ("小院", "工坊", "传习所", "体验馆", "传习馆", "实训基地", "实践基地", "产业学院", "驿站", "项目组")
_BEHIND = regex("(?:（[^（）]*）)?”?$")
"""Behind a carrier's kind: the end of its quotation, its branch."""
_QUOTED = regex("“[^“”]+”")
_PARENTHESIS = regex("[（(]?[^（）()]*[）)]")
_NAMES = frozenset({"PER", "LOC", "ORG", "nw"})
_SHORTEST, _BRAND = 2, 2

Accepts = Literal["known", "sectors", "things", "words", "names"]


@dataclass(frozen=True, slots=True)
class Zone:
    """Where in a sentence the topic of a carrier's name stands, and which words its kind lets pass for one."""

    start: int
    end: int
    accepts: Accepts


def zone(
    sentence: Sentence, outer: Mention, inner: list[Mention], stems: tuple[str, ...], brands: frozenset[str]
) -> Zone | None:
    """The zone of the carrier `outer`.

    `inner` are the mentions within it, `stems` places and people, `brands` firms.
    """
    text = _BEHIND.sub("", sentence.text[outer.start : outer.end])
    called = pattern("industries", "carrier").search(text)
    kind = called or pattern("industries", "called_after").search(text)
    kind_start = kind.start() if kind is not None else len(text)
    front = _FRONT.match(text)
    owners = [m.end - outer.start for m in inner if m.type in {"Region", "Organization", "Enterprise", "Talent"}]
    owned = max([front.end() if front else 0, *owners])
    tokens = (t.end - outer.start for t in sentence.tokens if t.start == outer.start and t.tag in _NAMES)
    start = max([owned, *(end for end in tokens if end < kind_start and not 0 < owned <= end - _SHORTEST)])
    while text.startswith(stems, start):
        start += max(len(stem) for stem in stems if text.startswith(stem, start))
    quoted = _QUOTED.match(text)
    start = max(start, quoted.end()) if quoted and kind_start - quoted.end() >= _SHORTEST else start
    start += text.startswith("村", start) and text.endswith("乡", 0, start)  # 美丽乡村|文旅
    closing = _PARENTHESIS.match(text, start)
    start = closing.end() if closing else start
    persons = {t.start - outer.start: t.end - outer.start for t in sentence.tokens if t.tag == "PER"}
    start = persons[start] if persons.get(start, kind_start) < kind_start else start
    start = _behind_places(sentence, outer.start + start, outer.start + kind_start) - outer.start
    host = _HOST.match(text, start, max(start, kind_start - 2))
    start = host.end() if host else start
    rank = _RANK.match(text, start, max(start, kind_start - 1)) if owners else None
    start = rank.end() if rank else start
    start += _brand(text[start:kind_start], brands)
    level = _LEVEL_BEHIND.search(text, start, kind_start)
    end = level.start() if level and level.start() - start >= _SHORTEST else kind_start
    topical = called and pattern("industries", "topical").search(text)
    accepts: Accepts = "names" if topical else "words" if called else "sectors" if kind else "known"
    if accepts != "names" and text.endswith(_OF_CRAFTS):
        accepts = "things"  # a courtyard is called after its village as often, a training base after its school
    return Zone(outer.start + start, outer.start + end, accepts) if end - start >= _SHORTEST else None


def _behind_places(sentence: Sentence, start: int, end: int) -> int:
    """Where a topic begins behind words that the tagger takes for places (荆楚|化工新材料)."""
    for token in sentence.tokens:
        place = token.start == start and token.tag == "LOC" and end - token.end >= _SHORTEST
        if place and not (sectors.is_sector(token.text) or sectors.is_thing(token.text)):
            start = token.end
    return start


def _brand(topic: str, brands: frozenset[str]) -> int:
    """How much of a topic is the name of a firm of the document: 瀚海|船舶动力, and all of 护理佳."""
    if sectors.sectors().match(topic) or sectors.is_sector(topic[:_BRAND]):
        return 0
    whole = next((b for b in brands if b.startswith(topic)), None)
    if whole is not None and not sectors.is_sector(topic):
        return len(topic)
    return _BRAND if any(b.startswith(topic[:_BRAND]) for b in brands) else 0
