"""Lays a record out for reading: the marked text, a legend, the facts with their rules and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from depesche.cli.console import visible
from depesche.io.deal_rows import entity_names
from depesche.records import (
    Amount,
    DateValue,
    Deal,
    Evidence,
    Extraction,
    Mention,
    MentionType,
    Modifier,
    Percentage,
)
from depesche.wording import load_wording

STYLES = {
    MentionType.COMPANY: "bold color(16) on color(117)",
    MentionType.PERSON: "bold color(16) on color(120)",
    MentionType.ORGANIZATION: "bold color(16) on color(123)",
    MentionType.LOCATION: "color(16) on color(252)",
    MentionType.PRODUCT: "color(16) on color(183)",
    MentionType.AMOUNT: "bold color(16) on color(222)",
    MentionType.PERCENT: "color(16) on color(229)",
    MentionType.HEADCOUNT: "color(16) on color(223)",
    MentionType.DATE: "color(16) on color(152)",
    MentionType.TITLE: "color(16) on color(157)",
    MentionType.TRIGGER: "bold color(231) on color(160)",
}
"""A colour for each type, from the palette that looks the same in every terminal."""

_EVIDENCE_MAX = 220
_ENGLISH = load_wording("en")


def marked_text(record: Extraction, *, plain: bool) -> Text:
    """The article with its mentions in colour, or in brackets with their type where ``plain``."""
    source = record.text or ""
    text = Text()
    at = 0
    for mention in _outermost(record.mentions):
        text.append(visible(source[at : mention.start]))
        inside = visible(source[mention.start : mention.end])
        if plain:
            text.append(f"[{inside}|{mention.type.value}]")
        else:
            text.append(inside, style=STYLES[mention.type])
        at = mention.end
    text.append(visible(source[at:]))
    text.rstrip()
    return text


def heading(record: Extraction) -> Text:
    """Title, medium and day of publication, as far as they are known."""
    source = record.source
    text = Text(visible(source.title or record.id), style="bold")
    for part in (source.medium, source.published):
        text.append(f"  {visible(part)}" if part else "", style="dim")
    return text


def legend(record: Extraction) -> Text:
    """The types that occur, each in its colour."""
    occurring = {mention.type for mention in record.mentions}
    text = Text()
    for type_, style in STYLES.items():
        if type_ in occurring:
            text.append(f" {type_.value} ", style=style)
            text.append(" ")
    return text


def facts(record: Extraction) -> Iterator[RenderableType]:
    """The sections of facts, empty ones left out."""
    view = _View(record)
    sections = (
        ("Deals", [view.deal(deal) for deal in record.deals]),
        ("People", view.people()),
        ("Companies", view.companies()),
        ("Organisations", view.organizations()),
        ("Amounts", [view.number(amount, view.amount(amount)) for amount in record.amounts]),
        ("Percentages", [view.number(share, view.percentage(share)) for share in record.percentages]),
        ("Dates", [view.number(date, view.date(date)) for date in record.dates]),
        ("Warnings", [Text(f"{warning.code}: {warning.message}") for warning in record.warnings]),
    )
    for name, entries in sections:
        if entries:
            yield Text(f"\n{name}", style="bold underline")
            for entry in entries:
                yield Padding(entry, (0, 0, 0, 2), expand=False)
    yield Text(f"\nmodel {record.pipeline.model.name} {record.pipeline.model.version}", style="dim")


def _outermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions in text order without those that lie inside another."""
    end = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


