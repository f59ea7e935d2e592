"""The trienni a person may choose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from triennio.kernel.triennio import Triennio

OLDEST = Triennio(2011)  # only from 2011-2013 on can a period be certified (CERT-1)


def offered(today: date, known: Iterable[Triennio]) -> list[Triennio]:
    """The periods of the rulebook that have begun, newest first: today's is the first."""
    return sorted((t for t in known if t >= OLDEST and t.start <= today), reverse=True)


def as_of(triennio: Triennio, today: date) -> date:
    """The day on which the position is looked at: today while the period runs, else its last day."""
    return min(today, triennio.end)
