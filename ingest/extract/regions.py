"""Administrative divisions by the grammar of their names, and where one contains the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK, alternatives, load_cached, pattern, words
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence
from ingest.reference import regions as reference

SUFFIXES: tuple[str, ...] = tuple(load_cached("regions")["suffixes"])
SUFFIX = alternatives(list(SUFFIXES))
PROVINCES = words("regions", "provinces")
PREFECTURES = words("regions", "prefectures")
COUNTRIES = words("regions", "countries")
ABROAD = COUNTRIES | words("regions", "groups") | words("regions", "cities")
PLACES = PROVINCES | PREFECTURES | ABROAD
_PLACES = tuple(sorted(PLACES, key=lambda name: (-len(name), name)))
SHORT = frozenset(name for name in PLACES if not name.endswith(("盟", "海南州", "大湾区")))
"""Names without a suffix, though some end like one (景德镇, 苏州)."""
_LONGER = regex(
    r"(?:(?![省市州县区镇乡])[\u4e00-\u9fff]){1,6}族[镇乡](?![村企委政])|[\u4e00-\u9fff]县镇(?!村)|[\u4e00-\u9fff]{1,3}州[市区县省](?![委政])|[\u4e00-\u9fff]{1,3}[屯村庄][镇乡](?![村企委政])|[\u4e00-\u9fff]市镇|[\u4e00-\u9fff]{1,2}村村(?![民委支两医务集口级庄里寨规])|[\u4e00-\u9fff]{1,2}市[区县](?=$|[\u4e00-\u9fff]{1,6}(?:[镇乡村局委]|街道))"
)
"""孟州市, 沙市区: letters that are suffixes elsewhere."""
_BODY = regex("大学|学院|医院|公司|研究院|银行|集团")
_NO_PLACE_BEHIND = regex(r"[东西南北中]?(?:路|街|大道)\d|日报|晚报|电视台|[湾海山湖河江](?:[畔边岸上里，。]|沿岸|流域)")
"""惠州|日报, 三沙|湾畔: what is called after a place is not the place."""
CODE_BEHIND = regex(r"[\u4e00-\u9fff]{0,4}[〔\[［]\d{2,4}")
"""苏科区|发〔2020〕, 青市委|人才办[2020]: the code of a document's number, no place and no body."""
_TOWN_SEAT = regex("城(?:(?![省市州县区镇乡村])[\u4e00-\u9fff]){2,3}[镇乡]")
"""安化县城|东坪镇."""
_TITLE_BEHIND = regex("教授|博士|研究员|院士|老师|同志|先生|女士")
_DWELLING = regex("村[寨落医官]")
"""布依|村寨, 教会|村医: words that begin with 村."""
_LANDSCAPE = regex("[山河江湖海岛路桥港湾沟岭峡区园]$")
_SHORT_BEFORE_TOWN = regex(r"([\u4e00-\u9fff]{2})(?=(?:(?![省市州县区镇乡村族])[\u4e00-\u9fff]){2,3}(?:[镇乡]|街道))")
"""龙里|洗马镇: a county in short before one of its townships."""
_LEADING = regex("[同与和及由对为向到赴经把将让给]")
_LONGEST_FRONT = 5
_STATE = regex("[\u4e00-\u9fff]{2,5}?州(?!市)")
_NO_PREFECTURE = regex("(?<!台湾)(?<!香港)(?<!澳门)地区$")
"""辽沈地区, 粤西地区: an area of no edges, where no prefecture is called so."""
_LINK = regex(rf"[^\s，。；、]{{1,7}}?{SUFFIX}")


