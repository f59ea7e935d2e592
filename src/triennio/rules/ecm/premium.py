"""Premialità (Delibera 1/2025, art. 3): who on 3 July 2025 was certifiable for every past triennio of the duty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book

if TYPE_CHECKING:
    from triennio.rules.ecm.fold import Period

CLASSES = {Triennio(2014): 1, Triennio(2017): 2, Triennio(2020): 3}
"""First triennio of the duty → class. An older duty belongs to the first class."""


def premium_day(book: Book) -> date:
    """The day on which the past was judged."""
    return book.since("PREM-1")


def premium_class(
    periods: Mapping[Triennio, Period],
    stood: Mapping[Triennio, Period] | None,
    certified: Collection[Triennio],
    book: Book,
) -> int:
    """1, 2, 3 by the first triennio of the duty, or 0 when some past triennio was not certifiable or is unknown.

    A past triennio is certifiable when a fact says so, or when its single credits are in the file and reach its
    obligation. `stood` are the past trienni as they were on the day, when later moves have changed them.
    """
    past = [t for t in CLASSES if t.end < premium_day(book) and t in periods and periods[t].years_due]
    if not past:
        return 0
    for triennio in past:
        period = (stood or periods).get(triennio, periods[triennio])
        known = period.singles or not period.units("obligation")
        if triennio not in certified and not (known and period.units("certifiable")):
            return 0
    return CLASSES[past[0]]
