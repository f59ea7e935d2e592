"""Run the same plan for many people at once: one int64 array a column, rows grouped by person.

Sums over the rows of a person are differences of a cumulative sum, so that a person without rows gets 0
(`reduceat` would give him his neighbour's first row).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from triennio.rules.engine.frame import Frame
from triennio.rules.engine.ops import NumpyOps, most_favourable
from triennio.rules.engine.plan import Argument, BoundVariant, Node, Plan
from triennio.rules.engine.step import Axis

Column = npt.NDArray[np.int64]
ROW_AXES = (Axis.YEAR, Axis.ABSENCE, Axis.CREDIT)


@dataclass(slots=True)
class Chunk:
    """Many people, one triennio. `offsets[axis][i]:offsets[axis][i+1]` are the rows of person `i` on an axis."""

    people: int
    columns: dict[str, Column] = field(default_factory=dict)
    axes: dict[str, Axis] = field(default_factory=dict)
    offsets: dict[Axis, Column] = field(default_factory=dict)
    person_of: dict[Axis, Column] = field(default_factory=dict)
    year_row: dict[Axis, Column] = field(default_factory=dict)

    def size(self, axis: Axis) -> int:
        """Number of rows of an axis."""
        return self.people if axis is Axis.PERSON else int(self.offsets[axis][-1])

    def put(self, name: str, axis: Axis, values: Any) -> None:
        """Store a copy of a column, widened to int64: a narrow integer must never meet an arithmetic operator."""
        column = np.asarray(values)
        self.keep(name, axis, column.copy() if column.dtype == np.int64 else column)

    def keep(self, name: str, axis: Axis, values: Any) -> None:
        """Store a column that nobody changes any more; a single number for all rows is kept once (see `repeated`)."""
        self.axes[name] = axis
        column = np.asarray(values)
        if column.dtype != np.int64:
            if column.dtype.kind not in "iub":
                raise TypeError(f"{name}: whole numbers are needed, not {column.dtype}")
            if column.dtype == np.uint64 and column.size and column.max() > np.iinfo(np.int64).max:
                raise TypeError(f"{name}: too large for 64 bits with a sign")
            column = column.astype(np.int64)
        size = self.size(axis)
        if column.shape != (size,):
            if column.size != 1:
                raise ValueError(f"{name}: {column.size} values for {size} rows")
            column = repeated(int(column.reshape(-1)[0]), size)
        self.columns[name] = column

    def put_facts(self, name: str, axis: Axis, values: Any) -> None:
        """Store an input. Many facts concern nobody of a chunk: then one number stands for all rows."""
        column = np.asarray(values)
        if column.size > 1 and (column == column[0]).all():
            column = column[:1]
        self.put(name, axis, column)

    def of_person(self, name: str, person: int) -> int | list[int]:
        """One person's part of a column, as the run on ints stores it."""
        column = self.columns[name]
        axis = self.axes[name]
        if axis is Axis.PERSON:
            return int(column[person])
        start, end = self.offsets[axis][person : person + 2]
        return [int(value) for value in column[start:end]]


def chunk_of(frames: Sequence[Frame]) -> Chunk:
    """Put the inputs of many frames side by side. All frames hold the same columns."""
    chunk = Chunk(len(frames))
    for axis in ROW_AXES:
        sizes = np.array([frame.sizes[axis] for frame in frames], dtype=np.int64)
        chunk.offsets[axis] = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        chunk.person_of[axis] = np.repeat(np.arange(len(frames), dtype=np.int64), sizes)
    for axis in (Axis.ABSENCE, Axis.CREDIT):
        local = _joined([frame.year_row[axis] for frame in frames])
        base = chunk.offsets[Axis.YEAR][chunk.person_of[axis]]
        chunk.year_row[axis] = np.where(local < 0, -1, base + local)
    for name, axis in frames[0].axes.items() if frames else ():
        if axis is Axis.PERSON:
            chunk.put(name, axis, [frame.person[name] for frame in frames])
        else:
            chunk.put(name, axis, _joined([frame.rows[name] for frame in frames]))
    return chunk


def _joined(parts: Sequence[Sequence[int]]) -> Column:
    return np.array([value for part in parts for value in part], dtype=np.int64)


def repeated(value: int, size: int) -> Column:
    """One number for so many rows, in the memory of one; the stride of 0 says so, and nobody can write to it."""
    one = np.array([value], dtype=np.int64)
    one.flags.writeable = False
    return np.ndarray((size,), np.int64, one, strides=(0,))


def run_numpy(plan: Plan, chunk: Chunk) -> Chunk:
    """Compute every column of `plan` into `chunk` (inputs already there) and return it."""
    runner = _Runner(chunk)
    for node in plan.nodes:
        chunk.keep(node.step.name, node.step.axis, runner.compute(node))
    return chunk


