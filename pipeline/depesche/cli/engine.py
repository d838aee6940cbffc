"""Loads the extractor, and spaCy with it, when a command needs it and not before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.extractor import Extractor


def load_extractor(model: str, rules: Sequence[Path] | None, names: Path | None) -> Extractor:
    """Load model and rules; raises ModelError or RuleError with the mend."""
    from depesche.extractor import Extractor  # noqa: PLC0415 - imports spaCy

    return Extractor(model=model, rules=tuple(rules or ()), names=names)