def find(sentence: Sentence) -> Iterator[Mention]:
    """Places in a sentence; 长顺县敦操乡 gives both."""
    coded = sentence.may_match(CODE_BEHIND)
    for token in sentence.tokens:
        if coded and CODE_BEHIND.match(sentence.text, token.end):
            continue
        if token.tag in {"LOC", "ORG"} or token.text in PROVINCES:
            for mention in (_whole(sentence, m) for m in _split(token.text, token.start, token.tag)):
                slogan = sentence.text[max(0, mention.start - 1) : mention.end + 1] == f"“{mention.name}”"
                unknown = slogan and reference().full_name(mention.name) < 0 and mention.name not in SHORT
                other = (mention.name in SHORT and _NO_PLACE_BEHIND.match(sentence.text, mention.end)) or (
                    mention.name[-1] == "乡" and pattern("regions", "no_township").match(sentence.text, mention.end)
                )
                if not (unknown or other or _is_person(sentence, mention)):
                    yield mention
            yield from _county_in_short(sentence, token)
        elif token.text in ABROAD:
            yield Mention("Region", token.start, token.end, token.text, "region:name", 0.7)
        elif token.text[-1] in "县市区" and reference().full_name(token.text) == len(token.text) > 2:
            yield Mention("Region", token.start, token.end, token.text, "region:suffix", 0.8)
    for match in sentence.finditer(_groups()):
        yield Mention("Region", *match.span(), match.group(), "region:name", 0.7)
    for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        parted = left.tag == "LOC" or (left.tag in {"nz", "n"} and left.text in PROVINCES)
        quoted = sentence.text[left.start - 1 : left.start] == "“"  # “湘才|乡|连”
        if parted and right.text in SUFFIXES and not quoted:
            yield from _split(left.text + right.text, left.start, "LOC")


@cache
def _groups() -> re.Pattern[str]:
    """大别山区, 长三角: groups of regions, however they were tokenized; shorter ones are parts of other words too."""
    return regex(alternatives([name for name in words("regions", "groups") if len(name) > 2]))


def _is_person(sentence: Sentence, mention: Mention) -> bool:
    """李国省|教授: whether a title stands behind what only ends like a province."""
    unknown = mention.name[-1] == "省" and len(mention.name) == 3 and reference().full_name(mention.name) < 0
    return unknown and _TITLE_BEHIND.match(sentence.text, mention.end) is not None


def stem(name: str) -> str:
    """平塘县 → 平塘; a stem of one character is no stem."""
    if not name.endswith(SUFFIXES):
        return name
    if name.endswith(("族自治区", "维吾尔自治区")):
        return name[:2]
    return next((name[: -len(s)] for s in SUFFIXES if name.endswith(s) and len(name) - len(s) >= 2), name)


_AUTONOMOUS = regex("(?:[\u4e00-\u9fff]{1,4}族)+自治([州县旗])$")


def is_short_autonomous(short: str, name: str) -> bool:
    """恩施州 for 恩施土家族苗族自治州, 紫云自治县 for 紫云苗族布依族自治县, 东乡县 for 东乡族自治县."""
    match = _AUTONOMOUS.search(name)
    if match is None or short[-1] != match.group(1):
        return False
    front = short[:-1].removesuffix("自治")
    return len(front) > 1 and name.startswith(front)


@cache
def is_county(stem: str) -> bool:
    """Whether a county, city or district is called so without its suffix (武义)."""
    return any(reference().full_name(f"{stem}{suffix}") == len(stem) + 1 for suffix in "县市区旗")


_RANKS = {
    suffix: rank
    for rank, suffixes in enumerate(
        ("省 自治区", "州 自治州 盟 地区", "市", "县 自治县 区 旗 新区", "街道 镇 乡 苏木", "村 嘎查 社区 屯")
    )
    for suffix in suffixes.split()
}


def level(name: str) -> int | None:
    """How deep a region of this name lies, 0 for a province; None without a suffix."""
    if name in PROVINCES:
        return 0
    suffix = _suffix(name)
    return _RANKS[suffix] if suffix else None


def _suffix(name: str) -> str:
    """The suffix that a name ends in, the longest, or nothing."""
    if not name.endswith(SUFFIXES):
        return ""
    return next(suffix for suffix in SUFFIXES if name.endswith(suffix))


