"""What must hold for everybody, whatever the law's numbers are."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.rules.strategies import cases
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import shown
from triennio.rules.book import load
from triennio.rules.ecm import position
from triennio.rules.ecm.answer import as_json
from triennio.rules.ecm.compensation import compensate
from triennio.rules.ecm.fold import Career, career
from triennio.rules.ecm.read import read_case
from triennio.rules.ecm.work import drive_many, drive_one

BOOK = load("ecm")
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def computed(case: dict[str, Any]) -> Career:
    return drive_one(BOOK, career(read_case(case, BOOK), BOOK))


@SLOW
@given(st.lists(cases(most_credits=8), min_size=1, max_size=6))
def test_every_column_is_the_same_on_ints_and_on_arrays(people: list[dict[str, Any]]) -> None:
    """Also for persons without credits, without years due, with credits outside every period, in one chunk."""
    together = drive_many(BOOK, [career(read_case(case, BOOK), BOOK) for case in people])
    for case, many in zip(people, together, strict=True):
        one = computed(case)
        assert one.periods.keys() == many.periods.keys()
        for triennio, period in one.periods.items():
            other = many.periods[triennio]
            assert period.frame.person == other.frame.person
            assert period.frame.rows == other.frame.rows
            assert period.frame.pools == other.frame.pools
            assert period.frame.after_pool == other.frame.after_pool
        assert as_json(one, BOOK) == as_json(many, BOOK)


@SLOW
@given(cases())
def test_the_obligation_is_never_negative_nor_above_its_base(case: dict[str, Any]) -> None:
    for period in computed(case).periods.values():
        base = min(period.units("base"), period.units("standard_amount"))
        assert 0 <= period.units("obligation") <= base
        if not period.years_due:
            assert period.units("obligation") == 0


@SLOW
@given(cases())
def test_the_waterfall_adds_up_as_shown(case: dict[str, Any]) -> None:
    for triennio in position(case)["trienni"]:
        now = Decimal(triennio["standard"])
        for step in triennio["steps"]:
            assert Decimal(step["base"]) == now
            now += Decimal(step["amount"])
            assert Decimal(step["result"]) == now
            assert Decimal(step["amount"]) <= 0
            assert step["source"]
        assert now == Decimal(triennio["obligation"])


@SLOW
@given(cases())
def test_caps_hold_and_verdicts_add_up_to_what_is_recognised(case: dict[str, Any]) -> None:
    for period in computed(case).periods.values():
        rows = period.frame.rows
        assert sum(rows["counted"]) + period.units("known_total") == period.units("recognised")
        assert all(0 <= c <= r for c, r in zip(rows["counted"], rows["recorded"], strict=True))
        for outcome in period.frame.pools:
            pool = next(p for p in period.params.pools if p.rule == outcome.rule)
            limit = Fraction(period.units("obligation") * pool.numerator, pool.denominator)
            assert outcome.used <= outcome.limit
            assert abs(outcome.limit - limit) <= 1
            assert outcome.excess >= 0
            assert outcome.excess == 0 or outcome.used == outcome.limit or pool.yearly


@SLOW
@given(cases())
def test_every_credit_that_loses_something_says_why(case: dict[str, Any]) -> None:
    for triennio in position(case)["trienni"]:
        for credit in triennio["credits"]:
            if credit["verdict"] == "counts":
                assert credit["counted"] == credit["recorded"]
                assert credit["rule"] is None
            else:
                assert credit["rule"] in BOOK.rules
                assert credit["reason"].endswith(".")


@SLOW
@given(cases(), st.integers(1, 500), st.sampled_from(["learner", "teacher", "self_training"]), st.data())
def test_at_a_fixed_obligation_a_new_credit_never_lowers_what_is_recognised(
    case: dict[str, Any], tenths: int, kind: str, data: st.DataObject
) -> None:
    """From 2017-19 on, for a credit that competes with no other edition, role or recruitment.

    (Before, the yearly bands are filled in order of time and may prefer a credit that a later cap cuts.)
    """
    year = data.draw(st.integers(2017, 2028))
    new: dict[str, Any] = {"id": "zz", "acquired": f"{year}-05-04"}
    if kind == "self_training":
        new |= {"kind": "self_training", "recognised": f"{tenths / 10:.1f}"}
    else:
        new |= {"kind": "event", "role": kind, "credits": f"{tenths / 10:.1f}", "event": "its own"}
    before = computed({**case, "moves": []})
    after = computed({**case, "moves": [], "credits": [*case["credits"], new]})
    triennio = Triennio.of_year(year)
    if triennio not in before.periods or before.periods[triennio].known_by_total:
        return
    a, b = before.periods[triennio], after.periods[triennio]
    assert a.units("obligation") == b.units("obligation")
    assert b.units("recognised") >= a.units("recognised")


balances = st.dictionaries(
    st.sampled_from([Triennio(y) for y in (2014, 2017, 2020, 2023, 2026)]), st.integers(-2_500_000, 2_500_000)
)


@given(balances)
def test_compensation_conserves_the_total(found: dict[Triennio, int]) -> None:
    outcome = compensate(found, BOOK)
    counted = {t: b if t.first <= 2020 else max(b, 0) for t, b in found.items()}
    assert outcome.total == sum(counted.values())
    assert outcome.needed == max(-outcome.total, 0)
    left = dict(counted)
    for transfer in outcome.transfers:
        assert transfer.amount > 0
        left[transfer.giver] -= transfer.amount
        left[transfer.taker] += transfer.amount
    assert sum(left.values()) == outcome.total
    assert all(left[t] >= 0 for t, b in counted.items() if b >= 0)
    assert {t: left[t] >= 0 for t in outcome.certifiable} == dict(outcome.certifiable)
    if outcome.total >= 0:
        assert all(outcome.certifiable.values())


@SLOW
@given(cases())
def test_a_trace_tells_every_step_and_compares_to_itself(case: dict[str, Any]) -> None:
    from triennio.rules.ecm.traces import first_difference

    for triennio in position(case, trace=True)["trienni"]:
        trace = triennio["trace"]
        assert trace["rulebook"] == BOOK.digest
        assert {"obligation", "recognised", "missing", "certifiable"} <= {
            step["step"] for step in trace["steps"]
        }
        assert first_difference(trace, trace) is None


def test_the_first_difference_names_the_step_and_its_rule() -> None:
    from triennio.rules.ecm.traces import first_difference

    case: dict[str, Any] = {
        "as_of": "2022-12-31",
        "person": {"register": [{"act": "enrolment", "date": "2010-01-01"}]},
    }
    fact = {"kind": "previous_credits", "triennio": "2017-2019", "credits": "130"}
    a = position(case, trace=True)["trienni"][-1]["trace"]
    b = position({**case, "facts": [fact]}, trace=True)["trienni"][-1]["trace"]
    found = first_difference(a, b)
    assert found is not None
    assert (found["step"], found["rules"]) == ("reduction_previous", ["RED-20"])
    assert (shown(found["a"]), shown(found["b"])) == ("0.00", "30.00")


@pytest.mark.parametrize("people", [0, 1])
def test_no_people_and_one_without_anything(people: int) -> None:
    empty: dict[str, Any] = {"as_of": "2026-11-21", "person": {"id": "p"}}
    assert len(drive_many(BOOK, [career(read_case(empty, BOOK), BOOK) for _ in range(people)])) == people
