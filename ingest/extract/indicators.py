"""Counted facts: a number with its unit, what it counts, of whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ingest.extract import apportion
from ingest.extract.apportion import Share
from ingest.extract.frame import Frame
from ingest.extract.mentions import Mention, outermost
from ingest.extract.model import Indicator, Span
from ingest.extract.numbers import NUMBER, value
from ingest.extract.rulebook import alternatives, load_cached, pattern, words
from ingest.extract.text import Sentence

_SUBJECTS = frozenset({"Platform", "Programme", "Enterprise", "Organization", "Region"})
_BODIES = frozenset({"Enterprise", "Organization", "Region"})
_NOUN_AFTER = re.compile(r"的?([^，。；：、！？（）()\d《》“”\s]{2,16}|[镇乡村县区市](?=[，、。；]))")
_ASIDE = re.compile(r"(?<=[\u4e00-\u9fff])[（(][^（）()]{3,}[）)]")
_DIVISIONS = frozenset("镇乡村县区市")
_CLAUSE = re.compile(r"[，。；：！？]")
_NO_NOUN = re.compile(
    r"^(?:以上|以下|左右|的?速度|次|增|达|为|在|和|与|及|并|以|提|较|比|占|由|从|被|到|开|获|入|完|共|等)"
)


@cache
def _counted() -> re.Pattern[str]:
    about, money, units = _quantity()
    return re.compile(
        r"(?P<percent>百分之)(?P<share>[零一二三四五六七八九十百点两]+)|"
        rf"(?P<number>{NUMBER}){about}(?:(?P<scale>[万亿])?(?P<money>{money})|(?P<unit>{units})){about}"
    )


@cache
def _range() -> re.Pattern[str]:
    """10万元|至50万元|项目资助: the other end of a range stands between a number and its noun."""
    about, money, units = _quantity()
    return re.compile(rf"(?:至|到|[-—–~～]+){NUMBER}{about}(?:[万亿]?{money}|{units})")


def _quantity() -> tuple[str, str, str]:
    """What may stand around a number (余, 以上), the units of money and the other units, as expressions."""
    money, units = (alternatives(words("indicators", kind)) for kind in ("money", "units"))
    return load_cached("indicators")["about"], money, units


def find(sentence: Sentence, mentions: list[Mention], frame: Frame, fallback: str) -> Iterator[Indicator]:
    """The figures of a sentence. `fallback` is the subject where nothing tells one."""
    top = outermost(mentions)
    end_of_last, base = 0, ""
    counted = list(_counted().finditer(sentence.text))
    listed = apportion.shares(sentence.text, [match.span() for match in counted])
    for match in counted:
        unit, number = _unit_and_value(match)
        if number is None or not _counts(sentence, match, number, unit, top):
            continue
        subject = _subject(match, top)
        metric = _metric(sentence, match, end_of_last, top)
        share = listed.get(match.start())
        if share is not None:
            body = next((m.name for m in top if m.name == share.item and m.type in _SUBJECTS), None)
            subject = body or subject
            place = next((m.name for m in top if m.type == "Region" and share.item.startswith(m.name)), "")
            metric = _shared(sentence, share, "" if body else share.item.removeprefix(place))
        elif end_of_last and pattern("indicators", "carried").search(sentence.text[end_of_last : match.start()]):
            metric = base if len(metric) < 2 else f"{base}{metric}"[-30:]
        else:
            base = metric
        end_of_last = match.end()
        if len(metric) < 2 and metric not in _DIVISIONS:
            continue
        own = frame.own()
        span = Span(sentence.start, sentence.start + len(sentence.text))
        subject = subject or (own.name if own else fallback)
        plan = any(pattern("indicators", "planned_heading").search(heading) for heading in sentence.headings)
        yield Indicator(subject, metric, number, unit, _period(sentence, match), (span,), "number-unit", 0.7, plan)


def _shared(sentence: Sentence, share: Share, item: str) -> str:
    """The metric of a number that 分别 tells apart: its own item, the words before all numbers and those behind."""
    before = pattern("indicators", "before_end").sub("", share.before)
    parts = (item, before, _noun(sentence, share.end))
    return "".join(pattern("indicators", "before_start").sub("", part) for part in parts)[-30:]


def _noun(sentence: Sentence, end: int) -> str:
    """What is counted, behind the unit, without the number of the next list item (两家县级医院三、四级手术)."""
    behind = _range().match(sentence.text, end)
    match = _NOUN_AFTER.match(sentence.text, behind.end() if behind else end)
    if match is None or _NO_NOUN.match(match.group(1)):
        return ""
    return re.sub("为.*$|[一二两三四五六七八九十]$", "", match.group(1))


def distinct(figures: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Each figure once: one that a table repeats from the text (党政人才, 党政人才总量) adds its place to the first."""
    kept: list[Indicator] = []
    for figure in figures:
        at = next((i for i, known in enumerate(kept) if _same(known, figure)), None)
        if at is None:
            kept.append(figure)
        else:
            kept[at] = replace(kept[at], evidence=(*kept[at].evidence, *figure.evidence))
    return tuple(kept)


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
    return scale + match.group("money"), value(text)


