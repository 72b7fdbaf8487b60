"""Mentions of one thing become one entity: same key, short form of a longer name, or a name with its quoted core."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.extract import industries, regions
from ingest.extract.mentions import Mention
from ingest.extract.model import Entity, EntityKey, Span
from ingest.extract.regexes import regex
from ingest.extract.rulebook import MASK
from ingest.extract.sectors import common, is_general, is_generic

_QUOTES = dict.fromkeys(map(ord, "“”\"'‘’《》〈〉「」『』 \t\r\n\u3000"))
_SHORT_FORMS = frozenset({"Platform", "Organization", "Enterprise", "Honor", "Programme"})
_CARRIER = regex(
    r"(?:院士专家|院士|专家|博士后科研|博士后|博士|引智|技术创新|工程研究|联合)?(?:工作站|中心|实验室)$|工作室$|团队$|飞地$|小院$"
)
_LEVELS = regex("(?<=[\u4e00-\u9fff]{2})[省市县区](?=.{4})")
_COLLEGE = regex(r".{2,14}大学.{1,14}(?:学院|系|教研室|实验中心)")
_SHORT_UNIVERSITY = range(2, 6)
_HOSPITAL = regex(r"[省市州县区旗师](?:人民医院|医院|中医医院|中医院)$")
_OFFICE_OF = regex("(.{2,8}?(?:[省市州县区盟旗镇乡]|地区))(?![省市州县区盟旗])(.{1,4}(?:局|厅|委|科院|科协|协))")
_PROGRAMME_HEAD = regex(r"(?:工程|计划|行动|项目|活动|战略)$")
_QUALIFIER = regex(
    rf"(?:{MASK}|中共|国家|全国|中国|省|市|州|县|区|镇|乡|盟|自治区|[\u4e00-\u9fff]{{2,6}}(?:省|市|州|县|区|镇|乡|盟|旗|自治区)?|科协)+"
)


@dataclass(slots=True)
class _Group:
    type: str
    names: dict[str, int] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    method: str = ""
    confidence: float = 0.0
    distinct: str = ""


class Register:
    """Finds the entity of a mention. Fill it with all mentions of a document, then `join`."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], _Group] = {}
        self._joined: dict[tuple[str, str], tuple[str, str]] = {}

    def knows(self, mention: Mention) -> bool:
        """Whether some mention of the same thing was added."""
        return _own(mention) in self._groups

    def add(self, mention: Mention, offset: int, until: int | None = None) -> None:
        """Count a mention whose sentence starts at `offset`; with `until`, of what is meant there but not named."""
        group = self._groups.setdefault(_own(mention), _Group(mention.type, distinct=mention.distinct))
        group.own.add(mention.name)
        for name in (mention.name, *mention.aliases):
            group.names[name] = group.names.get(name, 0) + 1
        span = Span(offset + mention.start, offset + mention.end) if until is None else Span(offset, until)
        group.spans.append(span)
        if mention.confidence > group.confidence:
            group.method, group.confidence = mention.method, mention.confidence

    def join(self) -> None:
        """Give short forms to the one longer name that they can stand for."""
        by_type: dict[str, list[str]] = {}
        for kind, text in self._groups:
            if kind in _SHORT_FORMS:
                by_type.setdefault(kind, []).append(text)
        self._join_regions()
        self._join_quoted()
        self._join_products()
        for kind, texts in by_type.items():
            for short in texts:
                longer = [t for t in texts if t != short and _short_for(short, t, kind)]
                best = max(longer, key=len, default="")
                if longer and all(best.endswith(t) or _short_for(t, best, kind) for t in longer):
                    self._joined[kind, short] = (kind, best)

    def _join_regions(self) -> None:
        """平塘 is 平塘县 where the text says so; 敦操乡 and 敦操村 stay two."""
        regional = [text for kind, text in self._groups if kind == "Region"]
        for short in regional:
            own = next((t for t in regional if t != short and regions.is_short_autonomous(short, t)), None)
            if own is not None:
                self._joined["Region", short] = ("Region", own)
                continue
            if regions.level(short) is None or len(short) == 2:
                full = next((text for text in regional if text != short and regions.stem(text) == short), None)
                if full is not None:
                    self._joined["Region", short] = ("Region", full)

    def _join_products(self) -> None:
        """高产石榴 is 石榴 where the text speaks of that too; 固态电池 and 储能电池 stay two, beside 电池."""
        products = [text for kind, text in self._groups if kind == "Industry"]
        for text in products:
            plain = [
                p
                for p in products
                if len(p) > 1 and p != text and text.endswith(p) and not is_general(p) and p not in common()
            ]
            best = max(plain, key=len, default="")
            alone = plain and sum(p != best and p.endswith(best) for p in products) == 1
            if plain and (alone or is_generic(text.removesuffix(best))):
                self._joined["Industry", text] = ("Industry", best)

    def _join_quoted(self) -> None:
        """人才兴市工程 is “人才兴市”工程."""
        programmes = {text: group for (kind, text), group in self._groups.items() if kind == "Programme"}
        quoted = {text for text, group in programmes.items() if any("”" in name for name in group.names)}
        for kind, text in self._groups:
            core = _PROGRAMME_HEAD.sub("", text)
            if kind == "Programme" and core != text and core in quoted:
                self._joined[kind, text] = (kind, core)

    def entity_key(self, mention: Mention) -> EntityKey:
        """The type and final name of the entity that a mention belongs to."""
        root = self._root(_own(mention))
        return mention.type, _best_name(self._groups[root])

    def entities(self) -> Iterable[Entity]:
        """All entities, in the order of their first mention."""
        merged: dict[tuple[str, str], list[_Group]] = {}
        for own in self._groups:
            merged.setdefault(self._root(own), []).append(self._groups[own])
        result = []
        for root, groups in merged.items():
            head = self._groups[root]
            name = _best_name(head)
            aliases = dict.fromkeys(n for group in groups for n in group.names if n != name)
            if head.type == "Industry":
                forms = [form(n) for n in (name, *aliases) for form in (industries.plain, industries.without_work)]
                aliases.update(dict.fromkeys(form for form in forms if form != name))
            core = re.search(r"“([^”]{3,})”", name) if head.type in {"Programme", "Honor"} else None
            if core and core.group(1) not in groups[0].names:
                aliases[core.group(1)] = None
            # the base of an industry's name is its name even if the text has only the longer form
            spans = sorted({span for group in groups for span in group.spans}, key=lambda s: (s.start, s.end))
            entity = Entity(head.type, name, tuple(aliases), tuple(spans), head.method, head.confidence, head.distinct)
            result.append(entity)
        return sorted(result, key=lambda e: (e.evidence[0].start, -e.evidence[0].end))

    def _root(self, own: tuple[str, str]) -> tuple[str, str]:
        while own in self._joined:
            own = self._joined[own]
        return own


