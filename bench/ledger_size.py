"""Prints what `depesche ledger` needs for many records: time, and the most memory.

Usage: ``python bench/ledger_size.py [RECORDS]`` (default 100,000). The records are invented: articles of ten
years with one to five companies and up to three deals, which the following articles tell again, under other
spellings, with another status and at times another sum. They are piped into the command as JSON lines; their
parsing counts.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from depesche.records import ROLES, DealStatus, DealType

_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3_650
_TAILS = ("", "", "", "", " AG", " GmbH", " Group", " AI", " Energy", " Bank", " Software")
_OPEN = 400
"""Of how many of the latest deals an article may tell."""
_TEXT = "Das teilten die beteiligten Unternehmen am Morgen mit."


@dataclass(frozen=True, slots=True)
class _Deal:
    """A deal as the world has it; ``parties`` are numbers of companies by role."""

    type: DealType
    parties: tuple[tuple[str, int], ...]
    amount: int | None


def main() -> None:
    """Measure and print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("depesche")), "ledger", "-", "--work", folder]
        start = time.perf_counter()
        with subprocess.Popen(
            [*command, "--out", str(Path(folder) / "deals.sqlite")], stdin=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            for record in _records(size):
                process.stdin.write(json.dumps(record).encode() + b"\n")
        taken = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    work, peak = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    print(f"{size:,} records: {taken:.0f} s, {work:.0f} s of them on the processor, at most {peak:,} MB")


def _records(size: int) -> Iterator[dict[str, object]]:
    chance = random.Random(11)
    names = _names(chance, max(200, size // 8))
    told: deque[_Deal] = deque(maxlen=_OPEN)
    for number in range(size):
        day = _FIRST_DAY + timedelta(days=number * _DAYS // size)
        deals: list[_Deal] = []
        for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
            if not told or chance.random() < 0.4:
                told.append(_deal(chance, len(names)))
            deals.append(chance.choice(told))
        yield _record(chance, number, day, deals, names)


def _names(chance: random.Random, size: int) -> list[str]:
    syllables = [a + b for a in "bdfgklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il")]
    return [
        "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize() + chance.choice(_TAILS)
        for _ in range(size)
    ]


def _deal(chance: random.Random, companies: int) -> _Deal:
    kind = chance.choice(list(DealType))
    # Few companies are in many deals, most are in one or two.
    roles = [role.value for role in ROLES[kind] if role.value not in ("person", "position", "predecessor")][
        :2
    ]
    parties = tuple((role, int(companies * chance.random() ** 3)) for role in roles)
    amount = round(10 ** chance.uniform(6, 10), -5) if chance.random() < 0.6 else None
    return _Deal(kind, parties, int(amount) if amount else None)


def _record(
    chance: random.Random, number: int, day: date, deals: list[_Deal], names: list[str]
) -> dict[str, object]:
    mentioned = list(dict.fromkeys(company for deal in deals for _, company in deal.parties))
    mentioned = mentioned or [chance.randrange(len(names))]
    ids = {company: f"e{at}" for at, company in enumerate(mentioned, 1)}
    amounts = [
        {
            "id": f"a{at}",
            "mention": "m1",
            "value": str(int(deal.amount * chance.choice((1, 1, 1, 1.2)))),
            "currency": "EUR",
        }
        for at, deal in enumerate(deals, 1)
        if deal.amount
    ]
    return {
        "id": f"article-{number}",
        "source": {"title": f"Meldung {number}", "published": day.isoformat(), "medium": "Blatt"},
        "text_sha256": "",
        "text": _TEXT,
        "pipeline": {"version": "0", "model": {"name": "m", "version": "1"}, "rules_sha256": ""},
        "companies": [{"id": ids[c], "name": _spelled(chance, names[c])} for c in mentioned],
        "amounts": amounts,
        "deals": [
            {
                "id": f"d{at}",
                "type": deal.type.value,
                "status": chance.choice(list(DealStatus)).value,
                "participants": [{"role": role, "entity": ids[company]} for role, company in deal.parties],
                "amount": f"a{at}" if deal.amount else None,
                "confidence": 0.5,
                "evidence": [{"start": 0, "end": len(_TEXT), "rule": "r", "trigger": "m1"}],
            }
            for at, deal in enumerate(deals, 1)
        ],
    }


def _spelled(chance: random.Random, name: str) -> str:
    """Now and then with a legal form more, a genitive left on or in capitals."""
    at = chance.random()
    return f"{name} SE" if at < 0.03 else f"{name}s" if at < 0.05 else name.upper() if at < 0.07 else name


if __name__ == "__main__":
    main()
