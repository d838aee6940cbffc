"""``depesche rules``: look at the rule packs and try their examples."""

from __future__ import annotations

import re

import typer
from rich.markup import escape
from rich.table import Table

from depesche.cli.console import EXIT_FAILED, message_console, out_console, print_error, visible
from depesche.cli.options import ModelOption, RulesOption
from depesche.errors import RuleError
from depesche.ruleset import load_ruleset

app = typer.Typer(
    help="Look at the rule packs and try their examples.", no_args_is_help=True, rich_markup_mode="rich"
)


@app.command(epilog="[bold]Examples[/bold]\n\ndepesche rules check\n\ndepesche rules check --rules my-rules/")
def check(rules: RulesOption = None, model: ModelOption = "auto") -> None:
    """Run every rule's examples and counter-examples; one line for each that fails."""
    from depesche.cli.rule_checks import run_checks  # noqa: PLC0415 - imports the stages, and spaCy

    failures = 0
    try:
        for message in run_checks(load_ruleset(tuple(rules or ())), model):
            print_error(message)
            failures += 1
    except RuleError as error:
        print_error(str(error))
        raise typer.Exit(EXIT_FAILED) from error
    if failures:
        message_console().print(f"[bold red]{failures} failed[/]")
        raise typer.Exit(EXIT_FAILED)
    message_console().print("[green]all rules pass their examples[/]")


@app.command("list")
def list_packs(rules: RulesOption = None) -> None:
    """List the rule packs in the order they apply."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("file", "kind", "rules"):
        table.add_column(heading, no_wrap=True)
    table.add_column("what it holds")
    for raw in load_ruleset(tuple(rules or ())).raw:
        entries = raw.data.get("rules")
        number = str(len(entries)) if isinstance(entries, list) else "-"
        table.add_row(raw.path, raw.kind, number, escape(_first_sentence(raw.data.get("description"))))
    out_console().print(table)


def _first_sentence(description: object) -> str:
    words = " ".join(str(description or "").split())
    return visible(re.split(r"(?<=[.;:]) ", words)[0])
