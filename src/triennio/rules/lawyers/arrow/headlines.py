"""The headline tables of many lawyers, from the periods computed on arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from triennio.kernel.faults import Fault, InputFaults
from triennio.kernel.units import UNITS_PER_HUNDREDTH
from triennio.rules.book import Book
from triennio.rules.engine.run_numpy import segment_sums
from triennio.rules.engine.step import Axis
from triennio.rules.lawyers.arrow.many import Credits, Flags, Known, Period, periods
from triennio.rules.lawyers.arrow.people import Ints, People
from triennio.rules.lawyers.arrow.schema import AMOUNTS, CEILING, DISTANCE, OUT

OF_YEAR = dict(
    zip(
        AMOUNTS,
        ("due", "compulsory_due", "earned", "compulsory_earned", "carried_in", "carried_out", "missing",
         "compulsory_missing", "left_over"),
        strict=True,
    )
)  # fmt: skip
OF_TRIENNIO = {
    "due": "triennio_due",
    "compulsory_due": "triennio_compulsory_due",
    "counted": "earned_in_all",
    "compulsory_counted": "compulsory_earned_in_all",
    "carried_in": "received_in_all",
    "missing": "triennio_missing",
    "compulsory_missing": "triennio_compulsory_missing",
}
NOTHING = -1
EPOCH = date(1970, 1, 1).toordinal()


def headlines(
    people: People, book: Book, choices: Mapping[str, str], as_of: date
) -> dict[str, pa.RecordBatch]:
    """`positions` and `people`, equal to those of the route with reasons. `choices` are complete."""
    known, credits, groups = periods(people, book, choices, as_of)
    first = _first_listed(known, credits, book, as_of)
    rows = _Rows(len(people))
    for year in book.years:
        if year.number <= as_of.year:
            rows.add_year(year.number, year.end < as_of, first <= year.number)
    persons = _Persons(len(people), known.age, as_of)
    for group in groups:
        for period in group:
            rows.fill(period, first, as_of)
            persons.see(period)
    return {"positions": rows.batch(people), "people": persons.batch(people)}


def _first_listed(known: Known, credits: Credits, book: Book, as_of: date) -> Ints:
    """The first year owed or with a credit, not before the book; the year after the day for whoever has neither."""
    years = known.first + np.arange(known.owed.shape[1])
    none = as_of.year + 1
    owed = known.owed & (years <= as_of.year)
    found = np.where(owed.any(axis=1), years[owed.argmax(axis=1)], none)
    np.minimum.at(found, credits.owner, credits.year)
    listed: Ints = np.maximum(found, book.years[0].number)
    return listed


@dataclass(slots=True)
class _Row:
    """One row a person, for those `listed`: numbers in units (`NOTHING`: null), names and days of the period."""

    listed: Flags
    period: str
    year: int
    ended: bool
    triennio: Ints
    owed: Ints
    met: Ints
    amounts: dict[str, Ints] = field(default_factory=dict)


class _Rows:
    """The rows of everybody: first the years, then the trienni, in the order of the answer."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.years: dict[int, _Row] = {}
        self.trienni: dict[tuple[int, str], _Row] = {}

    def _row(self, name: str, year: int, ended: bool, listed: Flags) -> _Row:
        def empty() -> Ints:
            return np.full(self.people, NOTHING, dtype=np.int64)

        row = _Row(listed, name, year, ended, empty(), empty(), empty())
        row.amounts = {key: empty() for key in (*AMOUNTS, *DISTANCE)}
        return row

    def add_year(self, year: int, ended: bool, listed: Flags) -> None:
        self.years[year] = self._row(str(year), year, ended, listed)

    def fill(self, period: Period, first: Ints, as_of: date) -> None:
        """The rows of the years of a period, and its own where it is a triennio."""
        who, span = period.who, period.span
        for place, year in enumerate(span.years):
            if year.number not in self.years:
                continue
            row = self.years[year.number]
            if span.is_triennio:
                row.triennio[who] = span.years[0].number
            row.owed[who] = period.rows("owed")[:, place]
            row.met[who] = period.rows("missing")[:, place] == 0
            for name, column in OF_YEAR.items():
                row.amounts[name][who] = period.rows(column)[:, place]
        if span.is_triennio:
            self._triennio(period, first, as_of)

    def _triennio(self, period: Period, first: Ints, as_of: date) -> None:
        who, span = period.who, period.span
        ended = span.concluded and span.end < as_of
        start = span.years[0].number
        if (start, span.name) not in self.trienni:
            nobody = np.zeros(self.people, dtype=bool)
            self.trienni[start, span.name] = self._row(span.name, NOTHING, ended, nobody)
        row = self.trienni[start, span.name]
        row.listed[who] = np.maximum(first[who], start) <= min(span.years[-1].number, as_of.year)
        row.triennio[who] = start
        if span.concluded:
            row.met[who] = period.units("triennio_missing") == 0
        for name, column in OF_TRIENNIO.items():
            row.amounts[name][who] = period.units(column)
        used, came = (_distant(period, name) for name in ("after_distance", "after_activity"))
        amounts = (period.units("distance_limit"), used, came - used)
        for name, amount in zip(DISTANCE, amounts, strict=True):
            row.amounts[name][who] = amount

    def batch(self, people: People) -> pa.RecordBatch:
        rows = [*self.years.values(), *(self.trienni[key] for key in sorted(self.trienni))]
        if not rows:
            return pa.RecordBatch.from_pylist([], schema=OUT["positions"])
        person, place = np.nonzero(np.stack([row.listed for row in rows], axis=1))

        def taken(columns: list[Ints]) -> Ints:
            found: Ints = np.stack(columns, axis=1)[person, place]
            return found

        made: dict[str, Any] = {
            "person": people.keys.take(pa.array(person)),
            "period": pa.array([row.period for row in rows]).take(pa.array(place)),
            "year": np.array([row.year for row in rows])[place],
            "triennio": taken([row.triennio for row in rows]),
            "ended": np.array([row.ended for row in rows], dtype=np.int64)[place],
            "owed": taken([row.owed for row in rows]),
            "met": taken([row.met for row in rows]),
        }
        for name in (*AMOUNTS, *DISTANCE):
            made[name] = taken([row.amounts[name] for row in rows])
        return _batch("positions", made, made["person"])


