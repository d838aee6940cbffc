"""The language of forms, and its compilation to regular expressions over strings of kinds.

A form is a sequence of names separated by spaces: names of elements (``number``, ``currency``, ``to``),
names of macros of the pack, ``value=…`` and ``unit=…`` for what is read, ``>name`` for what must follow
without being part of it; ``?``, ``*`` and ``{0,3}`` behind a name, ``( … | … )`` for alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from depesche.amounts import elements as kind
from depesche.amounts.pack import FormRule, FormsPack
from depesche.ruleset import OwnPattern

_NAMES = {
    "plain": kind.PLAIN,
    "scaled": kind.SCALED,
    "vague": kind.VAGUE,
    "yearlike": kind.YEAR_LIKE,
    "one": kind.ONE,
    "half": kind.HALF,
    "digits": kind.DIGITS,
    "magnitude": kind.MAGNITUDE,
    "order": kind.SUM_OF_ORDER,
    "weighty": kind.WEIGHTY,
    "sum": kind.SUM_NOUN,
    "bearer": kind.BEARER,
    "counted": kind.COUNTED,
    "currency": kind.CURRENCY,
    "sign": kind.SIGN,
    "code": kind.CODE,
    "cent": kind.CENT,
    "percent": kind.PERCENT,
    "points": kind.POINTS,
    "point": kind.BARE_POINT,
    "job": kind.JOB,
    "headed": kind.HEADED,
    "fraction": kind.FRACTION,
    "majority": kind.MAJORITY,
    "each": kind.EACH,
    "ordinal": kind.ORDINAL,
    "to": kind.TO,
    "upto": kind.UP_TO,
    "dash": kind.DASH,
    "hyphen": kind.HYPHEN,
    "dangling": kind.DANGLING,
    "and": kind.AND,
    "or": kind.OR,
    "in": kind.NOTICE,
    "instead": kind.INSTEAD,
    "from": kind.FROM,
    "by": kind.BY,
    "onto": kind.ONTO,
    "between": kind.BETWEEN,
    "of": kind.OF,
    "modifier": kind.MODIFIER,
    "grade": kind.GRADE,
    "filler": kind.FILLER,
    "comma": kind.COMMA,
    "open": kind.OPEN,
    "close": kind.CLOSE,
    "adjective": kind.ADJECTIVE,
    "noun": kind.NOUN,
    "lower": kind.LOWER,
    "some": kind.SOME,
    "other": kind.OTHER,
    "stop": kind.STOP,
    "minus": kind.MINUS,
}

STARTS = frozenset(_NAMES.values())
"""Kinds a form may begin with."""

_TOKEN = regex.compile(
    r"(?:(?P<label>value|unit)=)?(?:(?P<ahead>[>!])?(?P<name>[a-z]+)(?P<repeat>[?*+]|\{\d,\d\})?|(?P<look>[>!])?(?P<open>\())"
    r"|(?P<mark>[)|])(?P<after>[?*+]|\{\d,\d\})?|(?P<space>\s+)|(?P<bad>.)"
)
_OPENINGS = {None: "(?:", ">": "(?=", "!": "(?!"}
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled rule: ``pattern`` matches at the first element; ``starts``: kinds it can begin with."""

    rule: FormRule
    pattern: regex.Pattern[str] | OwnPattern


class FormError(ValueError):
    """A form is not written as the language asks."""


def compile_form(rule: FormRule, pack: FormsPack) -> Form:
    """Compile one rule; raises FormError with the word that is wrong."""
    expression = _expression(rule.form, pack.macros, 0)
    try:
        if pack.origin.is_own:
            return Form(rule, OwnPattern(expression, 0, path=pack.origin.path, rule=rule.id))
        return Form(rule, regex.compile(expression))
    except regex.error as error:
        raise FormError(f"{rule.form!r} cannot be read: {error}") from error


def _expression(form: str, macros: dict[str, str], depth: int) -> str:
    if depth > _MAX_DEPTH:
        raise FormError("the macros of this form go in a circle")
    parts: list[str] = []
    for token in _TOKEN.finditer(form):
        if token["space"]:
            continue
        if token["bad"]:
            raise FormError(f"unexpected {token['bad']!r} in {form!r}")
        if token["open"]:
            parts.append(f"(?P<{token['label']}>" if token["label"] else _OPENINGS[token["look"]])
            continue
        if token["mark"]:
            parts.append(token["mark"] + (token["after"] or ""))
            continue
        parts.append(_piece(token, macros, depth))
    return "".join(parts)


def _piece(token: regex.Match[str], macros: dict[str, str], depth: int) -> str:
    name = token["name"]
    if name in macros:
        body = f"(?:{_expression(macros[name], macros, depth + 1)})"
    elif name in _NAMES:
        body = regex.escape(_NAMES[name])
    else:
        raise FormError(f"unknown name {name!r}; known are {', '.join(sorted({*_NAMES, *macros}))}")
    if token["label"]:
        body = f"(?P<{token['label']}>{body})"
    if token["ahead"]:
        body = f"(?={body})" if token["ahead"] == ">" else f"(?!{body})"
    return body + (token["repeat"] or "")
