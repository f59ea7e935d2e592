"""The same function on a cluster: Spark reads the nested table, cuts it into batches, and writes what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from triennio.batch.task import Task

DDL = {"string": "STRING", "bool": "BOOLEAN", "int8": "TINYINT", "int16": "SMALLINT", "int32": "INT",
       "date32[day]": "DATE"}  # fmt: skip


def mapped(register: Any, task: Task, table: str) -> Any:
    """One table of a task's as a DataFrame, computed where the data are. Every worker needs the product installed."""

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield task.run(batch)[table]

    columns = (f"`{field.name}` {DDL[str(field.type)]}" for field in task.schemas[table])
    return register.mapInArrow(run, ", ".join(columns))
