"""Inputs to articles, records to outputs: readers and sinks, one module a format."""

from depesche.io.reading import read_file, read_inputs
from depesche.io.source import Copy, InputFailure, InputFile, Limits, SkippedFile

__all__ = ["Copy", "InputFailure", "InputFile", "Limits", "SkippedFile", "read_file", "read_inputs"]
