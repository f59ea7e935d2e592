"""Expenses by year, and the counter of paid days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from triennio.kernel.refusal import OutOfSight
from triennio.people import scopes
from triennio.people.models import Professional, Registration
from triennio.platform.models import Upload
from triennio.platform.permissions import Actor, require
from triennio.registry.domain import expenses as sums
from triennio.registry.domain.expenses import PaidDays
from triennio.registry.models import Expense, PaidDay
from triennio.registry.queries.case import main_registration


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the four kinds and what was spent on it in the year."""

    code: str
    label: str
    cents: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of expenses, newest first. `years` are all the years with one, and this one."""

    year: int
    years: tuple[int, ...]
    expenses: tuple[Expense, ...]
    kinds: tuple[Kind, ...]
    total: int
    without_receipt: int


def year_of(viewer: Actor, professional: Professional, year: int) -> Year:
    """The expenses of a year. Raises OutOfSight for anybody but the person."""
    require(viewer, "proofs.own", scopes.of_professional(professional))
    mine = Expense.objects.filter(professional=professional)
    rows: Sequence[Expense] = list(
        mine.filter(day__year=year).select_related("upload").order_by("-day", "-pk")
    )
    by_kind = sums.totals((each.kind, each.cents) for each in rows)
    years = {each.year for each in mine.dates("day", "year")} | {year}
    return Year(
        year,
        tuple(sorted(years, reverse=True)),
        tuple(rows),
        tuple(Kind(kind, str(Expense.Kind(kind).label), by_kind[kind]) for kind in sums.KINDS),
        sum(by_kind.values()),
        sum(each.upload is None for each in rows),
    )


def receipt(viewer: Actor, code: str) -> Upload:
    """The receipt of one's own expense. Raises OutOfSight."""
    found = Expense.objects.filter(code=code).select_related("professional", "upload").first()
    if found is None or found.upload is None:
        raise OutOfSight("proofs.own")
    require(viewer, "proofs.own", scopes.of_professional(found.professional))
    return found.upload


def is_employed(professional: Professional) -> bool:
    """Whether the person practises as an employee, as the register says."""
    registration = main_registration(professional)
    return registration is not None and registration.practice == Registration.Practice.EMPLOYEE


@dataclass(frozen=True, slots=True)
class Counter:
    """The paid days of a year with their rows, in the order of days."""

    days: PaidDays
    rows: tuple[PaidDay, ...]
    employed: bool
    years: tuple[int, ...]


def paid_days(viewer: Actor, professional: Professional, year: int) -> Counter:
    """The counter of a year. Raises OutOfSight for anybody but the person."""
    require(viewer, "proofs.own", scopes.of_professional(professional))
    mine = PaidDay.objects.filter(professional=professional)
    rows = list(mine.filter(day__year=year).order_by("day"))
    days: tuple[date, ...] = tuple(each.day for each in rows)
    years = {each.year for each in mine.dates("day", "year")} | {year}
    return Counter(
        PaidDays(year, days), tuple(rows), is_employed(professional), tuple(sorted(years, reverse=True))
    )
