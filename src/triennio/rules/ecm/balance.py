"""What the counted credits come to: quotas, what is missing, what is over (rulebook sections 8 and 12)."""

from __future__ import annotations

from triennio.rules.ecm.columns import Kind
from triennio.rules.engine.ops import Ops, Value
from triennio.rules.engine.step import Axis, Steps

BALANCE = Steps()
step, total = BALANCE.step, BALANCE.total

INPUTS: dict[str, Axis] = {
    "obligation": Axis.PERSON,
    "known_total": Axis.PERSON,
    "radiation_percent": Axis.PERSON,
    "total_only": Axis.PERSON,
    "counted": Axis.CREDIT,
    "is_learner": Axis.CREDIT,
    "radiation": Axis.CREDIT,
    "kind": Axis.CREDIT,
}
"""`counted` is what the last pool let through; `total_only` is 1 when the triennio is known by its total alone."""


@step(Axis.CREDIT, rule="CAP-1")
def counted_as_learner(ops: Ops, counted: Value, is_learner: Value) -> Value:
    """Credits as a learner in a provider's event."""
    return ops.where(is_learner, counted, 0)


total("counted_total", Axis.PERSON, of="counted", rule="CAP-2")
total("learner_total", Axis.PERSON, of="counted_as_learner", rule="CAP-1")


@step(Axis.PERSON, rule="CAP-1")
def learner(ops: Ops, learner_total: Value, known_total: Value) -> Value:
    """A triennio known by its total alone counts as earned by learning."""
    return learner_total + known_total


@step(Axis.PERSON, rule="CAP-2")
def recognised(ops: Ops, counted_total: Value, known_total: Value) -> Value:
    """Everything that counts, also above the obligation."""
    return counted_total + known_total


@step(Axis.PERSON, rule="CAP-1", absent=0)
def learner_minimum(ops: Ops, obligation: Value, learner_percent: int) -> Value:
    """The part of the obligation to be earned as a learner."""
    return ops.share(obligation, learner_percent, 100)


@step(Axis.PERSON, rule="CAP-O4", absent=0)
def learner_half(ops: Ops, obligation: Value, learner_half_percent: int) -> Value:
    """2014-16: shown, never blocking."""
    return ops.share(obligation, learner_half_percent, 100)


@step(Axis.PERSON, rule="CAP-1")
def learner_missing(ops: Ops, learner_minimum: Value, learner: Value, total_only: Value) -> Value:
    """Below zero counts as zero; known by the total alone counts as met."""
    return ops.where(total_only, 0, ops.greatest(learner_minimum - learner, 0))


@step(Axis.PERSON, rule="CERT-1")
def missing(ops: Ops, obligation: Value, recognised: Value, learner_missing: Value) -> Value:
    """What is still to be earned: in all, or as a learner, whichever is more."""
    return ops.greatest(ops.greatest(obligation - recognised, 0), learner_missing)


@step(Axis.PERSON, rule="COMP-3")
def balance(ops: Ops, obligation: Value, recognised: Value) -> Value:
    """Recognised less due: what compensation between trienni looks at."""
    return recognised - obligation


@step(Axis.PERSON, rule="COMP-1")
def surplus(ops: Ops, balance: Value) -> Value:
    """What is above the obligation."""
    return ops.greatest(balance, 0)


@step(Axis.PERSON, rule="CERT-1")
def certifiable(ops: Ops, missing: Value) -> Value:
    """The obligation and the learner quota are both met."""
    return missing == 0


@step(Axis.CREDIT, rule="RAD-2", only=("radiation", 1))
def radiation_by_self(ops: Ops, counted: Value, kind: Value) -> Value:
    """Radiation protection by self-training."""
    return ops.where(kind == Kind.SELF_TRAINING, counted, 0)


@step(Axis.CREDIT, rule="RAD-1", only=("radiation", 1))
def radiation_by_events(ops: Ops, counted: Value, kind: Value) -> Value:
    """Radiation protection by everything else."""
    return ops.where(kind != Kind.SELF_TRAINING, counted, 0)


total("radiation_self_total", Axis.PERSON, of="radiation_by_self", rule="RAD-2")
total("radiation_event_total", Axis.PERSON, of="radiation_by_events", rule="RAD-1")


@step(Axis.PERSON, rule="RAD-1", absent=0)
def radiation_minimum(ops: Ops, obligation: Value, radiation_percent: Value, radiation_base: int) -> Value:
    """10 or 15 % of the obligation, by profession."""
    return ops.share(obligation, radiation_percent, radiation_base)


@step(Axis.PERSON, rule="RAD-2", absent=0)
def radiation_reached(
    ops: Ops,
    radiation_event_total: Value,
    radiation_self_total: Value,
    radiation_minimum: Value,
    radiation_self_percent: int,
) -> Value:
    """At most half of the quota by self-training."""
    return radiation_event_total + ops.least(
        radiation_self_total, ops.share(radiation_minimum, radiation_self_percent, 100)
    )


@step(Axis.PERSON, rule="INS-1")
def insurance_threshold(ops: Ops, obligation: Value, insurance_percent: int) -> Value:
    """What insurance policies look at; never enough for the Order."""
    return ops.share(obligation, insurance_percent, 100)
