"""A stretch of days laid on the width of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from triennio.kernel.intervals import Days, length
from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.numbers import percent

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year of the axis: where it begins and where its name stands."""

    year: int
    x: str
    middle: str


@dataclass(frozen=True, slots=True)
class Frame:
    """From the first day to the last, both drawn whole: the picture ends with the end of the last day."""

    start: date
    end: date

    @classmethod
    def of(cls, period: Triennio) -> Frame:
        return cls(period.start, period.end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def part(self, day: date) -> Decimal:
        """The share of the frame that has passed when a day begins, between 0 and 1."""
        passed = Decimal((day - self.start).days) / length((self.start, self.end))
        return min(max(passed, Decimal(0)), Decimal(1))

    def x(self, day: date) -> str:
        """Where a day begins."""
        return percent(self.part(day), Decimal(1))

    def width(self, days: Days) -> str:
        """How long an interval is, without what lies outside the frame."""
        return percent(self.part(days[1] + ONE_DAY) - self.part(days[0]), Decimal(1))

    def ticks(self) -> list[Tick]:
        """One a calendar year."""
        years = range(self.start.year, self.end.year + 1)
        return [
            Tick(
                year,
                self.x(date(year, 1, 1)),
                percent((self.part(date(year, 1, 1)) + self.part(date(year + 1, 1, 1))) / 2, Decimal(1)),
            )
            for year in years
        ]
