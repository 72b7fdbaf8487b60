"""What is known to be an industry: the reference data's names, and what the ends of words tell of the others."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingest.extract import grown
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK, alternatives, load_cached, modifiers, pattern, words
from ingest.extract.tagger import Token
from ingest.reference import industries as reference

_SHORTEST = 2
_SAYING = 8
"""So many letters at most has a quotation that names no carrier."""
_KIND = regex("(?:全?产业链|产业|养殖业?|种植业?|种养业?|行业|系统)$")
_DONE = "(?:[精深初]*加工|(?:良种|种苗)?繁育|育种|苗种|育苗|仓储|(?:锻制|制作|烹饪|传统)(?:技艺)?)"
_WORK = regex(_DONE + "$")
"""青稞|加工 and 肉羊|育种 are 青稞 and 肉羊, by what is done about them."""
_WORK_BEHIND = regex(
    _DONE + "|种植|养殖|检测|测试|设计|直播|回收|资源化?利用|资源|防治|生产|开发|运维|营销|仓储|保鲜|融合"
    "|应用|维修|标注|烧制|酿造|酿制|修复|轮作|租赁|分选|冻干|共生|照护|编织|雕刻|餐饮|食品|种苗|研学游?"
)
SITE = regex("(?:深远海|深海|近海|网箱|池塘|滩涂|林下|工厂化|循环水|稻田|水产)$")
"""Where things are bred says what is bred (深水网箱|养殖)."""


AFTER_BRANDS = frozenset({"种业", "民宿"})
"""Before these stands a brand (陇薯源|种业), not a kind."""
_NO_KIND = regex(
    "^[全各本我首国]|[省市县区乡镇村城家司院校社园级化队团]$|^(?:主攻|调研|鉴定|考察|世界|系列|企业|地区|行业|领域)$"
)


@cache
def always() -> re.Pattern[str]:
    """Words that are industries wherever they stand."""
    return regex(alternatives([*load_cached("industries")["words"], *grown.crafts()]))


@cache
def known() -> frozenset[str]:
    """Words that are industries where the sentence speaks of producing, researching or promoting."""
    local = {name for i in reference() if i.rank == "local" for name in (i.name, *i.synonyms)}
    named = local | grown.names() | words("industries", "sectors") | set(load_cached("industries")["words"])
    worked = {name for name in named if re.sub("加工|种植|养殖", "", name) in named - {name}}
    return frozenset(name for name in named - worked if len(name) >= _SHORTEST) - common()


@cache
def common() -> frozenset[str]:
    """Words that are industries only where a list or a verb says so."""
    return words("industries", "common")


@cache
def sectors() -> re.Pattern[str]:
    """Any of `known`, the longest first."""
    return regex(alternatives(known()))


@lru_cache(maxsize=8192)
def is_sector(name: str) -> bool:
    """Whether a name is a known sector or ends like a product, a thing that is made or a field of technology."""
    return (
        name in known()
        or name in common()
        or pattern("industries", "made").search(name) is not None
        or pattern("industries", "products").search(name) is not None
    )


@lru_cache(maxsize=8192)
def is_thing(name: str) -> bool:
    """Whether a name ends like something that is grown or made; only beside a verb that says so it is an industry."""
    return (
        pattern("industries", "thing").search(name) is not None
        and pattern("industries", "no_thing").search(name) is None
    )


def core(name: str) -> str:
    """古树茶种质资源保护 → 古树茶: the sector that a longer name begins with, where the rest is done about it.

    光电传感 and 机器人维保 are one.
    """
    match = None if is_sector(name) or is_thing(name) else sectors().match(name)
    if match is None:
        return name
    made = match.group() in grown.names() or pattern("industries", "products").search(match.group()) is not None
    return match.group() if made or aspects().match(name, match.end()) else name


@cache
def aspects() -> re.Pattern[str]:
    """Words behind an industry that say what is done about it, and all that follows."""
    return regex(alternatives(load_cached("industries")["aspects"].split()) + "+.*$")


def is_general(name: str) -> bool:
    """Whether a topic is none: 科技创新, 人才, 大学生创业."""
    if name in common() and name not in words("industries", "general"):
        return False
    return _general_topics().fullmatch(name) is not None or pattern("industries", "no_topic").search(name) is not None


def is_generic(name: str) -> bool:
    """Whether nothing is left once the words that name no industry in particular are taken away."""
    return _generic_words().fullmatch(name) is not None or _qualities().fullmatch(name) is not None


def base(name: str) -> str:
    """草果产业 → 草果, 蜜蜂养殖 → 蜜蜂, 青稞育种 → 青稞: what two names of one industry share."""
    short = without_work(name)
    synonyms: dict[str, str] = load_cached("industries")["synonyms"]
    return synonyms.get(short, short)


def plain(name: str) -> str:
    """中药材产业 → 中药材: an industry's name without the word that says that it is one."""
    short = _KIND.sub("", name)
    return name if SITE.search(short) or len(short) < _SHORTEST else short


