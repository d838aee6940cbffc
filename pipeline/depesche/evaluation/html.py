"""The report to look at: one self-contained HTML page, errors first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from types import MappingProxyType

from depesche.corpus.compile import GOLD_PIPELINE
from depesche.evaluation.evaluate import Evaluation
from depesche.evaluation.html_article import article_html
from depesche.evaluation.html_rules import RuleSource, rules_html
from depesche.evaluation.report import ConfusionRow, Report, changes, error_changes
from depesche.evaluation.scores import Score
from depesche.view import look

TILES = (
    "deals.main",
    "deals.amount",
    "deals.status",
    "deals.full",
    "entities",
    "mentions.strict",
    "titles.company",
    "amounts.value",
    "dates.value",
)
"""The metrics that stand at the top."""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{css}</style></head><body>
<main><h1>{title}</h1><p class="about">{about}</p>
<div class="tiles">{tiles}</div>
{changes}
<h2>Metrics</h2><div class="wide">{metrics}</div>
<details><summary>by type</summary><div class="wide">{by_type}</div></details>
<h2>Confusions</h2><div class="sides"><div class="wide">{types}</div><div class="wide">{statuses}</div></div>
<h2>Articles, most deal errors first</h2>
<div class="filters" role="toolbar" aria-label="Filter errors">{filters}</div>
{articles}
{rules}</main>
<script>{js}</script></body></html>
"""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page is called, and the two things it compares."""

    title: str
    gold: str
    predicted: str


EVALUATION_PAGE = PageWords("Depesche: evaluation", "Gold", "Prediction")
AGREEMENT_PAGE = PageWords("Depesche: agreement of two annotations", "First annotation", "Second annotation")


def report_html(
    evaluation: Evaluation,
    report: Report,
    baseline: Report | None,
    words: PageWords = EVALUATION_PAGE,
    *,
    rules: Mapping[str, RuleSource] = MappingProxyType({}),
) -> str:
    """The page for an evaluation; ``baseline`` adds what got better and what got worse.

    ``rules``: the rules that differences link to, by id.
    """
    assets = files("depesche.evaluation").joinpath("page")
    results = sorted(
        evaluation.articles,
        key=lambda r: (-sum(e.layer == "deals" for e in r.errors), -len(r.errors), r.pair.gold.id),
    )
    return _PAGE.format(
        css=look() + assets.joinpath("report.css").read_text(encoding="utf-8"),
        js=assets.joinpath("report.js").read_text(encoding="utf-8"),
        title=escape(words.title),
        about=escape(_about(report)),
        tiles="".join(_tile(name, report.scores[name]) for name in TILES if name in report.scores),
        changes=_changes(report, baseline) if baseline else "",
        metrics=_metrics({name: s for name, s in report.scores.items() if not _is_of_a_type(name)}),
        by_type=_metrics({name: s for name, s in report.scores.items() if _is_of_a_type(name)}),
        types=_confusion("Deal types", report.types),
        statuses=_confusion("Statuses", report.statuses),
        filters=_filters((e.layer, e.kind) for r in results for e in r.errors),
        rules=_rules(evaluation, rules),
        articles="".join(article_html(result, (words.gold, words.predicted), rules) for result in results),
    )


def _rules(evaluation: Evaluation, rules: Mapping[str, RuleSource]) -> str:
    found = rules_html(evaluation, rules)
    return f"<h2>Rules, most errors first</h2>{found}" if found else ""


def percent(value: float | None) -> str:
    """A score for people: in percent with one decimal, "–" where there is none."""
    return "–" if value is None else f"{100 * value:.1f}"


def _is_of_a_type(metric: str) -> bool:
    """Whether a metric counts a single type, as ``deals.main.merger``."""
    return metric.count(".") > 1


def _about(report: Report) -> str:
    pipeline = report.pipeline
    model = f"{pipeline.model.name} {pipeline.model.version}" if pipeline else "unknown model"
    made_by = f"Depesche {pipeline.version if pipeline else ''}, {model}"
    if pipeline == GOLD_PIPELINE:
        made_by = "Two annotations, no extraction"
    split = f"split {report.split}" if report.split else "all articles"
    return f"{len(report.articles)} articles ({split}), gold {report.corpus_sha256[:12]}. {made_by}"


def _tile(name: str, score: Score) -> str:
    spread = f"{percent(score.low)} to {percent(score.high)}"
    return f'<div class="tile"><span>{name}</span><b>{percent(score.f1)}</b><span>{spread}</span></div>'


def _metrics(scores: Mapping[str, Score]) -> str:
    # F1 first: on a phone only the first columns are seen without scrolling.
    heads = ("precision", "recall")
    counts = ("gold", "found", "right")
    rows = "".join(
        f"<tr><td>{name}</td>"
        + f'<td class="n">{percent(score.f1)}</td><td>{_plot(score)}</td>'
        + "".join(f'<td class="n">{percent(v)}</td>' for v in (score.precision, score.recall))
        + "".join(f'<td class="n">{n:g}</td>' for n in (score.gold, score.predicted, score.correct))
        + "</tr>"
        for name, score in scores.items()
    )
    head = '<th class="n">F1</th><th>95 % interval</th>'
    head += "".join(f'<th class="n">{word}</th>' for word in (*heads, *counts))
    return f"<table><thead><tr><th>metric</th>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _plot(score: Score) -> str:
    if score.f1 is None or score.low is None or score.high is None:
        return ""
    low, high = 100 * score.low, 100 * score.high
    return (
        '<svg class="plot" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" '
        f'aria-label="{percent(score.f1)}"><rect x="0" y="2" height="8" width="{100 * score.f1:.1f}"/>'
        f'<path d="M{low:.1f} 6H{high:.1f}M{low:.1f} 3V9M{high:.1f} 3V9" stroke-width="1" fill="none"/></svg>'
    )


def _confusion(title: str, rows: Sequence[ConfusionRow]) -> str:
    wrong = [row for row in rows if row.gold != row.predicted]
    right = sum(row.count for row in rows if row.gold == row.predicted)
    body = "".join(
        f'<tr><td>{row.gold}</td><td>{row.predicted}</td><td class="n">{row.count}</td></tr>' for row in wrong
    )
    return (
        f"<table><thead><tr><th>{title}: gold</th><th>predicted</th><th class=n>times</th></tr></thead>"
        f'<tbody><tr><td colspan="2">agree</td><td class="n">{right}</td></tr>{body}</tbody></table>'
    )


def _changes(report: Report, baseline: Report) -> str:
    changed = changes(report, baseline)
    rows = "".join(_change(name, *changed[name]) for name in changed if not _is_of_a_type(name))
    gone, come = error_changes(report, baseline)
    lists = "".join(
        f"<details><summary>{len(lines)} errors {word}</summary><ul>"
        + "".join(f"<li>{escape(line)}</li>" for line in lines)
        + "</ul></details>"
        for word, lines in (("went away", gone), ("are new", come))
    )
    return (
        "<h2>Against the baseline</h2><div class=wide><table><thead><tr><th>F1</th><th class=n>before</th>"
        f"<th class=n>now</th><th class=n>change</th></tr></thead><tbody>{rows}</tbody></table></div>{lists}"
    )


def _change(name: str, before: float | None, now: float | None) -> str:
    difference = (now or 0.0) - (before or 0.0)
    mood = "better" if difference > 0 else "worse"
    return (
        f'<tr><td>{name}</td><td class="n">{percent(before)}</td><td class="n">{percent(now)}</td>'
        f'<td class="n {mood}">{100 * difference:+.1f}</td></tr>'
    )


def _filters(kinds: Iterable[tuple[str, str]]) -> str:
    counts = Counter(kinds)
    layers: Counter[str] = Counter()
    for (layer, _), count in counts.items():
        layers[layer] += count
    buttons = [("", "all", sum(layers.values()))]
    buttons += [(layer, layer, count) for layer, count in layers.most_common()]
    buttons += [(f"{layer} {kind}", f"{layer}: {kind}", n) for (layer, kind), n in counts.most_common()]
    return "".join(
        f'<button data-kind="{escape(kind)}" aria-pressed="{"true" if not kind else "false"}">'
        f"{escape(label)} {count}</button>"
        for kind, label, count in buttons
    )