def _counts(sentence: Sentence, match: re.Match[str], number: float, unit: str, top: list[Mention]) -> bool:
    text = sentence.text
    if any(m.start < match.end() - 1 and match.start() < m.end for m in top):
        return False
    if match.group("percent"):
        return True
    if text[match.start() - 1 : match.start()] in {"（", "("} and text[match.end() : match.end() + 1] not in {
        "）",
        ")",
    }:
        return False
    if unit in {"天", "小时", "个月", "个工作日"} and not pattern("indicators", "days").search(text[: match.start()]):
        return False
    year_class = unit == "届" and number > 99
    dull = year_class or unit in words("indicators", "dull")
    if dull or pattern("indicators", "not_after").search(text[: match.start()]):
        return False
    if match.end() < len(text) and text[match.end()] in "月日号点时分":
        return False
    chinese = not match.group("number")[0].isdigit()
    return not chinese or number >= (2 if unit in {"家", "名", "所"} else 10)


def _metric(sentence: Sentence, match: re.Match[str], end_of_last: int, top: list[Mention]) -> str:
    """What is counted: the words before the number in its clause, and the noun behind the unit."""
    text = sentence.text
    clause = end_of_last
    for cut in _CLAUSE.finditer(text, end_of_last, match.start()):
        if pattern("indicators", "before_start").sub("", text[cut.end() : match.start()]):
            clause = cut.end()
    opening = next((m for m in top if m.start == clause and m.type in _BODIES and m.end < match.start()), None)
    before = text[opening.end if opening else clause : match.start()]
    if text[match.start() - 1 : match.start()] in {"（", "("} and text[match.end() : match.end() + 1] in {"）", ")"}:
        return re.sub(r"^.*[，。；：（(《》、]", "", text[: match.start() - 1])[-30:]
    noun = _noun(sentence, match.end())
    if before.endswith("等"):
        acted = pattern("indicators", "acted").match(before.lstrip("，。、；： "))
        before = acted.group(1) if acted else ""
    before = pattern("indicators", "before_start").sub(
        "", re.sub("^[镇乡村县区市]、", "", before).lstrip("，。、；： 及和与")
    )
    before = pattern("indicators", "before_end").sub("", _ASIDE.sub("", before))
    before = re.sub(r"^.*(?:[，。；：（(《》]|[（(][^（）()]{4,}[）)])", "", before)
    if noun:
        before = pattern("indicators", "before_start").sub("", before)
    return (_condition(text[:clause]) + before + noun)[-30:]


def _condition(text: str) -> str:
    """Whom a clause speaks of that follows 属于国际顶尖人才的， or 对新建的工作站，."""
    match = pattern("indicators", "condition").search(text)
    return match.group("whom") if match else ""


def _subject(match: re.Match[str], top: list[Mention]) -> str | None:
    """A thing named right behind the number (1600亩的…基地), else the last possible subject before it."""
    behind = next((m for m in top if 0 <= m.start - match.end() <= 1 and m.type in _SUBJECTS), None)
    if behind is not None:
        return behind.name
    return next((m.name for m in reversed(top) if m.end <= match.start() and m.type in _SUBJECTS), None)


def _period(sentence: Sentence, match: re.Match[str]) -> str | None:
    said = list(pattern("indicators", "period").finditer(sentence.text, 0, match.start()))
    return said[-1].group() if said else None
