"""Answers → case: what is said, what is left out, on which day."""

from datetime import date
from decimal import Decimal

from tests.unit.calculator.people import NURSE, TODAY, nurse
from triennio.calculator.domain.answers import Absence, Credits
from triennio.calculator.domain.case import build


def test_the_least_a_person_can_say():
    assert build(NURSE, TODAY) == {
        "as_of": "2026-11-22",
        "person": {
            "id": "io",
            "profession": 14,
            "practice": "employee",
            "register": [{"act": "enrolment", "date": "2005-01-01"}],
        },
        "facts": [],
        "dossiers": [],
        "exonerations": [],
        "exemptions": [],
        "credits": [],
    }


def test_a_past_period_is_looked_at_on_its_last_day():
    assert build(nurse(2020), TODAY)["as_of"] == "2022-12-31"


def test_an_enrolment_after_the_period_is_told_to_the_engine():
    case = build(nurse(2020, enrolled=2025, credits=Credits(learner=Decimal(5))), TODAY)
    assert case["as_of"] == "2025-01-01"
    assert case["credits"][0]["acquired"] == "2022-12-31"


def test_not_knowing_the_previous_credits_is_not_zero():
    assert build(nurse(2020), TODAY)["facts"] == []
    assert build(nurse(2020, previous_credits=Decimal(0)), TODAY)["facts"] == [
        {"kind": "previous_credits", "triennio": "2017-2019", "credits": "0.00"}
    ]


def test_answers_that_do_not_concern_the_period_are_passed_over():
    told = {
        "certified": True,
        "closed_late": True,
        "vaccines": Decimal(9),
        "flood_2023": True,
        "earthquake_2009": True,
        "earthquake_2012": True,
        "earthquake_2016": True,
        "dossier_now": "group",
        "dossier_before": "group",
    }

    def kinds(first):
        case = build(nurse(first, **told), TODAY)
        return [fact["kind"] for fact in case["facts"]], len(case["dossiers"])

    assert kinds(2011) == (["earthquake_2009", "earthquake_2012"], 0)
    assert kinds(2014) == (["earthquake_2016_17"], 0)
    assert kinds(2017) == (["earthquake_2016_17"], 1)
    assert kinds(2020) == (["closed_previous_late", "vaccine_credits"], 2)
    assert kinds(2023) == (["certified"] * 4 + ["flood_2023"], 2)
    assert kinds(2026) == (["certified"] * 4, 2)


def test_certified_periods_begin_with_the_duty():
    facts = build(nurse(2026, enrolled=2018, certified=True), TODAY)["facts"]
    assert [fact["triennio"] for fact in facts] == ["2017-2019", "2020-2022"]


def test_only_psychologists_before_2020_are_asked_for_the_health_service():
    assert "nhs_work" not in build(nurse(2017, nhs_work=True), TODAY)["person"]
    psychologist = {"profession": 5, "nhs_work": True}
    assert build(nurse(2017, **psychologist), TODAY)["person"]["nhs_work"] is True
    assert "nhs_work" not in build(nurse(2020, **psychologist), TODAY)["person"]


def test_the_dossier_of_2017_knows_the_day_its_measure_changed():
    def built(**answers):
        return build(nurse(2017, dossier_now="group", **answers), TODAY)["dossiers"][0]["built"]

    assert built() == "2017-01-01"
    assert built(dossier_now_late=True) == "2019-07-26"
    assert built(enrolled=2017) == "2018-01-01"


def test_a_dossier_is_never_built_in_the_future():
    built = build(nurse(2026, enrolled=2026, dossier_now="group"), TODAY)["dossiers"][0]["built"]
    assert date.fromisoformat(built) <= TODAY


def test_credits_avoid_the_days_on_which_they_would_not_count():
    away = (Absence(), Absence(), Absence("suspended_year"))
    case = build(nurse(2023, absences=away, credits=Credits(learner=Decimal(60))), TODAY)
    assert [(c["credits"], c["acquired"]) for c in case["credits"]] == [
        ("50.00", "2024-12-31"),
        ("10.00", "2024-12-31"),
    ]


def test_recruited_and_radiation_are_parts_of_the_learner_credits():
    told = Credits(learner=Decimal(40), recruited=Decimal(30), radiation=Decimal(15))
    case = build(nurse(2026, credits=told), TODAY)
    found = [(c["id"], c["credits"], c.get("recruited", False), c.get("objective")) for c in case["credits"]]
    assert found == [
        ("learner-1", "10.00", False, 27),
        ("recruited-1", "5.00", True, 27),
        ("recruited-2", "25.00", True, None),
    ]


def test_before_2017_credits_are_spread_over_the_years_and_hours_stay_whole():
    told = Credits(learner=Decimal(100), self_training_hours=Decimal(10))
    case = build(nurse(2014, credits=told), TODAY)
    assert [(c["credits"], c["acquired"]) for c in case["credits"] if c["kind"] == "event"] == [
        ("33.33", "2014-12-31"),
        ("33.33", "2015-12-31"),
        ("33.34", "2016-12-31"),
    ]
    assert [c["hours"] for c in case["credits"] if c["kind"] == "self_training"] == ["3", "3", "4"]


def test_other_individual_credits_are_already_recognised():
    case = build(nurse(2026, credits=Credits(individual=Decimal("7.5"))), TODAY)
    (credit,) = case["credits"]
    assert credit["kind"] == "publication"
    assert credit["recognised"] == "7.50"
