"""A plan: the columns of a family in an order in which each finds what it reads, for one set of parameters.

Parameters are found once, here, by name; from then on a run only calls functions. What cannot work is refused when
the plan is made: a name nobody provides, a circle, a parameter missing where no `absent` value is declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from triennio.rules.engine.step import UPWARD, Axis, Step, StepFunction, Steps


class PlanError(ValueError):
    """The steps and the parameters do not fit together. The message names the column and the key."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a step: a column (from which axis) or a parameter (its value)."""

    name: str
    axis: Axis | None
    value: Any = None


@dataclass(frozen=True, slots=True)
class BoundVariant:
    """A measure with its validity as day numbers (`date.toordinal`), both ends included."""

    rule: str
    first: int
    last: int
    function: StepFunction
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A column, ready to be computed. `alike`: all its rows read the same, parameters and columns of the person."""

    step: Step
    arguments: tuple[Argument, ...] = ()
    variants: tuple[BoundVariant, ...] = ()
    constant: int | None = None
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Nodes in order, and the input columns they need with their axes. `kept` is what a runner made of them, once."""

    nodes: tuple[Node, ...]
    inputs: Mapping[str, Axis]
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def axis_of(self, column: str) -> Axis:
        """The axis of a column or input."""
        for node in self.nodes:
            if node.step.name == column:
                return node.step.axis
        return self.inputs[column]


Validity = Mapping[str, tuple[date, date]]
"""Rule id of a variant → first and last day of its measure."""


def make_plan(
    steps: Steps,
    inputs: Mapping[str, Axis],
    known: frozenset[str],
    values: Mapping[str, Any],
    validity: Validity,
) -> Plan:
    """Order the columns of `steps` for the parameters `values`.

    `inputs` are the columns the caller provides; `known` every parameter name that some rulebook holds (a parameter
    of another triennio is absent here, not misspelt). Raises PlanError.
    """
    maker = _Maker(steps, inputs, known, values, validity)
    for name in steps.columns:
        maker.visit(name, ())
    return Plan(tuple(maker.nodes), dict(inputs))


class _Maker:
    def __init__(
        self,
        steps: Steps,
        inputs: Mapping[str, Axis],
        known: frozenset[str],
        values: Mapping[str, Any],
        validity: Validity,
    ) -> None:
        self.steps, self.inputs, self.known, self.values, self.validity = (
            steps,
            inputs,
            known,
            values,
            validity,
        )
        self.nodes: list[Node] = []
        self.done: set[str] = set()

    def visit(self, name: str, above: tuple[str, ...]) -> None:
        if name in self.done:
            return
        if name in above:
            raise PlanError(f"{name}: it depends on itself through {' → '.join(above)}")
        step = self.steps.columns[name]
        for read in step.reads:
            if read in self.steps.columns:
                self.visit(read, (*above, name))
        self.nodes.append(self.node(step))
        self.done.add(name)

    def node(self, step: Step) -> Node:
        missing = [n for n in step.reads if n in self.known and n not in self.values]
        if missing:
            if step.absent is None:
                raise PlanError(f"{step.name}: the parameter {missing[0]} has no value here")
            return Node(step, constant=step.absent)
        if step.only:
            self.argument(step, step.only[0])
        variants = tuple(
            BoundVariant(v.rule, *self.days_of(step, v.rule), v.function, self.arguments(step, v.reads))
            for v in step.variants
        )
        arguments = self.arguments(step, step.reads)
        self.check_rows(step, {argument.name: argument.axis for argument in arguments})
        alike = all(argument.axis is None or argument.axis is Axis.PERSON for argument in arguments)
        return Node(step, arguments, variants, alike=alike)

    def check_rows(self, step: Step, axes: Mapping[str, Axis | None]) -> None:
        """A total adds up rows below it, credits are allocated by credits, a day chooses for its own rows."""
        if step.kind == "total":
            axis = axes[step.of]
            if axis is None or step.axis not in UPWARD.get(axis, ()):
                raise PlanError(
                    f"{step.name}: a total on the axis {step.axis} cannot add up {step.of} of the axis {axis}"
                )
        for name in (step.of, step.group) if step.kind == "allocate" else ():
            if axes[name] is not Axis.CREDIT:
                raise PlanError(f"{step.name}: {name} is not a column of the axis {Axis.CREDIT}")
        for name in (step.governed_by, step.favourable):
            if name and (axes[name] is not step.axis or step.axis is Axis.PERSON):
                raise PlanError(f"{step.name}: the day {name} is not a column of the axis {step.axis}")

    def days_of(self, step: Step, rule: str) -> tuple[int, int]:
        if rule not in self.validity:
            raise PlanError(f"{step.name}: the measure {rule} has no validity in the rulebooks")
        first, last = self.validity[rule]
        return first.toordinal(), last.toordinal()

    def arguments(self, step: Step, names: tuple[str, ...]) -> tuple[Argument, ...]:
        return tuple(self.argument(step, name) for name in names)

    def argument(self, step: Step, name: str) -> Argument:
        if name in self.values:
            return Argument(name, None, self.values[name])
        column = self.steps.columns.get(name)
        axis = column.axis if column else self.inputs.get(name)
        if axis is None:
            raise PlanError(f"{step.name}: nobody provides {name}")
        readable = axis == step.axis or axis in UPWARD.get(step.axis, ()) or step.kind == "total"
        if not readable:
            raise PlanError(
                f"{step.name}: a row of the axis {step.axis} cannot read {name} of the axis {axis}"
            )
        return Argument(name, axis)
