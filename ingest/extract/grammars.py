"""Grammars that find names in a sentence by itself, and how they read a document.

Each grammar reads all sentences before the next one does. Their expressions are some megabytes together: sentence by
sentence, they would push each other out of the processor's cache.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.extract.mentions import Mention
from ingest.extract.regexes import needed_bits
from ingest.extract.text import Sentence

Find = Callable[[Sentence], Iterable[Mention]]
Expressions = Callable[[], Iterable[re.Pattern[str]]]
"""Expressions are compiled when they are first asked for."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Finds names in a sentence; in one that none of the expressions which tell them can match it finds nothing."""

    find: Find
    told_by: Expressions | None = None


def told_by(expressions: Expressions) -> Callable[[Find], Grammar]:
    """A grammar that finds nothing where none of these expressions matches."""
    return lambda find: Grammar(find, expressions)


def found_by(grammars: Iterable[Grammar], sentences: list[Sentence]) -> list[list[Mention]]:
    """What the grammars find in each sentence of a document, in their order."""
    found: list[list[Mention]] = [[] for _ in sentences]
    for grammar in grammars:
        told = range(len(sentences)) if grammar.told_by is None else matching(grammar.told_by(), sentences)
        for number in told:
            found[number].extend(grammar.find(sentences[number]))
    return found


def matching(expressions: Iterable[re.Pattern[str]], sentences: list[Sentence]) -> list[int]:
    """The numbers of the sentences in which one of some expressions may match."""
    found: set[int] = set()
    for expression in expressions:
        needed = needed_bits(expression)
        found.update([number for number, sentence in enumerate(sentences) if sentence.held & needed == needed])
    return sorted(found)


def add(found: list[list[Mention]], more: Iterable[Iterable[Mention]]) -> None:
    """Put what else was found in each sentence behind what is there."""
    for mentions, others in zip(found, more, strict=True):
        mentions.extend(others)
