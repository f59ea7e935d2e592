"""Compensation between neighbouring years of one triennio (art. 12, paragraph 5).

Places 1, 2, 3 are the years of the triennio. First compulsory credits fill compulsory gaps, then any movable credit
fills what is left. A year that spares serves the earlier neighbour first; a year that lacks takes from the earlier
one first. A year never both gives and takes credits of the same kind.
"""

from __future__ import annotations

from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.step import Axis, Steps
from triennio.rules.lawyers.columns import COMPENSATION_COPIES, placed

COMPENSATION = Steps()
INPUTS = placed(*COMPENSATION_COPIES)
step = COMPENSATION.step


def _flow(ops: Ops, spared: Value, lacked: Value, may_take: Value, may_give: Value) -> Value:
    return ops.least(ops.least(spared, lacked), ops.least(may_take, may_give))


# Compulsory credits into compulsory gaps ----------------------------------------------------------------------------


@step(Axis.PERSON, rule="AVV-COMP-D", absent=0)
def compulsory_2_to_1(
    ops: Ops,
    movable_compulsory_2: Value,
    compulsory_gap_1: Value,
    compensation_at_most: int,
    compensation_gives_at_most: int,
) -> Value:
    """From the second year to the first."""
    return _flow(
        ops, movable_compulsory_2, compulsory_gap_1, compensation_at_most, compensation_gives_at_most
    )


@step(Axis.PERSON, rule="AVV-COMP-D", absent=0)
def compulsory_1_to_2(
    ops: Ops,
    movable_compulsory_1: Value,
    compulsory_gap_2: Value,
    compensation_at_most: int,
    compensation_gives_at_most: int,
) -> Value:
    """From the first year to the second."""
    return _flow(
        ops, movable_compulsory_1, compulsory_gap_2, compensation_at_most, compensation_gives_at_most
    )


@step(Axis.PERSON, rule="AVV-COMP-D", absent=0)
def compulsory_3_to_2(
    ops: Ops,
    movable_compulsory_3: Value,
    compulsory_gap_2: Value,
    compulsory_1_to_2: Value,
    compensation_at_most: int,
    compensation_gives_at_most: int,
) -> Value:
    """From the third year to the second, after the first."""
    left = compensation_at_most - compulsory_1_to_2
    lacked = compulsory_gap_2 - compulsory_1_to_2
    return _flow(ops, movable_compulsory_3, lacked, left, compensation_gives_at_most)


@step(Axis.PERSON, rule="AVV-COMP-D", absent=0)
def compulsory_2_to_3(
    ops: Ops,
    movable_compulsory_2: Value,
    compulsory_gap_3: Value,
    compulsory_2_to_1: Value,
    compensation_at_most: int,
    compensation_gives_at_most: int,
) -> Value:
    """From the second year to the third, after the first."""
    left = compensation_gives_at_most - compulsory_2_to_1
    spared = movable_compulsory_2 - compulsory_2_to_1
    return _flow(ops, spared, compulsory_gap_3, compensation_at_most, left)


@step(Axis.PERSON, rule="AVV-COMP-D")
def moved_in_compulsory_2(ops: Ops, compulsory_1_to_2: Value, compulsory_3_to_2: Value) -> Value:
    """What the second year takes of them."""
    return compulsory_1_to_2 + compulsory_3_to_2


@step(Axis.PERSON, rule="AVV-COMP-D")
def moved_out_compulsory_2(ops: Ops, compulsory_2_to_1: Value, compulsory_2_to_3: Value) -> Value:
    """What the second year gives of them."""
    return compulsory_2_to_1 + compulsory_2_to_3


@step(Axis.PERSON, rule="AVV-COMP-D")
def moved_in_compulsory_1(ops: Ops, compulsory_2_to_1: Value) -> Value:
    return compulsory_2_to_1


@step(Axis.PERSON, rule="AVV-COMP-D")
def moved_out_compulsory_1(ops: Ops, compulsory_1_to_2: Value) -> Value:
    return compulsory_1_to_2


@step(Axis.PERSON, rule="AVV-COMP-D")
def moved_in_compulsory_3(ops: Ops, compulsory_2_to_3: Value) -> Value:
    return compulsory_2_to_3


@step(Axis.PERSON, rule="AVV-COMP-D")
def moved_out_compulsory_3(ops: Ops, compulsory_3_to_2: Value) -> Value:
    return compulsory_3_to_2


