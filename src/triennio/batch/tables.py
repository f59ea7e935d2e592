"""The Parquet files of a register: which there are, whether they are what they should be, read a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from triennio.batch.families import ECM, FAMILIES, told_by
from triennio.batch.guard import Refused
from triennio.kernel.faults import InputFaults
from triennio.rules.ecm.arrow.flat_columns import ROW
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
    family: str = ECM

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
    family = FAMILIES[told_by(schema)]
    for wanted in family.nested:
        if wanted.name not in schema.names:
            raise Refused(f"{path}: column '{wanted.name}': missing")
    return Table(path, table.files, tuple(family.nested.names), family=family.name)


def family_of(given: Path, asked: str | None) -> str:
    """The family of a register: as its nested table or the column `family` of its persons say, else the one asked for.

    Raises Refused when the register says otherwise than who asks.
    """
    nested = nested_at(given)
    said = _said_by_persons(given) if nested is None else nested.family
    if asked is not None and said is not None and said != asked:
        raise Refused(f"{given}: a register of the family '{said}', not '{asked}': --family {said}")
    return said or asked or ECM


def _said_by_persons(folder: Path) -> str | None:
    """The one word of the column `family`; none where there is no such column."""
    table = table_at(folder / "persons.parquet")
    if table is None or "family" not in schema_of(table).names:
        return None
    words = {
        word
        for file in table.files
        for batch in pq.ParquetFile(file).iter_batches(PIECE, columns=["family"])
        for word in batch.column(0).unique().to_pylist()
    }
    if words == {None} or not words:
        return None
    if len(words) > 1 or not words <= FAMILIES.keys():
        told = ", ".join(sorted(repr(word) for word in words))
        raise Refused(
            f"{table.path}: column 'family': one of {', '.join(FAMILIES)} for everybody, not {told}"
        )
    return str(words.pop())


def flat_at(folder: Path, family: str = ECM) -> dict[str, Table]:
    """The flat tables of a folder. Raises Refused with everything that is wrong with their columns."""
    if not folder.is_dir():
        raise Refused(f"{folder}: not a folder")
    faults: list[str] = []
    tables: dict[str, Table] = {}
    for name, wanted in FAMILIES[family].flat.items():
        path = folder / f"{name}.parquet"
        table = table_at(path)
        if table is None:
            faults.append(f"{path}: missing table")
            continue
        try:
            tables[name] = _checked(table, wanted, faults)
        except Refused as refusal:
            faults.extend(refusal.lines)
    if faults:
        raise Refused(*faults)
    return tables


def _checked(table: Table, wanted: pa.Schema, faults: list[str]) -> Table:
    schema = schema_of(table)
    for column in wanted:
        if column.name in schema.names:
            fault = type_fault(schema.field(column.name).type, column.type)
            if fault:
                faults.append(f"{table.path}: column '{column.name}': {fault}")
        elif not column.nullable:
            faults.append(f"{table.path}: column '{column.name}': missing")
    known = tuple(column.name for column in wanted if column.name in schema.names)
    unknown = tuple(name for name in schema.names if name not in wanted.names and name != "family")
    return Table(table.path, table.files, known, unknown)


def located(folder: Path, error: InputFaults) -> Refused:
    """The faults of the tables of a folder, with the name of the file."""
    return Refused(*(f"{folder / fault.path}.parquet: {fault.message}" for fault in error.faults))