def _distant(period: Period, name: str) -> Ints:
    """A column of the credits, summed over those at a distance of each person."""
    chunk = period.chunk
    return segment_sums(chunk.columns[name] * chunk.columns["at_distance"], chunk.offsets[Axis.CREDIT])


class _Persons:
    """One row a person: the surplus of 2020 and the certificate."""

    def __init__(self, people: int, age: Ints, as_of: date) -> None:
        self.as_of = as_of
        self.aged = age <= as_of.toordinal()
        self.surplus, self.compulsory, self.left, self.triennio, self.until = (
            np.full(people, NOTHING, dtype=np.int64) for _ in range(5)
        )
        self.met = np.zeros(people, dtype=bool)

    def see(self, period: Period) -> None:
        """The periods of a group, in order."""
        who = period.who
        if period.gives:
            self.surplus[who] = period.rows("spare")[:, 0]
            self.compulsory[who] = period.rows("spare_compulsory")[:, 0]
            self.left[who] = self.surplus[who] - period.rows("given")[:, 0]
        if not period.span.concluded:
            return
        if period.span.end < self.as_of:
            self.triennio[who] = period.span.years[0].number
            self.met[who] = (period.units("triennio_due") > 0) & (period.units("triennio_missing") == 0)
            self.until[who] = NOTHING
        else:  # the first to conclude after the last concluded
            later = (self.triennio[who] != NOTHING) & (self.until[who] == NOTHING)
            self.until[who] = np.where(later, period.span.end.toordinal() - EPOCH, self.until[who])

    def batch(self, people: People) -> pa.RecordBatch:
        may = self.met | self.aged
        made = {
            "person": people.keys,
            "surplus_2020": self.surplus,
            "surplus_2020_compulsory": self.compulsory,
            "surplus_2020_left": self.left,
            "may_be_requested": may.astype(np.int64),
            "certificate_triennio": self.triennio,
            "valid_until": np.where(may, self.until, NOTHING),
            "certificate_rule": pa.array(
                np.where(~self.met & self.aged, "AVV-ATT-60", "AVV-ATT"), pa.string()
            ),
        }
        return _batch("people", made, people.keys)


def _batch(table: str, made: Mapping[str, Any], keys: pa.Array) -> pa.RecordBatch:
    schema = OUT[table]
    arrays = [_array(table, wanted, made[wanted.name], keys) for wanted in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(table: str, wanted: pa.Field, values: Any, keys: pa.Array) -> pa.Array:
    """A column in its type; amounts half up to hundredths, refused where they do not fit."""
    if isinstance(values, pa.Array):
        return values
    missing = values < 0
    if wanted.type == pa.bool_():
        return pa.array(values == 1, mask=missing)
    if wanted.type == pa.date32():
        return pa.array(values.astype(np.int32), pa.int32(), mask=missing).cast(wanted.type)
    if wanted.type != pa.int32():
        return pa.array(values, wanted.type, mask=missing)
    cents = (2 * values + UNITS_PER_HUNDREDTH) // (2 * UNITS_PER_HUNDREDTH)
    if cents.size and cents.max() > CEILING:
        person = keys[int(cents.argmax())].as_py()
        message = f"person '{person}': column '{wanted.name}': more than {CEILING} hundredths"
        raise InputFaults([Fault(table, message)])
    return pa.array(cents, wanted.type, mask=missing)
