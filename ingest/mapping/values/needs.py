"""Posts wanted, as an enterprise roster mentions them in one cell: 制茶工艺师2名."""

from __future__ import annotations

import re
import unicodedata

from graph.model.claims import Scalar
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.values.lists import split, tidy
from ingest.mapping.values.parsed import Cell, Link, Parsed, Thing, failed

_COUNT = re.compile(r"[\s(（:：]*(\d{1,4})\s*[名人个位]?[)）]?$")
_POST = re.compile(
    r"(?:[师员长手工医匠]|总监|经理|主任|博士|硕士|教授|专家|顾问|带头人|人才|骨干|秘书|助理|岗|主管|院士|学者|会计|出纳|司机|文员|法务|翻译|编辑|记者|医生|护士|研究员|技术员|研发|销售|财务|运营|客服|策划|教练|店长|厂长)(?:[（(][^()（）]*[)）])?$"
)


def post(cell: Cell) -> Parsed:
    """One post, with the head count that may stand behind it: 液压工程师（2人）."""
    text = unicodedata.normalize("NFKC", tidy(cell.text))
    found = _COUNT.search(text)
    name = text[: found.start()] if found else text
    if is_placeholder(name) or not re.search(r"[^\W\d_]", name) or len(name) > 100:
        return failed("invalid_key")
    return Parsed((name,), facts=(("count", int(found.group(1))),) if found else ())


def is_post(text: str) -> bool:
    """Whether a text names a post by its last words, a head count aside: 液压工程师2名."""
    return _POST.search(_COUNT.sub("", text)) is not None


def several(text: str, separators: str) -> list[str]:
    """The posts that a cell lists; a text is a list only if each of its parts names a post or a head count."""
    parts = split(text, separators)
    posts = all(_COUNT.search(unicodedata.normalize("NFKC", part)) or is_post(part) for part in parts)
    return parts if len(parts) > 1 and posts else [text]


def needs(cell: Cell) -> Parsed:
    """HAS_NEED each post, with its head count."""
    links = []
    for part in split(unicodedata.normalize("NFKC", cell.text), cell.column.split):
        found = _COUNT.search(part)
        name = tidy(part[: found.start()] if found else part)
        facts: list[tuple[str, Scalar]] = [("kind", "post")]
        facts += [("count", int(found.group(1)))] if found else []
        if 2 <= len(name) <= 60:
            links.append(Link("HAS_NEED", Thing("Need", name, facts=tuple(facts))))
    return Parsed(links=tuple(links))
