"""Corrects the tagger where the lexicon or the word order knows better."""

from __future__ import annotations

from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import VerbKind
from depesche.readings import Mood

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})
NONFINITE = frozenset({"VVPP", "VAPP", "VMPP", "VVINF", "VAINF", "VMINF", "VVIZU"})
VERBAL = FINITE | NONFINITE
NOMINAL = frozenset({"NN", "NE", "FM"})
CLAUSE_PUNCTUATION = frozenset({"$,", "$."})
QUOTES = frozenset([*'"„“”‚‘’»«›‹', "``", "''"])

_SUFFIX = {VerbKind.FINITE: "FIN", VerbKind.INFINITIVE: "INF", VerbKind.PARTICIPLE: "PP"}
_KIND_OF_TAG = {
    "FIN": VerbKind.FINITE,
    "IMP": VerbKind.FINITE,
    "INF": VerbKind.INFINITIVE,
    "PP": VerbKind.PARTICIPLE,
}
_NO_VERB = frozenset({"ADJD", "ADV", "XY", "FM", "NE", "NN", "ADJA", "PTKVZ"})
_DETERMINERS = frozenset({"ART", "PDAT", "PIAT", "PPOSAT", "PIDAT"})
_LOOKAHEAD = 60


def correct(units: Units, words: Words) -> None:
    """Rewrite the tags of a sentence in place."""
    _verbs(units, words)
    _participles(units, words)
    _finals(units, words)
    _zu(units, words)
    _openers(units, words)


def _verbs(units: Units, words: Words) -> None:
    tags, low, form = units.tag, units.low, units.form
    for i, tag in enumerate(tags):
        if units.kind[i] != "word":
            continue
        if tag == "APPR" and i + 1 < len(tags) and f"{low[i]} {low[i + 1]}" in words.adverbial_phrases:
            tags[i] = tags[i + 1] = "ADV"
            continue
        if tag[0] == "V":
            tags[i] = _verb_tag(units, i, words)
        elif tag == "ADJA":
            if form[i][0].islower() and _is_verb_not_attribute(units, i, words):
                tags[i] = _with_class(low[i], VerbKind.FINITE, words)
        elif tag in {"APPR", "KOUS"} and low[i][0].isdigit():
            tags[i] = "ADJA"
        elif tag in _NO_VERB and (form[i][0].islower() or i == 0):
            if _only_third_person(low[i], words, tag in {"NE", "FM", "XY"}) and _may_be_finite(
                units, i, words
            ):
                tags[i] = _with_class(low[i], VerbKind.FINITE, words)


def _only_third_person(low: str, words: Words, reported: bool) -> bool:
    """Whether a form is a finite verb in the third person and nothing else; ``reported``: Konjunktiv I too."""
    found = words.lexicon.verb_forms(low)
    return (
        bool(found)
        and all(f.kind is VerbKind.FINITE for f in found)
        and any(
            f.inflection.persons & {"3s", "3p"} and (reported or not f.inflection.moods <= {Mood.REPORTED})
            for f in found
        )
    )


def _participles(units: Units, words: Words) -> None:
    """Predicative adjectives before or after an auxiliary that are participles: "gefährdet wäre"."""
    tags = units.tag
    for i, tag in enumerate(tags):
        if tag != "ADJD" or units.low[i] in words.adjectival_participles:
            continue
        following = tags[i + 1] if i + 1 < len(units) else "$."
        if following not in {"VAFIN", "VAINF", "VAPP", "$.", "$,", "KON"}:
            continue
        if following[0] != "V" and not any(t == "VAFIN" for t in tags[max(0, i - 25) : i]):
            continue
        if VerbKind.PARTICIPLE in words.kinds(units.low[i]):
            tags[i] = "VVPP"


def _finals(units: Units, words: Words) -> None:
    """A participle or infinitive that ends a subordinate clause without a finite verb may be one itself."""
    tags, low = units.tag, units.low
    start = 0
    for i, tag in enumerate(tags):
        if tag in CLAUSE_PUNCTUATION or low[i] in {":", ";"}:
            before = i - 1
            if (
                before > start
                and tags[before] in {"VVPP", "VVINF"}
                and _opens_subordinate(units, start, words)
            ):
                verbless = not any(t in FINITE for t in tags[start:before])
                if verbless and VerbKind.FINITE in words.kinds(low[before]):
                    tags[before] = "VVFIN"
            start = i + 1


def _opens_subordinate(units: Units, start: int, words: Words) -> bool:
    """Whether a stretch between commas begins like a subordinate clause."""
    while start + 1 < len(units) and units.tag[start] in {"APPR", "KON", "$("}:
        start += 1
    low, tag = units.low[start], units.tag[start]
    if low in words.subordinators or tag in {"KOUS", "PRELS", "PRELAT", "PWS", "PWAV"}:
        return True
    return start > 0 and low in words.relative_pronouns and not _noun_follows(units, start)


