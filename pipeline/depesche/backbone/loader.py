"""Load the spaCy pipeline that reads an article first: names, STTS tags, sentence ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import ENT_IOB, ENT_TYPE, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

import depesche.backbone.word_classes  # noqa: F401 - registers a component of the embedded model
from depesche.backbone.models import (
    EMBEDDED,
    PREFERRED,
    check_files,
    check_spacy_version,
    embedded_model_path,
    package_model_path,
    read_meta,
)
from depesche.backbone.pack import sentence_rules
from depesche.backbone.products import multiply_by_numpy
from depesche.backbone.sentences import add_sentence_boundaries
from depesche.backbone.tokens import german_tokenizer
from depesche.errors import ModelError
from depesche.ruleset.loader import RuleSet, load_ruleset

AUTO = "auto"

_UNUSED = (
    "parser",
    "sentencizer",
    "morphologizer",
    "lemmatizer",
    "trainable_lemmatizer",
    "entity_linker",
)
"""Components that later stages must not rely on, because not every model has them."""

_LONGEST_PART = 60_000
"""Characters of a long text that are read at a time."""
_PARTED_AT = ("\n\n", "\n", ". ", " ")
"""Where a long text is cut, the best first; one that has none of these is cut anywhere."""

_NEEDED = ("tagger", "ner")


@dataclass(frozen=True, slots=True)
class Backbone:
    """A loaded pipeline and the name and version that the record gives for it."""

    nlp: Language
    name: str
    version: str

    def read(self, text: str) -> Doc:
        """Tags, names and sentence ends of an analysis text; a very long one is read in parts.

        The arrays of a long text do not fit the processor's caches; in parts its words cost what others do.
        """
        docs = [self.nlp(part) for part in _parts(text)]
        if len(docs) == 1:
            return docs[0]
        return Doc.from_docs(docs, ensure_whitespace=False, attrs=[TAG, ENT_IOB, ENT_TYPE, SENT_START])


def load_backbone(model: str = AUTO, ruleset: RuleSet | None = None) -> Backbone:
    """Load a model: "auto", "embedded", the name of an installed package, or a path.

    "auto" is de_core_news_md where it is really installed, else the embedded model. ``ruleset`` gives
    the sentence packs, the shipped ones by default. Tokenizer and sentence ends are Depesche's own for
    every model. Reads files of this machine only; raises ModelError with the mend.
    """
    path = _find(model)
    meta = read_meta(path)
    check_spacy_version(meta)
    check_files(path)
    nlp = _load(path)
    widen_vectors(nlp)
    _check_abilities(nlp, path)
    rules = sentence_rules(ruleset or load_ruleset())
    multiply_by_numpy(nlp)
    nlp.tokenizer = german_tokenizer(nlp, rules)
    add_sentence_boundaries(nlp, rules)
    return Backbone(nlp, f"{meta['lang']}_{meta['name']}", str(meta["version"]))


def _parts(text: str) -> list[str]:
    """A text cut behind the ends of paragraphs, or of what else there is, each part about as long as the
    longest allows."""
    parts: list[str] = []
    start = 0
    while len(text) - start > _LONGEST_PART:
        end = _cut(text, start, start + _LONGEST_PART)
        widest = end + _LONGEST_PART
        while end < widest and text[end : end + 1].isspace():
            end += 1
        parts.append(text[start:end])
        start = end
    return [*parts, text[start:]]


def _cut(text: str, start: int, end: int) -> int:
    """Where a part that begins at ``start`` ends, at ``end`` at the latest."""
    for mark in _PARTED_AT:
        cut = text.rfind(mark, start + 1, end)
        if cut >= 0:
            return cut + len(mark)
    return end


def _find(model: str) -> Path:
    if model == AUTO:
        return package_model_path(PREFERRED) or embedded_model_path()
    if model in {"embedded", EMBEDDED}:
        return embedded_model_path()
    package = package_model_path(model)
    if package is not None:
        return package
    path = Path(model).expanduser()
    if path.exists():
        return path
    mend = "run `make model-md`" if model == PREFERRED else "see `depesche models` for what is installed"
    raise ModelError(f"model {model!r} is neither installed nor a folder; {mend}, or use --model embedded")


def _load(path: Path) -> Language:
    try:
        return spacy.load(path, exclude=list(_UNUSED))
    except Exception as error:  # spaCy and its readers raise anything on damaged files
        reason = " ".join(str(error).split())[:200]
        mend = "reinstall depesche" if path == embedded_model_path() else "install the model again"
        raise ModelError(f"{path}: the model's files are damaged or incomplete ({reason}); {mend}") from error


def widen_vectors(nlp: Language) -> None:
    """Vectors that were stored in 16 bits get the 32 bits that all other weights have."""
    vectors = nlp.vocab.vectors
    if vectors.data.dtype == np.float16:
        vectors.data = vectors.data.astype(np.float32)


def _check_abilities(nlp: Language, path: Path) -> None:
    missing = [name for name in _NEEDED if name not in nlp.pipe_names]
    if missing or nlp.lang != "de":
        lack = f"has no {' and no '.join(missing)}" if missing else f"is for language {nlp.lang!r}"
        raise ModelError(
            f"{path}: this model {lack}; Depesche needs a German pipeline with tagger and ner, "
            "such as --model embedded"
        )
