"""Write the label files that training needs, because its corpus is an endless stream."""

import argparse
from pathlib import Path

import spacy
import srsly
from spacy import util
from spacy.language import Language

from recipe.reader import as_example
from recipe.records import read_sentences


def label_data(nlp: Language, corpus: Path) -> dict[str, object]:
    """For each component with labels what `initialize` of the component takes."""
    examples = [
        as_example(nlp.vocab, sentence)
        for path in sorted(corpus.glob("*.jsonl.gz"))
        for sentence in read_sentences(path)
    ]
    found: dict[str, object] = {}
    for name in nlp.pipe_names:
        fresh = spacy.blank("de").add_pipe(nlp.get_pipe_meta(name).factory)
        if hasattr(fresh, "label_data"):
            fresh.initialize(lambda: examples)
            found[name] = fresh.label_data
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    config = util.load_config(arguments.config)
    config["initialize"]["components"] = {}
    nlp = util.load_model_from_config(config)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, data in label_data(nlp, arguments.corpus).items():
        srsly.write_json(arguments.out / f"{name}.json", data)


if __name__ == "__main__":
    main()
