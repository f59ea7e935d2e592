"""Totals in pieces, pieces on days."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from triennio.calculator.domain.placing import chunks, days_for, parts
from triennio.kernel.triennio import Triennio

AMOUNTS = st.decimals(min_value=0, max_value=999, places=2)


@given(AMOUNTS)
def test_pieces_add_up_and_none_is_over_50(total):
    pieces = list(chunks(total))
    assert sum(pieces) == total
    assert all(0 < piece <= 50 for piece in pieces)


@given(AMOUNTS, st.integers(1, 3))
def test_parts_add_up_and_are_almost_equal(total, count):
    found = parts(total, count)
    assert len(found) == count
    assert sum(found) == total
    assert max(found) - min(found) <= Decimal("0.02")


def test_one_day_from_2017_on_the_latest_free_one():
    days = days_for(Triennio(2017), date(2011, 1, 1), date(2019, 12, 31), [])
    assert days == [date(2019, 12, 31)]
    away = [(date(2019, 6, 1), date(2019, 12, 31))]
    assert days_for(Triennio(2017), date(2011, 1, 1), date(2019, 12, 31), away) == [date(2019, 5, 31)]


def test_one_day_a_year_while_there_were_yearly_bands():
    away = [(date(2015, 1, 1), date(2015, 12, 31))]
    days = days_for(Triennio(2014), date(2014, 1, 1), date(2016, 12, 31), away)
    assert days == [date(2014, 12, 31), date(2016, 12, 31)]


def test_only_days_of_the_duty():
    days = days_for(Triennio(2014), date(2016, 1, 1), date(2016, 12, 31), [])
    assert days == [date(2016, 12, 31)]


def test_where_no_day_is_free_the_last_one_carries_them():
    until = date(2022, 12, 31)
    assert days_for(Triennio(2020), date(2020, 1, 1), until, [(date(2020, 1, 1), until)]) == [until]
    assert days_for(Triennio(2026), date(2027, 1, 1), date(2026, 5, 1), []) == [date(2026, 5, 1)]
