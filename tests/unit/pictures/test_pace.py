"""Where the pace leads: arrival, shortfall, silence."""

from datetime import date
from decimal import Decimal

import pytest

from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.credits import credit_rows
from triennio.pictures.domain.pace import pace

PERIOD, START = Triennio(2026), date(2026, 1, 1)


def drawn(today, credits=(), obligation="150.00", start=START, voids=(), missing=None, **ahead):
    listed = [
        {"id": str(i), "recorded": a, "counted": a, "verdict": "counts", "rule": None, "reason": None}
        for i, (_, a) in enumerate(credits)
    ]
    have = sum((Decimal(a) for _, a in credits), Decimal(0))
    triennio = {
        "obligation": obligation,
        "recognised": f"{have:.2f}",
        "missing": missing or f"{max(Decimal(obligation) - have, Decimal(0)):.2f}",
        "credits": listed,
    }
    days = {str(i): day for i, (day, _) in enumerate(credits)}
    return pace(triennio, PERIOD, today, credit_rows(triennio, {}, days, {}), start, voids, **ahead)


def test_as_many_a_day_as_so_far():
    # 50 credits in the first 100 days: half a credit a day, 100 more in 200 days
    found = drawn(date(2026, 4, 10), [(date(2026, 3, 1), "50.00")])
    assert (found.now.code, found.now.day) == ("arrives", date(2026, 10, 27))


def test_a_pace_too_slow_tells_where_it_ends():
    # 20 credits in 365 days, 731 more days: 40.05 more
    found = drawn(date(2026, 12, 31), [(date(2026, 3, 1), "20.00")])
    assert (found.now.code, found.now.day, found.now.total) == ("falls_short", None, "60")


def test_days_whose_credits_do_not_count_are_left_out_behind_and_ahead():
    empty = [(date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 6, 1), date(2026, 8, 31))]
    plain = drawn(date(2026, 4, 10), [(date(2026, 3, 1), "50.00")])
    found = drawn(date(2026, 4, 10), [(date(2026, 3, 1), "50.00")], voids=empty)
    # 50 in 72 days: 144 days still to go, of which 51 come before the summer away
    assert found.now.day == date(2026, 12, 2)
    assert plain.now.day < found.now.day


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2028, 12, 31), False),
        (date(2029, 1, 1), False),
    ],
)
def test_it_is_silent_with_fewer_than_sixty_days_and_after_the_end(today, told):
    assert (drawn(today, [(date(2026, 1, 5), "10.00")]) is not None) is told


def test_it_is_silent_where_nothing_is_due():
    assert drawn(date(2026, 6, 1), [(date(2026, 1, 5), "10.00")], obligation="0.00") is None


def test_nothing_acquired_leads_nowhere():
    found = drawn(date(2026, 6, 1))
    assert (found.now.code, found.now.total) == ("falls_short", "0")


def test_reached_is_said_and_no_day_is_foreseen():
    found = drawn(date(2026, 6, 1), [(date(2026, 1, 5), "150.00")])
    assert (found.now.code, found.now.day) == ("reached", None)


def test_the_total_is_there_but_not_as_a_learner():
    found = drawn(date(2026, 6, 1), [(date(2026, 1, 5), "150.00")], missing="12.50")
    assert (found.now.code, found.as_learner) == ("learner", "12,5")


def test_three_lines_as_now_booked_and_planned():
    found = drawn(
        date(2026, 6, 1),
        [(date(2026, 1, 5), "10.00")],
        booked=[(date(2026, 9, 1), Decimal(40)), (date(2026, 5, 1), Decimal(99))],  # the second is past
        planned=[(date(2027, 3, 1), Decimal(100)), (date(2029, 3, 1), Decimal(99))],  # the second is too late
    )
    assert [(line.kind, line.code, line.day, line.total) for line in found.lines] == [
        ("now", "falls_short", None, "72"),
        ("booked", "falls_short", None, "50"),
        ("plan", "arrives", date(2027, 3, 1), "150"),
    ]


def test_who_was_enrolled_in_the_triennio_begins_on_the_first_of_january():
    found = drawn(date(2027, 4, 10), [(date(2027, 3, 1), "50.00")], "100.00", start=date(2027, 1, 1))
    assert found.now.day == date(2027, 7, 19)
    assert len(found.months) == 24
    assert found.required.startswith("33.30,100.00 ")


def test_the_months_add_up():
    found = drawn(date(2026, 6, 10), [(date(2026, 1, 5), "10.50"), (date(2026, 6, 2), "4.00")])
    assert [month.acquired for month in found.months[:7]] == ["10,5"] * 5 + ["14,5", ""]
    assert found.months[-1].required == "150"
    assert [month.running for month in found.months].index(True) == 5
