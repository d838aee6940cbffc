"""Tells the words that open a clause from articles, adverbs and prepositions, by where the verb stands."""

from __future__ import annotations

from depesche.clauses.tagging import verb_tag
from depesche.clauses.tags import CLAUSE_ENDS, FINITE, NOMINAL, NONFINITE, QUOTES, VERBAL
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import VerbKind

_HARD = frozenset({":", ";"})
_OPENERS = frozenset({"KOUS", "PRELS", "PRELAT", "PWS", "PWAV"})
_RELATIVE = frozenset({"PRELS", "PRELAT", "PWS", "PWAT"})
_WEAK_BORDERS = frozenset({"(", "–", "-", ":"})
_BEHIND_FINITE = frozenset({"$,", "$.", "$(", "KON", "KOKOM"})
_LOOKAHEAD = 60
_LONGEST_ATTRIBUTES = 5


def correct_openers(units: Units, words: Words) -> None:
    """Rewrite the tags of relative pronouns, subordinators and question words in place."""
    _finals(units, words)
    candidates = words.openers
    for i, word in enumerate(units.low):
        if (word not in candidates and units.tag[i] != "KOUI") or units.kind[i] != "word":
            continue
        if i > 0 and units.tag[i] == "NN" and units.form[i][:1].isupper():
            continue  # "die Ehe"
        if word in words.subordinators:
            if i + 1 < units.size and units.tag[i + 1] not in CLAUSE_ENDS:
                units.tag[i] = "KOUS"
        elif word in words.relative_pronouns:
            units.tag[i] = _pronoun_tag(units, i, words)
        elif word in words.infinitive_openers or units.tag[i] == "KOUI":
            _infinitive_opener(units, i, words)
        elif word in words.maybe_subordinators:
            _subordinator(units, i, words)
        elif word in words.relative_adverbs and i > 0 and _may_open(units, i):
            units.tag[i] = "PWAV"


def _finals(units: Units, words: Words) -> None:
    """A participle, or an infinitive without "zu", may be the finite verb of a clause that has no other."""
    tags, low = units.tag, units.low
    start = 0
    for i, tag in enumerate(tags):
        if tag not in CLAUSE_ENDS and low[i] not in _HARD:
            continue
        last = i - 1
        ends = last > start and tags[last] in {"VVPP", "VVINF"} and tags[last - 1] != "PTKZU"
        if ends and _may_be_finite(low[last], words):
            verbless = not any(t in FINITE for t in tags[start:last])
            if verbless and _opens_subordinate(units, start, words):
                tags[last] = verb_tag(low[last], VerbKind.FINITE, words)
        start = i + 1


def _may_be_finite(low: str, words: Words) -> bool:
    """Whether a form can be finite; of an unknown verb one that ends in -t without ge-."""
    kinds = words.kinds(low)
    return VerbKind.FINITE in kinds or (not kinds and low.endswith("t") and not low.startswith("ge"))


def _opens_subordinate(units: Units, start: int, words: Words) -> bool:
    """Whether a stretch between commas begins like a subordinate clause."""
    while start + 1 < units.size and units.tag[start] in {"APPR", "KON", "$("}:
        start += 1
    if units.low[start] in words.subordinators or units.tag[start] in _OPENERS:
        return True
    return start > 0 and units.low[start] in words.relative_pronouns and not _noun_follows(units, start)


def _may_open(units: Units, i: int) -> bool:
    """Whether a clause can begin here: behind a comma, a preposition behind a comma, or a conjunction."""
    if i == 0:
        return True
    before, low = units.tag[i - 1], units.low[i - 1]
    if before in CLAUSE_ENDS or low in _WEAK_BORDERS or low in QUOTES:
        return True
    if before in {"APPR", "APPRART"}:
        return i == 1 or units.tag[i - 2] in {"$,", "KON", "$("}
    return before in {"KON", "ADV", "KOKOM"}


def _infinitive_opener(units: Units, i: int, words: Words) -> None:
    if not _zu_comes_first(units, i):
        if units.tag[i] == "KOUI":
            units.tag[i] = "APPR"
        if units.low[i] in words.maybe_subordinators:
            _subordinator(units, i, words)
    elif _may_open(units, i):
        units.tag[i] = "KOUI"


def _zu_comes_first(units: Units, i: int) -> bool:
    """Whether an infinitive with "zu" comes before any finite verb."""
    for j in range(i + 1, min(i + _LOOKAHEAD, units.size)):
        if units.tag[j] in {"PTKZU", "VVIZU"}:
            return True
        if units.tag[j] in FINITE and units.tag[j - 1] != "$,":
            return False
    return False


