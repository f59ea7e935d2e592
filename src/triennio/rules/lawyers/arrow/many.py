"""The fold over the periods of many lawyers at once: one array a column, groups of those whose trienni are the same.

What the register and article 15 say of a person is found by the code of one case; everything that is computed from it
and from the credits runs on arrays, by the same steps, in the same order as `fold.career`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from triennio.kernel.units import UNITS_PER_HUNDREDTH
from triennio.rules.book import Book, Params
from triennio.rules.engine.run_numpy import Chunk, run_numpy
from triennio.rules.engine.step import Axis
from triennio.rules.lawyers.absences import relief
from triennio.rules.lawyers.arrow.decode import cases
from triennio.rules.lawyers.arrow.people import Ints, People, owners
from triennio.rules.lawyers.arrow.words import WORDS
from triennio.rules.lawyers.columns import (
    ACTIVITIES,
    AT_DISTANCE,
    BALANCE_ROWS,
    COMPENSATION_COPIES,
    POSITIONS,
    YEAR,
    Activity,
    Subject,
)
from triennio.rules.lawyers.periods import Span, anchor_of, spans_from
from triennio.rules.lawyers.register import age_day, owed_years
from triennio.rules.lawyers.work import Stretch, plan_for

Flags = npt.NDArray[np.bool_]
NEVER = date.max.toordinal()
DISTANT = np.array([mode in AT_DISTANCE for mode in WORDS["credits.mode"]])
RELIEF = ("exempt", "waived", "decided", "decided_compulsory")


@dataclass(slots=True)
class Known:
    """What is known of each person before anything is computed. Matrices have a column a year, from `first` on.

    `age`: ordinal of the day that ends the duty (`NEVER`). `anchor`: first year of the first triennio.
    """

    first: int
    owed: Flags
    months: Mapping[str, Ints]
    age: Ints
    anchor: Ints

    def age_exempt(self, year: int) -> Flags:
        found: Flags = self.age < date(year + 1, 1, 1).toordinal()
        return found


@dataclass(slots=True)
class Credits:
    """The credits up to the day, in order of person, day and id. `late`: policy `distance_order`."""

    owner: Ints
    year: Ints
    late: Flags
    columns: Mapping[str, Ints]


@dataclass(slots=True)
class Period:
    """One period of a group. `who`: the persons, by number; `columns`: (persons,) or (persons, years) arrays."""

    span: Span
    who: Ints
    params: Params
    chunk: Chunk

    def units(self, name: str) -> Ints:
        return self.chunk.columns[name]

    def rows(self, name: str) -> Ints:
        """A column of the years, one column a year."""
        found: Ints = self.chunk.columns[name].reshape(len(self.who), len(self.span.years))
        return found

    @property
    def gives(self) -> bool:
        """The year whose surplus other years may use."""
        return "surplus_deontology" in self.params.values


def periods(
    people: People, book: Book, choices: Mapping[str, str], as_of: date
) -> tuple[Known, Credits, list[list[Period]]]:
    """Every period of everybody, computed: a list for each group. `choices` are complete."""
    general = book.params(book.years[0], choices)
    known = _known(people, book, choices, as_of)
    credits = _credits(people, as_of, bool(general.count("compulsory_fills_first")))
    last = min(as_of.year, _last_published(book))
    groups = []
    for anchor in np.unique(known.anchor).tolist():
        who = np.flatnonzero(known.anchor == anchor)
        spans = list(spans_from(anchor, book, last))
        group = [_period(span, who, known, credits, book, choices) for span in spans]
        _share_surplus(group, book, bool(general.count("surplus_next_first")))
        for period in group:
            _run(period, Stretch.BALANCE, book)
        groups.append(group)
    return known, credits, groups


def _last_published(book: Book) -> int:
    return max(year.number for year in book.years if year not in book.unpublished)


# What is known ------------------------------------------------------------------------------------------------------


def _known(people: People, book: Book, choices: Mapping[str, str], as_of: date) -> Known:
    general = book.params(book.years[0], choices)
    first = book.years[0].number
    last = max(min(as_of.year, _last_published(book)), _last_published(book))
    shape = (len(people), last - first + 1)
    owed = np.zeros(shape, dtype=bool)
    months = {name: np.zeros(shape, dtype=np.int64) for name in RELIEF}
    age = np.full(len(people), NEVER, dtype=np.int64)
    anchor = np.zeros(len(people), dtype=np.int64)
    for index, case in enumerate(cases(people, choices, as_of, with_credits=False)):
        duty = owed_years(case, general, first, last)
        owed[index] = list(duty.values())
        anchor[index] = anchor_of(case, book, general, duty)
        reached = age_day(case, general, book)
        if reached is not None:
            age[index] = reached.toordinal()
        if case.exemptions:
            found = relief(case, general, book, book.years[-1].end, duty)
            for name in RELIEF:
                for year, amount in getattr(found, name).items():
                    if first <= year <= last:
                        months[name][index, year - first] = amount
    return Known(first, owed, months, age, anchor)


def _credits(people: People, as_of: date, compulsory_first: bool) -> Credits:
    rows = people.lists["credits"]
    columns = rows.columns
    kept = columns["acquired"] <= (as_of - date(1970, 1, 1)).days
    acquired = columns["acquired"][kept].astype("datetime64[D]")
    activity = columns["activity"][kept].astype(np.int64)
    subject = columns["subject"][kept].astype(np.int64)
    year = acquired.astype("datetime64[Y]").astype(np.int64) + 1970
    return Credits(
        owners(rows)[kept],
        year,
        (subject == Subject.ORDINARY) & compulsory_first,
        {
            "stated": columns["credits"][kept].astype(np.int64) * UNITS_PER_HUNDREDTH,
            "subject": subject,
            "at_distance": (activity == Activity.EVENT) & DISTANT[columns["mode"][kept]],
            "activity": activity,
            "activity_group": np.where(activity > 0, year * len(ACTIVITIES) + activity, -1),
        },
    )


# One period -----------------------------------------------------------------------------------------------------------


def _period(
    span: Span, who: Ints, known: Known, credits: Credits, book: Book, choices: Mapping[str, str]
) -> Period:
    chunk = Chunk(len(who))
    period = Period(span, who, book.params(span.years[0], choices), chunk)
    years = [year.number for year in span.years]
    inside = _inside(who, years, credits, len(known.anchor))
    owner = np.searchsorted(who, credits.owner[inside])
    _lay_out(chunk, len(years), owner, credits.year[inside] - years[0])
    exempt = np.stack([known.age_exempt(year)[who] for year in years], axis=1)
    places = [year - known.first for year in years]
    owed = known.owed[who][:, places]
    chunk.put("concluded", Axis.PERSON, int(span.concluded))
    chunk.put("open_years", Axis.PERSON, span.open_years)
    chunk.put("age_ends", Axis.PERSON, exempt.any(axis=1))
    of_year: dict[str, Any] = {"owed": owed, "age_exempt": exempt}
    for name, of in zip(YEAR[2:], RELIEF, strict=True):
        of_year[name] = known.months[of][who][:, places]
    for name, matrix in of_year.items():
        chunk.put(name, Axis.YEAR, matrix.reshape(-1))
    for name, column in credits.columns.items():
        chunk.put(name, Axis.CREDIT, column[inside])
    owes = (owed & ~exempt).reshape(-1)
    chunk.put("not_due", Axis.CREDIT, ~owes[chunk.year_row[Axis.CREDIT]])
    _run(period, Stretch.OWN, book)
    for name in COMPENSATION_COPIES:
        _to_places(period, name)
    _run(period, Stretch.COMPENSATION, book)
    _to_rows(period)
    return period


def _inside(who: Ints, years: list[int], credits: Credits, people: int) -> Ints:
    """The credits of a group in some years, in the order of the fold: those that come late after the others."""
    mine = np.zeros(people, dtype=bool)
    mine[who] = True
    found = np.flatnonzero(mine[credits.owner] & (credits.year >= years[0]) & (credits.year <= years[-1]))
    order = np.lexsort((found, credits.late[found], credits.owner[found]))
    return found[order]


def _lay_out(chunk: Chunk, years: int, owner: Ints, year: Ints) -> None:
    """So many years a person; each credit belongs to a person and to one of the years."""
    people = np.arange(chunk.people, dtype=np.int64)
    none = np.zeros(0, dtype=np.int64)
    chunk.person_of = {Axis.YEAR: np.repeat(people, years), Axis.CREDIT: owner, Axis.ABSENCE: none}
    counts = np.bincount(owner, minlength=chunk.people)
    chunk.offsets = {
        Axis.YEAR: np.arange(chunk.people + 1, dtype=np.int64) * years,
        Axis.CREDIT: np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        Axis.ABSENCE: np.zeros(chunk.people + 1, dtype=np.int64),
    }
    chunk.year_row = {Axis.CREDIT: owner * years + year, Axis.ABSENCE: none}


def _run(period: Period, stretch: Stretch, book: Book) -> None:
    run_numpy(plan_for(book, period.params, stretch), period.chunk)


def _to_places(period: Period, name: str) -> None:
    """A column of the years, to the person's columns of its places."""
    rows = period.rows(name)
    for place in POSITIONS:
        period.chunk.put(f"{name}_{place}", Axis.PERSON, rows[:, place - 1] if place <= rows.shape[1] else 0)


