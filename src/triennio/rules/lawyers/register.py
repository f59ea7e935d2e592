"""Which years a lawyer owes, and when 25 years of register or 60 of age are reached."""

from __future__ import annotations

from datetime import date

from triennio.kernel.intervals import add_months
from triennio.kernel.year import Year
from triennio.rules.book import Book, Params
from triennio.rules.ecm.facts import Act
from triennio.rules.lawyers.facts import REACHED_KINDS, Case

ALWAYS = Act("enrolment", date(1900, 1, 1))
LEAVING = "cancellation"


def owed_years(case: Case, params: Params, first: int, last: int) -> dict[int, bool]:
    """Whether each year is owed: enrolled before its 1 January and not gone for good during it.

    Without any act of enrolment the person is taken to have been enrolled all along.
    """
    due_when_leaving = bool(params.count("cancellation_year_due"))
    acts = _acts(case)
    return {year: _owes(Year(year), acts, due_when_leaving) for year in range(first, last + 1)}


def _acts(case: Case) -> tuple[Act, ...]:
    register = case.person.register
    return register if any(act.kind == "enrolment" for act in register) else (ALWAYS, *register)


def _owes(year: Year, acts: tuple[Act, ...], due_when_leaving: bool) -> bool:
    before = [act for act in acts if act.day < year.start]
    inside = [act for act in acts if act.day in year]
    if not before or before[-1].kind == LEAVING:
        return False
    left = bool(inside) and inside[-1].kind == LEAVING
    return due_when_leaving or not left


def first_enrolment(case: Case) -> date | None:
    """The day of the first enrolment; None when the file does not say."""
    days = [act.day for act in case.person.register if act.kind == "enrolment"]
    return min(days) if days else None


def age_day(case: Case, params: Params, book: Book) -> date | None:
    """The first day on which age or seniority ends the duty, as the file's facts tell it; None if never."""
    days = [exemption.start for exemption in case.exemptions if exemption.kind in REACHED_KINDS]
    if case.person.born is not None:
        days.append(add_months(case.person.born, 12 * book.constant("exempt_from_age")))
    seniority = _seniority_day(case, params, book)
    if seniority is not None:
        days.append(seniority)
    return min(days, default=None)


def _seniority_day(case: Case, params: Params, book: Book) -> date | None:
    """25 years after the first enrolment, later by the time spent out of the register."""
    enrolled = first_enrolment(case)
    if enrolled is None:
        return None
    reached = add_months(enrolled, 12 * book.constant("exempt_from_seniority"))
    if params.count("seniority_from_first"):
        return reached
    gone: date | None = None
    for act in case.person.register:
        if act.kind == LEAVING and gone is None and act.day >= enrolled:
            gone = act.day
        elif act.kind != LEAVING and gone is not None:
            if gone < reached:
                reached += act.day - gone
            gone = None
    return None if gone is not None and gone < reached else reached
