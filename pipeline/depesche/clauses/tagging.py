"""Corrects the tagger's verbs where the lexicon or the word order knows better."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.clauses.nouns import is_year
from depesche.clauses.tags import (
    CLAUSE_ENDS,
    DETERMINERS,
    FINITE,
    NOMINAL,
    PREPOSITIONS,
    VERBAL,
)
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import VerbKind
from depesche.readings import Mood

_SUFFIX = {VerbKind.FINITE: "FIN", VerbKind.INFINITIVE: "INF", VerbKind.PARTICIPLE: "PP"}
_KIND_OF_TAG = {
    "FIN": VerbKind.FINITE,
    "IMP": VerbKind.FINITE,
    "INF": VerbKind.INFINITIVE,
    "PP": VerbKind.PARTICIPLE,
}
_UNNAMED = frozenset({"NE", "FM", "XY"})
_NO_VERB = _UNNAMED | {"ADJD", "ADV", "NN", "ADJA", "PTKVZ"}
_OF_PLACE = "er"
_SHORTEST_OF_PLACE = 5
_BEFORE_PLACE = DETERMINERS | {"APPRART", "ADJA"}
_INSIDE_CHUNK = DETERMINERS | PREPOSITIONS | {"ADJA", "CARD"}
_SURE = frozenset({"ART", "$,", "$.", "PPER", "PPOSAT", "KON", "PRF", "PDAT", "PIAT", "APPRART", "PRELS"})
_CLOSED = _SURE - {"$,", "$."} | {"ADV", "APPR", "PTKVZ", "PDS", "PIS", "KOUS", "PTKA", "ITJ"}
_AUXILIARY_NEXT = frozenset({"VAFIN", "VAINF", "VAPP"})
_LOOKAROUND = 60
_NOUN_REACH = 6
_BRACKET_REACH = 25
"""How far behind its auxiliary a participle may stand."""


def correct_verbs(units: Units, words: Words) -> None:
    """Rewrite the tags of a sentence's verbs in place, and of words that only look like one."""
    for i, tag in enumerate(units.tag):
        # A noun with a capital inside a sentence is what most words are and hardly ever wrong.
        form = units.form[i]
        if units.kind[i] != "word":
            continue
        if tag in _CLOSED and (_is_compound(form) or (_is_acronym(form) and _is_noun(form, words))):
            units.tag[i] = "NN"  # "den CEO", "dem US-Konzern"
        elif i > 0 and tag in NOMINAL and form.endswith(_OF_PLACE) and _is_of_place(units, i, words):
            units.tag[i] = "ADJA"
        elif tag not in _SURE and not (i > 0 and tag in NOMINAL and form[:1].isupper()):
            _correct(units, i, words)
    _articles(units)
    _participles(units, words)
    _plurals(units, words)
    _missing(units, words)
    _infinitives(units, words)


def _is_compound(form: str) -> bool:
    """Whether a word is a noun behind a hyphen, which no word of a closed class is."""
    return "-" in form and form.rsplit("-", 1)[1][:1].isupper()


def _is_acronym(form: str) -> bool:
    return len(form) > 1 and form.isupper()


def _correct(units: Units, i: int, words: Words) -> None:
    tag, low = units.tag[i], units.low[i]
    may_be_verb = units.form[i][:1].islower() or i == 0
    if tag[:1] == "V":
        units.tag[i] = _verb_tag(units, i, words)
    elif low in words.postpositions and i > 0 and units.tag[i - 1] in NOMINAL:
        units.tag[i] = "APPO"
    elif tag in NOMINAL and (other := _tag_instead_of_noun(units, i, words)) is not None:
        units.tag[i] = other
    elif tag == "PTKVZ" and low in words.prefix_prepositions and _noun_is_next(units, i):
        units.tag[i] = "APPR"
    elif tag == "PTKVZ" and VerbKind.INFINITIVE in words.kinds(low):
        units.tag[i] = "VVINF"  # "dürfen sich zusammenschließen"
    elif tag == "ADJA" and i > 0 and "-" in units.form[i] and _is_noun(units.form[i], words):
        units.tag[i] = "NN"  # "das KI-Start-up"
    elif tag == "ADJA":
        if may_be_verb and _is_preterite(units, i, words):
            units.tag[i] = verb_tag(low, VerbKind.FINITE, words)
    elif tag in _NO_VERB and may_be_verb and _only_finite(low, words, tag in _UNNAMED):
        if _may_stand(units, i, words):
            units.tag[i] = verb_tag(low, VerbKind.FINITE, words)
    elif tag in {"APPR", "KOUS", "ADV"}:
        _preposition(units, i, words)


