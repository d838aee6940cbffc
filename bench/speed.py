"""Prints how fast Depesche is, as ratios that hold on any machine.

Usage: ``python bench/speed.py [FOLDER]``; without a folder it reads the sample articles. All is measured in
this one run, on processor time where a single process works and on the clock where several do.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from depesche.backbone import load_backbone
from depesche.engines import ExtractorSpec, run_inline, run_processes
from depesche.extractor import Extractor
from depesche.io import read_inputs
from depesche.records import Article
from depesche.text import analysis_text

_SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
_ROUNDS = 3
_LONG_WORDS = 100_000
_SHORT_WORDS = 1_500
_SCALING_ARTICLES = 160


def main() -> None:
    """Measure and print."""
    folder = sys.argv[1] if len(sys.argv) > 1 else str(_SAMPLES)
    articles = [item for item in read_inputs([folder]) if isinstance(item, Article)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("measure")
    table.add_column("value", justify="right")
    table.add_column("what it means")
    for row in (*_start(articles[0]), *_pipeline(articles), *_length(articles), *_workers(articles)):
        table.add_row(*row)
    Console().print(table)


Row = tuple[str, str, str]


def _start(article: Article) -> Sequence[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article.text, encoding="utf-8")
        spacy = _process("import spacy")
        extract = _process(
            "from depesche.cli import main; main()", "extract", str(path), "--model", "embedded"
        )
        version = _process("from depesche.cli import main; main()", "--help")
    return (
        ("start of extract", f"{extract / spacy:.2f}", f"times `import spacy` ({spacy:.2f} s)"),
        ("start of --help", f"{version:.2f} s", ""),
    )


def _process(code: str, *arguments: str) -> float:
    """The best processor time of a few runs, children of this process."""
    times: list[float] = []
    for _ in range(_ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-c", code, *arguments]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def _pipeline(articles: Sequence[Article]) -> Sequence[Row]:
    words = sum(len(article.text.split()) for article in articles)
    nlp = load_backbone("embedded").nlp
    extractor = Extractor(model="embedded")
    backbone = _seconds(lambda: [nlp(analysis_text(article.text).text) for article in articles])
    whole = _seconds(lambda: list(extractor.stream(articles)))
    records = [record.model_dump_json() for record in map(extractor.extract, articles)]
    dumped = [extractor.extract(article) for article in articles]
    writing = _seconds(lambda: [record.model_dump_json() for record in dumped])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        ("whole pipeline", f"{words / whole:,.0f}", f"words a second ({len(articles) / whole:.0f} articles)"),
        ("backbone alone", f"{words / backbone:,.0f}", "words a second"),
        ("whole / backbone", f"{whole / backbone:.2f}", "times the backbone's time"),
        ("writing", f"{100 * writing / whole:.1f} %", f"of the time ({sum(map(len, records)):,} bytes)"),
        ("memory", f"{memory:,.0f} MB", "at the highest"),
    )


def _length(articles: Sequence[Article]) -> Sequence[Row]:
    extractor = Extractor(model="embedded")
    short, long = _article(articles, _SHORT_WORDS), _article(articles, _LONG_WORDS)
    per_short = _seconds(lambda: extractor.extract(short)) / len(short.text.split())
    began = time.process_time()
    extractor.extract(long)
    per_long = (time.process_time() - began) / len(long.text.split())
    sizes = f"{len(long.text) // 1000:,} kB against {len(short.text) // 1000} kB"
    return (("a long article", f"{per_long / per_short:.2f}", f"times the time for a word, {sizes}"),)


def _article(articles: Sequence[Article], words: int) -> Article:
    """An article of about so many words, made of whole ones."""
    texts: list[str] = []
    count = 0
    while count < words:
        for article in articles:
            texts.append(article.text)
            count += len(article.text.split())
            if count >= words:
                break
    return Article(id="long", text="\n\n".join(texts))


def _workers(articles: Sequence[Article]) -> Sequence[Row]:
    many = [articles[number % len(articles)] for number in range(_SCALING_ARTICLES)]
    spec = ExtractorSpec(model="embedded")
    start = _clock(lambda: list(run_processes(many[:1], spec, workers=1)))
    one = _clock(lambda: list(run_processes(many, spec, workers=1))) - start
    two = _clock(lambda: list(run_processes(many, spec, workers=2))) - start
    same = list(run_inline(many, spec)) == list(run_processes(many, spec, workers=2))
    return (
        ("two workers", f"{one / two:.2f}", "times as fast as one, both started"),
        ("same records", "yes" if same else "NO", "from workers as from this process"),
    )


def _seconds(run: Callable[[], object]) -> float:
    """The best processor time of a few runs, after one that warms up."""
    run()
    times: list[float] = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)


def _clock(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
