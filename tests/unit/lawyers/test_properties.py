"""What must hold for every lawyer, whatever the law's numbers are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.lawyers.strategies import cases, credits, ordinary_lawyers
from triennio.kernel.units import units
from triennio.rules.book import load
from triennio.rules.lawyers import position
from triennio.rules.lawyers.answer import as_json
from triennio.rules.lawyers.fold import Career, career
from triennio.rules.lawyers.read import read_case
from triennio.rules.lawyers.work import drive_many, drive_one

BOOK = load("lawyers")
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FIVE = units(5)


def computed(case: dict[str, Any]) -> Career:
    return drive_one(BOOK, career(read_case(case, BOOK), BOOK))


@SLOW
@given(st.lists(st.one_of(cases(), ordinary_lawyers()), min_size=1, max_size=6))
def test_every_column_is_the_same_on_ints_and_on_arrays(people: list[dict[str, Any]]) -> None:
    together = drive_many(BOOK, [career(read_case(case, BOOK), BOOK) for case in people])
    for case, many in zip(people, together, strict=True):
        one = computed(case)
        assert [p.span for p in one.periods] == [p.span for p in many.periods]
        for period, other in zip(one.periods, many.periods, strict=True):
            assert period.frame.person == other.frame.person
            assert period.frame.rows == other.frame.rows
        assert as_json(one, BOOK) == as_json(many, BOOK)


@pytest.mark.parametrize("enrolled", [("2015", "2016"), ("2010", "2017", "2016"), ("2017", "2010", "2015")])
def test_people_whose_trienni_differ_are_computed_side_by_side(enrolled: tuple[str, ...]) -> None:
    """A year may be the beginning of a triennio for one, and stand alone for another."""
    acts = [[{"act": "enrolment", "date": f"{year}-06-01"}] for year in enrolled]
    people = [
        {"as_of": "2026-06-01", "person": {"id": "a", "family": "lawyers", "register": register}}
        for register in acts
    ]
    together = drive_many(BOOK, [career(read_case(case, BOOK), BOOK) for case in people])
    for case, many in zip(people, together, strict=True):
        assert as_json(many, BOOK) == as_json(computed(case), BOOK)


@SLOW
@given(cases())
def test_nothing_is_negative_and_nothing_is_due_beyond_the_minimum(case: dict[str, Any]) -> None:
    for period in computed(case).periods:
        frame = period.frame
        assert all(value >= 0 for value in frame.person.values())
        assert all(value >= 0 for name, rows in frame.rows.items() if "group" not in name for value in rows)
        assert all(a <= b for a, b in zip(frame.rows["due"], frame.rows["minimum_owed"], strict=True))
        assert all(a <= b for a, b in zip(frame.rows["counted"], frame.rows["recorded"], strict=True))


@SLOW
@given(cases())
def test_the_waterfall_adds_up_as_shown(case: dict[str, Any]) -> None:
    answer = position(case)
    for entry in [*answer["years"], *answer["trienni"]]:
        now = Decimal(0)
        for step in entry["steps"]:
            assert Decimal(step["base"]) == now
            now += Decimal(step["amount"])
            assert Decimal(step["result"]) == now
            assert step["source"]
            assert step["rule"] in BOOK.rules
        assert entry["due"] is None or now == Decimal(entry["due"])


@SLOW
@given(cases())
def test_verdicts_add_up_and_say_why(case: dict[str, Any]) -> None:
    for year in position(case)["years"]:
        for credit in year["credits"]:
            if credit["verdict"] == "counts":
                assert credit["counted"] == credit["recorded"]
                assert credit["rule"] is None
            else:
                assert credit["rule"] in BOOK.rules
                assert credit["reason"].endswith(".")
        if year["published"]:
            total = sum(Decimal(credit["counted"]) for credit in year["credits"])
            assert total == Decimal(year["counted"])


@SLOW
@given(ordinary_lawyers())
def test_compensation_moves_at_most_five_and_conserves(case: dict[str, Any]) -> None:
    for period in computed(case).periods:
        rows = period.frame.rows
        assert all(moved <= FIVE for name in ("moved_in", "moved_out") for moved in rows[name])
        assert sum(rows["moved_in"]) == sum(rows["moved_out"])
        assert all(not (a and b) for a, b in zip(rows["gap"], rows["moved_out"], strict=True))
        for due, held, out in zip(rows["due"], rows["held"], rows["moved_out"], strict=True):
            assert not out or held >= due
        for place in range(len(rows["due"])):
            if rows["moved_out"][place] and not rows["compulsory_gap"][place]:
                assert rows["compulsory_held"][place] >= rows["compulsory_due"][place]
        if not period.span.is_triennio:
            assert not sum(rows["moved_in"])


@SLOW
@given(ordinary_lawyers())
def test_ethics_never_moves(case: dict[str, Any]) -> None:
    """Neither between years nor, in the reading that leaves it out, with the surplus of 2020."""
    only = [{**credit, "subject": "deontology"} for credit in case["credits"]]
    found = computed({**case, "credits": only, "policies": {"surplus_2020_deontology": "excluded"}})
    for period in found.periods:
        assert not any(period.frame.rows["carried_out"])
        assert not any(period.frame.rows["carried_in"])


@SLOW
@given(ordinary_lawyers(), credits(2017, 2021))
def test_a_new_credit_never_lowers_what_is_counted(case: dict[str, Any], new: dict[str, Any]) -> None:
    more = {**case, "credits": [*case["credits"], {**new, "id": "zz"}]}
    for before, after in zip(computed(case).periods, computed(more).periods, strict=True):
        assert after.units("earned_in_all") >= before.units("earned_in_all")


@SLOW
@given(ordinary_lawyers(), credits(2017, 2021))
def test_a_new_credit_in_presence_never_adds_to_what_is_missing(
    case: dict[str, Any], new: dict[str, Any]
) -> None:
    new = {**new, "id": "zz", "mode": "in_person", "activity": "event"}
    before, after = computed(case), computed({**case, "credits": [*case["credits"], new]})
    missing = [sum(p.units("triennio_missing") for p in found.periods) for found in (before, after)]
    assert missing[1] <= missing[0]


@SLOW
@given(cases())
def test_the_surplus_of_2020_is_spent_once(case: dict[str, Any]) -> None:
    answer = position(case)
    surplus = answer["surplus_2020"]
    if surplus is not None:
        spent = sum(Decimal(amount) for amount in surplus["used"].values())
        assert spent + Decimal(surplus["left"]) == Decimal(surplus["total"])


@SLOW
@given(cases())
def test_a_trace_tells_every_step(case: dict[str, Any]) -> None:
    answer = position(case, trace=True)
    traced = [entry for entry in [*answer["trienni"], *answer["years"]] if "trace" in entry]
    for entry in traced:
        trace = entry["trace"]
        assert trace["rulebook"] == BOOK.digest
        assert {"due", "earned", "missing", "triennio_missing"} <= {step["step"] for step in trace["steps"]}
        assert all(rule in BOOK.rules for step in trace["steps"] for rule in step["rules"])
    covered = {year for entry in answer["trienni"] for year in entry["years"]}
    covered |= {year["year"] for year in answer["years"] if "trace" in year or not year["published"]}
    assert {year["year"] for year in answer["years"]} <= covered
