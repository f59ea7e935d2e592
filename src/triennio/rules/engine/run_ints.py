"""Run a plan for one person on plain ints, keeping every step when asked: the explanation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from triennio.rules.engine.frame import Frame, Rows
from triennio.rules.engine.ops import IntOps, Ops, RecordingOps, most_favourable
from triennio.rules.engine.plan import Argument, Node, Plan
from triennio.rules.engine.step import Axis, StepFunction

Winners = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One computed column: what it read and what came out; which sides won is asked for again when it is shown."""

    name: str
    rules: tuple[str, ...]
    axis: Axis
    reads: tuple[str, ...]
    value: int | tuple[int, ...]
    node: Node
    frame: Frame

    @property
    def winners(self) -> tuple[Winners, ...]:
        """One tuple of winners a row: the step is computed once more on the columns it read, with notes.

        A column is made once and never changed, so what the step read is still in its frame.
        """
        runner = _Runner(self.frame, RecordingOps())
        runner.compute(self.node)
        return tuple(runner.notes)


def run_ints(plan: Plan, frame: Frame, trace: list[Trace] | None = None) -> Frame:
    """Compute every column of `plan` into `frame` (inputs already there) and return it.

    With `trace`, one entry a column is appended in the order of the plan.
    """
    runner = _Runner(frame, IntOps())
    for node in plan.nodes:
        value = runner.compute(node)
        if trace is not None:
            stored = tuple(value) if isinstance(value, list) else value
            step = node.step
            trace.append(Trace(step.name, step.rules, step.axis, step.reads, stored, node, frame))
        frame.put(node.step.name, node.step.axis, value)
    return frame


class _Runner:
    def __init__(self, frame: Frame, ops: IntOps) -> None:
        self.frame, self.ops = frame, ops
        self.notes: list[Winners] = []

    def compute(self, node: Node) -> int | Rows:
        step, axis = node.step, node.step.axis
        if node.constant is not None:
            return node.constant if axis is Axis.PERSON else [node.constant] * self.frame.sizes[axis]
        if step.kind == "total":
            return self.total(node)
        if step.kind == "allocate":
            return self.allocate(node)
        if step.kind == "variants":
            return self.variants(node)
        if step.function is None:
            raise TypeError(f"{step.name}: a step without a function")
        if axis is Axis.PERSON:
            arguments = [a.value if a.axis is None else self.frame.person[a.name] for a in node.arguments]
            return self.call(step.function, arguments)
        asked = self.asked(node)
        rows = zip(asked, self.rows(node.arguments, axis), strict=False)
        return [
            self.call(step.function, arguments) if wanted else self.nothing() for wanted, arguments in rows
        ]

    def call(self, function: StepFunction, arguments: Sequence[Any]) -> int:
        value = int(function(self.ops, *arguments))
        if isinstance(self.ops, RecordingOps):
            self.notes.append(self.ops.taken())
        return value

    def nothing(self) -> int:
        """A row for which the column is not asked."""
        if isinstance(self.ops, RecordingOps):
            self.notes.append(())
        return 0

    def asked(self, node: Node) -> Iterable[bool]:
        """For each row: is the column asked of it?"""
        if node.step.only is None:
            return repeat(True, self.frame.sizes[node.step.axis])
        column, wanted = node.step.only
        return [here == wanted for here in self.frame.rows[column]]

    def rows(self, arguments: tuple[Argument, ...], axis: Axis) -> Iterable[tuple[Any, ...]]:
        """The arguments of a step, row by row."""
        size = self.frame.sizes[axis]
        if not arguments:
            return repeat((), size)
        return zip(*(self.column(argument, axis, size) for argument in arguments), strict=False)

    def column(self, argument: Argument, axis: Axis, size: int) -> Iterable[Any]:
        """An argument for every row: a parameter, the rows' own column, or one broadcast from above."""
        if argument.axis is None:
            return repeat(argument.value, size)
        if argument.axis is Axis.PERSON:
            return repeat(self.frame.person[argument.name], size)
        column = self.frame.rows[argument.name]
        if argument.axis is axis:
            return column
        return [column[year] if year >= 0 else 0 for year in self.frame.year_row[axis]]

    def variants(self, node: Node) -> Rows:
        step, frame = node.step, self.frame
        days = frame.rows[step.governed_by]
        favourable = frame.rows[step.favourable] if step.favourable else None
        asked = list(self.asked(node))
        if not any(asked):
            return [self.nothing() for _ in asked]
        measures = [(v, list(self.rows(v.arguments, step.axis))) for v in node.variants]
        result: Rows = []
        for row, wanted in enumerate(asked):
            if not wanted:
                result.append(self.nothing())
                continue
            day = days[row]
            chosen, arguments = next((m for m in measures if m[0].first <= day <= m[0].last), measures[0])
            if favourable is not None and favourable[row]:
                newest, its = measures[-1]
                both = (chosen.function, arguments[row], newest.function, its[row])
                result.append(self.call(_competing, both))
            else:
                result.append(self.call(chosen.function, arguments[row]))
        return result

    def total(self, node: Node) -> int | Rows:
        of = node.arguments[0]
        rows = self.frame.rows[of.name]
        if node.step.axis is Axis.PERSON:
            return sum(rows)
        sums = [0] * self.frame.sizes[Axis.YEAR]
        for year, value in zip(self.frame.year_row[of.axis or Axis.ABSENCE], rows, strict=True):
            if year >= 0:
                sums[year] += value
        return sums

    def allocate(self, node: Node) -> Rows:
        used: dict[int, int] = {}
        result: Rows = []
        for amount, key, limit in self.rows(node.arguments, Axis.CREDIT):
            if key < 0:
                result.append(amount)
                continue
            before = used.get(key, 0)
            used[key] = before + amount
            result.append(min(amount, max(limit - before, 0)))
        return result


def _competing(
    ops: Ops, older: StepFunction, its: tuple[Any, ...], newer: StepFunction, other: tuple[Any, ...]
) -> Any:
    """Two measures under a favourable-rule clause."""
    return most_favourable(ops, int(older(ops, *its)), int(newer(ops, *other)))
