"""Years told in words become days."""

from datetime import date

import pytest

from tests.unit.calculator.people import TODAY
from triennio.calculator.domain.absences import dated, filed_later
from triennio.calculator.domain.answers import Absence
from triennio.kernel.triennio import Triennio


def first_year(absence, triennio=2023, today=TODAY):
    return dated(Triennio(triennio), (absence, Absence(), Absence()), today)


def test_no_absence_no_days():
    away = first_year(Absence())
    assert (away.exemptions, away.exonerations, away.days) == ([], [], [])


@pytest.mark.parametrize(
    ("kind", "exempt"), [("suspended_year", True), ("course_year", False), ("unsaid_year", False)]
)
def test_a_whole_year(kind, exempt):
    away = first_year(Absence(kind))
    (item,) = away.exemptions if exempt else away.exonerations
    assert (item["from"], item["to"]) == ("2023-01-01", "2023-12-31")
    assert away.days == [(date(2023, 1, 1), date(2023, 12, 31))]


def test_months_stand_at_the_beginning_of_the_year():
    assert first_year(Absence("suspended_months", 2), 2020).days == [(date(2020, 1, 1), date(2020, 2, 29))]


@pytest.mark.parametrize(
    ("months", "today", "expected"),
    [
        (9, date(2026, 11, 22), (date(2026, 1, 1), date(2026, 9, 30))),
        (11, date(2026, 11, 22), (date(2026, 2, 1), date(2026, 12, 31))),
        (3, date(2026, 3, 10), (date(2026, 3, 1), date(2026, 5, 31))),
        (3, date(2026, 1, 10), (date(2026, 1, 1), date(2026, 3, 31))),
    ],
)
def test_months_of_the_running_year_have_begun_and_leave_days_free_where_they_can(months, today, expected):
    assert first_year(Absence("suspended_months", months), 2026, today).days == [expected]


def test_requests_about_years_before_2019_are_dated_to_the_favourable_clause():
    away = dated(Triennio(2017), (Absence("suspended_year"),) * 3, TODAY)
    assert [item.get("filed") for item in away.exemptions] == ["2019-01-01", "2019-01-01", None]
    assert "filed" not in first_year(Absence("suspended_year"), 2014).exemptions[0]


def test_the_page_is_told_when_a_request_was_dated():
    assert filed_later(Triennio(2017), (Absence(), Absence("course_year"), Absence()))
    assert not filed_later(Triennio(2017), (Absence(), Absence(), Absence("course_year")))
    assert not filed_later(Triennio(2014), (Absence("course_year"), Absence(), Absence()))
