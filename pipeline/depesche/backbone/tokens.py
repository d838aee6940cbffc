"""Adapt spaCy's German tokenizer to names of companies and to figures, alike for every model."""

from __future__ import annotations

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_suffix_regex

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


def adapt_tokenizer(nlp: Language, rules: SentenceRules) -> None:
    """Change the tokenizer of `nlp` in place: abbreviations and names of `rules` stay whole."""
    infixes = list(nlp.Defaults.infixes or ())
    for theirs, ours in _TORN_NAMES:
        infixes = [ours if infix == theirs else infix for infix in infixes]
    tokenizer: Tokenizer = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *_MORE_INFIXES]).finditer
    suffixes = [*(nlp.Defaults.suffixes or ()), *_MORE_SUFFIXES]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    for word in sorted(rules.never_last | rules.perhaps_last | rules.atomic):
        tokenizer.add_special_case(word, [{ORTH: word}])
