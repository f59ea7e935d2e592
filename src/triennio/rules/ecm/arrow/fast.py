"""The fast route of a batch: headline numbers on arrays, tangled histories one person at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from triennio.kernel.faults import Fault, InputFaults
from triennio.kernel.units import UNITS_PER_HUNDREDTH
from triennio.rules.book import Book
from triennio.rules.ecm.answer import is_listed
from triennio.rules.ecm.arrow.decode import case_of
from triennio.rules.ecm.arrow.people import People
from triennio.rules.ecm.arrow.schema import OUT
from triennio.rules.ecm.facts import Case
from triennio.rules.ecm.fold import career
from triennio.rules.ecm.read import only_until
from triennio.rules.ecm.vector.columns import from_arrow
from triennio.rules.ecm.vector.fold import HEADLINE_COLUMNS, Headlines, headlines
from triennio.rules.ecm.work import drive_one

Ints = npt.NDArray[np.int64]
CEILING = int(np.iinfo(np.int32).max)
COUNTS = ("years_due", "certifiable")
NAMES = {"standard": "standard_amount"}


def positions(people: People, book: Book, choices: Mapping[str, str], as_of: date) -> pa.RecordBatch:
    """The `positions` table of the people, equal to the reference route's. `choices` are complete."""

    def facts(index: int) -> Case:
        return case_of(people, index, choices, as_of, credits=False)

    found, tangled = headlines(from_arrow(people, facts), book, choices, as_of)
    own = np.flatnonzero(tangled)
    whole = [only_until(case_of(people, int(index), choices, as_of)) for index in own]
    columns = {name: _stacked([headline.columns[name] for headline in found]) for name in HEADLINE_COLUMNS}
    listed = _stacked([headline.listed for headline in found]).astype(bool)
    _fold_one_by_one(own, whole, book, found, columns, listed)
    return _batch(people, found, columns, listed)


def _stacked(parts: list[Any]) -> Ints:
    """One row a person, one column a triennio."""
    if not parts:
        return np.zeros((0, 0), dtype=np.int64)
    return np.stack([np.asarray(part, dtype=np.int64) for part in parts], axis=1)


def _fold_one_by_one(
    own: Ints,
    whole: list[Case],
    book: Book,
    found: list[Headlines],
    columns: dict[str, Ints],
    listed: npt.NDArray[np.bool_],
) -> None:
    """Put the numbers of the tangled histories in their places."""
    careers = [drive_one(book, career(case, book), traced=False) for case in whole]
    for index, one in zip(own, careers, strict=True):
        for place, headline in enumerate(found):
            period = one.periods[headline.triennio]
            for name in HEADLINE_COLUMNS:
                columns[name][index, place] = period.units(name)
            listed[index, place] = is_listed(one, headline.triennio)


def _batch(
    people: People, found: list[Headlines], columns: dict[str, Ints], listed: npt.NDArray[np.bool_]
) -> pa.RecordBatch:
    rows, place = np.nonzero(listed) if found else (np.zeros(0, np.int64), np.zeros(0, np.int64))
    years = np.array([headline.triennio.first for headline in found], dtype=np.int64)
    ended = np.array([headline.ended for headline in found], dtype=bool)
    arrays = []
    for field in OUT["positions"]:
        if field.name == "person":
            arrays.append(people.keys.take(pa.array(rows)))
        elif field.name == "triennio":
            arrays.append(pa.array(years[place], field.type))
        elif field.name == "ended":
            arrays.append(pa.array(ended[place], field.type))
        else:
            values = columns[NAMES.get(field.name, field.name)][rows, place]
            arrays.append(_shown(field, values, people, rows))
    return pa.RecordBatch.from_arrays(arrays, schema=OUT["positions"])


def _shown(field: pa.Field, values: Ints, people: People, rows: Ints) -> pa.Array:
    """Counts as they are, amounts half up to hundredths."""
    if field.name == "certifiable":
        return pa.array(values == 1, field.type)
    if field.name in COUNTS:
        return pa.array(values, field.type)
    amounts = (2 * values + UNITS_PER_HUNDREDTH) // (2 * UNITS_PER_HUNDREDTH)
    if amounts.size and amounts.max() > CEILING:
        person = people.keys[int(rows[amounts.argmax()])].as_py()
        message = f"person '{person}': column '{field.name}': more than {CEILING} hundredths"
        raise InputFaults([Fault("positions", message)])
    return pa.array(amounts, field.type)
