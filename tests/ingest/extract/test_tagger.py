"""The tagger's tokens tile the text, and a text's tokens do not depend on its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.content import Document
from ingest.extract import Extractor, Token
from ingest.extract.tagger import LacTagger, _Decoder


def test_tokens_tile_the_text() -> None:
    texts = ["县农业农村局局长周明远到村调研。", "", "字" * 700, "a b\tc"]
    for text, tokens in zip(texts, LacTagger().tag(texts), strict=True):
        assert "".join(token.text for token in tokens) == text
        assert [token.start for token in tokens] == [0, *(token.end for token in tokens)][: len(tokens)]


def test_neighbours_do_not_matter() -> None:
    tagger = LacTagger()
    text = "依托绿源茶业有限公司建立专家工作站。"
    assert tagger.tag([text])[0] == tagger.tag(["短句", text, "另一个更长的句子在这里，说些别的事情。"])[1]


def test_another_tagger_can_be_used() -> None:
    class Letters:
        def tag(self, texts: list[str]) -> list[list[Token]]:
            return [[Token(c, "n", i, i + 1) for i, c in enumerate(text)] for text in texts]

    extractor = Extractor(Letters())  # type: ignore[arg-type]
    assert extractor.extract(Document("空", "", ())).entities == ()


@given(
    seed=st.integers(0, 2**32 - 1),
    lengths=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    weight=st.sampled_from([0.0, 0.1, 1.0, 5.0]),
)
def test_the_decoder_finds_the_best_path(seed: int, lengths: list[int], weight: float) -> None:
    chance = np.random.default_rng(seed)
    transitions, scores = chance.normal(0, weight, (3, 3)), chance.normal(0, 1, (sum(lengths), 3))
    start = 0
    for length, path in zip(lengths, _Decoder(transitions).paths(scores, lengths), strict=True):
        own = scores[start : start + length]
        start += length

        def total(path: Sequence[int], own: Any = own) -> float:
            follow = sum(transitions[left, right] for left, right in pairwise(path))
            return float(sum(own[at, tag] for at, tag in enumerate(path)) + follow)

        assert len(path) == length
        assert total(path) == pytest.approx(max(map(total, product(range(3), repeat=length))))


def test_nothing_to_tag() -> None:
    assert LacTagger().tag([]) == []
    assert LacTagger().tag(["", ""]) == [[], []]