def _verb_tag(units: Units, i: int, words: Words) -> str:
    """The tag of a word that the tagger takes for a verb."""
    tag, low, form = units.tag[i], units.low[i], units.form[i]
    if i > 0 and form[0].isupper() and units.tag[i - 1] in _DETERMINERS:
        return "NN"
    kinds = words.kinds(low)
    if tag == "VVIZU":
        if VerbKind.ZU_INFINITIVE in kinds or "zu" in low[1:]:
            return tag
        return _with_class(low, next((k for k in _SUFFIX if k in kinds), VerbKind.INFINITIVE), words)
    if not kinds:
        if (
            words.lexicon.attributive_participle(low)
            and i + 1 < len(units)
            and units.tag[i + 1] in NOMINAL | {"ADJA", "$("}
        ):
            return "ADJA"
        if low in words.separable_tails:
            return "PTKVZ"
        return tag if low[-1:].isalpha() else "XY"
    if VerbKind.ZU_INFINITIVE in kinds and len(kinds) == 1:
        return "VVIZU"
    kind = _KIND_OF_TAG.get(tag[2:])
    if kind not in kinds:
        kind = next((k for k in _SUFFIX if k in kinds), kind)
        if kind is None:
            return "ADJD"
    assert kind is not None
    return _with_class(low, kind, words)


def _with_class(low: str, kind: VerbKind, words: Words) -> str:
    """V, then A, M or V for auxiliary, modal and full verb, then the form."""
    letter = "V"
    for found in words.lexicon.verb_forms(low):
        if found.kind is kind:
            letter = "A" if found.lemma in words.auxiliaries else "M" if found.lemma in words.modals else "V"
            break
    return f"V{letter}{_SUFFIX[kind]}"


def _may_be_finite(units: Units, i: int, words: Words) -> bool:
    """Whether a word that only the lexicon takes for a finite verb stands where one can stand."""
    if units.low[i] in words.maybe_subordinators or units.low[i] in words.wh_words:
        return False
    if i == 0:
        end = next((j for j in range(1, len(units)) if units.tag[j][0] == "$"), len(units))
        return not any(t in FINITE for t in units.tag[1:end])
    before = units.tag[i - 1]
    if before in _DETERMINERS or before in {"APPR", "APPRART", "ADJA", "PTKZU", "CARD", "KOKOM"}:
        return False
    following = units.tag[i + 1] if i + 1 < len(units) else "$."
    return following not in NOMINAL or units.tag[i] in {"NE", "FM", "XY", "NN"} or before in NOMINAL


def _is_verb_not_attribute(units: Units, i: int, words: Words) -> bool:
    """A weak preterite taken for an adjective: in second place of a clause that has no finite verb yet."""
    if VerbKind.FINITE not in words.kinds(units.low[i]) or i == 0:
        return False
    if units.tag[i - 1] in _DETERMINERS | {"APPR", "APPRART", "ADJA", "CARD", "KON", "$,"}:
        return False
    if units.tag[i - 1] == "ADJD" and not (i + 1 < len(units) and units.kind[i + 1] == "name"):
        return False
    for j in range(i + 1, min(i + _LOOKAHEAD, len(units))):
        if units.tag[j] in FINITE:
            return False
        if units.tag[j] == "KON" or units.tag[j] in CLAUSE_PUNCTUATION:
            break
    return not any(t in FINITE for t in units.tag[max(0, i - _LOOKAHEAD) : i])


def _zu(units: Units, words: Words) -> None:
    """ "zu" before an infinitive is the infinitive's, and the word behind it is an infinitive."""
    tags, low = units.tag, units.low
    for i in range(len(units) - 1):
        if low[i] != "zu" or units.kind[i] != "word":
            continue
        following = i + 1
        if tags[following] in VERBAL and units.form[following][0].islower():
            kinds = words.kinds(low[following])
            if VerbKind.INFINITIVE in kinds or not kinds:
                tags[i] = "PTKZU"
                tags[following] = (
                    _with_class(low[following], VerbKind.INFINITIVE, words) if kinds else "VVINF"
                )
        elif tags[i] == "PTKZU" and tags[following] not in VERBAL:
            if VerbKind.INFINITIVE in words.kinds(low[following]) and units.form[following][0].islower():
                tags[following] = _with_class(low[following], VerbKind.INFINITIVE, words)
            else:
                tags[i] = "APPR" if tags[following] not in {"ADJA", "ADJD", "ADV"} else "PTKA"


