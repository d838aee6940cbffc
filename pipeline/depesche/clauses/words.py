"""The lexicon as the clause reader asks it: word classes by name and remembered form analyses."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.lexicon import Lexicon, VerbKind


@dataclass(frozen=True, slots=True)
class Words:
    """The word classes of the clause reader, each a set of lower-cased words or of lemmas.

    Some are put together from others: ``openers`` are all words that may open a clause, ``helpers``
    auxiliaries and modals, ``acting`` the verbs whose subject can act, ``governing`` the full verbs that
    say how real their infinitive is, ``controlling`` these and the verbs of object control,
    ``allowing`` the verbs of object control whose object is a dative.
    """

    lexicon: Lexicon
    openers: frozenset[str]
    helpers: frozenset[str]
    acting: frozenset[str]
    governing: frozenset[str]
    controlling: frozenset[str]
    allowing: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    modal_like: frozenset[str]
    coherent: frozenset[str]
    bare_infinitive: frozenset[str]
    object_control: frozenset[str]
    control_nouns: frozenset[str]
    copula: frozenset[str]
    dative_object: frozenset[str]
    intransitive: frozenset[str]
    ditransitive: frozenset[str]
    speech: frozenset[str]
    time_nouns: frozenset[str]
    measure_nouns: frozenset[str]
    negators: frozenset[str]
    negating_prepositions: frozenset[str]
    negation_breakers: frozenset[str]
    reflexives: frozenset[str]
    coordinators: frozenset[str]
    phrase_coordinators: frozenset[str]
    pair_openers: frozenset[str]
    pair_closers: frozenset[str]
    bare_coordinators: frozenset[str]
    correctives: frozenset[str]
    contrast_adverbs: frozenset[str]
    adverb_endings: frozenset[str]
    agent_prepositions: frozenset[str]
    genitive_prepositions: frozenset[str]
    share_nouns: frozenset[str]
    postpositions: frozenset[str]
    sentence_adverbs: frozenset[str]
    person_pronouns: frozenset[str]
    animate_subject: frozenset[str]
    distributive_prepositions: frozenset[str]
    comparatives: frozenset[str]
    expletives: frozenset[str]
    impersonal: frozenset[str]
    floating: frozenset[str]
    infinitive_particles: frozenset[str]
    free_relatives: frozenset[str]
    comparators: frozenset[str]
    adverbial_openers: frozenset[str]
    limiting_prepositions: frozenset[str]
    genitive_pronouns: frozenset[str]
    relative_places: frozenset[str]
    subordinators: frozenset[str]
    maybe_subordinators: frozenset[str]
    infinitive_openers: frozenset[str]
    relative_pronouns: frozenset[str]
    relative_adverbs: frozenset[str]
    wh_words: frozenset[str]
    genitive_determiners: frozenset[str]
    separable_tails: frozenset[str]
    adverbial_particles: frozenset[str]
    adjectival_participles: frozenset[str]
    forms_of_address: frozenset[str]
    counting_prepositions: frozenset[str]
    prefix_prepositions: frozenset[str]
    adverbial_phrases: frozenset[str]

    def noun_lemma(self, form: str) -> str:
        """The lemma of a noun form or of its compound's head; the form itself when unknown."""
        noun = self.lexicon.noun(form)
        return noun.lemma if noun else form

    def kinds(self, form: str) -> frozenset[VerbKind]:
        """What a form can be as a verb; empty when the lexicon knows no such verb form."""
        return self.lexicon.verb_kinds(form)


_OPENERS = (
    "subordinators",
    "maybe_subordinators",
    "infinitive_openers",
    "relative_pronouns",
    "relative_adverbs",
)


def words_of(lexicon: Lexicon) -> Words:
    """Read the word classes off the lexicon."""
    auxiliaries, modals = lexicon.verbs.auxiliaries, lexicon.verbs.modals
    governing = lexicon.words("modal_like") - auxiliaries
    control = lexicon.words("object_control")
    made: dict[str, frozenset[str]] = {
        "auxiliaries": auxiliaries,
        "modals": modals,
        "openers": frozenset(word for name in _OPENERS for word in lexicon.words(name)),
        "helpers": auxiliaries | modals,
        "acting": lexicon.words("animate_subject") | lexicon.words("speech"),
        "governing": governing,
        "controlling": governing | control,
        "allowing": control & lexicon.words("ditransitive"),
    }
    names = (name for name in Words.__dataclass_fields__ if name != "lexicon" and name not in made)
    return Words(lexicon=lexicon, **made, **{name: lexicon.words(name) for name in names})
