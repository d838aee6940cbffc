"""The errors Depesche raises on purpose; each message says what is wrong, where, and what to do."""

from __future__ import annotations


class DepescheError(Exception):
    """Base of all errors that are meant for the user's eyes."""


class RuleError(DepescheError):
    """A rule pack is wrong. The message names the file, the rule's id and the reason."""

    def __init__(self, path: str, rule_id: str | None, reason: str) -> None:
        self.path = path
        self.rule_id = rule_id
        self.reason = reason
        super().__init__(f"{path}: rule {rule_id!r}: {reason}" if rule_id else f"{path}: {reason}")


class ModelError(DepescheError):
    """A language model is missing, damaged or does not fit the installed spaCy."""


class InputError(DepescheError):
    """An input cannot be read. The message names the file (and line) and the mend."""


class ConfigError(DepescheError):
    """The configuration file is wrong. The message names the file, the key and the mend."""


class OutputError(DepescheError):
    """An output cannot be written. The message names the file and the reason."""
