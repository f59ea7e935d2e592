"""Run a plan for one person on plain ints, keeping every step when asked: the explanation."""

from __future__ import annotations

from dataclasses import dataclass

from triennio.rules.engine.frame import Frame, Rows
from triennio.rules.engine.ops import IntOps, RecordingOps, most_favourable
from triennio.rules.engine.plan import Argument, BoundVariant, Node, Plan
from triennio.rules.engine.step import Axis

Winners = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One computed column: what it read, what came out, which sides won (one tuple of winners a row)."""

    name: str
    rules: tuple[str, ...]
    axis: Axis
    reads: tuple[str, ...]
    value: int | tuple[int, ...]
    winners: tuple[Winners, ...]


def run_ints(plan: Plan, frame: Frame, trace: list[Trace] | None = None) -> Frame:
    """Compute every column of `plan` into `frame` (inputs already there) and return it.

    With `trace`, one entry a column is appended in the order of the plan.
    """
    runner = _Runner(frame, RecordingOps() if trace is not None else IntOps())
    for node in plan.nodes:
        value = runner.compute(node)
        frame.put(node.step.name, node.step.axis, value)
        if trace is not None:
            trace.append(runner.entry(node, value))
    return frame


class _Runner:
    def __init__(self, frame: Frame, ops: IntOps) -> None:
        self.frame, self.ops = frame, ops
        self.winners: list[Winners] = []

    def compute(self, node: Node) -> int | Rows:
        self.winners = []
        axis = node.step.axis
        if node.constant is not None:
            return node.constant if axis is Axis.PERSON else [node.constant] * self.frame.sizes[axis]
        match node.step.kind:
            case "total":
                return self.total(node)
            case "allocate":
                return self.allocate(node)
            case "step" if axis is Axis.PERSON:
                return self.call(node.step.function, [self.read(a, axis, 0) for a in node.arguments])
            case "step":
                return [
                    self.call(node.step.function, [self.read(a, axis, row) for a in node.arguments])
                    for row in range(self.frame.sizes[axis])
                ]
            case "variants":
                return [self.variant(node, row) for row in range(self.frame.sizes[axis])]

    def call(self, function: object, arguments: list[object]) -> int:
        value = int(function(self.ops, *arguments))  # type: ignore[operator]
        if isinstance(self.ops, RecordingOps):
            self.winners.append(self.ops.taken())
        return value

    def read(self, argument: Argument, axis: Axis, row: int) -> object:
        """The value of an argument for one row: a parameter, the row's own column, or one broadcast from above."""
        if argument.axis is None:
            return argument.value
        if argument.axis is Axis.PERSON:
            return self.frame.person[argument.name]
        if argument.axis is axis:
            return self.frame.rows[argument.name][row]
        year = self.frame.year_row[axis][row]
        return self.frame.rows[argument.name][year] if year >= 0 else 0

    def variant(self, node: Node, row: int) -> int:
        axis = node.step.axis
        day = self.frame.rows[node.step.governed_by][row]
        chosen = next((v for v in node.variants if v.first <= day <= v.last), node.variants[0])
        value = self.measure(chosen, axis, row)
        if node.step.favourable and self.frame.rows[node.step.favourable][row]:
            value = most_favourable(self.ops, value, self.measure(node.variants[-1], axis, row))
        if isinstance(self.ops, RecordingOps):
            self.winners.append(self.ops.taken())
        return value

    def measure(self, variant: BoundVariant, axis: Axis, row: int) -> int:
        return int(variant.function(self.ops, *[self.read(a, axis, row) for a in variant.arguments]))

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
        of, group, limit = node.arguments
        used: dict[int, int] = {}
        result: Rows = []
        for row, amount in enumerate(self.frame.rows[of.name]):
            key = int(self.read(group, Axis.CREDIT, row))  # type: ignore[call-overload]
            if key < 0:
                result.append(amount)
                continue
            before = used.get(key, 0)
            left = max(int(self.read(limit, Axis.CREDIT, row)) - before, 0)  # type: ignore[call-overload]
            used[key] = before + amount
            result.append(min(amount, left))
        return result

    def entry(self, node: Node, value: int | Rows) -> Trace:
        stored = tuple(value) if isinstance(value, list) else value
        step = node.step
        return Trace(step.name, step.rules, step.axis, step.reads, stored, tuple(self.winners))
