"""Exemptions: practice suspended (rulebook section 6). Days are united, cut by year and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from triennio.kernel.intervals import Days, add_months, by_year, clipped, length, merged, minus, total_days
from triennio.rules.book import Book
from triennio.rules.ecm.absence_rows import AbsenceRow, Absences, favourable, italian_day, long_months
from triennio.rules.ecm.facts import Absence, Case
from triennio.rules.ecm.study import StudyRow

ONE_DAY = timedelta(days=1)
Groups = list[tuple[bool, list[Days]]]
"""Exempt days by whether the favourable-rule clause holds for them."""


class Suspension:
    """Turns the exemptions of a person into rows. `horizon` closes what is still open (a retirement)."""

    def __init__(
        self,
        case: Case,
        book: Book,
        found: Absences,
        horizon: date,
        split_whole: bool,
    ) -> None:
        self.case, self.book, self.found = case, book, found
        self.horizon, self.split_whole = horizon, split_whole

    def groups(self) -> Groups:
        """From 2019 all days are alike; before, those of requests filed from 2019 stand apart (EXO-10)."""
        early: list[Days] = []
        late: list[Days] = []
        for absence in self.case.exemptions:
            (late if favourable(absence, self.book) else early).extend(self._admitted_days(absence))
        early += self._retirement()
        switch = self.book.since("EXE-2")
        new = merged(clipped([*early, *late], switch, date.max))
        old_late = merged(clipped(late, date.min, switch - ONE_DAY))
        old_early = minus(clipped(early, date.min, switch - ONE_DAY), old_late)
        return [(False, new), (True, old_late), (False, old_early)]

    def rows(self, groups: Groups, study: list[StudyRow]) -> list[AbsenceRow]:
        """One row a continuous period and year; where an exoneration overlaps it, one for each way of counting."""
        result: list[AbsenceRow] = []
        for clause, periods in groups:
            for year, days, blocks in self._pieces(periods):
                row = self._row(year, [days], clause, blocks)
                busy = [
                    other for study_row, other in study if study_row.year == year and clipped([other], *days)
                ]
                if not busy:
                    result.append(row)
                    continue
                rest = minus([days], busy)
                result.append(replace(row, alternative=2))
                result.append(replace(self._row(year, rest, clause, None), alternative=1))
        return result

    def _admitted_days(self, absence: Absence) -> list[Days]:
        """The days that can be recorded: from 2014 (EXE-7), six months at most for parental leave (EXE-8)."""
        end, first = absence.end, self.book.since("EXE-7")
        if absence.kind == "parental_leave":
            longest = add_months(absence.start, self.book.constant("parental_leave_months")) - ONE_DAY
            if end > longest:
                end = longest
                reason = f"Il congedo parentale vale fino a sei mesi: conta fino al {italian_day(end)}."
                self.found.ignore(absence.path, "EXE-8", reason)
        if absence.start < first:
            reason = "Le esenzioni si registrano per i periodi dal 1º gennaio 2014."
            self.found.ignore(absence.path, "EXE-7", reason)
        return clipped([(absence.start, end)], first, date.max)

    def _retirement(self) -> list[Days]:
        """Retired and practising occasionally (RET-1); from 70 by itself (RET-2); a declaration ends both."""
        days: list[Days] = []
        limit = self.book.constant("retired_income_at_most")
        for fact in self.case.of_kind("retired"):
            if fact.yearly_income is None:
                reason = "Manca il reddito professionale dell'anno: serve a dire se l'attività è saltuaria."
                self.found.ignore(fact.path, "RET-1", reason)
            elif fact.yearly_income > limit * 100:
                reason = f"Il reddito professionale supera {limit} euro l'anno: l'attività non è saltuaria."
                self.found.ignore(fact.path, "RET-1", reason)
            elif fact.day:
                days.append((max(fact.day, self.book.since("RET-1")), self.horizon))
        birthday = self._birthday()
        if birthday and birthday <= self.case.as_of:
            days.append((max(birthday, self.book.since("RET-2")), self.horizon))
        declared = [
            (fact.day, date.max) for fact in self.case.of_kind("regular_practice_declared") if fact.day
        ]
        return minus([d for d in days if d[0] <= d[1]], declared)

    def _birthday(self) -> date | None:
        """The day on which the exemption by age begins."""
        born = self.case.person.born
        return add_months(born, 12 * self.book.constant("exempt_from_age")) if born else None

    def _pieces(self, periods: list[Days]) -> Iterator[tuple[int, Days, int]]:
        """(year, days, whole 15-day parts) for each continuous period and each calendar year it touches.

        Policy `absence_split`: by default each year's days are divided on their own; `whole` divides the whole
        period, and a part belongs to the year in which it ends.
        """
        size = self.book.constant("fortnight_days")
        for period in periods:
            ends = [period[0] + timedelta(days=size * (n + 1) - 1) for n in range(length(period) // size)]
            for year, days in by_year(period):
                whole = sum(end.year == year for end in ends)
                yield year, days, whole if self.split_whole else length(days) // size

    def _row(self, year: int, days: list[Days], clause: bool, blocks: int | None) -> AbsenceRow:
        size = self.book.constant("fortnight_days")
        return AbsenceRow(
            year,
            str(days[0][0]) if days else "",
            favourable=clause,
            blocks=sum(length(piece) // size for piece in days) if blocks is None else blocks,
            exempt_months=long_months(days, self.book),
            whole_year=total_days(days) == length((date(year, 1, 1), date(year, 12, 31))),
            exoneration=False,
        )