def _noun_is_next(units: Units, i: int) -> bool:
    """Whether a name or a noun follows without any mark between."""
    following = i + 1
    if following >= units.size:
        return False
    return units.kind[following] == "name" or units.tag[following] in NOMINAL


def _tag_instead_of_noun(units: Units, i: int, words: Words) -> str | None:
    """The tag of a mark, of an adverb or participle that begins a sentence, or of a small infinitive."""
    low = units.low[i]
    if not any(map(str.isalnum, low)):
        return "$("
    if i == 0:
        if low in words.sentence_adverbs or low.endswith(tuple(words.adverb_endings)):
            return "ADV"
        return "VVPP" if _leads_auxiliary(units, words) else None
    return "VVINF" if units.form[i][:1].islower() and _is_infinitive(units, i, words) else None


def _is_of_place(units: Units, i: int, words: Words) -> bool:
    """ "das *Heidelberger* Start-up": no noun of the lexicon, between a determiner and a noun."""
    form, following = units.form[i], i + 1
    if len(form) < _SHORTEST_OF_PLACE or not form[:1].isupper() or following >= units.size:
        return False
    between = units.tag[i - 1] in _BEFORE_PLACE and units.tag[following] == "NN"
    return between and units.kind[following] != "name" and not _is_noun(form, words)


def _is_infinitive(units: Units, i: int, words: Words) -> bool:
    """ "der antworten kann": a small noun before a modal is an infinitive."""
    following = units.tag[i + 1] if i + 1 < units.size else "$."
    return following in {"VMFIN", "VAFIN"} and VerbKind.INFINITIVE in words.kinds(units.low[i])


def _leads_auxiliary(units: Units, words: Words) -> bool:
    """ "Geklagt hatten die Autoren": a participle in the Vorfeld, its auxiliary next."""
    if units.size < 2 or units.tag[1] != "VAFIN":
        return False
    return VerbKind.PARTICIPLE in words.kinds(units.low[0]) and words.lexicon.noun(units.form[0]) is None


def _is_noun(form: str, words: Words) -> bool:
    """Whether the lexicon has a word as a noun."""
    noun = words.lexicon.noun(form)
    return noun is not None and not noun.guessed


def _preposition(units: Units, i: int, words: Words) -> None:
    """ "28-jährigen" is an adjective, "vor allem" an adverb, "je Aktie" has a preposition."""
    low, following = units.low[i], i + 1
    if units.tag[i] == "ADV":
        if (
            low in words.distributive_prepositions
            and following < units.size
            and units.tag[following] in NOMINAL
        ):
            units.tag[i] = "APPR"
    elif low[:1].isdigit():
        units.tag[i] = "ADJA"
    elif following < units.size and f"{low} {units.low[following]}" in words.adverbial_phrases:
        units.tag[i] = units.tag[following] = "ADV"


def verb_tag(low: str, kind: VerbKind, words: Words) -> str:
    """V, then A, M or V for auxiliary, modal and full verb, then the form."""
    letter = "V"
    for found in words.lexicon.verb_forms(low):
        if found.kind is kind:
            letter = "A" if found.lemma in words.auxiliaries else "M" if found.lemma in words.modals else "V"
            break
    return f"V{letter}{_SUFFIX[kind]}"


def _verb_tag(units: Units, i: int, words: Words) -> str:
    """The tag of a word that the tagger takes for a verb."""
    tag, low = units.tag[i], units.low[i]
    if i > 0 and units.form[i][:1].isupper() and units.tag[i - 1] in DETERMINERS:
        return "NN"
    kinds = words.kinds(low)
    if not kinds:
        return _unknown_verb_tag(units, i, words)
    if kinds == {VerbKind.ZU_INFINITIVE} or (tag == "VVIZU" and VerbKind.ZU_INFINITIVE in kinds):
        return "VVIZU"
    kind = _KIND_OF_TAG.get(tag[2:])
    if kind is None or kind not in kinds:
        kind = next((k for k in _SUFFIX if k in kinds), None)
    return "ADJD" if kind is None else verb_tag(low, kind, words)


def _unknown_verb_tag(units: Units, i: int, words: Words) -> str:
    low = units.low[i]
    following = units.tag[i + 1] if i + 1 < units.size else "$."
    if following in NOMINAL | {"ADJA", "$("} and words.lexicon.attributive_participle(low):
        return "ADJA"
    if low in words.separable_tails:
        return "PTKVZ"
    return units.tag[i] if low[-1:].isalpha() else "XY"


