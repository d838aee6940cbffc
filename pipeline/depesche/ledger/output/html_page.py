"""An HTML page to look at: one foldable line a transaction, with its history and all reports."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path

from depesche.ledger.build import Ledger
from depesche.ledger.output.flat import figures_text, history_text, parties_text
from depesche.ledger.records import LedgerDeal, Report

_END = """</main>
<script>
document.getElementById("filter").addEventListener("input", event => {
  const words = event.target.value.toLowerCase().split(/\\s+/);
  for (const deal of document.querySelectorAll("details")) {
    const text = deal.querySelector("summary").textContent.toLowerCase();
    deal.hidden = !words.every(word => text.includes(word));
  }
});
</script>
</html>
"""


def write_html(ledger: Ledger, path: Path) -> int:
    """Write the page; it needs nothing but itself."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(files("depesche.ledger.output").joinpath("page.html").read_text(encoding="utf-8"))
        for number, deal in enumerate(ledger.deals(), 1):  # noqa: B007 - the last number is the result
            file.write(_deal(deal))
        file.write(_END)
    return number


def _deal(deal: LedgerDeal) -> str:
    reports = "reports" if deal.articles > 1 else "report"
    head = (
        f"<b>{deal.type.value}</b><span class='status {deal.status.value}'>{deal.status.value}</span>"
        f"<span>{escape(parties_text(deal))}</span><span>{escape(figures_text(deal))}</span>"
        f"<span class=quiet>{deal.articles} {reports}</span>"
    )
    rows = "".join(map(_report, deal.reports))
    return (
        f"<details id={deal.id}><summary>{head}</summary>"
        f"<p class=quiet>{escape(history_text(deal))}</p><table>{rows}</table></details>\n"
    )


def _report(report: Report) -> str:
    title = escape(report.title or report.article)
    if report.url and report.url.startswith(("https://", "http://")):
        title = f'<a href="{escape(report.url)}">{title}</a>'
    source = f"{title}<br><span class=quiet>{escape(report.medium or '')}</span>"
    cells = (escape(report.published or ""), report.status.value, source, escape(report.evidence or ""))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