def _own(mention: Mention) -> tuple[str, str]:
    kind, text = key(mention.type, mention.name)
    return kind, f"{text}\n{mention.distinct}" if mention.distinct else text


@lru_cache(4096)
def key(kind: str, name: str) -> tuple[str, str]:
    """What two mentions of one entity share."""
    text = unicodedata.normalize("NFKC", name).translate(_QUOTES)
    if kind == "Industry":
        text = industries.base(text)
    elif kind == "Programme":
        quoted = re.search(r"“([^”]{2,})”", name)
        text = unicodedata.normalize("NFKC", quoted.group(1) if quoted else name).translate(_QUOTES)
        short = re.sub(r"(?:行动|活动|课题项目|项目)$", "", text)
        text = short if len(short) >= 4 else text
    elif kind == "Organization":
        text = text.replace("人民政府", "政府")
    elif kind == "Platform":
        text = re.sub(r"^(国家|省|市|州|县)级", r"\1", text)
    return kind, text


def _best_name(group: _Group) -> str:
    if group.type == "Industry":
        return min((industries.plain(name) for name in group.names if name in group.own), key=len)
    if group.type == "Policy":  # the number of a document is no title of it
        return max(group.own, key=lambda n: (len(n), n))
    whole = [n for n in group.own if not _COLLEGE.fullmatch(n)] if group.type == "Organization" else []
    return max(whole or group.names, key=lambda n: (len(n), n))


