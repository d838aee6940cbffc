"""What the words of a description or pronoun say about whom they mean: gender, number, kind of company."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesche.resolve.pack import EntityRules, Gender

_AGED = re.compile(r"^\d{1,3}-[Jj]ährige[nrms]?$")
_DEMONYM_ENDING = "er"
_MIN_DEMONYM = 5


@dataclass(frozen=True, slots=True)
class Description:
    """``gender`` and ``plural`` are None where the words do not tell.

    ``noun``: lemma of a company noun, ``sector`` its first part ("chip" in "Chipkonzern"), both lower
    case; ``vague``: the noun fits any company. ``place``: stem of a word made from a place
    ("heidelberg" in "die Heidelberger"). ``many``: the number of entities, if the words give it.
    """

    word: str
    gender: Gender | None = None
    plural: bool | None = None
    noun: str | None = None
    sector: str = ""
    vague: bool = True
    place: str | None = None
    many: int = 0


def describe(text: str, rules: EntityRules) -> Description:
    """Read the words of a description ("der Chipkonzern") or pronoun ("dessen")."""
    words = text.split()
    if not words:
        return Description("")
    last = words[-1]
    many = next((rules.numerals[w] for w in map(str.lower, words) if w in rules.numerals), 0)
    pronoun = rules.pronoun_genders.get(last.lower())
    if last.lower() in rules.pronoun_genders:
        return Description(last.lower(), pronoun, many=many)
    determiner = words[0].lower() if len(words) > 1 else ""
    noun = rules.company_nouns.read(last)
    if noun is not None:
        plural = _is_plural(noun.numbers, noun.gender, determiner, rules)
        return Description(
            last.lower(),
            noun.gender,
            True if many else plural,
            noun.lemma.lower(),
            noun.first.rsplit("-", 1)[-1],
            noun.lemma in rules.vague_nouns,
            many=many,
        )
    gender = rules.determiner_genders.get(determiner)
    if last.endswith(rules.feminine_titles):
        gender = "f"
    if _AGED.match(last) or not _is_demonym(last):
        return Description(last.lower(), gender, many=many)
    # "Die Heidelberger" is a plural, whatever it stands for.
    gender = None if determiner in rules.feminine_or_plural else gender
    return Description(last.lower(), gender, place=last[: -len(_DEMONYM_ENDING)].lower(), many=many)


def _is_plural(numbers: frozenset[str], gender: str, determiner: str, rules: EntityRules) -> bool | None:
    if len(numbers) == 1:
        return "pl" in numbers
    if determiner in rules.feminine_or_plural:
        return gender != "f"
    return False if determiner else None


def _is_demonym(word: str) -> bool:
    return len(word) >= _MIN_DEMONYM and word[0].isupper() and word.endswith(_DEMONYM_ENDING)
