"""The reference of the command line as Markdown, from the commands themselves.

``python -m depesche.cli.reference`` prints it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo, ParameterInfo

from depesche.cli.app import app

_MARKUP = re.compile(r"(?<!\[)\[/?(?:bold|dim|italic|green|red)\]")
_PLACES: dict[Any, str] = {int: "N", float: "N", Path: "PATH", str: "TEXT"}
"""What stands for a value whose option gives no other word."""


def cli_reference() -> str:
    """Every command with its arguments, options, defaults and examples."""
    return "\n".join(
        part for path, command, epilog in _commands(app) for part in _section(path, command, epilog)
    )


def _commands(
    program: typer.Typer, path: tuple[str, ...] = ("depesche",)
) -> Iterator[tuple[tuple[str, ...], Callable[..., Any], str]]:
    for command in program.registered_commands:
        if command.callback is not None and not command.hidden:
            name = command.name or command.callback.__name__.replace("_", "-")
            yield (*path, name), command.callback, command.epilog or ""
    for group in program.registered_groups:
        if group.typer_instance is not None:
            yield from _commands(group.typer_instance, (*path, str(group.name)))


def _section(path: tuple[str, ...], command: Callable[..., Any], epilog: str) -> Iterator[str]:
    rows: list[tuple[str, str, str]] = []
    usage = [*path]
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        hint = hints[name]
        value_type, info = get_args(hint) if get_origin(hint) is Annotated else (hint, None)
        if isinstance(info, ArgumentInfo):
            place = info.metavar or name.upper()
            usage.append(place if parameter.default is inspect.Parameter.empty else f"[{place}]")
            rows.append((f"`{place}`", _default(parameter.default), info.help or ""))
        elif isinstance(info, OptionInfo):
            rows.append((_option(name, value_type, info), _default(parameter.default), info.help or ""))
    yield f"## {' '.join(path)}\n\n{inspect.getdoc(command) or ''}\n"
    yield f"```\n{' '.join(usage)}{' [OPTIONS]' if len(rows) > len(usage) - len(path) else ''}\n```\n"
    if rows:
        yield "| | default | |\n| --- | --- | --- |"
        yield from (f"| {what} | {default} | {_cell(text)} |" for what, default, text in rows)
        yield ""
    yield from _examples(epilog)


def _option(name: str, value_type: Any, info: OptionInfo) -> str:
    # Inside of Annotated typer keeps the first word of an option in the place of the default.
    words = [word for word in map(str, (info.default, *(info.param_decls or ()))) if word.startswith("-")]
    words = sorted(words or [f"--{name.replace('_', '-')}"], key=len, reverse=True)
    place = info.metavar or _place(value_type)
    return f"`{', '.join(words)}{f' {place}' if place else ''}`".replace("|", "\\|")


def _place(value_type: Any) -> str:
    """The word for a value of a type; none for a switch."""
    if value_type is bool:
        return ""
    if get_origin(value_type) is Literal:
        return "|".join(map(str, get_args(value_type)))
    if get_origin(value_type) in {Union, UnionType, list}:
        return next(_place(part) for part in get_args(value_type) if part is not type(None))
    if isinstance(value_type, type) and issubclass(value_type, Enum):
        return "|".join(str(member.value) for member in value_type)
    return _PLACES.get(value_type, "VALUE")


def _default(value: Any) -> str:
    if value is inspect.Parameter.empty:
        return "required"
    if value is None or value is False or isinstance(value, ParameterInfo):
        return ""
    return f"`{value.value if isinstance(value, Enum) else value}`"


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _plain(text: str) -> str:
    return _MARKUP.sub("", text).replace("[[", "[")


def _examples(epilog: str) -> Iterator[str]:
    lines = [line for line in _plain(epilog).split("\n\n") if line and line != "Examples"]
    calls = [line for line in lines if re.search(r"(^|\| )depesche ", line)]
    if calls:
        yield "\n".join(["```sh", *calls, "```\n"])
    yield from (f"{line}\n" for line in lines if line not in calls)


if __name__ == "__main__":
    print(cli_reference(), end="")
