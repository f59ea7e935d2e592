"""Which credits are admitted, which edition or role counts, which limits they share (sections 8 and 9)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.rules.build import BOOK, HORIZON, case_of
from triennio.kernel.triennio import Triennio
from triennio.rules.ecm.absences import normalise_absences
from triennio.rules.ecm.columns import Family
from triennio.rules.ecm.credits import Placed, family, place, row_of
from triennio.rules.ecm.facts import ROLES
from triennio.rules.ecm.fold import person_due

EVENT = {"kind": "event", "credits": "10", "acquired": "2024-05-05", "event": "E", "edition": 1}


def placed(*credits: dict[str, Any], moved_out: bool = False, **parts: Any) -> dict[str, Placed]:
    """Events of 10 credits of 5 May 2024 unless told otherwise, placed; by id (c1, c2, …)."""
    listed = [{**EVENT, **credit} for credit in credits]
    case = case_of(credits=listed, **parts)
    triennio = Triennio.of(case.credits[0].acquired)
    absences = normalise_absences(case, BOOK, HORIZON, False)
    rows = [Placed(credit, moved_out=moved_out) for credit in case.credits]
    done = place(case, triennio, rows, person_due(case, BOOK), absences, BOOK)
    return {row.credit.id: row for row in done}


def out(*credits: dict[str, Any], **parts: Any) -> dict[str, str]:
    """Id → rule of what does not count as a whole."""
    return {name: rule for name, row in placed(*credits, **parts).items() for rule in row.flags.values()}


# Admitted or not ----------------------------------------------------------------------------------------------------

NEWCOMER = {"register": [{"act": "enrolment", "date": "2024-02-02"}]}
ILL = [{"kind": "illness", "from": "2024-05-01", "to": "2024-05-05"}]


def test_a_credit_of_the_year_of_enrolment_does_not_count() -> None:
    assert out({}, person=NEWCOMER) == {"c1": "START-2"}
    assert out({"acquired": "2025-01-01"}, person=NEWCOMER) == {}


def test_the_last_day_of_an_exemption_does_not_count_and_the_next_does() -> None:
    found = out({"acquired": "2024-05-05"}, {"acquired": "2024-05-06", "event": "F"}, exemptions=ILL)
    assert found == {"c1": "EXE-5"}


def test_study_before_2019() -> None:
    phd = [{"kind": "phd", "from": "2018-01-01", "to": "2019-12-31"}]
    found = out({"acquired": "2018-12-31"}, {"acquired": "2019-01-01", "event": "F"}, exonerations=phd)
    assert found == {"c1": "EXO-8b"}


def test_the_first_reason_is_the_one_that_is_told() -> None:
    row = placed({"accredited": False}, person=NEWCOMER, exemptions=ILL, moved_out=True)["c1"]
    assert row.flags == {"not_due": "START-2"}
    row = placed({"accredited": False}, exemptions=ILL, moved_out=True)["c1"]
    assert row.flags == {"exempt_day": "EXE-5"}
    assert placed({"accredited": False}, moved_out=True)["c1"].flags == {"moved_away": "REC-2"}
    assert placed({"accredited": False})["c1"].flags == {"not_accredited": "ACC-1"}


@pytest.mark.parametrize(
    ("practice", "credit", "counts"),
    [
        ("freelance", {"format": "FSC", "event_type": "TRAINING", "acquired": "2014-12-31"}, False),
        ("freelance", {"format": "FSC", "acquired": "2014-12-31"}, False),
        ("freelance", {"format": "FSC", "event_type": "TRAINING", "acquired": "2015-01-01"}, True),
        ("freelance", {"format": "FSC", "event_type": "GROUPS", "acquired": "2014-12-31"}, True),
        ("freelance", {"format": "RES", "acquired": "2014-12-31"}, True),
        ("employee", {"format": "FSC", "event_type": "TRAINING", "acquired": "2014-12-31"}, True),
    ],
)
def test_individual_field_training_of_freelancers_from_2015(
    practice: str, credit: dict[str, Any], counts: bool
) -> None:
    assert out(credit, person={"practice": practice}) == ({} if counts else {"c1": "FSC-LP"})


# Editions and roles -------------------------------------------------------------------------------------------------


def teaching(number: int, credits: str, day: str, **more: Any) -> dict[str, Any]:
    return {"role": "teacher", "edition": number, "credits": credits, "acquired": day, **more}


def test_of_three_editions_the_first_of_the_largest_counts() -> None:
    """CAP-6: 6, 8 and 8 credits as a teacher in three editions of 2024."""
    found = out(
        teaching(1, "6", "2024-02-01"), teaching(2, "8", "2024-03-01"), teaching(3, "8", "2024-04-01")
    )
    assert found == {"c1": "CAP-6", "c3": "CAP-6"}


def test_as_a_teacher_and_as_a_learner_one_edition_each() -> None:
    found = out(
        teaching(1, "6", "2024-02-01"),
        teaching(2, "8", "2024-03-01"),
        {"edition": 1, "acquired": "2024-02-01", "credits": "5"},
        {"edition": 2, "acquired": "2024-03-01", "credits": "4"},
    )
    assert found == {"c1": "CAP-6", "c4": "CAP-6"}


def test_teacher_tutor_and_speaker_are_one_role_across_editions() -> None:
    found = out(
        teaching(1, "6", "2024-02-01"),
        teaching(2, "7", "2024-03-01", role="tutor"),
        teaching(3, "5", "2024-04-01", role="speaker"),
        teaching(4, "2", "2024-05-01", role="moderator"),
    )
    assert found == {"c1": "CAP-6", "c3": "CAP-6"}


def test_the_roles_of_one_edition_are_weighed_together() -> None:
    """Edition 1: 4 as a teacher and 4 as a tutor; edition 2: 7 as a teacher."""
    found = out(
        teaching(1, "4", "2024-02-01"),
        teaching(1, "4", "2024-02-01", role="tutor"),
        teaching(2, "7", "2024-03-01"),
    )
    assert found == {"c3": "CAP-6"}


def test_every_year_has_its_own_edition() -> None:
    assert out(teaching(1, "6", "2023-02-01"), teaching(2, "8", "2024-03-01")) == {}


def test_before_2019_every_edition_counted() -> None:
    assert out(teaching(1, "6", "2018-02-01"), teaching(2, "8", "2018-03-01")) == {}
    assert out(teaching(1, "6", "2019-01-01"), teaching(2, "8", "2019-03-01")) == {"c1": "CAP-6"}


def test_without_a_number_each_day_is_an_edition() -> None:
    one_day = out(teaching(1, "6", "2024-02-01", edition=None), {"edition": None, "acquired": "2024-02-01"})
    assert one_day == {}
    two_days = out(teaching(1, "6", "2024-02-01", edition=None), teaching(1, "8", "2024-02-02", edition=None))
    assert two_days == {"c1": "CAP-6"}


def test_the_same_record_twice_counts_once() -> None:
    assert out({}, {"credits": "9"}) == {"c2": "CAP-6"}


def test_events_without_a_code_stand_alone() -> None:
    assert out({"event": None}, {"event": None}) == {}


def test_an_edition_that_does_not_count_for_another_reason_does_not_push_out_others() -> None:
    found = out(teaching(1, "6", "2024-02-01"), teaching(2, "8", "2024-03-01", accredited=False))
    assert found == {"c2": "ACC-1"}


def test_teacher_and_tutor_of_one_edition_add_up_since_2019() -> None:
    """CAP-7: 8 and 6 make 14; before 2019 only the larger role."""
    pair = ({"role": "teacher", "credits": "8"}, {"role": "tutor", "credits": "6"})
    assert out(*pair) == {}
    old = [{**credit, "acquired": "2018-12-31"} for credit in pair]
    assert out(*old) == {"c2": "CAP-7"}
    assert out(*({**credit, "credits": "8"} for credit in old)) == {"c2": "CAP-7"}


def test_before_2019_a_learner_was_no_second_role() -> None:
    old = {"acquired": "2018-05-05"}
    assert out({**old, "role": "teacher"}, {**old, "role": "learner"}, {**old, "role": "moderator"}) == {}


@pytest.mark.parametrize(
    ("day", "director", "others", "gone"),
    [
        ("2023-01-01", "3", {"teacher": "6"}, {"c1"}),
        ("2023-01-01", "6", {"teacher": "3"}, {"c2"}),
        ("2023-01-01", "6", {"teacher": "3", "moderator": "4"}, {"c1"}),
        ("2023-01-01", "3", {"learner": "6", "coordinator": "2"}, set()),
        ("2022-12-31", "3", {"teacher": "6"}, set()),
    ],
)
def test_the_scientific_director_chooses_one_role_since_2023(
    day: str, director: str, others: dict[str, str], gone: set[str]
) -> None:
    found = out(
        {"role": "scientific_director", "credits": director, "acquired": day},
        *({"role": role, "credits": amount, "acquired": day} for role, amount in others.items()),
    )
    assert found == dict.fromkeys(gone, "CAP-9")


# A congress and its workshops ---------------------------------------------------------------------------------------


def congress(credits: str, *workshops: str, **more: Any) -> dict[str, str]:
    return out(
        {"event": "C", "credits": credits, **more},
        *({"event": f"W{n}", "host_event": "C", "credits": w} for n, w in enumerate(workshops)),
    )


def test_congress_and_workshop_do_not_add_up() -> None:
    """EVT-4: 4.8 and 3.0 make 4.8."""
    assert congress("4.8", "3.0") == {"c2": "EVT-4"}
    assert congress("3.0", "4.8") == {"c1": "EVT-4"}
    assert congress("3.0", "3.0") == {"c2": "EVT-4"}


def test_workshops_are_weighed_together() -> None:
    assert congress("4.8", "2.5", "2.5") == {"c1": "EVT-4"}


def test_a_workshop_whose_congress_was_not_attended_counts() -> None:
    assert out({"event": "W", "host_event": "C"}) == {}


def test_teaching_at_the_congress_does_not_touch_the_workshop() -> None:
    assert congress("4.8", "3.0", role="teacher") == {}


# Shared limits ------------------------------------------------------------------------------------------------------


def test_credits_of_one_event_in_one_year_share_its_fifty() -> None:
    found = placed(
        {"role": "teacher"},
        {"role": "learner"},
        {"event": None},
        {"event": None},
        {"acquired": "2025-01-01"},
        {"kind": "publication", "indexed": True},
    )
    group = {name: row.event_group for name, row in found.items()}
    assert group["c1"] == group["c2"]
    assert len({group[name] for name in ("c1", "c3", "c4", "c5")}) == 4
    assert group["c6"] == -1


def test_before_2017_an_event_had_no_limit_of_its_own() -> None:
    assert placed({"acquired": "2016-12-31"})["c1"].event_group == -1
    assert placed({"acquired": "2017-01-01"})["c1"].event_group == 0


@pytest.mark.parametrize(
    ("days", "months"), [(0, 0), (15, 0), (16, 1), (31, 1), (32, 2), (47, 2), (48, 2), (62, 2), (63, 3)]
)
def test_months_of_tutoring_in_days(days: int, months: int) -> None:
    tutoring = {"kind": "tutoring", "acquired": "2018-05-05", "days": days, "credits": None}
    assert placed(tutoring)["c1"].tutoring_months == months


def test_days_of_tutoring_add_up_over_the_triennio() -> None:
    ten = {"kind": "tutoring", "days": 10, "credits": None}
    found = placed(
        {**ten, "acquired": "2017-05-05"},
        {**ten, "acquired": "2018-05-05"},
        {**ten, "acquired": "2018-06-05", "accredited": False},
        {**ten, "acquired": "2018-07-05", "recognised": "4"},
        {**ten, "acquired": "2018-08-05", "days": 12},
        {**ten, "acquired": "2019-01-01", "days": 300},
    )
    assert [row.tutoring_months for row in found.values()] == [0, 1, 0, 0, 1, 0]


# Rows ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("credit", "wanted"),
    [
        ({}, Family.COURSE),
        ({"format": "FAD"}, Family.DISTANCE),
        ({"format": "FAD", "event_type": "CONGRESS"}, Family.DISTANCE),
        ({"format": "RES", "event_type": "CONGRESS"}, Family.CONGRESS),
        ({"format": "FSC", "event_type": "RESEARCH"}, Family.FIELD_RESEARCH),
        ({"format": "FSC", "event_type": "GROUPS"}, Family.FIELD_GROUPS),
        ({"format": "FSC", "event_type": "AUDIT"}, Family.COURSE),
        ({"format": "BLENDED"}, Family.COURSE),
        ({"role": "tutor", "format": "FAD"}, Family.TEACHING),
        ({"role": "moderator"}, Family.OTHER_ROLE),
        ({"kind": "publication"}, Family.PUBLICATION),
        ({"kind": "self_training", "format": "FAD"}, Family.SELF_TRAINING),
    ],
)
def test_each_credit_is_in_one_family(credit: dict[str, Any], wanted: Family) -> None:
    assert family(placed(credit)["c1"].credit) is wanted


def test_every_role_but_the_learner_is_teaching_or_another_role() -> None:
    found = {role: family(placed({"role": role})["c1"].credit) for role in ROLES}
    assert {role for role, of in found.items() if of is Family.TEACHING} == {"teacher", "tutor", "speaker"}
    assert {role for role, of in found.items() if of is Family.COURSE} == {"learner"}


def row(credit: dict[str, Any], banded: bool = True) -> dict[str, int]:
    found = placed(credit)["c1"]
    return row_of(found, Triennio.of(found.credit.acquired), BOOK, banded)


@pytest.mark.parametrize(
    ("country", "day", "listed"),
    [("US", "2018-01-01", 1), ("US", "2024-01-01", 1), ("GB", "2020-12-31", 1), ("GB", "2021-01-01", 0),
     ("JP", "2018-01-01", 0), ("it", "2024-01-01", 0), ("fr", "2024-01-01", 1), (None, "2024-01-01", 0)],
)  # fmt: skip
def test_countries_where_training_abroad_is_recognised(country: str | None, day: str, listed: int) -> None:
    credit = {"kind": "abroad", "country": country, "acquired": day, "hours": "10"}
    assert row(credit)["listed_country"] == listed


def test_a_row_of_the_engine() -> None:
    found = row({"objective": 27, "recruited": True, "acquired": "2025-05-05"})
    assert (found["radiation"], found["recruited"], found["is_learner"], found["band_group"]) == (1, 1, 1, 2)
    assert (found["hours"], found["decided_credits"]) == (-1, -1)
    assert row({"objective": 18}, banded=False)["band_group"] == -1
    assert row({"accredited": False})["not_accredited"] == 1


def test_rows_stand_in_the_order_in_which_caps_are_filled() -> None:
    found = placed(
        {"id": "b"}, {"id": "a", "event": "F"}, {"id": "z", "acquired": "2024-05-04", "event": "G"}
    )
    assert list(found) == ["z", "a", "b"]
