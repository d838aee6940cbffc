"""``depesche explain``: what was read, where it stands in the text, and which rule read it."""

from __future__ import annotations

from depesche.cli.console import out_console
from depesche.cli.engine import load_extractor
from depesche.cli.explain_view import facts, heading, legend, marked_text
from depesche.cli.extract import FileArgument, single_article
from depesche.cli.options import (
    InputFormatOption,
    MaxCharsOption,
    ModelOption,
    NamesOption,
    PublishedOption,
    RulesOption,
    known_format,
    published_date,
)
from depesche.io import Limits
from depesche.io.source import DEFAULT_MAX_CHARS

EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche explain artikel.txt --published 2025-07-01\n\n"
    "depesche explain artikel.txt --rules my-rules/ | less -R\n\n"
    "Without a colour terminal mentions stand in brackets: [[Meta|company]."
)


def explain(
    file: FileArgument,
    *,
    published: PublishedOption = None,
    model: ModelOption = "auto",
    rules: RulesOption = None,
    names: NamesOption = None,
    input_format: InputFormatOption = None,
    max_chars: MaxCharsOption = DEFAULT_MAX_CHARS,
) -> None:
    """Show the article with its mentions, then each fact with the rule that made it and its evidence."""
    date = published_date(published)
    article = single_article(file, known_format(input_format), Limits(max_chars=max_chars))
    record = load_extractor(model, rules, names).extract(article, published=date)
    console = out_console()
    plain = console.no_color or not console.is_terminal
    console.print(heading(record))
    console.print()
    console.print(marked_text(record, plain=plain))
    console.print()
    if not plain:
        console.print(legend(record))
    for part in facts(record):
        console.print(part)
