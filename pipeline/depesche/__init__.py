"""Depesche reads German business news and returns companies, people, amounts, dates and deals.

>>> from depesche import Extractor
>>> record = Extractor().extract("Meta kauft Scale AI.", published="2025-07-01")
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from depesche.errors import DepescheError, InputError, ModelError, RuleError
from depesche.records import Article, Extraction

if TYPE_CHECKING:
    from depesche.extractor import Extractor, Failure

try:
    __version__ = version("depesche")
except PackageNotFoundError:  # a source tree on the path, not installed
    __version__ = "0+unknown"

__all__ = [
    "Article",
    "DepescheError",
    "Extraction",
    "Extractor",
    "Failure",
    "InputError",
    "ModelError",
    "RuleError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Import the extractor, and spaCy with it, only when it is asked for."""
    if name in {"Extractor", "Failure"}:
        from depesche import extractor  # noqa: PLC0415 - keeps `import depesche` fast

        return getattr(extractor, name)
    raise AttributeError(f"module 'depesche' has no attribute {name!r}")
