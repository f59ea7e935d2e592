"""Which years are due, from the acts of the Order: Delibera 5/2025 and before it (section 1)."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.build import BOOK
from triennio.rules.ecm.facts import Act, Person
from triennio.rules.ecm.register import due_years

ENTERED = ("enrolment", "2010-03-02")


def due(*acts: tuple[str, str], profession: int = 14, nhs: bool = False) -> dict[int, tuple[bool, str]]:
    """Year → (due, rule) from 2008 to 2028."""
    register = tuple(Act(kind, date.fromisoformat(day)) for kind, day in acts)
    person = Person("p", profession, (), "employee", None, register, nhs)
    return {year: (d.due, d.rule) for year, d in due_years(person, BOOK, 2008, 2028).items()}


def first_due(found: dict[int, tuple[bool, str]]) -> int:
    return min(year for year, (owed, _) in found.items() if owed)


@pytest.mark.parametrize(
    ("day", "year"), [("2023-03-02", 2024), ("2023-01-01", 2024), ("2023-12-31", 2024), ("2022-12-31", 2023)]
)
def test_the_duty_begins_on_1_january_after_the_enrolment(day: str, year: int) -> None:
    found = due(("enrolment", day))
    assert first_due(found) == year
    assert found[year - 1] == (False, "START-2")
    assert found[year] == (True, "START-1")
    assert found[2028] == (True, "START-1")


def test_without_acts_the_person_was_always_enrolled() -> None:
    assert first_due(due()) == 2008


# Cancellation and return, since 20 November 2025 --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "owed"),
    [("2026-01-01", False), ("2026-06-30", False), ("2026-07-01", True), ("2026-12-31", True)],
)
def test_cancelled_by_30_june_the_year_is_not_due(day: str, owed: bool) -> None:
    found = due(ENTERED, ("cancellation", day))
    assert found[2026] == (owed, "REG-1")
    assert found[2027] == (False, "REG-1")
    assert found[2025] == (True, "START-1")


@pytest.mark.parametrize(
    ("day", "owed"),
    [("2027-02-01", True), ("2027-06-30", True), ("2027-07-01", False), ("2027-12-31", False)],
)
def test_back_by_30_june_the_year_is_due(day: str, owed: bool) -> None:
    found = due(ENTERED, ("cancellation", "2026-06-12"), ("reenrolment", day))
    assert found[2026] == (False, "REG-1")
    assert found[2027] == (owed, "REG-2")
    assert found[2028] == (True, "START-1")


@pytest.mark.parametrize(
    ("out", "back"),
    [
        ("2026-03-10", "2026-10-20"),
        ("2026-07-01", "2026-07-02"),
        ("2026-01-02", "2026-12-30"),
        ("2025-03-01", "2025-11-20"),
    ],
)
def test_out_and_back_in_one_year_owes_the_year(out: str, back: str) -> None:
    found = due(ENTERED, ("cancellation", out), ("reenrolment", back))
    assert found[int(out[:4])] == (True, "REG-3")
    assert found[int(out[:4]) + 1] == (True, "START-1")


def test_back_and_out_again_in_one_year_owes_the_year_whatever_the_days() -> None:
    found = due(
        ENTERED, ("cancellation", "2025-12-01"), ("reenrolment", "2026-09-01"), ("cancellation", "2026-11-01")
    )
    assert found[2025] == (True, "REG-1")
    assert found[2026] == (True, "REG-3")
    assert found[2027] == (False, "REG-1")


def test_a_long_story() -> None:
    """REG-5: out in June 2026, back in September 2027: only 2028 is due."""
    found = due(ENTERED, ("cancellation", "2026-06-12"), ("reenrolment", "2027-09-15"))
    assert [found[year][0] for year in (2026, 2027, 2028)] == [False, False, True]


# Before 20 November 2025 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2020-01-10", "2020-06-30", "2020-12-31"])
def test_before_the_act_a_year_that_had_begun_was_due(day: str) -> None:
    found = due(ENTERED, ("cancellation", day))
    assert found[2020] == (True, "OBL-5")
    assert found[2021] == (False, "OBL-5")


@pytest.mark.parametrize("day", ["2022-01-10", "2022-06-30", "2022-12-31"])
def test_before_the_act_who_came_back_began_on_1_january_after(day: str) -> None:
    found = due(ENTERED, ("cancellation", "2020-05-05"), ("reenrolment", day))
    assert found[2022] == (False, "START-2")
    assert found[2023] == (True, "START-1")


def test_out_and_back_in_one_year_before_the_act_changed_nothing() -> None:
    found = due(ENTERED, ("cancellation", "2020-03-10"), ("reenrolment", "2020-10-20"))
    assert found[2020] == (True, "START-1")


def test_back_and_out_in_one_year_before_the_act() -> None:
    found = due(
        ENTERED, ("cancellation", "2018-05-05"), ("reenrolment", "2020-02-01"), ("cancellation", "2020-09-01")
    )
    assert found[2020] == (False, "START-2")
    assert found[2021] == (False, "OBL-5")


@pytest.mark.parametrize(("day", "rule"), [("2025-11-19", "OBL-5"), ("2025-11-20", "REG-1")])
def test_the_act_begins_on_20_november_2025(day: str, rule: str) -> None:
    found = due(ENTERED, ("cancellation", day))
    assert found[2025] == (True, rule)
    assert found[2026] == (False, rule)


@pytest.mark.parametrize(("day", "rule"), [("2025-11-19", "START-2"), ("2025-11-20", "REG-2")])
def test_who_came_back_in_november_2025_begins_in_2026_by_either_rule(day: str, rule: str) -> None:
    found = due(ENTERED, ("cancellation", "2023-05-05"), ("reenrolment", day))
    assert found[2025] == (False, rule)
    assert found[2026] == (True, "START-1")


def test_enrolled_and_cancelled_in_one_year_never_owed() -> None:
    found = due(("enrolment", "2026-02-01"), ("cancellation", "2026-10-01"))
    assert not any(owed for owed, _ in found.values())


# Professions --------------------------------------------------------------------------------------------------------


def test_professions_of_law_3_2018_begin_in_2019() -> None:
    """A speech therapist (16) without an act: as if enrolled on 12 December 2018."""
    found = due(profession=16)
    assert first_due(found) == 2019
    assert found[2018] == (False, "OBL-5")
    assert found[2010] == (False, "OBL-5")


def test_a_speech_therapist_with_an_act_begins_after_it() -> None:
    assert first_due(due(("enrolment", "2020-05-05"), profession=16)) == 2021
    assert first_due(due(("enrolment", "2012-05-05"), profession=16)) == 2013


def test_a_speech_therapist_who_left_without_an_act_of_enrolment() -> None:
    found = due(("cancellation", "2026-03-01"), profession=16)
    assert [year for year, (owed, _) in found.items() if owed] == list(range(2019, 2026))


def test_psychologists_from_2020_or_before_in_the_health_service() -> None:
    found = due(ENTERED, profession=5)
    assert first_due(found) == 2020
    assert found[2019] == (False, "OBL-5")
    assert first_due(due(ENTERED, profession=5, nhs=True)) == 2011


# Everything else ----------------------------------------------------------------------------------------------------

acts = st.lists(
    st.tuples(st.sampled_from(["enrolment", "cancellation", "reenrolment"]), st.integers(1, 900)), max_size=6
).map(
    lambda found: [
        (kind, date.fromordinal(date(2012, 1, 1).toordinal() + n).isoformat())
        for (kind, _), n in zip(found, accumulate(step for _, step in found), strict=True)
    ]
)


@given(acts, st.sampled_from([5, 14, 16]))
def test_every_order_of_acts_has_an_answer_for_every_year(
    found: list[tuple[str, str]], profession: int
) -> None:
    answer = due(*found, profession=profession)
    assert list(answer) == list(range(2008, 2029))
    assert all(rule in BOOK.rules for _, rule in answer.values())
    if found and found[-1][0] == "cancellation" and profession != 16:
        left = int(found[-1][1][:4])
        assert not any(answer[year][0] for year in answer if year > left)
    if found and found[-1][0] != "cancellation" and profession == 14:
        assert all(answer[year][0] for year in answer if year > int(found[-1][1][:4]))
