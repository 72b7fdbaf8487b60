"""How headings are compared: by their characters, whatever their spaces, brackets, asterisks and numbering."""

from __future__ import annotations

import re
import unicodedata

# The reader's white space, and marks that say something about filling in, not about the column.
_DROPPED = re.compile(r"[\s*＊:：“”\"'‘’]+")
_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")
_NUMBERED = re.compile(r"(?<=\D)\d{1,2}$")
# Say nothing without the heading above them.
_GENERIC = frozenset(
    ["名称", "年份", "级别", "时间", "起", "止", "单位", "取得时间", "类型", "类别", "备注", "数量", "代码"]
)


def clean(text: str) -> str:
    """A heading as shown in reports: without white space."""
    return re.sub(r"\s+", "", text)


def forms(heading: str) -> tuple[str, ...]:
    """The forms under which a heading is looked up, best first. What stands in brackets mostly explains how to fill in
    (首席专家（单位） is the expert, not the unit), so it counts second."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", heading)).casefold()
    inside, without = _BRACKETS.sub("", text), _BRACKETED.sub("", text)
    found = [without, inside, _NUMBERED.sub("", without)]
    return tuple(dict.fromkeys(form for form in found if form))


def lookup_forms(parent: str, child: str) -> tuple[str, ...]:
    """The forms of a heading under a parent heading (empty for none), best first."""
    if not parent:
        return forms(child)
    joined = [f"{p}/{c}" for p in forms(parent) for c in forms(child)]
    joined += [p + c for p in forms(parent) for c in forms(child)]
    alone = [form for form in forms(child) if form not in _GENERIC]
    return tuple(dict.fromkeys((*joined, *alone)))
