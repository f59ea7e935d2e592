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
        """Store a column, widened to int64: a narrow integer must never meet an arithmetic operator."""
        self.axes[name] = axis
        column = np.asarray(values)
        if column.dtype.kind not in "iub":
            raise TypeError(f"{name}: whole numbers are needed, not {column.dtype}")
        if column.dtype == np.uint64 and column.size and column.max() > np.iinfo(np.int64).max:
            raise TypeError(f"{name}: too large for 64 bits with a sign")
        self.columns[name] = np.broadcast_to(column, (self.size(axis),)).astype(np.int64)

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


def run_numpy(plan: Plan, chunk: Chunk) -> Chunk:
    """Compute every column of `plan` into `chunk` (inputs already there) and return it."""
    runner = _Runner(chunk)
    for node in plan.nodes:
        values = runner.compute(node)
        if node.step.only and node.constant is None:
            column, wanted = node.step.only
            values = np.where(chunk.columns[column] == wanted, values, 0)
        chunk.put(node.step.name, node.step.axis, values)
    return chunk


class _Runner:
    def __init__(self, chunk: Chunk) -> None:
        self.chunk, self.ops = chunk, NumpyOps()

    def compute(self, node: Node) -> Any:
        if node.constant is not None:
            return node.constant
        axis = node.step.axis
        match node.step.kind:
            case "total":
                return self.total(node)
            case "allocate":
                of, group, limit = (self.read(a, axis) for a in node.arguments)
                return chronological(of, group, limit, self.chunk.person_of[Axis.CREDIT])
            case "step" if node.step.function is not None:
                return node.step.function(self.ops, *[self.read(a, axis) for a in node.arguments])
            case _:
                return self.variants(node)

    def read(self, argument: Argument, axis: Axis) -> Any:
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
        axis, step = node.step.axis, node.step
        day = self.chunk.columns[step.governed_by]
        values = [self.measure(variant, axis) for variant in node.variants]
        result = values[0]
        for variant, value in zip(node.variants[1:], values[1:], strict=True):
            result = np.where((day >= variant.first) & (day <= variant.last), value, result)
        if step.favourable:
            competes = self.chunk.columns[step.favourable]
            result = np.where(competes, most_favourable(self.ops, result, values[-1]), result)
        return result

    def measure(self, variant: BoundVariant, axis: Axis) -> Any:
        return variant.function(self.ops, *[self.read(a, axis) for a in variant.arguments])

    def total(self, node: Node) -> Column:
        of = node.arguments[0]
        rows = self.chunk.columns[of.name]
        axis = of.axis or Axis.CREDIT
        if node.step.axis is Axis.PERSON:
            return segment_sums(rows, self.chunk.offsets[axis])
        sums = np.zeros(self.chunk.size(Axis.YEAR), dtype=np.int64)
        inside = self.chunk.year_row[axis] >= 0
        np.add.at(sums, self.chunk.year_row[axis][inside], rows[inside])
        return sums


def segment_sums(rows: Column, offsets: Column) -> Column:
    """The sum of each segment; empty segments give 0."""
    running = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(rows, dtype=np.int64)))
    result: Column = running[offsets[1:]] - running[offsets[:-1]]
    return result


def chronological(amounts: Column, group: Any, limit: Any, person: Column) -> Column:
    """What a limit lets through of each row, first come first served, within each (person, group); group −1 passes."""
    group = np.broadcast_to(np.asarray(group, dtype=np.int64), amounts.shape)
    limit = np.broadcast_to(np.asarray(limit, dtype=np.int64), amounts.shape)
    if not amounts.size:
        return amounts
    order = np.lexsort((np.arange(amounts.size), group, person))
    sorted_amounts = amounts[order]
    running = np.cumsum(sorted_amounts, dtype=np.int64)
    fresh = np.ones(amounts.size, dtype=bool)
    fresh[1:] = (person[order][1:] != person[order][:-1]) | (group[order][1:] != group[order][:-1])
    starts = np.maximum.accumulate(np.where(fresh, np.arange(amounts.size), 0))
    before_sorted = running - sorted_amounts - (running - sorted_amounts)[starts]
    before = np.empty_like(before_sorted)
    before[order] = before_sorted
    passed: Column = np.minimum(amounts, np.maximum(limit - before, 0))
    return np.where(group < 0, amounts, passed)
