"""Exemptions and waivers of art. 15 as whole months of each calendar year. The steps never see intervals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from triennio.kernel.intervals import Days, add_months, merged, months_touched
from triennio.rules.book import Book, Params
from triennio.rules.lawyers.facts import (
    EXEMPT_KINDS,
    INTERRUPTION,
    REACHED_KINDS,
    Case,
    Exemption,
    Ignored,
)

Month = tuple[int, int]
WHOLE_MONTH = 31
"""A threshold of 31 days stands for the whole month, however long."""


@dataclass(slots=True)
class Relief:
    """Months per year, exempt and (other ones) waived; units decided by the Order per year."""

    exempt: dict[int, int] = field(default_factory=dict)
    waived: dict[int, int] = field(default_factory=dict)
    decided: dict[int, int] = field(default_factory=dict)
    decided_compulsory: dict[int, int] = field(default_factory=dict)
    ignored: list[Ignored] = field(default_factory=list)


def relief(case: Case, params: Params, book: Book, last: date, owed: dict[int, bool]) -> Relief:
    """What the exemptions and waivers of a case take off, up to the day `last`."""
    found = Relief()
    measured = [e for e in case.exemptions if e.kind not in REACHED_KINDS and not e.decided]
    admitted = [e for e in measured if _long_enough(e, measured, last, book, found)]
    threshold = params.count("month_more_than_days")
    exempt = _months([_days(e, last) for e in admitted if e.kind in EXEMPT_KINDS], threshold)
    either = _months([_days(e, last) for e in admitted], threshold)
    for year, _ in exempt:
        found.exempt[year] = found.exempt.get(year, 0) + 1
    for year, _ in either - exempt:
        found.waived[year] = found.waived.get(year, 0) + 1
    for exemption in case.exemptions:
        if exemption.decided:
            _decided(exemption, found)
    _without_effect(admitted, [e for e in case.exemptions if e.decided], either, owed, last, found)
    return found


def _decided(exemption: Exemption, found: Relief) -> None:
    year = exemption.start.year
    found.decided[year] = found.decided.get(year, 0) + exemption.credits
    found.decided_compulsory[year] = found.decided_compulsory.get(year, 0) + max(exemption.compulsory, 0)


def _days(exemption: Exemption, last: date) -> Days:
    return exemption.start, exemption.end or max(last, exemption.start)


def _long_enough(
    exemption: Exemption, measured: list[Exemption], last: date, book: Book, found: Relief
) -> bool:
    """An interruption counts from six months on (AVV-ESO-6); interruptions without a gap are one."""
    if exemption.kind != INTERRUPTION or exemption.end is None:
        return True
    runs = merged(_days(e, last) for e in measured if e.kind == INTERRUPTION)
    start, end = next(run for run in runs if run[0] <= exemption.start <= run[1])
    least = add_months(start, book.constant("interruption_least_months")) - timedelta(days=1)
    if end < least:
        reason = "L'interruzione dura meno di sei mesi."
        found.ignored.append(Ignored(exemption.path, "AVV-ESO-6", reason))
    return end >= least


def _months(intervals: list[Days], threshold: int) -> set[Month]:
    """The months covered for more days than the threshold."""
    covered: dict[Month, int] = {}
    for interval in merged(intervals):
        for year, month, days in months_touched(interval):
            covered[year, month] = covered.get((year, month), 0) + days
    return {month for month, days in covered.items() if days >= _needed(month, threshold)}


def _needed(month: Month, threshold: int) -> int:
    first = date(*month, 1)
    length = (add_months(first, 1) - first).days
    return min(threshold + 1, length)


def _without_effect(
    admitted: list[Exemption],
    decided: list[Exemption],
    months: set[Month],
    owed: dict[int, bool],
    last: date,
    found: Relief,
) -> None:
    for exemption in decided:
        if not owed.get(exemption.start.year):
            found.ignored.append(Ignored(exemption.path, "AVV-ESO-D", "In quell'anno non si deve nulla."))
    for exemption in admitted:
        rule = "AVV-ESE" if exemption.kind in EXEMPT_KINDS else "AVV-ESO"
        touched = {(year, month) for year, month, _ in months_touched(_days(exemption, last))}
        if not any(owed.get(year) for year, _ in touched):
            found.ignored.append(Ignored(exemption.path, rule, "In quegli anni non si deve nulla."))
        elif not touched & months:
            found.ignored.append(Ignored(exemption.path, rule, "Non copre abbastanza giorni di alcun mese."))