def _only_finite(low: str, words: Words, reported: bool) -> bool:
    """Whether a form is a finite third person and nothing else; ``reported``: Konjunktiv I counts too."""
    found = words.lexicon.verb_forms(low)
    if not found or any(f.kind is not VerbKind.FINITE for f in found):
        return False
    third = [f for f in found if f.inflection.persons & {"3s", "3p"}]
    return any(reported or not f.inflection.moods <= {Mood.REPORTED} for f in third)


def _may_stand(units: Units, i: int, words: Words) -> bool:
    """Whether a word that only the lexicon takes for a finite verb stands where one can stand."""
    if units.low[i] in words.openers or units.low[i] in words.wh_words:
        return False
    tags = units.tag
    if i == 0:
        end = next((j for j in range(1, units.size) if tags[j][:1] == "$" or tags[j] == "KON"), units.size)
        return not _any_finite(tags[1:end])
    before = tags[i - 1]
    if before in _INSIDE_CHUNK | {"PTKZU", "KOKOM"}:
        return False
    following = tags[i + 1] if i + 1 < units.size else "$."
    return following not in NOMINAL or tags[i] in _UNNAMED | {"NN"} or before in NOMINAL


def _is_preterite(units: Units, i: int, words: Words) -> bool:
    """A weak preterite taken for an adjective: in second place of a clause that has no finite verb yet."""
    tags = units.tag
    if i == 0 or tags[i - 1] in _INSIDE_CHUNK | {"KON", "$,"}:
        return False
    named = i + 1 < units.size and units.kind[i + 1] == "name"
    if (tags[i - 1] == "ADJD" and not named) or VerbKind.FINITE not in words.kinds(units.low[i]):
        return False
    for j in range(i + 1, min(i + _LOOKAROUND, units.size)):
        if tags[j] in FINITE:
            return False
        if tags[j] == "KON" or tags[j] in CLAUSE_ENDS:
            break
    return not _any_finite(tags[max(0, i - _LOOKAROUND) : i])


def _any_finite(tags: Sequence[str]) -> bool:
    return any(tag in FINITE for tag in tags)


def _articles(units: Units) -> None:
    """A relative pronoun opens a clause, so behind anything else it is an article: "in *das* auf Chips
    spezialisierte Start-up"."""
    tags = units.tag
    for i, tag in enumerate(tags):
        if tag == "PDS" and _opens_attribute(units, i):
            tags[i] = "ART"
        if tag != "PRELS" or i == 0:
            continue
        before = i - 1
        while before > 0 and tags[before] in PREPOSITIONS:
            before -= 1
        opens = tags[before][:1] == "$" or tags[before] in {"KON", "KOKOM"} | PREPOSITIONS
        # "…, *der* frühere Chef Eric Schmidt beteiligt.": a relative clause has a finite verb
        if opens and (tags[i + 1 : i + 2] != ["ADJA"] or _finite_within(tags, i + 1)):
            continue
        tags[i] = "ART" if _noun_within(tags, i + 1) else "PDS"


def _finite_within(tags: Sequence[str], at: int) -> bool:
    """Whether a finite verb comes before the end of the sentence."""
    for tag in tags[at:]:
        if tag in FINITE:
            return True
        if tag == "$.":
            return False
    return False


def _opens_attribute(units: Units, at: int) -> bool:
    """Whether a phrase and its adjective follow: "*Das* nach eigenen Angaben profitable Unternehmen"."""
    tags = units.tag
    if at + 2 >= len(tags):
        return False
    if is_year(units.low[at + 1]) and tags[at + 2] == "ADJA":
        return True  # "*das* 2015 gegründete Start-up"
    if tags[at + 1] not in PREPOSITIONS:
        return False
    for i in range(at + 2, min(at + 1 + _NOUN_REACH, len(tags))):
        if tags[i] in VERBAL or tags[i][:1] == "$":
            return False
        if tags[i] == "ADJA" and tags[i - 1] in NOMINAL:
            return True
    return False


def _noun_within(tags: Sequence[str], at: int) -> bool:
    """Whether a noun comes before any verb or mark."""
    for tag in tags[at : at + _NOUN_REACH]:
        if tag in NOMINAL:
            return True
        if tag in VERBAL or tag[:1] == "$":
            return False
    return False


