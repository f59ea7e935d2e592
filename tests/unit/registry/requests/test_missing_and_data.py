"""Missing credits: provider first and when the form opens. Data of the register: what each change does."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.registry.requests.forms import CASE, codes, effect, figures, filled
from triennio.registry.domain.requests.changes import Practice, added
from triennio.registry.domain.requests.form import fill
from triennio.registry.domain.requests.kind import Situation
from triennio.registry.domain.requests.kinds import KINDS
from triennio.registry.domain.requests.terms import delete_after, opens_on


def test_the_form_opens_when_ninety_days_have_passed() -> None:
    assert opens_on(date(2026, 8, 24)) == date(2026, 11, 23)
    still = filled("missing_credits", start="2026-08-24", end="2026-08-24", acquired="2026-08-24")
    assert codes(still) == {("end", "PROVIDER_STILL_IN_TIME", "REP-1")}
    assert "23/11/2026" in str(still.objections[0].message)
    now = {"start": "2026-08-23", "end": "2026-08-23", "acquired": "2026-08-23", "contacted": "2026-11-20"}
    assert filled("missing_credits", **now).clean


def test_the_provider_is_asked_first() -> None:
    none = filled("missing_credits", contact="not_yet", contacted=None)
    assert codes(none) == {("contact", "PROVIDER_FIRST", "MISS-1")}
    before = filled("missing_credits", contacted="2025-06-01")
    assert codes(before) == {("contacted", "CONTACT_BEFORE_END", "MISS-1")}
    assert [each.role for each in filled("missing_credits").missing_proofs(["proof"])] == ["reminder"]


def test_events_of_2014_to_2018_need_no_word_from_the_provider() -> None:
    old = {"start": "2017-03-01", "end": "2017-03-02", "acquired": "2017-03-02"}
    form = filled("missing_credits", **old, contact="not_yet", contacted=None)
    assert form.clean
    assert [each.role for each in form.proofs] == ["proof"]
    assert codes(filled("missing_credits", **{**old, "end": "2019-01-01"}, contact="not_yet", contacted=None))


@pytest.mark.parametrize("credits", ["0", "50,1"])
def test_an_event_gives_more_than_nothing_and_fifty_at_most(credits: str) -> None:
    assert codes(filled("missing_credits", credits=credits)) == {("credits", "CREDITS_OF_EVENT", "CAP-5")}


def test_missing_credits_count_as_the_certificate_says() -> None:
    found = effect("missing_credits")
    assert (found.recognised, found.rule) == ("15.40", "MISS-1")
    assert found.credit is not None
    assert found.credit["verdict"] == "counts"


def test_a_sponsor_is_named_by_who_was_recruited() -> None:
    assert set(filled("missing_credits", recruited="yes").faults) == {"sponsor"}


def test_a_corrected_enrolment_moves_the_start_of_the_duty() -> None:
    found = effect("start_date", day="2024-05-05")
    assert figures(found, "2023-2025") == ("150.00", "50.00")
    assert found.rule == "START-1"


def test_a_cancellation_by_june_takes_the_year_away() -> None:
    found = effect("start_date", act="cancellation", day="2026-06-30")
    assert figures(found, "2026-2028")[1] == "0.00"
    before = filled("start_date", act="cancellation", day="2009-01-01")
    assert codes(before) == {("day", "BEFORE_ENROLMENT", "REG-4")}


def test_disciplines_are_those_of_the_profession() -> None:
    form = filled("profession", profession="15", discipline_1="85")
    assert codes(form) == {("discipline_1", "DISCIPLINE_OF_ANOTHER", "")}
    assert filled("profession", profession="14", discipline_1="85").clean


def test_only_psychologists_are_asked_about_the_health_service() -> None:
    answers = {"practice": "employee", "since": "2019-01-01"}
    assert fill(KINDS["practice"], answers, Situation(date(2026, 1, 1), profession=14)).clean
    asked = fill(KINDS["practice"], answers, Situation(date(2026, 1, 1), profession=5))
    assert set(asked.faults) == {"nhs_work"}
    case = {**CASE, "person": {**CASE["person"], "nhs_work": True}}
    day = date(2026, 1, 1)
    kept = added(case, Practice("freelance"), code="c", filed=day)["person"]
    assert (kept["practice"], kept["nhs_work"]) == ("freelance", True)
    assert "nhs_work" not in added(case, Practice("freelance", False), code="c", filed=day)["person"]


def test_proofs_of_an_absence_go_after_180_days() -> None:
    assert delete_after(date(2026, 11, 22)) == date(2027, 5, 21)
