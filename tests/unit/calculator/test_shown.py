"""What the page shows of typed answers."""

from datetime import date
from decimal import Decimal

from tests.unit.calculator.people import TODAY, computed, nurse
from triennio.calculator.domain.answers import Absence, Credits


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
