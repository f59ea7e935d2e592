"""Flat tables of lawyers → the nested columns. Rows come sorted by person."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from triennio.rules.ecm.arrow import flat_columns
from triennio.rules.ecm.arrow.flat import _owners as owners_of
from triennio.rules.ecm.arrow.flat_columns import NOT_GIVEN, Column, named, placed
from triennio.rules.ecm.arrow.flat_columns import _whole as whole
from triennio.rules.lawyers.arrow.checks import check
from triennio.rules.lawyers.arrow.people import People, Rows
from triennio.rules.lawyers.arrow.schema import FLAT, LISTS, TEXT
from triennio.rules.lawyers.arrow.words import WORDS
from triennio.rules.reader import brief


class Flat(flat_columns.Flat):
    """Some rows of one flat table of lawyers: other columns and other words, the same doubts refused."""

    def __init__(self, table: str, rows: pa.Table) -> None:
        self.table = table
        self.count = rows.num_rows
        self.given = {name: whole(rows.column(name)) for name in rows.column_names}
        for field in FLAT[table]:
            if not field.nullable:
                self._refuse_null(field.name)

    def raw(self, name: str) -> pa.Array:
        """The column as it stands, in the type of the schema."""
        wanted = FLAT[self.table].field(name).type
        if name not in self.given:
            return pa.nulls(self.count, wanted)
        column = self.given[name]
        return column if column.type == wanted else self._cast(column, name, wanted)

    def words(self, name: str, otherwise: int = NOT_GIVEN) -> Column:
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


def nest(tables: Mapping[str, pa.Table]) -> People:
    """The people of some flat tables (`schema.FLAT`), each sorted by person. Raises InputFaults."""
    flat = {table: Flat(table, rows) for table, rows in tables.items()}
    persons = flat["persons"]
    persons.words("family")
    keys = persons.names("person")
    if len(keys) > 1:
        same = pc.equal(keys[1:], keys[:-1]).to_numpy(zero_copy_only=False)
        persons.refuse_any(np.concatenate(([False], same)), "person", "given twice")
    makers = {"register": _register, "exemptions": _exemptions, "credits": _credits}
    lists = {table: makers[table](flat[table], owners_of(flat[table], keys), len(keys)) for table in LISTS}
    people = People(keys, persons.days("born"), lists)
    check(people)
    return people


def _register(flat: Flat, owner: Column, people: int) -> Rows:
    columns = {"act": flat.words("act"), "date": flat.days("date")}
    return placed(columns, owner, people, "date", place=False)


def _exemptions(flat: Flat, owner: Column, people: int) -> Rows:
    columns = {
        "kind": flat.words("kind"),
        "from": flat.days("from"),
        "to": flat.days("to"),
        "filed": flat.days("filed"),
        "credits": flat.numbers("credits"),
        "compulsory": flat.numbers("compulsory"),
    }
    return placed(columns, owner, people, "from", place=False)


def _credits(flat: Flat, owner: Column, people: int) -> Rows:
    """The credits in order of (person, acquired, id)."""
    ids = named(flat, owner, people, "c")
    columns = {
        "acquired": flat.days("acquired"),
        "credits": flat.numbers("credits"),
        "subject": flat.words("subject", 0),
        "mode": flat.words("mode", 0),
        "activity": flat.words("activity", 0),
    }
    _refuse_twins(flat, owner, ids)
    table = pa.table({"owner": owner, "acquired": columns["acquired"], "id": ids})
    order = pc.sort_indices(table, sort_keys=[(name, "ascending") for name in table.column_names])
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=people)))).astype(np.int64)
    taken = order.to_numpy()
    return Rows(offsets, {"id": ids.take(order), **{name: c[taken] for name, c in columns.items()}})


def _refuse_twins(flat: Flat, owner: Column, ids: pa.Array) -> None:
    """A person's credits have names of their own."""
    codes = ids.dictionary_encode().indices.to_numpy(zero_copy_only=False)
    order = np.lexsort((codes, owner))
    twice = (np.diff(owner[order]) == 0) & (np.diff(codes[order]) == 0)
    if twice.any():
        row = int(order[1:][twice].min())
        raise flat.fault(row, "id", f"given twice by the same person: {brief(ids[row].as_py())}")
