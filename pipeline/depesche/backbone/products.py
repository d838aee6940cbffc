"""Multiply the model's matrices by numpy: half of the backbone's time goes there.

spaCy's layers call the BLIS that is compiled into their own wheel. The OpenBLAS in numpy's wheels has
kernels for the processor at hand and multiplies matrices of this size about three times as fast on one
thread. On several it is many times slower wherever the cores have other work, other workers above all.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


class OneThreadOps(NumpyOps):  # type: ignore[misc]  # thinc types it as Any
    """thinc's operations on numpy arrays, with products by numpy's BLAS on one thread."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)
        self._libraries = ThreadpoolController().select(user_api="blas")

    def gemm(self, *arrays: Any, **options: Any) -> Any:
        """The product of two matrices; how many threads others may use is the same afterwards."""
        with self._libraries.limit(limits=1):
            return super().gemm(*arrays, **options)


def multiply_by_numpy(nlp: Language) -> None:
    """Let the layers of all components of `nlp` that run on the processor multiply by numpy, in place."""
    ops = OneThreadOps()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = ops
