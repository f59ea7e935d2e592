"""Exonerations: study while practising (rulebook section 5). Each becomes rows, one a year it is attributed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from triennio.kernel.intervals import Days, add_months, by_year, clipped, length
from triennio.rules.book import Book
from triennio.rules.ecm.absence_rows import AbsenceRow, Absences, favourable, long_months
from triennio.rules.ecm.facts import YEARLY_STUDY, Absence

HALF_YEAR_DAYS = 183
ONE_DAY = timedelta(days=1)
CALAMITY = "earthquake_2016_17_partial"
PARTIAL = (CALAMITY, "mycologist_2y")
"""Partial exonerations: credits earned meanwhile always counted (EXO-8b)."""

StudyRow = tuple[AbsenceRow, Days]
"""A row and the days it keeps busy."""


class Study:
    """Turns the exonerations of a person into rows. Notes in `found` what has no effect."""

    def __init__(self, book: Book, found: Absences) -> None:
        self.book, self.found = book, found

    def rows(self, exonerations: tuple[Absence, ...]) -> list[StudyRow]:
        """Every exoneration but the earthquake's, which is a reduction of the standard amount (SEISM-1)."""
        result: list[StudyRow] = []
        for absence in exonerations:
            days = (absence.start, absence.end)
            if absence.kind != CALAMITY:
                result += [(row, days) for row in self._rows(absence)]
            if absence.kind not in PARTIAL and not favourable(absence, self.book):
                first, last = self.book.since("EXO-8b"), self.book.until("EXO-8b")
                self.found.study_days += clipped([days], first, last)
        return result

    def _rows(self, absence: Absence) -> list[AbsenceRow]:
        blank = AbsenceRow(0, absence.path, favourable=favourable(absence, self.book))
        days = (absence.start, absence.end)
        match absence.kind:
            case kind if kind in YEARLY_STUDY:
                years = [self._attributed(absence, part) for part in years_of_attendance(days)]
                return [replace(blank, year=year, sixths=2) for year in years]
            case "managerial_course":
                return [replace(blank, year=absence.end.year, sixths=2)]
            case "mycologist_2y":
                return [replace(blank, year=busiest_year(half), sixths=1) for half in halves(days)]
            case "military_mission_abroad":
                return self._monthly(days, blank, "mission_months")
            case "university_course_monthly" | "university_course_hours":
                return self._university_course(absence, blank)
        if absence.amount < 0:
            self.found.ignore(absence.path, "EXO-11", "Manca la misura decisa dalla Commissione nazionale.")
            return []
        return [replace(blank, year=self._attributed(absence, days), decided=absence.amount)]

    def _university_course(self, absence: Absence, blank: AbsenceRow) -> list[AbsenceRow]:
        """Other university courses: by month up to 2018, by hours from 2019."""
        days, since = (absence.start, absence.end), self.book.since("EXO-4").year
        if absence.kind == "university_course_monthly" and absence.hours < 0:
            rows = self._monthly(days, blank, "course_months")
            if any(row.year >= since for row in rows):
                reason = "La misura mensile vale fino al 2018: dal 2019 servono le ore di frequenza."
                self.found.ignore(absence.path, "EXO-9", reason)
            return [row for row in rows if row.year < since]
        year = self._attributed(absence, days)
        if absence.hours < 0 and year >= since:
            reason = "Mancano le ore di frequenza: la misura è un credito ogni tre ore."
            self.found.ignore(absence.path, "EXO-4", reason)
            return []
        months = long_months([days], self.book)
        return [replace(blank, year=year, course_months=months, course_hours=max(absence.hours, 0))]

    def _monthly(self, days: Days, blank: AbsenceRow, column: str) -> list[AbsenceRow]:
        counted = [(year, long_months([part], self.book)) for year, part in by_year(days)]
        rows = [(replace(blank, year=year), months) for year, months in counted if months]
        if column == "mission_months":
            return [replace(row, mission_months=months) for row, months in rows]
        return [replace(row, course_months=months) for row, months in rows]

    def _attributed(self, absence: Absence, days: Days) -> int:
        """The year attended most, or the year chosen where the choice is admitted (EXO-7)."""
        chosen = absence.chosen_year
        objection = self._objection(absence, chosen, days) if chosen is not None else "no choice"
        if chosen is None or objection:
            if chosen is not None and days[0] == absence.start:
                self.found.ignore(absence.path, "EXO-7", objection)
            return busiest_year(days)
        return chosen

    def _objection(self, absence: Absence, chosen: int, days: Days) -> str:
        inside = clipped([days], date(chosen, 1, 1), date(chosen, 12, 31))
        least = self.book.constant("chosen_year_months")
        if not inside or inside[0][1] < add_months(inside[0][0], least) - ONE_DAY:
            return "Nell'anno scelto servono almeno tre mesi di frequenza."
        if absence.filed and absence.filed.year <= chosen:
            return f"La scelta si fa ad anno concluso: per il {chosen} la richiesta era troppo presto."
        return ""


def years_of_attendance(days: Days) -> list[Days]:
    """Twelve-month parts from the first day; a last part counts from half a year on, or when it is the only one."""
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
