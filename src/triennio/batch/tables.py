"""The Parquet files of a register: which there are, whether they are what they should be, read a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from triennio.batch.guard import Refused
from triennio.kernel.faults import InputFaults
from triennio.rules.ecm.arrow.flat_columns import ROW
from triennio.rules.ecm.arrow.schema import FLAT, NESTED, TABLES
from triennio.rules.ecm.arrow.types import type_fault

REGISTER = "register.parquet"
PIECE = 65_536
"""Rows of a flat table read at once."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a Parquet file, or a folder of them in order of name (as a cluster writes it)."""

    path: Path
    files: tuple[Path, ...]
    columns: tuple[str, ...] = ()
    unknown: tuple[str, ...] = field(default=(), compare=False)

    @property
    def rows(self) -> int:
        return sum(pq.read_metadata(file).num_rows for file in self.files)

    def pieces(self, columns: tuple[str, ...] | None = None) -> Iterator[pa.Table]:
        """The rows, with their numbers in the table unless they carry them already."""
        first = 0
        wanted = list(self.columns if columns is None else columns)
        for file in self.files:
            with pq.ParquetFile(file) as parquet:
                numbered = ROW in parquet.schema_arrow.names
                asked = [*wanted, ROW] if numbered else wanted
                for batch in parquet.iter_batches(PIECE, columns=asked):
                    piece = plain(pa.Table.from_batches([batch]))
                    if not numbered:
                        piece = piece.append_column(ROW, pa.array(np.arange(first, first + len(piece))))
                    first += len(piece)
                    yield piece


def plain(piece: pa.Table) -> pa.Table:
    """Dictionaries written out: each piece would bring another one."""
    for place, column in enumerate(piece.schema):
        if pa.types.is_dictionary(column.type):
            values = piece.column(place).cast(column.type.value_type)
            piece = piece.set_column(place, column.name, values)
    return piece


def table_at(path: Path) -> Table | None:
    """The table of this name; none when nothing is there."""
    if path.is_dir():
        files = tuple(sorted(path.glob("*.parquet")))
        return Table(path, files) if files else None
    return Table(path, (path,)) if path.exists() else None


def schema_of(table: Table) -> pa.Schema:
    """The columns of a table. Raises Refused when it is no Parquet file."""
    found = None
    for file in table.files:
        try:
            schema = pq.read_schema(file)
        except (pa.ArrowException, OSError) as error:
            raise Refused(f"{file}: not a readable Parquet file: {str(error).splitlines()[0]}") from None
        if found is not None and not schema.equals(found):
            raise Refused(f"{file}: not the same columns as the files before it")
        found = schema
    return found


def nested_at(given: Path) -> Table | None:
    """The nested table of a folder, or the one that the path itself is; none when the register is flat."""
    path = given if given.name == REGISTER else given / REGISTER
    table = table_at(path)
    if table is None:
        return None
    schema = schema_of(table)
    if "credits" not in schema.names:
        return None
    for wanted in NESTED:
        if wanted.name not in schema.names:
            raise Refused(f"{path}: column '{wanted.name}': missing")
    return Table(path, table.files, tuple(NESTED.names))


def flat_at(folder: Path) -> dict[str, Table]:
    """The eight flat tables of a folder. Raises Refused with everything that is wrong with their columns."""
    if not folder.is_dir():
        raise Refused(f"{folder}: not a folder")
    faults: list[str] = []
    tables: dict[str, Table] = {}
    for name in TABLES:
        path = folder / f"{name}.parquet"
        table = table_at(path)
        if table is None:
            faults.append(f"{path}: missing table")
            continue
        try:
            tables[name] = _checked(name, table, faults)
        except Refused as refusal:
            faults.extend(refusal.lines)
    if faults:
        raise Refused(*faults)
    return tables


def _checked(name: str, table: Table, faults: list[str]) -> Table:
    schema, wanted = schema_of(table), FLAT[name]
    for column in wanted:
        if column.name in schema.names:
            fault = type_fault(schema.field(column.name).type, column.type)
            if fault:
                faults.append(f"{table.path}: column '{column.name}': {fault}")
        elif not column.nullable:
            faults.append(f"{table.path}: column '{column.name}': missing")
    known = tuple(column.name for column in wanted if column.name in schema.names)
    return Table(table.path, table.files, known, tuple(n for n in schema.names if n not in wanted.names))


def located(folder: Path, error: InputFaults) -> Refused:
    """The faults of the tables of a folder, with the name of the file."""
    return Refused(*(f"{folder / fault.path}.parquet: {fault.message}" for fault in error.faults))
