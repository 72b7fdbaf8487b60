"""Sentences of a document as passages: what evidence shows.

A passage has the text as it was read, with ID, account and mobile numbers blotted out character for character; its
locator leads to the original (see `ingest.content`).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from graph.model.claims import Locator, Mark, Passage
from ingest.content import Block, Document
from ingest.mapping.masking import blotted

_SENTENCE_END = re.compile(r"[。！？；!?;]+[”’」』）)]*|\n")
LONGEST = 600  # characters of a passage; longer sentences are cut around what they state


class PassageBook:
    """Collects the sentences that something stands in, each once, in the order they are asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts: list[int] = []
        self._sentences: list[tuple[int, int, Block]] = []
        for block in document.blocks:
            for start, end in _sentences(block):
                self._starts.append(start)
                self._sentences.append((start, end, block))
        self._index: dict[tuple[int, int], int] = {}
        self._spans: list[tuple[int, int]] = []  # of the passages, in the document's text
        self.passages: list[Passage] = []

    def at(self, start: int, end: int) -> int:
        """The index of the passage that holds characters `start` to `end` of the document's text."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        if self._sentences[first][1] <= start and first + 1 < len(self._starts) and self._starts[first + 1] < end:
            first += 1  # it begins with what stands between the two (a list's mark)
        begin, finish, block = self._sentences[first]
        following = first + 1
        while finish < end and following < len(self._sentences) and self._sentences[following][2] is block:
            finish = self._sentences[following][1]
            following += 1
        if finish - begin > LONGEST:
            begin = max(begin, start - LONGEST // 2)
            finish = min(finish, max(end, begin + LONGEST))
        if (begin, finish) not in self._index:
            self._index[begin, finish] = len(self.passages)
            self._spans.append((begin, finish))
            self.passages.append(self._passage(block, begin, finish))
        return self._index[begin, finish]

    def spans(self) -> list[Mark]:
        """Where each sentence stands in the document's text, in its order."""
        return [(start, end) for start, end, _ in self._sentences]

    def sentence(self, index: int) -> Passage:
        """A sentence, by its place among `spans`."""
        start, end, block = self._sentences[index]
        return self._passage(block, start, end)

    def place(self, index: int) -> Mark:
        """Where a passage stands in the document's text."""
        return self._spans[index]

    def mark(self, index: int, start: int, end: int) -> Mark | None:
        """Characters of the document's text as characters of a passage, None where it holds none of them."""
        first, last = self._spans[index]
        begin, finish = max(start, first), min(end, last)
        return (begin - first, finish - first) if begin < finish else None

    def _passage(self, block: Block, start: int, end: int) -> Passage:
        return Passage(self._locator(block, start, end), blotted(self._document.text[start:end]))

    def _locator(self, block: Block, start: int, end: int) -> Locator:
        place = self._document.place(start, end)
        locator: Locator = {"paragraph": block.paragraph, "start": place.start, "end": place.end}
        if place.page is not None and place.line is not None:
            return {"page": place.page, "line": place.line, **locator}
        return {"page": block.page, **locator} if block.page is not None else locator


def _sentences(block: Block) -> list[tuple[int, int]]:
    """The (start, end) of each sentence of a block, in the document's text; white space at the ends left out."""
    spans, position = [], 0
    for cut in [*(m.end() for m in _SENTENCE_END.finditer(block.text)), len(block.text)]:
        piece = block.text[position:cut]
        if piece.strip():
            start = position + len(piece) - len(piece.lstrip())
            spans.append((block.start + start, block.start + position + len(piece.rstrip())))
        position = cut
    return spans
