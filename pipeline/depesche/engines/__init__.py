"""Engines run many articles through the extractor, one module a back end.

They take articles mixed with anything else that has a place in the order (failures of reading, say), and
give back, in the same order, each article's outcome and everything else as it came.
"""

from depesche.engines.inline import run_inline
from depesche.engines.outcome import EncodedRecord, ExtractorSpec
from depesche.engines.processes import WorkerPool, run_processes

__all__ = ["EncodedRecord", "ExtractorSpec", "WorkerPool", "run_inline", "run_processes"]
