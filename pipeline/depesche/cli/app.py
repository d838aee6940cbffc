"""Puts the commands together and turns every error into one clear line."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from depesche import __version__
from depesche.cli import (
    accuracy,
    batch,
    corpus,
    deals,
    evaluate,
    explain,
    extract,
    init,
    ledger,
    models,
    pipe,
    rules,
    schema,
    serve,
    view,
)
from depesche.cli.config import CONFIG_FILE, find_config, read_config, read_environment
from depesche.cli.console import EXIT_FAILED, EXIT_UNUSABLE, print_error
from depesche.errors import DepescheError, InputError

_DEBUG = "DEPESCHE_DEBUG"

app = typer.Typer(
    name="depesche",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads German business news: companies, people, amounts, dates and deals as structured JSON.",
    epilog="Start with [bold]depesche explain ARTICLE.txt[/bold], then "
    "[bold]depesche batch FOLDER --out deals.jsonl[/bold].",
)
app.command("extract", epilog=extract.EXAMPLES)(extract.extract)
app.command("batch", epilog=batch.EXAMPLES)(batch.batch)
app.command("pipe", epilog=pipe.EXAMPLES)(pipe.pipe)
app.command("serve", epilog=serve.EXAMPLES)(serve.serve)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("deals", epilog=deals.EXAMPLES)(deals.deals)
app.command("view", epilog=view.EXAMPLES)(view.view)
app.command("init", epilog=init.EXAMPLES)(init.init)
app.command("ledger", epilog=ledger.EXAMPLES)(ledger.ledger)
app.command("models")(models.models)
app.add_typer(rules.app, name="rules")
app.command("schema")(schema.schema)
app.add_typer(corpus.app, name="corpus")
app.command("evaluate", epilog=evaluate.EXAMPLES)(evaluate.evaluate)
app.command("accuracy")(accuracy.accuracy)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"depesche {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_print_version),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help=f"Show tracebacks; so does {_DEBUG}=1 in the environment.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            envvar="DEPESCHE_CONFIG",
            help=f"Options for all commands; by default {CONFIG_FILE} of the current folder.",
        ),
    ] = None,
) -> None:
    """Options of the program as a whole."""
    file = find_config(config)
    if file is not None:
        context.default_map = read_config(file, context)
    if debug:
        os.environ[_DEBUG] = "1"


def main() -> None:
    """Run the command line; exits with 0, 1 for inputs that failed, 2 for a call that cannot work."""
    # What libraries log of a bad input is said once already, in the message about it.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        program = typer.main.get_command(app)
        read_environment(program)
        program(prog_name="depesche")
    except BrokenPipeError:
        _leave_broken_pipe()
    except Exception as error:
        if os.environ.get(_DEBUG):
            raise
        if not isinstance(error, DepescheError):
            print_error(f"unexpected {type(error).__name__}: {error}; run with --debug for the traceback")
            sys.exit(EXIT_UNUSABLE)
        print_error(str(error))
        sys.exit(EXIT_FAILED if isinstance(error, InputError) else EXIT_UNUSABLE)


def _leave_broken_pipe() -> None:
    """Whoever read the output has had enough: stop without a word, as other tools in a pipe do."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
