"""A flat register → one nested table, in constant memory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from triennio.batch.ahead import ahead
from triennio.batch.families import ECM, FAMILIES, Family
from triennio.batch.files import written
from triennio.batch.flow import Unsorted, chunks, first_unsorted
from triennio.batch.progress import Progress
from triennio.batch.sorting import sorted_by_person
from triennio.batch.tables import REGISTER, Table, flat_at, located
from triennio.kernel.faults import InputFaults

MOST_PERSONS, LEAST_PERSONS = 8_192, 64
CREDITS = 400_000
"""Credits nested at once, about: what a chunk of persons is cut by."""
SORTED = ".sorting"

Say = Callable[[str], None]


def nest_folder(folder: Path, out: Path, say: Say, family: str = ECM) -> int:
    """Write `out/register.parquet`; return the number of persons. What is unsorted is first sorted on disk."""
    given = flat_at(folder, family)
    for table in given.values():
        for column in table.unknown:
            say(f"{table.path}: la colonna '{column}' non è fra quelle note: non viene letta")
    tables = dict(given)
    try:
        while True:
            try:
                return _write(FAMILIES[family], tables, _sorted(tables, given), out / REGISTER)
            except Unsorted as unsorted:
                name = unsorted.table
            except InputFaults as error:
                name = _cause(tables, error, folder)
            say(f"{given[name].path}: non è in ordine di persona: la ordino su disco")
            tables[name] = sorted_by_person(name, given[name], out / SORTED)
    except InputFaults as error:
        raise located(folder, error) from None
    finally:
        shutil.rmtree(out / SORTED, ignore_errors=True)


def _sorted(tables: dict[str, Table], given: dict[str, Table]) -> frozenset[str]:
    return frozenset(name for name in tables if tables[name] is not given[name])


def _cause(tables: dict[str, Table], error: InputFaults, folder: Path) -> str:
    """The unsorted table that made a fault appear: its items seem to be of nobody. Else it is a fault."""
    name = first_unsorted(tables)
    if name is None:
        raise located(folder, error) from None
    return name


def _write(family: Family, tables: dict[str, Table], resorted: frozenset[str], path: Path) -> int:
    persons, credits = tables["persons"].rows, tables["credits"].rows
    size = max(LEAST_PERSONS, min(MOST_PERSONS, CREDITS * persons // max(credits, 1)))
    done = 0
    with Progress("registro", persons) as bar, written(path, family.nested) as writer:
        for batch in ahead(_batches(family, tables, resorted, size)):
            writer.write_batch(batch)
            done += len(batch)
            bar.add(len(batch))
    return done


def _batches(
    family: Family, tables: dict[str, Table], resorted: frozenset[str], size: int
) -> Iterator[pa.RecordBatch]:
    for found in chunks(tables, size, resorted):
        people = family.nest(found)
        if len(people):
            yield family.batch_of(people)
