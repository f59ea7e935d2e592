"""Run a plan for one person on plain ints, keeping every step when asked: the explanation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

from triennio.rules.engine.frame import Frame, Rows
from triennio.rules.engine.ops import IntOps, Ops, RecordingOps, most_favourable
from triennio.rules.engine.plan import Argument, BoundVariant, Node, Plan
from triennio.rules.engine.step import Axis, StepFunction

Winners = tuple[tuple[str, int], ...]
Call = Callable[[StepFunction, Sequence[Any]], int]


class Trace(NamedTuple):
    """One computed column: what it read and what came out; which sides won is asked for again when it is shown."""

    node: Node
    frame: Frame
    column: int | Rows

    @property
    def name(self) -> str:
        return self.node.step.name

    @property
    def rules(self) -> tuple[str, ...]:
        return self.node.step.rules

    @property
    def axis(self) -> Axis:
        return self.node.step.axis

    @property
    def reads(self) -> tuple[str, ...]:
        return self.node.step.reads

    @property
    def value(self) -> int | tuple[int, ...]:
        return tuple(self.column) if isinstance(self.column, list) else self.column

    @property
    def winners(self) -> tuple[Winners, ...]:
        """One tuple of winners a row: the step is computed once more on the columns it read, with notes.

        A column is made once and never changed, so what the step read is still in its frame.
        """
        runner = _Noting(self.frame)
        runner.compute(self.node)
        return tuple(runner.notes)


def run_ints(plan: Plan, frame: Frame, trace: list[Trace] | None = None) -> Frame:
    """Compute every column of `plan` into `frame` (inputs already there) and return it.

    With `trace`, one entry a column is appended in the order of the plan.
    """
    runner = _Runner(frame)
    person, rows, axes = frame.person, frame.rows, frame.axes
    prepared, numbers = _prepared(plan)
    known = {**numbers, **person, OPS: runner.ops}
    made = tuple.__new__  # what Trace(…) comes to, at a third of the price
    for node, name, axis, function, read in prepared:
        value: int | Rows
        value = int(function(*read(known))) if function is not None else runner.compute(node)
        axes[name] = axis
        if isinstance(value, list):
            rows[name] = value
        else:
            known[name] = person[name] = value
        if trace is not None:
            trace.append(made(Trace, (node, frame, value)))
    return frame


OPS = "ops"
Prepared = tuple[Node, str, Axis, Any, Any]


def _prepared(plan: Plan) -> tuple[list[Prepared], dict[str, Any]]:
    """The nodes with a way to call those of the person at once, and the parameters by name; made once a plan."""
    if "ints" not in plan.kept:
        numbers = {a.name: a.value for node in plan.nodes for a in node.arguments if a.axis is None}
        plan.kept["ints"] = [_ready(node) for node in plan.nodes], numbers
    made: tuple[list[Prepared], dict[str, Any]] = plan.kept["ints"]
    return made


def _ready(node: Node) -> Prepared:
    step = node.step
    plain = node.constant is None and step.kind == "step" and step.axis is Axis.PERSON and node.arguments
    read = itemgetter(OPS, *(a.name for a in node.arguments)) if plain else None
    return node, step.name, step.axis, step.function if plain else None, read


class _Runner:
    """Computes columns on ints. Only rows that ask for a column are computed, and what all rows share once."""

    ops: Ops = IntOps()

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def compute(self, node: Node) -> int | Rows:
        step, axis = node.step, node.step.axis
        if axis is not Axis.PERSON and not self.frame.sizes[axis]:
            return []
        if node.constant is not None:
            return node.constant if axis is Axis.PERSON else [node.constant] * self.frame.sizes[axis]
        if step.kind == "step" and step.function is not None:
            if axis is Axis.PERSON:
                person = self.frame.person
                return self.one(
                    step.function, [a.value if a.axis is None else person[a.name] for a in node.arguments]
                )
            if step.only is None:
                return self.each(step.function, node)
        if step.kind == "total":
            return self.total(node)
        if step.kind == "allocate":
            return self.allocate(node)
        return self.some(node)

    # One call, and many -------------------------------------------------------------------------------------------

    def one(self, function: StepFunction, arguments: Sequence[Any]) -> int:
        return int(function(self.ops, *arguments))

    def each(self, function: StepFunction, node: Node) -> Rows:
        """A step for every row of its axis."""
        axis = node.step.axis
        size = self.frame.sizes[axis]
        if node.alike:
            return self.alike(function, [self.at(a, axis, 0) for a in node.arguments], size)
        return self.rows(function, [self.column(a, axis, size) for a in node.arguments], size)

    def alike(self, function: StepFunction, arguments: Sequence[Any], size: int) -> Rows:
        """All rows read the same."""
        return [self.one(function, arguments)] * size

    def rows(self, function: StepFunction, columns: Sequence[Iterable[Any]], size: int) -> Rows:
        return list(map(int, map(function, repeat(self.ops, size), *columns)))

    def some(self, node: Node) -> Rows:
        """A column that only some rows ask for, or one whose measure depends on the day of the row."""
        step, frame = node.step, self.frame
        size = frame.sizes[step.axis]
        asked: Sequence[int] = range(size)
        if step.only is not None:
            column, wanted = step.only
            here = frame.rows[column]
            asked = [row for row in asked if here[row] == wanted] if wanted in here else []
        result = [0] * size
        for row in asked:
            function, arguments = (
                self.measure(node, row) if step.variants else (step.function, node.arguments)
            )
            if function is None:
                raise TypeError(f"{step.name}: a step without a function")
            result[row] = self.one(function, self.read(arguments, step.axis, row))
        return result

    def measure(self, node: Node, row: int) -> tuple[StepFunction, Any]:
        """The measure of the row's day; under a favourable-rule clause it competes with the newest."""
        step, rows = node.step, self.frame.rows
        day = rows[step.governed_by][row]
        chosen = next((v for v in node.variants if v.first <= day <= v.last), node.variants[0])
        if step.favourable and rows[step.favourable][row]:
            return _competing, (chosen, node.variants[-1])
        return chosen.function, chosen.arguments

    # What is read -------------------------------------------------------------------------------------------------

    def read(self, arguments: Sequence[Argument | BoundVariant], axis: Axis, row: int) -> list[Any]:
        """The arguments of a step in one row; a measure is read with its own."""
        return [
            self.at(a, axis, row)
            if isinstance(a, Argument)
            else (a.function, [self.at(b, axis, row) for b in a.arguments])
            for a in arguments
        ]

    def at(self, argument: Argument, axis: Axis, row: int) -> Any:
        """An argument in one row: a parameter, a column of the row's axis, or one of an axis above."""
        if argument.axis is None:
            return argument.value
        if argument.axis is Axis.PERSON:
            return self.frame.person[argument.name]
        column = self.frame.rows[argument.name]
        if argument.axis is axis:
            return column[row]
        year = self.frame.year_row[axis][row]
        return column[year] if year >= 0 else 0

    def column(self, argument: Argument, axis: Axis, size: int) -> Iterable[Any]:
        """An argument for every row."""
        if argument.axis is None:
            return repeat(argument.value, size)
        if argument.axis is Axis.PERSON:
            return repeat(self.frame.person[argument.name], size)
        column = self.frame.rows[argument.name]
        if argument.axis is axis:
            return column
        return [column[year] if year >= 0 else 0 for year in self.frame.year_row[axis]]

    # Upward and shared --------------------------------------------------------------------------------------------

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
        size = self.frame.sizes[Axis.CREDIT]
        columns = [self.column(a, Axis.CREDIT, size) for a in node.arguments]
        for amount, key, limit in zip(*columns, strict=True):
            if key < 0:
                result.append(amount)
                continue
            before = used.get(key, 0)
            used[key] = before + amount
            result.append(min(amount, max(limit - before, 0)))
        return result


class _Noting(_Runner):
    """The same, with a note of who won in each row."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.recording = RecordingOps()
        self.ops = self.recording
        self.notes: list[Winners] = []

    def one(self, function: StepFunction, arguments: Sequence[Any]) -> int:
        value = super().one(function, arguments)
        self.notes.append(self.recording.taken())
        return value

    def alike(self, function: StepFunction, arguments: Sequence[Any], size: int) -> Rows:
        return [self.one(function, arguments) for _ in range(size)]

    def rows(self, function: StepFunction, columns: Sequence[Iterable[Any]], size: int) -> Rows:
        return [self.one(function, arguments) for arguments in zip(*columns, strict=True)]

    def some(self, node: Node) -> Rows:
        """Rows that do not ask have nothing to note."""
        result = super().some(node)
        if node.step.only is not None:
            column, wanted = node.step.only
            noted = iter(self.notes)
            self.notes = [next(noted) if here == wanted else () for here in self.frame.rows[column]]
        return result


def _competing(ops: Ops, older: tuple[StepFunction, Any], newer: tuple[StepFunction, Any]) -> Any:
    """Two measures under a favourable-rule clause."""
    return most_favourable(ops, int(older[0](ops, *older[1])), int(newer[0](ops, *newer[1])))
