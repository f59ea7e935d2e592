"""Absences cut into calendar years and merged, before any step: steps never see intervals (sections 5 and 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from triennio.kernel.intervals import Days, clipped, merged, minus
from triennio.rules.book import Book
from triennio.rules.ecm.absence_rows import AbsenceRow, Absences, long_months
from triennio.rules.ecm.facts import Case
from triennio.rules.ecm.study import Study, StudyRow
from triennio.rules.ecm.suspension import Suspension


def normalise_absences(case: Case, book: Book, horizon: date, split_whole: bool) -> Absences:
    """Cut, merge and count. `horizon` ends what is still open; `split_whole` is policy `absence_split`."""
    found = Absences()
    study = Study(book, found).rows(case.exonerations)
    suspension = Suspension(case, book, found, horizon, split_whole)
    groups = suspension.groups()
    found.exempt_days = merged([days for _, periods in groups for days in periods])
    found.rows += suspension.rows(groups, study)
    found.rows += [row for pair in study for row in _ways_of_counting(pair, found.exempt_days, book)]
    return found


def _ways_of_counting(pair: StudyRow, exempt: list[Days], book: Book) -> list[AbsenceRow]:
    """An exoneration whose days overlap an exemption: whole in the first way, without those days in the second."""
    row, busy = pair
    days = clipped([busy], date(row.year, 1, 1), date(row.year, 12, 31))
    if not any(clipped(exempt, *piece) for piece in days):
        return [row]
    rows = [replace(row, alternative=1)]
    months = long_months(minus(days, exempt), book)
    if row.mission_months and months:
        rows.append(replace(row, alternative=2, mission_months=min(row.mission_months, months)))
    elif row.course_months and not row.course_hours and months:
        rows.append(replace(row, alternative=2, course_months=min(row.course_months, months)))
    return rows
