"""Which calendar years a person owes, from the acts of the Order (rulebook section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from triennio.rules.book import Book
from triennio.rules.ecm.facts import Act, Person

PSYCHOLOGIST = 5
PSYCHOLOGISTS_FROM = 2020


@dataclass(frozen=True, slots=True)
class DueYear:
    """Whether a calendar year is owed, and the rule that says so."""

    due: bool
    rule: str


def due_years(person: Person, book: Book, first: int, last: int) -> dict[int, DueYear]:
    """The answer for each year from `first` to `last`, both included.

    Without any act the person is taken to have been enrolled all along, except for the professions that Law 3/2018
    brought into an Order: for them the enrolment is 12 December 2018 (OBL-5).
    """
    acts = _acts(person, book)
    years = {year: _year(year, acts, book) for year in range(first, last + 1)}
    if acts and acts[0] not in person.register and acts[0].day == book.since("OBL-5"):
        years |= {year: DueYear(False, "OBL-5") for year in years if year <= acts[0].day.year}
    if person.profession == PSYCHOLOGIST and not person.nhs_work:
        for year in years:
            if year < PSYCHOLOGISTS_FROM and years[year].due:
                years[year] = DueYear(False, "OBL-5")
    return years


def _acts(person: Person, book: Book) -> tuple[Act, ...]:
    first = next((act for act in person.register if act.kind == "enrolment"), None)
    if first is not None:
        # Moving to another Order is a cancellation and a new enrolment there: for the duty, a return.
        return tuple(
            Act("reenrolment", act.day) if act.kind == "enrolment" and act is not first else act
            for act in person.register
        )
    if person.profession in book.professions["law_3_2018"]:
        return tuple(
            sorted((Act("enrolment", book.since("OBL-5")), *person.register), key=lambda act: act.day)
        )
    return (Act("enrolment", date(1900, 1, 1)), *person.register)


def _year(year: int, acts: tuple[Act, ...], book: Book) -> DueYear:
    """Walk the acts up to the end of the year, then look at those inside it."""
    before = [act for act in acts if act.day.year < year]
    inside = [act for act in acts if act.day.year == year]
    cancellations = [act for act in inside if act.kind == "cancellation"]
    returns = [act for act in inside if act.kind == "reenrolment"]
    if before and cancellations and returns and inside[-1].day >= book.since("REG-3"):
        return DueYear(True, "REG-3")
    if not before or before[-1].kind == "cancellation":
        if returns and before:
            return _return_year(returns[0], book)
        return DueYear(False, _away_rule(before, book))
    if cancellations and not returns:
        return _cancellation_year(cancellations[-1], book)
    return DueYear(True, "START-1")


def _away_rule(before: list[Act], book: Book) -> str:
    """Not yet enrolled at all, or cancelled in an earlier year."""
    if not before:
        return "START-2"
    return "REG-1" if before[-1].day >= book.since("REG-1") else "OBL-5"


def _cancellation_year(act: Act, book: Book) -> DueYear:
    """Delibera 5/2025: cancelled by 30 June, the year is not owed. Acts before it: no rule freed the year."""
    if act.day < book.since("REG-1"):
        return DueYear(True, "OBL-5")
    return DueYear(not _first_half(act.day, book), "REG-1")


def _return_year(act: Act, book: Book) -> DueYear:
    """Delibera 5/2025: back by 30 June, the year is owed. Acts before it follow the rule of the first enrolment."""
    if act.day < book.since("REG-2"):
        return DueYear(False, "START-2")
    return DueYear(_first_half(act.day, book), "REG-2")


def _first_half(day: date, book: Book) -> bool:
    return day.month <= book.constant("register_half_year_month")
