"""The surplus of 2020 in a concluded triennio or in a later year (resolutions 168/2020 and 310/2020).

Compulsory credits fill compulsory gaps, earliest year first; then any credit fills what the years lack and, in a
triennio, what its total lacks. What is used is taken from the ordinary part of the surplus before the compulsory one.
"""

from __future__ import annotations

from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.step import Axis, Steps
from triennio.rules.lawyers import compensation
from triennio.rules.lawyers.columns import SURPLUS_COPIES

SURPLUS = Steps()
INPUTS: dict[str, Axis] = {
    **compensation.INPUTS,
    **{name: made.axis for name, made in compensation.COMPENSATION.columns.items()},
    **dict.fromkeys((*SURPLUS_COPIES, "triennio_gap"), Axis.PERSON),
}
step = SURPLUS.step


@step(Axis.PERSON, rule="AVV-ECC")
def received_compulsory_1(
    ops: Ops, available_compulsory: Value, compulsory_gap_1: Value, moved_in_compulsory_1: Value
) -> Value:
    """The first year's compulsory gap."""
    return ops.least(available_compulsory, compulsory_gap_1 - moved_in_compulsory_1)


@step(Axis.PERSON, rule="AVV-ECC")
def received_compulsory_2(
    ops: Ops,
    available_compulsory: Value,
    received_compulsory_1: Value,
    compulsory_gap_2: Value,
    moved_in_compulsory_2: Value,
) -> Value:
    """The second year's, with what the first left."""
    left = available_compulsory - received_compulsory_1
    return ops.least(left, compulsory_gap_2 - moved_in_compulsory_2)


@step(Axis.PERSON, rule="AVV-ECC")
def received_compulsory_3(
    ops: Ops,
    available_compulsory: Value,
    received_compulsory_1: Value,
    received_compulsory_2: Value,
    compulsory_gap_3: Value,
    moved_in_compulsory_3: Value,
) -> Value:
    """The third year's, with what the others left."""
    left = available_compulsory - received_compulsory_1 - received_compulsory_2
    return ops.least(left, compulsory_gap_3 - moved_in_compulsory_3)


@step(Axis.PERSON, rule="AVV-ECC")
def received_compulsory_in_all(
    ops: Ops, received_compulsory_1: Value, received_compulsory_2: Value, received_compulsory_3: Value
) -> Value:
    return received_compulsory_1 + received_compulsory_2 + received_compulsory_3


@step(Axis.PERSON, rule="AVV-ECC")
def lacked_1(ops: Ops, gap_1: Value, moved_in_1: Value, received_compulsory_1: Value) -> Value:
    """What the first year still lacks."""
    return ops.greatest(gap_1 - moved_in_1 - received_compulsory_1, 0)


@step(Axis.PERSON, rule="AVV-ECC")
def lacked_2(ops: Ops, gap_2: Value, moved_in_2: Value, received_compulsory_2: Value) -> Value:
    """What the second year still lacks."""
    return ops.greatest(gap_2 - moved_in_2 - received_compulsory_2, 0)


@step(Axis.PERSON, rule="AVV-ECC")
def lacked_3(ops: Ops, gap_3: Value, moved_in_3: Value, received_compulsory_3: Value) -> Value:
    """What the third year still lacks."""
    return ops.greatest(gap_3 - moved_in_3 - received_compulsory_3, 0)


@step(Axis.PERSON, rule="AVV-ECC")
def wanted(
    ops: Ops,
    lacked_1: Value,
    lacked_2: Value,
    lacked_3: Value,
    triennio_gap: Value,
    received_compulsory_in_all: Value,
) -> Value:
    """The larger of what the years lack and what the triennio lacks."""
    return ops.greatest(lacked_1 + lacked_2 + lacked_3, triennio_gap - received_compulsory_in_all)


@step(Axis.PERSON, rule="AVV-ECC")
def usable(
    ops: Ops,
    available: Value,
    available_compulsory: Value,
    received_compulsory_in_all: Value,
    ordinary_own_minimum: int,
) -> Value:
    """What may fill it: everything left, or ordinary credits alone where they have a minimum of their own."""
    ordinary = available - available_compulsory
    return ordinary if ordinary_own_minimum else available - received_compulsory_in_all


@step(Axis.PERSON, rule="AVV-ECC")
def received_any(ops: Ops, wanted: Value, usable: Value) -> Value:
    return ops.least(wanted, usable)


@step(Axis.PERSON, rule="AVV-ECC")
def received_1(ops: Ops, received_any: Value, lacked_1: Value, received_compulsory_1: Value) -> Value:
    """All that the first year receives."""
    return received_compulsory_1 + ops.least(received_any, lacked_1)


@step(Axis.PERSON, rule="AVV-ECC")
def received_2(
    ops: Ops, received_any: Value, lacked_1: Value, lacked_2: Value, received_compulsory_2: Value
) -> Value:
    """All that the second year receives."""
    left = ops.greatest(received_any - lacked_1, 0)
    return received_compulsory_2 + ops.least(left, lacked_2)


@step(Axis.PERSON, rule="AVV-ECC")
def received_3(
    ops: Ops,
    received_any: Value,
    lacked_1: Value,
    lacked_2: Value,
    lacked_3: Value,
    received_compulsory_3: Value,
) -> Value:
    """All that the third year receives."""
    left = ops.greatest(received_any - lacked_1 - lacked_2, 0)
    return received_compulsory_3 + ops.least(left, lacked_3)


@step(Axis.PERSON, rule="AVV-ECC")
def received_in_all(ops: Ops, received_compulsory_in_all: Value, received_any: Value) -> Value:
    """All that the period receives; a triennio may need more than its years."""
    return received_compulsory_in_all + received_any


@step(Axis.PERSON, rule="AVV-ECC")
def taken_compulsory(
    ops: Ops,
    available: Value,
    available_compulsory: Value,
    received_compulsory_in_all: Value,
    received_any: Value,
) -> Value:
    """Of them, what comes out of the compulsory part of the surplus."""
    ordinary = available - available_compulsory
    return received_compulsory_in_all + ops.greatest(received_any - ordinary, 0)
