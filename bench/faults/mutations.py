"""Articles with something thrown in that does not belong there, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

_CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFD)]
_BIDI = [chr(code) for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C)]
_INVISIBLE = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\u00a0", "\u202f", "\u2003", "\u180e"]
_HALVES = ["\ud83d", "\ude00", "\udfff\ud800", "\ud800"]
_MARKS = ["\u0301", "\u0308", "\u20e3", "\u0327" * 9]
_SIGNS = [*"()[]{}<>\"'„“”‚‘’»«›‹.,;:!?…–—-/\\|%§€$£&@#*+=~^_`", "🎉", "👩\u200d💻", "漢字", "مال", "ﬁ", "½"]
_RUNS = [
    *("[" * 400, "(" * 150 + ")" * 150, "x" * 3000, "„" * 60, "-" * 300, "1" * 300, "1." * 200, "1,1," * 150),
    *(" " * 500, "\n" * 200, "\t" * 99, ". " * 99, "Mrd. " * 60, "und " * 120, "GmbH & Co. KG " * 25),
    *("% " * 60, "Euro " * 99, "der der die das " * 30, "KI-" * 100, "99.99.9999 ", "1/2/3/4/5 " * 20),
    *(
        "<script>alert(1)</script>",
        "<!-- ",
        "]]>",
        "&amp;" * 30,
        "{{7*7}}",
        "%s%n",
        "'; DROP TABLE deals; --",
    ),
    *("https://example.org/" + "a" * 500, "\\ud800\\u0000", "\x1b[31m", "NaN", "1e999", "-0"),
]

Mutation = Callable[[str, random.Random], str]


def _insert(pieces: list[str]) -> Mutation:
    def mutate(text: str, chance: random.Random) -> str:
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(pieces) + text[at + chance.choice((0, 0, 1, 5)) :]
        return text

    return mutate


def _mojibake(text: str, _: random.Random) -> str:
    return text.encode("utf-8", "surrogatepass").decode("cp1252", "replace")


def _without_blanks(text: str, chance: random.Random) -> str:
    return text.replace(" ", chance.choice(("", "\u00a0", "_", "-", "\n")))


def _shuffled(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    some = words[at : at + 60]
    chance.shuffle(some)
    return " ".join([*words[:at], *some, *words[at + 60 :]])


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.randint(1, 600)] or "x"


def _case(text: str, chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.swapcase, str.title))(text)


def _repeated(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text[:start] + text[start : start + chance.randint(1, 40)] * chance.randint(2, 60) + text[start:]


MUTATIONS: Mapping[str, Mutation] = {
    "control characters and NULs": _insert(_CONTROLS),
    "bidirectional marks": _insert(_BIDI),
    "invisible characters": _insert(_INVISIBLE),
    "halves of surrogates": _insert(_HALVES),
    "combining marks": _insert(_MARKS),
    "signs, quotes, brackets, other scripts": _insert(_SIGNS),
    "runs, markup and code": _insert(_RUNS),
    "mojibake": _mojibake,
    "no blanks": _without_blanks,
    "words out of order": _shuffled,
    "cut anywhere": _cut,
    "other case": _case,
    "parts repeated": _repeated,
}


def mutated(text: str, chance: random.Random) -> tuple[str, str]:
    """A text with one to three mutations, and the name of the first."""
    names = chance.choices(list(MUTATIONS), k=chance.choice((1, 1, 2, 3)))
    for name in names:
        text = MUTATIONS[name](text, chance)
    return text, names[0]
