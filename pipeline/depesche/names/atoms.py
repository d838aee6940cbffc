"""Cut an article into atoms, the units that names are made of, in one pass.

An atom is a word or a punctuation mark. Hyphens part atoms ("OpenAI-Chef" is two), inner dots, colons and
ampersands of names do not ("Character.AI", "Run:ai", "H&M", "E.ON"), whatever the model's tokenizer did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.readings import Span
from depesche.tokens import Tokens

_DOMAINS = "ai|AI|com|io|de|net|org|ch|at|eu|tv|app|dev|gg|co|so|fm|bio|js|iO|Media|Cash"
ATOM = re.compile(
    rf"""(?<![\w.])(?:[^\W\d_]\.(?=[^\W\d_]))*[^\W_]+   # E.ON, U.S, but also any word or number
         (?: ['’](?=[^\W\d_])[^\W_]+                    # L'Oréal, McDonald's
           | [&+](?=[^\W_])[^\W_]+                      # AT&T, K+S, 1&1
           | :(?:ai|in|innen|r|n)\b                     # Run:ai, Mitarbeiter:innen
           | \.(?:{_DOMAINS})\b(?!\.\w)                 # Abacus.AI, Booking.com
         )*
         (?: \+(?!\w) | ° )?                            # Disney+
       | [^\W_]+
       | [^\w\s]""",
    re.VERBOSE,
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_HYPHENS = frozenset("-‐‑–")
_OPENERS = frozenset('„“”"»«‚‘:.!?•…*')
NO_LABEL = ""


@dataclass(frozen=True, slots=True)
class Atoms:
    """Parallel columns, one value an atom.

    ``glue``: what stands before the atom: " ", "-" (a hyphen that joins), "" (nothing), or a newline.
    ``starts``: atoms whose capital letter says nothing (start of a sentence, line or quotation).
    ``labels``: the model's label and ``groups`` the number of its entity, -1 outside of all.
    ``tags``: STTS tag of the token an atom lies in, "" where the model gave none. ``open_hyphen``: the
    atom is followed by a hyphen that leads nowhere ("Meta- und Google-Aktien").
    """

    text: str
    words: list[str]
    begins: list[int]
    ends: list[int]
    glue: list[str]
    tags: list[str]
    starts: list[bool]
    labels: list[str]
    groups: list[int]
    taken: list[bool]
    open_hyphen: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def key(self, first: int, last: int) -> str:
        """The atoms first..last (exclusive) joined by blanks."""
        return " ".join(self.words[first:last])

    def written(self, first: int, last: int, cut: int = 0) -> str:
        """The text from atom first to atom last (exclusive), ``cut`` characters of it left out at the end."""
        return self.text[self.begins[first] : self.ends[last - 1] - cut]

    def joined(self, index: int) -> bool:
        """Whether the atom can continue a name that the atom before it belongs to."""
        return self.glue[index] in {" ", "-"}


def words_of(name: str, abbreviations: frozenset[str]) -> list[str]:
    """The atoms of a name in a list, without hyphens and dots of abbreviations."""
    words: list[str] = []
    for word in ATOM.findall(name):
        if word in _HYPHENS or (word == "." and words and _swallows(words[-1], abbreviations)):
            continue
        words.append(word)
    return words


def _swallows(word: str, abbreviations: frozenset[str]) -> bool:
    return word in abbreviations or (len(word) < 6 and bool(_INITIAL.fullmatch(word)))


def read_atoms(tokens: Tokens, taken: Sequence[Span], abbreviations: frozenset[str]) -> Atoms:
    """Cut the text into atoms; ``taken`` marks those in numbers, sums and dates."""
    text = tokens.text
    atoms = Atoms(text, [], [], [], [], [], [], [], [], [], [])
    words, begins, ends, glue, hyphens = atoms.words, atoms.begins, atoms.ends, atoms.glue, atoms.open_hyphen
    end = 0
    hyphen_at = -1
    for match in ATOM.finditer(text):
        begin, stop = match.span()
        word = text[begin:stop]
        if word in _HYPHENS and ends and begin == end:
            hyphen_at = begin
            if not text[begin + 1 : begin + 2].strip():
                hyphens[-1] = True
            continue
        if word == "." and words and begin == end and _swallows(words[-1], abbreviations):
            continue
        gap = text[end:begin]
        if hyphen_at >= end and begin == hyphen_at + 1 and word[0].isalnum():
            glue.append("-")
        elif "\n" in gap:
            glue.append("\n")
        else:
            glue.append(" " if gap and gap != "-" else "")
        words.append(word)
        begins.append(begin)
        end = stop
        ends.append(end)
        hyphens.append(False)
    _add_tokens(tokens, atoms)
    _add_taken(atoms, taken)
    return atoms


def _add_tokens(tokens: Tokens, atoms: Atoms) -> None:
    """Fill tags, labels, groups and sentence starts from the tokens the atoms lie in."""
    token_ends, tags = tokens.ends, tokens.tags
    group = [-1] * len(tags)
    labels = [NO_LABEL] * len(tags)
    for number, (first, last, label) in enumerate(tokens.entities):
        for index in range(first, last):
            group[index] = number
            labels[index] = label
    sentence_starts = {tokens.starts[first] for first, _ in tokens.sentences}
    at = 0
    size = len(token_ends)
    before = "."
    for word, begin, glue in zip(atoms.words, atoms.begins, atoms.glue, strict=True):
        while at + 1 < size and token_ends[at] <= begin:
            at += 1
        atoms.tags.append(tags[at])
        atoms.labels.append(labels[at])
        atoms.groups.append(group[at])
        atoms.starts.append(glue == "\n" or before in _OPENERS or begin in sentence_starts)
        before = word


def _add_taken(atoms: Atoms, taken: Sequence[Span]) -> None:
    atoms.taken.extend([False] * len(atoms.words))
    at = 0
    for span in sorted(taken):
        while at < len(atoms.words) and atoms.ends[at] <= span.start:
            at += 1
        index = at
        while index < len(atoms.words) and atoms.begins[index] < span.end:
            atoms.taken[index] = True
            index += 1
