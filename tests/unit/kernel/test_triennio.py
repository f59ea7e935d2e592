"""The three-year periods of the duty: 2011-2013, 2014-2016, … 2026-2028, without holes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.triennio import Triennio

years = st.integers(1903, 2096)


def test_the_periods_of_the_law() -> None:
    names = [str(Triennio(first)) for first in (2008, 2011, 2014, 2017, 2020, 2023, 2026)]
    assert names == [
        "2008-2010",
        "2011-2013",
        "2014-2016",
        "2017-2019",
        "2020-2022",
        "2023-2025",
        "2026-2028",
    ]


@pytest.mark.parametrize("first", [2012, 2013, 2021, 2022, 1999 - 1])
def test_no_triennio_begins_in_another_year(first: int) -> None:
    with pytest.raises(ValueError, match=f"no triennio begins in {first}"):
        Triennio(first)


def test_from_new_year_to_new_years_eve() -> None:
    period = Triennio(2020)
    assert (period.start, period.end) == (date(2020, 1, 1), date(2022, 12, 31))
    assert period.years == (2020, 2021, 2022)
    assert period.last == 2022
    assert date(2020, 1, 1) in period
    assert date(2022, 12, 31) in period
    assert date(2019, 12, 31) not in period
    assert date(2023, 1, 1) not in period


@given(st.dates(date(1903, 1, 1), date(2096, 12, 31)))
def test_every_day_is_in_exactly_one_period(day: date) -> None:
    period = Triennio.of(day)
    assert period.start <= day <= period.end
    assert day in period
    assert day not in period.previous
    assert day not in period.next
    assert Triennio.of_year(day.year) == period


@given(years.map(Triennio.of_year))
def test_periods_follow_each_other_without_a_hole(period: Triennio) -> None:
    assert (period.next.start - period.end).days == 1
    assert period.next.previous == period
    assert period.previous < period < period.next
    assert Triennio.parse(str(period)) == period


@pytest.mark.parametrize(
    "name",
    [
        *(
            "2020-2023",
            "2021-2023",
            "2020–2022",
            "2020",
            "2020/2022",
            " 2020-2022",
            "2020-2022\n",
            "20-22",
            "",
        ),
        "２０２０-２０２２",  # full-width digits are not how a period is written
        *(None, 2020, 2020.0, True, ["2020-2022"], {}),
    ],
)
def test_what_is_not_the_name_of_a_period_is_refused(name: object) -> None:
    with pytest.raises(ValueError, match="not a triennio"):
        Triennio.parse(name)
