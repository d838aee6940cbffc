"""spaCy's German tokenizer, adapted to names of companies and to figures, alike for every model."""

from __future__ import annotations

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from depesche.backbone.pack import SentenceRules

_TORN_NAMES = (
    # "Ende.Der" is a missing blank, "Character.AI" and "s.Oliver" are names.
    (
        rf"(?<=[{ALPHA_LOWER}])\.(?=[{ALPHA_UPPER}])",
        rf"(?<=[{ALPHA_LOWER}]{{2}})\.(?=[{ALPHA_UPPER}][{ALPHA_LOWER}]{{2}})",
    ),
    # "Run:ai" and "Kund:innen" are words; a colon before a capital ("Apple:Der") is not.
    (
        rf"(?<=[{ALPHA}])[:<>=](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])(?:[<>=]|:(?=[{ALPHA_UPPER}][{ALPHA_LOWER}]))(?=[{ALPHA}])",
    ),
)
"""spaCy's infix and what takes its place."""

_MORE_INFIXES = (rf"(?<=[0-9{ALPHA}])[–—](?=[0-9{ALPHA}])",)
_MORE_SUFFIXES = (
    # "GmbH." at the end of a sentence; spaCy's rules expect two capitals or a small letter.
    rf"(?<=[{ALPHA_LOWER}][{ALPHA_UPPER}])\.",
    # The full stop after a year or a decimal is a full stop; ordinals ("3.", "150.") keep theirs.
    r"(?<=[0-9]{4})\.",
    r"(?<=[0-9],[0-9])\.",
    r"(?<=[0-9],[0-9]{2})\.",
)


def german_tokenizer(nlp: Language, rules: SentenceRules) -> Tokenizer:
    """The tokenizer for the vocabulary of `nlp`: abbreviations and names of `rules` stay whole.

    A new one, because spaCy reads all exceptions anew at each change of one that exists. `nlp` must have been
    loaded with its own: features of words are those of the time when they come into the vocabulary, and
    the words of exceptions came first when the model was trained.
    """
    defaults = nlp.Defaults
    infixes = list(defaults.infixes or ())
    for theirs, ours in _TORN_NAMES:
        infixes = [ours if infix == theirs else infix for infix in infixes]
    whole = sorted(rules.never_last | rules.perhaps_last | rules.atomic)
    return Tokenizer(
        nlp.vocab,
        rules={**defaults.tokenizer_exceptions, **{word: [{ORTH: word}] for word in whole}},
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), *_MORE_SUFFIXES]).search,
        infix_finditer=compile_infix_regex([*infixes, *_MORE_INFIXES]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
