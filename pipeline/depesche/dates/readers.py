"""The readers by the name that rules use in ``reads``.

A reader gives None where the words do not fit after all (another rule may), and ``Nothing`` where they are
a date that does not exist ("30. Februar"), so that no part of it is read either.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from depesche.dates import read_calendar, read_relative
from depesche.dates.expressions import Expression
from depesche.dates.match import Match

Reader: TypeAlias = Callable[[Match], Expression | None]

READERS: dict[str, Reader] = {
    name.removeprefix("read_"): reader
    for module in (read_calendar, read_relative)
    for name, reader in vars(module).items()
    if name.startswith("read_")
}
