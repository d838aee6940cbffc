"""What a word by itself says of the evidence that may begin at it, so that nearly all words need no look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """What may begin at a word: ``listed``: a listed name; ``context``, ``people``, ``form``, ``phrases`` and
    ``unknown``: evidence of these kinds. ``heads``: it says what is named behind it. ``platform``,
    ``coordinates``: it is of these classes of words.
    """

    listed: bool
    context: bool
    heads: bool
    people: bool
    form: bool
    phrases: bool
    unknown: bool
    platform: bool
    coordinates: bool
