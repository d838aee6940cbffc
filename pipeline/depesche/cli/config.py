"""Options from ``depesche.toml`` and the environment: command line > environment > file > default.

The file has a table for each command (``[batch]``, ``[rules.check]``) and ``[all]`` for the options that
several commands share; keys are the long names of options without their dashes, and the names of arguments.
An option is also read from ``DEPESCHE_COMMAND_OPTION`` and ``DEPESCHE_OPTION``. Every key and value is
checked when the file is read, whichever command runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from depesche.errors import ConfigError
from depesche.io.sinks import STDOUT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CONFIG_FILE = "depesche.toml"
SHARED = "all"
"""The table of the options for all commands that have them."""

_PREFIX = "DEPESCHE"
_PATHS = ("FILE", "DIR", "CSV", "PATH", "FOLDER", "INPUT...", "RECORDS", "RECORDS...", "ARTICLE...")
"""What is shown in the place of values that are paths."""


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command below a group with the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def key_of(parameter: Any) -> str:
    """The name of an option or argument in the file."""
    long = next((word for word in parameter.opts if word.startswith("--")), None)
    return long.removeprefix("--") if long else str(parameter.name)


def variables_of(command: tuple[str, ...], parameter: Any) -> list[str]:
    """The environment variables an option is read from, the first one that is set."""
    words = [_PREFIX, *command, key_of(parameter)]
    return ["_".join(part).replace("-", "_").upper() for part in (words, [_PREFIX, words[-1]])]


def read_environment(program: Any) -> None:
    """Let every option of every command be given by environment variables."""
    for path, command in commands(program):
        for parameter in _settable(command):
            if parameter.param_type_name == "option":
                given = parameter.envvar
                own = [given] if isinstance(given, str) else list(given or ())
                parameter.envvar = [*own, *variables_of(path, parameter)]
                parameter.show_envvar = bool(own)


def find_config(given: Path | None) -> Path | None:
    """The file to read: the one that is given, else that of the current folder if there is one."""
    if given is not None:
        return given
    file = Path(CONFIG_FILE)
    return file if file.is_file() else None


def read_config(file: Path, context: Any) -> dict[str, Any]:
    """The values of the file as a tree of commands, by the names that parameters have in the program.

    ``context``: that of the call, which knows the program.

    Raises ConfigError that names the file, the key and the mend.
    """
    tables = _parse(file)
    defaults: dict[str, Any] = {}
    known = dict(commands(context.command))
    shared = _table(file, SHARED, tables.pop(SHARED, {}))
    unused = set(shared)
    groups = {path[0] for path in known if len(path) > 1}
    for path, command in known.items():
        values = {}
        parameters = {key_of(parameter): parameter for parameter in _settable(command)}
        own = _take(file, tables, path)
        for key, value in {**{k: v for k, v in shared.items() if k in parameters}, **own}.items():
            where = f"[{'.'.join(path) if key in own else SHARED}] {key}"
            if key not in parameters:
                raise ConfigError(f"{file}: {where}: unknown; known here are {', '.join(sorted(parameters))}")
            values[parameters[key].name] = _value(file, where, parameters[key], value, context)
        unused -= parameters.keys()
        branch = defaults
        for word in path[:-1]:
            branch = branch.setdefault(word, {})
        branch[path[-1]] = values
    for key in unused:
        raise ConfigError(f"{file}: [{SHARED}] {key}: no command has this option")
    for name, rest in tables.items():
        if not isinstance(rest, Mapping):
            raise ConfigError(f"{file}: {name}: stands in no table; write it below [{SHARED}] or a command")
        if rest or name not in groups:
            words = ".".join([name, *rest][:2])
            raise ConfigError(f"{file}: [{words}]: no such command; see depesche --help")
    return defaults


def _settable(command: Any) -> Iterator[Any]:
    """The options and arguments that a file may give: all but those that show help or the version."""
    return (p for p in command.params if not p.is_eager and p.name != "help")


def _parse(file: Path) -> dict[str, Any]:
    try:
        document: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from error
    return document


def _take(file: Path, tables: dict[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
    """Take the table of a command out; what then is left belongs to no command."""
    for word in path[:-1]:
        tables = _table(file, word, tables.get(word, {}))
    return _table(file, ".".join(path), tables.pop(path[-1], {}))


def _table(file: Path, name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{file}: {name}: must be a table; write [{name}]")
    return value


def _value(file: Path, where: str, parameter: Any, value: Any, context: Any) -> Any:
    """A value as the option takes it, paths seen from the folder of the file."""
    if isinstance(value, Mapping):
        raise ConfigError(f"{file}: {where}: must be a value, not a table")
    takes_many = parameter.multiple or parameter.nargs != 1
    if takes_many != isinstance(value, list):
        wants = f"a list: [{value!r}]" if takes_many else "one value, not a list"
        raise ConfigError(f"{file}: {where}: must be {wants}")
    if isinstance(value, bool) and not getattr(parameter, "is_flag", False):
        raise ConfigError(f"{file}: {where}: takes a value, not true or false")
    is_path = parameter.metavar in _PATHS
    many = [_single(file, each, is_path=is_path) for each in (value if takes_many else [value])]
    found = many if takes_many else many[0]
    try:
        parameter.process_value(context, found)
    except Exception as error:
        reason = str(getattr(error, "message", error)).removeprefix("Value error, ")
        raise ConfigError(f"{file}: {where}: {reason}") from error
    return found


def _single(file: Path, value: Any, *, is_path: bool) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if is_path and isinstance(value, str) and value != STDOUT and file.parent != Path():
        # A slash at the end says that the output is a folder.
        return os.path.join(file.parent, value)  # noqa: PTH118
    return value
