"""Reads the clause tables and compares clauses with what a line of them expects.

A text marks its names as ``[Meta|c]`` (c company, p person, o organization, l location, x product; a
base form that differs follows a colon: ``[Metas|c:Meta]``) and its numbers and dates as
``{7 Forscher}``; ``tags`` are its words with their STTS tags, errors of a tagger among them. An
expected clause is a line: the verb's lemma, then ``S=`` subject, ``O=`` object, ``D=`` dative, ``P=``
predicative, ``in=`` and so on for prepositional chunks by their head, ``Chef>von=Intel`` for what hangs
on a chunk (``gen`` genitive, ``app`` apposition), and what differs from a present indicative main clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.tokens import Doc

from depesche.readings import Chunk, Clause, ClauseKind, Function, Mood, Name, NameType, Span, Tense

CASES = Path(__file__).parent.parent / "cases"
TYPES: dict[str, NameType] = {
    "c": "company",
    "p": "person",
    "o": "organization",
    "l": "location",
    "x": "product",
}
_MARK = re.compile(r"\[([^\]|]+)\|([cpolx])(?::([^\]]+))?\]|\{([^}]+)\}")
_FUNCTIONS = {
    "S": Function.SUBJECT,
    "O": Function.OBJECT,
    "D": Function.DATIVE,
    "P": Function.PREDICATIVE,
}
_FLAGS = ("passive", "refl", "negated", "question", "quoted")
_TENSES = {tense.value for tense in Tense}
_MOODS = {"reported", "unreal", "imperative"}
_VOCAB = spacy.blank("de").vocab


@dataclass(frozen=True)
class Case:
    """A marked text, its tags and one line for each clause."""

    text: str
    tags: tuple[str, ...]
    clauses: tuple[str, ...]


def cases(name: str) -> list[Case]:
    """The cases of a table below tests/cases."""
    data: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))["cases"]
    return [Case(entry["text"], tuple(entry["tags"].split()), tuple(entry["clauses"])) for entry in data]


def read(case: Case) -> tuple[Doc, list[Name], list[Span]]:
    """The Doc of a case with its tags, its names and the spans of its numbers."""
    text, names, taken = unmark(case.text)
    words, tags, spaces = [], [], []
    at = 0
    for pair in case.tags:
        word, _, tag = pair.rpartition("/")
        at = text.index(word, at) + len(word)
        words.append(word)
        tags.append(tag)
        spaces.append(text[at : at + 1] == " ")
    return Doc(_VOCAB, words=words, spaces=spaces, tags=tags), names, taken


def unmark(marked: str) -> tuple[str, list[Name], list[Span]]:
    """Take the marks off a text."""
    text, at = "", 0
    names: list[Name] = []
    taken: list[Span] = []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        form, kind, base, number = match.groups()
        start = len(text)
        text += number or form
        if number:
            taken.append(Span(start, len(text)))
        else:
            end = start + len(base or form)
            in_compound = marked[match.end() : match.end() + 1] == "-"
            names.append(Name(Span(start, end), TYPES[kind], base or form, "test", in_compound))
    return text + marked[at:], names, taken


def differences(line: str, clause: Clause, doc: Doc, names: list[Name]) -> Iterator[str]:
    """What a clause does not have as a line expects it."""
    lemma, *wanted = parts(line)
    label = _Labels(doc, names)
    found = clause.verb.lemma if clause.verb else "-"
    if found != lemma:
        yield f"verb {found}, not {lemma}"
    yield from _flag_differences(wanted, clause)
    if not any(part.startswith("O=") for part in wanted):
        objects = [label(c) for c in clause.chunks if c.function is Function.OBJECT]
        if objects:
            yield f"object {objects}"
    for part in wanted:
        key, sign, value = part.partition("=")
        if sign and key not in {"kind", "conn", "modal", "parent"}:
            have = list(_values(key, clause, label))
            if value not in have or (key in _FUNCTIONS and len(have) > 1):
                yield f"{key} {have}, not {value}"


def _values(key: str, clause: Clause, label: _Labels) -> Iterator[str]:
    """What a clause has for a key of a line."""
    if ">" in key:
        head, link = key.split(">")
        hosts = [c for chunk in clause.chunks for c in inner(chunk) if label(c) == head]
        yield from (label(a) for host in hosts for a in host.attached if _hangs_as(a, link))
    elif key in _FUNCTIONS:
        yield from (label(c) for c in clause.chunks if c.function is _FUNCTIONS[key])
    elif key == "ante":
        yield from [label(clause.antecedent)] if clause.antecedent else []
    else:
        yield from (label(c) for c in clause.chunks if c.prep == key)


def parts(line: str) -> list[str]:
    """A line cut at the spaces before its next part; values may hold spaces."""
    return re.split(
        r"\s+(?=[A-Za-zÄÖÜäöü:.>-]+=|(?:" + "|".join([*_FLAGS, *_TENSES, *_MOODS]) + r")\b)", line
    )


def _hangs_as(chunk: Chunk, key: str) -> bool:
    if key == "gen":
        return chunk.function is Function.GENITIVE
    return (
        chunk.prep is None and chunk.function is not Function.GENITIVE if key == "app" else chunk.prep == key
    )


def inner(chunk: Chunk) -> Iterator[Chunk]:
    """A chunk and all below it."""
    yield chunk
    for part in (*chunk.members, *chunk.attached):
        yield from inner(part)


def _flag_differences(wanted: list[str], clause: Clause) -> Iterator[str]:
    verb = clause.verb
    values = dict(part.split("=", 1) for part in wanted if "=" in part and ">" not in part)
    have = {
        "passive": verb is not None and verb.passive,
        "refl": verb is not None and verb.reflexive,
        "negated": clause.negated,
        "question": clause.question,
        "quoted": clause.quoted,
    }
    for flag, value in have.items():
        if value != (flag in wanted):
            yield f"{flag} is {value}"
    kind = values.get("kind", ClauseKind.MAIN.value)
    if clause.kind.value != kind and "conn" not in values:
        yield f"kind {clause.kind.value}, not {kind}"
    if "conn" in values and clause.connector != values["conn"]:
        yield f"connector {clause.connector}"
    if "parent" in values and clause.parent != int(values["parent"]):
        yield f"parent {clause.parent}"
    if verb is not None:
        if verb.modal != values.get("modal"):
            yield f"modal {verb.modal}"
        tense = next((part for part in wanted if part in _TENSES), Tense.PRESENT.value)
        if verb.tense.value != tense:
            yield f"tense {verb.tense.value}, not {tense}"
        mood = next((part for part in wanted if part in _MOODS), Mood.INDICATIVE.value)
        if verb.mood.value != mood:
            yield f"mood {verb.mood.value}, not {mood}"


@dataclass(frozen=True)
class _Labels:
    """Names a chunk by the name its head is in, else by its head; a list by its members."""

    doc: Doc
    names: list[Name]

    def __call__(self, chunk: Chunk) -> str:
        if chunk.members:
            return "+".join(self(member) for member in chunk.members)
        token = self.doc[chunk.head]
        for name in self.names:
            if name.span.start <= token.idx < name.span.end and not name.in_compound:
                return name.base
        return str(token.text)