def _split(text: str, start: int, tag: str) -> Iterator[Mention]:
    """The divisions at the head of a token. An organization's token gives only those that its name begins with."""
    at, found = 0, False
    while at < len(text):
        known = reference().full_name(text, at)
        outer = None if known > 0 else shorts().match(text, at)
        if outer is not None and (reference().full_name(text, outer.end()) > 0 or _is_state(text, outer)):
            yield Mention("Region", start + at, start + outer.end(), outer.group(), "region:name", 0.85)
            at = outer.end()
            continue
        at = _begins(text, at) if known < 0 and outer is None else at
        known = reference().full_name(text, at)
        short = _SHORT_BEFORE_TOWN.match(text, at) if outer is None and known < 0 else None
        if short is not None and is_county(short.group(1)):
            yield Mention("Region", start + at, start + short.end(1), short.group(1), "region:name", 0.7)
            at = short.end(1)
        at = at if known > 0 else len(text) - len(pattern("regions", "front").sub("", text[at:], count=1))
        known = known if known > 0 else reference().full_name(text, at)
        at += at > 0 and _TOWN_SEAT.match(text, at) is not None
        at += 1 if known < 0 and text[at : at + 1] in "村镇乡" and reference().full_name(text, at + 1) > 0 else 0
        match = _LONGER.match(text, at) or _LINK.match(text, at)
        if match is None and known < 0:
            break
        end = max(known, match.end() if match else 0)
        at = end - 2 if known < 0 and text[end - 1] == "州" and text[end - 2 : end] in PREFECTURES else at  # 中化|泉州
        name = text[at:end]
        followed = end < len(text) and reference().full_name(text, end) > 0
        official = end == known > at + 2 or (name[-1] == "州" and name[:-1] in PREFECTURES)  # 凉山州|委
        if not followed and official and text[end : end + 1] in {"委", "政", "局", "长", "人"}:
            yield Mention("Region", start + at, start + end, name, "region:suffix", 0.85)
            return
        if (
            not followed
            and end < len(text)
            and (
                text[end] in "委局厅长政府级域划"
                or (name[-1] == "州" and text[end] in "湾岛" and name[:-1] not in PREFECTURES)
                or text.startswith(("镇村", "乡村"), end)
                or (name[-1] == "乡" and text[end:] == "村")  # 恩施|乡村 before 振兴
                or _DWELLING.match(text, end - 1)
            )
        ):
            break
        official = end == known and (len(name) > 2 or name[-1] == "市") and not name.endswith("园区")
        if not official and _is_none(name):
            at = end
            continue
        method = "region:name" if name in SHORT else "region:suffix"
        yield Mention("Region", start + at, start + end, name, method, 0.85)
        at, found = end, True
    rest = text[at:]
    if not found and (tag != "ORG" or rest in PLACES or _is_chain(rest)) and not re.search(MASK, rest):
        yield from _short_name(rest, start + at)


def _begins(text: str, at: int) -> int:
    """同|青川县, 帮扶队由|宜兴市: where a division's full name begins that the tagger glued to a preposition."""
    for match in _LEADING.finditer(text, at, at + _LONGEST_FRONT):
        if reference().full_name(text, match.start()) < 0 < reference().full_name(text, match.end()):
            return match.end()
    return at


def _is_state(text: str, outer: re.Match[str]) -> bool:
    """青海|玉树州, 广西|柳州: whether a prefecture of the province stands behind it by the name that it goes by."""
    state = _STATE.match(text, outer.end())
    city = text[outer.end() : outer.end() + 2]
    return (city[1:] == "州" and city in PREFECTURES) or (state is not None and lies_in(state.group(), outer.group()))


def _whole(sentence: Sentence, mention: Mention) -> Mention:
    """宜|黄县: a division whose first letter the tagger took for the end of another word."""
    start = mention.start - 1
    if start < 0 or reference().full_name(mention.name) > 0 or is_township(mention.name):
        return mention
    whole = reference().full_name(sentence.text, start) == mention.end
    return replace(mention, start=start, name=sentence.text[start : mention.end]) if whole else mention


