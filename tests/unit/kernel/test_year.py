"""A calendar year as a period."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.year import Year


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_day_is_in_exactly_one_year(day: date) -> None:
    year = Year.of(day)
    assert year.start <= day <= year.end
    assert day in year
    assert day not in year.previous
    assert day not in year.next


@given(st.integers(1950, 2090).map(Year))
def test_years_follow_each_other_without_a_hole(year: Year) -> None:
    assert (year.next.start - year.end).days == 1
    assert year.next.previous == year
    assert year.previous < year < year.next
    assert str(year) == str(year.number)
