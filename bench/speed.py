"""Measures how fast Depesche is, mostly as ratios that hold on any machine, and writes bench/RESULTS.md.

Usage: ``python -m bench.speed [FOLDER]``; without a folder it reads the sample articles. All is measured in
this one run, on processor time where a single process works, and on both where several do. For each article
the least of some rounds counts, and what is compared is run in turn, so that other work on the machine
hurts little.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.growth import growth
from bench.machine import machine
from bench.peers import peers
from bench.stages import stage_seconds

from depesche.backbone import load_backbone
from depesche.engines import ExtractorSpec, WorkerPool, run_inline, run_processes
from depesche.extractor import Extractor
from depesche.io import read_inputs
from depesche.records import Article
from depesche.text import analysis_text

_SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
_ROUNDS = 3
_LONG_WORDS = 100_000
_SHORT_WORDS = 1_500
_SCALING_ARTICLES = 120
_RESULTS = Path(__file__).parent / "RESULTS.md"

Row = tuple[str, str, str]


def main() -> None:
    """Measure, print and write."""
    folder = sys.argv[1] if len(sys.argv) > 1 else str(_SAMPLES)
    articles = [item for item in read_inputs([folder]) if isinstance(item, Article)]
    words = sum(len(article.text.split()) for article in articles)
    parts: list[str] = []
    measures: Mapping[str, Callable[[], Sequence[Row]]] = {
        "The pipeline": lambda: _pipeline(articles),
        "Stages": lambda: _stages(articles),
        "Start and memory": lambda: _start(articles[0]),
        "Workers": lambda: _workers(articles),
        "Others": lambda: peers(articles),
        "Growth": lambda: (*growth(articles), *_length(articles)),
    }
    for title, measure in measures.items():
        part = f"## {title}\n\n| measure | value | |\n| --- | ---: | --- |\n"
        part += "".join(f"| {' | '.join(row)} |\n" for row in measure())
        print(part, flush=True)
        parts.append(part)
    head = f"# Speed\n\nWritten by `make bench`: {machine()}. {len(articles)} articles, {words:,} words.\n\n"
    head += "Processor time of one process, where not said otherwise; goals in brackets.\n\n"
    _RESULTS.write_text(head + "\n".join(parts), encoding="utf-8")


def _start(article: Article) -> Sequence[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article.text, encoding="utf-8")
        spacy = _process("import spacy")
        extract = _process(
            "from depesche.cli import main; main()", "extract", str(path), "--model", "embedded"
        )
        version = _process("from depesche.cli import main; main()", "--help")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return (
        ("start of extract", f"{extract / spacy:.2f}", f"times `import spacy` ({spacy:.2f} s; goal 3)"),
        ("start of --help", f"{version:.2f} s", "processor time"),
        ("memory", f"{peak:,.0f} MB", "of `depesche extract` on a short article, at the highest"),
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
    backbone = whole = writing = 0.0
    for article in articles:
        text = analysis_text(article.text).text
        alone: list[float] = []
        all_: list[float] = []
        for _ in range(_ROUNDS + 1):
            alone.append(_once(lambda text=text: nlp(text)))  # type: ignore[misc]
            all_.append(_once(lambda article=article: extractor.extract(article)))  # type: ignore[misc]
        record = extractor.extract(article)
        backbone, whole = backbone + min(alone), whole + min(all_)
        writing += min(_once(record.model_dump_json) for _ in range(_ROUNDS))
    return (
        ("whole pipeline", *_rate(words, len(articles), whole)),
        ("backbone alone", *_rate(words, len(articles), backbone)),
        ("whole / backbone", f"{whole / backbone:.2f}", "times the backbone's time (goal 1.35)"),
        ("writing", f"{100 * writing / whole:.1f} %", "of the time: records to JSON (goal 2 %)"),
    )


def _rate(words: int, articles: int, seconds: float) -> tuple[str, str]:
    return f"{words / seconds:,.0f}", f"words a second ({articles / seconds:.1f} articles)"


def _stages(articles: Sequence[Article]) -> Sequence[Row]:
    words = sum(len(article.text.split()) for article in articles)
    seconds = stage_seconds(Extractor(model="embedded"), articles, _ROUNDS)
    return [
        (name, f"{1e6 * spent / words:.1f}", "µs a word" if not number else "")
        for number, (name, spent) in enumerate(seconds.items())
    ]


def _length(articles: Sequence[Article]) -> Sequence[Row]:
    extractor = Extractor(model="embedded")
    short, long = _article(articles, _SHORT_WORDS), _article(articles, _LONG_WORDS)
    per_short = _seconds(lambda: extractor.extract(short)) / len(short.text.split())
    began = time.process_time()
    extractor.extract(long)
    per_long = (time.process_time() - began) / len(long.text.split())
    sizes = f"{len(long.text) // 1000:,} kB against {len(short.text) // 1000} kB (goal 1.2)"
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
    clock: dict[int, list[float]] = {1: [], 2: []}
    spent: dict[int, list[float]] = {1: [], 2: []}
    share: list[float] = []
    for _ in range(_ROUNDS):
        for workers in (1, 2):
            pool = WorkerPool[Article](spec, workers, None)
            list(pool.run(many[: 8 * workers]))
            used, own, began = _processor(pool), time.process_time(), time.perf_counter()
            list(pool.run(many))
            clock[workers].append(time.perf_counter() - began)
            spent[workers].append(_processor(pool) - used)
            share.append((time.process_time() - own) / spent[workers][-1])
            memory = max(_memory(pid) for pid in pool.pids)
            pool.close()
    same = list(run_inline(many, spec)) == list(run_processes(many, spec, workers=2))
    return (
        (
            "two workers",
            f"{min(clock[1]) / min(clock[2]):.2f}",
            "times one, by the clock (goal 1.8)",
        ),
        (
            "processor time",
            f"{min(spent[2]) / min(spent[1]):.2f}",
            "of two workers, times that of one",
        ),
        ("the parent", f"{100 * min(share):.1f} %", "of the workers' processor time: what does not scale"),
        ("worker memory", f"{memory:,.0f} MB", "resident at the highest (goal 450)"),
        ("same records", "yes" if same else "NO", "from workers as from this process"),
    )


def _processor(pool: WorkerPool[Article]) -> float:
    """Processor seconds of all workers so far (Linux)."""
    ticks = 0
    for pid in pool.pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """The most memory a process has had, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _once(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _seconds(run: Callable[[], object]) -> float:
    """The best processor time of a few runs, after one that warms up."""
    run()
    times: list[float] = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
