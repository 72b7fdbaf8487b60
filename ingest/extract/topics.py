"""Industries inside longer names: 集成电路 in 青山市集成电路技术创新中心."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract import regions, sectors
from ingest.extract.mentions import Mention, inside
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_FRONT = re.compile(
    rf"^(?:[“xX×]+|(?:国家|[省市州县区])级|国家|省部共建|[省市州县区](?=.{{3,}})|[\u4e00-\u9fff]{{2,5}}?(?:{regions.SUFFIX}))+"
)
_TAIL = re.compile(
    r"(?:的|与|和|及其?|相关|关键|核心|共性|技术|系列|新产品|产品|研究|研发|开发|攻关|应用|推广|示范|服务|种植|栽培|加工|选育|繁育|研制)+$"
)

_HOST = re.compile("[^，]*(?:科院|大学|学院|公司|集团|医院|研究院|研究所)")
_LANDSCAPE = frozenset("湖山江河岭湾岛港海川")
"""岭海湾实验室 is named after a place."""


def within(sentence: Sentence, mentions: list[Mention]) -> Iterator[Mention]:
    """The topic of a carrier's name: what is left between place and level at its front and its kind at its end."""
    named = {regions.stem(m.name) for m in mentions if m.type == "Region"}
    stems = sorted(named | regions.PROVINCES | regions.PREFECTURES, key=len, reverse=True)
    for outer in mentions:
        inner = inside(mentions, outer)
        if outer.type != "Platform" or any(m.type == "Industry" for m in inner):
            continue
        text = sentence.text[outer.start : outer.end]
        kind = pattern("industries", "carrier").search(text)
        if kind is None:
            continue
        front = _FRONT.match(text)
        owners = [m.end - outer.start for m in inner if m.type in {"Region", "Organization", "Enterprise", "Talent"}]
        tokens = (t.end - outer.start for t in sentence.tokens if t.start == outer.start and t.tag in {"LOC", "ORG"})
        start = max([front.end() if front else 0, *owners, *(end for end in tokens if end < kind.start())])
        while place := next((s for s in stems if len(s) > 1 and text.startswith(s, start)), ""):
            start += len(place)
        host = _HOST.match(text, start, kind.start() - 2)
        yield from _topic(text, host.end() if host else start, kind.start(), outer.start)


def _topic(text: str, start: int, end: int, offset: int) -> Iterator[Mention]:
    name = text[start:end]
    level = re.search(r"(?:国家|[省市州县区])级?$", name)
    name = name[: level.start()] if level and len(name) - len(level.group()) >= 2 else name
    name = sectors.core(_TAIL.sub("", name) if not sectors.is_sector(name) else name)
    fits = 2 <= len(name) <= 9 and re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9]+", name) is not None
    if fits and not sectors.is_general(name) and (sectors.is_sector(name) or name[-1] not in _LANDSCAPE):
        rule = "industry:topic" if sectors.is_sector(name) else "industry:unknown-topic"
        yield Mention("Industry", offset + start, offset + start + len(name), name, rule, 0.6)