@cache
def shorts() -> re.Pattern[str]:
    """安徽|池州市, 赣州|上犹县: a province or a prefecture in short, before a division's full name."""
    return regex(alternatives([*PROVINCES, *SHORT & PREFECTURES]))


def _is_none(name: str) -> bool:
    """Whether a word that ends like a division is no name of one."""
    return (
        name in SUFFIXES
        or len(name) < 2
        or re.search(MASK, name) is not None
        or (pattern("regions", "not_region").search(name) is not None and not is_township(name))
        or _BODY.search(name) is not None
        or (_NO_PREFECTURE.search(name) is not None and reference().full_name(name) < 0)
        or re.search("[局厅委部院]|.厂(?!.*[镇乡]$)", name) is not None
        or (len(name) == 2 and name[-1] not in "县旗" and name not in PREFECTURES)
        or ((outer := shorts().match(name)) is not None and len(name) == outer.end() + 2 and name[-1] in "镇乡村")
    )


@cache
def is_township(name: str) -> bool:
    """Whether there is a township of this full name anywhere, though it may end like a common noun (三角城镇)."""
    return len(name) > 2 and name[-1] in "镇乡" and bool(reference().townships(name))


def _is_chain(text: str) -> bool:
    """陕西安康, 湖南溆浦: a province and what lies in it, both in short, that the tagger takes for a body."""
    match = shorts().match(text)
    return match is not None and match.end() < len(text) and lies_in(text[match.end() :], match.group())


def _short_name(text: str, start: int) -> Iterator[Mention]:
    """浙江, 德国, 长三角: places without a suffix; of a longer name, the one that it begins with."""
    begins = text.startswith(_PLACES) and text not in PLACES
    place = next(p for p in _PLACES if text.startswith(p)) if begins else text if text in PLACES else None
    if place == text or (place and not _LANDSCAPE.search(text)):
        yield Mention("Region", start, start + len(place), place, "region:name", 0.6)
        rest = text[len(place) :]
        if rest and lies_in(rest, place):
            yield Mention("Region", start + len(place), start + len(text), rest, "region:name", 0.6)


_TO = regex(r"(?:[【赴在到从向由与和及、—-]|来自|前往)$")


_LANDMARK = regex("[山江河湖]?(?:脚下|深处|两岸|沿岸|南北|山麓)")


@cache
def _outer() -> re.Pattern[str]:
    return regex(f"({alternatives([*PROVINCES, *SHORT & PREFECTURES])})[省市]?$")


@cache
def lies_in(county: str, outer: str) -> bool:
    """Whether a division of this name, short or not, lies in the province or the prefecture of that one: 浙江|嘉善."""
    scopes = tuple(m.region.code.rstrip("0") for m in reference().find(outer) if m.region.level != "county")
    within = (m for m in reference().find(county) if m.region.name != outer)
    return bool(scopes) and any(
        m.region.code.startswith(scopes) and m.region.code.rstrip("0") not in scopes for m in within
    )


def _county_in_short(sentence: Sentence, token: Token) -> Iterator[Mention]:
    """赴|昆山: many counties' short names are common words too, so one counts where a place is spoken of."""
    if token.tag != "LOC" or _LANDMARK.match(sentence.text, token.end) or not is_short_county(token.text):
        return
    outer = _outer().search(sentence.text, 0, token.start)
    common = token.text in words("regions", "common_words")
    if (not common and _TO.search(sentence.text[: token.start])) or (outer and lies_in(token.text, outer.group(1))):
        yield Mention("Region", token.start, token.end, token.text, "region:name", 0.6)


@cache
def is_short_county(name: str) -> bool:
    """Whether a division is called so without its suffix (武义, 天祝)."""
    return len(name) >= 2 and any(match.form == "short" for match in reference().find(name))
