"""Prints how much faster the dates stage is than ``dateparser.search.search_dates`` on the same text.

Usage: ``python bench/dates_vs_dateparser.py [TEXT_FILE]``. Without a file it reads the phrases of the date
tables. Both run in this process on the same text; the document is tokenised beforehand, and both are run
once before the clock starts. Times are processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import spacy
from dateparser.search import search_dates

from depesche.dates import compile_dates, find_dates
from depesche.ruleset import load_ruleset
from depesche.ruleset.yaml import load_yaml

_TABLES = Path(__file__).parent.parent / "tests" / "cases"
_PUBLISHED = date(2025, 7, 3)


def main() -> None:
    """Run both and print seconds, words per second and the ratio."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else _table_text()
    words = len(text.split())
    doc = spacy.blank("de").make_doc(text)
    grammar = compile_dates(load_ruleset())
    base = datetime(_PUBLISHED.year, _PUBLISHED.month, _PUBLISHED.day)
    ours = _seconds(lambda: len(find_dates(doc, text, grammar, _PUBLISHED, ())), times=10)
    theirs = _seconds(
        lambda: len(
            search_dates(text, languages=["de"], settings={"DATE_ORDER": "DMY", "RELATIVE_BASE": base}) or ()
        ),
        times=1,
    )
    print(f"text: {words} words")
    for name, (seconds, found) in {"depesche.dates": ours, "search_dates": theirs}.items():
        print(f"{name:16} {1000 * seconds:9.1f} ms {words / seconds:12,.0f} words/s {found:6} dates")
    print(f"ratio: {theirs[0] / ours[0]:.0f}")


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
