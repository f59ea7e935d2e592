"""Answers that people give by mistake: each is turned away with its reason, or has the effect of the rulebook."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.registry.requests.forms import TODAY, codes, effect, figures, filled
from triennio.registry.domain.requests.fields import Field, Message, read
from triennio.registry.domain.requests.kind import Situation
from triennio.registry.domain.requests.kinds import KINDS


@pytest.mark.parametrize(
    ("kind", "changes", "objection"),
    [
        # More than a period holds.
        (
            "tutoring",
            {"start": "2025-01-01", "end": "2025-01-02", "hours": "49"},
            ("hours", "MORE_THAN_PERIOD", ""),
        ),
        (
            "tutoring",
            {"start": "2017-01-01", "end": "2017-01-10", "hours": None, "days": "11"},
            ("days", "MORE_THAN_PERIOD", ""),
        ),
        (
            "self_training",
            {"start": "2025-02-01", "end": "2025-02-01", "hours": "25"},
            ("hours", "MORE_THAN_PERIOD", ""),
        ),
        (
            "exoneration",
            {"reason": "university_course_hours", "start": "2024-05-05", "end": "2024-05-05", "hours": "25"},
            ("hours", "MORE_THAN_PERIOD", ""),
        ),
        # Measures that are not there.
        ("exoneration", {"reason": "university_course_hours", "hours": "0"}, ("hours", "NO_HOURS", "EXO-4")),
        ("exoneration", {"reason": "university_course_monthly"}, ("reason", "MONTHLY_ENDED", "EXO-9")),
        ("exoneration", {"reason": "earthquake_2016_17_partial"}, ("start", "OTHER_YEARS", "SEISM-1")),
        ("trial", {"approved": "2024-06-02"}, ("approved", "APPROVED_AFTER_START", "IND-TRIAL")),
        # What is not certain yet.
        ("exemption", {"start": "2026-01-01", "end": "2060-05-01"}, ("end", "TOO_FAR", "")),
        ("exoneration", {"start": "2026-01-01", "end": "2027-12-31"}, ("end", "TOO_FAR", "")),
        # The national form.
        ("missing_credits", {"credits": "15,45"}, ("credits", "ONE_DECIMAL", "")),
        ("missing_credits", {"accrediting": "12"}, ("accrediting", "ACCREDITING_CODE", "MISS-1")),
        ("missing_credits", {"accrediting": "abc"}, ("accrediting", "ACCREDITING_CODE", "MISS-1")),
        (
            "missing_credits",
            {"start": "2013-05-01", "end": "2013-05-02", "acquired": "2013-05-02", "contacted": "2013-12-01"},
            ("end", "BEFORE_2014", "MISS-1"),
        ),
    ],
)
def test_turned_away(kind: str, changes: dict[str, str | None], objection: tuple[str, str, str]) -> None:
    assert codes(filled(kind, **changes)) == {objection}


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("tutoring", {"start": "2025-01-01", "end": "2025-01-02", "hours": "48"}),
        ("tutoring", {"start": "2017-01-01", "end": "2017-01-10", "hours": None, "days": "10"}),
        ("exemption", {"start": "2026-11-01", "end": "2027-05-01"}),
        ("exoneration", {"reason": "earthquake_2016_17_partial", "start": "2016-10-30", "end": "2017-10-30"}),
        ("trial", {"approved": "2024-06-01"}),
    ],
)
def test_admitted(kind: str, changes: dict[str, str | None]) -> None:
    assert filled(kind, **changes).clean


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4800", "4800.0"),
        ("4.800", "4800.0"),
        ("12.000,50", "12000.50"),
        ("4999,99", "4999.99"),
        ("18,4", "18.4"),
        ("18.4", "18.4"),
    ],
)
def test_amounts_as_people_write_them(typed: str, value: str) -> None:
    assert str(read([Field("income", "amount", "")], {"income": typed}).values["income"]) == value


@pytest.mark.parametrize("typed", ["-1", "1.2.3", "12,345", "mille", "1e3", "4.80.0"])
def test_amounts_that_cannot_be_read(typed: str) -> None:
    assert isinstance(read([Field("income", "amount", "")], {"income": typed}).faults["income"], Message)


@pytest.mark.parametrize(
    ("days", "after"),
    # 2 credits for each whole run of 15 days (EXE-2); 366 days are the whole of 2024, a third (EXE-3).
    [(15, "148.00"), (29, "148.00"), (30, "146.00"), (366, "100.00")],
)
def test_days_of_suspension(days: int, after: str) -> None:
    end = date(2024, 1, 1) + timedelta(days=days - 1)
    assert figures(effect("exemption", start="2024-01-01", end=end.isoformat()), "2023-2025")[1] == after


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2024-01-10", "2024-12-20", None),  # one year: nothing to choose
        ("2023-10-01", "2024-09-30", ["", "2023"]),  # three months of 2023
        ("2023-10-02", "2024-09-30", None),  # a day less than three months
        ("2023-07-01", "2024-06-30", ["", "2024"]),  # 184 and 182 days: 2023 is attended most
        ("2025-09-01", "2026-08-31", ["", "2025"]),  # 2026 is not over, and is the one attended most
        ("2022-01-01", "2024-12-31", None),  # more than a year of course: a request for each
    ],
)
def test_the_year_is_offered_only_where_it_can_be_chosen(
    start: str, end: str, years: list[str] | None
) -> None:
    kind, situation = KINDS["exoneration"], Situation(today=TODAY)
    values = filled("exoneration", start=start, end=end).values
    shown = {each.name: each for each in kind.offered(kind.fields(situation), values, situation)}
    found = [code for code, _ in shown["chosen_year"].choices] if "chosen_year" in shown else None
    assert found == years
