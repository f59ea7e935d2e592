"""The one door from a nested batch of lawyers to their positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa

from triennio.kernel.faults import Fault, InputFaults
from triennio.kernel.units import hundredths
from triennio.kernel.year import Year
from triennio.rules.book import Book
from triennio.rules.lawyers.answer import distance, listed_trienni, listed_years
from triennio.rules.lawyers.arrow.checks import check
from triennio.rules.lawyers.arrow.decode import cases
from triennio.rules.lawyers.arrow.headlines import headlines
from triennio.rules.lawyers.arrow.people import People, people_of
from triennio.rules.lawyers.arrow.schema import CEILING, HEADLINES, OUT, TRACES
from triennio.rules.lawyers.carried import carried
from triennio.rules.lawyers.certificate import certificate
from triennio.rules.lawyers.fold import Career, Period, career
from triennio.rules.lawyers.verdicts import not_yet, verdicts
from triennio.rules.lawyers.waterfall import triennio_steps, year_steps
from triennio.rules.lawyers.work import drive_many

CHUNK = 500
"""Persons folded side by side."""


def positions_batch(
    batch: pa.RecordBatch, book: Book, choices: Mapping[str, str], as_of: date, *, trace: bool = False
) -> dict[str, pa.RecordBatch]:
    """The positions of the lawyers of a nested batch: `positions`, `people`, and with `trace` the tables of reasons.

    `choices` are policies (those not given are as by default). The numbers are those of `position`. Raises
    InputFaults when the batch is not what `schema.NESTED` says.
    """
    people = people_of(batch)
    check(people)
    if trace and "id" not in people.lists["credits"].columns:
        raise InputFaults([Fault("credits", "column 'id': missing, and a trace names credits by it")])
    complete = book.choices(choices)
    return by_cases(people, book, complete, as_of) if trace else headlines(people, book, complete, as_of)


def by_cases(
    people: People, book: Book, choices: Mapping[str, str], as_of: date
) -> dict[str, pa.RecordBatch]:
    """All tables, every person a case, folded side by side: the route with reasons. `choices` are complete."""
    out = {table: _Table(table) for table in (*HEADLINES, *TRACES)}
    asked = cases(people, choices, as_of)
    first = 0
    while some := list(islice(asked, CHUNK)):
        careers = drive_many(book, [career(case, book) for case in some])
        for index, found in enumerate(careers, first):
            _tell(found, book, _Names(people, index), out)
        first += len(some)
    return {table: part.batch() for table, part in out.items()}


class _Names:
    """The ids of one person's credits, by what they are called while computed."""

    def __init__(self, people: People, index: int) -> None:
        rows = people.lists["credits"]
        self.ids, self.first = rows.columns["id"], int(rows.offsets[index])

    def __getitem__(self, name: Any) -> str:
        return str(self.ids[self.first + int(name)].as_py())


def _tell(found: Career, book: Book, names: _Names, out: Mapping[str, _Table]) -> None:
    key = found.case.person.id
    years = listed_years(found, book)
    for year in years:
        period = found.period_of(year)
        row = _unpublished(year, found) if period is None else _year(period, year, found)
        out["positions"].add(key, row)
        out["verdicts"].add_all(key, _verdicts(period, year, found, book, names))
        if period is not None:
            out["steps"].add_all(key, _steps(str(year), year_steps(period, year, book)))
            out["carried"].add_all(key, _carried(period, year, found))
    for period in listed_trienni(found, years):
        out["positions"].add(key, _triennio(period, found))
        out["steps"].add_all(key, _steps(period.span.name, triennio_steps(period, book)))
    out["people"].add(key, (*_surplus(found), *_certificate(found, book)))


# Headline numbers --------------------------------------------------------------------------------------------------


def _year(period: Period, year: Year, found: Career) -> tuple[Any, ...]:
    def of(column: str) -> int:
        return hundredths(period.of_year(column, year))

    amounts = (
        of("due"), of("compulsory_due"), of("earned"), of("compulsory_earned"), of("carried_in"), of("carried_out"),
        of("missing"), of("compulsory_missing"), of("left_over"),
    )  # fmt: skip
    triennio = period.span.years[0].number if period.span.is_triennio else None
    owed, met = bool(period.of_year("owed", year)), not period.of_year("missing", year)
    return (
        str(year),
        year.number,
        triennio,
        owed,
        *amounts,
        met,
        year.end < found.case.as_of,
        None,
        None,
        None,
    )


