"""Grammars that find names in a sentence by itself, and how they read a document.

Each grammar reads all sentences before the next one does. Their expressions are some megabytes together: sentence by
sentence, they would push each other out of the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.extract.mentions import Mention
from ingest.extract.text import Sentence

Grammar = Callable[[Sentence], Iterable[Mention]]


def found_by(grammars: Iterable[Grammar], sentences: list[Sentence]) -> list[list[Mention]]:
    """What the grammars find in each sentence, in their order."""
    found: list[list[Mention]] = [[] for _ in sentences]
    for grammar in grammars:
        add(found, map(grammar, sentences))
    return found


def add(found: list[list[Mention]], more: Iterable[Iterable[Mention]]) -> None:
    """Put what else was found in each sentence behind what is there."""
    for mentions, others in zip(found, more, strict=True):
        mentions.extend(others)