def _short_for(short: str, text: str, kind: str) -> bool:
    if text.endswith(short) and _qualifies(text[: -len(short)]):
        return True
    if kind == "Platform":
        return _abbreviates_carrier(short, text) or short == _without_levels(text)
    if kind == "Enterprise":
        return len(short) >= 4 and _abbreviates_company(short, text)
    if kind != "Organization":
        return False
    if _HOSPITAL.search(text) and _HOSPITAL.search(short):
        plain = text.replace("人民医院", "医院").replace("中医医院", "中医院")
        short = short.replace("人民医院", "医院").replace("中医医院", "中医院")
        return plain.endswith(short) and _qualifies(plain[: -len(short)])
    if _abbreviates_office(short, text):
        return True
    return _abbreviates_university(short, text) or (
        len(short) >= 4 and short[-1] == text[-1] and _abbreviates(short, text)
    )


def _abbreviates_university(short: str, text: str) -> bool:
    """华中农大 for 华中农业大学: the same first letter, the others in order; 西南大学 is not 西南林业大学."""
    letters = iter(text[1:])
    return (
        text.endswith("大学")
        and not short.endswith("大学")
        and len(short) in _SHORT_UNIVERSITY
        and short[0] == text[0]
        and all(letter in letters for letter in short[1:])
    )


def _abbreviates_carrier(short: str, text: str) -> bool:
    """亚明院士专家工作站 for 福建亚明食品有限公司院士专家工作站: the brand of its host, and the same kind."""
    kind = _CARRIER.search(short)
    brand = short[: kind.start()] if kind else ""
    return (
        2 <= len(brand) <= 4
        and kind is not None
        and text.endswith(kind.group())
        and brand in text[: -len(kind.group())]
    )


def _without_levels(text: str) -> str:
    """四川雷波脐橙科技小院 for 四川省雷波县脐橙科技小院."""
    return _LEVELS.sub("", text)


def _abbreviates_company(short: str, text: str) -> bool:
    """绿野合作社 for 青山县绿野茶叶专业合作社: the same brand of two letters, the rest of the letters in order."""
    at = text.find(short[:2])
    letters = iter(text[at + 2 :])
    return 0 <= at <= 8 and len(text) > len(short) and all(letter in letters for letter in short[2:])


def _abbreviates_office(short: str, text: str) -> bool:
    """青山区人社局 for 青山区人力资源和社会保障局, 青山市科协 for 西江省青山市科学技术协会: an office of one place
    with the same first and last letter, the others in order."""
    office = _OFFICE_OF.fullmatch(short)
    at = text.find(office.group(1)) if office else -1
    if office is None or at < 0 or (at and not _qualifies(text[:at])):
        return False
    brief, whole = office.group(2), text[at + office.end(1) :]
    whole = whole.replace("委员会", "委").removesuffix("会" if brief[-1] == "协" else "")
    letters = iter(whole)
    same = len(whole) > len(brief) and (whole[0], whole[-1]) == (brief[0], brief[-1])
    return same and all(letter in letters for letter in brief)


def _abbreviates(short: str, text: str) -> bool:
    """州扶贫局 for 黔南州扶贫开发局: the same level, the same first words, the same last one, letters in order."""
    at = text.find(short[:2])
    if (
        at < 0
        or len(text) - at < len(short)
        or (at and not _qualifies(text[:at]))
        or short[0] not in "省市州县区盟旗镇乡"
    ):
        return False
    letters = iter(text[at:])
    return all(letter in letters for letter in short)


def _qualifies(prefix: str) -> bool:
    return bool(prefix) and _QUALIFIER.fullmatch(prefix) is not None