def without_work(name: str) -> str:
    """刺梨精深加工 → 刺梨: an industry's plain name without what is done about it, where that leaves one."""
    short = plain(name)
    work = _WORK.search(short)
    if work is None or work.start() < _SHORTEST or short in known() or short in common():
        return short
    rest = short[: work.start()]
    return short if is_generic(rest) or is_general(rest) else rest


def are_two(name: str) -> bool:
    """Whether a name of four letters is two products (海带|紫菜), not one made of the other (连翘|药茶)."""
    grown, made = pattern("industries", "products").search, pattern("industries", "made").search
    apart = len(name) == 2 * _SHORTEST and name not in known() and not made(name)
    return apart and grown(name[:_SHORTEST]) is not None and grown(name[_SHORTEST:]) is not None


def worked(text: str, end: int, name: str) -> tuple[str, ...]:
    """The longer form of an industry's name where `text` goes on with what is done about it: 刺梨, 刺梨精深加工."""
    work = _WORK_BEHIND.match(text, end)
    return (name + work.group(),) if work else ()


def without_qualities(name: str) -> tuple[int, int]:
    """Where in a name the industry stands: 高原特色|水果|高效 → 水果."""
    left = _qualities().match(name)
    start = left.end() if left and left.end() < len(name) and name not in common() else 0
    right = None if name in common() else _qualities_behind().search(name[start:])
    end = start + right.start() if right and right.start() > 0 else len(name)
    kept = (
        end - start < _SHORTEST
        or (start > 0 and name[start:] in common())
        or (start > 0 and is_general(name[start:end]) and not is_general(name))
    )
    return (0, len(name)) if kept else (start, end)


@cache
def _qualities() -> re.Pattern[str]:
    return regex(f"(?:{load_cached('industries')['qualities']})+")


@cache
def _qualities_behind() -> re.Pattern[str]:
    return regex(f"(?:{load_cached('industries')['qualities']})+$")


@cache
def _general_topics() -> re.Pattern[str]:
    return regex(alternatives(words("industries", "general")) + "+")


@cache
def _generic_words() -> re.Pattern[str]:
    return regex(alternatives(modifiers().generic_industries) + "*(?:产业|行业)?")


def is_kind(token: Token) -> bool:
    """Whether a noun right before what is made is part of its name: 石斑鱼|预制菜, 退役|电池."""
    word = token.text
    common_noun = token.tag in {"n", "vn"} and len(word) > 1 and _NO_KIND.search(word) is None
    led = word in modifiers().stop or pattern("industries", "does").match(word) is not None
    return common_noun and not (led or is_general(word) or is_generic(word) or re.search(MASK, word))


def in_saying(text: str, start: int, end: int) -> bool:
    """“金果果”, “一稻三虾”模式, “北参”遇“南厨”: a product in a short quotation is a brand or a figure of speech;
    a name of more letters (“石泉板栗专家工作站”) may hold one.
    """
    opened = text.rfind("“", max(0, start - _SAYING), start)
    closed = text.find("”", end, end + _SAYING)
    return opened >= 0 and closed >= 0 and "”" not in text[opened:start] and closed - opened - 1 <= _SAYING
