"""Absences told by year become dated exonerations and exemptions.

The page asks how long, never why: one neutral kind stands for all suspensions and one for all courses,
because the law measures all of a group alike.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from triennio.calculator.domain.answers import Absence
from triennio.kernel.intervals import Days
from triennio.kernel.triennio import Triennio

ANY_SUSPENSION = "illness"  # EXE-2, EXE-3: the same measure whatever the cause
ANY_COURSE = "other_course_60cfu"  # EXO-2, EXO-3: a third for each year of attendance


FAVOURABLE_FROM = date(2019, 1, 1)  # EXO-10: requests filed from this day take the better of two measures


@dataclass(slots=True)
class Away:
    exonerations: list[dict[str, Any]] = field(default_factory=list)
    exemptions: list[dict[str, Any]] = field(default_factory=list)
    days: list[Days] = field(default_factory=list)
    """All days away: credits are placed outside them (before 2019 study years voided credits too, EXO-8b)."""


def dated(triennio: Triennio, absences: Sequence[Absence], today: date) -> Away:
    away = Away()
    for year, absence in zip(triennio.years, absences, strict=True):
        if absence.kind == "none":
            continue
        days = _days(year, absence, today)
        away.days.append(days)
        suspended = absence.kind in ("suspended_year", "suspended_months")
        group, kind = (away.exemptions, ANY_SUSPENSION) if suspended else (away.exonerations, ANY_COURSE)
        item = {"id": str(year), "kind": kind, "from": days[0].isoformat(), "to": days[1].isoformat()}
        if days[1] < FAVOURABLE_FROM <= triennio.end:
            item["filed"] = FAVOURABLE_FROM.isoformat()
        group.append(item)
    return away


def filed_later(triennio: Triennio, absences: Sequence[Absence]) -> bool:
    """True when an absence is older than the favourable clause and was taken as requested after it."""
    years = [y for y, absence in zip(triennio.years, absences, strict=True) if absence.kind != "none"]
    return any(year < FAVOURABLE_FROM.year <= triennio.last for year in years)


def _days(year: int, absence: Absence, today: date) -> Days:
    """Months of suspension stand at the beginning of the year; in the running year, when more months are told
    than have passed, as late as a suspension that has begun can stand. So days remain on which credits count.
    """
    first, last = 1, 12
    if absence.kind == "suspended_months":
        past = today.month - 1 if today.year == year else 12
        if absence.months > past:
            first = max(1, min(13 - absence.months, today.month))
        last = first + absence.months - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def unsaid_years(triennio: Triennio, absences: Sequence[Absence]) -> list[int]:
    """The years away of which no reason was told."""
    years = zip(triennio.years, absences, strict=True)
    return [year for year, absence in years if absence.kind == "unsaid_year"]
