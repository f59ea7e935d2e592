"""The same synthetic people as flat tables: words instead of codes, nulls where a key would be missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from triennio.batch.sample.draw import Column, texts
from triennio.rules.ecm.arrow.people import NO_DAY, People, Rows
from triennio.rules.ecm.arrow.schema import AREA, FLAT, INT32, LISTS, TEXT
from triennio.rules.ecm.arrow.words import WORDS, country_name
from triennio.rules.ecm.dossier import AREAS
from triennio.rules.ecm.facts import CREDIT_KINDS, FACT_KINDS

EVENTS, STEP, BASE = 999_983, 7_919, 104_729
"""A catalogue of so many events (a prime), and steps that never meet twice within one person."""
ONLY = {
    "role": ("event",), "event": ("event",), "recruited": ("event",), "accredited": ("event",),
    "indexed": ("publication",), "medium": ("publication",), "position": ("publication",), "months": ("trial",),
    "leef": ("abroad",), "distance": ("abroad",),
}  # fmt: skip
"""Columns that only some kinds of credit have."""


def flat_tables(people: People, first: int = 0) -> dict[str, pa.Table]:
    """One table a kind of item. `first` is the number of the first person in the register."""
    tables = {"persons": _persons(people)}
    for table in LISTS:
        rows = people.lists[table]
        owner = np.repeat(np.arange(len(people), dtype=np.int64), np.diff(rows.offsets))
        columns = {field.name: MADE.get((table, field.name), _plain) for field in FLAT[table]}
        arrays = []
        for name, make in columns.items():
            if name == "person":
                arrays.append(people.keys.take(pa.array(owner)))
            else:
                arrays.append(make(_Asked(table, name, rows, owner, first, people)))
        tables[table] = pa.Table.from_arrays(arrays, schema=FLAT[table])
    return tables


class _Asked:
    """A column of a table that is to be made."""

    def __init__(self, table: str, name: str, rows: Rows, owner: Column, first: int, people: People) -> None:
        self.table, self.name, self.rows = table, name, rows
        self.owner, self.first, self.people = owner, first, people
        self.type = FLAT[table].field(name).type

    @property
    def values(self) -> Any:
        return self.rows.columns[self.name]

    def without(self) -> Column:
        """Rows of a kind that does not have this column."""
        kinds = ONLY.get(self.name)
        if self.table != "credits" or kinds is None:
            return np.zeros(len(self.owner), dtype=bool)
        return ~np.isin(self.rows.columns["kind"], [CREDIT_KINDS.index(word) for word in kinds])


def _plain(asked: _Asked) -> pa.Array:
    """A column that only changes its type: codes become words, −1 and missing days null."""
    values, without = asked.values, asked.without()
    if isinstance(values, pa.Array):
        return values
    where = f"{asked.table}.{asked.name}"
    if where in WORDS:
        return _words(values, WORDS[where], (values < 0) | without)
    if pa.types.is_date32(asked.type):
        return pa.array(values, INT32, mask=values == NO_DAY).cast(asked.type)
    if values.dtype == bool:
        return pa.array(values, mask=without)
    return pa.array(values, asked.type, mask=(values < 0) | without)


def _words(codes: Column, words: tuple[str, ...], missing: Column) -> pa.Array:
    indices = pa.array(np.maximum(codes, 0).astype(np.int32), mask=missing)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, TEXT)).cast(TEXT)


def _persons(people: People) -> pa.Table:
    columns, offsets = people.columns, people.disciplines.offsets
    practice = _words(columns["practice"], WORDS["persons.practice"], np.zeros(len(people), bool))
    codes = pa.array(people.disciplines.columns["code"], pa.int16())
    arrays = [
        people.keys,
        pa.array(columns["profession"], pa.int16()),
        pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), codes),
        practice,
        pa.array(columns["born"], INT32, mask=columns["born"] == NO_DAY).cast(pa.date32()),
        pa.array(columns["nhs_work"], mask=columns["profession"] != 5),
    ]
    return pa.Table.from_arrays([a.cast(f.type) for a, f in zip(arrays, FLAT["persons"], strict=True)],
                                schema=FLAT["persons"])  # fmt: skip


def _event(asked: _Asked) -> pa.Array:
    """Events have names: different ones for the events of one person, shared with other people."""
    numbers = asked.values.astype(np.int64)
    code = ((asked.owner + asked.first) * BASE + numbers * STEP) % EVENTS
    return _masked(texts(code, "EV-", 6), numbers < 0)


def _masked(column: pa.Array, missing: Column) -> pa.Array:
    valid = pa.array(~missing).buffers()[1]
    return pa.Array.from_buffers(TEXT, len(column), [valid, *column.buffers()[1:]])


def _triennio(asked: _Asked) -> pa.Array:
    years = asked.values
    names = [f"{year}-{year + 2}" for year in range(2000, 2031)]
    return _words(years - 2000, tuple(names), years < 0)


def _amount_of_fact(asked: _Asked) -> pa.Array:
    kinds = [FACT_KINDS.index(word) for word in ("previous_credits", "vaccine_credits")]
    return pa.array(asked.values, INT32, mask=~np.isin(asked.rows.columns["kind"], kinds))


def _share(asked: _Asked) -> pa.Array:
    return pa.array(asked.values, INT32, mask=asked.rows.columns["kind"] != FACT_KINDS.index("flood_2023"))


def _areas(asked: _Asked) -> pa.Array:
    columns = asked.rows.columns
    told = ~columns["by_area"]
    parts = []
    for area in AREAS:
        amounts = [pa.array(columns[f"{area}_{what}"], INT32) for what in ("planned", "realised")]
        parts.append(pa.StructArray.from_arrays(amounts, fields=list(AREA), mask=pa.array(told)))
    return pa.StructArray.from_arrays(parts, fields=list(asked.type), mask=pa.array(told))


def _country(asked: _Asked) -> pa.Array:
    codes, places = np.unique(np.maximum(asked.values, 0), return_inverse=True)
    names = tuple(str(country_name(int(code))) for code in codes)
    return _words(places, names, asked.values < 0)


def _moved(asked: _Asked) -> pa.Array:
    credits = asked.people.lists["credits"]
    place = credits.offsets[asked.owner] + asked.rows.columns["credit"]
    return credits.columns["id"].take(pa.array(place))


MADE: dict[tuple[str, str], Callable[[_Asked], pa.Array]] = {
    ("credits", "event"): _event,
    ("credits", "host_event"): _event,
    ("credits", "country"): _country,
    ("facts", "triennio"): _triennio,
    ("facts", "credits"): _amount_of_fact,
    ("facts", "share"): _share,
    ("dossiers", "areas"): _areas,
    ("moves", "to"): _triennio,
    ("moves", "credit"): _moved,
}
