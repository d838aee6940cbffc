"""Write MODEL_CARD.md from the scores, the shipped files and the texts in `card/`."""

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from depesche.backbone.models import CHECKSUMS, read_meta

LABELS = ("PER", "ORG", "LOC", "MISC", "all")
#: What the project asks for: (corpus or layer, measure) -> value.
TARGETS: Mapping[tuple[str, str], float] = {
    ("smartdata", "ORG"): 0.76,
    ("smartdata", "PER"): 0.76,
    ("smartdata", "LOC"): 0.85,
    ("germeval14", "PER"): 0.84,
    ("germeval14", "ORG"): 0.72,
    ("germeval14", "LOC"): 0.83,
    ("germeval14", "all"): 0.77,
    ("tags", "stts"): 0.93,
    ("tags", "upos"): 0.94,
    ("sentences", "gsd_test"): 0.93,
}
CORPORA = {
    "smartdata": "SmartData dev",
    "germeval14": "GermEval 2014 dev",
    "uner_pud": "Universal NER PUD (no training data of its kind)",
    "wikiner_part": "WikiNER dev (silver)",
    "mobie": "MobIE dev",
    "articles": "our annotated articles, dev",
    "probe_known_names": "probe: real companies of the AI industry",
    "probe_unseen_names": "probe: invented companies",
}


def _score(value: float | None, target: float | None = None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if target is None else f"{value:.3f} (of {target:.2f})"


def names_table(names: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """F1 of exact spans; in brackets what was aimed at."""
    yield "| F1, exact spans | " + " | ".join(LABELS) + " |"
    yield "| --- |" + " --- |" * len(LABELS)
    for corpus, title in CORPORA.items():
        scores = names.get(corpus, {})
        cells = (_score(scores.get(label), TARGETS.get((corpus, label))) for label in LABELS)
        yield f"| {title} | " + " | ".join(cells) + " |"


def layers_table(scores: Mapping[str, Any]) -> Iterator[str]:
    """Tags, morphology, sentences."""
    rows = (
        ("STTS tag, UD GSD test", "tags", "stts"),
        ("UPOS, UD GSD test", "tags", "upos"),
        ("all six features, UD GSD test", "tags", "morphology"),
        ("sentence F1, UD GSD test, sentences joined by blanks", "sentences", "gsd_test"),
        ("sentence F1, the same, a line break after what has no end mark", "sentences", "gsd_test_lines"),
        ("sentence F1, UD PUD", "sentences", "pud"),
    )
    yield "| layer | score |"
    yield "| --- | --- |"
    for title, layer, measure in rows:
        yield f"| {title} | {_score(scores[layer][measure], TARGETS.get((layer, measure)))} |"


def size_in_mb(model: Path) -> float:
    """Size of the model folder in megabytes of a million bytes."""
    return sum(file.stat().st_size for file in model.rglob("*") if file.is_file()) / 1e6


def card(model: Path, scores: Mapping[str, Any], texts: Path) -> str:
    """The whole card as Markdown."""
    meta = read_meta(model)
    digest = hashlib.sha256((model / CHECKSUMS).read_bytes()).hexdigest()
    speed = scores["words_per_second"]
    lines = [
        f"# {meta['lang']}_{meta['name']} {meta['version']}",
        "",
        f"{meta['description']}. Needs spaCy {meta['spacy_version']}. Written by `make model`.",
        "",
        f"- components: {', '.join(meta['pipeline'])}",
        f"- size: {size_in_mb(model):.1f} MB",
        f"- speed: {speed['whole']:,.0f} words a second on one core as Depesche loads it, without the"
        f" morphologizer; {speed['ratio']:.2f} of `ner` with the same tok2vec alone"
        f" ({speed['names_only']:,.0f})",
        f"- sha256 of `{CHECKSUMS}`, which lists every file: `{digest}`",
        "",
        "## Scores",
        "",
        *names_table(scores["names"]),
        "",
        *layers_table(scores),
        "",
    ]
    for name in ("experiments.md", "data.md", "limits.md"):
        lines += [(texts / name).read_text(encoding="utf8").rstrip(), ""]
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("scores", type=Path)
    parser.add_argument("texts", type=Path, help="folder of what people wrote for the card")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    scores = json.loads(arguments.scores.read_text(encoding="utf8"))
    text = card(arguments.model, scores, arguments.texts)
    arguments.out.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