class _View:
    """Looks up in one record what its parts refer to."""

    def __init__(self, record: Extraction) -> None:
        self._text = record.text or ""
        self._record = record
        self._mentions = {mention.id: mention for mention in record.mentions}
        self._amounts = {amount.id: amount for amount in record.amounts}
        self._dates = {date.id: date for date in record.dates}
        self._names = entity_names(record)

    def deal(self, deal: Deal) -> RenderableType:
        """A deal: what, how real, who, how much, when, who says so, and what proves it."""
        table = Table.grid(padding=(0, 2))
        table.add_row(
            f"[bold]{deal.type.value}[/]",
            f"[bold]{deal.status.value}[/]",
            f"confidence {deal.confidence:.2f}",
        )
        lines = Table.grid(padding=(0, 2))
        for participant in deal.participants:
            who = self._names.get(participant.entity or "", participant.text or participant.entity or "?")
            lines.add_row(participant.role.value, escape(visible(who)))
        for name, value in self._deal_facts(deal):
            lines.add_row(name, escape(visible(value)))
        for span, rules in _by_span(deal.evidence).items():
            lines.add_row("[dim]evidence[/]", f"[italic]{escape(self._quote(*span))}[/]")
            lines.add_row("", f"[dim]{escape(', '.join(rules))}[/]")
        whole = Table.grid()
        whole.add_row(table)
        whole.add_row(Padding(lines, (0, 0, 0, 2), expand=False))
        return whole

    def _deal_facts(self, deal: Deal) -> Iterator[tuple[str, str]]:
        if deal.amount:
            yield "amount", self.amount(self._amounts[deal.amount])
        if deal.valuation:
            yield "valuation", self.amount(self._amounts[deal.valuation])
        if deal.stake_percent is not None:
            yield "stake", f"{deal.stake_percent} %"
        if deal.round:
            yield "round", deal.round
        if deal.headcount is not None:
            yield "headcount", str(deal.headcount)
        if deal.date:
            yield "date", self.date(self._dates[deal.date])
        if deal.attribution:
            who = self._names.get(deal.attribution.entity or "", deal.attribution.text or "?")
            yield "says", who

    def people(self) -> list[RenderableType]:
        """Each person with titles and the rules that read them."""
        entries: list[RenderableType] = []
        for person in self._record.people:
            line = _entry(person.name, person.aliases, self._rules(person.mentions))
            for title in person.titles:
                at = f" of {self._names.get(title.company, title.company)}" if title.company else ""
                line.append(f"\n  {title.title}{at} ({title.status.value})")
                line.append(f"  {self._quote(title.evidence.start, title.evidence.end)}", style="italic")
            entries.append(line)
        return entries

    def companies(self) -> list[RenderableType]:
        """Each company with its other names and the rules that read them."""
        return [
            _entry(c.name, c.aliases, self._rules(c.mentions), "reports" if c.is_source else "")
            for c in self._record.companies
        ]

    def organizations(self) -> list[RenderableType]:
        """Each organisation with its other names and the rules that read them."""
        return [_entry(o.name, o.aliases, self._rules(o.mentions)) for o in self._record.organizations]

    def number(self, value: Amount | Percentage | DateValue, meaning: str) -> RenderableType:
        """Words of the text, what they mean, and the rule that read them."""
        mention = self._mentions[value.mention]
        text = Text(visible(" ".join(mention.text.split())))
        text.append(f"  = {meaning}", style="bold")
        text.append(f"  {mention.rule or ''}", style="dim")
        return text

    def amount(self, amount: Amount) -> str:
        """A sum in digits."""
        return f"{_range(amount.value, amount.max, amount.modifier)} {amount.currency or ''}".strip()

    def percentage(self, share: Percentage) -> str:
        """A share in digits."""
        unit = "%" if share.unit == "percent" else "percentage points"
        return f"{_range(share.value, share.max, share.modifier)} {unit}"

    def date(self, date: DateValue) -> str:
        """A date in ISO form."""
        end = f" to {date.end}" if date.end else ""
        modifier = f"{date.modifier} " if date.modifier else ""
        return f"{modifier}{date.value or 'not anchored: give --published'}{end}"

    def _rules(self, mentions: Sequence[str]) -> str:
        rules = (self._mentions[mention].rule for mention in mentions if mention in self._mentions)
        return ", ".join(dict.fromkeys(rule for rule in rules if rule))

    def _quote(self, start: int, end: int) -> str:
        quoted = visible(" ".join(self._text[start:end].split()))
        if len(quoted) > _EVIDENCE_MAX:
            quoted = f"{quoted[:_EVIDENCE_MAX]}…"
        return f"“{quoted}”"


def _by_span(evidence: Sequence[Evidence]) -> dict[tuple[int, int], list[str]]:
    """The rules that read a deal, gathered by the span they read it from."""
    rules: dict[tuple[int, int], list[str]] = {}
    for proof in evidence:
        cue = f" (status from {proof.status_cue})" if proof.status_cue else ""
        rules.setdefault((proof.start, proof.end), []).append(f"rule {proof.rule}{cue}")
    return rules


def _entry(name: str, aliases: Sequence[str], rules: str, note: str = "") -> Text:
    text = Text(visible(name), style="")
    if aliases:
        text.append(f"  also {', '.join(map(visible, aliases))}")
    if note:
        text.append(f"  ({note})")
    if rules:
        text.append(f"  {rules}", style="dim")
    return text


def _range(value: Decimal | None, maximum: Decimal | None, modifier: Modifier) -> str:
    if value is None:
        return "unknown"
    most = f" to {maximum:,f}" if maximum is not None else ""
    return f"{_ENGLISH.sections['modifier'].get(modifier.value, '')} {value:,f}{most}".strip()
