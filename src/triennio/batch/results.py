"""From a register to finished tables: go on where an earlier run stopped, or begin anew and say why."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from triennio.batch import manifest as m
from triennio.batch.families import ECM
from triennio.batch.files import written
from triennio.batch.nesting import nest_folder
from triennio.batch.parts import Job, compute, part
from triennio.batch.tables import Table, flat_at, nested_at
from triennio.batch.task import Task

PARTS = "parts"
PIECE = 65_536

Say = Callable[[str], None]


def input_files(given: Path, family: str = ECM) -> tuple[Path, ...]:
    """The files of a register, nested or flat. Raises Refused when it is neither."""
    nested = nested_at(given)
    if nested is not None:
        return nested.files
    return tuple(file for table in flat_at(given, family).values() for file in table.files)


@contextmanager
def parts_of(
    task: Task, wanted: m.Manifest, given: Path, out: Path, workers: int, say: Say
) -> Iterator[list[Job]]:
    """All parts computed, in `out/parts`; what an earlier run of the same finished is not repeated."""
    folder = out / PARTS
    before = m.read(folder)
    if before is not None and before != wanted:
        say(f"{folder}: le parti già fatte non valgono più: sono cambiate {m.differences(before, wanted)}")
    if before != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        m.write(folder, wanted)
    elif any(folder.glob("*.parquet")):
        say(f"{folder}: si riprende da dove ci si era fermati")
    yield compute(nested_register(given, folder, say, task.family), task, folder, workers)
    shutil.rmtree(folder)


def nested_register(given: Path, folder: Path, say: Say, family: str = ECM) -> Table:
    """The nested table; of a flat register one is made first, and kept with the parts."""
    nested = nested_at(given)
    if nested is not None:
        return nested
    made = nested_at(folder)
    if made is None:
        nest_folder(given, folder, say, family)
        made = nested_at(folder)
    if made is None:
        raise FileNotFoundError(folder)
    return made


def gather(
    task: Task, tables: Iterable[str], jobs: list[Job], wanted: m.Manifest, out: Path
) -> dict[str, int]:
    """Put the parts of each table together, in order; return their rows. A table appears when it is whole."""
    counts = {}
    for table in tables:
        schema = task.schemas[table]
        counts[table] = 0
        marked = schema.with_metadata({m.KEY: m.text_of(wanted).encode()})
        with written(out / f"{table}.parquet", marked) as writer:
            for rows in rows_of(out / PARTS, table, jobs):
                writer.write_batch(rows.cast(marked))
                counts[table] += len(rows)
    return counts


def rows_of(folder: Path, table: str, jobs: list[Job]) -> Iterator[pa.RecordBatch]:
    """The rows of a table, part after part."""
    for job in jobs:
        with pq.ParquetFile(part(folder, table, job)) as parquet:
            yield from parquet.iter_batches(PIECE)
