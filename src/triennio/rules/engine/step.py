"""What a step is, and the register of the steps of a family of rules.

A step is a plain function: its name is the column it makes, its argument names are the columns and parameters it
reads, its decorator says on which axis it works and which rule it carries out. Values broadcast downward by
themselves (a person's value reaches each of his credits); they go upward only through `total`, and share a limit
among the rows of a group only through `allocate`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

from triennio.rules.engine.ops import Ops

StepFunction = Callable[..., Any]
Kind = Literal["step", "variants", "total", "allocate"]


class Axis(StrEnum):
    """What one row is. `ABSENCE` is one absence in one calendar year."""

    PERSON = "person"
    YEAR = "year"
    ABSENCE = "absence"
    CREDIT = "credit"


UPWARD = {
    Axis.YEAR: (Axis.PERSON,),
    Axis.ABSENCE: (Axis.YEAR, Axis.PERSON),
    Axis.CREDIT: (Axis.YEAR, Axis.PERSON),
}
"""The axes whose values a row of the given axis can read."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One measure of a column: the rule that brings it, and its function."""

    rule: str
    function: StepFunction
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A column: how it is made and what it reads, parameters included.

    `only`: a column of the same axis and a value; rows where it is another value get 0 without being computed.
    """

    name: str
    axis: Axis
    kind: Kind
    rule: str
    reads: tuple[str, ...]
    function: StepFunction | None = None
    variants: tuple[Variant, ...] = ()
    governed_by: str = ""
    favourable: str = ""
    absent: int | None = None
    of: str = ""
    group: str = ""
    limit: str = ""
    only: tuple[str, int] | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule this column carries out."""
        return tuple(variant.rule for variant in self.variants) if self.variants else (self.rule,)


def reads_of(function: StepFunction) -> tuple[str, ...]:
    """The argument names after `ops`: what the function reads."""
    names = tuple(inspect.signature(function).parameters)
    if not names or names[0] != "ops":
        raise TypeError(f"{function.__name__}: the first argument of a step is ops")
    return names[1:]


class Steps:
    """The register of one family. Decorators add to it; `plan` puts the columns in order."""

    def __init__(self) -> None:
        self.columns: dict[str, Step] = {}

    def _add(self, step: Step) -> None:
        if step.name in self.columns:
            raise TypeError(f"column {step.name} is made twice")
        if step.only is not None:  # a member of an enumeration is compared more slowly than the number it is
            step = replace(step, only=(step.only[0], int(step.only[1])))
        self.columns[step.name] = step

    def step(
        self, axis: Axis, *, rule: str, absent: int | None = None, only: tuple[str, int] | None = None
    ) -> Callable[[StepFunction], StepFunction]:
        """Register a column. `absent` is its value in a triennio whose rulebook does not hold its parameters."""

        def register(function: StepFunction) -> StepFunction:
            name = function.__name__
            self._add(Step(name, axis, "step", rule, reads_of(function), function, absent=absent, only=only))
            return function

        return register

    def variant(
        self,
        column: str,
        axis: Axis,
        *,
        rule: str,
        governed_by: str,
        favourable: str = "",
        only: tuple[str, int] | None = None,
    ) -> Callable[[StepFunction], StepFunction]:
        """Register one measure of a column; which one applies depends on the day in the column `governed_by`.

        Where the 0/1 column `favourable` is set, the measures in force up to that day and the newest one compete.
        `only`: see `Step`.
        """

        def register(function: StepFunction) -> StepFunction:
            new = Variant(rule, function, reads_of(function))
            old = self.columns.pop(column, None)
            variants = (*old.variants, new) if old else (new,)
            reads = dict.fromkeys(name for variant in variants for name in variant.reads)
            extra = (governed_by, favourable) if favourable else (governed_by,)
            step = Step(
                column,
                axis,
                "variants",
                rule,
                (*reads, *extra),
                None,
                variants,
                governed_by,
                favourable,
                only=only,
            )
            self._add(step)
            return function

        return register

    def total(self, name: str, axis: Axis, *, of: str, rule: str) -> None:
        """A column that adds up the rows below."""
        self._add(Step(name, axis, "total", rule, (of,), of=of))

    def allocate(self, name: str, *, of: str, group: str, limit: str, rule: str) -> None:
        """Share `limit` among the credits of one `group`, first come first served; group −1 passes whole."""
        step = Step(name, Axis.CREDIT, "allocate", rule, (of, group, limit), of=of, group=group, limit=limit)
        self._add(step)


__all__ = ["UPWARD", "Axis", "Ops", "Step", "StepFunction", "Steps", "Variant", "reads_of"]
