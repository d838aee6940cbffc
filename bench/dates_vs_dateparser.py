"""Prints how much faster amounts and dates are than ``dateparser.search.search_dates`` on the same text.

Usage: ``python bench/dates_vs_dateparser.py [TEXT_FILE]``. Without a file it reads the sample articles one by
one, and then the phrases of the date tables as one text, in which every sentence holds a date. All run in
this process on the same text, with the collector paused as the pipeline has it; the documents are tokenised
beforehand, and all are run once before the clock starts. Times are processor time.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import spacy
from dateparser.search import search_dates
from spacy.tokens import Doc

from depesche.amounts import compile_amounts, find_numbers
from depesche.dates import compile_dates, find_dates
from depesche.io import read_inputs
from depesche.records import Article
from depesche.ruleset import load_ruleset
from depesche.ruleset.yaml import load_yaml

_TABLES = Path(__file__).parent.parent / "tests" / "cases"
_SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
_PUBLISHED = date(2025, 7, 3)


def main() -> None:
    """Run all and print seconds, words per second and the ratios."""
    gc.disable()
    if len(sys.argv) > 1:
        _compare(sys.argv[1], [Path(sys.argv[1]).read_text(encoding="utf-8")])
        return
    samples = [item.text for item in read_inputs([str(_SAMPLES)]) if isinstance(item, Article)]
    _compare("sample articles", samples)
    _compare("phrases of the date tables", [_table_text()])


def _compare(name: str, texts: Sequence[str]) -> None:
    ruleset = load_ruleset()
    dates, amounts = compile_dates(ruleset), compile_amounts(ruleset)
    make_doc = spacy.blank("de").make_doc
    read = [(make_doc(text), text) for text in texts]
    settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": datetime(2025, 7, 3)}

    def both(doc: Doc, text: str) -> int:
        numbers = find_numbers(text, amounts)
        taken = [
            *(amount.span for amount in numbers.amounts),
            *(percent.span for percent in numbers.percents),
            *(count.span for count in numbers.headcounts),
        ]
        return len(find_dates(doc, text, dates, _PUBLISHED, taken))

    ours = _seconds(lambda: sum(both(doc, text) for doc, text in read), times=10)
    alone = _seconds(
        lambda: sum(len(find_dates(doc, text, dates, _PUBLISHED, ())) for doc, text in read), times=10
    )
    theirs = _seconds(
        lambda: sum(len(search_dates(text, languages=["de"], settings=settings) or ()) for text in texts),
        times=1,
    )
    # As it is called without saying which language to expect: it then finds that out first.
    unasked = _seconds(lambda: sum(len(search_dates(text) or ()) for text in texts), times=1)
    words = sum(len(text.split()) for text in texts)
    stages = {"amounts + dates": ours, "dates": alone, "search_dates, de": theirs, "search_dates": unasked}
    print(f"{name}: {words} words")
    for stage, (seconds, found) in stages.items():
        print(
            f"{stage:16} {1000 * seconds:9.1f} ms {words / seconds:12,.0f} words/s {found:6} dates"
            f"   ratio {theirs[0] / seconds:5.1f} (de) {unasked[0] / seconds:5.1f}"
        )


def _seconds(run: Callable[[], int], times: int) -> tuple[float, int]:
    found = run()
    best = min(_timed(run) for _ in range(times))
    return best, found


def _timed(run: Callable[[], int]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _table_text() -> str:
    lines: list[str] = []
    for name in ("dates_absolute", "dates_relative", "dates_vague"):
        table = load_yaml((_TABLES / f"{name}.yaml").read_text(encoding="utf-8"))
        lines += [case["text"].replace("[", "").replace("]", "") for case in table["cases"]]
    return " ".join(lines)


if __name__ == "__main__":
    main()
