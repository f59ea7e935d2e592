"""Sets of days as sorted lists of closed intervals. Both ends belong to the interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

Days = tuple[date, date]
_ONE = timedelta(days=1)


def merged(intervals: Iterable[Days]) -> list[Days]:
    """The same days as the fewest intervals: overlapping and adjacent ones become one continuous period."""
    result: list[Days] = []
    for start, end in sorted(intervals):
        if result and (start - result[-1][1]).days <= 1:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def minus(intervals: Iterable[Days], holes: Iterable[Days]) -> list[Days]:
    """The days of `intervals` that are in none of `holes`."""
    result = merged(intervals)
    for hole_start, hole_end in holes:
        cut: list[Days] = []
        for start, end in result:
            if hole_end < start or end < hole_start:
                cut.append((start, end))
                continue
            if start < hole_start:
                cut.append((start, hole_start - _ONE))
            if hole_end < end:
                cut.append((hole_end + _ONE, end))
        result = cut
    return result


def clipped(intervals: Iterable[Days], start: date, end: date) -> list[Days]:
    """The part of each interval that lies from `start` to `end`."""
    return [(max(a, start), min(b, end)) for a, b in intervals if a <= end and start <= b]


def length(interval: Days) -> int:
    """Number of days, both ends included."""
    return (interval[1] - interval[0]).days + 1


def total_days(intervals: Iterable[Days]) -> int:
    return sum(length(interval) for interval in intervals)


def holds(intervals: Iterable[Days], day: date) -> bool:
    return any(start <= day <= end for start, end in intervals)


def by_year(interval: Days) -> Iterator[tuple[int, Days]]:
    """The pieces of an interval in each calendar year it touches."""
    start, end = interval
    for year in range(start.year, end.year + 1):
        yield year, (max(start, date(year, 1, 1)), min(end, date(year, 12, 31)))


def months_touched(interval: Days) -> Iterator[tuple[int, int, int]]:
    """(year, month, days of the interval in it) for each calendar month it touches."""
    start, end = interval
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        first = date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        yield year, month, length((max(start, first), min(end, following - _ONE)))
        year, month = following.year, following.month


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later, or the last day of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - _ONE)
