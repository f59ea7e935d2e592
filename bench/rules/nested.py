"""A problem as an Arrow table, one row a person with list columns, and back without copying: what Spark reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.rules.problem import ABSENCE, CREDIT, OUTPUTS, PERSON, Problem

ROW_GROUP = 5_000
ANSWER = pa.schema([("id", pa.int64()), *((name, pa.int32()) for name in OUTPUTS)])


def write(problem: Problem, path: Path) -> None:
    """The table as one Parquet file."""
    columns: dict[str, Any] = {"id": pa.array(np.arange(problem.people))}
    columns |= {name: pa.array(problem.person[name]) for name in PERSON}
    columns |= {f"due_{n}": pa.array(problem.due[:, n]) for n in range(3)}
    absence = {"year": problem.absence_year, **problem.absence}
    columns["absences"] = _listed(absence, problem.absence_offsets)
    columns["credits"] = _listed(problem.credit, problem.offsets)
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path, row_group_size=ROW_GROUP)


def _listed(columns: dict[str, Any], offsets: Any) -> pa.Array:
    items = pa.StructArray.from_arrays([pa.array(column) for column in columns.values()], names=list(columns))
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), items)


def read(batch: pa.RecordBatch) -> Problem:
    """The problem of a batch, which may be a slice of a longer one."""
    problem = Problem(len(batch))
    problem.person = {name: _plain(batch.column(name)) for name in PERSON}
    problem.due = np.stack([_plain(batch.column(f"due_{n}")) for n in range(3)], axis=1)
    problem.absence_offsets, absence = _items(batch.column("absences"))
    problem.absence_year = absence["year"]
    problem.absence = {name: absence[name] for name in ABSENCE}
    problem.offsets, credit = _items(batch.column("credits"))
    problem.credit = {name: credit[name] for name in CREDIT}
    return problem


def _items(column: pa.Array) -> tuple[Any, dict[str, Any]]:
    offsets = column.offsets.to_numpy().astype(np.int64)
    items = column.values.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))
    values = {items.type.field(n).name: _plain(part) for n, part in enumerate(items.flatten())}
    return offsets - offsets[0], values


def _plain(column: pa.Array) -> Any:
    return column.to_numpy(zero_copy_only=False)


def answer(batch: pa.RecordBatch, found: dict[str, Any]) -> pa.RecordBatch:
    """The answers of a batch, with the numbers of its people."""
    columns = [batch.column("id"), *(pa.array(found[name], pa.int32()) for name in OUTPUTS)]
    return pa.RecordBatch.from_arrays(columns, schema=ANSWER)
