"""A flat table sorted by person on disk, when it does not fit in memory: sorted runs, then all runs merged at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from triennio.batch.files import COMPRESSION
from triennio.batch.flow import keyed
from triennio.batch.tables import Table
from triennio.rules.ecm.arrow.flat_columns import ROW

RUN = 1_000_000
"""Rows sorted in memory at once; as many wait in memory while the runs are merged."""
LEAST_PIECE = 1_024


def sorted_by_person(name: str, table: Table, folder: Path) -> Table:
    """A sorted copy in `folder`. Every row carries its number in the original."""
    folder.mkdir(parents=True, exist_ok=True)
    runs = _write_runs(name, table, folder)
    path = folder / table.path.name
    pieces = _merged(runs)
    first = next(pieces)
    with pq.ParquetWriter(path, first.schema, **COMPRESSION) as writer:
        writer.write_table(first)
        for piece in pieces:
            writer.write_table(piece)
    for run in runs:
        run.unlink()
    return Table(path, (path,), table.columns)


def _write_runs(name: str, table: Table, folder: Path) -> list[Path]:
    """Sorted parts of the table, in pieces small enough that one of each run fits in memory together."""
    count = max(-(-table.rows // RUN), 1)
    piece = max(RUN // count, LEAST_PIECE)
    runs = []
    for number, rows in enumerate(_gathered(keyed(name, piece) for piece in table.pieces())):
        path = folder / f"{table.path.name}.run{number}"
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        ordered = rows.sort_by([("person", "ascending"), (ROW, "ascending")]).combine_chunks()
        with pa.ipc.new_file(path, ordered.schema, options=options) as writer:
            writer.write_table(ordered, max_chunksize=piece)
        runs.append(path)
    return runs


def _gathered(pieces: Iterator[pa.Table]) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(map(len, waiting)) >= RUN:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _batches(run: Path) -> Iterator[pa.Table]:
    with pa.memory_map(str(run)) as source, pa.ipc.open_file(source) as reader:
        for number in range(reader.num_record_batches):
            yield pa.Table.from_batches([reader.get_batch(number)])


def _merged(runs: list[Path]) -> Iterator[pa.Table]:
    """All rows in order: each time those that no run can still precede."""
    sources = [_batches(run) for run in runs]
    heads = [(source, head) for source in sources if (head := next(source, None)) is not None]
    while heads:
        limit = min(head.column("person")[-1].as_py() for _, head in heads)
        ready, later = [], []
        for source, head in heads:
            inside = pc.sum(pc.less_equal(head.column("person"), limit)).as_py()
            ready.append(head.slice(0, inside))
            rest = head.slice(inside) if inside < len(head) else next(source, None)
            if rest is not None:
                later.append((source, rest))
        heads = later
        yield pa.concat_tables(ready).sort_by([("person", "ascending"), (ROW, "ascending")])
