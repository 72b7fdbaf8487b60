"""Counted facts: a number with its unit, what it counts, of whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ingest.extract import apportion, metrics
from ingest.extract.frame import Frame
from ingest.extract.mentions import Mention, outermost
from ingest.extract.model import Indicator, Span
from ingest.extract.numbers import NUMBER, value
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern, words
from ingest.extract.text import Sentence

IN_HEADING = "number-unit:heading"
_SUBJECTS = frozenset({"Platform", "Programme", "Enterprise", "Organization", "Region"})
_PER = "(?P<per>/[\u4e00-\u9fff]{1,2}?(?![\u4e00-\u9fff]{2}))"
"""元/亩."""
_FEW, _SUMMED = frozenset({"家", "名", "所", "批", "次", "款"}), frozenset({"个", "项", "支", "种", "条"})
"""Units of which a few in words (三家) count, and those of which they count behind the list that they sum up."""
_DULL_NOUN = regex(
    "一体|(?:重点|主导|特色|优势|主要)?(?:方面|产业(?![链园])|领域|环节|行业|方向|学科|专业(?!组)|层面|阶段|月|工作日|小时|年级|"
    "原则|任务|等[次级]|工种|要求|方针|维度|战线|字|词|关口|台阶|年头|组别|腿|“)"
)
_LISTED = regex("、[^，。；：、]{1,12}$|分[成为]$")
_CLOSED = regex("[）)]|，[各共每][^，。；（）()]{1,10}[）)]")
"""二等奖（2名|）, 二等奖（2名|，各30万元）: a note that gives figures and nothing else."""
_TIME = frozenset({"天", "小时", "分钟", "个月", "个工作日"})
_ASPECT = regex("方面|层面|阶段|步骤|环节")
"""从5个|方面 counts nothing."""
_CONGRESS = regex("[一二三四五六七八九十]{1,2}[中次]|中央|全国|全会|人大|政协|党代会|省委|市委|县委|区委")
"""二十届|三中全会 counts no sessions."""
_MEASURE = regex(
    r"(?:[、和]\d[\d.,]*[万亿]?元)*的[^，。；、]{0,8}，[^，。；]{0,8}?(?:给予|予以|奖励|补助|资助|奖补|可享受|认定为|按(?!照))"
)
"""合同额超过100万元|的，给予奖励: what must be reached is no figure."""
_FOR_EACH = regex("每(?:成功|新)*(?:引[进荐]|进站|招[收聘]|推荐|介绍|认定|新增)[^，。；、每]{0,3}$")
"""每引进|1名 sets a measure."""
_TITLED = frozenset("”》")
"""“药才十条|” is a title."""
_REFERS = regex("[\u4e00-\u9fff]{0,4}(?:分别|均|都)|同志|互|又|携手|共建|共同|联手|次?(?:会议|全会)")
_GAINED_UNITS = frozenset({"个", "项", "支", "处", "座", "件", "台", "位"})
_GAINED = regex(
    "(?:引[进育]|建[有成起]|拥有|设有|设立|新[增建]|获批|签[约下订]|租[下用]|组建|派出|选派|安排|授牌|认定|推出|成立)了?$"
)
_IN_PARTS = regex("(?:分|连续)$")
"""分|两批 tells how, not how many."""
_TWO_BODIES = regex("[年有到了]的?$")
"""今年有|两家企业 counts; 对|两家企业 means those of which the text speaks already."""
_DIVISIONS = frozenset("镇乡村县区市")


@cache
def _counted() -> re.Pattern[str]:
    about, money, units = metrics.quantity()
    return regex(
        r"(?P<percent>百分之)(?P<share>[零一二三四五六七八九十百点两]+)|"
        rf"(?P<number>{NUMBER}){about} ?(?:(?P<scale>[万亿])?(?P<money>{money}){_PER}?|"
        rf"(?P<unit>{units})){about}"
    )


def find(sentence: Sentence, mentions: list[Mention], frame: Frame, fallback: str) -> Iterator[Indicator]:
    """The figures of a sentence. `fallback` is the subject where nothing tells one."""
    top = outermost(mentions)
    end_of_last, base, last_unit = 0, "", ""
    headline = (sentence.is_heading or sentence.start == 0) and sentence.text[-1] not in "。；"
    method = IN_HEADING if headline else "number-unit"
    counted = list(sentence.finditer(_counted()))
    listed = apportion.shares(metrics.masked(sentence.text, top), [match.span() for match in counted])
    for match in counted:
        unit, number = _unit_and_value(match)
        if number is None or not _counts(sentence, match, number, unit, top):
            continue
        subject = _subject(match, top)
        metric = metrics.metric(sentence, match.span(), end_of_last, top)
        share = listed.get(match.start())
        if share is not None:
            item = metrics.unmasked(share.item)
            body = next((m.name for m in top if m.name == item and m.type in _SUBJECTS), None)
            subject = body or subject
            place = next((m.name for m in top if m.type == "Region" and item.startswith(m.name)), "")
            metric = metrics.shared(sentence, share, "" if body else item.removeprefix(place), top)
        elif end_of_last and _carried(sentence.text[end_of_last : match.start()], unit, last_unit, metric):
            compared = "同比" if "同比" in sentence.text[end_of_last : match.start()] else ""
            whole = metrics.latter(sentence, f"{base}{compared}{metric}")
            metric = base if len(metric) < 2 or base.endswith(metric) else whole
        else:
            base = metric
        end_of_last, last_unit = match.end(), unit
        placed = any(m.type == "Region" and m.name == metric for m in top)
        if placed or (len(metric) < 2 and metric not in _DIVISIONS):
            continue
        own = frame.own
        span = Span(sentence.start, sentence.start + len(sentence.text))
        subject = subject or (own.name if own else fallback)
        plan = any(pattern("indicators", "planned_heading").search(heading) for heading in sentence.headings)
        yield Indicator(subject, metric, number, unit, _period(sentence, match), (span,), method, 0.7, plan)


def _carried(between: str, unit: str, last: str, metric: str) -> bool:
    """Whether a figure says more of what the one before counts: 3150万元，占43.75%; 2100群发展到3650群."""
    if unit == last and pattern("indicators", "changed").search(between):
        return True
    if between == "，" and unit != last and len(metric) > 1:
        return False
    return pattern("indicators", "carried").search(between) is not None and not (
        unit in _FEW | _SUMMED and between.endswith("为") and unit != last
    )


def distinct(figures: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Each figure once: one that a table repeats from the text (党政人才, 党政人才总量) adds its place to the first.

    What a heading says counts only if the text does not say it.
    """
    kept: list[Indicator] = []
    found = list(figures)
    said = [figure for figure in found if figure.method != IN_HEADING]
    for figure in found:
        if figure.method == IN_HEADING and any(_repeats(figure, other) for other in said):
            continue
        at = next((i for i, known in enumerate(kept) if _same(known, figure)), None)
        if at is None:
            kept.append(figure)
        else:
            kept[at] = replace(kept[at], evidence=(*kept[at].evidence, *figure.evidence))
    return tuple(kept)


