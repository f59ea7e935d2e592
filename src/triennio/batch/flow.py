"""Flat tables sorted by person, walked together: the rows of some persons at a time, never a whole table."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from triennio.batch.tables import Table, plain, schema_of
from triennio.kernel.faults import Fault, InputFaults
from triennio.rules.ecm.arrow.flat_columns import ROW
from triennio.rules.ecm.arrow.schema import TEXT


class Unsorted(Exception):
    """A table is not in order of person."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


class Cursor:
    """One table, read forward."""

    def __init__(self, name: str, table: Table) -> None:
        self.name = name
        self.pieces = table.pieces()
        self.waiting: list[pa.Table] = []
        self.last: pa.Scalar | None = None
        self.empty = keyed(name, _plain(table).append(pa.field(ROW, pa.int64())).empty_table())

    def next_piece(self) -> pa.Table | None:
        """The next rows. Raises Unsorted when they go back."""
        piece = next((piece for piece in self.pieces if len(piece)), None)
        if piece is None:
            return None
        piece = keyed(self.name, piece)
        keys = piece.column("person")
        if not ascending(keys) or (self.last is not None and pc.less(keys[0], self.last).as_py()):
            raise Unsorted(self.name)
        self.last = keys[-1]
        return piece

    def take(self, count: int) -> pa.Table:
        """The next so many rows and all others with the last one's key; or all that are left."""
        have = sum(map(len, self.waiting))
        while have <= count and (piece := self.next_piece()) is not None:
            self.waiting.append(piece)
            have += len(piece)
        some = self._cut(count)
        if not len(some):
            return some
        twins = self.until(some.column("person")[-1])
        return pa.concat_tables([some, twins]) if len(twins) else some

    def until(self, key: pa.Scalar) -> pa.Table:
        """The rows of persons up to this one, included."""
        while not self.waiting or not pc.greater(self.waiting[-1].column("person")[-1], key).as_py():
            piece = self.next_piece()
            if piece is None:
                break
            self.waiting.append(piece)
        count = 0
        for piece in self.waiting:
            inside = pc.sum(pc.less_equal(piece.column("person"), key)).as_py() or 0
            count += inside
            if inside < len(piece):
                break
        return self._cut(count)

    def _cut(self, count: int) -> pa.Table:
        taken, left = [], []
        for piece in self.waiting:
            part = min(count, len(piece))
            count -= part
            if part:
                taken.append(piece.slice(0, part))
            if part < len(piece):
                left.append(piece.slice(part))
        self.waiting = left
        return pa.concat_tables(taken, promote_options="permissive") if taken else self.empty


def _plain(table: Table) -> pa.Schema:
    return plain(schema_of(table).empty_table().select(list(table.columns))).schema


def keyed(name: str, piece: pa.Table) -> pa.Table:
    """The key as plain text, whatever it was stored as. Raises InputFaults when one is missing."""
    keys = piece.column("person")
    if keys.null_count:
        row = piece.column(ROW)[pc.index(keys.is_null(), True).as_py()].as_py()
        raise InputFaults([Fault(name, f"row {row}: column 'person': missing")])
    if keys.type == TEXT:
        return piece
    return piece.set_column(piece.schema.get_field_index("person"), "person", keys.cast(TEXT))


def ascending(keys: pa.ChunkedArray) -> bool:
    """Each key at least the one before."""
    whole = pa.concat_arrays(keys.chunks)
    return pc.all(pc.less_equal(whole[:-1], whole[1:])).as_py() is not False


def first_unsorted(tables: dict[str, Table]) -> str | None:
    """The first table that is not in order of person, found by its keys alone. Raises InputFaults."""
    for name, table in tables.items():
        cursor = Cursor(name, Table(table.path, table.files, ("person",)))
        try:
            while cursor.next_piece() is not None:
                pass
        except Unsorted:
            return name
    return None


def chunks(tables: dict[str, Table], persons: int, resort: frozenset[str]) -> Iterator[dict[str, pa.Table]]:
    """The tables of so many persons at a time; rows whose person is unknown come with the last ones.

    Tables in `resort` were sorted on disk: inside a person their rows go back to the order of the file.
    """
    cursors = {name: Cursor(name, table) for name, table in tables.items()}
    lists = [name for name in tables if name != "persons"]
    while len(some := cursors["persons"].take(persons)):
        last = some.column("person")[-1]
        found = {"persons": some, **{name: cursors[name].until(last) for name in lists}}
        yield {
            name: part.sort_by([("person", "ascending"), (ROW, "ascending")]) if name in resort else part
            for name, part in found.items()
        }
    left = {name: cursors[name].take(1) for name in lists}
    if any(map(len, left.values())):
        yield {"persons": cursors["persons"].empty, **left}