class _Runner:
    """Computes one column after the other. What is the same for all rows is computed once, not for each.

    `rows` are those of the axis for which the column is asked; none means all.
    """

    def __init__(self, chunk: Chunk) -> None:
        self.chunk, self.ops = chunk, NumpyOps()
        self.rows: Column | None = None

    def compute(self, node: Node) -> Any:
        if node.constant is not None:
            return node.constant
        if node.step.only is not None:
            return self.some(node, *node.step.only)
        return self.whole(node)

    def some(self, node: Node, column: str, wanted: int) -> Any:
        """The column for the rows that ask for it, 0 for the others."""
        rows = np.flatnonzero(self.chunk.columns[column] == wanted)
        if not rows.size:
            return 0
        self.rows = rows
        values = self.whole(node)
        self.rows = None
        result = np.zeros(self.chunk.size(node.step.axis), dtype=np.int64)
        result[rows] = values
        return result

    def whole(self, node: Node) -> Any:
        axis = node.step.axis
        match node.step.kind:
            case "total":
                return self.total(node)
            case "allocate":
                of, group, limit = (self.row_by_row(a, axis) for a in node.arguments)
                return chronological(of, group, limit, self.chunk.person_of[Axis.CREDIT])
            case "step" if node.step.function is not None:
                return node.step.function(self.ops, *[self.read(a, axis) for a in node.arguments])
            case _:
                return self.variants(node)

    def read(self, argument: Argument, axis: Axis) -> Any:
        """A parameter, one number that holds for all rows, or a number a row."""
        if argument.axis is None:
            return argument.value
        column = self.chunk.columns[argument.name]
        if column.strides == (0,) and argument.axis in (axis, Axis.PERSON):
            return column[:1]
        column = self.row_by_row(argument, axis)
        return column if self.rows is None else column[self.rows]

    def row_by_row(self, argument: Argument, axis: Axis) -> Any:
        """A column for every row of an axis; of a row without a year, 0."""
        if argument.axis is None:
            return argument.value
        column = self.chunk.columns[argument.name]
        if argument.axis is axis:
            return column
        if argument.axis is Axis.PERSON:
            return column[self.chunk.person_of[axis]]
        year = self.chunk.year_row[axis]
        return (
            np.where(year < 0, 0, column[np.maximum(year, 0)])
            if column.size
            else np.zeros(year.shape, np.int64)
        )

    def variants(self, node: Node) -> Any:
        """Each row by the measure of its day; measures of other days than those at hand are not computed."""
        step, axis = node.step, node.step.axis
        day = self.read(Argument(step.governed_by, axis), axis)
        if not day.size:
            return 0
        first, last = int(day.min()), int(day.max())
        alone = next((v for v in node.variants if v.first <= first and last <= v.last), None)
        result = self.measure(alone or node.variants[0], axis)
        for variant in () if alone else node.variants[1:]:
            if variant.first <= last and first <= variant.last:
                holds = (day >= variant.first) & (day <= variant.last)
                result = np.where(holds, self.measure(variant, axis), result)
        if step.favourable:
            competes = self.read(Argument(step.favourable, axis), axis)
            if competes.any():
                newest = self.measure(node.variants[-1], axis)
                result = np.where(competes, most_favourable(self.ops, result, newest), result)
        return result

    def measure(self, variant: BoundVariant, axis: Axis) -> Any:
        return variant.function(self.ops, *[self.read(a, axis) for a in variant.arguments])

    def total(self, node: Node) -> Column | int:
        of = node.arguments[0]
        rows = self.chunk.columns[of.name]
        axis = of.axis or Axis.CREDIT
        if not rows.size:
            return 0
        if node.step.axis is Axis.PERSON:
            return segment_sums(rows, self.chunk.offsets[axis])
        sums = np.zeros(self.chunk.size(Axis.YEAR), dtype=np.int64)
        inside = self.chunk.year_row[axis] >= 0
        np.add.at(sums, self.chunk.year_row[axis][inside], rows[inside])
        return sums


def segment_sums(rows: npt.NDArray[np.integer], offsets: Column) -> Column:
    """The sum of each segment; empty segments give 0."""
    running = np.zeros(rows.size + 1, dtype=np.int64)
    np.cumsum(rows.astype(np.int64, copy=False), out=running[1:])
    result: Column = running[offsets[1:]] - running[offsets[:-1]]
    return result


def chronological(amounts: Column, group: Any, limit: Any, person: Column) -> Column:
    """What a limit lets through of each row, first come first served, within each (person, group); group −1 passes.

    Rows come grouped by person and in order within each; `limit` is that of each row.
    """
    group = np.broadcast_to(np.asarray(group, dtype=np.int64), amounts.shape)
    limit = np.broadcast_to(np.asarray(limit, dtype=np.int64), amounts.shape)
    rows = np.flatnonzero(group >= 0)
    if not rows.size:
        return amounts
    passed = amounts.copy()
    person, group = person[rows], group[rows]
    if not _in_order(person, group):
        order = np.lexsort((group, person))
        rows, person, group = rows[order], person[order], group[order]
    own = amounts[rows]
    before = np.cumsum(own, dtype=np.int64) - own
    fresh = np.ones(rows.size, dtype=bool)
    fresh[1:] = (person[1:] != person[:-1]) | (group[1:] != group[:-1])
    starts = np.flatnonzero(fresh)
    before -= np.repeat(before[starts], np.diff(np.append(starts, rows.size)))
    passed[rows] = np.minimum(own, np.maximum(limit[rows] - before, 0))
    return passed


def _in_order(person: Column, group: Column) -> bool:
    """Whether rows of one person and group already stand together, groups ascending."""
    after, before = person[1:], person[:-1]
    return bool(((after > before) | ((after == before) & (group[1:] >= group[:-1]))).all())