# Any movable credit into what is left --------------------------------------------------------------------------------


@step(Axis.PERSON, rule="AVV-COMP", absent=0)
def any_2_to_1(
    ops: Ops,
    movable_2: Value,
    gap_1: Value,
    moved_in_compulsory_1: Value,
    moved_out_compulsory_2: Value,
    compensation_at_most: int,
    compensation_gives_at_most: int,
) -> Value:
    """From the second year to the first."""
    return _flow(
        ops,
        movable_2 - moved_out_compulsory_2,
        ops.greatest(gap_1 - moved_in_compulsory_1, 0),
        compensation_at_most - moved_in_compulsory_1,
        compensation_gives_at_most - moved_out_compulsory_2,
    )


@step(Axis.PERSON, rule="AVV-COMP", absent=0)
def any_1_to_2(
    ops: Ops,
    movable_1: Value,
    gap_2: Value,
    moved_in_compulsory_2: Value,
    moved_out_compulsory_1: Value,
    compensation_at_most: int,
    compensation_gives_at_most: int,
) -> Value:
    """From the first year to the second."""
    return _flow(
        ops,
        movable_1 - moved_out_compulsory_1,
        ops.greatest(gap_2 - moved_in_compulsory_2, 0),
        compensation_at_most - moved_in_compulsory_2,
        compensation_gives_at_most - moved_out_compulsory_1,
    )


@step(Axis.PERSON, rule="AVV-COMP", absent=0)
def any_3_to_2(
    ops: Ops,
    movable_3: Value,
    gap_2: Value,
    any_1_to_2: Value,
    moved_in_compulsory_2: Value,
    moved_out_compulsory_3: Value,
    compensation_at_most: int,
    compensation_gives_at_most: int,
) -> Value:
    """From the third year to the second, after the first."""
    taken = moved_in_compulsory_2 + any_1_to_2
    return _flow(
        ops,
        movable_3 - moved_out_compulsory_3,
        ops.greatest(gap_2 - taken, 0),
        compensation_at_most - taken,
        compensation_gives_at_most - moved_out_compulsory_3,
    )


@step(Axis.PERSON, rule="AVV-COMP", absent=0)
def any_2_to_3(
    ops: Ops,
    movable_2: Value,
    gap_3: Value,
    any_2_to_1: Value,
    moved_in_compulsory_3: Value,
    moved_out_compulsory_2: Value,
    compensation_at_most: int,
    compensation_gives_at_most: int,
) -> Value:
    """From the second year to the third, after the first."""
    given = moved_out_compulsory_2 + any_2_to_1
    return _flow(
        ops,
        movable_2 - given,
        ops.greatest(gap_3 - moved_in_compulsory_3, 0),
        compensation_at_most - moved_in_compulsory_3,
        compensation_gives_at_most - given,
    )


# What each year took, gave and still lacks ----------------------------------------------------------------------------


@step(Axis.PERSON, rule="AVV-COMP")
def moved_in_1(ops: Ops, moved_in_compulsory_1: Value, any_2_to_1: Value) -> Value:
    return moved_in_compulsory_1 + any_2_to_1


@step(Axis.PERSON, rule="AVV-COMP")
def moved_in_2(ops: Ops, moved_in_compulsory_2: Value, any_1_to_2: Value, any_3_to_2: Value) -> Value:
    return moved_in_compulsory_2 + any_1_to_2 + any_3_to_2


@step(Axis.PERSON, rule="AVV-COMP")
def moved_in_3(ops: Ops, moved_in_compulsory_3: Value, any_2_to_3: Value) -> Value:
    return moved_in_compulsory_3 + any_2_to_3


@step(Axis.PERSON, rule="AVV-COMP")
def moved_out_1(ops: Ops, moved_out_compulsory_1: Value, any_1_to_2: Value) -> Value:
    return moved_out_compulsory_1 + any_1_to_2


@step(Axis.PERSON, rule="AVV-COMP")
def moved_out_2(ops: Ops, moved_out_compulsory_2: Value, any_2_to_1: Value, any_2_to_3: Value) -> Value:
    return moved_out_compulsory_2 + any_2_to_1 + any_2_to_3


@step(Axis.PERSON, rule="AVV-COMP")
def moved_out_3(ops: Ops, moved_out_compulsory_3: Value, any_3_to_2: Value) -> Value:
    return moved_out_compulsory_3 + any_3_to_2
