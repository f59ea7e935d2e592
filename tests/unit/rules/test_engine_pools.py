"""Caps as pools: which lie inside which, and what they let through, on ints and on arrays."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.units import units
from triennio.rules.book import load
from triennio.rules.book.pools import FAMILIES
from triennio.rules.ecm.columns import LEARNER, Family
from triennio.rules.engine.fill import fill_ints, fill_numpy
from triennio.rules.engine.frame import Frame
from triennio.rules.engine.pools import Filled, Pool, in_order
from triennio.rules.engine.run_numpy import chunk_of
from triennio.rules.engine.step import Axis

SELF, TEACHING, COURSE = int(Family.SELF_TRAINING), int(Family.TEACHING), int(Family.COURSE)
SIXTY = Pool("CAP-2", 2, frozenset({SELF, TEACHING}), 3, 5)
TWENTY = Pool("CAP-3", 1, frozenset({SELF}), 1, 5, inside="CAP-2")
RECRUITED = Pool("CAP-4", 2, frozenset({COURSE}), 1, 3, recruited=True)

Row = tuple[int, int, int, int, int]
"""Family, amount, day, recruited, year row."""


def test_the_families_of_the_files_are_those_of_the_engine() -> None:
    assert [family.name.lower() for family in sorted(Family)] == list(FAMILIES)
    assert {Family.COURSE, Family.DISTANCE} < LEARNER
    assert Family.TEACHING not in LEARNER


# Which lies inside which ------------------------------------------------------------------------------------------


def test_a_pool_of_fewer_families_lies_within() -> None:
    assert TWENTY.within(SIXTY)
    assert not SIXTY.within(TWENTY)
    assert SIXTY.within(SIXTY)
    assert RECRUITED.apart(SIXTY)
    assert not TWENTY.apart(SIXTY)


def test_recruited_credits_are_some_of_all() -> None:
    everybody = replace(RECRUITED, recruited=False)
    assert RECRUITED.within(everybody)
    assert not everybody.within(RECRUITED)
    assert not RECRUITED.apart(everybody)


def test_days_of_acquisition() -> None:
    """CAP-3b: until 26 September 2018, then CAP-3 alone."""
    early, late = replace(TWENTY, last_day=10), replace(TWENTY, first_day=11)
    assert early.within(TWENTY)
    assert not TWENTY.within(early)
    assert early.apart(late)
    assert late.apart(early)
    assert not replace(early, last_day=11).apart(late)


def test_professions() -> None:
    """CAP-O6 is for nurses alone (codes 14 and 15)."""
    nurses, nurse = (replace(TWENTY, professions=frozenset(codes)) for codes in ({14, 15}, {14}))
    dentists = replace(TWENTY, professions=frozenset({2}))
    assert nurse.within(nurses)
    assert nurses.within(TWENTY)
    assert not TWENTY.within(nurses)
    assert not nurses.within(nurse)
    assert nurses.apart(dentists)
    assert not nurses.apart(TWENTY)


def test_inner_pools_come_first_within_a_stage_and_stages_in_order() -> None:
    inner = replace(TWENTY, rule="inner", stage=2, recruited=True)
    middle = replace(TWENTY, rule="middle", stage=2)
    early = replace(RECRUITED, rule="early", stage=0)
    for pools in permutations((inner, middle, SIXTY, early)):
        assert [pool.rule for pool in in_order(pools)] == ["early", "inner", "middle", "CAP-2"]


# Filling ----------------------------------------------------------------------------------------------------------


def person(rows: list[Row], obligation: int = units(150), profession: int = 1) -> Frame:
    frame = Frame(sizes={Axis.YEAR: 3, Axis.ABSENCE: 0, Axis.CREDIT: len(rows)})
    frame.year_row = {Axis.ABSENCE: [], Axis.CREDIT: [row[4] for row in rows]}
    frame.put("obligation", Axis.PERSON, obligation)
    frame.put("profession", Axis.PERSON, profession)
    for index, name in enumerate(("family", "amount", "acquired_day", "recruited")):
        frame.put(name, Axis.CREDIT, [row[index] for row in rows])
    return frame


def credit(family: int, amount: int, recruited: int = 0, year: int = 0, day: int = 1) -> Row:
    return (family, units(amount), day, recruited, year)


def test_the_credit_that_straddles_counts_partly_and_later_ones_do_not() -> None:
    """CAP-3: 20 % of 150 is 30; of 20, 15 and 5 hours of self-training 20, 10 and 0 count."""
    rows = [credit(SELF, 20), credit(COURSE, 40), credit(SELF, 15), credit(SELF, 5)]
    (outcome,), after = fill_ints((TWENTY,), person(rows), "amount")
    assert after["CAP-3"] == [units(20), units(40), units(10), 0]
    assert outcome == Filled("CAP-3", units(30), units(30), units(10))


def test_a_pool_takes_what_the_one_inside_let_through() -> None:
    """CAP-2 of an obligation of 46.67 (C10): self-training 9.33, all in all 28."""
    obligation = units(150) * 14 // 45
    rows = [credit(SELF, 12), credit(TEACHING, 30)]
    outcomes, after = fill_ints((TWENTY, SIXTY), person(rows, obligation), "amount")
    assert after["CAP-3"][0] == outcomes[0].limit == obligation // 5
    assert sum(after["CAP-2"]) == outcomes[1].limit == units(28)
    assert outcomes[1].excess == obligation // 5 + units(30) - units(28)


def test_nothing_owed_lets_nothing_through() -> None:
    (outcome,), after = fill_ints((SIXTY,), person([credit(TEACHING, 8)], 0), "amount")
    assert after["CAP-2"] == [0]
    assert outcome == Filled("CAP-2", 0, 0, units(8))


def test_only_recruited_credits_are_capped_by_recruitment() -> None:
    rows = [credit(COURSE, 55, recruited=1), credit(COURSE, 55)]
    _, after = fill_ints((RECRUITED,), person(rows, units(120)), "amount")
    assert after["CAP-4"] == [units(40), units(55)]


def test_a_pool_of_nurses_does_not_touch_doctors() -> None:
    nurses = replace(SIXTY, professions=frozenset({14, 15}))
    rows = [credit(TEACHING, 110)]
    assert fill_ints((nurses,), person(rows, profession=14), "amount")[1]["CAP-2"] == [units(90)]
    assert fill_ints((nurses,), person(rows, profession=1), "amount")[1]["CAP-2"] == [units(110)]


def test_a_yearly_pool_shares_its_limit_by_year_and_a_moved_credit_has_a_share_of_its_own() -> None:
    """CAP-O2 read by year: 60 % of 150 is 90, 30 each year."""
    yearly = replace(SIXTY, yearly=True)
    rows = [
        credit(TEACHING, 35),
        credit(TEACHING, 35, year=1),
        credit(TEACHING, 5),
        credit(TEACHING, 35, year=-1),
    ]
    _, after = fill_ints((yearly,), person(rows), "amount")
    assert after["CAP-2"] == [units(30), units(30), 0, units(30)]


def test_days_bound_a_pool() -> None:
    early = replace(TWENTY, last_day=10)
    rows = [credit(SELF, 40, day=10), credit(SELF, 40, day=11)]
    assert fill_ints((early,), person(rows), "amount")[1]["CAP-3"] == [units(30), units(40)]


rows = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.integers(0, units(120)),
        st.integers(1, 20),
        st.integers(0, 1),
        st.integers(-1, 2),
    ),
    max_size=8,
)
frames = st.builds(
    person,
    rows,
    st.one_of(st.just(0), st.integers(0, units(150))),
    st.sampled_from([1, 14, 15]),
)
families = st.frozensets(st.integers(0, 11), min_size=1)


@st.composite
def pools(draw: st.DrawFn) -> tuple[Pool, ...]:
    """Any list of pools, each named by its place."""
    found = draw(
        st.lists(
            st.builds(
                Pool,
                rule=st.just("?"),
                stage=st.integers(1, 3),
                families=families,
                numerator=st.integers(1, 5),
                denominator=st.integers(5, 9),
                recruited=st.booleans(),
                first_day=st.integers(0, 12),
                last_day=st.integers(8, 30),
                professions=st.sampled_from([frozenset[int](), frozenset({14, 15})]),
                yearly=st.booleans(),
            ),
            max_size=4,
        )
    )
    return in_order(tuple(replace(pool, rule=f"P{n}") for n, pool in enumerate(found)))


@given(pools(), st.lists(frames, min_size=1, max_size=5))
def test_pools_are_the_same_on_ints_and_on_arrays(found: tuple[Pool, ...], people: list[Frame]) -> None:
    outcomes, after = fill_numpy(found, chunk_of(people), "amount")
    start = 0
    for index, frame in enumerate(people):
        wanted, kept = fill_ints(found, frame, "amount")
        assert [
            Filled(rule, *(int(part[index]) for part in parts)) for rule, parts in outcomes.items()
        ] == wanted
        end = start + frame.sizes[Axis.CREDIT]
        assert {rule: values[start:end].tolist() for rule, values in after.items()} == kept
        start = end


LAW = load("ecm")


@pytest.mark.parametrize("triennio", LAW.trienni, ids=str)
@given(frame=frames)
def test_the_caps_of_the_law_hold_also_after_all_of_them(triennio: object, frame: Frame) -> None:
    """What remains at the end of each pool's own credits is within its limit, and is their closed form alone."""
    law = LAW.params(triennio, LAW.choices()).pools  # type: ignore[arg-type]
    outcomes, after = fill_ints(law, frame, "amount")
    last = after[law[-1].rule]
    assert all(0 <= kept <= came for kept, came in zip(last, frame.rows["amount"], strict=True))
    for pool, outcome in zip(law, outcomes, strict=True):
        selected = [
            kept
            for kept, family, day, recruited in zip(
                last, frame.rows["family"], frame.rows["acquired_day"], frame.rows["recruited"], strict=True
            )
            if family in pool.families
            and pool.first_day <= day <= pool.last_day
            and (recruited or not pool.recruited)
            and (not pool.professions or frame.person["profession"] in pool.professions)
        ]
        assert sum(selected) <= outcome.limit
        assert outcome.used == min(outcome.used + outcome.excess, outcome.limit)
