"""A document as sentences, each with its tokens and the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.content import Block, Document
from ingest.extract.tagger import Tagger, Token

_BREAKS = frozenset("。；！？!?;\n")
_OPEN, _CLOSE = "《“（(", "》”）)"
_MAX_HEADING = 45
MAX_SENTENCE = 500
"""Some rules look at every pair of words of a sentence, so a text without full stops must not become one sentence."""
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*(?:第[一二三四五六七八九十]+[章节部]|【)",
        r"\s*[一二三四五六七八九十]+、",
        r"\s*[（(][一二三四五六七八九十]+[）)]",
        r"\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])",
    )
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` starts at `start` in the document; token offsets count within `text`; `headings` run outermost first."""

    text: str
    start: int
    block: int
    headings: tuple[str, ...] = ()
    is_heading: bool = False
    tokens: list[Token] = field(default_factory=list)


def read(document: Document, tagger: Tagger) -> list[Sentence]:
    """Split a document into tagged sentences. No sentence crosses a block."""
    sentences = list(_sentences(document))
    for sentence, tokens in zip(sentences, tagger.tag([s.text for s in sentences]), strict=True):
        sentence.tokens.extend(tokens)
    return sentences


def _sentences(document: Document) -> Iterator[Sentence]:
    stack: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        spans = list(_split(block.text))
        for index, (start, end) in enumerate(spans):
            text = block.text[start:end]
            level = _level(block, text, alone=len(spans) == 1) if index == 0 else None
            if level is not None:
                stack = [entry for entry in stack if entry[0] < level]
            yield Sentence(text, block.start + start, number, tuple(t for _, t in stack), level is not None)
            if level is not None:
                stack.append((level, text))


def _level(block: Block, text: str, *, alone: bool) -> int | None:
    """The heading level of a block's first sentence, or None. A run-in heading (（一）强化服务。一是…) counts."""
    if len(text) > _MAX_HEADING:
        return None
    level = next((i for i, pattern in enumerate(_LEVELS) if pattern.match(text)), None)
    if level is None:
        if block.kind == "heading":
            return len(_LEVELS)
        return len(_LEVELS) if alone and len(text) <= 25 and text[-1] not in "。；，、：:！？）)" else None
    if "，" in text and text[-1] == "。" and alone and len(text) > 30:
        return None
    return level


def _split(text: str) -> Iterator[tuple[int, int]]:
    start = depth = 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in _BREAKS and (depth == 0 or char == "\n"):
            yield from _pieces(text, start, i + 1)
            start, depth = i + 1, 0
    yield from _pieces(text, start, len(text))


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