def _subordinator(units: Units, i: int, words: Words) -> None:
    """ "als", "während", "da": a conjunction where a finite verb ends the clause."""
    tag = units.tag[i]
    if tag in {"KOUI", "APZR"} or not _may_open(units, i):
        return
    if tag != "KOUS" and i > 0 and units.tag[i - 1] in {"KON", "ADV"}:
        return
    if verb_final(units, i):
        units.tag[i] = "KOUS"
    elif tag == "KOUS":
        word = units.low[i]
        is_adverb = word in words.adverbial_openers
        units.tag[i] = "KOKOM" if word in words.comparators else "ADV" if is_adverb else "APPR"


def _pronoun_tag(units: Units, i: int, words: Words) -> str:
    """The tag of a word that is a relative pronoun, a determiner or a demonstrative."""
    tag, word = units.tag[i], units.low[i]
    final = verb_final(units, i)
    if not _may_open(units, i):
        return _closed_tag(units, i) if tag in {"PRELS", "PDS"} and not final else tag
    if word in words.free_relatives:
        return _free_relative_tag(units, i, final)
    if i == 0:
        return _closed_tag(units, i) if tag == "PRELS" else tag
    if word in words.genitive_pronouns:
        return ("PRELAT" if _noun_follows(units, i) else "PRELS") if final else "PPOSAT"
    if tag in _RELATIVE:
        named = i + 1 < units.size and units.tag[i + 1] in NOMINAL | {"ADJA", "CARD"}
        return "PRELS" if final else _closed_tag(units, i, otherwise="ART" if named else "PRELS")
    can_be = units.tag[i - 1] in {"$,", "APPR", "$("} and not _finite_follows(units, i)
    clear = not _noun_follows(units, i) or _ends_in_cluster(units, i)
    return "PRELS" if final and can_be and clear else tag


def _ends_in_cluster(units: Units, i: int) -> bool:
    """Whether "… kennen sollten", "… gekauft hat" end the stretch up to the next comma."""
    for j in range(i + 2, min(i + _LOOKAHEAD, units.size)):
        if units.tag[j] in FINITE:
            return units.tag[j - 1] in NONFINITE and not _verb_awaited(units, i)
        if units.tag[j] in CLAUSE_ENDS:
            return False
    return False


def _verb_awaited(units: Units, i: int) -> bool:
    """Whether a subordinate clause before a unit still lacks its verb: "dass, weil X kam, die Firma …"."""
    awaited = 0
    for j in range(max(0, i - _LOOKAHEAD), i):
        if units.tag[j] in {"KOUS", "PRELS"}:
            awaited += 1
        elif units.tag[j] in FINITE and units.tag[j + 1] in _BEHIND_FINITE:
            awaited = max(0, awaited - 1)
    return awaited > 0


def _closed_tag(units: Units, i: int, otherwise: str = "PDS") -> str:
    """The tag of a pronoun that opens no clause."""
    if _finite_follows(units, i):
        return "PDS"
    return "ART" if _noun_follows(units, i) else otherwise


def _finite_follows(units: Units, i: int) -> bool:
    return i + 1 < units.size and units.tag[i + 1] in FINITE


def _free_relative_tag(units: Units, i: int, final: bool) -> str:
    if i == 0:
        return "PWS"
    return "PRELS" if final or units.tag[i - 1] == "$," else "PIS"


def _noun_follows(units: Units, i: int) -> bool:
    """Whether a determiner here would find its noun right behind it, adjectives between."""
    for j in range(i + 1, min(i + _LONGEST_ATTRIBUTES, units.size)):
        if units.tag[j] == "NN" and units.kind[j] != "time":
            return True
        if units.kind[j] == "name" or units.tag[j] not in {"ADJA", "CARD", "ADJD", "ADV", "TRUNC"}:
            return False
    return False


def verb_final(units: Units, i: int) -> bool:
    """Whether a clause that opens at a unit ends in its finite verb, with none in second place.

    Reads over clauses put in between: up to the first finite verb that a border follows.
    """
    tags = units.tag
    inner = 0
    for j in range(i + 1, min(i + _LOOKAHEAD, units.size)):
        tag = tags[j]
        if tag in FINITE:
            if inner == 0:
                return _is_final(units, j, first=j == i + 1)
            inner -= 1
        elif tag == "$." or units.low[j] in _HARD:
            return False
        elif tag in {"KOUS", "PRELS", "PRELAT"} and tags[j - 1] in {"$,", "APPR"}:
            inner += 1
    return False


def _is_final(units: Units, j: int, first: bool) -> bool:
    """Whether a finite verb stands at the end of its clause."""
    before, following = units.tag[j - 1], units.tag[j + 1] if j + 1 < units.size else "$."
    if before in {"KON", "$,"}:
        return False
    if first:
        return following in CLAUSE_ENDS
    if following in _BEHIND_FINITE or following in VERBAL:
        return True
    return before in NONFINITE and following in {"KOUS", "APPR", "APPRART"}
