"""The words that expressions need, and which of them a text holds: one look tells for all expressions at once.

Of the expressions of the rules hardly one in fifteen matches a sentence. Most others lack a word there that they cannot
do without, and need not be searched.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from threading import Lock

ANY = -1
"""What a text holds of which nothing is known: it may hold everything."""


class WordSets:
    """Sets of letters and pairs of letters, each a bit of a number; a text that holds a word of a set has its bit.

    Sets may be added while other threads look at texts; a text has the bits of all sets that came after it, too.
    """

    def __init__(self) -> None:
        self._bit: dict[str, int] = {}
        self._holding: dict[str, int] = {}
        self._adding = Lock()

    def bits(self, sets: Iterable[str]) -> int:
        """The bits of some sets, the words of each parted by an end of line. New ones are added."""
        found = 0
        for words in sets:
            found |= self._bit.get(words) or self._add(words)
        return found

    def _add(self, words: str) -> int:
        with self._adding:
            bit = 1 << len(self._bit)
            for word in words.split("\n"):
                self._holding[word] = self._holding.get(word, 0) | bit
            return self._bit.setdefault(words, bit)

    def held(self, text: str) -> int:
        """The bits of all sets of which a text holds a word."""
        held = -1 << len(self._bit)  # before a look at the text
        holding = self._holding
        for word in {*text, *map(add, text, text[1:])}:
            if word in holding:
                held |= holding[word]
        return held
