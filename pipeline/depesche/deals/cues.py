"""The status cues by what each of them needs, so that a sentence is only asked about those it could hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from depesche.deals.pack import StatusCue

_RUN = re.compile(r"[^\W_]+")
"""Letters and digits up to the next sign: a phrase that stands as whole words begins with a whole run."""


@dataclass(frozen=True, slots=True)
class Cues:
    """``all``: every cue, the strongest first. The others hold places in it.

    ``by_word``: cues of phrases by the first run of each, ``by_verb``: cues of a verb alone, ``free``: those
    that need neither.
    """

    all: tuple[StatusCue, ...]
    by_word: Mapping[str, tuple[int, ...]]
    by_verb: Mapping[str, tuple[int, ...]]
    free: tuple[int, ...]

    def possible(self, low: str, verbs: Iterable[str]) -> tuple[StatusCue, ...]:
        """The cues that a sentence with these small letters and these verbs could hold, strongest first."""
        places = set(self.free)
        for run in self.by_word.keys() & set(_RUN.findall(low)):
            places.update(self.by_word[run])
        for verb in verbs:
            places.update(self.by_verb.get(verb, ()))
        return tuple(self.all[place] for place in sorted(places))


def cues_of(cues: Iterable[StatusCue]) -> Cues:
    """Sort cues, whose phrases are in small letters, by what they need."""
    ordered = tuple(sorted(cues, key=lambda cue: -cue.strength))
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    by_verb: defaultdict[str, list[int]] = defaultdict(list)
    free: list[int] = []
    for place, cue in enumerate(ordered):
        runs = [_RUN.search(phrase) for phrase in cue.words]
        if all(runs) and runs:
            for run in {run.group() for run in runs if run is not None}:
                by_word[run].append(place)
        elif cue.verb and not cue.words:
            for verb in set(cue.verb):
                by_verb[verb].append(place)
        else:
            free.append(place)
    return Cues(ordered, _frozen(by_word), _frozen(by_verb), tuple(free))


def _frozen(places: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {needed: tuple(found) for needed, found in places.items()}
