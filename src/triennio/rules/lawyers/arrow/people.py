"""The nested table of lawyers as NumPy columns, and back. Slices, offsets and nulls are settled here, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from triennio.kernel.faults import Fault, InputFaults
from triennio.rules.ecm.arrow.people import NO_DAY, Ints, Rows
from triennio.rules.ecm.arrow.people import _array as array_of
from triennio.rules.ecm.arrow.people import _column as column_of
from triennio.rules.ecm.arrow.people import _listed as listed
from triennio.rules.ecm.arrow.people import _Part as Part
from triennio.rules.lawyers.arrow.schema import ITEMS, LISTS, NESTED


@dataclass(slots=True)
class People:
    """Many lawyers: keys, day of birth (days since 1970, `NO_DAY`), and the lists."""

    keys: pa.Array
    born: Any
    lists: dict[str, Rows]

    def __len__(self) -> int:
        return len(self.keys)

    def first(self, count: int) -> People:
        """The first so many of them."""
        lists = {table: rows.first(count) for table, rows in self.lists.items()}
        return People(self.keys[:count], self.born[:count], lists)


def people_of(batch: pa.RecordBatch) -> People:
    """The columns of a nested batch. Raises InputFaults at the first fault; `checks.check` looks at the values."""
    persons = Part("persons", None)
    keys = persons.texts(column_of(batch, "person"), "person")
    persons.keys = keys
    born = persons.leaf(column_of(batch, "born"), NESTED.field("born"))
    return People(keys, born, {table: _rows(batch, table, keys) for table in LISTS})


def _rows(batch: pa.RecordBatch, table: str, keys: pa.Array) -> Rows:
    part, items = Part(table, keys).items(column_of(batch, table), table)
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


def batch_of(people: People) -> pa.RecordBatch:
    """The nested batch of these columns."""
    arrays = [people.keys, array_of(people.born, NESTED.field("born"))]
    for table, fields in ITEMS.items():
        rows = people.lists[table]
        parts = [array_of(rows.columns[f.name], f) for f in fields]
        items = pa.StructArray.from_arrays(parts, fields=fields)
        arrays.append(listed(rows.offsets, items, NESTED.field(table).type))
    return pa.RecordBatch.from_arrays(arrays, schema=NESTED)


def owners(rows: Rows) -> Ints:
    """For each row the number of its person."""
    return np.repeat(np.arange(len(rows.offsets) - 1, dtype=np.int64), np.diff(rows.offsets))


__all__ = ["NO_DAY", "Ints", "People", "Rows", "batch_of", "owners", "people_of"]
