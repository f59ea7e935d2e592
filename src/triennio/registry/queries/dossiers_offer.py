"""The port through which a dossier shows the events one can enrol in. The room that holds them installs a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Offered:
    """An event open to enrolment. `hundredths` of credits; `address` is its page."""

    title: str
    provider: str
    starts: date
    hundredths: int
    objective: int
    address: str


Source = Callable[[int | None, frozenset[int], date], list[Offered]]
"""(profession, objectives, day) → events from that day on, soonest first, few enough for a page."""
_installed: list[Source] = []


def install(source: Source) -> None:
    """Called once, when the product starts, by the room that knows the events."""
    _installed[:] = [source]


def offered() -> bool:
    """Whether this installation has a calendar of events at all."""
    return bool(_installed)


def upcoming(profession: int | None, objectives: frozenset[int], day: date) -> list[Offered]:
    """Events that serve these objectives; none where there is no calendar."""
    return _installed[0](profession, objectives, day) if _installed and objectives else []