def _to_rows(period: Period) -> None:
    """What moved, from the person's columns of each place to the rows of the years."""
    chunk, nothing = period.chunk, np.zeros(len(period.who), dtype=np.int64)
    for name in BALANCE_ROWS:
        places = [chunk.columns.get(f"{name}_{place}", nothing) for place in POSITIONS]
        chunk.put(name, Axis.YEAR, np.stack(places[: len(period.span.years)], axis=1).reshape(-1))
    for name in ("received_in_all", "received_compulsory_in_all"):
        chunk.put(name, Axis.PERSON, chunk.columns.get(name, nothing))


def _share_surplus(group: list[Period], book: Book, next_first: bool) -> None:
    """AVV-ECC: what 2020 spares goes to each admitted period in turn."""
    source = next((period for period in group if period.gives), None)
    if source is None:
        return
    spare, compulsory = source.rows("spare")[:, 0], source.rows("spare_compulsory")[:, 0]
    available, available_compulsory = spare, compulsory
    for period in _targets(group, next_first):
        period.chunk.put("available", Axis.PERSON, available)
        period.chunk.put("available_compulsory", Axis.PERSON, available_compulsory)
        _run(period, Stretch.SURPLUS, book)
        _to_rows(period)
        available = available - period.units("received_in_all")
        available_compulsory = available_compulsory - period.units("taken_compulsory")
    source.chunk.put("given", Axis.YEAR, spare - available)
    source.chunk.put("given_compulsory", Axis.YEAR, compulsory - available_compulsory)


def _targets(group: list[Period], next_first: bool) -> Iterator[Period]:
    """The last concluded triennio, and the years whose rulebook admits the surplus."""
    past = [period for period in group if period.span.concluded][-1:]
    later = [period for period in group if period.params.values.get("takes_surplus_2020")]
    yield from [*later, *past] if next_first else [*past, *later]
