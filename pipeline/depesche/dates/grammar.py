"""Compiles the packs of dates into the grammar that finds and resolves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from depesche.dates.expressions import (
    Block,
    Calendar,
    DayPart,
    Expression,
    Feast,
    Nothing,
    NthWeekday,
    Shifted,
    Vague,
    Weekday,
    Weekend,
)
from depesche.dates.guards import GUARDS, Guard
from depesche.dates.lexer import Lexer, compile_lexer
from depesche.dates.line import Entry, Starters, Values
from depesche.dates.pack import (
    DateRule,
    GrammarPack,
    Holiday,
    HolidayPack,
    NotationPack,
    PhrasePack,
    TensePack,
    WordPack,
)
from depesche.dates.pattern import Ends, Pattern, PatternError, compile_pattern, either
from depesche.dates.readers import READERS, Reader
from depesche.dates.relative import Phrases, compile_phrases
from depesche.dates.tense import TenseForms, compile_tense
from depesche.dates.words import word_table
from depesche.errors import RuleError
from depesche.ruleset import RuleSet

LEVELS = (1, 2, 3)
_REMEMBERED_NEIGHBOURS = 1 << 16

_FOUND_CLASSES = (
    frozenset({"date"}),
    frozenset({"date", "day_date"}),
    frozenset({"date", "period"}),
    frozenset({"date", "period", "year_date"}),
    frozenset({"date", "clock_date"}),
    frozenset({"vague"}),
    frozenset({"nothing"}),
)


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to run; ``can_be_one``: it can match a single item."""

    id: str
    level: int
    match: Pattern
    can_be_one: bool
    reader: Reader
    guard: Guard | None
    after: Pattern | None
    not_after: Pattern | None
    before: Pattern | None
    not_before: Pattern | None
    unit: str | None
    modifier: str | None
    tense: str | None


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """Everything :func:`depesche.dates.find_dates` needs, compiled once.

    ``feasible`` gives the rules of a level that an item can begin, by what it, the item before and the item
    behind it are.
    """

    lexer: Lexer
    rules: tuple[CompiledRule, ...]
    starters: Mapping[frozenset[str], Starters]
    feasible: Callable[[int, Starters, Starters, Starters], tuple[CompiledRule, ...]]
    holidays: tuple[Holiday, ...]
    phrases: Phrases
    tense: TenseForms


def compile_dates(ruleset: RuleSet) -> DateGrammar:
    """Compile all packs of dates; raises RuleError for a rule that cannot be read."""
    holidays = tuple(h for pack in ruleset.packs(HolidayPack, "date_holidays") for h in pack.holidays)
    grammars = ruleset.packs(GrammarPack, "date_rules")
    named = _named_patterns(grammars, holidays)
    rules = tuple(_compile_rule(rule, named, pack.pack) for pack in grammars for rule in pack.rules)
    literals = {symbol for pattern in _patterns(rules) for symbol in pattern.symbols if symbol[0] == "'"}
    one_word = {name: index for index, h in enumerate(holidays) for name in h.names if " " not in name}
    words = word_table(ruleset.packs(WordPack, "date_words"), one_word, literals)
    notations = ruleset.packs(NotationPack, "date_notations")
    by_class = _rules_by_class(rules)
    starters: dict[frozenset[str], Starters] = {}
    for classes in (
        *map(frozenset, words.values()),
        *(frozenset(n.symbols) for pack in notations for n in pack.notations),
        *_FOUND_CLASSES,
    ):
        if classes not in starters:
            starters[classes] = _starters(classes, by_class)
    entries = {form: Entry(values, starters[frozenset(values)]) for form, values in words.items()}
    common = {name for pack in ruleset.packs(WordPack, "date_words") for name in pack.common}
    silent = _silent(rules, literals, common)
    _check_classes(rules, {name for classes in starters for name in classes}, grammars)
    return DateGrammar(
        lexer=compile_lexer(
            notations,
            entries,
            starters,
            silent,
        ),
        rules=rules,
        starters=starters,
        feasible=_feasible(rules),
        holidays=holidays,
        phrases=compile_phrases(ruleset.packs(PhrasePack, "date_phrases")),
        tense=compile_tense(ruleset.packs(TensePack, "date_tense")),
    )


def _silent(rules: Iterable[CompiledRule], literals: set[str], common: set[str]) -> frozenset[str]:
    """Give the classes that alone are not enough for any rule of the first level.

    These are ``common`` and ``literals``; of a rule that could do with them, the rarest literal is taken
    out until it cannot, one of ``common`` only if no other is left.
    """
    silent = frozenset(literals | common)
    for rule in rules:
        patterns = [part for part in (rule.match, rule.after, rule.before) if part is not None]
        while rule.level == LEVELS[0] and all(part.reads_only(silent) for part in patterns):
            own = silent.intersection(symbol for part in patterns for symbol in part.symbols)
            silent -= {max(own, key=lambda name: (name not in common, *_rarity(name)))}
    return silent


def _rarity(name: str) -> tuple[bool, bool, int, str]:
    """Order classes by how rare their words may be: literals, nouns, long ones last."""
    return name[0] == "'", name[1].isupper(), len(name), name


