"""What bites when many people stand side by side: empty segments, shared limits, narrow widths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.units import units
from triennio.rules.engine.frame import Frame
from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.plan import make_plan
from triennio.rules.engine.run_ints import run_ints
from triennio.rules.engine.run_numpy import (
    Chunk,
    chronological,
    chunk_of,
    repeated,
    run_numpy,
    segment_sums,
)
from triennio.rules.engine.step import Axis, Steps


def array(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64)


# Sums -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [
        ([0, 2, 2], [0, 3, 12]),  # the first person has no rows
        ([2, 0, 2], [3, 0, 12]),  # reduceat would give the middle one his neighbour's first row
        ([2, 2, 0], [3, 12, 0]),
        ([0, 0, 4], [0, 0, 15]),
        ([4], [15]),
        ([0, 4, 0, 0], [0, 15, 0, 0]),
    ],
)
def test_sums_by_person_with_people_without_rows(sizes: list[int], wanted: list[int]) -> None:
    offsets = array([0, *np.cumsum(sizes).tolist()])
    assert segment_sums(array([1, 2, 4, 8]), offsets).tolist() == wanted


@pytest.mark.parametrize("people", [0, 1, 3])
def test_sums_of_no_rows_at_all(people: int) -> None:
    assert segment_sums(array([]), array([0] * (people + 1))).tolist() == [0] * people


@given(st.lists(st.lists(st.integers(-(10**9), 10**9), max_size=4), max_size=6))
def test_sums_are_those_of_each_person(rows: list[list[int]]) -> None:
    offsets = array([0, *np.cumsum([len(r) for r in rows]).tolist()])
    found = segment_sums(array([value for r in rows for value in r]), offsets)
    assert found.tolist() == [sum(r) for r in rows]


def test_narrow_rows_are_added_in_64_bits() -> None:
    rows = np.full(20, 2**31 - 1, dtype=np.int32)
    assert segment_sums(rows, array([0, 20])).tolist() == [20 * (2**31 - 1)]


# Limits -----------------------------------------------------------------------------------------------------------

credit_rows = st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 2), st.integers(0, 60)), max_size=14).map(
    lambda rows: sorted(rows, key=lambda row: row[0])
)


def one_by_one(rows: list[tuple[int, int, int]], limits: list[int]) -> list[int]:
    """First come first served, with a loop: (person, group, amount) in order; group −1 passes whole."""
    used: dict[tuple[int, int], int] = {}
    passed = []
    for (person, group, amount), limit in zip(rows, limits, strict=True):
        if group < 0:
            passed.append(amount)
            continue
        before = used.get((person, group), 0)
        used[person, group] = before + amount
        passed.append(min(amount, max(limit - before, 0)))
    return passed


@given(credit_rows, st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_a_limit_is_filled_in_order(rows: list[tuple[int, int, int]], by_person: list[int]) -> None:
    """Limits of a person, zero among them; groups interleaved; several persons."""
    person, group, amount = (array([row[n] for row in rows]) for n in range(3))
    limits = [by_person[row[0]] for row in rows]
    found = chronological(amount, group, array(limits), person)
    assert found.tolist() == one_by_one(rows, limits)


@given(credit_rows, st.integers(0, 100))
def test_a_limit_that_is_the_same_for_everybody(rows: list[tuple[int, int, int]], limit: int) -> None:
    person, group, amount = (array([row[n] for row in rows]) for n in range(3))
    assert chronological(amount, group, limit, person).tolist() == one_by_one(rows, [limit] * len(rows))


def test_the_fifty_of_an_event() -> None:
    """CAP-5: 35 as a learner and 22 as a teacher in one event: 57, of which 50 count, cut from the latest."""
    amounts = array([units(35), units(22), units(8)])
    found = chronological(amounts, array([0, 0, -1]), units(50), array([0, 0, 0]))
    assert found.tolist() == [units(35), units(15), units(8)]


def test_no_credits_at_all() -> None:
    assert chronological(array([]), array([]), 50, array([])).tolist() == []


def test_allocating_is_the_same_on_ints_and_on_arrays() -> None:
    steps = Steps()
    steps.allocate("passed", of="amount", group="event", limit="most", rule="CAP-5")
    inputs = {"amount": Axis.CREDIT, "event": Axis.CREDIT, "most": Axis.PERSON}
    plan = make_plan(steps, inputs, frozenset(), {}, {})
    frames = []
    for most, rows in ((50, [(30, 0), (30, 0), (9, -1)]), (0, [(5, 0)]), (10, [])):
        frame = Frame(sizes={Axis.YEAR: 3, Axis.ABSENCE: 0, Axis.CREDIT: len(rows)})
        frame.year_row = {Axis.ABSENCE: [], Axis.CREDIT: [0] * len(rows)}
        frame.put("most", Axis.PERSON, most)
        frame.put("amount", Axis.CREDIT, [amount for amount, _ in rows])
        frame.put("event", Axis.CREDIT, [event for _, event in rows])
        frames.append(frame)
    chunk = run_numpy(plan, chunk_of(frames))
    assert [chunk.of_person("passed", n) for n in range(3)] == [[30, 20, 9], [0], []]
    assert [run_ints(plan, frame).rows["passed"] for frame in frames] == [[30, 20, 9], [0], []]


# Widths -----------------------------------------------------------------------------------------------------------


def doubled() -> Steps:
    steps = Steps()

    @steps.step(Axis.PERSON, rule="A")
    def product(ops: Ops, column: Value) -> Value:
        return column * 150 + 10

    return steps


@pytest.mark.parametrize("width", [np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32])
def test_a_narrow_column_is_widened_before_any_arithmetic(width: type[np.integer]) -> None:
    """An int8 of 100 credits times a share of 150 % would wrap around; so would 2,430,000 units in an int16."""
    most = min(int(np.iinfo(width).max), 2**40)
    chunk = Chunk(3)
    chunk.put("column", Axis.PERSON, np.array([0, most - 1, most], dtype=width))
    assert chunk.columns["column"].dtype == np.int64
    run_numpy(make_plan(doubled(), {"column": Axis.PERSON}, frozenset(), {}, {}), chunk)
    assert chunk.columns["product"].tolist() == [10, (most - 1) * 150 + 10, most * 150 + 10]


def test_the_lowest_narrow_values_too() -> None:
    for width in (np.int8, np.int16, np.int32):
        least = int(np.iinfo(width).min)
        chunk = Chunk(1)
        chunk.put("column", Axis.PERSON, np.array([least], dtype=width))
        run_numpy(make_plan(doubled(), {"column": Axis.PERSON}, frozenset(), {}, {}), chunk)
        assert chunk.columns["product"].tolist() == [least * 150 + 10]


def test_flags_are_stored_as_numbers() -> None:
    chunk = Chunk(2)
    chunk.put("flag", Axis.PERSON, np.array([True, False]))
    assert chunk.columns["flag"].dtype == np.int64
    assert chunk.columns["flag"].tolist() == [1, 0]
    assert (chunk.columns["flag"] + chunk.columns["flag"]).tolist() == [2, 0]


@pytest.mark.parametrize("values", [np.array([1.0, 2.0]), np.array(["1", "2"]), np.array([None, 1])])
def test_floats_and_texts_are_refused(values: np.ndarray) -> None:
    chunk = Chunk(2)
    with pytest.raises(TypeError, match="obligation: whole numbers are needed"):
        chunk.put("obligation", Axis.PERSON, values)


def test_unsigned_numbers_that_do_not_fit_are_refused() -> None:
    chunk = Chunk(1)
    with pytest.raises(TypeError, match="units: too large"):
        chunk.put("units", Axis.PERSON, np.array([2**64 - 1], dtype=np.uint64))
    chunk.put("units", Axis.PERSON, np.array([2**63 - 1], dtype=np.uint64))
    assert chunk.columns["units"].tolist() == [2**63 - 1]


def test_one_number_stands_for_every_row() -> None:
    chunk = Chunk(3)
    chunk.put("standard", Axis.PERSON, 150)
    assert chunk.columns["standard"].tolist() == [150, 150, 150]


def test_a_column_is_a_copy() -> None:
    given = array([1, 2])
    chunk = Chunk(2)
    chunk.put("column", Axis.PERSON, given)
    given[0] = 9
    assert chunk.columns["column"].tolist() == [1, 2]


# What is the same for all ------------------------------------------------------------------------------------------


def test_one_number_for_all_rows_takes_the_room_of_one_and_cannot_be_written() -> None:
    column = repeated(7, 3)
    assert column.tolist() == [7, 7, 7]
    assert column.strides == (0,)
    with pytest.raises(ValueError, match="read-only"):
        column[0] = 1


def test_facts_that_concern_nobody_are_kept_once_and_others_are_not() -> None:
    chunk = Chunk(3)
    chunk.put_facts("nobody", Axis.PERSON, array([0, 0, 0]))
    chunk.put_facts("somebody", Axis.PERSON, array([0, 5, 0]))
    assert chunk.columns["nobody"].strides == (0,)
    assert chunk.columns["somebody"].tolist() == [0, 5, 0]


def test_too_few_values_are_refused() -> None:
    with pytest.raises(ValueError, match="column: 2 values for 3 rows"):
        Chunk(3).put("column", Axis.PERSON, array([1, 2]))


def shared() -> Steps:
    """Columns that read one number for all, on every axis."""
    steps = Steps()

    @steps.step(Axis.PERSON, rule="A")
    def doubled(ops: Ops, due: Value) -> Value:
        return due * 2

    @steps.step(Axis.YEAR, rule="A")
    def yearly(ops: Ops, doubled: Value, year_amount: Value) -> Value:
        return ops.least(doubled, year_amount)

    @steps.step(Axis.CREDIT, rule="A", only=("sort", 1))
    def kept(ops: Ops, doubled: Value, yearly: Value, amount: Value) -> Value:
        return ops.greatest(ops.least(doubled, amount), yearly)

    steps.total("all_kept", Axis.PERSON, of="kept", rule="A")
    return steps


@given(
    st.lists(
        st.tuples(
            st.sampled_from([3, 3, 8]),
            st.lists(st.integers(0, 9), min_size=3, max_size=3),
            st.lists(st.tuples(st.integers(0, 20), st.sampled_from([0, 1]), st.integers(-1, 2)), max_size=4),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_shared_gives_everybody_his_own(
    people: list[tuple[int, list[int], list[tuple[int, int, int]]]],
) -> None:
    inputs = {"due": Axis.PERSON, "year_amount": Axis.YEAR, "amount": Axis.CREDIT, "sort": Axis.CREDIT}
    made = make_plan(shared(), inputs, frozenset(), {}, {})
    frames = []
    for due, years, credits in people:
        frame = Frame(sizes={Axis.YEAR: 3, Axis.ABSENCE: 0, Axis.CREDIT: len(credits)})
        frame.year_row = {Axis.ABSENCE: [], Axis.CREDIT: [year for _, _, year in credits]}
        frame.put("due", Axis.PERSON, due)
        frame.put("year_amount", Axis.YEAR, years)
        frame.put("amount", Axis.CREDIT, [amount for amount, _, _ in credits])
        frame.put("sort", Axis.CREDIT, [sort for _, sort, _ in credits])
        frames.append(frame)
    chunk = chunk_of(frames)
    for name, axis in inputs.items():
        chunk.put_facts(name, axis, chunk.columns[name])
    run_numpy(made, chunk)
    for index, frame in enumerate(frames):
        run_ints(made, frame)
        for name in ("doubled", "yearly", "kept", "all_kept"):
            assert chunk.of_person(name, index) == frame.get(name)
