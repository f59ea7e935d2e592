"""Steps, plans and operators: what cannot work is refused by name, and ints and arrays agree."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.rules.engine.frame import Frame
from triennio.rules.engine.ops import IntOps, NumpyOps, Ops, RecordingOps, Value, most_favourable
from triennio.rules.engine.plan import Plan, PlanError, make_plan
from triennio.rules.engine.run_ints import Trace, run_ints
from triennio.rules.engine.run_numpy import chunk_of, run_numpy
from triennio.rules.engine.step import Axis, Steps

INPUTS = {
    "income": Axis.PERSON,
    "counts": Axis.YEAR,
    "days": Axis.ABSENCE,
    "absence_day": Axis.ABSENCE,
    "clause": Axis.ABSENCE,
    "amount": Axis.CREDIT,
    "group": Axis.CREDIT,
}
OLD, NEW = date(2018, 12, 31), date(2019, 1, 1)
VALIDITY = {"OLD": (date(2008, 1, 1), OLD), "NEW": (NEW, date(2999, 12, 31))}


def plan(steps: Steps, values: dict[str, Any] | None = None, known: tuple[str, ...] = ()) -> Plan:
    values = values or {}
    return make_plan(steps, INPUTS, frozenset({*values, *known}), values, VALIDITY)


# Plans ------------------------------------------------------------------------------------------------------------


def test_a_circle_is_refused_with_the_way_round() -> None:
    steps = Steps()

    @steps.step(Axis.PERSON, rule="A")
    def hen(ops: Ops, egg: Value) -> Value:
        return egg

    @steps.step(Axis.PERSON, rule="A")
    def egg(ops: Ops, hen: Value) -> Value:
        return hen

    with pytest.raises(PlanError, match="hen: it depends on itself through hen → egg"):
        plan(steps)


def test_a_step_that_reads_itself_is_refused() -> None:
    steps = Steps()
    steps.total("sum", Axis.PERSON, of="sum", rule="A")
    with pytest.raises(PlanError, match="sum: it depends on itself"):
        plan(steps)


def test_a_name_nobody_provides_is_refused() -> None:
    steps = Steps()

    @steps.step(Axis.PERSON, rule="A")
    def obligation(ops: Ops, standrd: int) -> Value:
        return standrd

    with pytest.raises(PlanError, match="obligation: nobody provides standrd"):
        plan(steps, {"standard": 150})


def test_a_missing_parameter_is_refused_unless_the_step_may_be_absent() -> None:
    steps = Steps()

    @steps.step(Axis.PERSON, rule="A")
    def covid(ops: Ops, covid_divisor: int) -> Value:
        return covid_divisor

    with pytest.raises(PlanError, match="covid: the parameter covid_divisor has no value here"):
        plan(steps, known=("covid_divisor",))

    optional = Steps()

    @optional.step(Axis.YEAR, rule="A", absent=7)
    def band(ops: Ops, counts: Value, band_percent: int) -> Value:
        return counts * band_percent

    frame = Frame(sizes={Axis.YEAR: 3})
    frame.put("counts", Axis.YEAR, [1, 0, 1])
    assert run_ints(plan(optional, known=("band_percent",)), frame).rows["band"] == [7, 7, 7]
    assert run_ints(plan(optional, {"band_percent": 2}), frame).rows["band"] == [2, 0, 2]


@pytest.mark.parametrize(
    ("axis", "reads"),
    [
        (Axis.PERSON, "counts"),
        (Axis.PERSON, "amount"),
        (Axis.YEAR, "amount"),
        (Axis.CREDIT, "days"),
        (Axis.ABSENCE, "amount"),
    ],
)
def test_values_go_up_only_through_a_total(axis: Axis, reads: str) -> None:
    steps = Steps()
    source: dict[str, Any] = {}
    exec(f"def column(ops, {reads}): return {reads}", source)  # noqa: S102
    steps.step(axis, rule="A")(source["column"])
    with pytest.raises(PlanError, match=f"column: a row of the axis {axis} cannot read {reads} of the axis"):
        plan(steps)


@pytest.mark.parametrize(
    ("axis", "of"), [(Axis.YEAR, "income"), (Axis.PERSON, "income"), (Axis.YEAR, "counts")]
)
def test_a_total_adds_up_rows_below_it(axis: Axis, of: str) -> None:
    steps = Steps()
    steps.total("sum", axis, of=of, rule="A")
    with pytest.raises(PlanError, match=f"sum: a total on the axis {axis} cannot add up {of} of the axis"):
        plan(steps)


@pytest.mark.parametrize(("of", "group"), [("income", "group"), ("amount", "income"), ("days", "group")])
def test_only_credits_are_allocated(of: str, group: str) -> None:
    steps = Steps()
    steps.allocate("passed", of=of, group=group, limit="income", rule="A")
    with pytest.raises(PlanError, match="passed: "):
        plan(steps)


def test_a_measure_is_chosen_by_a_day_of_its_own_rows() -> None:
    steps = Steps()

    @steps.variant("relief", Axis.ABSENCE, rule="OLD", governed_by="income")
    def relief_old(ops: Ops, days: Value) -> Value:
        return days

    with pytest.raises(PlanError, match="relief: the day income is not a column of the axis absence"):
        plan(steps)


def test_a_measure_without_validity_is_refused() -> None:
    steps = Steps()

    @steps.variant("relief", Axis.ABSENCE, rule="MIDDLE", governed_by="absence_day")
    def relief_middle(ops: Ops, days: Value) -> Value:
        return days

    with pytest.raises(PlanError, match="relief: the measure MIDDLE has no validity"):
        plan(steps)


def test_a_column_is_made_once_and_a_step_reads_ops_first() -> None:
    steps = Steps()
    steps.total("sum", Axis.PERSON, of="amount", rule="A")
    with pytest.raises(TypeError, match="column sum is made twice"):
        steps.total("sum", Axis.PERSON, of="amount", rule="A")
    with pytest.raises(TypeError, match="the first argument of a step is ops"):
        steps.step(Axis.PERSON, rule="A")(lambda amount: amount)


def test_steps_are_put_in_order_whatever_the_order_of_writing() -> None:
    steps = Steps()

    @steps.step(Axis.PERSON, rule="A")
    def last(ops: Ops, middle: Value) -> Value:
        return middle

    @steps.step(Axis.PERSON, rule="A")
    def middle(ops: Ops, income: Value) -> Value:
        return income

    made = plan(steps)
    assert [node.step.name for node in made.nodes] == ["middle", "last"]
    assert made.axis_of("last") is Axis.PERSON
    assert made.axis_of("amount") is Axis.CREDIT


# Operators --------------------------------------------------------------------------------------------------------

wholes = st.integers(-(10**12), 10**12)
columns = st.lists(st.tuples(wholes, wholes, st.integers(0, 1)), min_size=1, max_size=8)


@given(columns, st.integers(0, 10_000), st.integers(1, 40_000))
def test_every_operator_is_the_same_on_ints_and_on_arrays(
    rows: list[tuple[int, int, int]], numerator: int, denominator: int
) -> None:
    one, many = IntOps(), NumpyOps()
    a, b, flag = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    small = a // 10_000  # a share multiplies by twice its numerator: kept inside int64
    pairs = [
        (many.least(a, b), [one.least(x, y) for x, y, _ in rows]),
        (many.greatest(a, b), [one.greatest(x, y) for x, y, _ in rows]),
        (many.where(flag, a, b), [one.where(c, x, y) for x, y, c in rows]),
        (many.where(a < b, a, b), [one.where(x < y, x, y) for x, y, _ in rows]),
        (many.share(small, numerator, denominator), [one.share(x, numerator, denominator) for x in small.tolist()]),
        (many.floor(a, denominator), [one.floor(x, denominator) for x, _, _ in rows]),
        (many.ceil(a, denominator), [one.ceil(x, denominator) for x, _, _ in rows]),
        (most_favourable(many, a, b), [most_favourable(one, x, y) for x, y, _ in rows]),
    ]  # fmt: skip
    for found, wanted in pairs:
        assert found.tolist() == wanted
        assert found.dtype == np.int64


@pytest.mark.parametrize(
    ("amount", "numerator", "denominator", "wanted"),
    [(10, 1, 4, 3), (9, 1, 4, 2), (7, 2, 3, 5), (0, 1, 3, 0)],
)
def test_a_share_is_taken_half_up(amount: int, numerator: int, denominator: int, wanted: int) -> None:
    assert IntOps().share(amount, numerator, denominator) == wanted


def test_floor_and_ceil() -> None:
    ops = IntOps()
    assert (ops.floor(44, 15), ops.ceil(44, 15), ops.ceil(45, 15)) == (2, 3, 3)


def test_the_trace_notes_which_side_won_and_a_tie_goes_to_the_first() -> None:
    ops = RecordingOps()
    assert ops.least(3, 2) == 2
    assert ops.greatest(3, 3) == 3
    assert ops.where(0, 10, 20) == 20
    assert ops.share(9, 1, 3) == 3
    assert ops.taken() == (("least", 1), ("greatest", 0), ("where", 1))
    assert ops.taken() == ()


# Runs -------------------------------------------------------------------------------------------------------------


def measures() -> Steps:
    steps = Steps()

    @steps.variant("relief", Axis.ABSENCE, rule="OLD", governed_by="absence_day", favourable="clause")
    def relief_old(ops: Ops, days: Value) -> Value:
        return ops.least(days, 8)

    @steps.variant("relief", Axis.ABSENCE, rule="NEW", governed_by="absence_day", favourable="clause")
    def relief_new(ops: Ops, days: Value, income: Value) -> Value:
        return days // 2 + income

    steps.total("year_relief", Axis.YEAR, of="relief", rule="A")
    steps.total("all_relief", Axis.PERSON, of="year_relief", rule="A")
    return steps


def absent(
    days: list[int], years: list[int], clauses: list[int], of_day: list[date], income: int = 0
) -> Frame:
    frame = Frame(sizes={Axis.YEAR: 3, Axis.ABSENCE: len(days), Axis.CREDIT: 0})
    frame.year_row = {Axis.ABSENCE: years, Axis.CREDIT: []}
    frame.put("income", Axis.PERSON, income)
    frame.put("days", Axis.ABSENCE, days)
    frame.put("clause", Axis.ABSENCE, clauses)
    frame.put("absence_day", Axis.ABSENCE, [day.toordinal() for day in of_day])
    return frame


def test_the_day_chooses_the_measure_and_the_clause_lets_the_newest_compete() -> None:
    frame = absent([20, 20, 20, 4], [0, 1, 2, 2], [0, 0, 1, 1], [OLD, NEW, OLD, OLD])
    trace: list[Trace] = []
    run_ints(plan(measures()), frame, trace)
    assert frame.rows["relief"] == [8, 10, 10, 4]
    assert frame.rows["year_relief"] == [8, 10, 14]
    assert frame.person["all_relief"] == 32
    entry = trace[0]
    assert (entry.name, entry.rules) == ("relief", ("OLD", "NEW"))
    assert entry.winners == (
        (("least", 1),),
        (),
        (("least", 1), ("greatest", 1)),
        (("least", 0), ("greatest", 0)),
    )


people = st.lists(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(-1, 2), st.integers(0, 1), st.sampled_from([OLD, NEW])),
        max_size=4,
    ).map(lambda rows: absent(*([list(c) for c in zip(*rows, strict=True)] or [[], [], [], []]), income=len(rows))),
    min_size=1,
    max_size=5,
)  # fmt: skip


@given(people)
def test_measures_and_totals_are_the_same_on_ints_and_on_arrays(frames: list[Frame]) -> None:
    """Also for persons without absences and absences outside the three years (year −1)."""
    made = plan(measures())
    chunk = run_numpy(made, chunk_of(frames))
    for index, frame in enumerate(frames):
        run_ints(made, frame)
        assert chunk.of_person("relief", index) == frame.rows["relief"]
        assert chunk.of_person("year_relief", index) == frame.rows["year_relief"]
        assert chunk.of_person("all_relief", index) == frame.person["all_relief"]
