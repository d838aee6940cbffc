"""Train by a config, as ``spacy train`` does, with NumPy's matrix products.

spaCy's own products (BLIS) take twice the time of those of NumPy (OpenBLAS) for the small matrices
here; that is half of the training time. ``spacy train`` would set spaCy's own again.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run_training
from thinc.api import NumpyOps, set_current_ops

import depesche.backbone.word_classes  # noqa: F401 - registers a component
import recipe.reader  # noqa: F401 - registers the readers


class NumpyProducts(NumpyOps):  # type: ignore[misc]  # thinc types it as Any
    """The usual operations, but for matrix products."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """``x @ y``, either transposed first, written to ``out`` where given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def overrides(pairs: list[str]) -> dict[str, object]:
    """``section.key=value`` as spaCy takes it; what reads as a number is one."""
    split = (pair.split("=", 1) for pair in pairs)
    return {key: _number(value) for key, value in split}


def _number(value: str) -> object:
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path, help="folder for model-best and model-last")
    parser.add_argument("settings", nargs="*", help="values of the config: section.key=value")
    arguments = parser.parse_args()
    set_current_ops(NumpyProducts())
    config = util.load_config(arguments.config, overrides(arguments.settings), interpolate=False)
    arguments.out.mkdir(parents=True, exist_ok=True)
    run_training(init_nlp(config), arguments.out)


if __name__ == "__main__":
    main()
