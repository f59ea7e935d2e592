"""A synthetic register on disk: one table already nested, or the flat ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from triennio.batch.ahead import ahead
from triennio.batch.families import ECM, LAWYERS, Family
from triennio.batch.files import written
from triennio.batch.progress import Progress
from triennio.batch.sample import flat, lawyers, register
from triennio.batch.tables import REGISTER


@dataclass(frozen=True)
class Sample:
    """How the people of a family are drawn, and how many credits they have in a triennio when nobody says."""

    per_triennio: float
    chunks: Callable[[int, int, float], Iterator[Any]]
    flat_tables: Callable[[Any, int], dict[str, pa.Table]]


SAMPLES: Mapping[str, Sample] = {
    ECM: Sample(40.0, register.chunks, flat.flat_tables),
    LAWYERS: Sample(20.0, lawyers.chunks, lawyers.flat_tables),
}


def write_nested(family: Family, out: Path, persons: int, seed: int, per_triennio: float) -> int:
    """Write `register.parquet`; return the number of credits. One row group a chunk, one chunk in memory."""
    credits = 0
    with Progress("registro", persons) as bar, written(out / REGISTER, family.nested) as writer:
        for people in ahead(SAMPLES[family.name].chunks(persons, seed, per_triennio)):
            writer.write_batch(family.batch_of(people))
            credits += len(people.lists["credits"])
            bar.add(len(people))
    return credits


def write_flat(family: Family, out: Path, persons: int, seed: int, per_triennio: float) -> int:
    """Write the flat tables; return the number of credits."""
    credits = first = 0
    sample = SAMPLES[family.name]
    with ExitStack() as stack:
        bar = stack.enter_context(Progress("registro", persons))
        writers = {
            name: stack.enter_context(written(out / f"{name}.parquet", schema))
            for name, schema in family.flat.items()
        }
        for people in ahead(sample.chunks(persons, seed, per_triennio)):
            for table, rows in sample.flat_tables(people, first).items():
                writers[table].write_table(rows)
            credits += len(people.lists["credits"])
            first += len(people)
            bar.add(len(people))
    return credits
