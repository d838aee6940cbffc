"""One type for one spelling in an article, by all that speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.names.evidence import Spelling, is_capital
from depesche.names.rules import NameRules
from depesche.names.table import Entry
from depesche.readings import NameType

_MOST_WORDS_BY_MODEL = 3
"""Longer places and products that only the model knows are stretches of text, not names."""
_SURE = 2.0
_DOUBTED = frozenset({"person", "location"})
_MANY = 2.0
"""So many points a German word needs that only the model takes for a name."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a spelling is in this article; ``entry`` is the list's, if one knows it."""

    type: NameType
    rule: str
    entry: Entry | None = None


def decide(spellings: dict[str, Spelling], rules: NameRules) -> dict[str, Decision]:
    """The spellings that are names, with their type; last names of people with a full name included."""
    _fold_genitives(spellings)
    decided: dict[str, Decision] = {}
    for text, spelling in spellings.items():
        kind, points, rule = _best(text, spelling, rules)
        if points >= rules.threshold and _is_plausible(text, kind, spelling, rules):
            decided[text] = Decision(kind, rule, spelling.entries.get(kind))
    for text in [t for t in decided if " " in t and _is_placed(t, decided, rules)]:
        del decided[text]
    for text in [t for t in decided if " " in t and spellings[t].by_model_only]:
        weak = max(spellings[text].points.values()) <= _SURE
        if _is_two_names(text, decided, spellings, rules) or (weak and _is_headed(text, decided, rules)):
            del decided[text]
    for text in [t for t, d in decided.items() if d.type == "person" and " " in t]:
        last = text.split()[-1]
        other = decided.get(last)
        rival = (
            spellings[last].points.get(other.type, 0.0) if other is not None and last in spellings else 0.0
        )
        doubtful = rival <= _SURE or (last in spellings and spellings[last].by_model_only)
        if other is None or (other.type != "person" and doubtful):
            decided[last] = Decision("person", "names.last_name")
    for text in [t for t, d in decided.items() if d.type == "person" and _is_genitive(t, d, decided)]:
        del decided[text]
    for text in [t for t, d in decided.items() if _is_daughter(t, d, decided, rules)]:
        decided[text] = Decision("company", "names.daughter")
    return decided


def _is_daughter(text: str, decision: Decision, decided: dict[str, Decision], rules: NameRules) -> bool:
    """Whether what the model takes for a person is a company's name with more behind it: "Signa Retail"."""
    if decision.type != "person" or not decision.rule.startswith("model:"):
        return False
    words = text.split()
    if words[0] in rules.first_names or words[-1] in rules.surnames:
        return False
    heads = (decided.get(" ".join(words[:at])) for at in range(1, len(words)))
    return any(head is not None and head.type == "company" for head in heads)


def _best(text: str, spelling: Spelling, rules: NameRules) -> tuple[NameType, float, str]:
    """The type with most points, the points and the rule; what is only unknown counts where nothing else
    decides, or against a single word that the model alone takes for a person."""
    points = spelling.points

    def most(of: dict[NameType, float]) -> NameType:
        return max(of, key=lambda k: (of[k], k))

    kind = most(points) if points else "person"
    unsure = points.get(kind, 0.0) < rules.threshold
    alone = kind in _DOUBTED and spelling.by_model_only and " " not in text
    if not spelling.fallback or not (unsure or alone):
        return kind, points.get(kind, 0.0), spelling.rule
    total = dict(points)
    for other, more in spelling.fallback.items():
        total[other] = total.get(other, 0.0) + more
    best = most(total)
    return best, total[best], "names.unknown" if best in spelling.fallback else spelling.rule


def _is_genitive(text: str, decision: Decision, decided: dict[str, Decision]) -> bool:
    """Whether a name is somebody else's genitive: "Schwans", where "Severin Schwan" is known."""
    base = decided.get(text[:-1]) if text.endswith("s") else None
    return base is not None and base.type == "person" and decision.rule.startswith("model:")


def _is_placed(text: str, decided: dict[str, Decision], rules: NameRules) -> bool:
    """Whether the adjective of a place stands before a listed name: "die Darmstädter Software AG"."""
    first, _, rest = text.partition(" ")
    if decided[text].entry is not None or not rules.is_place_adjective(first):
        return False
    full = (rest, *(f"{rest} {form}" for form in rules.legal_forms))
    return any(form in decided and decided[form].entry is not None for form in full)


def _is_headed(text: str, decided: dict[str, Decision], rules: NameRules) -> bool:
    """Whether the first word says what or where the other is: "Fintech N26", "Kölner Lumetra GmbH"."""
    first, _, rest = text.partition(" ")
    if rest not in decided or decided[rest].rule.startswith("model:") or rules.is_place(rest):
        return False
    if first.endswith(rules.national_endings) and rules.german.knows(first):
        return True
    places = (first[:-2] if first.endswith("er") else "", first[:-1] if first.endswith("s") else "")
    placed = any(map(rules.is_place, places))
    return placed or (rules.company_heads.has(first) and rules.german.knows(first))


def _is_two_names(
    text: str, decided: dict[str, Decision], spellings: dict[str, Spelling], rules: NameRules
) -> bool:
    """Whether two known names stand side by side: "übernimmt Nvidia Wayve", "Eon und RWE", "hat Anna Berger
    Capmatcher"."""
    words = text.split()
    for at in range(1, len(words)):
        joined = words[at] in rules.coordinators
        before, behind = " ".join(words[:at]), " ".join(words[at + joined :])
        one, other = decided.get(before), decided.get(behind)
        if one is None or other is None:
            continue
        if one.entry is not None and other.entry is not None:
            return True
        known = behind in spellings and not spellings[behind].by_model_only
        if one.type == "person" and at > 1 and other.type == "company" and known:
            return True
    return False


def _fold_genitives(spellings: dict[str, Spelling]) -> None:
    """Let "Nvidias" count for "Nvidia" where both occur."""
    for text in [t for t in spellings if t.endswith("s") and t[:-1] in spellings]:
        base = spellings[text[:-1]]
        genitive = spellings.pop(text)
        for of, more in ((base.points, genitive.points), (base.fallback, genitive.fallback)):
            for kind, points in more.items():
                of[kind] = of.get(kind, 0.0) + points


def _is_plausible(text: str, kind: NameType, spelling: Spelling, rules: NameRules) -> bool:
    words = text.split()
    if (len(text) < 2 and not spelling.entries) or text in rules.legal_forms:
        return False
    if not spelling.by_model_only and spelling.points:
        return True
    if len(words) == 1:
        few = kind != "location" and spelling.points.get(kind, 0.0) < _MANY
        doubtful = few and rules.german.derives(text)
        surname = kind == "person" and text in rules.surnames
        return is_capital(text) and (surname or not rules.is_ordinary(text)) and not doubtful
    if kind == "company" and _is_placed_noun(words, rules):
        return False
    return kind not in {"location", "product"} or len(words) <= _MOST_WORDS_BY_MODEL


def _is_placed_noun(words: list[str], rules: NameRules) -> bool:
    """Whether a place and German nouns are all there is: "Leipziger Management", "Deutschlands Leitindizes";
    what is a kind of house may have such a name ("Berliner Volksbank")."""
    first, last = words[0], words[-1]
    placed = rules.is_place_adjective(first) or (first.endswith("s") and rules.is_place(first[:-1]))
    house = rules.company_heads.has(last) or last in rules.placed_companies
    return placed and not house and all(map(rules.german.knows, words[1:]))
