"""One door for both families: the same case goes where `family` says."""

from __future__ import annotations

import pytest

from triennio.kernel.faults import InputFaults
from triennio.rules import ecm, families
from triennio.rules.book import load

DOCTOR = {"as_of": "2026-11-21", "person": {"id": "p", "profession": 1}}
LAWYER = {"as_of": "2026-11-21", "person": {"id": "a", "family": "lawyers"}}


def test_without_a_family_it_is_the_health_professions() -> None:
    assert families.position(DOCTOR) == ecm.position(DOCTOR)
    named = {**DOCTOR, "person": {**DOCTOR["person"], "family": "ecm"}}  # type: ignore[dict-item]
    assert families.position(named) == ecm.position(DOCTOR)


def test_a_lawyer_has_years() -> None:
    answer = families.position(LAWYER)
    assert [year["year"] for year in answer["years"]] == list(range(2014, 2027))


def test_given_books_are_used() -> None:
    books = {"lawyers": load("lawyers")}
    traced = families.position(LAWYER, books, trace=True)
    assert traced["years"][-1]["trace"]["rulebook"] == books["lawyers"].digest


def test_checking_reads_and_computes_nothing() -> None:
    families.check(DOCTOR)
    families.check(LAWYER)
    with pytest.raises(InputFaults):
        families.check({"person": {"family": "lawyers", "profession": 1}})
    with pytest.raises(InputFaults):
        families.check({"person": {"family": "ecm", "profession": 99}})


@pytest.mark.parametrize("family", ["x", 1, [], {}])
def test_an_unknown_family_is_a_fault(family: object) -> None:
    with pytest.raises(InputFaults) as refusal:
        families.position({"person": {"family": family}}, root="$[1]")
    assert [fault.path for fault in refusal.value.faults] == ["$[1].person.family"]
