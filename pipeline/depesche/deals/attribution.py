"""Who says so: the source that a sentence names for what it tells."""

from __future__ import annotations

from depesche.deals.compile import DealRules
from depesche.deals.frames import Occurrence, Scene
from depesche.deals.view import View
from depesche.readings import AttributionReading, Clause, ClauseKind, Function, Span

_WINDOW = 60
"""How many characters a source may stand away from "laut" or "zufolge"."""
_MAX_DEPTH = 3


def attribution_of(occurrence: Occurrence, sentence: Span, scene: Scene) -> AttributionReading | None:
    """The source of a trigger: the subject of a verb of saying over its clause or put in, or "laut X"."""
    return (
        _by_verb(occurrence.clause, scene)
        or _by_phrase(sentence, scene.view, scene.rules)
        or _inserted(occurrence, scene)
    )


def _by_verb(clause: Clause, scene: Scene) -> AttributionReading | None:
    for _ in range(_MAX_DEPTH):
        if clause.parent is None:
            return None
        clause = scene.clauses[clause.parent]
        said = _speaker(clause, scene)
        if said is not None:
            return said
    return None


def _inserted(occurrence: Occurrence, scene: Scene) -> AttributionReading | None:
    """The speaker of a clause of saying in the sentence: "wie X mitteilte", "…, sagte X"."""
    clause = occurrence.clause
    for other in scene.of_sentence(occurrence.index):
        if other is clause or other.verb is None:
            continue
        leads = other.kind is ClauseKind.MAIN and min(other.verb.tokens) == other.first > clause.first
        if leads or other.connector in scene.rules.attribution.connectors:
            said = _speaker(other, scene)
            if said is not None:
                return said
    return None


def _speaker(clause: Clause, scene: Scene) -> AttributionReading | None:
    """The subject of a clause whose verb is one of saying."""
    view = scene.view
    if clause.verb is None or clause.verb.lemma not in scene.rules.attribution.verbs:
        return None
    for chunk in clause.chunks:
        if chunk.function is Function.SUBJECT and chunk not in clause.shared:
            head = view.span(chunk.head, chunk.head + 1)
            names = view.names_in(chunk.span)
            people = [n.span for n in names if n.type == "person"]
            whole = [n.span for n in names if n.span.overlaps(head)]
            speaker = (people or whole or [chunk.span])[0]
            return AttributionReading(speaker, view.span(chunk.first, chunk.last))
    return None


def _by_phrase(sentence: Span, view: View, rules: DealRules) -> AttributionReading | None:
    text = view.text[sentence.start : sentence.end]
    found = rules.attribution.before.search(text)
    if found is not None:
        start = sentence.start + found.end()
        source = _nearest(Span(start, min(start + _WINDOW, sentence.end)), view, rules, first=True)
        if source is not None:
            return AttributionReading(source, Span(sentence.start + found.start(), source.end))
    found = rules.attribution.after.search(text)
    if found is not None:
        end = sentence.start + found.start()
        source = _nearest(Span(max(sentence.start, end - _WINDOW), end), view, rules, first=False)
        if source is not None:
            return AttributionReading(source, Span(source.start, sentence.start + found.end()))
    return None


def _nearest(window: Span, view: View, rules: DealRules, *, first: bool) -> Span | None:
    """The name or source noun in a window that is nearest to the phrase: the first or the last one."""
    found = [n.span for n in view.names_in(window) if n.type != "location"]
    for token in range(view.token_at(window.start), len(view.words)):
        if view.starts[token] >= window.end:
            break
        span = view.span(token, token + 1)
        is_noun = (
            view.lemma(token) in rules.attribution.sources or view.words[token] in rules.attribution.sources
        )
        if window.covers(span) and is_noun and not any(n.overlaps(span) for n in found):
            found.append(span)
    if not found:
        return None
    return min(found) if first else max(found)
