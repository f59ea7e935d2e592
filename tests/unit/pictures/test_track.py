"""The four stops of a participation, and the dot of today on them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.pictures.domain import Attendance, due_after, track

HELD, CLOSED = date(2026, 3, 10), date(2026, 4, 1)
DUE = date(2026, 6, 30)


def test_the_provider_has_ninety_days():
    assert due_after(CLOSED) == DUE


@pytest.mark.parametrize(
    ("today", "reported", "state", "days", "action", "done"),
    [
        (date(2026, 3, 1), None, "coming", 9, "", 0),
        (date(2026, 3, 10), None, "open", 22, "", 1),
        (date(2026, 4, 1), None, "open", 0, "", 2),
        (date(2026, 4, 2), None, "waiting", 89, "", 2),
        (date(2026, 6, 30), None, "waiting", 0, "", 2),
        (date(2026, 7, 1), None, "late", 1, "missing_credits", 2),
        (date(2026, 7, 1), date(2026, 5, 5), "reported", 0, "", 4),
        (date(2026, 9, 1), date(2026, 8, 8), "reported_late", 0, "", 4),
        (date(2026, 5, 1), date(2026, 5, 5), "waiting", 60, "", 2),  # it will be known only on that day
    ],
)
def test_states(today, reported, state, days, action, done):
    found = track(Attendance(HELD, CLOSED, reported_on=reported), today)
    assert (found.state, found.days, found.action) == (state, days, action)
    assert sum(stop.done for stop in found.stops) == done


def test_an_event_whose_end_nobody_knows():
    found = track(Attendance(HELD), date(2026, 9, 1))
    assert (found.state, found.action) == ("unknown", "provider")
    assert [stop.day for stop in found.stops] == [HELD, None, None, None]


def test_another_term_may_be_given():
    found = track(Attendance(HELD, CLOSED, report_due=date(2026, 5, 1)), date(2026, 5, 2))
    assert found.state == "late"


def test_the_dot_stands_half_way_between_two_days():
    found = track(Attendance(date(2026, 3, 1), date(2026, 3, 21)), date(2026, 3, 11))
    assert found.today_x == "25.00%"  # stops at 12.5% and 37.5%


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(attended=days, lasts=st.integers(0, 400), today=days, reported=st.none() | st.integers(0, 300))
def test_the_dot_never_goes_back_and_never_leaves_the_track(attended, lasts, today, reported):
    closes = attended + timedelta(days=lasts)
    told = Attendance(attended, closes, reported_on=closes + timedelta(days=reported) if reported else None)
    now, tomorrow = track(told, today), track(told, today + timedelta(days=1))
    at, next_at = (Decimal(found.today_x.rstrip("%")) for found in (now, tomorrow))
    assert 0 <= at <= next_at <= Decimal("87.5")
    assert sum(stop.done for stop in now.stops) <= sum(stop.done for stop in tomorrow.stops)
    assert (at == Decimal("87.5")) == now.state.startswith("reported")
    assert 0 <= Decimal(now.done.rstrip("%")) <= 75
