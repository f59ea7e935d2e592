"""What each year holds and lacks once credits have moved, and what the triennio lacks."""

from __future__ import annotations

from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.step import Axis, Steps
from triennio.rules.lawyers import columns, earned
from triennio.rules.lawyers.columns import BALANCE_ROWS

BALANCE = Steps()
INPUTS: dict[str, Axis] = {
    **columns.OWN_INPUTS,
    **{name: made.axis for name, made in earned.OWN.columns.items()},
    **dict.fromkeys(BALANCE_ROWS, Axis.YEAR),
    **dict.fromkeys(("received_in_all", "received_compulsory_in_all"), Axis.PERSON),
}
step, total = BALANCE.step, BALANCE.total


@step(Axis.YEAR, rule="AVV-COMP")
def carried_in(ops: Ops, moved_in: Value, received: Value) -> Value:
    """Credits of other years used here."""
    return moved_in + received


@step(Axis.YEAR, rule="AVV-COMP")
def carried_out(ops: Ops, moved_out: Value, given: Value) -> Value:
    """Credits of this year used elsewhere."""
    return moved_out + given


@step(Axis.YEAR, rule="AVV-MANCA")
def held(ops: Ops, earned: Value, carried_in: Value, carried_out: Value) -> Value:
    """Credits the year ends up with."""
    return earned + carried_in - carried_out


@step(Axis.YEAR, rule="AVV-MANCA")
def compulsory_held(
    ops: Ops,
    compulsory_earned: Value,
    moved_in_compulsory: Value,
    received_compulsory: Value,
    moved_out_compulsory: Value,
    given_compulsory: Value,
) -> Value:
    """Of them, in the compulsory subjects."""
    taken = moved_in_compulsory + received_compulsory
    return compulsory_earned + taken - moved_out_compulsory - given_compulsory


@step(Axis.YEAR, rule="AVV-MANCA")
def compulsory_missing(ops: Ops, compulsory_due: Value, compulsory_held: Value) -> Value:
    """What the compulsory subjects still lack."""
    return ops.greatest(compulsory_due - compulsory_held, 0)


@step(Axis.YEAR, rule="AVV-ORD")
def ordinary_missing(
    ops: Ops,
    due: Value,
    compulsory_due: Value,
    held: Value,
    compulsory_held: Value,
    ordinary_own_minimum: int,
) -> Value:
    """What the ordinary subjects still lack, where they have a minimum of their own."""
    return ops.greatest(due - compulsory_due - (held - compulsory_held), 0) * ordinary_own_minimum


@step(Axis.YEAR, rule="AVV-MANCA")
def missing(ops: Ops, due: Value, held: Value, compulsory_missing: Value, ordinary_missing: Value) -> Value:
    """A compulsory credit fills both the total and the compulsory part: the larger of the two gaps."""
    return ops.greatest(ops.greatest(due - held, 0), compulsory_missing + ordinary_missing)


@step(Axis.YEAR, rule="AVV-MANCA")
def left_over(ops: Ops, due: Value, held: Value) -> Value:
    """What the year holds beyond what it asks."""
    return ops.greatest(held - due, 0)


total("missing_in_years", Axis.PERSON, of="missing", rule="AVV-MANCA")
total("compulsory_missing_in_years", Axis.PERSON, of="compulsory_missing", rule="AVV-MANCA")


@step(Axis.PERSON, rule="AVV-TRI")
def triennio_held(ops: Ops, earned_in_all: Value, received_in_all: Value) -> Value:
    """Credits of the triennio: compensation between its years changes nothing here."""
    return earned_in_all + received_in_all


@step(Axis.PERSON, rule="AVV-TRI")
def triennio_compulsory_missing(
    ops: Ops,
    triennio_compulsory_due: Value,
    compulsory_earned_in_all: Value,
    received_compulsory_in_all: Value,
    compulsory_missing_in_years: Value,
) -> Value:
    """What the compulsory subjects lack, in the triennio or in its years."""
    held = compulsory_earned_in_all + received_compulsory_in_all
    return ops.greatest(triennio_compulsory_due - held, compulsory_missing_in_years)


@step(Axis.PERSON, rule="AVV-MANCA")
def triennio_missing(
    ops: Ops,
    concluded: Value,
    triennio_due: Value,
    triennio_held: Value,
    triennio_compulsory_missing: Value,
    missing_in_years: Value,
) -> Value:
    """The largest of what the total, the compulsory part and the years lack; of an open triennio only the years."""
    whole = ops.greatest(triennio_due - triennio_held, triennio_compulsory_missing)
    return ops.greatest(missing_in_years, ops.where(concluded, whole, 0))
