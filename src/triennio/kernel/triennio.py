"""The three-year period of the duty: from 1 January of its first year to 31 December of its third."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from triennio.kernel.faults import brief

_NAME = re.compile(r"([0-9]{4})-([0-9]{4})")
_ANCHOR = 2011


@dataclass(frozen=True, slots=True, order=True)
class Triennio:
    """`Triennio(2020)` is 2020-2022. Periods tile the calendar from the anchor 2011-2013 both ways."""

    first: int

    def __post_init__(self) -> None:
        if (self.first - _ANCHOR) % 3:
            raise ValueError(f"no triennio begins in {self.first}")

    @classmethod
    def parse(cls, name: object) -> Triennio:
        """`"2020-2022"` → Triennio(2020); ValueError with a sentence for anything else."""
        found = _NAME.fullmatch(name) if isinstance(name, str) else None
        if not found or int(found[2]) - int(found[1]) != 2 or (int(found[1]) - _ANCHOR) % 3:
            raise ValueError(f"not a triennio: {brief(name)}")
        return cls(int(found[1]))

    @classmethod
    def of(cls, day: date) -> Triennio:
        """The period in which a day falls."""
        return cls.of_year(day.year)

    @classmethod
    def of_year(cls, year: int) -> Triennio:
        return cls(cls.first_of(year))

    @staticmethod
    def first_of(year: int) -> int:
        """The first year of the period of a year."""
        return year - (year - _ANCHOR) % 3

    @property
    def last(self) -> int:
        return self.first + 2

    @property
    def years(self) -> tuple[int, int, int]:
        return (self.first, self.first + 1, self.first + 2)

    @property
    def start(self) -> date:
        return date(self.first, 1, 1)

    @property
    def end(self) -> date:
        return date(self.last, 12, 31)

    @property
    def previous(self) -> Triennio:
        return Triennio(self.first - 3)

    @property
    def next(self) -> Triennio:
        return Triennio(self.first + 3)

    def __contains__(self, day: date) -> bool:
        return self.first <= day.year <= self.last

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"