def _openers(units: Units, words: Words) -> None:
    """Relative pronouns, subordinators and question words, told from articles and adverbs by the verb's place."""
    tags, low = units.tag, units.low
    for i, word in enumerate(low):
        if units.kind[i] != "word":
            continue
        if word in words.subordinators:
            if i + 1 < len(units) and tags[i + 1] not in CLAUSE_PUNCTUATION:
                tags[i] = "KOUS"
            continue
        opens = _opens(units, i)
        if word in words.relative_pronouns and opens:
            tags[i] = _relative_tag(units, i, words)
        elif tags[i] == "PRELS" and word in words.relative_pronouns and not verb_final(units, i):
            tags[i] = "ART" if _noun_follows(units, i) else "PDS"
        elif word in words.infinitive_openers and tags[i] != "KOUI" and opens and _zu_before_finite(units, i):
            tags[i] = "KOUI"
        elif tags[i] == "KOUI" and not _zu_before_finite(units, i):
            tags[i] = "APPR"
        elif word in words.maybe_subordinators and opens and tags[i] not in {"KOUI", "APZR"}:
            if tags[i] != "KOUS" and i > 0 and tags[i - 1] in {"KON", "ADV"}:
                continue
            final = verb_final(units, i)
            if final:
                tags[i] = "KOUS"
            elif tags[i] == "KOUS":
                tags[i] = {"als": "KOKOM", "wie": "KOKOM", "da": "ADV", "so": "ADV", "wo": "PWAV"}.get(
                    word, "APPR"
                )
        elif word in words.relative_adverbs and opens and i > 0:
            tags[i] = "PWAV"


def _opens(units: Units, i: int) -> bool:
    """Whether a clause can begin here: behind a comma, a preposition behind a comma, or a conjunction."""
    if i == 0:
        return True
    before = units.tag[i - 1]
    if before in CLAUSE_PUNCTUATION or units.low[i - 1] in {"(", "–", "-", ":"} or units.low[i - 1] in QUOTES:
        return True
    if before in {"APPR", "APPRART"}:
        return i == 1 or units.tag[i - 2] in {"$,", "KON", "$("}
    return before in {"KON", "ADV", "KOKOM"}


def _relative_tag(units: Units, i: int, words: Words) -> str:
    tag, word = units.tag[i], units.low[i]
    if i == 0 and word != "was":
        return tag
    final = verb_final(units, i)
    if word == "was":
        if i == 0:
            return "PWS"
        return "PRELS" if final or units.tag[i - 1] == "$," else "PIS"
    if word in {"dessen", "deren"}:
        return "PRELAT" if final and _noun_follows(units, i) else ("PRELS" if final else "PPOSAT")
    following = units.tag[i + 1] if i + 1 < len(units) else "$."
    before_is_comma = units.tag[i - 1] in {"$,", "APPR", "$("}
    if tag in {"PRELS", "PWS", "PWAT", "PRELAT"}:
        if final:
            return "PRELS"
        if following in FINITE:
            return "PDS"
        return "ART" if _noun_follows(units, i) else "PRELS"
    if final and before_is_comma and not _noun_follows(units, i) and following not in FINITE:
        return "PRELS"
    return tag


def _noun_follows(units: Units, i: int) -> bool:
    """Whether a determiner here would find its noun right behind it, adjectives between."""
    for j in range(i + 1, min(i + 5, len(units))):
        if units.tag[j] == "NN" and units.kind[j] != "time":
            return True
        if units.kind[j] == "name":
            return False
        if units.tag[j] not in {"ADJA", "CARD", "ADJD", "ADV", "TRUNC"}:
            return False
    return False


def verb_final(units: Units, i: int) -> bool:
    """Whether the words from here to the next clause border end in a finite verb and have none in second place.

    Reads over clauses put in between: up to the first finite verb that a border follows.
    """
    tags = units.tag
    depth = 0
    for j in range(i + 1, min(i + _LOOKAHEAD, len(units))):
        tag = tags[j]
        if tag in FINITE:
            following = tags[j + 1] if j + 1 < len(units) else "$."
            if depth > 0:
                depth -= 1
                continue
            if tags[j - 1] in {"KON", "$,"}:
                return False
            if j == i + 1:
                return following in CLAUSE_PUNCTUATION
            if following in {"$,", "$.", "$(", "KON", "KOKOM"} or following in VERBAL:
                return True
            return tags[j - 1] in NONFINITE and following in {"KOUS", "APPR", "APPRART"}
        if tag == "$." or (units.low[j] in {":", ";"}):
            return False
        if tag in {"KOUS", "PRELS", "PRELAT"} and tags[j - 1] in {"$,", "APPR"}:
            depth += 1
    return False


def _zu_before_finite(units: Units, i: int) -> bool:
    """Whether an infinitive with "zu" comes before any finite verb."""
    for j in range(i + 1, min(i + _LOOKAHEAD, len(units))):
        if units.tag[j] in {"PTKZU", "VVIZU"}:
            return True
        if units.tag[j] in FINITE and units.tag[j - 1] != "$,":
            return False
    return False
