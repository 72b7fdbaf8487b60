"""Industries inside longer names: 集成电路 in 青山市集成电路技术创新中心, 光电传感 in 光电传感联合实验室."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.extract import person_grammar, regions, sectors, topic_zones
from ingest.extract.adjust import ORIGINAL
from ingest.extract.mentions import Mention, inside, outermost
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, pattern
from ingest.extract.text import Sentence
from ingest.extract.topic_zones import Zone

_TAIL = regex(
    r"(?:(?:检测|检验|测试|研发|服务|加工)中心|产学研|产学|的|与|和|及其?|公共|相关|关键|核心|共性|技术|系列|新产品|产品|研究|研发|开发|攻关|应用|推广|示范|服务|种植|栽培|加工|选育|繁育|研制|制作|良种|工程|科技|引智|仿野生|规范化|数字|非遗|传承|院士|技艺|试种|套种|科研|产教融合|产教|市域|研究生|实训|实习|中试|孵化|培育|人才|工程师|专家|配方|创新|林下|大棚|连片|集中|高产|品质|热管理|管理|提取|保护|科学|功能|涂层|运维|(?<!人工)智能|不育化|抗旱|绿色|有机|优质|生态|人力)+$"
)
_LANDSCAPE = frozenset("湖山江河岭湾岛港海川式寨庄营屯堡坪坝沟塘洼坡铺")
"""岭海湾实验室, 白寨科技小院 are named after a place, 候鸟式工作站 after its manner."""
_LANDMARK = regex("[\u4e00-\u9fff]{1,3}?(?:河谷|[湖山江河岛岭湾峡桥])")
_PLAIN = regex(r"[\u4e00-\u9fffA-Za-z0-9（）()]+")
_NAMES = frozenset({"PER", "LOC", "ORG", "nw"})
_COUNTS = frozenset({"m", "q", "r", "f", "TIME"})
"""Words of these tags name somebody or count something; a topic of common words holds none."""
_DOING = frozenset({"v", "vn", "vd"})
_QUALITY = regex("高端|先进|新型|大型|精密|智能|特色")
_MATTER = regex("技术|装备|设备|材料|器件|工程|科学|应用|利用|产品|工艺|制品|服务")
_PLACE = regex("[省市县乡镇村局厅委司]")
_AND = regex("[与和及、]")
_BRED = regex(
    "(?<=.{2})(?:遗传|绿色|智能|数字)*(?:育种|种植|养殖|繁育|选育|保育|促繁|改良|(?<=绿色|智能|数字)(?:制造|修造|加工))+$"
)
_SEED = regex("种业|(?:脱毒)?(?:种薯|种苗|苗木)")
_CHECKED = regex("(?:检测|检验|监测|交易|展示)+$")
"""轴承检测 in the name of a centre is about 轴承."""
_FOUNDED_FOR = regex("产业|技术研究院|联盟|行业协会|商会|领导小组|专班")
_BRACKETS = dict.fromkeys(map(ord, "（）()"))
_WARD = regex("科$|科[\u4e00-\u9fff]{2,3}$|(?:(?<!医)(?<!药)|科)学$")
"""肛肠科, 肛肠科王建民: a ward, and whose workshop it has; 茶学 is taught."""
_TOPICS = frozenset({"industry:topic", "industry:unknown-topic", "industry:head"})
_SHORTEST, _LONG, _LONGEST = 2, 4, 10

_KNOWN_PLACES = tuple(regions.PROVINCES | regions.PREFECTURES)


def within(
    sentence: Sentence,
    mentions: list[Mention],
    people: frozenset[str] = frozenset(),
    brands: frozenset[str] = frozenset(),
) -> list[Mention]:
    """The mentions with the topics of carriers' names: what is left between place and level at the front of a name
    and its kind at its end. A topic takes the place of the shorter industry that is all that a rule knew of it.
    """
    outers = [m for m in mentions if m.type == "Platform" or (m.type == "Organization" and _FOUNDED_FOR.search(m.name))]
    if not outers:
        return mentions
    named = {regions.stem(m.name) for m in mentions if m.type == "Region"}
    people |= {name[1:] for name in people if len(name) > _SHORTEST}
    stems = (*(stem for stem in named | people if len(stem) > 1), *_KNOWN_PLACES)
    dropped: list[Mention] = []
    added: list[Mention] = []
    for outer in outers:
        inner = inside(mentions, outer)
        known = [m for m in inner if m.type == "Industry"]
        zone = topic_zones.zone(sentence, outer, inner, stems, brands)
        if zone is None:
            continue
        zone = replace(zone, accepts="sectors") if outer.type == "Organization" and not known else zone
        found = [topic for part in _parts(sentence.text, zone, known) for topic in _topic(sentence, part, known)]
        dropped += [m for m in known if any(topic.covers(m) or m.covers(topic) for topic in found)]
        added += found
    return [*(m for m in mentions if m not in dropped), *added]


def as_spoken_of(found: list[list[Mention]]) -> list[list[Mention]]:
    """皮革|技能, 花边|设计: a topic that begins with what the document speaks of by itself is that, unless a product,
    a material or a field of its own follows.
    """
    spoken = {sectors.base(m.name) for mentions in found for m in outermost(mentions) if m.type == "Industry"}
    return [[_shorter(m, spoken) if m.method in _TOPICS else m for m in mentions] for mentions in found]


def _shorter(topic: Mention, spoken: set[str]) -> Mention:
    anywhere = topic.method == "industry:unknown-topic"
    held = (n for n in spoken if len(n) >= _SHORTEST and (n in topic.name if anywhere else topic.name.startswith(n)))
    first = max(held, key=lambda n: (len(n), n), default="")
    if not first or sectors.base(topic.name) == first:
        return topic
    start = topic.name.index(first)
    rest = topic.name[start + len(first) :]
    made = sectors.is_sector(f"之{rest}") or sectors.is_thing(f"之{rest}") or rest in sectors.known()
    done = not made and topic.method != "industry:head"
    if not rest or not (done or sectors.is_general(rest) or sectors.is_generic(rest)):
        return topic
    start += topic.start
    return replace(topic, start=start, end=start + len(first), name=first, aliases=())


def _parts(text: str, zone: Zone, known: list[Mention]) -> Iterator[Zone]:
    """The topics of a zone: 棉花与蔬菜 and 黄芪当归 are two, 储能电池及材料 is one."""
    start, end = zone.start, zone.end
    first = sectors.sectors().match(text, start, end)
    second = sectors.sectors().match(text, first.end(), end) if first is not None else None
    grown = pattern("industries", "products").search
    if first is not None and second is not None and grown(first.group()) and grown(second.group()):
        yield replace(zone, end=first.end())
        start = first.end()
    if sectors.are_two(text[start:end].removesuffix("产业")):
        yield replace(zone, start=start, end=start + _SHORTEST)
        start += _SHORTEST
    for mark in _AND.finditer(text, start, end):
        left, right = text[start : mark.start()], text[mark.end() : end]
        if _MATTER.fullmatch(right):
            end = mark.start()
            break
        two = sectors.is_sector(left) or (len(left) >= _LONG and any(m.start >= mark.end() for m in known))
        if two and len(right) >= _SHORTEST and not _TAIL.fullmatch(right):
            yield replace(zone, start=start, end=mark.start())
            start = mark.end()
    yield replace(zone, start=start, end=end)


def _topic(sentence: Sentence, zone: Zone, known: list[Mention]) -> Iterator[Mention]:
    text = sentence.text
    if zone.accepts == "known":
        return
    here = [m for m in known if zone.start <= m.start < zone.end]
    if here:
        start, end = _around(sentence, max(here, key=lambda m: m.end - m.start), zone)
        if all((start, end) != (m.start, m.end) for m in here):
            yield Mention("Industry", start, end, text[start:end], "industry:topic", 0.65)
        return
    if any(m.start < zone.end and zone.start + _SHORTEST > m.end > zone.start for m in known):
        return
    cut = next((m for m in known if m.start < zone.start and zone.start + _SHORTEST <= m.end <= zone.end), None)
    if cut is not None:  # 邸长河|中药材
        yield replace(cut, start=zone.start, name=text[zone.start : cut.end], aliases=())
        return
    name = text[zone.start : zone.end]
    place = _county(name) or _lake(name)
    if place:
        yield from _topic(sentence, replace(zone, start=zone.start + place), known)
        return
    bred = _BRED.search(name)
    name = name[: bred.start()] if bred and not sectors.SITE.search(name[: bred.start()]) else name
    grown = bred is not None and sectors.is_thing(name)
    name = name if sectors.is_sector(name) else sectors.core(_TAIL.sub("", name))
    end = zone.start + len(name)
    if not _SHORTEST <= len(name) <= _LONGEST or not _PLAIN.fullmatch(name) or _vague(name) or _public(name):
        return
    if sectors.is_sector(name) or grown or (zone.accepts == "things" and sectors.is_thing(name)):
        yield Mention("Industry", zone.start, end, name, "industry:topic", 0.6, _plainer(name))
    elif not (
        zone.accepts in {"sectors", "things"} or name[-1] in _LANDSCAPE or _PLACE.search(name) or _AND.search(name[0])
    ):
        if zone.accepts == "names" and re.fullmatch(person_grammar.name(), name) and len(name) > _SHORTEST:
            return
        refused = _COUNTS if zone.accepts == "names" else _COUNTS | _NAMES
        if not _holds(sentence, zone.start, end, refused) or _glued(sentence, zone.start, end, name):
            stem, others = _forms(sentence, zone.start, name)
            yield Mention("Industry", zone.start, zone.start + len(stem), stem, "industry:unknown-topic", 0.6, others)


@cache
def _sectors() -> re.Pattern[str]:
    public = pattern("industries", "public").search
    return regex(alternatives([name for name in sectors.known() | sectors.common() if not public(name)]))


def _plainer(name: str) -> tuple[str, ...]:
    """A topic without the two or three letters before the sector in it, which may be a place: 中哈|物流."""
    front = _sectors().search(name)
    rest = name[front.start() :] if front is not None and 0 < front.start() <= _SHORTEST + 1 else ""
    return (rest,) if rest and sectors.is_sector(rest) else ()


def _forms(sentence: Sentence, start: int, name: str) -> tuple[str, tuple[str, ...]]:
    """A topic without what is done about it (火腿|发酵) if that reads like an industry, and its other forms."""
    words = [t for t in sentence.tokens if start < t.start < start + len(name)]
    work = next((t.start for n, t in enumerate(words) if all(w.tag in _DOING for w in words[n:])), start + len(name))
    stem = _TAIL.sub("", name[: work - start])
    if len(stem) < _SHORTEST or sectors.is_general(stem):
        stem = name
    made = sectors.is_sector(stem) or sectors.is_thing(stem)
    first = stem if made and sectors.base(name) != sectors.base(stem) else name
    quality = _QUALITY.match(first)
    plainer = (first[quality.end() :],) if quality and len(first) - quality.end() >= _SHORTEST else ()
    return first, tuple(form for form in dict.fromkeys((stem, name, *plainer)) if form != first)


def _county(name: str) -> int:
    """How much of a topic is a county in short, before what is an industry by itself: 武义|灵芝."""
    for length in () if ORIGINAL.fullmatch(name) else (2, 3):
        rest = name[length:]
        grown = pattern("industries", "products").search(rest) is not None
        industry = len(rest) >= _SHORTEST and (grown or rest in sectors.known())
        if industry and not sectors.is_sector(name[:length]) and regions.is_county(name[:length]):
            return length
    return 0


def _lake(name: str) -> int:
    """How much of a topic is a lake or a hill before a product: 仙女湖|淡水鱼, 汤旺河谷|康养."""
    landmark = _LANDMARK.match(name)
    rest = name[landmark.end() :] if landmark is not None else ""
    return len(name) - len(rest) if len(rest) >= _SHORTEST and sectors.is_sector(rest) else 0


def _vague(name: str) -> bool:
    plain = name.translate(_BRACKETS)
    return _WARD.search(name) is not None or sectors.is_general(plain) or sectors.is_generic(name)


def _public(name: str) -> bool:
    """Whether a word says who is sent or in whose service a carrier stands (医疗|队) rather than for what industry."""
    return pattern("industries", "public").fullmatch(name) is not None


def _around(sentence: Sentence, here: Mention, zone: Zone) -> tuple[int, int]:
    """A known industry with the words of the name that make it another: 植保|无人机, 光电|传感; not 茶叶|加工."""
    text = sentence.text
    start = zone.start if _qualifies(sentence, zone.start, here.start) else here.start
    checked = _CHECKED.search(text, here.start + _SHORTEST, here.end)
    if checked and sectors.is_sector(text[here.start : checked.start()]):
        return start, checked.start()
    if here.end >= zone.end:
        return start, here.end
    back = sectors.aspects().sub("", _TAIL.sub("", text[here.end : zone.end]))
    grown = pattern("industries", "products").search(here.name) is not None
    apart = grown and not _SEED.fullmatch(back)
    joins = _SHORTEST <= len(back) <= _LONG and not _AND.search(back) and not apart
    if joins and not _holds(sentence, here.end, here.end + len(back), _COUNTS | _NAMES):
        return start, here.end + len(back)
    return start, here.end


def _qualifies(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words before a known industry say which one: neither a place or brand nor words of every carrier."""
    front = sentence.text[start:end]
    if not _SHORTEST <= len(front) <= _LONG + 2 or _AND.search(front) or not _PLAIN.fullmatch(front):
        return False
    if pattern("industries", "kept_qualities").fullmatch(front):
        return True
    if _vague(front) or _PLACE.search(front):
        return False
    glued = any(t.start < start < t.end < end + 1 for t in sentence.tokens)  # 聊城市铜基|新材料
    return glued or sectors.is_sector(front) or not _holds(sentence, start, end, _COUNTS | _NAMES)


def _glued(sentence: Sentence, start: int, end: int, name: str) -> bool:
    """Whether the tagger's word for a body holds a topic that reads like one: 竹基复合材料|工程技术研究中心."""
    known = sectors.sectors().search(name)
    typical = sectors.is_thing(name) or (known is not None and known.end() == len(name))
    bodies = [t for t in sentence.tokens if t.tag == "ORG" and t.start <= start and end <= t.end]
    return any((typical and end < t.end) or (t.start < start and end == t.end) for t in bodies)


def _holds(sentence: Sentence, start: int, end: int, tags: frozenset[str]) -> bool:
    return any(t.tag in tags for t in sentence.tokens if t.start < end and start < t.end)