def _participles(units: Units, words: Words) -> None:
    """Predicative adjectives beside an auxiliary that are participles: "gefährdet wäre"."""
    tags = units.tag
    for i, tag in enumerate(tags):
        if tag != "ADJD" or units.low[i] in words.adjectival_participles:
            continue
        following = tags[i + 1] if i + 1 < units.size else "$."
        behind = following in CLAUSE_ENDS | {"KON"} and "VAFIN" in tags[max(0, i - _BRACKET_REACH) : i]
        if (following in _AUXILIARY_NEXT or behind) and VerbKind.PARTICIPLE in words.kinds(units.low[i]):
            tags[i] = "VVPP"
    for i, tag in enumerate(tags):
        if tag == "VVFIN" and _closes_bracket(units, i, words):
            tags[i] = "VVPP"


def _closes_bracket(units: Units, i: int, words: Words) -> bool:
    """Whether a finite verb at the end is the participle of an auxiliary before: "hat A und B *erlaubt*"."""
    tags = units.tag
    following = tags[i + 1] if i + 1 < units.size else "$."
    if following not in CLAUSE_ENDS or VerbKind.PARTICIPLE not in words.kinds(units.low[i]):
        return False
    for tag in reversed(tags[max(0, i - _BRACKET_REACH) : i]):
        if tag == "VAFIN":
            return True
        if tag in VERBAL or tag[:1] == "$" or tag in _OPENING:
            return False
    return False


def _plurals(units: Units, words: Words) -> None:
    """An infinitive in second place of a clause without a verb is a plural: "A und B *wechseln* zu C"."""
    tags = units.tag
    start = 0
    for i, tag in enumerate(tags):
        if tag in CLAUSE_ENDS or units.low[i] in {":", ";"}:
            start = i + 1
        elif tag == "VVINF" and start < i and _is_plural_verb(units, start, i, words):
            tags[i] = "VVFIN"


def _is_plural_verb(units: Units, start: int, i: int, words: Words) -> bool:
    before = units.tag[start:i]
    if "NN" not in before and "NE" not in before:
        return False
    if any(tag in VERBAL or tag in _OPENING for tag in before) or before[0] in PREPOSITIONS:
        return False
    for tag in units.tag[i + 1 :]:
        if tag in CLAUSE_ENDS:
            break
        if tag in FINITE:
            return False
    following = units.tag[i + 1] if i + 1 < units.size else "$."
    return following not in CLAUSE_ENDS and VerbKind.FINITE in words.kinds(units.low[i])


_OPENING = frozenset({"KOUS", "KOUI", "PRELS", "PRELAT", "PWS", "PWAV", "PTKZU"})
"""Words after which an infinitive or a verb in last place may come."""


def _missing(units: Units, words: Words) -> None:
    """A predicative adjective that can be a finite verb is one, where its sentence has no other verb."""
    start = 0
    for end in range(units.size + 1):
        if end < units.size and units.tag[end] != "$." and units.low[end] not in {":", ";"}:
            continue
        if not any(tag in VERBAL for tag in units.tag[start:end]):
            verb = next((i for i in range(start + 1, end - 1) if _is_missed(units, i, words)), None)
            if verb is not None:
                units.tag[verb] = verb_tag(units.low[verb], VerbKind.FINITE, words)
        start = end + 1


def _is_missed(units: Units, i: int, words: Words) -> bool:
    """An adjective behind a noun that is no attribute of the next one and can be a finite verb."""
    if units.tag[i] != "ADJD" or units.tag[i - 1] not in NOMINAL or units.tag[i + 1] in NOMINAL:
        return False
    return VerbKind.FINITE in words.kinds(units.low[i])


def _infinitives(units: Units, words: Words) -> None:
    """ "zu" before an infinitive is the infinitive's, and the word behind it is an infinitive."""
    tags, low = units.tag, units.low
    for i in range(units.size - 1):
        if low[i] not in words.infinitive_particles or units.kind[i] != "word":
            continue
        following = i + 1
        kinds = words.kinds(low[following])
        may_be = VerbKind.INFINITIVE in kinds and units.form[following][:1].islower()
        if may_be and (tags[following] in VERBAL or tags[i] == "PTKZU"):
            tags[i], tags[following] = "PTKZU", verb_tag(low[following], VerbKind.INFINITIVE, words)
            if tags[following] == "VAINF" and i > 0 and VerbKind.PARTICIPLE in words.kinds(low[i - 1]):
                tags[i - 1] = "VVPP"
        elif tags[following] in VERBAL and not kinds:
            tags[i], tags[following] = "PTKZU", "VVINF"
        elif tags[i] == "PTKZU" and tags[following] not in VERBAL:
            tags[i] = "PTKA" if tags[following] in {"ADJA", "ADJD", "ADV"} else "APPR"
