"""Exonerations before any step: years of attendance, the year they go to, months and hours (section 5)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.build import absences_of, days
from triennio.kernel.intervals import add_months, length
from triennio.rules.ecm.absence_rows import AbsenceRow
from triennio.rules.ecm.facts import YEARLY_STUDY
from triennio.rules.ecm.study import busiest_year, halves, years_of_attendance

ONE = timedelta(days=1)
periods = st.tuples(st.dates(date(2009, 1, 1), date(2028, 12, 31)), st.integers(0, 2200)).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)


def study(kind: str, start: str, end: str, **more: Any) -> list[AbsenceRow]:
    return absences_of(exonerations=[{"kind": kind, "from": start, "to": end, **more}]).rows


def sixths(rows: list[AbsenceRow]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        found[row.year] = found.get(row.year, 0) + row.sixths
    return found


# Years of attendance ----------------------------------------------------------------------------------------------


def test_a_specialisation_of_three_years_has_three_years_of_attendance() -> None:
    assert years_of_attendance(days("2018-11-01", "2021-10-31")) == [
        days("2018-11-01", "2019-10-31"),
        days("2019-11-01", "2020-10-31"),
        days("2020-11-01", "2021-10-31"),
    ]


@pytest.mark.parametrize(
    ("end", "years"),
    [
        ("2021-12-31", 1),
        ("2022-07-01", 1),  # 182 days of a second year: not half of it
        ("2022-07-02", 2),  # 183 days: half a year
        ("2022-12-31", 2),
        ("2021-01-31", 1),  # however short, an only year counts
        ("2021-01-01", 1),
    ],
)
def test_a_last_part_counts_from_half_a_year_on(end: str, years: int) -> None:
    assert len(years_of_attendance(days("2021-01-01", end))) == years


def test_from_29_february() -> None:
    assert years_of_attendance(days("2020-02-29", "2022-02-27")) == [
        days("2020-02-29", "2021-02-27"),
        days("2021-02-28", "2022-02-27"),
    ]


@given(periods)
def test_years_of_attendance_follow_each_other_from_the_first_day(found: tuple[date, date]) -> None:
    parts = years_of_attendance(found)
    assert parts[0][0] == found[0]
    assert all(later[0] == earlier[1] + ONE for earlier, later in pairwise(parts))
    assert all(length(part) in (365, 366) for part in parts[:-1])
    assert parts[-1][1] <= found[1]
    assert (found[1] - parts[-1][1]).days < 183
    assert parts[-1][1] < add_months(parts[-1][0], 12)


# Halves and the busiest year --------------------------------------------------------------------------------------


def test_halves_of_a_course() -> None:
    assert halves(days("2021-01-01", "2021-01-04")) == (
        days("2021-01-01", "2021-01-02"),
        days("2021-01-03", "2021-01-04"),
    )
    assert halves(days("2021-01-01", "2021-01-05"))[0] == days("2021-01-01", "2021-01-03")
    assert halves(days("2021-01-01", "2021-01-01")) == (days("2021-01-01", "2021-01-01"),) * 2


@given(periods.filter(lambda found: found[0] < found[1]))
def test_the_first_half_is_not_shorter(found: tuple[date, date]) -> None:
    first, second = halves(found)
    assert (first[0], second[1]) == found
    assert second[0] == first[1] + ONE
    assert length(first) - length(second) in (0, 1)


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2023-09-01", "2024-06-30", 2024),  # EXO-7: four months against six
        ("2023-07-02", "2024-07-01", 2023),  # 183 days each: the earlier
        ("2023-07-03", "2024-07-02", 2024),
        ("2021-12-31", "2024-01-01", 2022),  # two whole years inside: the earlier
        ("2019-12-01", "2021-01-31", 2020),
        ("2022-05-05", "2022-05-05", 2022),
    ],
)
def test_the_year_attended_most(start: str, end: str, year: int) -> None:
    assert busiest_year(days(start, end)) == year


@given(periods)
def test_no_year_was_attended_more_than_the_busiest(found: tuple[date, date]) -> None:
    per_year: dict[int, int] = {}
    for n in range(length(found)):
        year = (found[0] + timedelta(days=n)).year
        per_year[year] = per_year.get(year, 0) + 1
    most = max(per_year.values())
    assert busiest_year(found) == min(year for year, count in per_year.items() if count == most)


# Where the third goes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", YEARLY_STUDY)
def test_each_course_of_the_list_takes_a_third_for_a_year(kind: str) -> None:
    assert sixths(study(kind, "2021-01-01", "2021-12-31")) == {2021: 2}


def test_a_managerial_course_goes_to_the_year_in_which_it_ends() -> None:
    assert sixths(study("managerial_course", "2021-02-01", "2022-01-15")) == {2022: 2}


def test_two_years_of_mycology_are_a_sixth_each() -> None:
    assert sixths(study("mycologist_2y", "2021-01-01", "2022-12-31")) == {2021: 1, 2022: 1}
    assert sixths(study("mycologist_2y", "2021-10-01", "2022-09-30")) == {2021: 1, 2022: 1}
    assert sixths(study("mycologist_2y", "2021-03-01", "2021-10-31")) == {2021: 2}


MASTER = {"kind": "master_60cfu", "from": "2023-10-01", "to": "2024-09-30"}
TOO_EARLY = "La scelta si fa ad anno concluso: per il 2023 la richiesta era troppo presto."
TOO_SHORT = "Nell'anno scelto servono almeno tre mesi di frequenza."


@pytest.mark.parametrize(
    ("start", "filed", "year", "reason"),
    [
        ("2023-10-01", "2024-10-10", 2023, None),  # exactly three months in 2023
        ("2023-10-02", "2024-10-10", 2024, TOO_SHORT),
        ("2023-10-01", "2024-01-01", 2023, None),
        ("2023-10-01", "2023-12-31", 2024, TOO_EARLY),
        ("2023-10-01", None, 2023, None),
    ],
)  # fmt: skip
def test_another_year_may_be_chosen_after_three_months_when_it_is_over(
    start: str, filed: str | None, year: int, reason: str | None
) -> None:
    found = absences_of(exonerations=[{**MASTER, "from": start, "filed": filed, "chosen_year": 2023}])
    assert sixths(found.rows) == {year: 2}
    assert [(item.what, item.rule, item.reason) for item in found.ignored] == (
        [("$.exonerations[0]", "EXO-7", reason)] if reason else []
    )


def test_a_year_that_the_course_does_not_touch_cannot_be_chosen() -> None:
    found = absences_of(exonerations=[{**MASTER, "chosen_year": 2022}])
    assert sixths(found.rows) == {2024: 2}
    assert [item.reason for item in found.ignored] == [TOO_SHORT]


def test_three_months_of_the_second_year_may_be_chosen_too() -> None:
    course = {"kind": "master_60cfu", "from": "2023-03-01", "chosen_year": 2024}
    assert sixths(absences_of(exonerations=[{**course, "to": "2024-02-29"}]).rows) == {2023: 2}
    assert sixths(absences_of(exonerations=[{**course, "from": "2023-04-01", "to": "2024-03-31"}]).rows) == {
        2024: 2
    }


# Hours, months, decisions -----------------------------------------------------------------------------------------


def test_months_of_a_course_before_2019() -> None:
    """EXO-9: 10 January to 20 March 2017 are three months with more than 15 days."""
    (row,) = study("university_course_monthly", "2017-01-10", "2017-03-20")
    assert (row.year, row.course_months, row.course_hours) == (2017, 3, 0)


@pytest.mark.parametrize(
    ("end", "months"), [("2017-01-15", 0), ("2017-01-16", 1), ("2017-02-15", 1), ("2017-02-16", 2)]
)
def test_a_month_counts_with_more_than_fifteen_days(end: str, months: int) -> None:
    assert sum(row.course_months for row in study("university_course_monthly", "2017-01-01", end)) == months


def test_from_2019_months_are_no_measure() -> None:
    found = absences_of(
        exonerations=[{"kind": "university_course_monthly", "from": "2018-11-01", "to": "2019-03-31"}]
    )
    assert [(row.year, row.course_months) for row in found.rows] == [(2018, 2)]
    assert [item.rule for item in found.ignored] == ["EXO-9"]


def test_hours_of_a_course_from_2019() -> None:
    (row,) = study("university_course_hours", "2022-01-10", "2022-06-30", hours="100.5")
    assert (row.year, row.course_hours) == (2022, 100)
    found = absences_of(
        exonerations=[{"kind": "university_course_hours", "from": "2022-01-10", "to": "2022-06-30"}]
    )
    assert found.rows == []
    assert [(item.rule, item.reason[:6]) for item in found.ignored] == [("EXO-4", "Mancan")]


def test_missions_abroad_by_month_in_every_year() -> None:
    rows = study("military_mission_abroad", "2020-11-20", "2021-02-20")
    assert [(row.year, row.mission_months) for row in rows] == [(2020, 1), (2021, 2)]


def test_what_the_commission_decided_and_what_it_did_not() -> None:
    (row,) = study("unlisted", "2024-01-01", "2024-06-30", credits="12")
    assert (row.year, row.decided) == (2024, 12 * 16_200)
    found = absences_of(exonerations=[{"kind": "unlisted", "from": "2024-01-01", "to": "2024-06-30"}])
    assert found.rows == []
    assert [item.rule for item in found.ignored] == ["EXO-11"]


def test_the_partial_exoneration_of_the_earthquake_is_a_standard_of_its_own() -> None:
    assert study("earthquake_2016_17_partial", "2017-01-01", "2017-12-31") == []


# Days whose credits did not count ---------------------------------------------------------------------------------


def test_credits_earned_meanwhile_did_not_count_until_2018() -> None:
    found = absences_of(exonerations=[{"kind": "phd", "from": "2013-11-01", "to": "2019-10-31"}])
    assert found.study_days == [days("2014-01-01", "2018-12-31")]


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "mycologist_2y"},
        {"kind": "earthquake_2016_17_partial"},
        {"kind": "phd", "filed": "2019-01-01"},
    ],
)
def test_partial_exonerations_and_requests_of_2019_are_spared(more: dict[str, str]) -> None:
    assert absences_of(exonerations=[{"from": "2017-01-01", "to": "2018-12-31", **more}]).study_days == []


def test_a_request_of_2018_is_not() -> None:
    found = absences_of(
        exonerations=[{"kind": "phd", "from": "2017-01-01", "to": "2017-12-31", "filed": "2018-12-31"}]
    )
    assert found.study_days == [days("2017-01-01", "2017-12-31")]
    assert not found.rows[0].favourable
