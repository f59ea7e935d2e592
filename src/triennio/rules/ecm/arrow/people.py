"""The nested table as NumPy columns: what every reader and writer of a register has in the hand.

Arrow lists may be slices of longer ones and carry nulls; both are settled here, once, so that whoever computes sees
plain arrays and offsets that begin at 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from triennio.kernel.faults import Fault, InputFaults
from triennio.rules.ecm.arrow.schema import INT32, ITEMS, LISTS, NESTED, PERSON, TEXT
from triennio.rules.ecm.arrow.types import type_fault

Ints = npt.NDArray[np.int64]
NO_DAY = np.iinfo(np.int32).min
"""A day that is not given, in days since 1970."""


@dataclass(slots=True)
class Rows:
    """The items of many people. Those of person `i` are `offsets[i]:offsets[i + 1]` of every column.

    Days are days since 1970 in an int32 (`NO_DAY` when missing), texts an Arrow array.
    """

    offsets: Ints
    columns: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return int(self.offsets[-1])

    def first(self, people: int) -> Rows:
        """The items of the first so many people."""
        end = int(self.offsets[people])
        return Rows(self.offsets[: people + 1], {name: column[:end] for name, column in self.columns.items()})


@dataclass(slots=True)
class People:
    """Many persons: keys, columns of the person, disciplines, and the lists."""

    keys: pa.Array
    columns: dict[str, Any]
    disciplines: Rows
    lists: dict[str, Rows]

    def __len__(self) -> int:
        return len(self.keys)

    def first(self, count: int) -> People:
        """The first so many of them."""
        columns = {name: column[:count] for name, column in self.columns.items()}
        lists = {table: rows.first(count) for table, rows in self.lists.items()}
        return People(self.keys[:count], columns, self.disciplines.first(count), lists)


# From Arrow --------------------------------------------------------------------------------------------------------


def people_of(batch: pa.RecordBatch) -> People:
    """The columns of a nested batch; slices, offsets and nulls settled. Raises InputFaults at the first fault.

    What the values mean is looked at by `checks.check`.
    """
    persons = _Part("persons", None)
    keys = persons.texts(_column(batch, "person"), "person")
    persons.keys = keys
    columns = {
        f.name: persons.leaf(_column(batch, f.name), f)
        for f in PERSON
        if f.name not in ("person", "disciplines")
    }
    disciplines, codes = persons.items(_column(batch, "disciplines"), "disciplines")
    values = disciplines.leaf(codes, _DISCIPLINE)
    lists = {table: _rows(batch, table, keys) for table in LISTS}
    return People(keys, columns, Rows(disciplines.offsets, {"code": values}), lists)


_DISCIPLINE = pa.field("disciplines", pa.int16(), nullable=False)


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    if name not in batch.schema.names:
        raise InputFaults([Fault("register", f"column '{name}': missing")])
    return batch.column(name)


def _rows(batch: pa.RecordBatch, table: str, keys: pa.Array) -> Rows:
    part, items = _Part(table, keys).items(_column(batch, table), table)
    if not pa.types.is_struct(items.type):
        raise InputFaults([Fault(table, f"a list of items is needed, not of {items.type}")])
    part.no_null(items, table)
    given = {items.type.field(i).name: field for i, field in enumerate(items.flatten())}
    rows = Rows(part.offsets)
    for wanted in ITEMS[table]:
        if wanted.name in given:
            rows.columns[wanted.name] = part.leaf(given[wanted.name], wanted)
        elif wanted.name != "id":
            raise InputFaults([Fault(table, f"column '{wanted.name}': missing")])
    return rows


class _Part:
    """Columns of one table on their way to NumPy. Knows whose a row is, for the sentence that refuses it."""

    def __init__(self, table: str, keys: pa.Array | None, offsets: Ints | None = None) -> None:
        self.table, self.keys = table, keys
        self.offsets: Ints = np.zeros(1, dtype=np.int64) if offsets is None else offsets
        self.of_items = offsets is not None

    def items(self, column: pa.Array, name: str) -> tuple[_Part, pa.Array]:
        """Offsets from 0, and the values between the first and the last of them."""
        if not (pa.types.is_list(column.type) or pa.types.is_large_list(column.type)):
            raise InputFaults([Fault(self.table, f"column '{name}': a list is needed, not {column.type}")])
        self.no_null(column, name)
        offsets = column.offsets.to_numpy(zero_copy_only=False).astype(np.int64)
        if not len(offsets):
            return _Part(self.table, self.keys, np.zeros(1, dtype=np.int64)), column.flatten()
        first, last = int(offsets[0]), int(offsets[-1])
        return _Part(self.table, self.keys, offsets - first), column.values.slice(first, last - first)

    def leaf(self, column: pa.Array, wanted: pa.Field) -> Any:
        if not wanted.nullable:
            self.no_null(column, wanted.name)
        if wanted.type == TEXT:
            return self.texts(column, wanted.name)
        if column.type != wanted.type:
            column = self.cast(column, wanted)
        if pa.types.is_date32(wanted.type):
            days = column.cast(INT32)
            return (days.fill_null(NO_DAY) if days.null_count else days).to_numpy(zero_copy_only=False)
        return column.to_numpy(zero_copy_only=False)

    def texts(self, column: pa.Array, name: str) -> pa.Array:
        self.no_null(column, name)
        return column if column.type == TEXT else self.cast(column, pa.field(name, TEXT))

    def cast(self, column: pa.Array, wanted: pa.Field) -> pa.Array:
        """Other widths are welcome, as long as every value fits."""
        message = type_fault(column.type, wanted.type)
        if message is None:
            try:
                return column.cast(wanted.type)
            except pa.ArrowInvalid:
                message = f"a value does not fit {wanted.type}"
        raise InputFaults([Fault(self.table, f"column '{wanted.name}': {message}")])

    def no_null(self, column: pa.Array, name: str) -> None:
        if column.null_count:
            row = pc.index(column.is_null(), True).as_py()
            message = f"{self.whose(row)}: column '{name}': null where a value is needed"
            raise InputFaults([Fault(self.table, message)])

    def whose(self, row: int) -> str:
        """The person of a row; rows of a batch have no number that anybody could look up."""
        if self.keys is None:
            return f"row {row} of the batch"
        if not self.of_items:
            return f"person '{self.keys[row].as_py()}'"
        owner = int(np.searchsorted(self.offsets, row, side="right")) - 1
        return f"person '{self.keys[owner].as_py()}', item {row - int(self.offsets[owner])}"


# To Arrow ----------------------------------------------------------------------------------------------------------


def batch_of(people: People) -> pa.RecordBatch:
    """The nested batch of these columns; zero copy where NumPy and Arrow agree."""
    arrays = []
    for wanted in PERSON:
        if wanted.name == "person":
            arrays.append(people.keys)
        elif wanted.name == "disciplines":
            codes = pa.array(people.disciplines.columns["code"], wanted.type.value_type)
            arrays.append(_listed(people.disciplines.offsets, codes, wanted.type))
        else:
            arrays.append(_array(people.columns[wanted.name], wanted))
    for table, fields in ITEMS.items():
        rows = people.lists[table]
        parts = [_array(rows.columns[f.name], f) for f in fields]
        items = pa.StructArray.from_arrays(parts, fields=fields)
        arrays.append(_listed(rows.offsets, items, NESTED.field(table).type))
    return pa.RecordBatch.from_arrays(arrays, schema=NESTED)


def _listed(offsets: Ints, values: pa.Array, kind: pa.DataType) -> pa.Array:
    if offsets[-1] > np.iinfo(np.int32).max:
        raise OverflowError("too many items for one batch: cut it into fewer persons")
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), values, type=kind)


def _array(column: Any, wanted: pa.Field) -> pa.Array:
    if wanted.type == TEXT:
        return column
    if not pa.types.is_date32(wanted.type):
        return pa.array(column, wanted.type)
    days = np.asarray(column, dtype=np.int32)
    mask = days == NO_DAY if wanted.nullable else None
    return pa.array(days, INT32, mask=mask).cast(wanted.type)
