"""Runs lines through the extractor, here or in worker processes; each answer is written at once."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from io import BufferedReader

from depesche.engines import EncodedRecord, ExtractorSpec
from depesche.engines.service import Service
from depesche.extractor import Failure
from depesche.io import InputFailure, InputFile
from depesche.io.readers.json_lines import read_lines
from depesche.pipe.lines import Line, answer, read_line
from depesche.pipe.settings import LineSettings
from depesche.records import Article

_AHEAD = 4
"""Lines under way for each worker: enough to keep it busy, few enough that the input is not hoarded."""

Outcome = EncodedRecord | Failure | InputFailure
Write = Callable[[bytes], None]
"""Writes a line, given without its end, and hands it on at once."""


def run_inline(
    file: InputFile, stream: BufferedReader, write: Write, spec: ExtractorSpec, settings: LineSettings
) -> None:
    """Answer every line in this process; raises ModelError or RuleError before the first."""
    extractor = spec.load()
    for line in _lines(file, stream, settings):
        outcome: Outcome
        if isinstance(line.content, Article):
            outcome = next(spec.outcomes(extractor, [line.content]))
        else:
            outcome = line.content
        write(answer(line, outcome, settings))


def run_service(
    file: InputFile, stream: BufferedReader, write: Write, service: Service, settings: LineSettings
) -> None:
    """Answer every line by a service's workers, in order; raises DepescheError where it cannot work."""
    service.wait_ready()
    waiting: queue.Queue[_Answered | BaseException | None] = queue.Queue(_AHEAD * service.size)
    # A thread, so that an answer is written when it is there and not when the next line arrives.
    reader = threading.Thread(target=_read, args=(file, stream, service, settings, waiting), daemon=True)
    reader.start()
    while (item := waiting.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        write(answer(item.line, item.outcome.result(), settings))


@dataclass(frozen=True, slots=True)
class _Answered:
    line: Line
    outcome: Future[EncodedRecord | Failure] | Future[InputFailure]


def _read(
    file: InputFile,
    stream: BufferedReader,
    service: Service,
    settings: LineSettings,
    waiting: queue.Queue[_Answered | BaseException | None],
) -> None:
    try:
        for line in _lines(file, stream, settings):
            if isinstance(line.content, Article):
                waiting.put(_Answered(line, service.submit(line.content)))
            else:
                known: Future[InputFailure] = Future()
                known.set_result(line.content)
                waiting.put(_Answered(line, known))
        waiting.put(None)
    except BaseException as error:  # raised again where the answers are written
        waiting.put(error)


def _lines(file: InputFile, stream: BufferedReader, settings: LineSettings) -> Iterator[Line]:
    lines = read_lines(stream, settings.limits.max_line_bytes)
    return (read_line(line, number, file, settings) for number, line in enumerate(lines, start=1))
