"""Exemptions before any step: union of days, fortnights, whole years, retirement (sections 1 and 6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.build import absences_of, days
from triennio.rules.ecm.absence_rows import Absences

Rows = list[tuple[int, int, bool]]


def exempt(*spans: tuple[str, str], whole: bool = False, **more: Any) -> Absences:
    listed = [{"kind": "illness", "from": start, "to": end, **more} for start, end in spans]
    return absences_of(exemptions=listed, whole=whole)


def blocks(found: Absences) -> Rows:
    """(year, fortnights, whole year) of each row."""
    return sorted((row.year, row.blocks, row.whole_year) for row in found.rows)


@pytest.mark.parametrize(
    ("start", "end", "fortnights"),
    [
        ("2021-03-01", "2021-08-31", 12),  # EXE-2: 184 days
        ("2021-03-01", "2021-03-14", 0),
        ("2021-03-01", "2021-03-15", 1),
        ("2021-03-01", "2021-03-29", 1),
        ("2021-03-01", "2021-03-30", 2),
        ("2020-02-15", "2020-02-29", 1),  # 15 days only in a leap year
        ("2021-02-15", "2021-02-28", 0),
    ],
)
def test_fortnights_without_a_break(start: str, end: str, fortnights: int) -> None:
    assert blocks(exempt((start, end))) == [(int(start[:4]), fortnights, False)]


def test_adjacent_periods_are_continuous_and_a_day_between_breaks_them() -> None:
    assert blocks(exempt(("2021-03-01", "2021-03-10"), ("2021-03-11", "2021-03-20"))) == [(2021, 1, False)]
    assert blocks(exempt(("2021-03-01", "2021-03-10"), ("2021-03-12", "2021-03-21"))) == [
        *((2021, 0, False), (2021, 0, False))
    ]


def test_days_of_two_requests_are_counted_once() -> None:
    found = exempt(("2021-03-01", "2021-04-14"), ("2021-04-01", "2021-04-29"))
    assert blocks(found) == [(2021, 4, False)]
    assert found.exempt_days == [days("2021-03-01", "2021-04-29")]


@pytest.mark.parametrize(
    ("spans", "whole"),
    [
        ([("2024-01-01", "2024-12-31")], True),
        ([("2024-01-01", "2024-12-30")], False),  # 365 days of a leap year are not all of it
        ([("2023-01-01", "2023-12-31")], True),
        ([("2023-01-02", "2023-12-31")], False),
        ([("2023-01-01", "2023-06-30"), ("2023-07-01", "2023-12-31")], True),
        ([("2022-11-01", "2024-02-28")], True),
    ],
)
def test_a_whole_calendar_year(spans: list[tuple[str, str]], whole: bool) -> None:
    assert any(row.whole_year for row in exempt(*spans).rows) is whole


# Across two years -------------------------------------------------------------------------------------------------


def test_an_absence_across_two_years_by_year_or_as_a_whole() -> None:
    """EXE-9: 20 December 2023 to 10 January 2024: 12 and 10 days, or 22 together (the 15th day is 3 January)."""
    christmas = ("2023-12-20", "2024-01-10")
    assert blocks(exempt(christmas)) == [(2023, 0, False), (2024, 0, False)]
    assert blocks(exempt(christmas, whole=True)) == [(2023, 0, False), (2024, 1, False)]


def test_a_fortnight_belongs_to_the_year_in_which_it_ends() -> None:
    assert blocks(exempt(("2023-12-17", "2024-01-10"), whole=True)) == [(2023, 1, False), (2024, 0, False)]


spans = st.tuples(st.dates(date(2019, 1, 1), date(2026, 12, 31)), st.integers(0, 800))


@given(spans)
def test_as_a_whole_no_fortnight_is_lost(span: tuple[date, int]) -> None:
    end = span[0] + timedelta(days=span[1])
    iso = (span[0].isoformat(), end.isoformat())
    assert sum(n for _, n, _ in blocks(exempt(iso, whole=True))) == (span[1] + 1) // 15
    assert sum(n for _, n, _ in blocks(exempt(iso))) <= (span[1] + 1) // 15


# Before 2019, and the favourable clause ---------------------------------------------------------------------------


def test_months_of_the_old_measure() -> None:
    """EXE-6: 5 January to 20 March 2016: January 27 days, February 29, March 20."""
    (row,) = exempt(("2016-01-05", "2016-03-20")).rows
    assert (row.year, row.exempt_months, row.favourable) == (2016, 3, False)


def test_a_request_of_2019_on_older_days_stands_apart() -> None:
    early = {"kind": "illness", "from": "2017-01-01", "to": "2017-02-28"}
    found = absences_of(
        exemptions=[early, {**early, "from": "2017-02-15", "to": "2017-03-31", "filed": "2019-01-01"}]
    )
    assert [(row.what, row.favourable, row.exempt_months) for row in found.rows] == [
        ("2017-02-15", True, 1),
        ("2017-01-01", False, 1),
    ]
    assert found.exempt_days == [days("2017-01-01", "2017-03-31")]


def test_from_2019_the_day_of_the_request_changes_nothing() -> None:
    early = {"kind": "illness", "from": "2018-12-20", "to": "2019-01-20"}
    for filed in ("2018-12-20", "2019-06-01"):
        found = absences_of(exemptions=[{**early, "filed": filed}])
        rows = {row.year: row for row in found.rows}
        assert (rows[2019].blocks, rows[2019].favourable) == (1, False)
        assert rows[2018].favourable is (filed == "2019-06-01")


def test_days_before_2014_cannot_be_recorded() -> None:
    found = exempt(("2013-12-01", "2014-02-28"))
    assert found.exempt_days == [days("2014-01-01", "2014-02-28")]
    assert [(item.what, item.rule) for item in found.ignored] == [("$.exemptions[0]", "EXE-7")]
    gone = exempt(("2013-01-01", "2013-12-31"))
    assert (gone.rows, gone.exempt_days) == ([], [])
    assert exempt(("2014-01-01", "2014-01-31")).ignored == []


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2021-03-01", "2021-08-31", None),
        ("2021-03-01", "2021-09-01", "2021-08-31"),
        ("2023-09-01", "2024-03-31", "2024-02-29"),
        ("2022-09-15", "2023-12-31", "2023-03-14"),
    ],
)
def test_parental_leave_counts_for_six_months(start: str, end: str, last: str | None) -> None:
    found = absences_of(exemptions=[{"kind": "parental_leave", "from": start, "to": end}])
    assert found.exempt_days == [days(start, last or end)]
    assert [item.rule for item in found.ignored] == (["EXE-8"] if last else [])
    if last:
        shown = "/".join(reversed(last.split("-")))
        assert found.ignored[0].reason == f"Il congedo parentale vale fino a sei mesi: conta fino al {shown}."


def test_only_parental_leave_has_six_months() -> None:
    assert exempt(("2021-03-01", "2022-03-31")).exempt_days == [days("2021-03-01", "2022-03-31")]


# Retirement -------------------------------------------------------------------------------------------------------


def retired(income: str | None, *more: dict[str, str]) -> Absences:
    fact: dict[str, Any] = {"kind": "retired", "from": "2024-01-01"}
    if income is not None:
        fact["yearly_income"] = income
    return absences_of(facts=[fact, *more])


def test_retired_with_up_to_5000_euro_a_year() -> None:
    """RET-1, Delibera 4 February 2021: both conditions; the limit itself is admitted."""
    assert retired("5000.00").exempt_days == [days("2024-01-01", "2028-12-31")]
    assert retired("5000").ignored == []


@pytest.mark.parametrize("income", ["5000.01", "20000", None])
def test_retired_with_more_or_without_saying(income: str | None) -> None:
    found = retired(income)
    assert found.exempt_days == []
    assert [(item.what, item.rule) for item in found.ignored] == [("$.facts[0]", "RET-1")]


@pytest.mark.parametrize(
    ("born", "first"),
    [
        ("1952-05-10", "2022-05-10"),
        ("1951-12-13", "2021-12-14"),  # 70 the day before the act
        ("1951-12-14", "2021-12-14"),
        ("1951-12-15", "2021-12-15"),
        ("1940-01-01", "2021-12-14"),
        ("1952-02-29", "2022-02-28"),
    ],
)
def test_from_seventy_by_itself_since_the_act(born: str, first: str) -> None:
    found = absences_of(person={"born": born})
    assert found.exempt_days == [days(first, "2028-12-31")]


def test_the_birthday_must_have_come() -> None:
    assert absences_of(person={"born": "1952-05-10"}, as_of="2022-05-09").exempt_days == []
    assert absences_of(person={"born": "1952-05-10"}, as_of="2022-05-10").exempt_days == [
        days("2022-05-10", "2028-12-31")
    ]
    assert absences_of(person={"born": "1960-01-01"}).exempt_days == []


@pytest.mark.parametrize(
    ("declared", "left"), [("2024-07-01", [("2022-05-10", "2024-06-30")]), ("2022-05-10", [])]
)
def test_declaring_regular_practice_ends_the_exemption(declared: str, left: list[tuple[str, str]]) -> None:
    found = absences_of(
        person={"born": "1952-05-10"}, facts=[{"kind": "regular_practice_declared", "from": declared}]
    )
    assert found.exempt_days == [days(*span) for span in left]


def test_declaring_regular_practice_does_not_touch_an_illness() -> None:
    found = absences_of(
        facts=[{"kind": "regular_practice_declared", "from": "2024-01-01"}],
        exemptions=[{"kind": "illness", "from": "2024-02-01", "to": "2024-03-31"}],
    )
    assert found.exempt_days == [days("2024-02-01", "2024-03-31")]


# Study during an absence ------------------------------------------------------------------------------------------


def test_days_of_study_and_of_absence_are_counted_once_in_the_better_way() -> None:
    """EXO-10: two ways of counting; the exoneration whole, or the exemption whole."""
    found = absences_of(
        exonerations=[{"kind": "phd", "from": "2021-01-01", "to": "2021-12-31"}],
        exemptions=[{"kind": "maternity", "from": "2021-12-02", "to": "2022-02-28"}],
    )
    seen = sorted((row.alternative, row.year, row.exoneration, row.sixths, row.blocks) for row in found.rows)
    assert seen == [
        (0, 2022, False, 0, 3),  # 59 days of 2022 touch no study
        (1, 2021, False, 0, 0),
        (1, 2021, True, 2, 0),
        (2, 2021, False, 0, 2),  # 30 days of December
    ]


def test_an_absence_that_outlasts_the_study_keeps_its_own_days_in_both_ways() -> None:
    found = absences_of(
        exonerations=[
            {"kind": "university_course_hours", "from": "2021-01-01", "to": "2021-01-31", "hours": "90"}
        ],
        exemptions=[{"kind": "illness", "from": "2021-01-17", "to": "2021-03-01"}],
    )
    ways = {row.alternative: row.blocks for row in found.rows if not row.exoneration}
    assert ways == {1: 1, 2: 2}  # 29 days after the course, or all 44
