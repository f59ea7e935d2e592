"""The screens of the guide of 2020-2022, typed in."""

from decimal import Decimal

import pytest

from tests.unit.calculator.people import computed, nurse
from triennio.calculator.domain.answers import Absence

TWO_YEARS = (Absence("suspended_year"), Absence("suspended_year"), Absence())


def amounts(found):
    return [row.amount for row in found.waterfall.rows]


def test_figure_2_shows_23_33_and_46_67():
    found = computed(
        nurse(2020, previous_credits=Decimal(130), dossier_now="individual", dossier_before="individual")
    )
    assert found.waterfall.standard == "150"
    assert amounts(found) == ["−30", "−30", "−20", "−23,33"]
    assert found.waterfall.obligation == "46,67"
    assert found.verdict.missing == "46,67"


@pytest.mark.parametrize("first", [2017, 2023])
@pytest.mark.parametrize("kind", ["suspended_year", "course_year", "unsaid_year"])
def test_figure_3_shows_50_where_there_is_no_covid_bonus(first, kind):
    found = computed(nurse(first, absences=(Absence(kind), Absence(kind), Absence())))
    assert amounts(found) == ["−50", "−50"]
    assert found.waterfall.obligation == "50"


def test_figure_3_in_2020_shows_33_33_and_says_why():
    found = computed(nurse(2020, absences=TWO_YEARS))
    assert amounts(found) == ["−50", "−50", "−16,67"]
    assert found.waterfall.obligation == "33,33"
    covid = next(notice for notice in found.notices if notice.code == "covid")
    assert (covid.amount, covid.base, covid.rule) == ("16,67", "50", "COV-1")


def test_older_absences_are_taken_as_requested_after_the_favourable_clause_and_the_page_says_so():
    assert "filed" in [notice.code for notice in computed(nurse(2017, absences=TWO_YEARS)).notices]
    assert "filed" not in [notice.code for notice in computed(nurse(2020, absences=TWO_YEARS)).notices]


def test_an_absence_without_a_reason_is_given_none_by_the_page():
    absences = (Absence("unsaid_year"), Absence("course_year"), Absence())
    found = computed(nurse(2023, absences=absences))
    assert [row.away for row in found.waterfall.rows] == [2023, None]
    assert "unsaid" in [notice.code for notice in found.notices]
