"""What the parts of a position draw: lengths, sums, words for amounts."""

from datetime import date
from decimal import Decimal

import pytest

from triennio.kernel.triennio import Triennio
from triennio.pictures.domain.facts import duty_start
from triennio.pictures.domain.limits import limits
from triennio.pictures.domain.numbers import percent, said
from triennio.pictures.domain.shares import shares
from triennio.pictures.domain.verdict import verdict
from triennio.pictures.domain.waterfall import waterfall

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("amount", "text"), [("-23.33", "−23,33"), ("150.00", "150"), ("18.40", "18,4"), ("0.00", "0")]
)
def test_amounts_are_italian(amount, text):
    assert said(amount) == text


def test_lengths_are_percentages_with_a_dot_and_stay_on_the_paper():
    assert percent(Decimal(50), Decimal(150)) == "33.33%"
    assert percent(Decimal(200), Decimal(150)) == "100.00%"
    assert percent(Decimal(-1), Decimal(150)) == "0.00%"
    assert percent(Decimal(1), Decimal(0)) == "0%"


def step(amount, result):
    return {"rule": "X-1", "label": "x", "base": "150.00", "amount": amount, "result": result, "source": "s"}


def test_the_bars_of_the_waterfall_meet():
    found = waterfall(
        {
            "standard": "150.00",
            "obligation": "70.00",
            "steps": [step("-50.00", "100.00"), step("-30.00", "70.00")],
        }
    )
    assert [(row.kept, row.cut_from, row.cut) for row in found.rows] == [
        ("66.67%", "66.67%", "33.33%"),
        ("46.67%", "46.67%", "20.00%"),
    ]
    assert (found.standard_bar, found.obligation_bar) == ("100.00%", "46.67%")


def test_a_step_that_adds_is_drawn_beyond_what_stays():
    found = waterfall({"standard": "75.00", "obligation": "100.00", "steps": [step("25.00", "100.00")]})
    (row,) = found.rows
    assert (row.kept, row.cut, row.adds) == ("75.00%", "25.00%", True)


def credit(name, recorded, counted, rule=None):
    reason = "perché" if recorded != counted else None
    return {"id": name, "recorded": recorded, "counted": counted, "rule": rule, "reason": reason}


def test_pieces_of_one_total_are_one_story():
    found = shares(
        {
            "obligation": "100.00",
            "credits": [
                credit("learner-1", "50.00", "50.00"),
                credit("recruited-1", "50.00", "33.33", "CAP-4"),
                credit("recruited-2", "20.00", "0.00", "CAP-4"),
            ],
        },
        {"learner-1": "learner", "recruited-1": "recruited", "recruited-2": "recruited"},
    )
    learner, recruited = found.rows
    assert (learner.counted, learner.whole, learner.cuts) == ("50", True, [])
    assert (recruited.counted, recruited.recorded, recruited.lost) == ("33,33", "70", "36,67")
    assert [(cut.amount, cut.rule, cut.reason) for cut in recruited.cuts] == [("36,67", "CAP-4", "")]
    assert (found.counted, found.lost, found.mark) == ("83,33", "36,67", "100.00%")
    assert (recruited.x, recruited.width, found.gap_x, found.gap) == (
        "50.00%",
        "33.33%",
        "83.33%",
        "16.67%",
    )


def test_a_learner_quota_alone_can_be_what_is_missing():
    position = {
        "years_due": 3,
        "obligation": "100.00",
        "recognised": "100.00",
        "missing": "5.00",
        "surplus": "0.00",
        "quotas": [{"rule": "CAP-1", "minimum": "40.00", "reached": "35.00", "met": False}],
    }
    found = verdict(position, Triennio(2026), TODAY, date(2011, 1, 1))
    assert (found.code, found.as_learner, found.good) == ("missing_learner", "5", False)


def test_a_register_knows_what_a_form_may_leave_unsaid():
    quota = {"rule": "RAD-1", "label": "x", "minimum": "15.00", "reached": "0.00", "met": False}
    (known,) = limits({"quotas": [quota], "caps": []}, Decimal(150))
    (asked,) = limits({"quotas": [quota], "caps": []}, Decimal(150), ("RAD-1",))
    assert (known.told, asked.told) == (True, False)


def test_who_is_not_bound_may_become_so_or_not():
    later = verdict(None, Triennio(2020), TODAY, date(2023, 1, 1))
    never = verdict(None, Triennio(2020), TODAY, date(2020, 1, 1))
    assert (later.code, later.begins_later) == ("not_bound", True)
    assert (never.code, never.begins_later) == ("not_bound", False)


@pytest.mark.parametrize(
    ("enrolled", "start"), [("2010-05-01", 2020), ("2021-05-01", 2022), ("2023-05-01", 2024)]
)
def test_the_duty_starts_after_the_enrolment(enrolled, start):
    facts = {"person": {"register": [{"act": "enrolment", "date": enrolled}]}}
    assert duty_start(facts, Triennio(2020)) == date(start, 1, 1)
