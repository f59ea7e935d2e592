"""The one door from a nested batch to its positions. Nobody else knows which route computes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from triennio.kernel.faults import Fault, InputFaults
from triennio.kernel.triennio import Triennio
from triennio.kernel.units import hundredths
from triennio.rules.book import Book
from triennio.rules.ecm.answer import auto_moved, is_listed
from triennio.rules.ecm.arrow import fast
from triennio.rules.ecm.arrow.checks import check
from triennio.rules.ecm.arrow.decode import cases
from triennio.rules.ecm.arrow.people import People, people_of
from triennio.rules.ecm.arrow.schema import OUT, TRACES
from triennio.rules.ecm.fold import Career, Period, career
from triennio.rules.ecm.verdicts import verdicts
from triennio.rules.ecm.waterfall import waterfall
from triennio.rules.ecm.work import drive_many

CHUNK = 500
"""Persons folded side by side by the reference route."""
CEILING = int(np.iinfo(np.int32).max)


def positions_batch(
    batch: pa.RecordBatch, book: Book, choices: Mapping[str, str], as_of: date, *, trace: bool = False
) -> dict[str, pa.RecordBatch]:
    """The positions of the people of a nested batch: `positions`, and with `trace` also `steps` and `verdicts`.

    `choices` are policies (those not given are as by default). The numbers are those of `position`. Raises
    InputFaults when the batch is not what `schema.NESTED` says.
    """
    people = people_of(batch)
    check(people)
    if trace and "id" not in people.lists["credits"].columns:
        raise InputFaults([Fault("credits", "column 'id': missing, and a trace names credits by it")])
    complete = book.choices(choices)
    if not trace and complete["auto_move_2014"] == "off":
        return {"positions": fast.positions(people, book, complete, as_of)}
    return _by_cases(people, book, complete, as_of, trace)


def _by_cases(
    people: People, book: Book, choices: Mapping[str, str], as_of: date, trace: bool
) -> dict[str, pa.RecordBatch]:
    """The reference route: every person a case, folded side by side."""
    tables = ("positions", *(TRACES if trace else ()))
    out = {table: _Table(table) for table in tables}
    asked = enumerate(cases(people, choices, as_of))
    ids = people.lists["credits"]
    while some := list(islice(asked, CHUNK)):
        found = drive_many(book, [career(case, book) for _, case in some])
        for (index, case), one in zip(some, found, strict=True):
            for period, row in _positions(one, book):
                key = (case.person.id, period.triennio.first)
                out["positions"].add(key, row)
                if trace:
                    out["steps"].add_all(key, _steps(period, book))
                    names = _Names(ids.columns["id"], int(ids.offsets[index]))
                    out["verdicts"].add_all(key, _verdicts(period, book, names))
    return {table: part.batch() for table, part in out.items()}


def _positions(found: Career, book: Book) -> Iterator[tuple[Period, tuple[Any, ...]]]:
    """The headline numbers of each triennio that the answer lists, in hundredths."""
    extra = auto_moved(found, book)
    for triennio, period in sorted(found.periods.items()):
        if not is_listed(found, triennio):
            continue
        gained = {Triennio(2014): extra, Triennio(2017): -extra}.get(triennio, 0)
        obligation, recognised = period.units("obligation"), period.units("recognised") + gained
        missing = max(obligation - recognised, period.units("learner_missing"), 0)
        amounts = (
            period.units("standard_amount"),
            obligation,
            period.units("learner"),
            recognised,
            missing,
            max(recognised - obligation, 0),
        )
        shown = tuple(hundredths(amount) for amount in amounts)
        yield period, (period.years_due, *shown, missing == 0, triennio.end < found.case.as_of)


def _steps(period: Period, book: Book) -> Iterator[tuple[Any, ...]]:
    for n, step in enumerate(waterfall(period, book)):
        yield n, step.rule, step.base, step.amount, step.result


def _verdicts(period: Period, book: Book, names: _Names) -> Iterator[tuple[Any, ...]]:
    for verdict in verdicts(period, book):
        recorded, counted = hundredths(verdict.recorded), hundredths(verdict.counted)
        yield names[verdict.id], recorded, counted, verdict.verdict, verdict.rule


class _Names:
    """The ids of one person's credits, by what they are called while computed."""

    def __init__(self, ids: pa.Array, first: int) -> None:
        self.ids, self.first = ids, first

    def __getitem__(self, name: str) -> str:
        return str(self.ids[self.first + int(name)].as_py())


class _Table:
    """Rows on their way to a batch."""

    def __init__(self, table: str) -> None:
        self.table, self.schema = table, OUT[table]
        self.rows: list[tuple[Any, ...]] = []

    def add(self, key: tuple[str, int], row: tuple[Any, ...]) -> None:
        self.rows.append((*key, *row))

    def add_all(self, key: tuple[str, int], rows: Iterable[tuple[Any, ...]]) -> None:
        self.rows.extend((*key, *row) for row in rows)

    def batch(self) -> pa.RecordBatch:
        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.schema)
        arrays = [self.array(field, column) for field, column in zip(self.schema, columns, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)

    def array(self, field: pa.Field, column: tuple[Any, ...]) -> pa.Array:
        if field.type == pa.int32() and column and max(column) > CEILING:
            person = self.rows[column.index(max(column))][0]
            message = f"person '{person}': column '{field.name}': more than {CEILING} hundredths"
            raise InputFaults([Fault(self.table, message)])
        return pa.array(column, field.type)
