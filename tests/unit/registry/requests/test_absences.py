"""Exonerations and exemptions: measures, the choice of the year, what is turned away (rulebook sections 5 and 6)."""

from __future__ import annotations

import pytest

from tests.unit.registry.requests.forms import codes, effect, figures, filled
from triennio.registry.domain.requests.changes import Away
from triennio.registry.domain.requests.kinds import exemption, exoneration
from triennio.rules.ecm.facts import EXEMPTION_KINDS, EXONERATION_KINDS


def test_every_kind_of_the_rules_can_be_asked() -> None:
    assert {code for code, _ in exoneration.CHOICES} == set(EXONERATION_KINDS)
    assert {code for code, _ in exemption.CHOICES} == {*EXEMPTION_KINDS, "unlisted"}


@pytest.mark.parametrize("kind", EXONERATION_KINDS)
def test_every_exoneration_has_an_effect_or_goes_to_the_commission(kind: str) -> None:
    answers = {"reason": kind, "described": "Un caso", "hours": "60", "legal_years": "2"}
    when = {"start": "2017-01-10", "end": "2017-12-20"} if kind == "university_course_monthly" else {}
    if kind == "earthquake_2016_17_partial":
        when = {"start": "2016-08-24", "end": "2017-12-31"}
    found = effect("exoneration", **answers, **when)
    assert found.commission is (kind == "unlisted")
    assert found.changes_nothing is (kind == "unlisted")


@pytest.mark.parametrize("kind", [*EXEMPTION_KINDS, "unlisted"])
def test_every_exemption_has_an_effect(kind: str) -> None:
    found = effect("exemption", reason=kind, described="Un caso", income="4000")
    before, after = figures(found, "2023-2025")
    # 184 days: 12 whole fortnights, 24 credits (EXE-2); six months of parental leave end the same day.
    assert (before, after) == ("150.00", "126.00")
    assert found.commission is (kind == "unlisted")


def test_a_year_of_study_is_a_third() -> None:
    assert figures(effect("exoneration"), "2023-2025") == ("150.00", "100.00")


def test_other_courses_are_measured_by_three_hours() -> None:
    found = effect("exoneration", reason="university_course_hours", hours="60")
    assert figures(found, "2023-2025") == ("150.00", "130.00")


def test_a_commission_gives_the_measure_of_an_unlisted_case() -> None:
    found = effect("exoneration", reason="unlisted", described="Un caso", recognised=1200)
    assert figures(found, "2023-2025") == ("150.00", "138.00")


def test_study_beyond_the_legal_length() -> None:
    late = filled("exoneration", start="2024-01-10", end="2025-01-10", legal_years="1")
    assert codes(late) == {("end", "BEYOND_LEGAL_LENGTH", "EXO-6")}
    assert filled("exoneration", start="2024-01-10", end="2025-01-09", legal_years="1").clean


def test_a_course_across_two_years_may_choose_the_one_with_three_months() -> None:
    course = {"start": "2022-10-01", "end": "2023-09-30"}
    assert figures(effect("exoneration", **course), "2023-2025")[1] == "100.00"
    found = effect("exoneration", **course, chosen_year="2022")
    assert figures(found, "2020-2022") == ("100.00", "66.67")
    assert figures(found, "2023-2025") == ("150.00", "150.00")
    assert found.ignored == []


@pytest.mark.parametrize(
    ("start", "end", "chosen"),
    [
        ("2022-10-02", "2023-09-30", "2022"),  # a day less than three months
        ("2022-10-01", "2023-09-30", "2021"),  # not attended at all
        ("2024-01-10", "2024-12-20", "2024"),  # one year only: nothing to choose
        ("2022-10-01", "2024-09-30", "2023"),  # longer than a year
        ("2025-10-01", "2026-09-30", "2026"),  # not over yet
    ],
)
def test_when_the_year_cannot_be_chosen(start: str, end: str, chosen: str) -> None:
    form = filled("exoneration", start=start, end=end, chosen_year=chosen)
    assert codes(form) == {("chosen_year", "YEAR_NOT_ADMITTED", "EXO-7")}


def test_an_exemption_needs_fifteen_days_in_a_row_from_2014() -> None:
    assert codes(filled("exemption", end="2024-03-14")) == {("end", "UNDER_15_DAYS", "EXE-2")}
    assert filled("exemption", end="2024-03-15").clean
    before = filled("exemption", start="2013-12-31", end="2014-03-01")
    assert codes(before) == {("start", "BEFORE_2014", "EXE-7")}


def test_parental_leave_ends_after_six_months() -> None:
    assert filled("exemption", reason="parental_leave", end="2024-08-31").clean
    over = filled("exemption", reason="parental_leave", end="2024-09-01")
    assert codes(over) == {("end", "OVER_SIX_MONTHS", "EXE-8")}


def test_retired_with_an_income_that_is_not_occasional() -> None:
    assert filled("exemption", reason="retired_occasional", income="5000").clean
    over = filled("exemption", reason="retired_occasional", income="5000,01")
    assert codes(over) == {("income", "INCOME_TOO_HIGH", "RET-1")}
    early = filled("exemption", reason="retired_occasional", income="100", start="2020-03-01")
    assert codes(early) == {("start", "RETIRED_TOO_EARLY", "RET-1")}


def test_a_whole_year_of_suspension_is_a_third() -> None:
    found = effect("exemption", start="2024-01-01", end="2024-12-31")
    assert figures(found, "2023-2025") == ("150.00", "100.00")


def test_the_kind_stands_only_in_what_is_sealed() -> None:
    form = filled("exemption", reason="illness")
    assert isinstance(form.change, Away)
    assert form.change.sealed == {"kind": "illness"}
    assert "illness" not in repr((form.change.nature, form.change.start, form.change.end))
