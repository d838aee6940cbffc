"""Other libraries on the same articles in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date, datetime

import spacy
from dateparser.search import search_dates
from price_parser import Price
from quantulum3 import parser as quantulum

from depesche.amounts import compile_amounts, find_numbers
from depesche.backbone import load_backbone
from depesche.dates import compile_dates, find_dates
from depesche.extractor import Extractor
from depesche.records import Article
from depesche.ruleset import load_ruleset
from depesche.text import analysis_text

_ROUNDS = 3
_DAY = date(2025, 7, 3)

Row = tuple[str, str, str]


def peers(articles: Sequence[Article]) -> Sequence[Row]:
    """How many times longer the others take; what they find is in docs/comparison.md."""
    texts = [analysis_text(article.text).text for article in articles]
    blank = spacy.blank("de")
    docs = [blank.make_doc(text) for text in texts]
    ruleset = load_ruleset()
    amounts, dates = compile_amounts(ruleset), compile_dates(ruleset)
    settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": datetime(_DAY.year, _DAY.month, _DAY.day)}
    plain = load_backbone("embedded").nlp
    extractor = Extractor(model="embedded")
    ours_amounts = _seconds(lambda: [find_numbers(text, amounts) for text in texts])
    ours_dates = _seconds(lambda: [find_dates(doc, doc.text, dates, _DAY, ()) for doc in docs])
    theirs_dates = _seconds(lambda: [search_dates(t, languages=["de"], settings=settings) for t in texts], 1)
    theirs_amounts = _seconds(lambda: [quantulum.parse(text, lang="en_US") for text in texts], 1)
    # price-parser reads one price in a short string: it gets each sentence that holds a figure.
    pieces = [piece for text in texts for piece in text.split(". ") if any(map(str.isdigit, piece))]
    prices = _seconds(lambda: [Price.fromstring(piece) for piece in pieces])
    backbone = _seconds(lambda: [plain(text) for text in texts])
    whole = _seconds(lambda: list(extractor.stream(articles)))
    return (
        ("dateparser.search", f"{theirs_dates / ours_dates:.0f}", "times the time of the dates stage"),
        (
            "quantulum3",
            f"{theirs_amounts / ours_amounts:.1f}",
            "times the time of the amounts stage (English)",
        ),
        ("price-parser", f"{prices / ours_amounts:.1f}", "times, one price of each sentence with a figure"),
        (
            "plain spaCy",
            f"{backbone / whole:.2f}",
            "of the whole pipeline's time, with the same model",
        ),
    )


def _seconds(run: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """The least processor time of some rounds, after one that warms up."""
    run()
    times: list[float] = []
    for _ in range(rounds):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)
