"""What the page draws: lengths, sums, words for amounts."""

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.calculator.people import TODAY, computed, nurse
from triennio.calculator.domain.answers import Absence, Credits
from triennio.calculator.domain.numbers import percent, said
from triennio.calculator.domain.shares import shares
from triennio.calculator.domain.verdict import verdict
from triennio.calculator.domain.waterfall import waterfall
from triennio.kernel.triennio import Triennio


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
        }
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


def test_the_verdict_before_the_duty():
    found = computed(nurse(2020, enrolled=2022))
    assert (found.verdict.code, found.verdict.duty_from) == ("not_bound", date(2023, 1, 1))
    assert (found.waterfall, found.shares, found.limits) == (None, None, [])


def test_the_verdict_while_the_period_runs():
    found = computed(nurse(2026)).verdict
    assert (found.code, found.missing, found.ended) == ("missing", "150", False)
    assert found.as_learner == "60"
    assert found.per_month == "5,8"  # 150 in the 26 months from November 2026 to December 2028


def test_the_verdict_on_a_closed_period():
    found = computed(nurse(2020)).verdict
    assert (found.code, found.ended, found.per_month) == ("missing", True, "")


def test_the_duty_of_a_newcomer_is_in_proportion():
    found = computed(nurse(2026, enrolled=2026, credits=Credits(learner=Decimal(10))))
    assert (found.verdict.code, found.waterfall.obligation) == ("missing", "100")
    assert found.shares.lost == "10"  # earned before the duty began


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


def test_three_years_away_leave_nothing_to_owe():
    found = computed(nurse(2023, absences=(Absence("course_year"),) * 3))
    assert found.verdict.code == "nothing_owed"
    assert found.limits == []


def test_caps_are_told_with_what_they_cut():
    found = computed(nurse(2026, credits=Credits(self_training_hours=Decimal(50))))
    ceiling = next(limit for limit in found.limits if limit.rule == "CAP-3")
    assert (ceiling.limit, ceiling.used, ceiling.over, ceiling.met) == ("30", "30", "20", False)
    radiation = next(limit for limit in found.limits if limit.rule == "RAD-1")
    assert radiation.told is False


def test_every_figure_names_a_source():
    found = computed(nurse(2020, previous_credits=Decimal(130), dossier_now="individual"))
    assert found.waterfall.standard_source
    assert all(row.source and row.rule for row in found.waterfall.rows)
    assert all(limit.source and limit.rule for limit in found.limits)


def test_what_is_not_known_is_told():
    def codes(disputed=(), **answers):
        from triennio.calculator import engine
        from triennio.calculator.domain.case import build
        from triennio.calculator.domain.result import result

        told = nurse(**answers)
        return [n.code for n in result(engine.evaluate(build(told, TODAY)), told, TODAY, disputed).notices]

    assert codes(first=2023) == ["previous_unknown"]
    assert codes(first=2023, previous_credits=Decimal(20)) == ["previous_no_effect"]
    assert codes(first=2023, previous_credits=Decimal(90)) == []
    assert codes(("RED-26",), first=2026, previous_credits=Decimal(90)) == ["previous_open"]
    assert codes(first=2014, previous_credits=Decimal(60), credits=Credits(learner=Decimal(9))) == ["yearly"]
