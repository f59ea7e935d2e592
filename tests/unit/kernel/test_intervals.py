"""Sets of days, against the plain sets that they stand for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.intervals import (
    Days,
    add_months,
    by_year,
    clipped,
    holds,
    length,
    merged,
    minus,
    months_touched,
    total_days,
)

ONE = timedelta(days=1)
days = st.dates(date(2019, 11, 1), date(2021, 3, 31))
intervals = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
sets = st.lists(intervals, max_size=6)


def brute(found: list[Days]) -> set[date]:
    """Every day of the intervals, one by one."""
    return {start + timedelta(days=n) for start, end in found for n in range((end - start).days + 1)}


@given(sets)
def test_merging_keeps_the_days_and_leaves_no_intervals_that_touch(found: list[Days]) -> None:
    result = merged(found)
    assert brute(result) == brute(found)
    assert all(earlier[1] + ONE < later[0] for earlier, later in pairwise(result))
    assert total_days(result) == len(brute(found))


def test_adjacent_periods_are_one_continuous_period() -> None:
    may, june = (date(2021, 5, 1), date(2021, 5, 31)), (date(2021, 6, 1), date(2021, 6, 30))
    assert merged([june, may]) == [(date(2021, 5, 1), date(2021, 6, 30))]
    assert merged([may, (date(2021, 6, 2), date(2021, 6, 30))]) == [
        may,
        (date(2021, 6, 2), date(2021, 6, 30)),
    ]


def test_the_ends_of_the_calendar_can_be_merged() -> None:
    always = (date.min, date.max)
    assert merged([always, (date(2021, 1, 1), date.max)]) == [always]


@given(sets, sets)
def test_taking_days_away(found: list[Days], holes: list[Days]) -> None:
    result = minus(found, holes)
    assert brute(result) == brute(found) - brute(holes)
    assert result == merged(result)


def test_an_open_end_can_be_taken_away() -> None:
    year = (date(2021, 1, 1), date(2021, 12, 31))
    assert minus([year], [(date(2021, 7, 1), date.max)]) == [(date(2021, 1, 1), date(2021, 6, 30))]
    assert minus([year], [(date.min, date(2021, 6, 30))]) == [(date(2021, 7, 1), date(2021, 12, 31))]
    assert minus([year], [(date.min, date.max)]) == []


@given(sets, intervals)
def test_clipping(found: list[Days], window: Days) -> None:
    result = clipped(found, *window)
    assert brute(result) == brute(found) & brute([window])
    assert all(start <= end for start, end in result)


@given(intervals)
def test_length_counts_both_ends(found: Days) -> None:
    assert length(found) == len(brute([found]))


def test_one_day_is_one_day_long() -> None:
    assert length((date(2020, 2, 29), date(2020, 2, 29))) == 1
    assert length((date(2020, 1, 1), date(2020, 12, 31))) == 366


@given(sets, days)
def test_a_day_is_held_or_not(found: list[Days], day: date) -> None:
    assert holds(found, day) == (day in brute(found))


@given(intervals)
def test_pieces_by_year(found: Days) -> None:
    pieces = list(by_year(found))
    assert [year for year, _ in pieces] == list(range(found[0].year, found[1].year + 1))
    assert all(day.year == year for year, piece in pieces for day in brute([piece]))
    assert brute([piece for _, piece in pieces]) == brute([found])


@given(intervals)
def test_months_touched_with_their_days(found: Days) -> None:
    wanted: dict[tuple[int, int], int] = {}
    for day in brute([found]):
        wanted[day.year, day.month] = wanted.get((day.year, day.month), 0) + 1
    assert {(y, m): n for y, m, n in months_touched(found)} == wanted
    assert [(y, m) for y, m, _ in months_touched(found)] == sorted(wanted)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 1000))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),  # a leap year
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2021, 12, 15), 1, date(2022, 1, 15)),
        (date(2021, 12, 31), 0, date(2021, 12, 31)),
        (date(1952, 2, 29), 840, date(2022, 2, 28)),  # seventy years after 29 February
    ],
)
def test_months_later_at_the_edges(day: date, months: int, wanted: date) -> None:
    assert add_months(day, months) == wanted
