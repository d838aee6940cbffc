"""Faults in the text of articles: mutated ones by the thousand, and monsters one by one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.faults.calls import Ended, batch, lines, write_lines
from bench.faults.mutations import mutated

from depesche.corpus import load_corpus
from depesche.records import Extraction

_MUTATED = 10_000
_CHARS = 1_200
_LATE = "60"


def mutated_articles(folder: Path) -> str:
    """Pieces of the articles of the training split through the whole command, with a time limit."""
    texts = [article.record.text or "" for article in load_corpus(Path("corpus")).split("train")]
    chance = random.Random(8)
    kinds: Counter[str] = Counter()
    articles: list[dict[str, str]] = []
    for number in range(_MUTATED):
        whole = chance.choice(texts)
        start = chance.randrange(max(1, len(whole) - _CHARS))
        text, kind = mutated(whole[start : start + chance.randint(_CHARS // 4, _CHARS)], chance)
        kinds[kind] += 1
        articles.append({"id": str(number), "text": text})
    write_lines(folder / "in.jsonl", articles)
    ended = _batch(folder, _LATE)
    failures = lines(folder / "failed.jsonl")
    # What the reader refuses is known by its line, the rest by its id.
    seen = [str(one["line"] - 1) if one["line"] else one["article_id"] for one in failures]
    wrong = 0
    with (folder / "out.jsonl").open("rb") as file:
        for line in file:
            record = Extraction.model_validate_json(line)
            text = record.text or ""
            wrong += any(text[mention.start : mention.end] != mention.text for mention in record.mentions)
            seen.append(record.id)
    lost = len({str(number) for number in range(_MUTATED)} - set(seen))
    return (
        f"{_MUTATED:,} articles with {len(kinds)} kinds of mutation: {len(seen) - len(failures):,} records, "
        f"{len(failures)} failures{_reasons(failures)}, {lost} lost, {len(seen) - len(set(seen))} twice, "
        f"{wrong} with wrong offsets, none over {_LATE} s; {ended}"
    )


def monsters(folder: Path) -> str:
    """Texts no article should have, of up to a megabyte, each under a time limit."""
    articles = [{"id": name, "text": text} for name, text in monstrous(1_000_000).items()]
    write_lines(folder / "in.jsonl", articles)
    ended = _batch(folder, "120")
    records, failures = lines(folder / "out.jsonl"), lines(folder / "failed.jsonl")
    return (
        f"{len(articles)} texts of up to a megabyte: {len(records)} records, {len(failures)} failures"
        f"{_reasons(failures)}; {ended}"
    )


def _batch(folder: Path, timeout: str) -> Ended:
    """``in.jsonl`` through one worker that gives each article so many seconds."""
    outputs = ("--out", "out.jsonl", "--errors", "failed.jsonl")
    return batch(folder, "in.jsonl", *outputs, "--timeout", timeout, "--workers", "1")


def monstrous(size: int) -> Mapping[str, str]:
    """Texts no article should have, by what they are, of about ``size`` characters."""
    tenth = size // 10
    return {
        "no blank": "x" * size,
        "digits": "Meta zahlt " + "9" * size + " Euro.",
        "nested brackets": "(" * tenth + "Meta" + ")" * tenth,
        "square brackets": "[" * tenth + "Meta kauft zu." + "]" * tenth,
        "quotation marks": "„" * tenth,
        "line breaks": "\n" * size + "Meta",
        "blanks": "Meta" + " " * size + "kauft zu.",
        "full stops": "." * size,
        "one sentence": "Meta kauft und " * (size // 20),
        "combining marks": "e" + "\u0301" * (size // 5),
        "bidirectional marks": "Meta" + "\u202e" * (size // 5) + "kauft zu.",
        "hyphens": "KI-" * (size // 30) + "Firma",
        "halves of surrogates": "Meta " + "\ud83d" * tenth,
        "NULs": "Meta " + "\0" * tenth,
        "a number with dots": "1." * tenth + " Euro",
        "one name": "Siemens Energy AG. " * (size // 50),
    }


def _reasons(failures: list[dict[str, Any]]) -> str:
    counted = Counter(failure["reason"] for failure in failures)
    return f" ({'; '.join(f'{number}: {reason}' for reason, number in counted.items())})" if counted else ""