def found_classes(expression: Expression) -> frozenset[str]:
    """Give the classes an expression has for the rules of the next level."""
    classes = {"date"}
    match expression:
        case Nothing():
            classes = {"nothing"}
        case Vague():
            classes = {"vague"}
        case DayPart(clock=str()):
            classes.add("clock_date")
        case Calendar(unit="year"):
            classes |= {"period", "year_date"}
        case Calendar(unit=unit) | Shifted(unit=unit) if unit != "day":
            classes.add("period")
        case Block():
            classes.add("period")
        case Calendar() | Shifted() | Weekday() | Feast() | NthWeekday() | Weekend() | DayPart():
            classes.add("day_date")
    return frozenset(classes)


def _named_patterns(packs: Iterable[GrammarPack], holidays: Iterable[Holiday]) -> dict[str, Pattern]:
    names = [compile_pattern("holiday_word", {})]
    for index, holiday in enumerate(holidays):
        names += [_phrase(name, f"holiday_{index}") for name in holiday.names if " " in name]
    named = {"holiday": either(names)}
    for pack in packs:
        for name, source in pack.patterns.items():
            try:
                named[name] = compile_pattern(source, named)
            except PatternError as error:
                raise RuleError(pack.pack, name, str(error)) from error
    return named


def _phrase(name: str, symbol: str) -> Pattern:
    """A name of several words; its first word is captured as ``symbol``."""
    words = compile_pattern(" ".join(f"'{word}'" for word in name.split()), {})

    def match(items: Sequence[Values], at: int) -> Ends:
        return [(end, ((symbol, at), *captures)) for end, captures in words.match(items, at)]

    return replace(words, match=match)


def _compile_rule(rule: DateRule, named: Mapping[str, Pattern], pack: str) -> CompiledRule:
    def pattern(source: str | None) -> Pattern | None:
        return None if source is None else compile_pattern(source, named)

    if rule.reads not in READERS:
        raise RuleError(
            pack, rule.id, f"reads: no reader {rule.reads!r}; there are {', '.join(sorted(READERS))}"
        )
    if rule.guard is not None and rule.guard not in GUARDS:
        raise RuleError(
            pack, rule.id, f"guard: no guard {rule.guard!r}; there are {', '.join(sorted(GUARDS))}"
        )
    try:
        match = compile_pattern(rule.match, named)
        return CompiledRule(
            id=rule.id,
            level=rule.level,
            match=match,
            can_be_one=1 in match.lengths,
            reader=READERS[rule.reads],
            guard=GUARDS[rule.guard] if rule.guard else None,
            after=pattern(rule.after),
            not_after=pattern(rule.not_after),
            before=pattern(rule.before),
            not_before=pattern(rule.not_before),
            unit=rule.unit,
            modifier=rule.modifier,
            tense=rule.tense,
        )
    except PatternError as error:
        raise RuleError(pack, rule.id, str(error)) from error


def _patterns(rules: Iterable[CompiledRule]) -> Iterable[Pattern]:
    for rule in rules:
        for pattern in (rule.match, rule.after, rule.not_after, rule.before, rule.not_before):
            if pattern is not None:
                yield pattern


def _rules_by_class(rules: Iterable[CompiledRule]) -> dict[str, list[int]]:
    by_class: dict[str, list[int]] = {}
    for index, rule in enumerate(rules):
        for name in rule.match.first:
            by_class.setdefault(name, []).append(index)
    levels = {index: rule.level for index, rule in enumerate(rules)}
    return {
        f"{level} {name}": [i for i in found if levels[i] == level]
        for name, found in by_class.items()
        for level in LEVELS
    }


def _starters(classes: frozenset[str], by_class: Mapping[str, list[int]]) -> Starters:
    by_level = tuple(
        tuple(sorted({index for name in classes for index in by_class.get(f"{level} {name}", ())}))
        for level in LEVELS
    )
    return Starters(classes, by_level)


def _feasible(
    rules: Sequence[CompiledRule],
) -> Callable[[int, Starters, Starters, Starters], tuple[CompiledRule, ...]]:
    """Give the function that remembers which rules can match at all between two neighbours."""

    @lru_cache(maxsize=_REMEMBERED_NEIGHBOURS)
    def feasible(level: int, before: Starters, here: Starters, behind: Starters) -> tuple[CompiledRule, ...]:
        return tuple(
            rule
            for rule in (rules[index] for index in here.rules[level - 1])
            if (rule.can_be_one or not rule.match.second.isdisjoint(behind.classes))
            and (rule.after is None or not rule.after.last.isdisjoint(before.classes))
        )

    return feasible


def _check_classes(rules: Iterable[CompiledRule], known: set[str], packs: Iterable[GrammarPack]) -> None:
    names = {rule.id: pack.pack for pack in packs for rule in pack.rules}
    for rule in rules:
        for pattern in _patterns([rule]):
            unknown = sorted(pattern.symbols - known)
            if unknown:
                raise RuleError(
                    names.get(rule.id, "dates"), rule.id, f"no word class or pattern {unknown[0]!r}"
                )
