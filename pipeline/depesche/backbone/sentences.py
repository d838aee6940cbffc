"""Sentence ends by rule: line breaks, full stops in doubt, quotes and brackets.

Runs after the tagger and before ``ner``, so that no name crosses a headline's end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from depesche.backbone.pack import SentenceRules
from depesche.ruleset import Origin, compile_expression

FACTORY = "depesche_sentences"

_ORDINAL = re.compile(r"\d{1,3}(?:[./]\d{1,2})?\.|[IVXLCDM]+\.")
_INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\.")
_CONTINUES = frozenset(",;:)]/–—-")
_OPENERS = frozenset("„»«(")
_QUOTED = frozenset("„»")
_GOES_ON = frozenset(",;(-–—/„»&")
"""Behind these a sentence goes on, whatever the senter says."""
_UNFINISHED = frozenset({"ART", "ADJA", "APPR", "APPRART", "PPOSAT", "PDAT", "PIAT", "KON"})
"""STTS tags of words that a sentence, or a headline, does not end with."""
_LONGEST = 500
"""Tokens of a sentence at most: clauses and deals compare the parts of a sentence with each other."""

_DOTS = re.compile(r"\.{2,}|…")


class SentenceBoundaries:
    """spaCy component: sets ``is_sent_start`` of every token, and of nothing else.

    Where a model has a ``senter``, the rules are not alone: a headline runs into the text without any
    mark, a sentence ends in a smiley or a colon. It may begin a sentence, never forbid one.
    """

    def __init__(self, rules: SentenceRules) -> None:
        self.rules = rules
        inner = "|".join(f"(?:{pattern})" for pattern in rules.datelines)
        origin = Origin(rules.own or "rules", rules.own is not None)
        expression = rf"^[ ]*(?:{inner})"
        self._dateline = compile_expression(expression, origin, "datelines", re.MULTILINE) if inner else None

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence starts of a tagged Doc."""
        learned = doc.has_annotation("SENT_START")
        starts = [learned and self._starts_by_senter(token) for token in doc]
        for token in doc:
            after = self._next_start(token)
            if after is not None:
                starts[after] = True
        offsets = [token.idx for token in doc]
        for end in self._dateline_ends(doc.text):
            first = bisect_left(offsets, end)
            if first < len(starts) and (first == 0 or offsets[first - 1] + len(doc[first - 1]) <= end):
                starts[first] = True
        _bound(starts)
        # All at once: the setter of a single token looks through the whole document.
        flags = np.where(starts, 1, -1).astype(np.int64)
        flags[:1] = 1
        return doc.from_array([SENT_START], flags.astype(np.uint64))  # type: ignore[arg-type]

    def _dateline_ends(self, text: str) -> list[int]:
        """Where the text proper begins behind a dateline: "Berlin (dpa) - Der Konzern …"."""
        return [match.end() for match in self._dateline.finditer(text)] if self._dateline else []

    def _starts_by_senter(self, token: Token) -> bool:
        """Whether the senter begins a sentence here and spelling allows it."""
        if not token.is_sent_start or token.i == 0 or token.is_lower:
            return False
        first = token.text[0]
        return (first.isalnum() or first in _QUOTED) and token.doc[token.i - 1].text[-1] not in _GOES_ON

    def _next_start(self, token: Token) -> int | None:
        """The index of the token that opens a sentence because of `token`, if it ends one."""
        text = token.text
        if text.isspace():
            return _after_line_break(token) if "\n" in text else None
        ends = self._ends_sentence(token)
        if ends is None:
            return None
        doc = token.doc
        following = token.i + 1
        while (
            following < len(doc)
            and not doc[following - 1].whitespace_
            and doc[following].text in self.rules.closers
        ):
            following += 1
        if following >= len(doc) or doc[following].is_space:
            return None
        return following if ends(token, doc[following]) else None

    def _ends_sentence(self, token: Token) -> Callable[[Token, Token], bool] | None:
        """How to decide whether a token of this form ends its sentence; None: it never does."""
        text = self._with_its_stop(token)
        if text in self.rules.terminals:
            return self._terminal_ends
        if text in self.rules.weak_terminals:
            return self._opens_sentence
        if text[-1] != "." or text in self.rules.never_last or _continues(token, self.rules.never_last):
            return None
        if text in self.rules.perhaps_last or _ORDINAL.fullmatch(text) or _INITIAL.fullmatch(text):
            return self._opens_sentence
        return self._follows_stop

    def _with_its_stop(self, token: Token) -> str:
        """The token's text; for a full stop that a blank parts from an abbreviation or initial, both."""
        before = token.doc[token.i - 1] if token.i else token
        if token.text != "." or before is token or not before.whitespace_:
            return token.text
        whole = before.text + token.text
        known = whole in self.rules.never_last or whole in self.rules.perhaps_last
        return whole if known or _INITIAL.fullmatch(whole) else token.text

    def _terminal_ends(self, token: Token, following: Token) -> bool:
        """A mark that stands alone ends the sentence unless the text goes on in lower case."""
        doc = token.doc
        if token.i and doc[token.i - 1].text in {"(", "["}:
            return False
        if not doc[following.i - 1].whitespace_ and not following.is_title and following.text not in _OPENERS:
            return False
        if _DOTS.fullmatch(token.text) and token.i and token.doc[token.i - 1].is_space:
            return False
        return self._follows_stop(token, following)

    def _follows_stop(self, _token: Token, following: Token) -> bool:
        """Whether `following` can stand first in a sentence at all."""
        text = following.text
        return not (following.is_lower or text[0] in _CONTINUES or text in self.rules.terminals)

    def _opens_sentence(self, _token: Token, following: Token) -> bool:
        """After a full stop in doubt only a capitalised word of a closed class proves an end."""
        return following.is_title and following.tag_ in self.rules.opener_tags


