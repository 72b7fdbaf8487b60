"""Industries: GB/T 4754—2017 down to its groups, with local industries (草果, 独龙牛) beneath.

Codes are written as on licences and forms, with the section's letter: A, A01, A016.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ingest.reference import store

Rank = Literal["section", "division", "group", "local"]

_RANKS: dict[int, Rank] = {1: "section", 3: "division", 4: "group"}
_BEFORE = re.compile(r"^[A-T]?\d{2,4}[\s.:：、—-]*(?=[\u4e00-\u9fff])|^[A-T][\s.:：、—-]*(?=[\u4e00-\u9fff])")
_CODE = re.compile(r"([A-T])(\d{0,4})|(\d{2,4})", re.IGNORECASE)
_ACTIVITY = re.compile(
    r"(?:全产业链|产业链|产业集群|产业带|产业|行业|养殖业?|种植业?|种养业?|种养殖业?|饲养|栽培|培育|培植|育苗|繁育|加工业?|精深加工"
    r"|深加工|初加工|制造业?|生产|开发|业)$"
)
_QUALITY = re.compile(
    r"^(?:绿色|生态|有机|特色|优质|高原|高山|山地|高效|现代|精品|特优|传统|林下|规模化|标准化|无公害|本地|当地|区域|主导|优势|新型|高质量|健康)"
)
_MARKS = re.compile(r"[\s、，,（）()·“”\"《》/]+")


@dataclass(frozen=True, slots=True)
class Industry:
    """One industry: `parents` are the codes right above it; a local one may have several."""

    code: str
    name: str
    rank: Rank
    parents: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndustryMatch:
    """What a text may stand for.

    `exact`: it is the name, a synonym or the code as written; otherwise a word for what is done with the product (种植,
    加工) or a quality (生态) was left out, or a class of four digits gave its group.
    """

    industry: Industry
    exact: bool

    @property
    def code(self) -> str:
        return self.industry.code


class Industries:
    """All industries by code and by name."""

    def __init__(self) -> None:
        self._industries = {industry.code: industry for industry in (*_standard(), *_local())}
        self._names: dict[str, list[Industry]] = defaultdict(list)
        for industry in self._industries.values():
            for name in dict.fromkeys((_key(industry.name), *map(_key, industry.synonyms))):
                self._names[name].append(industry)

    def __iter__(self) -> Iterator[Industry]:
        return iter(self._industries.values())

    def get(self, code: str) -> Industry | None:
        """The industry of a code: A, A01 or 01, A016 or 016, local.tea. Classes of four digits are not carried."""
        found = self._industries.get(code)
        return found or self._by_number(code)[0]

    def parents(self, code: str) -> tuple[Industry, ...]:
        """The industries right above one; empty for a section and an unknown code."""
        industry = self.get(code)
        return tuple(self._industries[above] for above in industry.parents) if industry else ()

    def ancestors(self, code: str) -> tuple[Industry, ...]:
        """All industries above one, the nearest first."""
        found: dict[str, Industry] = {}
        wave = self.parents(code)
        while wave:
            found.update((industry.code, industry) for industry in wave)
            wave = tuple(above for industry in wave for above in self.parents(industry.code) if above.code not in found)
        return tuple(found.values())

    def find(self, text: str) -> list[IndustryMatch]:
        """The industries that a text names, the local ones first; more than one is an ambiguity, none is unknown.

        Understands codes, names with a code before them (C15 酒、饮料和精制茶制造业), synonyms, and a local industry's
        name with words around it that do not change what it is: 草果产业, 草果种植, 生态草果 → 草果.
        """
        plain = unicodedata.normalize("NFKC", text).strip()
        by_code, exact = self._by_number(plain) if plain.isascii() else (None, False)
        if by_code:
            return [IndustryMatch(by_code, exact)]
        name = _BEFORE.sub("", plain)
        for index, form in enumerate(_shorter(_key(name))):
            # A word that was shortened names a product: 种植业 is a kind of work, and what is left of it no division.
            found = [i for i in self._names.get(form, []) if index == 0 or i.rank == "local"]
            if found:
                found.sort(key=lambda industry: (industry.rank != "local", len(industry.code)))
                return [IndustryMatch(industry, index == 0) for industry in found]
        return []

    def canonical(self, text: str) -> str:
        """One name for all ways to write an industry; of an unknown one, what is left without 产业, 种植, 养殖 …"""
        found = self.find(text)
        if found:
            return found[0].industry.name
        forms = list(_shorter(unicodedata.normalize("NFKC", text).strip()))
        return next((form for form in reversed(forms) if len(form) >= 2), text)

    def _by_number(self, text: str) -> tuple[Industry | None, bool]:
        match = _CODE.fullmatch(text)
        if match is None:
            return None, False
        digits = match[2] if match[1] else match[3]
        division = digits[:2]
        letter = (match[1] or self._section_of(division)).upper()
        found = self._industries.get(letter + digits)
        if found is None and len(digits) == 4:
            return self._industries.get(letter + digits[:3]), False
        return found, True

    def _section_of(self, division: str) -> str:
        return next((code[0] for code in self._industries if len(code) == 3 and code[1:] == division), "")


def _key(name: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _shorter(name: str) -> Iterator[str]:
    """A name, then ever less of it: without what is done with the product, without its qualities."""
    yield name
    seen, wave = {name}, [name]
    while wave:
        following = [pattern.sub("", form) for form in wave for pattern in (_ACTIVITY, _QUALITY)]
        wave = [form for form in dict.fromkeys(following) if form and form not in seen]
        seen.update(wave)
        yield from wave


def _standard() -> Iterator[Industry]:
    text = (store.folder() / "gb4754-2017.tsv").read_text(encoding="utf-8")
    for code, name in (line.split("\t") for line in text.splitlines()):
        above = {1: "", 3: code[0], 4: code[:3]}[len(code)]
        yield Industry(code, name, _RANKS[len(code)], (above,) if above else ())


def _local() -> Iterator[Industry]:
    entries: list[dict[str, Any]] = store.own("local_industries.yaml")
    for entry in entries:
        synonyms = tuple(map(str, entry.get("synonyms", ())))
        yield Industry(entry["code"], str(entry["name"]), "local", tuple(entry["parents"]), synonyms)


@cache
def industries() -> Industries:
    """The industries of this version, read once."""
    return Industries()
