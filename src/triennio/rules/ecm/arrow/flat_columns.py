"""Columns of a flat table → NumPy, with every doubt refused by name: file, row, column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from triennio.kernel.faults import Fault, InputFaults
from triennio.kernel.triennio import Triennio
from triennio.rules.ecm.arrow.people import NO_DAY, Rows
from triennio.rules.ecm.arrow.schema import FLAT, INT32, TEXT
from triennio.rules.ecm.arrow.words import NONE, WORDS
from triennio.rules.reader import brief

Column = npt.NDArray[Any]
ROW = "__row"
"""The number of each row in the file as it was given, from 0; sorting does not lose it."""
NOT_GIVEN = -1


class Flat:
    """Some rows of one flat table. Columns that are not there are all missing."""

    def __init__(self, table: str, rows: pa.Table) -> None:
        self.table = table
        self.count = rows.num_rows
        self.given = {name: _whole(rows.column(name)) for name in rows.column_names}
        for field in FLAT[table]:
            if not field.nullable:
                self._refuse_null(field.name)

    def fault(self, row: int, column: str, message: str) -> InputFaults:
        """What is wrong with one value of the file."""
        number = self.given[ROW][row].as_py() if ROW in self.given else row
        return InputFaults([Fault(self.table, f"row {number}: column '{column}': {message}")])

    def refuse_any(self, wrong: Column, column: str, message: str) -> None:
        """Raise for the first row that is wrong."""
        if wrong.any():
            raise self.fault(int(wrong.argmax()), column, message)

    def raw(self, name: str) -> pa.Array:
        """The column as it stands, in the type of the schema."""
        wanted = FLAT[self.table].field(name).type
        if name not in self.given:
            return pa.nulls(self.count, wanted)
        column = self.given[name]
        return column if column.type == wanted else self._cast(column, name, wanted)

    def missing(self, name: str) -> Column:
        """True where nothing is given."""
        found: Column = self.raw(name).is_null().to_numpy(zero_copy_only=False)
        return found

    def numbers(self, name: str, otherwise: int = NOT_GIVEN) -> Column:
        """Whole numbers, not negative."""
        column = self.raw(name)
        found: Column = pc.fill_null(column, otherwise).to_numpy(zero_copy_only=False)
        self.refuse_any((found < 0) & ~self.missing(name), name, "negative")
        return found

    def flags(self, name: str, otherwise: bool = False) -> Column:
        found: Column = pc.fill_null(self.raw(name), otherwise).to_numpy(zero_copy_only=False)
        return found

    def days(self, name: str) -> Column:
        """Days since 1970; `NO_DAY` where none is given."""
        found: Column = pc.fill_null(self.raw(name).cast(INT32), NO_DAY).to_numpy(zero_copy_only=False)
        return found

    def words(self, name: str, otherwise: int = NONE) -> Column:
        """The codes of words. An unknown word is refused with the list of those there are."""
        words = WORDS[f"{self.table}.{name}"]
        column = self.raw(name)
        codes = pc.index_in(column, value_set=pa.array(words, TEXT))
        unknown = pc.and_(column.is_valid(), codes.is_null()).to_numpy(zero_copy_only=False)
        if unknown.any():
            row = int(unknown.argmax())
            raise self.fault(row, name, f"not one of {', '.join(words)}: {brief(column[row].as_py())}")
        found: Column = pc.fill_null(codes, otherwise).to_numpy(zero_copy_only=False)
        return found.astype(np.int8)

    def parsed(self, name: str, parse: Callable[[Any], int], otherwise: int = NOT_GIVEN) -> Column:
        """Texts that stand for numbers, each different one parsed once."""
        encoded = self.raw(name).dictionary_encode()
        codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
        values = np.full(len(encoded.dictionary) + 1, otherwise, dtype=np.int64)
        for code, text in enumerate(encoded.dictionary.to_pylist()):
            try:
                values[code] = parse(text)
            except ValueError as error:
                raise self.fault(int((codes == code).argmax()), name, str(error)) from None
        found: Column = values[codes]
        return found

    def names(self, name: str) -> pa.Array:
        """Identifiers: never the empty text."""
        column = self.raw(name)
        empty = pc.fill_null(pc.equal(column, ""), False).to_numpy(zero_copy_only=False)
        self.refuse_any(empty, name, "not a text: ''")
        return column

    def _refuse_null(self, name: str) -> None:
        column = self.given[name]
        if column.null_count:
            raise self.fault(pc.index(column.is_null(), True).as_py(), name, "missing")

    def _cast(self, column: pa.Array, name: str, wanted: pa.DataType) -> pa.Array:
        """Wider and narrower integers are welcome as long as every value fits: an int32 holds 2,147,483,647."""
        try:
            return column.cast(wanted)
        except pa.ArrowInvalid:
            if not pa.types.is_integer(wanted):
                raise self.fault(0, name, f"{wanted} is needed, not {column.type}") from None
        limits = np.iinfo(wanted.to_pandas_dtype())
        outside = pc.or_(pc.greater(column, int(limits.max)), pc.less(column, int(limits.min)))
        row = pc.index(outside, True).as_py()
        message = f"does not fit {wanted}: {column[row].as_py()}"
        raise self.fault(row, name, message)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    if column.num_chunks == 1:
        return column.chunk(0)
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def placed(columns: dict[str, Any], owner: Column, people: int, by: str, place: bool = True) -> Rows:
    """Items in order of person, then day; `place` remembers the order of the file."""
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=people)))).astype(np.int64)
    if place:
        columns = {"place": (np.arange(len(owner)) - offsets[owner]).astype(np.int32), **columns}
    order = np.lexsort((columns[by], owner))
    taken = {
        name: column.take(pa.array(order)) if isinstance(column, pa.Array) else column[order]
        for name, column in columns.items()
    }
    return Rows(offsets, taken)


def first_year(name: Any) -> int:
    """`2020-2022` → 2020."""
    return Triennio.parse(name).first


def named(flat: Flat, owner: Column, people: int, prefix: str) -> pa.Array:
    """The ids of items; one without is called by its place in the file, `x1`, `x2`, …"""
    ids = flat.names("id")
    if not ids.null_count:
        return ids
    starts = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=people))))
    number = pa.array(np.arange(len(owner)) - starts[owner] + 1).cast(pa.string())
    return pc.coalesce(ids, pc.binary_join_element_wise(prefix, number, ""))
