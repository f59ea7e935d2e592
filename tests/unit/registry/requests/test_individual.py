"""Individual credits: what each activity is worth, and what is turned away. Numbers of the rulebook, section 9."""

from __future__ import annotations

import pytest

from tests.unit.registry.requests.forms import codes, effect, filled


def test_an_hour_of_study_is_a_credit() -> None:
    found = effect("self_training", hours="20")
    assert (found.recognised, found.rule) == ("20.00", "IND-AUTO")


def test_study_beyond_a_fifth_of_the_obligation_counts_in_part() -> None:
    found = effect("self_training", hours="40")
    assert found.recognised == "40.00"
    assert found.credit is not None
    assert (found.credit["verdict"], found.credit["counted"]) == ("partly", "30.00")


@pytest.mark.parametrize(
    ("answers", "credits", "rule"),
    [
        ({"position": "first"}, "3.00", "IND-PUB"),
        ({"position": "last"}, "3.00", "IND-PUB"),
        ({"position": "other"}, "1.00", "IND-PUB"),
        (
            {"position": "first", "published": "2016-04-04", "medium": "book", "indexed": "no"},
            "2.00",
            "IND-PUBo",
        ),
        ({"position": "other", "published": "2016-04-04", "medium": "proceedings"}, "0.50", "IND-PUBo"),
    ],
)
def test_a_publication_is_worth_what_the_position_of_the_name_says(
    answers: dict[str, str], credits: str, rule: str
) -> None:
    found = effect("publication", **answers)
    assert (found.recognised, found.rule) == (credits, rule)


def test_from_2019_a_publication_must_be_indexed_and_say_where() -> None:
    assert codes(filled("publication", indexed="no")) == {("indexed", "NOT_INDEXED", "IND-PUB")}
    assert codes(filled("publication", scopus=None)) == {("scopus", "IDENTIFIER_MISSING", "IND-PUB")}
    assert filled("publication", scopus=None, wos="WOS:000123456700001").clean
    assert codes(filled("publication", scopus="abc")) == {("scopus", "IDENTIFIER", "")}
    assert codes(filled("publication", doi="doi 12")) == {("doi", "IDENTIFIER", "")}


@pytest.mark.parametrize(
    ("end", "credits"),
    [("2024-11-30", "2.00"), ("2024-12-01", "4.00"), ("2025-05-31", "4.00"), ("2025-06-01", "8.00")],
)
def test_a_trial_is_measured_by_its_months(end: str, credits: str) -> None:
    assert effect("trial", start="2024-06-01", end=end).recognised == credits


def test_a_trial_needs_the_name_and_no_provider() -> None:
    assert codes(filled("trial", named="no")) == {("named", "NOT_NAMED", "IND-TRIAL")}
    assert codes(filled("trial", provider="yes")) == {("provider", "PROVIDER_EVENT", "IND-TRIAL")}


@pytest.mark.parametrize(("hours", "credits"), [("15", "1.00"), ("29", "1.00"), ("45", "3.00")])
def test_fifteen_hours_of_tutoring_are_a_credit(hours: str, credits: str) -> None:
    assert effect("tutoring", hours=hours).recognised == credits


def test_tutoring_before_2019_goes_by_days() -> None:
    old = {"start": "2018-01-10", "end": "2018-06-30", "hours": None}
    assert codes(filled("tutoring", **old)) == {("days", "MEASURE_MISSING", "IND-TUTo")}
    found = effect("tutoring", **old, days="32")
    assert (found.recognised, found.rule) == ("8.00", "IND-TUTo")
    assert codes(filled("tutoring", hours=None, days="32")) == {("hours", "MEASURE_MISSING", "IND-TUT")}


def test_who_teaches_the_course_is_not_its_tutor_except_in_health_degrees() -> None:
    excluded = filled("tutoring", teaching_post="yes", health_degree="no")
    assert codes(excluded) == {("teaching_post", "TEACHING_POST", "IND-TUT")}
    assert filled("tutoring", teaching_post="yes", health_degree="yes").clean


@pytest.mark.parametrize("place", ["colleague", "lessons"])
def test_showing_a_new_colleague_round_and_lecturing_are_not_tutoring(place: str) -> None:
    assert codes(filled("tutoring", place=place)) == {("place", "NOT_TUTORING", "IND-NO")}


@pytest.mark.parametrize(
    ("answers", "credits", "rule"),
    [
        ({"leef": "yes"}, "20.00", "IND-EST1"),
        ({"leef": "yes", "credits": "80"}, "50.00", "IND-EST1"),
        ({"leef": "yes", "credits": None}, "12.00", "IND-EST1"),
        ({}, "6.00", "IND-EST2"),  # both stated: the hours decide, half of twelve
        ({"hours": None}, "10.00", "IND-EST2"),
        ({"credits": None, "hours": "60"}, "25.00", "IND-EST2"),
        ({"leef": "yes", "country": "other", "distance": "yes"}, "20.00", "IND-EST1"),
    ],
)
def test_training_abroad(answers: dict[str, str | None], credits: str, rule: str) -> None:
    found = effect("abroad", **answers)
    assert (found.recognised, found.rule) == (credits, rule)


def test_what_is_not_recognised_abroad() -> None:
    assert codes(filled("abroad", distance="yes")) == {("distance", "DISTANCE_NOT_LEEF", "IND-EST2")}
    assert codes(filled("abroad", country="other")) == {("country", "COUNTRY_NOT_LISTED", "IND-EST2")}
    assert codes(filled("abroad", country="GB")) == {("country", "COUNTRY_NOT_LISTED", "IND-EST2")}
    assert codes(filled("abroad", credits=None, hours=None)) == {("hours", "NOTHING_STATED", "IND-EST2")}


def test_the_clerk_may_recognise_another_amount() -> None:
    assert effect("abroad", recognised=450).recognised == "4.50"


@pytest.mark.parametrize("kind", ["self_training", "trial", "tutoring", "abroad"])
def test_what_is_not_over_cannot_be_asked(kind: str) -> None:
    assert ("end", "NOT_YET", "") in codes(filled(kind, end="2026-11-23"))
    assert ("end", "DATES_TURNED", "") in codes(filled(kind, start="2026-01-02", end="2026-01-01"))
