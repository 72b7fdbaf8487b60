"""What of a model's reply the text bears out. Everything else is thrown away and counted by its reason."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model.names import normalise_name
from graph.ontology import ontology
from ingest.extract.model import Entity, EntityKey, Indicator, Relation, Span
from ingest.extract.numbers import NUMBER, value
from ingest.llm.prompt import TYPES
from ingest.llm.sections import Section

MAX_ITEMS = 200  # of a kind in one reply
MAX_NAME = 100
MAX_TEXT = 40
_NUMBER = re.compile(NUMBER)
_TO_A_MODEL = re.compile(
    r"(?:忽略|无视|忘记|不要理会|不理会|覆盖).{0,12}(?:指令|指示|提示|要求|规则|内容)|你(?:现在)?是(?:一个|一名)?.{0,8}(?:助手|模型|AI)"
    r"|(?:输出|回答|返回)(?:以下|如下|JSON)|(?:system|assistant|user)\s*[:：]|system prompt|系统提示词|提示词"
    r"|(?:ignore|disregard|forget)\b.{0,40}\b(?:instructions?|prompts?|rules?|above|previous)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。！？；!?;\n]+")
REASONS = {
    "shape": "不合格式",
    "quote": "引文不在原文中",
    "name": "名称不在引文中",
    "type": "类型不在本体中",
    "ends": "关系两端不合本体",
    "number": "数字不在引文中",
    "instruction": "引文是对模型的指令",
    "conflict": "与规则读出的相抵触",
}


@dataclass(slots=True)
class Checked:
    """What held, with evidence in the document's text, and how much was thrown away for which reason."""

    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    discarded: Counter[str] = field(default_factory=Counter)


class _Discard(Exception):
    """A statement that does not hold; the first argument is the reason."""


def parse(text: str) -> Mapping[str, Any] | None:
    """The JSON object in a reply, also within a fence or other words; None where there is none."""
    start, end = text.find("{"), text.rfind("}")
    try:
        found = json.loads(text[start : end + 1]) if start >= 0 else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def check(section: Section, reply: Mapping[str, Any], *, method: str, confidence: float) -> Checked:
    """The statements of a reply that stand on a quote from the section and that the ontology allows."""
    checker = _Checker(section, method, confidence)
    checked = Checked()
    kinds: tuple[tuple[str, Any, list[Any]], ...] = (
        ("entities", checker.entity, checked.entities),
        ("relations", checker.relation, checked.relations),
        ("indicators", checker.indicator, checked.indicators),
    )
    for name, make, into in kinds:
        for item in _items(reply, name, checked.discarded):
            try:
                into.append(make(item))
            except _Discard as reason:
                checked.discarded[reason.args[0]] += 1
    return checked


def _items(reply: Mapping[str, Any], name: str, discarded: Counter[str]) -> Iterator[Mapping[str, Any]]:
    items = reply.get(name, [])
    if not isinstance(items, list):
        discarded["shape"] += 1
        return
    for number, item in enumerate(items):
        if number < MAX_ITEMS and isinstance(item, dict):
            yield item
        else:
            discarded["shape"] += 1


class _Checker:
    def __init__(self, section: Section, method: str, confidence: float) -> None:
        self._section, self._how = section, (method, confidence)
        found = (m for m in _SENTENCE.finditer(section.text) if _TO_A_MODEL.search(m.group()))
        self._instructions = [m.span() for m in found]

    def entity(self, item: Mapping[str, Any]) -> Entity:
        at, quote = self._quote(item)
        kind, name = self._end(item, quote)
        start = self._section.start + at + quote.index(name)
        return Entity(kind, name, (), (Span(start, start + len(name)),), *self._how)

    def relation(self, item: Mapping[str, Any]) -> Relation:
        at, quote = self._quote(item)
        relation = ontology().relations.get(_text(item, "type"))
        if relation is None:
            raise _Discard("type")
        ends = [self._end(_object(item, side), quote) for side in ("from", "to")]
        if ends[0] == ends[1] or not relation.allows(ends[0][0], ends[1][0]):
            raise _Discard("ends")
        return Relation(relation.name, ends[0], ends[1], (self._span(at, quote),), *self._how)

    def indicator(self, item: Mapping[str, Any]) -> Indicator:
        at, quote = self._quote(item)
        subject, metric, unit = (_text(item, part) for part in ("subject", "metric", "unit"))
        period = item.get("period")
        if subject not in self._section.text or metric not in quote:
            raise _Discard("name")
        if period is not None and (not isinstance(period, str) or not 0 < len(period) <= MAX_TEXT):
            raise _Discard("shape")
        number = item.get("value")
        if isinstance(number, bool) or not isinstance(number, int | float) or not _counted(quote, number, unit):
            raise _Discard("number")
        return Indicator(subject, metric, float(number), unit, period, (self._span(at, quote),), *self._how)

    def _quote(self, item: Mapping[str, Any]) -> tuple[int, str]:
        """Where the quote stands in the section, and the quote."""
        quote = item.get("quote")
        if not isinstance(quote, str) or not quote.strip():
            raise _Discard("shape")
        at = self._section.text.find(quote)
        if at < 0:
            raise _Discard("quote")
        if any(start < at + len(quote) and at < end for start, end in self._instructions):
            raise _Discard("instruction")
        return at, quote

    def _end(self, item: Mapping[str, Any], quote: str) -> EntityKey:
        kind, name = _text(item, "type"), _text(item, "name")
        if kind not in TYPES:
            raise _Discard("type")
        if name not in quote or not normalise_name(name) or "█" in name or "\n" in name:
            raise _Discard("name")
        return kind, name

    def _span(self, at: int, quote: str) -> Span:
        return Span(self._section.start + at, self._section.start + at + len(quote))


def _counted(quote: str, number: float, unit: str) -> bool:
    """Whether the number stands in the quote, directly before its unit (余, 多 and the like may stand between)."""
    scale = re.match("[万亿]*", unit)
    bare = unit[scale.end() :] if scale else unit
    for match in _NUMBER.finditer(quote):
        written, rest = match.group(), quote[match.end() :]
        if scale and scale.group() and written.endswith(scale.group()):
            written = written.removesuffix(scale.group())
        elif scale and rest.startswith(scale.group()):
            rest = rest[scale.end() :]
        if value(written) == number and bare in rest[: len(bare) + 2]:
            return True
    return False


def _text(item: Mapping[str, Any], part: str) -> str:
    text = item.get(part)
    if not isinstance(text, str) or not 0 < len(text.strip()) <= MAX_NAME:
        raise _Discard("shape")
    return text.strip()


def _object(item: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    found = item.get(part)
    if not isinstance(found, dict):
        raise _Discard("shape")
    return found
