"""What a year has, lacks and can spare, before anything moves between years."""

from __future__ import annotations

from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.step import Axis
from triennio.rules.lawyers.duty import OWN

step, total = OWN.step, OWN.total


@step(Axis.YEAR, rule="AVV-MANCA")
def compulsory_earned(ops: Ops, forensic: Value, deontology: Value) -> Value:
    """Credits in the compulsory subjects."""
    return forensic + deontology


@step(Axis.YEAR, rule="AVV-MANCA")
def earned(ops: Ops, ordinary: Value, compulsory_earned: Value) -> Value:
    """All credits of the year."""
    return ordinary + compulsory_earned


total("earned_in_all", Axis.PERSON, of="earned", rule="AVV-TRI")
total("compulsory_earned_in_all", Axis.PERSON, of="compulsory_earned", rule="AVV-TRI")


@step(Axis.YEAR, rule="AVV-MANCA")
def compulsory_gap(ops: Ops, compulsory_due: Value, compulsory_earned: Value) -> Value:
    """What the compulsory subjects lack."""
    return ops.greatest(compulsory_due - compulsory_earned, 0)


@step(Axis.YEAR, rule="AVV-ORD")
def ordinary_gap(
    ops: Ops, due: Value, compulsory_due: Value, ordinary: Value, ordinary_own_minimum: int
) -> Value:
    """What the ordinary subjects lack, only where they are read to have a minimum of their own."""
    return ops.greatest(due - compulsory_due - ordinary, 0) * ordinary_own_minimum


@step(Axis.YEAR, rule="AVV-MANCA")
def gap(ops: Ops, due: Value, earned: Value, ordinary_gap: Value) -> Value:
    """What any credit (or, with a minimum of their own, ordinary credits) must still bring."""
    return ops.greatest(ops.greatest(due - earned, 0), ordinary_gap)


@step(Axis.YEAR, rule="AVV-COMP")
def surplus(ops: Ops, due: Value, earned: Value) -> Value:
    """What the year has beyond its minimum."""
    return ops.greatest(earned - due, 0)


@step(Axis.YEAR, rule="AVV-COMP-D", absent=0)
def movable_compulsory(
    ops: Ops,
    surplus: Value,
    forensic: Value,
    compulsory_due: Value,
    compulsory_earned: Value,
    compulsory_moves: int,
) -> Value:
    """Compulsory credits that may move: never ethics, and only what the year does not need itself."""
    spare = ops.greatest(compulsory_earned - compulsory_due, 0)
    return ops.least(ops.least(spare, forensic), surplus) * compulsory_moves


@step(Axis.YEAR, rule="AVV-COMP")
def movable(ops: Ops, surplus: Value, ordinary: Value, movable_compulsory: Value) -> Value:
    """All credits that may move."""
    return ops.least(surplus, ordinary + movable_compulsory)


@step(Axis.YEAR, rule="AVV-ECC", absent=0)
def spare(ops: Ops, surplus: Value, ordinary: Value, forensic: Value, surplus_deontology: int) -> Value:
    """2020: what other years may use."""
    return surplus if surplus_deontology else ops.least(surplus, ordinary + forensic)


@step(Axis.YEAR, rule="AVV-ECC", absent=0)
def spare_compulsory(
    ops: Ops,
    spare: Value,
    compulsory_due: Value,
    compulsory_earned: Value,
    forensic: Value,
    surplus_deontology: int,
) -> Value:
    """2020: of them, in the compulsory subjects."""
    beyond = ops.least(ops.greatest(compulsory_earned - compulsory_due, 0), spare)
    return beyond if surplus_deontology else ops.least(beyond, forensic)


@step(Axis.PERSON, rule="AVV-TRI")
def triennio_gap(ops: Ops, concluded: Value, triennio_due: Value, earned_in_all: Value) -> Value:
    """What a whole triennio lacks of its total."""
    return ops.where(concluded, ops.greatest(triennio_due - earned_in_all, 0), 0)


__all__ = ["OWN"]
