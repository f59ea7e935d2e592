"""The stretches of years a lawyer may ask about. Each holds all the years that bear on one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_ALONE: Final = 2022  # from here on no year moves credits to or from another (AVV-COMP-NO)
STRADDLING: Final = 2015  # enrolled in this year: the triennio is 2016-2018 (AVV-TRI-0)


@dataclass(frozen=True, slots=True, order=True)
class Years:
    """From the first year to the last. `2024-2026`."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}" if self.first != self.last else str(self.first)

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)


OLD: Final = (Years(2017, 2021), Years(2016, 2021), Years(2014, 2016))
"""Trienni, with 2020 and 2021 where its surplus may go; the second for who enrolled in 2015."""


def offered(today: date, last_known: int) -> list[Years]:
    """Newest first: the last three years, those before them from 2022 on, and the trienni."""
    last = min(today.year, last_known)
    newest = Years(max(last - 2, FIRST_ALONE), last)
    before = [Years(FIRST_ALONE, newest.first - 1)] if newest.first > FIRST_ALONE else []
    return [newest, *before, *OLD]


def chosen(text: str | None, periods: list[Years]) -> Years:
    """The period of a name: one of those offered, or one that was offered in an earlier year; else the newest."""
    named = {str(period): period for period in [*periods, *_offered_before(periods[0].last)]}
    return named.get(text or "", periods[0])


def _offered_before(last: int) -> list[Years]:
    """From 2022 on, any stretch of up to three years that `offered` has given or gives."""
    return [
        Years(first, first + more)
        for first in range(FIRST_ALONE, last + 1)
        for more in range(3)
        if first + more <= last
    ]


def right_one(years: Years, enrolled: int) -> Years | None:
    """The period to ask about instead, where a triennio of the person's own would be cut in two; else None."""
    if enrolled == STRADDLING and years in (Years(2017, 2021), Years(2014, 2016)):
        return Years(2016, 2021)
    return Years(2017, 2021) if years == Years(2016, 2021) and enrolled != STRADDLING else None


def as_of(years: Years, today: date) -> date:
    """Today while the period runs, else its last day."""
    return min(today, date(years.last, 12, 31))


def judged_on(years: Years, today: date) -> date:
    """Today while the period runs, else the day after: its last year is over."""
    return min(today, date(years.last + 1, 1, 1))
