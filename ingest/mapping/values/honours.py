"""Programmes and honours in a cell, with the year: 某计划（2019）、2017年入选某工程、某津贴/2021."""

from __future__ import annotations

import re
import unicodedata

from graph.model.claims import Scalar
from ingest.mapping.values.lists import split, tidy
from ingest.mapping.values.parsed import Cell, Link, Parsed, Thing

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_BRACKET_YEAR = re.compile(r"[(（]\s*((?:19|20)\d{2})\s*年?(?:度)?[^()（）]{0,8}[)）]")
_LEADING_YEAR = re.compile(r"^((?:19|20)\d{2})\s*年?(?:度|\d{1,2}月)?[,，:：\s]*")
_ONLY_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?(?:度)?")
_TRAILING_YEAR = re.compile(r"[\s/,，]*((?:19|20)\d{2})\s*年?(?:度|入选|获评|获批)?$")
_BATCH = re.compile(r"[(（]?(第[一二三四五六七八九十\d]{1,3}批(?:次)?)[)）]?")
_VERB = re.compile(r"^(?:(?:被)?(?:入选|享受|荣获|获评?为?|评为|授予|确定为|认定为|列入|入围)了?)+(?:为|成为)?")
_HONOUR = re.compile(
    r"(?:津贴|奖|奖章|称号|模范|标兵|能手|先进\S*|突出贡献\S*|专家|工匠|大师|劳模|楷模)(?:获得者|人选)?$"
)

_BEARER = re.compile(r"(?<=津贴|奖项|奖章|称号|计划|工程|项目)的?(?:专家|获得者|获奖者|人选|入选者|入选人才|人员)$")
_STATE_ALLOWANCE = re.compile(r"(?:国务院(?:政府)?特?殊?津贴|国贴)")
"""The allowance has one name, and many who write it shorter."""


def selections(cell: Cell) -> Parsed:
    """SELECTED_FOR each programme or honour; a year alone belongs to what stands before it."""
    links: list[Link] = []
    for part in split(unicodedata.normalize("NFKC", cell.text).replace("\n(", "("), cell.column.split):
        year = _ONLY_YEAR.fullmatch(part)
        if year and links:
            links[-1] = Link("SELECTED_FOR", links[-1].thing, {**links[-1].qualifiers, "year": int(year.group(1))})
        elif not year:
            link = _selection(part)
            links += [link] if link else []
    return Parsed(links=tuple(links))


def _selection(text: str) -> Link | None:
    qualifiers: dict[str, Scalar] = {}
    for pattern in (_BRACKET_YEAR, _LEADING_YEAR, _TRAILING_YEAR):
        found = pattern.search(text)
        if found:
            qualifiers.setdefault("year", int(found.group(1)))
            text = text[: found.start()] + text[found.end() :]
    batch = _BATCH.search(text)
    if batch:
        qualifiers["batch"] = batch.group(1)
        text = text.replace(batch.group(), "")
    name = _BEARER.sub("", tidy(_VERB.sub("", text.strip()).strip(" ,，、:：年度")))
    name = "国务院政府特殊津贴" if _STATE_ALLOWANCE.fullmatch(name) else name
    return Link("SELECTED_FOR", Thing(kind_of(name), name), qualifiers) if len(name) >= 2 else None


def kind_of(name: str) -> str:
    """Honor or Programme by the name's ending."""
    return "Honor" if _HONOUR.search(name.rstrip('”"')) else "Programme"
