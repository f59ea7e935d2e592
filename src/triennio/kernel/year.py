"""A calendar year as a period of the duty: from 1 January to 31 December."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """`Year(2020)`. Where there is no triennio, each year is a period of its own."""

    number: int

    @classmethod
    def of(cls, day: date) -> Year:
        """The year in which a day falls."""
        return cls(day.year)

    @property
    def start(self) -> date:
        return date(self.number, 1, 1)

    @property
    def end(self) -> date:
        return date(self.number, 12, 31)

    @property
    def previous(self) -> Year:
        return Year(self.number - 1)

    @property
    def next(self) -> Year:
        return Year(self.number + 1)

    def __contains__(self, day: date) -> bool:
        return day.year == self.number

    def __str__(self) -> str:
        return str(self.number)
