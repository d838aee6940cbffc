"""Write the label files that training needs, because its corpus is an endless stream."""

import argparse
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy import util

import depesche.backbone.word_classes  # noqa: F401 - registers a component
from recipe.reader import as_example, joined
from recipe.records import read_sentences


def label_data(factories: dict[str, str], corpus: Path) -> dict[str, object]:
    """For each component with labels what `initialize` of the component takes."""
    found: dict[str, object] = {}
    nlp = spacy.blank("de")
    examples = [
        as_example(nlp.vocab, joined([sentence], [True]))
        for path in sorted(corpus.glob("*.jsonl.gz"))
        for sentence in read_sentences(path)
    ]
    for name, factory in factories.items():
        pipe: Any = nlp.add_pipe(factory, name=name)
        if getattr(pipe, "label_data", None) is not None:
            pipe.initialize(lambda: examples, nlp=nlp)
            found[name] = pipe.label_data
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    components = util.load_config(arguments.config)["components"]
    factories = {name: part["factory"] for name, part in components.items() if "factory" in part}
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, data in label_data(factories, arguments.corpus).items():
        srsly.write_json(arguments.out / f"{name}.json", data)


if __name__ == "__main__":
    main()
