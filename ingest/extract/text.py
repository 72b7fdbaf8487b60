"""A document as sentences, each with its tokens and the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.content import Block, Document
from ingest.extract.mend import mended
from ingest.extract.regexes import WORD_SETS, needed_bits, regex
from ingest.extract.tagger import Tagger, Token
from ingest.extract.word_sets import ANY

_BREAKS = frozenset("。；！？!?;\n")
_OPEN, _CLOSE = "《“（(", "》”）)"
_MARK = regex("[。；！？!?;\n《“（(》”）)\u3000]")
_MAX_HEADING = 45
MAX_SENTENCE = 500
"""Some rules look at every pair of words of a sentence, so a text without full stops must not become one sentence."""
_LEVELS = tuple(
    regex(pattern)
    for pattern in (
        r"\s*(?:第[一二三四五六七八九十]+[章节部]|【)",
        r"\s*[一二三四五六七八九十]+、",
        r"\s*[（(][一二三四五六七八九十]+[）)]",
        r"\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[★◆■▲➤☆◇]|(?:需求|案例|典型|榜题|项目)[一二三四五六七八九十\d]+[：:])",
    )
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` starts at `start` in the document; token offsets count within `text`; `headings` run outermost first.

    A cell of a table is a sentence of its own; `cell` counts its column from 0.
    """

    text: str
    start: int
    block: int
    headings: tuple[str, ...] = ()
    is_heading: bool = False
    tokens: list[Token] = field(default_factory=list)
    cell: int | None = None
    held: int = field(default=ANY, repr=False, compare=False)
    """The words of expressions in the text. Who changes the text must not keep it."""

    def may_match(self, expression: re.Pattern[str]) -> bool:
        """Whether an expression can match in the sentence, or in a part of it; False only if it cannot."""
        needed = needed_bits(expression)
        return self.held & needed == needed

    def finditer(self, expression: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches of an expression in the text."""
        needed = needed_bits(expression)
        return expression.finditer(self.text) if self.held & needed == needed else iter(())

    def search(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        """The first match of an expression in the text."""
        return expression.search(self.text) if self.may_match(expression) else None


_PERSON = regex(
    r"[\d.、．（）()　 ]{0,6}(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}[·•][\u4e00-\u9fff·•]{1,12})"
    r"(?:[（(][^（）()]{1,12}[）)])?"
)
_BODY = regex("[局厅委院所部办府会社校司厂室站园处联盟]$|(?:中心|大学|医院|集团|公司)$")


def read(document: Document, tagger: Tagger) -> list[Sentence]:
    """Split a document into tagged sentences. No sentence crosses a block."""
    sentences = list(_sentences(document))
    for sentence, tokens in zip(sentences, tagger.tag([s.text for s in sentences]), strict=True):
        sentence.tokens.extend(mended(tokens, sentence.may_match))
    return sentences


def _sentences(document: Document) -> Iterator[Sentence]:
    stack: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        if is_row(block.text):
            for column, (start, end) in enumerate(_cells(block.text)):
                text = block.text[start:end]
                headings, held = tuple(t for _, t in stack), WORD_SETS.held(text)
                yield Sentence(text, block.start + start, number, headings, cell=column, held=held)
            continue
        spans = list(_split(block.text))
        for index, (start, end) in enumerate(spans):
            text = block.text[start:end]
            level = _level(block, text, alone=len(spans) == 1) if index == 0 else None
            if level is not None:
                stack = [entry for entry in stack if entry[0] < level]
            headings, held = tuple(t for _, t in stack), WORD_SETS.held(text)
            yield Sentence(text, block.start + start, number, headings, level is not None, held=held)
            if level is not None:
                stack.append((level, text))


def is_row(text: str) -> bool:
    """Whether a block is a row of a table: cells parted by tabs, or by bars with or without those at its ends."""
    barred = len(text) > 2 and text[0] == "|" == text[-1]
    return "\t" in text.strip() or barred or text.count(" | ") > 1


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """The cells of a row without the white space around them; an empty one keeps its place."""
    bar = "\t" if "\t" in text else "|"
    at = 1 if text[0] == bar == "|" else 0
    for cell in text[at : len(text) - at].split(bar):
        left = at + len(cell) - len(cell.lstrip())
        yield left, left + len(cell.strip())
        at += len(cell) + 1


def _level(block: Block, text: str, *, alone: bool) -> int | None:
    """The heading level of a block's first sentence, or None. A run-in heading (（一）强化服务。一是…) counts."""
    if len(text) > _MAX_HEADING or text[0] == "—":
        return None
    level = next((i for i, pattern in enumerate(_LEVELS) if pattern.match(text)), None)
    if level is None:
        if block.kind == "heading":
            return len(_LEVELS)
        plain = alone and len(text) <= 25 and not re.search("[，。：:；]", text)
        return len(_LEVELS) if plain and text[-1] not in "、！？）)" else None
    if "，" in text and text[-1] == "。" and alone and len(text) > 30:
        return None
    return level


def _split(text: str) -> Iterator[tuple[int, int]]:
    start = depth = 0
    for mark in _MARK.finditer(text):
        i, char = mark.start(), mark.group()
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif (char in _BREAKS and (depth == 0 or char == "\n")) or (
            char == "\u3000" and depth == 0 and _apart(text, start, i)
        ):
            yield from _pieces(text, start, i + 1)
            start, depth = i + 1, 0
    yield from _pieces(text, start, len(text))


def _apart(text: str, start: int, at: int) -> bool:
    """甲市科学技术局　甲市财政局: a wide space between two bodies that fill a line parts them; behind
    1　李方（女） goes on what is said of that person.
    """
    behind = text[at:].strip()
    person = _PERSON.fullmatch(text, start, at) is not None and _BODY.search(text, start, at) is None
    return not person and at - start >= 5 and len(behind) >= 5 and not re.search("[，。；：]", text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence behind its last comma, or anywhere."""
    while end - start > MAX_SENTENCE:
        comma = max(text.rfind("，", start, start + MAX_SENTENCE), text.rfind("、", start, start + MAX_SENTENCE))
        cut = comma + 1 if comma > start else start + MAX_SENTENCE
        yield from _trim(text, start, cut)
        start = cut
    yield from _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
