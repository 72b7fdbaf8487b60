"""What a figure counts: the words before the number in its clause and the noun behind the unit, less what is aside."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.apportion import Share
from ingest.extract.mentions import Mention
from ingest.extract.numbers import NUMBER
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached, pattern, words
from ingest.extract.text import Sentence

_LONGEST = 30
"""Of a longer metric its last characters are kept, which name what is counted."""
_BODIES = frozenset({"Enterprise", "Organization", "Region", "Platform"})
_COUNTED = frozenset({"Industry", "Programme", "Honor"})
"""Names that say what kind of thing is counted (8000亩|赣南脐橙, 27名|省级科技特派员)."""
_ALL_OF_THEM = frozenset({"全部", "均", "都", "又", "也", "已", "就", "正", "将", "后来", "榜上有名"})
_NOUN_AFTER = regex(
    r"(?:[（(][^（）()]{2,24}[）)])?的?([^，。；：、！？（）()\d《》“”\s]{2,24}(?:[（(][^（）()\d]{1,5}[）)])?|[镇乡村县区市](?:[（(][^（）()\d]{1,5}[）)]|(?=[，、。；])))"
)
_NOMINAL = frozenset({"a", "n", "nz", "vn"})
_QUALITIES = regex(
    r"(?P<first>[^，。；：、“”（）()\d]{2,10})(?:[、和][^，。；：、“”（）()\d]{2,14}){1,3}?的(?=[^，。；：、“”\d]{2})"
)
_QUOTED_NOUN = regex(r"“([^“”，。；]{2,12})”([\u4e00-\u9fff]{0,4}(?:人才|项目|团队|专家|称号|企业|人选)|)")
_NEXT_ITEM = regex(r"^[^，。；：]*(?:、|和|以及)$")
"""28名县级领导、|112名人才专员: what stands before the number is the noun of the one before."""
_MONEY_FOR = regex(r"，?(?:专项|主要|全部)?用于([^，。；、]{2,20})")
_ONE_EACH = regex("(?:一[名位个家所][^、，。；]{1,8}(?:、|和))+$")
_AS_WHAT = regex(
    r"[^，。；、\d为]{0,8}为((?:[^，。；、：“”]{0,10}“[^“”]{2,12}”|[^，。；、：“”\d]{0,12}(?:成员|专家|会员|骨干|单位|委员|顾问|导师|基地|"
    r"工作[室站]|示范点|企业|科技小院))(?:人选|称号|单位)?|[^，。；、：“”\d]{2,12}人选)(?=[，。；、：]|$)"
)
"""5人|为首批“引智顾问”, 11家|企业为副会长单位."""
_BECAME = regex(r"(?:入选|获评|荣获|当选|获得|获批|获|晋升|被评为|评为)[^，。；、]{2,20}")
_NAMED = regex(
    r"(?:同志|单位|站点|个人|单位代表)(?:授予|颁发|为)?"
    r"(?:“([^“”]{2,16})”|(?<=为)(?:[12]\d{3}年度?)?([^，。；“”]{2,24}))"
)
"""4名|同志“首席技师”称号, 8个|站点为2024年度市级专家工作站: what the counted ones become."""
_TAIL = regex(r"以及.*$|为.*$|(?:(?<!参)与|由|从).*$|(?:组成)?的第?$|[和及]$|[一二两三四五六七八九十]$")
_GIVEN = regex("^(?:的?标准)?(?:给予|发放)")
_NOTE_AT_FRONT = regex(r"^[（(][^（）()]*[）)]")
_ASIDE = regex(r"(?<=[\u4e00-\u9fff])[（(][^（）()]{3,}[）)]")
_CLAUSE = regex(r"[，。；：！？]")
_FROM = regex("[，]?[从由比]")
_HELD = regex(
    "，?(?:已经?|共|累计|现已?|目前|先后|迄今|仅|只|最高|最多|每年|约|近|一共|总共|合计|总计|加起来|平均|规模|为|有|达到?|多达|高达|超过?|不足)*"
    "(?:举?办|开|出)?了?"
)
"""开设“周五讲堂”，已办|21期; 发放首批“英才卡”，共|126张."""
_CHANGED = regex(
    "(?:逐渐|逐年|明显|大幅|显著|不断|持续|稳步)*(?:减[小少]|增[加长多]|提[高升]|下降|上升|扩大|缩[小短])?了?$"
)
_NO_NOUN = regex(
    r"^(?:以上|以下|左右|的?速度|次|增|达|为|在(?![外校职岗站读编册建研线])|和|与|及|并|以|提(?![前供交名出])|较|比|占|由|从|被|到(?![场岗])|开|获|入(?![驻职围库园])|完|共|等|减少|减至|降|缩|升|涨|扩|上升|下降|跃升|攀升|压缩)"
)
_LEADS_ON = regex(r"(?:到|至|(?<![组构形完分])成|为)[去今目前在年的近约]*(?=\d(?!\d{3}年))")
"""2100群|发展到 3650群: what leads on to the next number is no noun."""
_CONJUNCTIONS = str.maketrans("和与及、", "\ue100\ue101\ue102\ue103")
_UNMASKED = str.maketrans("\ue100\ue101\ue102\ue103", "和与及、")


def metric(sentence: Sentence, span: tuple[int, int], end_of_last: int, top: list[Mention]) -> str:
    """What is counted: the words before the number in its clause, and the noun behind the unit.

    `span` are the number and its unit, `end_of_last` where the figure before ended, `top` the outermost names.
    """
    text = sentence.text
    start = span[0] - text.endswith(" ", 0, span[0])
    end = span[1] + text.startswith(" ", span[1])
    clause = end_of_last
    for cut in _CLAUSE.finditer(text, end_of_last, start):
        if pattern("indicators", "before_start").sub("", text[cut.end() : start]):
            clause = cut.end()
    opening = next((m for m in top if m.start == clause and m.type in _BODIES and m.end < start), None)
    before = _NOTE_AT_FRONT.sub("", text[opening.end if opening else clause : start])
    if text[start - 1 : start] in {"（", "("} and text[end : end + 1] in {"）", ")", "，"}:
        noted = re.sub(r"^(?:[（(][^（）()]{1,3}[）)])?(?:.*[，。；：（(《》、])?", "", text[: start - 1])
        return latter(sentence, noted)
    noun = _noun(sentence, end, top)
    if noun and end_of_last and _NEXT_ITEM.search(text[end_of_last:start]):
        return noun
    if before.endswith("等"):
        acted = pattern("indicators", "acted").match(before.lstrip("，。、；： "))
        before = acted.group(1) if acted else ""
    before = _without_places(before, top)
    before = _before_names(sentence, before, start, top) if noun else before
    before = _ONE_EACH.sub("", before)
    before = pattern("indicators", "before_start").sub(
        "", re.sub("^[镇乡村县区市]、", "", before).lstrip("，。、；： 及和与")
    )
    before = pattern("indicators", "before_end").sub("", _ASIDE.sub("", before))
    before = re.sub(r"^.*(?:[，。；：（(《》]|[（(][^（）()]{4,}[）)])", "", before)
    before = pattern("indicators", "before_start").sub("", before)
    counted = _condition(text[:clause]) + before + noun
    if len(counted) > 1:
        return latter(sentence, counted)
    kind = opening.name if opening and opening.type == "Platform" else ""
    return _became(text, end) or kind or _clause_before(text, clause, start)


def latter(sentence: Sentence, counted: str) -> str:
    """The last words of a long metric, from where one of two letters or more begins."""
    if len(counted) <= _LONGEST:
        return counted
    last = counted[-_LONGEST:]
    words = tuple(token.text for token in sentence.tokens if len(token.text) > 1)
    return next((last[i:] for i in range(_LONGEST // 3) if last.startswith(words, i)), last)


def _became(text: str, end: int) -> str:
    """2人|入选某计划: what happened to those of whom nothing else is said."""
    match = _BECAME.match(text, end)
    return match.group() if match else ""


def _clause_before(text: str, clause: int, start: int) -> str:
    """茶园面积 for 茶园面积逐渐减小，从原来的300多亩减少到…: what the clause before is about."""
    clause = max((cut.end() for cut in _CLAUSE.finditer(text, clause, start)), default=clause)
    if clause < 2 or not (_FROM.match(text, clause) or _HELD.fullmatch(text, clause, start)):
        return ""
    words = re.split("[，。；：、%]", text[: clause - 1])[-1]
    return _CHANGED.sub("", pattern("indicators", "before_start").sub("", words))[-16:] if start > clause else ""


def shared(sentence: Sentence, share: Share, item: str, top: list[Mention]) -> str:
    """The metric of a number that 分别 tells apart: its own item, the words before all numbers and those behind."""
    before = pattern("indicators", "before_end").sub("", unmasked(share.before))
    parts = (item, before, _noun(sentence, share.end, top))
    return latter(sentence, "".join(pattern("indicators", "before_start").sub("", part) for part in parts))


def _noun(sentence: Sentence, end: int, top: list[Mention]) -> str:
    """What is counted, behind the unit, without the number of the next list item (两家县级医院三、四级手术)."""
    behind = _range().match(sentence.text, end)
    end = behind.end() if behind else end
    end = _also_counted(sentence.text, end)
    purpose = _MONEY_FOR.match(sentence.text, end) if sentence.text[end - 1] == "元" else None
    if purpose is not None:
        return purpose.group(1)
    quoted = _QUOTED_NOUN.match(sentence.text, end)
    if quoted is not None:
        return quoted.group(1) + quoted.group(2)
    match = _NOUN_AFTER.match(sentence.text, _behind_qualities(sentence, end))
    as_what = _AS_WHAT.match(sentence.text, end)
    if as_what is not None:
        return as_what.group(1)
    named = _NAMED.match(sentence.text, end)
    if named is not None:
        return named.group(1) or named.group(2)
    if (
        match is None
        or _NO_NOUN.match(match.group(1))
        or _LEADS_ON.search(sentence.text, match.start(1), match.end(1) + 1)
    ):
        return ""
    noun = _TAIL.sub("", match.group(1))
    more = _and_more(sentence, match.start(1), match.end(1)) if noun == match.group(1) else ""
    return _GIVEN.sub("", _without_adverbs(sentence, match.start(1), match.start(1) + len(noun), top)) + more


def _behind_qualities(sentence: Sentence, end: int) -> int:
    """Where the noun of 20名|技术过硬、作风扎实的|医生 begins."""
    match = _QUALITIES.match(sentence.text, end)
    if match is None:
        return end
    said = [t.tag for t in sentence.tokens if match.start("first") <= t.start and t.end <= match.end("first")]
    return match.end() if said and (said[0] in {"v", "vd"} or said[-1] in {"a", "v"}) else end


def _and_more(sentence: Sentence, start: int, end: int) -> str:
    """、科研院所 of 26家高等院校、科研院所建立合作: what else the number counts."""
    if not sentence.text.startswith("、", end):
        return ""
    until = end + 1
    for token in sentence.tokens:
        if start <= token.start < end and token.tag not in _NOMINAL:
            return ""
        if token.start == until and token.tag in _NOMINAL:
            until = token.end
    return sentence.text[end:until] if until > end + 2 else ""


def _also_counted(text: str, end: int) -> int:
    """3批|26名|专家: what both numbers count stands behind the second."""
    about, _, units = quantity()
    second = regex(rf"(?!一次性)(?:共计?|合计|总计)?(?:{NUMBER}){about}{units}").match(text, end)
    return second.end() if second is not None else end


def _without_adverbs(sentence: Sentence, start: int, end: int, top: list[Mention]) -> str:
    """教师|服务 for 教师每年到某县服务: what is counted and what it does, without adverbs and names of others."""
    dropped: set[int] = set()
    for token in sentence.tokens:
        if start + 1 < token.start and token.end <= end and (token.tag == "TIME" or token.text in _ALL_OF_THEM):
            end = token.start
        elif start < token.start and token.end <= end and token.tag == "d" and len(token.text) > 1:
            dropped.update(range(token.start, token.end))
    for mention in top if sentence.text[start - 1] != "元" else ():
        if start < mention.start < end and mention.type not in _COUNTED:
            led = sentence.text[mention.start - 1] in "到在从赴向与和为对给"
            dropped.update(range(mention.start - led, mention.end))
    return "".join(sentence.text[i] for i in range(start, end) if i not in dropped)


def _without_places(before: str, top: list[Mention]) -> str:
    """推广 for 在漳浦县、诏安县推广, 选派 for 由某局选派."""
    names = {m.name for m in top if m.type in _BODIES}
    rest = before.lstrip("，。、；： ")
    rest = rest[1:] if rest[:1] and rest[0] in "在由经据" else ""
    while (name := next((n for n in names if rest.startswith(n)), None)) is not None:
        rest = rest[len(name) :].lstrip("、和")
        before = rest
    return before


def _before_names(sentence: Sentence, before: str, end: int, top: list[Mention]) -> str:
    """带领 for 带领甲、乙、丙|3位专家: of a list that the number sums up, the verb that leads to it."""
    first = end
    while (left := next((m for m in top if m.end in {first, first - 1}), None)) is not None:
        if left.end == first - 1 and sentence.text[first - 1] not in "、和与及":
            break
        first = left.start
    if first == end or not before.endswith(sentence.text[first:end]):
        return before
    verb = next((t for t in sentence.tokens if t.tag == "v" and first - 1 <= t.end <= first), None)
    return verb.text if verb is not None else ""


def _condition(text: str) -> str:
    """Whom a clause speaks of that follows 属于国际顶尖人才的， or 对新建的工作站，."""
    match = pattern("indicators", "condition").search(text)
    return match.group("whom") if match else ""


def unmasked(text: str) -> str:
    """A part of a text that `masked` gave, as it is written."""
    return text.translate(_UNMASKED)


def masked(text: str, top: list[Mention]) -> str:
    """The text with the conjunctions that belong to names (云和县) made unlike those between them."""
    for mention in top if "分别" in text else ():
        text = text[: mention.start] + text[mention.start : mention.end].translate(_CONJUNCTIONS) + text[mention.end :]
    return text


@cache
def _range() -> re.Pattern[str]:
    """10万元|至50万元|项目资助: the other end of a range stands between a number and its noun."""
    about, money, units = quantity()
    return regex(rf"(?:至|到|[-—–~～]+)(?:{NUMBER}){about}(?:[万亿]?{money}|{units})")


@cache
def quantity() -> tuple[str, str, str]:
    """What may stand around a number (余, 以上), the units of money and the other units, as expressions."""
    money, units = (alternatives(words("indicators", kind)) for kind in ("money", "units"))
    return load_cached("indicators")["about"], money, units


_UNIT_IN_PARENTHESES = regex(r"[（(](?:单位[：:])?([^（）()/]{1,5})(?:/[^（）()]{1,3})?[）)]")


@cache
def known_unit() -> re.Pattern[str]:
    """What a table counts in, as a whole text."""
    return regex(r"[万亿]?" + alternatives(words("indicators", "units") | {"元", "美元"}))


def unit_aside(text: str) -> tuple[str, str]:
    """A heading without the unit in its parentheses, and that unit, or nothing: 资金（万元/年） → 资金, 万元."""
    for match in _UNIT_IN_PARENTHESES.finditer(text):
        if known_unit().fullmatch(match.group(1)):
            return text[: match.start()] + text[match.end() :], match.group(1)
    return text, ""
