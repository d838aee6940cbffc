"""Random bytes, led by what code they reach, into one reader: ``python -m bench.faults.fuzz FORMAT RUNS``.

Needs atheris (``pip install atheris``). Ends with an exception where a reader raises one, gives back what is
neither article nor failure, or an article that JSON refuses.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["depesche.io", "markdown_it", "trafilatura", "warcio"]):
    from depesche.io import InputFailure, InputFile, Limits, SkippedFile, read_file
    from depesche.records import Article

_LIMITS = Limits(max_chars=100_000, max_document_bytes=1_000_000)


def main() -> None:
    """Fuzz the reader of a format."""
    name, runs = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{name}"
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(sys.argv[3:]):
            (corpus / str(number)).write_bytes(Path(seed).read_bytes())

        def read(data: bytes) -> None:
            path.write_bytes(data)
            for item in read_file(InputFile(path, "a", "a", name), _LIMITS):
                if isinstance(item, Article):
                    item.model_dump_json().encode("utf-8")
                    assert item.text.strip()
                else:
                    assert isinstance(item, (InputFailure, SkippedFile))
                    json.dumps(str(item), ensure_ascii=False).encode("utf-8")

        options = [
            f"-runs={runs}",
            "-max_len=4096",
            "-timeout=60",
            "-rss_limit_mb=2048",
            "-verbosity=0",
            "-seed=8",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
