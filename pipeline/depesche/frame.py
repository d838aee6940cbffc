"""Data frames of pandas or polars: articles in a column become records, records a table of deals.

>>> from depesche import Extractor, frame
>>> news = frame.with_records(news, Extractor(), text="body", published="date")
>>> deals = frame.deals(news["depesche"], library="pandas")
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar, cast

from depesche.errors import DepescheError, InputError
from depesche.extractor import Extractor
from depesche.io import InputFile, Limits
from depesche.io.deal_rows import COLUMNS, deal_rows
from depesche.io.readers.fields import ArticleField, article_from
from depesche.records import Extraction
from depesche.wording import LANGUAGES, load_wording

Library = Literal["pandas", "polars"]
FrameT = TypeVar("FrameT")

_FILE = InputFile(None, "data frame", "row")
_NUMBERS = ("amount", "valuation", "stake_percent", "headcount", "confidence")
"""Columns of deals that hold numbers; a table for reckoning has floats, exact sums are in the records."""


def with_records(
    frame: FrameT,
    extractor: Extractor,
    *,
    text: str = "text",
    article_id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    into: str = "depesche",
) -> FrameT:
    """The frame with a column more, ``into``: each row's record as JSON, or null where there is no text.

    ``frame`` is of pandas or polars, the result of the same; the other names are columns of it. An article
    that cannot be extracted raises DepescheError that names the row.
    """
    columns: dict[ArticleField, str | None] = {
        "text": text,
        "id": article_id,
        "title": title,
        "published": published,
    }
    given = {field: cast("Any", frame)[name] for field, name in columns.items() if name is not None}
    rows = zip(*(values.to_list() for values in given.values()), strict=True)
    records = [
        _record(extractor, dict(zip(given, row, strict=True)), number) for number, row in enumerate(rows)
    ]
    if type(frame).__module__.startswith("polars"):
        polars = importlib.import_module("polars")
        return cast("FrameT", cast("Any", frame).with_columns(polars.Series(into, records, polars.String)))
    return cast("FrameT", cast("Any", frame).assign(**{into: records}))


def deals(records: Iterable[Extraction | str | None], *, library: Library = "pandas") -> Any:
    """A frame with a row for each deal; ``records``: records, or their JSON as ``with_records`` gives it.

    Columns are those of ``depesche deals --csv``. Raises DepescheError where the library is not installed.
    """
    wording = load_wording(LANGUAGES[0])
    rows = [_numbers(row.cells) for record in _read(records) for row in deal_rows(record, wording)]
    columns = {name: [row.get(name) for row in rows] for name in COLUMNS}
    try:
        module = importlib.import_module(library)
    except ImportError as error:
        raise DepescheError(f"{library} is not installed; pip install 'depesche[{library}]'") from error
    if library == "polars":
        schema = {name: module.Float64 if name in _NUMBERS else module.String for name in COLUMNS}
        return module.DataFrame(columns, schema=schema)
    frame = module.DataFrame(columns)
    return frame.astype(dict.fromkeys(_NUMBERS, "float64"))


def _record(extractor: Extractor, fields: dict[ArticleField, Any], row: int) -> str | None:
    if not isinstance(fields["text"], str) or not fields["text"].strip():
        return None
    # NaN and NaT, which pandas has for what is missing, are not equal to themselves.
    known: dict[str, object] = {name: value for name, value in fields.items() if value == value}  # noqa: PLR0124
    try:
        article = article_from(known, file=_FILE, fallback_id=f"row:{row}", limits=Limits())
    except InputError as error:
        raise InputError(f"row {row}: {error}") from error
    return extractor.extract(article.model_copy(update={"path": None})).model_dump_json()


def _read(records: Iterable[Extraction | str | None]) -> Iterator[Extraction]:
    for record in records:
        if isinstance(record, Extraction):
            yield record
        elif isinstance(record, str):
            yield Extraction.model_validate_json(record)


def _numbers(cells: Mapping[str, Any]) -> dict[str, Any]:
    floats = {name: float(cells[name]) for name in _NUMBERS if cells[name] is not None}
    return {**cells, **floats}
