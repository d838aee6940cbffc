"""The pattern language: regular expressions whose letters are the label sets of items.

Each label set an item can have is one character; ``company&genitive`` becomes the class of all
characters whose sets hold both labels. ``re`` then searches an article of items as one short string.
See docs/titles.md for the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from depesche.errors import RuleError
from depesche.ruleset import Pack, TextPattern, compile_expression

_FIRST_CHAR = 0x80
"""Label sets are coded from here: no character with a meaning in a regular expression."""
_UNKNOWN = "\x01"
_TOKEN = re.compile(
    r"\s*(?:(?P<role><[a-z_]+:)|(?P<close>>)|(?P<macro>@[a-z_]+)|(?P<look>[=!]\()|(?P<group>[()|])"
    r"|(?P<times>(?:[?*+]|\{\d+(?:,\d*)?\})\??)|(?P<atom>!?[a-z_]+(?:&!?[a-z_]+)*))"
)
_MAX_DEPTH = 10
ANCHORS = ("title", "post", "verb")
"""The roles of which a rule needs one: what its match tells the title by."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Label set -> character; ``classes`` remembers the classes of atoms, of which patterns share most.

    They stand there as an expression and as the characters it means.
    """

    chars: Mapping[frozenset[str], str]
    classes: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def encode(self, label_sets: Iterable[frozenset[str]]) -> str:
        """One character for each item; sets no pattern can name share one that nothing matches."""
        get = self.chars.get
        return "".join([get(labels, _UNKNOWN) for labels in label_sets])

    def char_class(self, atom: str) -> tuple[str, frozenset[str]]:
        """The characters whose label sets satisfy an atom, as an expression and by themselves.

        Raises ValueError when there is none.
        """
        known = self.classes.get(atom)
        if known is None:
            known = self.classes[atom] = self._class_of(atom)
        return known

    def _class_of(self, atom: str) -> tuple[str, frozenset[str]]:
        parts = atom.split("&")
        wanted = {part for part in parts if not part.startswith("!")}
        barred = {part[1:] for part in parts if part.startswith("!")}
        chars = [c for labels, c in self.chars.items() if wanted <= labels and not barred & labels]
        if not chars:
            raise ValueError(f"no item can ever be {atom!r}")
        if not wanted:
            chars.append(_UNKNOWN)
        return _ranges(sorted(chars)), frozenset(chars)


def make_alphabet(label_sets: Iterable[frozenset[str]]) -> Alphabet:
    """Number the label sets in a stable order."""
    ordered = sorted(set(label_sets), key=sorted)
    return Alphabet({labels: chr(_FIRST_CHAR + i) for i, labels in enumerate(ordered)})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; ``roles[i]`` is the role of group i + 1.

    ``anchors``: the characters of which one at least stands in the roles :data:`ANCHORS` of a match.
    """

    regex: TextPattern
    roles: tuple[str, ...]
    anchors: frozenset[str]

    def captured(self, match: re.Match[str]) -> dict[str, tuple[int, int]]:
        """Role -> item range of the last capture, for the roles that took part."""
        return {
            role: match.span(i)
            for i, role in enumerate(self.roles, 1)
            if match.start(i) >= 0 and match.end(i) > match.start(i)
        }


def compile_pattern(
    source: str, macros: Mapping[str, str], alphabet: Alphabet, pack: Pack, rule: str
) -> Pattern:
    """Compile a pattern; raises RuleError naming the pack's file and the rule for what cannot be read."""
    translator = _Translator(macros, alphabet)
    try:
        expression = translator.translate(source, 0)
    except ValueError as error:
        raise RuleError(pack.origin.path, rule, f"pattern: {error}") from error
    regex = compile_expression(expression, pack.origin, rule)
    return Pattern(regex, tuple(translator.roles), frozenset(translator.anchors))


@dataclass(frozen=True, slots=True)
class _Translator:
    """Turns one pattern into a regular expression; ``roles`` fills up in the order of the groups.

    ``anchors`` are all characters that may stand in a role of :data:`ANCHORS`; ``inside``: for each open
    bracket whether it stands in one.
    """

    macros: Mapping[str, str]
    alphabet: Alphabet
    roles: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    inside: list[bool] = field(default_factory=list)

    def translate(self, source: str, depth: int) -> str:
        """The expression of a pattern or macro; raises ValueError for what cannot be read."""
        if depth > _MAX_DEPTH:
            raise ValueError("macros that use each other in a circle")
        out: list[str] = []
        at = 0
        source = source.rstrip()
        while at < len(source):
            match = _TOKEN.match(source, at)
            if match is None:
                raise ValueError(f"cannot read {source[at : at + 20]!r}")
            out.append(self._piece(match.lastgroup or "", match.group().strip(), depth))
            at = match.end()
        return "".join(out)

    def _piece(self, kind: str, token: str, depth: int) -> str:
        if kind == "role":
            self.roles.append(token[1:-1])
            self.inside.append(any(self.inside) or token[1:-1] in ANCHORS)
            return "("
        if kind == "macro":
            if token[1:] not in self.macros:
                raise ValueError(f"unknown macro {token}")
            return f"(?:{self.translate(self.macros[token[1:]], depth + 1)})"
        if kind == "atom":
            expression, chars = self.alphabet.char_class(token)
            if any(self.inside):
                self.anchors.update(chars)
            return expression
        if token.endswith("("):
            self.inside.append(any(self.inside))
        elif token in {")", ">"} and self.inside:
            self.inside.pop()
        plain = {">": ")", "=(": "(?=", "!(": "(?!", "(": "(?:"}
        return plain.get(token, token)


def _ranges(chars: list[str]) -> str:
    """A character class, with runs of neighbours as ranges."""
    parts: list[str] = []
    start = previous = chars[0]
    for char in [*chars[1:], ""]:
        if char and ord(char) == ord(previous) + 1:
            previous = char
            continue
        parts.append(start if start == previous else f"{start}-{previous}")
        start = previous = char
    return f"[{''.join(parts)}]" if len(chars) > 1 else chars[0]
