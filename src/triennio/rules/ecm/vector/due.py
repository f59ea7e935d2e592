"""Which years each person owes, on arrays; unusual register acts one person at a time."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from triennio.rules.book import Book
from triennio.rules.ecm.fold import FIRST_YEAR
from triennio.rules.ecm.read import only_until
from triennio.rules.ecm.register import PSYCHOLOGIST, PSYCHOLOGISTS_FROM, due_years
from triennio.rules.ecm.vector.register import People

ENROLMENT = 0
DAYS = np.arange(date(FIRST_YEAR, 1, 1).toordinal(), date(2100, 1, 1).toordinal())


@lru_cache(maxsize=1)
def _year_table() -> npt.NDArray[np.int16]:
    years = [date.fromordinal(int(day)).year for day in DAYS]
    return np.array(years, dtype=np.int16)


def year_of(days: npt.NDArray[np.integer]) -> npt.NDArray[np.int16]:
    """Calendar year of each day number; days before 2008 count as 2007, days after 2099 as 2099."""
    index = np.clip(days - DAYS[0], 0, len(DAYS) - 1)
    return np.where(days < DAYS[0], np.int16(FIRST_YEAR - 1), _year_table()[index]).astype(np.int16)


def due_matrix(people: People, book: Book, last: int, as_of: date) -> npt.NDArray[np.bool_]:
    """One row a person, one column a year from 2008 to `last`: is it owed?"""
    years = np.arange(FIRST_YEAR, last + 1)
    counts = people.register.counts()
    profession = people.person["profession"]
    law_3 = np.isin(profession, book.professions["law_3_2018"])
    start = np.where(law_3, book.since("OBL-5").year, 1900).astype(np.int64)
    single = counts == 1
    first = np.minimum(people.register.offsets[:-1], max(people.register.size - 1, 0))
    if people.register.size:
        enrolled = single & (people.register["act"][first] == ENROLMENT)
        start = np.where(enrolled, year_of(people.register["date"][first]).astype(np.int64), start)
        start = np.where(enrolled & (people.register["date"][first] < DAYS[0]), 1900, start)
        start = np.where(enrolled & (people.register["date"][first] > as_of.toordinal()), 9999, start)
    else:
        enrolled = single
    matrix = years[None, :] > start[:, None]
    psychologist = (profession == PSYCHOLOGIST) & (people.person["nhs_work"] != 1)
    matrix &= ~(psychologist[:, None] & (years < PSYCHOLOGISTS_FROM)[None, :])
    for index in np.flatnonzero((counts > 0) & ~enrolled):
        answers = due_years(only_until(people.case(int(index))).person, book, FIRST_YEAR, last)
        matrix[index] = [answers[int(year)].due for year in years]
    return matrix