def _repeats(heading: Indicator, figure: Indicator) -> bool:
    """Whether a figure of the text is what a heading says of it in other words."""
    pairs = {heading.metric[i : i + 2] for i in range(len(heading.metric) - 1)}
    same = (heading.value, heading.unit) == (figure.value, figure.unit)
    return same and any(pair in figure.metric for pair in pairs)


def _same(one: Indicator, other: Indicator) -> bool:
    if (one.subject, one.value, one.unit) != (other.subject, other.value, other.unit):
        return False
    periods = {one.period, other.period} - {None}
    return len(periods) < 2 and (one.metric in other.metric or other.metric in one.metric)


def _unit_and_value(match: re.Match[str]) -> tuple[str, float | None]:
    """万 and 亿 belong to the unit of money and to the value of everything else."""
    if match.group("percent"):
        return "%", value(match.group("share"))
    text = match.group("number")
    if not match.group("money"):
        return match.group("unit").replace("％", "%"), value(text)
    scale = match.group("scale") or ""
    while text and text[-1] in "万亿":
        text, scale = text[:-1], text[-1] + scale
    return scale + match.group("money") + (match.group("per") or ""), value(text)


def _counts(sentence: Sentence, match: re.Match[str], number: float, unit: str, top: list[Mention]) -> bool:
    text = sentence.text
    if any(m.start < match.end() - 1 and match.start() < m.end for m in top):
        return False
    if match.group("percent"):
        return True
    aside = text[match.start() - 1 : match.start()] in {"（", "("}
    if aside and not _CLOSED.match(text, match.end()):
        return False
    if unit in _TIME and not pattern("indicators", "days").search(text[: match.start()]):
        return False
    year_class = unit == "届" and (number > 99 or _CONGRESS.match(text, match.end()) is not None)
    each = number == 1 and _FOR_EACH.search(text, 0, match.start()) is not None
    titled = unit == "条" and text[match.end() : match.end() + 1] in _TITLED
    dull = year_class or each or titled or unit in words("indicators", "dull")
    if dull or pattern("indicators", "not_after").search(text[: match.start()].rstrip(" ")):
        return False
    if match.end() < len(text) and text[match.end()] in "月日号点时分外远":
        return False
    if _ASPECT.match(text, match.end()) or _MEASURE.match(text, match.end()):
        return False
    few = number < 10 and not match.group("number")[0].isdigit()
    return not few or _few_count(sentence, match, number, unit, top)


def _few_count(sentence: Sentence, match: re.Match[str], number: float, unit: str, top: list[Mention]) -> bool:
    """Whether a few, written as a word, are a figure: 三家企业, and 两个 behind the list that it sums up."""
    text, end = sentence.text, match.end()
    title = sentence.is_heading and text[-1] != "。"
    if (
        number < 2
        or title
        or text.endswith("“", 0, match.start())
        or _REFERS.match(text, end)
        or _DULL_NOUN.match(text, end)
    ):
        return False
    known = unit == "家" and number == 2 and not _TWO_BODIES.search(text, 0, match.start())
    if known or _IN_PARTS.search(text, 0, match.start()):
        return False
    named = unit == "位" and any(m.type == "Talent" and 0 < m.start - end <= 8 for m in top)
    summed = text[match.start() - 1 : match.start()] == "”" or any(m.end == match.start() for m in top)
    gained = unit in _GAINED_UNITS and _GAINED.search(text, 0, match.start()) is not None
    summed = summed or _LISTED.search(text, 0, match.start()) is not None
    return named or gained or unit in _FEW or (summed and unit in _SUMMED)


def _subject(match: re.Match[str], top: list[Mention]) -> str | None:
    """A thing named right behind the number (1600亩的…基地), else the last possible subject before it."""
    behind = next((m for m in top if 0 <= m.start - match.end() <= 1 and m.type in _SUBJECTS), None)
    if behind is not None:
        return behind.name
    return next((m.name for m in reversed(top) if m.end <= match.start() and m.type in _SUBJECTS), None)


def _period(sentence: Sentence, match: re.Match[str]) -> str | None:
    said = list(pattern("indicators", "period").finditer(sentence.text, 0, match.start()))
    return said[-1].group() if said else None