def _unpublished(year: Year, found: Career) -> tuple[Any, ...]:
    unknown = (None,) * 9
    return str(year), year.number, None, None, *unknown, None, year.end < found.case.as_of, None, None, None


def _triennio(period: Period, found: Career) -> tuple[Any, ...]:
    def of(column: str) -> int:
        return hundredths(period.units(column))

    amounts = (
        of("triennio_due"), of("triennio_compulsory_due"), of("earned_in_all"), of("compulsory_earned_in_all"),
        of("received_in_all"), None, of("triennio_missing"), of("triennio_compulsory_missing"), None,
    )  # fmt: skip
    whole = period.span.concluded
    met = not period.units("triennio_missing") if whole else None
    used, excess = (hundredths(amount) for amount in distance(period))
    ended = whole and period.span.end < found.case.as_of
    first = period.span.years[0].number
    return period.span.name, None, first, None, *amounts, met, ended, of("distance_limit"), used, excess


def _surplus(found: Career) -> tuple[int | None, ...]:
    """What 2020 spared, of it in compulsory subjects, and what is left; null when the case ends before."""
    if found.source is None:
        return None, None, None
    rows = found.source.frame.rows
    spare = rows["spare"][0]
    used = sum(period.units("received_in_all") for period in found.periods)
    return hundredths(spare), hundredths(rows["spare_compulsory"][0]), hundredths(spare - used)


def _certificate(found: Career, book: Book) -> tuple[Any, ...]:
    told = certificate(found, book)
    triennio = None if told["triennio"] is None else int(told["triennio"][:4])
    until = None if told["valid_until"] is None else date.fromisoformat(told["valid_until"])
    return told["may_be_requested"], triennio, until, told["rule"]


# Reasons -----------------------------------------------------------------------------------------------------------


def _steps(period: str, steps: Iterable[Mapping[str, str]]) -> Iterator[tuple[Any, ...]]:
    for n, step in enumerate(steps):
        yield period, n, step["rule"], *(_cents(step[name]) for name in ("base", "amount", "result"))


def _verdicts(
    period: Period | None, year: Year, found: Career, book: Book, names: _Names
) -> Iterator[tuple[Any, ...]]:
    if period is None:
        told = not_yet([credit for credit in found.case.credits if credit.acquired in year], book, year)
    else:
        told = verdicts(period, year, found)
    for verdict in told:
        recorded, counted = (
            None if (a := verdict[n]) is None else _cents(a) for n in ("recorded", "counted")
        )
        yield year.number, names[verdict["id"]], recorded, verdict["verdict"], counted, verdict["rule"]


def _carried(period: Period, year: Year, found: Career) -> Iterator[tuple[Any, ...]]:
    for line in carried(period, year, found):
        yield year.number, line["direction"], line["other"], _cents(line["credits"]), line["rule"]


def _cents(text: str) -> int:
    """`"-7.50"` → −750."""
    return int(text.replace(".", ""))


class _Table:
    """Rows on their way to a batch."""

    def __init__(self, table: str) -> None:
        self.table, self.schema = table, OUT[table]
        self.rows: list[tuple[Any, ...]] = []

    def add(self, person: str, row: tuple[Any, ...]) -> None:
        self.rows.append((person, *row))

    def add_all(self, person: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self.rows.extend((person, *row) for row in rows)

    def batch(self) -> pa.RecordBatch:
        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.schema)
        arrays = [self.array(field, column) for field, column in zip(self.schema, columns, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)

    def array(self, field: pa.Field, column: tuple[Any, ...]) -> pa.Array:
        """A column in its type. An amount that does not fit is refused, never wrapped."""
        if field.type == pa.int32():
            for row, amount in enumerate(column):
                if amount is not None and amount > CEILING:
                    person = self.rows[row][0]
                    message = f"person '{person}': column '{field.name}': more than {CEILING} hundredths"
                    raise InputFaults([Fault(self.table, message)])
        return pa.array(column, field.type)