def _bound(starts: list[bool]) -> None:
    """Begin a new sentence where one would be longer than any is: a list or a table without full stops."""
    last = 0
    for index, is_start in enumerate(starts):
        if is_start or index - last == _LONGEST:
            starts[index] = True
            last = index


def _continues(token: Token, never_last: frozenset[str]) -> bool:
    """Whether the token is the second half of an abbreviation like "z. B."."""
    return token.i > 0 and len(token.text) == 2 and token.doc[token.i - 1].text in never_last


def _after_line_break(token: Token) -> int | None:
    """A line break ends a sentence; a single one before a small letter only wraps the line.

    So does one behind a word that needs a noun after it: "des amerikanischen | Unternehmens".
    """
    doc = token.doc
    following = token.i + 1
    if following >= len(doc):
        return None
    if token.text.count("\n") > 1:
        return following
    wraps = doc[following].is_lower or (token.i > 0 and doc[token.i - 1].tag_ in _UNFINISHED)
    return None if wraps else following


@Language.factory(FACTORY, assigns=["token.is_sent_start"], requires=["token.tag"])
def make_sentence_boundaries(  # noqa: PLR0917 - spaCy calls by name
    nlp: Language,  # noqa: ARG001 - spaCy passes it
    name: str,  # noqa: ARG001 - spaCy passes it
    terminals: list[str],
    weak_terminals: list[str],
    closers: list[str],
    opener_tags: list[str],
    never_last: list[str],
    perhaps_last: list[str],
    datelines: list[str],
    own: str | None = None,
) -> SentenceBoundaries:
    """The component; its config is the lists of the sentence packs."""
    rules = SentenceRules(
        terminals=frozenset(terminals),
        weak_terminals=frozenset(weak_terminals),
        closers=frozenset(closers),
        opener_tags=frozenset(opener_tags),
        never_last=frozenset(never_last),
        perhaps_last=frozenset(perhaps_last),
        datelines=tuple(datelines),
        own=own,
    )
    return SentenceBoundaries(rules)


def add_sentence_boundaries(nlp: Language, rules: SentenceRules) -> None:
    """Put the component with these rules before ``ner``, so that no name crosses a sentence end."""
    config = {
        "terminals": sorted(rules.terminals),
        "weak_terminals": sorted(rules.weak_terminals),
        "closers": sorted(rules.closers),
        "opener_tags": sorted(rules.opener_tags),
        "never_last": sorted(rules.never_last),
        "perhaps_last": sorted(rules.perhaps_last),
        "datelines": list(rules.datelines),
        "own": rules.own,
    }
    nlp.add_pipe(FACTORY, before="ner", config=config)
