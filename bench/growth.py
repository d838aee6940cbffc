"""How the time for an article grows with the number of rules and of a user's names."""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.user_names import name_rows

from depesche.extractor import Extractor
from depesche.records import Article

_NAMES = 100_000
_RULES = 1_000
_ROUNDS = 4
_SYLLABLES = ("ba", "do", "fe", "gi", "ku", "la", "mo", "ne", "ri", "su")

Row = tuple[str, str, str]


def growth(articles: Sequence[Article]) -> Sequence[Row]:
    """Extraction with many more names and rules against extraction without, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        names, rules = Path(folder) / "names.csv", Path(folder) / "rules"
        with names.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(name_rows(_NAMES))
        rules.mkdir()
        (rules / "many.yaml").write_text(_pack(_RULES), encoding="utf-8")
        plain = Extractor(model="embedded")
        named = Extractor(model="embedded", names=names)
        ruled = Extractor(model="embedded", rules=[rules])
    without, with_names, with_rules = _in_turn([plain, named, ruled], articles)
    return (
        ("names", f"{with_names / without:.2f}", f"times the time with {_NAMES:,} names of a user"),
        ("rules", f"{with_rules / without:.2f}", f"times the time with {_RULES:,} more rules for deals"),
    )


def _in_turn(extractors: Sequence[Extractor], articles: Sequence[Article]) -> list[float]:
    """Processor seconds of each over all articles: for each article the least of some rounds, in turn."""
    total = [0.0] * len(extractors)
    for article in articles:
        least = [float("inf")] * len(extractors)
        for _ in range(_ROUNDS):
            for number, extractor in enumerate(extractors):
                began = time.process_time()
                extractor.extract(article)
                least[number] = min(least[number], time.process_time() - began)
        total = [before + more for before, more in zip(total, least, strict=True)]
    return total


def _pack(rules: int) -> str:
    """Rules of the usual form, each for two invented nouns."""
    lines = [
        "pack: many.deals",
        "kind: deals",
        "type: ipo",
        "roles: {company: [company]}",
        "required: [[company]]",
    ]
    lines.append("rules:")
    for number in range(rules):
        word = "".join(_SYLLABLES[number // place % 10] for place in (1, 10, 100))
        lines.append(f"  - id: many.{word}")
        lines.append(f"    trigger: {{noun: [{word.capitalize()}ung, {word.capitalize()}gang]}}")
        lines.append("    frame: {company: [genitive, von, subject]}")
    return "\n".join(lines) + "\n"
