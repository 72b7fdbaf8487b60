"""Punctuation as Chinese texts have it: many are typed or copied with half-width commas, brackets and quotation marks.

The rules know only full-width marks. Every character is replaced by one character, so that places stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.content import Document
from ingest.extract.regexes import regex

_HAN = "\u3400-\u9fff"
_CHINESE = rf"[{_HAN}，。；：、！？（）“”《》〈〉【】…—％]"
_MARKS = str.maketrans(",;:?!", "，；：？！")
_WIDE = {full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""Full-width digits and letters, which count as their half-width ones."""
_MARK = regex(rf"(?<={_CHINESE})[,;:?!]|[,;:?!](?={_CHINESE})")
_BRACKETS = regex(r"\(([^()\n]{0,80})\)")
_BESIDE = regex(_CHINESE)
_QUOTED = regex(r'"([^"\n]{1,60})"')
_HALF = regex('[,;:?!("\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]')


def full_width(text: str) -> str:
    """The text with full-width marks where Chinese stands beside or within them; equal in length.

    1,000 and 3:1 stay, and so does what is written in Latin letters alone.
    """
    if _HALF.search(text) is None:
        return text
    text = _BRACKETS.sub(_bracketed, text.translate(_WIDE))
    text = _QUOTED.sub(lambda quoted: f"“{quoted[1]}”" if _BESIDE.search(quoted[1]) else quoted[0], text)
    return _MARK.sub(lambda mark: mark[0].translate(_MARKS), text)


def _bracketed(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - 1) : match.end() + 1]
    return f"（{match[1]}）" if _BESIDE.search(around) else match[0]


def chinese(document: Document) -> Document:
    """The document with full-width marks, each block at its place."""
    text = full_width(document.text)
    if text == document.text:
        return document
    blocks = (replace(block, text=text[block.start : block.start + len(block.text)]) for block in document.blocks)
    return replace(document, text=text, blocks=tuple(blocks))
