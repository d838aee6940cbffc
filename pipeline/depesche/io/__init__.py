"""Inputs to articles, records to outputs: readers and sinks, one module a format."""

from depesche.io.reading import read_file, read_inputs
from depesche.io.source import InputFailure, InputFile, Limits, SkippedFile

__all__ = ["InputFailure", "InputFile", "Limits", "SkippedFile", "read_file", "read_inputs"]
