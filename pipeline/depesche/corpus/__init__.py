"""The annotated corpus: the editable gold format, its compiler into records, and its checks."""

from depesche.corpus.compile import Compiled, compile_article
from depesche.corpus.source import GoldSource, Problem, parse_source
from depesche.corpus.store import Corpus, load_corpus

__all__ = ["Compiled", "Corpus", "GoldSource", "Problem", "compile_article", "load_corpus", "parse_source"]
