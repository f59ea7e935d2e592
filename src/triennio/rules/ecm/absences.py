"""Absences cut into calendar years and merged, before any step: steps never see intervals (sections 5 and 6).

The result is one row an absence and a year: counts of months, of 15-day periods, of hours, of sixths of the
obligation. What the rules do not admit is listed, with the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from triennio.kernel.intervals import (
    Days,
    add_months,
    by_year,
    clipped,
    length,
    merged,
    minus,
    months_touched,
    total_days,
)
from triennio.rules.book import Book
from triennio.rules.ecm.facts import YEARLY_STUDY, Absence, Case, Ignored

HALF_YEAR_DAYS = 183
ONE_DAY = timedelta(days=1)
CALAMITY = "earthquake_2016_17_partial"


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """One absence in one year. Only the fields of its measure are set; `what` is its path in the file."""

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


def normalise_absences(case: Case, book: Book, horizon: date, split_whole: bool) -> Absences:
    """Cut, merge and count. `horizon` ends what is still open (a retirement); `split_whole` is policy absence_split."""
    return _Normaliser(case, book, horizon, split_whole).run()


class _Normaliser:
    def __init__(self, case: Case, book: Book, horizon: date, split_whole: bool) -> None:
        self.case, self.book, self.horizon, self.split_whole = case, book, horizon, split_whole
        self.result = Absences()
        self.counts = {
            value.key: int(value.value) for value in book.values if value.unit == "count" and not value.policy
        }

    def run(self) -> Absences:
        study = self.exonerations()
        exempt = self.exemptions()
        self.result.exempt_days = merged([days for group in exempt.values() for days in group])
        self.rows_of_exemptions(exempt, study)
        return self.result

    # Exemptions ---------------------------------------------------------------------------------------------------

    def exemptions(self) -> dict[bool, list[Days]]:
        """Exempt days by whether the favourable-rule clause holds for them (requests filed from 2019)."""
        groups: dict[bool, list[Days]] = {False: [], True: []}
        for absence in self.case.exemptions:
            groups[self.favourable(absence)].extend(self.admitted_days(absence))
        groups[False].extend(self.retirement())
        groups[True] = merged(groups[True])
        groups[False] = minus(groups[False], groups[True])
        return groups

    def admitted_days(self, absence: Absence) -> list[Days]:
        """The days that can be recorded: from 2014 (EXE-7), and six months at most for parental leave (EXE-8)."""
        end = absence.end
        first = self.book.since("EXE-7")
        if absence.kind == "parental_leave":
            longest = add_months(absence.start, self.counts["parental_leave_months"]) - ONE_DAY
            if end > longest:
                end = longest
                self.ignore(
                    absence.path,
                    "EXE-8",
                    f"Il congedo parentale vale fino a sei mesi: conta fino al {italian_day(end)}.",
                )
        if absence.start < first:
            self.ignore(
                absence.path, "EXE-7", "Le esenzioni si registrano per i periodi dal 1º gennaio 2014."
            )
        return clipped([(absence.start, end)], first, date.max)

    def retirement(self) -> list[Days]:
        """Retired and practising occasionally (RET-1); from the age of 70 by itself (RET-2), unless declared otherwise."""
        days: list[Days] = []
        for fact in self.case.of_kind("retired"):
            if fact.yearly_income is None:
                self.ignore(
                    fact.path,
                    "RET-1",
                    "Manca il reddito professionale dell'anno: serve per dire che l'attività è saltuaria.",
                )
            elif fact.yearly_income > self.counts["retired_income_at_most"] * 100:
                self.ignore(
                    fact.path,
                    "RET-1",
                    "Il reddito professionale supera 5.000 euro l'anno: l'attività non è saltuaria.",
                )
            elif fact.day:
                days.append((fact.day, self.horizon))
        if self.case.person.born:
            birthday = add_months(self.case.person.born, 12 * self.counts["exempt_from_age"])
            days.append((max(birthday, self.book.since("RET-2")), self.horizon))
        declared = [
            (fact.day, date.max) for fact in self.case.of_kind("regular_practice_declared") if fact.day
        ]
        return minus([d for d in days if d[0] <= d[1]], declared)

    def rows_of_exemptions(
        self, groups: dict[bool, list[Days]], study: list[tuple[AbsenceRow, Days]]
    ) -> None:
        for favourable, periods in groups.items():
            for what, year, days, blocks in self.pieces(periods):
                overlap = [row for row, busy in study if row.year == year and clipped([busy], *days)]
                row = self.exemption_row(what, year, [days], favourable, blocks)
                if not overlap:
                    self.result.rows.append(row)
                    continue
                busy = [d for r, d in study if r.year == year]
                rest = minus([days], busy)
                self.result.rows.append(replace(row, alternative=2))
                self.result.rows.append(
                    replace(self.exemption_row(what, year, rest, favourable, None), alternative=1)
                )
        self.mark_study_alternatives(groups, study)

    def mark_study_alternatives(
        self, groups: dict[bool, list[Days]], study: list[tuple[AbsenceRow, Days]]
    ) -> None:
        """Exonerations whose days overlap an exemption: kept in alternative 1, without those days in alternative 2."""
        exempt = merged([days for group in groups.values() for days in group])
        for row, busy in study:
            days_of_year = clipped([busy], date(row.year, 1, 1), date(row.year, 12, 31))
            if not any(clipped(exempt, *piece) for piece in days_of_year):
                self.result.rows.append(row)
                continue
            self.result.rows.append(replace(row, alternative=1))
            rest = minus(days_of_year, exempt)
            if row.mission_months or (row.course_months and not row.course_hours):
                months = self.long_months(rest)
                left = replace(row, alternative=2, course_months=min(row.course_months, months))
                self.result.rows.append(replace(left, mission_months=min(row.mission_months, months)))

    def pieces(self, periods: list[Days]) -> Iterator[tuple[str, int, Days, int]]:
        """(label, year, days, whole 15-day periods) for each continuous period and each calendar year it touches."""
        size = self.counts["fortnight_days"]
        for period in periods:
            completed: dict[int, int] = {}
            if self.split_whole:
                for block in range(length(period) // size):
                    last_day = period[0] + timedelta(days=size * (block + 1) - 1)
                    completed[last_day.year] = completed.get(last_day.year, 0) + 1
            for year, days in by_year(period):
                blocks = completed.get(year, 0) if self.split_whole else length(days) // size
                yield f"{period[0]}", year, days, blocks

    def exemption_row(
        self, what: str, year: int, days: list[Days], favourable: bool, blocks: int | None
    ) -> AbsenceRow:
        size = self.counts["fortnight_days"]
        if blocks is None:
            blocks = sum(length(piece) // size for piece in days)
        return AbsenceRow(
            year,
            what,
            favourable=favourable,
            blocks=blocks,
            exempt_months=self.long_months(days),
            whole_year=total_days(days) == length((date(year, 1, 1), date(year, 12, 31))),
            exoneration=False,
        )

    # Exonerations -------------------------------------------------------------------------------------------------

    def exonerations(self) -> list[tuple[AbsenceRow, Days]]:
        """A row for each year an exoneration is attributed to, with the days it keeps busy."""
        rows: list[tuple[AbsenceRow, Days]] = []
        for absence in self.case.exonerations:
            if absence.kind == CALAMITY:
                continue
            for row in self.exoneration_rows(absence):
                if row.sixths and absence.filed and absence.filed.year <= row.year:
                    self.ignore(
                        absence.path,
                        "EXO-7",
                        f"La richiesta si fa ad anno concluso: per il {row.year} è troppo presto.",
                    )
                else:
                    rows.append((row, (absence.start, absence.end)))
            if not self.favourable(absence):
                self.result.study_days.extend(
                    clipped(
                        [(absence.start, absence.end)], self.book.since("EXO-8b"), self.book.until("EXO-8b")
                    )
                )
        return rows

    def exoneration_rows(self, absence: Absence) -> list[AbsenceRow]:
        favourable = self.favourable(absence)
        blank = AbsenceRow(0, absence.path, favourable=favourable)
        match absence.kind:
            case kind if kind in YEARLY_STUDY:
                return [replace(blank, year=year, sixths=2) for year in self.study_years(absence)]
            case "managerial_course":
                return [replace(blank, year=absence.end.year, sixths=2)]
            case "mycologist_2y":
                return [
                    replace(blank, year=busiest_year(half), sixths=1)
                    for half in halves((absence.start, absence.end))
                ]
            case "military_mission_abroad":
                return self.monthly(absence, blank, mission=True)
            case "university_course_monthly" | "university_course_hours":
                return self.university_course(absence, blank)
            case _:
                if absence.amount < 0:
                    self.ignore(absence.path, "EXO-11", "Manca la misura decisa dalla Commissione nazionale.")
                    return []
                return [
                    replace(
                        blank,
                        year=self.attributed(absence, (absence.start, absence.end)),
                        decided=absence.amount,
                    )
                ]

    def university_course(self, absence: Absence, blank: AbsenceRow) -> list[AbsenceRow]:
        """Other university courses: by month up to 2018, by hours from 2019."""
        since = self.book.since("EXO-4").year
        if absence.kind == "university_course_monthly" and absence.hours < 0:
            rows = self.monthly(absence, blank, mission=False)
            late = [row for row in rows if row.year >= since]
            if late:
                self.ignore(
                    absence.path,
                    "EXO-9",
                    "La misura mensile vale fino al 2018: dal 2019 servono le ore di frequenza.",
                )
            return [row for row in rows if row.year < since]
        year = self.attributed(absence, (absence.start, absence.end))
        if absence.hours < 0 and year >= since:
            self.ignore(
                absence.path, "EXO-4", "Mancano le ore di frequenza: la misura è un credito ogni tre ore."
            )
            return []
        months = self.long_months([(absence.start, absence.end)])
        return [replace(blank, year=year, course_months=months, course_hours=max(absence.hours, 0))]

    def monthly(self, absence: Absence, blank: AbsenceRow, *, mission: bool) -> list[AbsenceRow]:
        rows = []
        for year, days in by_year((absence.start, absence.end)):
            months = self.long_months([days])
            if months:
                rows.append(
                    replace(blank, year=year, **{"mission_months" if mission else "course_months": months})
                )
        return rows

    def study_years(self, absence: Absence) -> list[int]:
        """The calendar year of each year of attendance: where it was attended most, or the year chosen (EXO-7)."""
        return [
            self.attributed(absence, segment) for segment in years_of_attendance((absence.start, absence.end))
        ]

    def attributed(self, absence: Absence, days: Days) -> int:
        chosen = absence.chosen_year
        if chosen is None:
            return busiest_year(days)
        inside = clipped([days], date(chosen, 1, 1), date(chosen, 12, 31))
        enough = (
            inside and inside[0][1] >= add_months(inside[0][0], self.counts["chosen_year_months"]) - ONE_DAY
        )
        if not enough and days[0] == absence.start:
            self.ignore(
                f"{absence.path}.chosen_year",
                "EXO-7",
                "Nell'anno scelto servono almeno tre mesi di frequenza.",
            )
        return chosen if enough else busiest_year(days)

    # Shared -------------------------------------------------------------------------------------------------------

    def favourable(self, absence: Absence) -> bool:
        return absence.filed is not None and absence.filed >= self.book.since("EXO-10")

    def long_months(self, days: list[Days]) -> int:
        """Calendar months with more than 15 of these days."""
        per_month: dict[tuple[int, int], int] = {}
        for piece in days:
            for year, month, inside in months_touched(piece):
                per_month[year, month] = per_month.get((year, month), 0) + inside
        return sum(1 for inside in per_month.values() if inside > self.counts["month_more_than_days"])

    def ignore(self, what: str, rule: str, reason: str) -> None:
        self.result.ignored.append(Ignored(what, rule, reason))


def years_of_attendance(days: Days) -> list[Days]:
    """Twelve-month parts from the first day; a last part counts when it is at least half a year, or the only one."""
    parts: list[Days] = []
    start = days[0]
    while start <= days[1]:
        end = min(add_months(days[0], 12 * (len(parts) + 1)) - ONE_DAY, days[1])
        parts.append((start, end))
        start = end + ONE_DAY
    if len(parts) > 1 and length(parts[-1]) < HALF_YEAR_DAYS:
        parts.pop()
    return parts


def halves(days: Days) -> tuple[Days, Days]:
    """The two halves of a period, the first not shorter."""
    middle = days[0] + timedelta(days=(length(days) + 1) // 2 - 1)
    return (days[0], middle), (min(middle + ONE_DAY, days[1]), days[1])


def busiest_year(days: Days) -> int:
    """The calendar year with most of these days; ties go to the earlier."""
    return max(by_year(days), key=lambda piece: (length(piece[1]), -piece[0]))[0]


def italian_day(day: date) -> str:
    """`31/12/2028`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
