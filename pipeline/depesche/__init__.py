"""Depesche reads German business news and returns companies, people, amounts, dates and deals.

>>> from depesche import Extractor
>>> record = Extractor().extract("Meta kauft Scale AI.", published="2025-07-01")

What ``__all__`` names is the public API, with ``depesche.records``, ``depesche.frame`` and
``depesche.adapters``; everything else may change from one version to the next.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from depesche.errors import DepescheError, InputError, ModelError, OutputError, RuleError
from depesche.records import SCHEMA_VERSION, Article, Extraction

if TYPE_CHECKING:
    from depesche.extractor import Extractor, Failure
    from depesche.io.schema import record_schema
    from depesche.io.stored import read_records

try:
    __version__ = version("depesche")
except PackageNotFoundError:  # a source tree on the path, not installed
    __version__ = "0+unknown"

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "DepescheError",
    "Extraction",
    "Extractor",
    "Failure",
    "InputError",
    "ModelError",
    "OutputError",
    "RuleError",
    "__version__",
    "read_records",
    "record_schema",
]

_LATE = {
    "Extractor": "depesche.extractor",
    "Failure": "depesche.extractor",
    "read_records": "depesche.io.stored",
    "record_schema": "depesche.io.schema",
}
"""What is imported, and spaCy with it, only when it is asked for."""


def __getattr__(name: str) -> Any:
    """Import a part of the API that is imported late."""
    if name not in _LATE:
        raise AttributeError(f"module 'depesche' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - as late as the rest

    return getattr(import_module(_LATE[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATE})
