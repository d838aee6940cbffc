"""The command line: ``depesche extract``, ``batch``, ``explain``, ``models``, ``rules``, ``schema``."""

from depesche.cli.app import main

__all__ = ["main"]
