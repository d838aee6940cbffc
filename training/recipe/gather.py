"""Put together what the shipped model is trained on and what its checkpoint is chosen by."""

import argparse
import shutil
from pathlib import Path

#: Folder or file below the corpus folder, for training and for choosing the checkpoint.
TRAIN = (
    "silver",
    "bootstrap/train/gsd_dev.jsonl.gz",
    "bootstrap/train/empirist.jsonl.gz",
    "names/train",
    "articles",
)
#: Beside these, what several models labelled; its files take the place of those of the same name.
VOTED = ("voted", "misc")
DEV = (
    "bootstrap/dev",
    "names/dev/germeval14.jsonl.gz",
    "names/dev/smartdata.jsonl.gz",
)


def gather(corpus: Path, parts: tuple[str, ...], out: Path) -> None:
    """Copy the files of the parts into one folder, made anew."""
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    for part in parts:
        source = corpus / part
        for path in sorted(source.glob("*.jsonl.gz")) if source.is_dir() else [source]:
            shutil.copyfile(path, out / path.name)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--voted", action="store_true", help="with what several models labelled")
    arguments = parser.parse_args()
    gather(arguments.corpus, TRAIN + VOTED if arguments.voted else TRAIN, arguments.out / "train")
    gather(arguments.corpus, DEV, arguments.out / "dev")


if __name__ == "__main__":
    main()
