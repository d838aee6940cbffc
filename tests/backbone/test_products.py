"""The model's matrices are multiplied on one thread, and other users of numpy do not notice."""

from __future__ import annotations

import numpy as np
import spacy
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from depesche.backbone import load_backbone
from depesche.backbone.products import OneThreadOps, multiply_by_numpy


def test_products_are_the_same() -> None:
    random = np.random.default_rng(7)
    left = random.random((40, 288), dtype=np.float32)
    right = random.random((96, 288), dtype=np.float32)
    one = OneThreadOps().gemm(left, right, trans2=True)
    assert one.dtype == np.float32
    np.testing.assert_allclose(one, NumpyOps().gemm(left, right, trans2=True), rtol=1e-4)


def test_the_number_of_threads_comes_back() -> None:
    libraries = ThreadpoolController().select(user_api="blas")

    def threads() -> list[int]:
        return [
            int(library["num_threads"]) for library in ThreadpoolController().select(user_api="blas").info()
        ]

    with libraries.limit(limits=2):
        before = threads()
        OneThreadOps().gemm(np.ones((3, 3), dtype=np.float32), np.ones((3, 3), dtype=np.float32))
        assert threads() == before


def test_every_layer_multiplies_by_numpy() -> None:
    nlp = load_backbone("embedded").nlp
    layers = [layer for _, pipe in nlp.pipeline if hasattr(pipe, "model") for layer in pipe.model.walk()]
    assert layers
    assert {type(layer.ops) for layer in layers} == {OneThreadOps}


def test_a_pipeline_without_models_is_left_alone() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    multiply_by_numpy(nlp)
    assert nlp.pipe_names == ["sentencizer"]
