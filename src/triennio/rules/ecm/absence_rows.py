"""What remains of an absence once it is cut into calendar years: counts, never intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from triennio.kernel.intervals import Days, merged, months_touched
from triennio.rules.book import Book
from triennio.rules.ecm.facts import Absence, Ignored


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """One absence in one year. Only the fields of its measure are set; `what` is its place in the file.

    `sixths` are sixths of the obligation, `decided` units, `course_hours` whole hours; see `columns.ABSENCE`.
    """

    year: int
    what: str
    favourable: bool = False
    alternative: int = 0
    sixths: int = 0
    course_months: int = 0
    mission_months: int = 0
    course_hours: int = 0
    decided: int = 0
    blocks: int = 0
    exempt_months: int = 0
    whole_year: bool = False
    exoneration: bool = True


@dataclass(slots=True)
class Absences:
    """All rows, the days whose credits do not count, and what had no effect."""

    rows: list[AbsenceRow] = field(default_factory=list)
    exempt_days: list[Days] = field(default_factory=list)
    study_days: list[Days] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)

    def whole(self, years: Iterable[int]) -> bool:
        """True when every one of the years is wholly exempt or exonerated."""
        yearly = {row.year for row in self.rows if row.whole_year or row.sixths >= 2}
        days = merged(self.exempt_days)
        return all(
            year in yearly or any(a <= date(year, 1, 1) and date(year, 12, 31) <= b for a, b in days)
            for year in years
        )

    def ignore(self, what: str, rule: str, reason: str) -> None:
        """Note something that has no effect, once."""
        entry = Ignored(what, rule, reason)
        if entry not in self.ignored:
            self.ignored.append(entry)


def favourable(absence: Absence, book: Book) -> bool:
    """The request was filed when the favourable-rule clause was already there (EXO-10)."""
    return absence.filed is not None and absence.filed >= book.since("EXO-10")


def long_months(days: Iterable[Days], book: Book) -> int:
    """Calendar months with more than 15 of these days."""
    per_month: dict[tuple[int, int], int] = {}
    for piece in days:
        for year, month, inside in months_touched(piece):
            per_month[year, month] = per_month.get((year, month), 0) + inside
    return sum(1 for inside in per_month.values() if inside > book.constant("month_more_than_days"))


def italian_day(day: date) -> str:
    """`31/12/2028`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
