"""What the guide asks of the rulebooks: rules of the three families, periods, words for days."""

from __future__ import annotations

from datetime import date

from triennio.kernel.triennio import Triennio
from triennio.kernel.year import Year
from triennio.rules.book import load
from triennio.rules.book.model import Book, Rule, Source
from triennio.rules.events.book import load_events
from triennio.rules.events.model import EventBook

ECM, LAWYERS, EVENTS = "ecm", "lawyers", "events"
MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]


def book(family: str) -> Book | EventBook:
    """The rulebook of a family."""
    return load_events() if family == EVENTS else load(family)


def family_of(rule: str) -> str | None:
    """The family that has a rule of this id, the health professions first; None where there is none."""
    return next((family for family in (ECM, LAWYERS, EVENTS) if rule in book(family).rules), None)


def rule(name: str) -> Rule:
    """One rule of any family. Raises KeyError."""
    family = family_of(name)
    if family is None:
        raise KeyError(name)
    return book(family).rules[name]


def sources(family: str) -> dict[str, Source]:
    """The sources of a family by id."""
    return dict(book(family).sources)


def current_triennio(today: date) -> Triennio:
    """The triennio of a day, or the last one the rulebook knows."""
    known = load(ECM).trienni
    wanted = Triennio.of(today)
    return wanted if wanted in known else known[-1]


def current_year(today: date) -> Year:
    """The year of a day, or the last one whose act for lawyers exists."""
    book = load(LAWYERS)
    published = [year for year in book.years if year not in book.unpublished]
    return next((year for year in published if year.number == today.year), published[-1])


def day(value: date) -> str:
    """`2028-12-31` → `31 dicembre 2028`; the first of a month is `1°`."""
    number = "1°" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"
