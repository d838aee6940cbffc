"""Rule packs: German knowledge as data, read through one loader."""

from depesche.ruleset.loader import RuleSet, load_ruleset
from depesche.ruleset.schema import Example, Pack, Rule, Schema

__all__ = ["Example", "Pack", "Rule", "RuleSet", "Schema", "load_ruleset"]
