"""Totals become single credits: how much each may be, and on which day it is put.

A person types «64 credits as learner»; the law looks at events of at most 50 credits, each with a day. The
days are chosen so that the placing itself costs nothing: inside the period, not after the day of the
position, outside the days in which credits do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from triennio.kernel.intervals import Days, minus
from triennio.kernel.triennio import Triennio

EVENT_MAXIMUM = Decimal(50)  # CAP-5: what one event can be worth to one person
CENT = Decimal("0.01")
BANDS_UNTIL = Triennio(2014)  # OBL-2: yearly bands existed up to 2014-2016


def chunks(total: Decimal, largest: Decimal = EVENT_MAXIMUM) -> Iterator[Decimal]:
    """The total in pieces of at most `largest`; nothing for zero.

    >>> [str(piece) for piece in chunks(Decimal("120.5"))]
    ['50', '50', '20.5']
    """
    while total > largest:
        yield largest
        total -= largest
    if total > 0:
        yield total


def parts(total: Decimal, count: int, quantum: Decimal = CENT) -> list[Decimal]:
    """The total in `count` almost equal parts, multiples of `quantum` except the last; they add up exactly.

    >>> [str(part) for part in parts(Decimal(10), 3, Decimal(1))]
    ['3', '3', '4']
    """
    each = (total / count / quantum).quantize(Decimal(1), rounding=ROUND_DOWN) * quantum
    return [each] * (count - 1) + [total - each * (count - 1)]


def free_days(triennio: Triennio, duty_from: date, until: date, absences: Sequence[Days]) -> list[Days]:
    """Days of the period, of the duty and of the past on which the person was not away; oldest first."""
    start = max(triennio.start, duty_from)
    return minus([(start, until)], absences) if start <= until else []


def days_for(triennio: Triennio, duty_from: date, until: date, absences: Sequence[Days]) -> list[date]:
    """The days that carry the credits: one, the latest that is free; before 2017 the latest free one of each
    year, because those periods have a yearly maximum and a total does not say in which year it was earned.

    When no day is free the credits stand on the last day of all, and the engine says why they do not count.
    """
    free = free_days(triennio, duty_from, until, absences)
    if not free:
        return [until]
    if triennio > BANDS_UNTIL:
        return [free[-1][1]]
    latest = {year: end for interval in free for year, end in _ends(interval)}
    return [latest[year] for year in sorted(latest)]


def _ends(interval: Days) -> Iterator[tuple[int, date]]:
    start, end = interval
    for year in range(start.year, end.year + 1):
        yield year, min(end, date(year, 12, 31))
