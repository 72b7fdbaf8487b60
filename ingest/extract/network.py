"""The network of Baidu LAC: how well each tag suits each character, for texts of all lengths.

The exported network takes the lengths of its texts but does not give them to its recurrent layers, so that padding
leaks into what they read backwards. `with_lengths` mends that in the model as it is loaded: texts of differing length
can run together, and each is read as if it ran alone, as the network was trained.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import onnxruntime as ort

MOST = 32
"""At most so many texts run together."""
FEW = 4
"""Fewer texts than these do not keep a core busy: a text that runs alone takes as long as one and a half in company."""
ALIKE, ALIKE_AMONG_FEW = 0.93, 0.75
"""A text runs with a longest one if it has at least this share of its length; the rest of it is padding."""


class Network:
    """Runs the model in batches on one thread. Several threads may use it at once."""

    def __init__(self, model: bytes, unknown: int) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = ort.InferenceSession(with_lengths(model), options, providers=["CPUExecutionProvider"])
        self._tags: int = self._session.get_outputs()[0].shape[2]
        self._unknown = unknown

    def scores(self, texts: Sequence[Sequence[int]]) -> Any:
        """An array of characters and tags, one text behind the other; texts are numbers of characters, never empty."""
        lengths = [len(text) for text in texts]
        ends = list(accumulate(lengths))
        found = np.empty((ends[-1], self._tags), dtype=np.float32)
        for batch in batches(lengths):
            scores = self._run([texts[i] for i in batch])
            for row, i in enumerate(batch):
                found[ends[i] - lengths[i] : ends[i]] = scores[row, : lengths[i]]
        return found

    def _run(self, texts: list[Sequence[int]]) -> Any:
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        numbers = np.full((len(texts), int(lengths.max())), self._unknown, dtype=np.int64)
        for row, text in enumerate(texts):
            numbers[row, : len(text)] = text
        return self._session.run(None, {"token_ids": numbers, "length": lengths})[0]


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts that run together, the longest first."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        if batch:
            share = ALIKE_AMONG_FEW if len(batch) < FEW else ALIKE
            if len(batch) == MOST or lengths[i] < share * lengths[batch[0]]:
                yield batch
                batch = []
        batch.append(i)
    if batch:
        yield batch


_GRAPH, _NODE = 7, 1
_INPUT, _OUTPUT, _TYPE, _ATTRIBUTE = 1, 2, 4, 5
"""Numbers of fields in the messages that make up a model (onnx.proto)."""
_TO_INT32 = b"\x0a\x02to\x18\x06\xa0\x01\x02"
"""The attribute `to` of a conversion: INT32, an integer."""
_LENGTHS = 4
"""Which input of a recurrent layer tells the lengths of its texts."""


def with_lengths(model: bytes) -> bytes:
    """An ONNX model whose recurrent layers (GRU) know the lengths of the texts, which it takes as input `length`."""
    return b"".join(_changed_model(memoryview(model)))


def _changed_model(model: memoryview) -> Iterator[bytes | memoryview]:
    cast = _field(_INPUT, b"length") + _field(_OUTPUT, b"lengths") + _field(_TYPE, b"Cast")
    for number, content, whole in _fields(model):
        if number != _GRAPH:
            yield whole
            continue
        parts = [_field(_NODE, cast + _field(_ATTRIBUTE, _TO_INT32)), *map(_changed_part, _fields(content))]
        yield _head(_GRAPH, sum(map(len, parts)))
        yield from parts


def _changed_part(part: _Field) -> bytes | memoryview:
    """A part of the graph; if it is a recurrent layer, with the lengths."""
    number, content, whole = part
    if number != _NODE:
        return whole
    fields = list(_fields(content))
    if not any(kind == _TYPE and bytes(value) == b"GRU" for kind, value, _ in fields):
        return whole
    inputs = [bytes(name) for kind, name, _ in fields if kind == _INPUT]
    inputs[_LENGTHS] = inputs[_LENGTHS] or b"lengths"
    others = [field for kind, _, field in fields if kind != _INPUT]
    return _field(_NODE, b"".join([*(_field(_INPUT, name) for name in inputs), *others]))


_Field = tuple[int, memoryview, memoryview]
"""The number of a field in a protobuf message, its content if that has a length, and the whole field."""


def _fields(message: memoryview) -> Iterator[_Field]:
    at = 0
    while at < len(message):
        start = at
        key, at = _number(message, at)
        kind, content = key & 7, message[at:at]
        if kind == 2:
            length, at = _number(message, at)
            content = message[at : at + length]
            at += length
        elif kind == 0:
            _, at = _number(message, at)
        else:
            at += 8 if kind == 1 else 4
        yield key >> 3, content, message[start:at]


def _number(message: memoryview, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _field(number: int, content: bytes) -> bytes:
    return _head(number, len(content)) + content


def _head(number: int, length: int) -> bytes:
    """What stands before the content of a field."""
    head = bytearray((number << 3 | 2,))
    while length > 127:
        head.append(length & 127 | 128)
        length >>= 7
    return bytes((*head, length))
