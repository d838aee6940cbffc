"""Word forms and what they can be: verbs by principal parts, nouns by pattern, compounds by head."""

from depesche.lexicon.forms import Gender, Inflection, NounForm, VerbForm, VerbKind
from depesche.lexicon.lexicon import Lexicon, compile_lexicon
from depesche.lexicon.pack import NounSort

__all__ = [
    "Gender",
    "Inflection",
    "Lexicon",
    "NounForm",
    "NounSort",
    "VerbForm",
    "VerbKind",
    "compile_lexicon",
]
