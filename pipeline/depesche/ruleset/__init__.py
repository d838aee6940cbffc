"""Rule packs: German knowledge as data, read through one loader."""

from depesche.ruleset.loader import RuleSet, load_ruleset
from depesche.ruleset.patterns import OwnPattern, TextPattern, compile_expression, refuse_nested
from depesche.ruleset.schema import Example, Origin, Pack, Rule, Schema

__all__ = [
    "Example",
    "Origin",
    "OwnPattern",
    "Pack",
    "Rule",
    "RuleSet",
    "Schema",
    "TextPattern",
    "compile_expression",
    "load_ruleset",
    "refuse_nested",
]
