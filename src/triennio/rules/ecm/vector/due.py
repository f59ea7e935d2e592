"""Which years each person owes, on arrays (see `register`, which says the same of one person)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from triennio.rules.book import Book
from triennio.rules.ecm.fold import FIRST_YEAR
from triennio.rules.ecm.read import ACTS
from triennio.rules.ecm.register import PSYCHOLOGIST, PSYCHOLOGISTS_FROM
from triennio.rules.ecm.vector.register import People

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
ENROLMENT, CANCELLATION, RETURN = (ACTS.index(act) for act in ("enrolment", "cancellation", "reenrolment"))
EPOCH = date(1970, 1, 1).toordinal()
DAYS = np.arange(date(FIRST_YEAR, 1, 1).toordinal(), date(2100, 1, 1).toordinal())


@lru_cache(maxsize=1)
def _year_table() -> npt.NDArray[np.int16]:
    years = [date.fromordinal(int(day)).year for day in DAYS]
    return np.array(years, dtype=np.int16)


def year_of(days: npt.NDArray[np.integer]) -> npt.NDArray[np.int16]:
    """Calendar year of each day number; days before 2008 count as 2007, days after 2099 as 2099."""
    table = _year_table()
    if not days.size:
        return table[:0]
    if days.min() >= DAYS[0] and days.max() <= DAYS[-1]:
        found: npt.NDArray[np.int16] = table.take(days - DAYS[0])
        return found
    index = np.clip(days - DAYS[0], 0, len(DAYS) - 1)
    return np.where(days < DAYS[0], np.int16(FIRST_YEAR - 1), table[index]).astype(np.int16)


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
    others = np.flatnonzero((counts > 0) & ~enrolled)
    if others.size:
        matrix[others] = _Walked(people, others, book, years, as_of).due()
    psychologist = (profession == PSYCHOLOGIST) & (people.person["nhs_work"] != 1)
    matrix &= ~(psychologist[:, None] & (years < PSYCHOLOGISTS_FROM)[None, :])
    return matrix


class _Walked:
    """Persons with other acts than one enrolment: what came before each year, and what inside it.

    One row a person, one column a year, from the first year to be answered.
    """

    def __init__(self, people: People, who: Ints, book: Book, years: Ints, as_of: date) -> None:
        self.book, self.years, self.shape = book, years, (who.size, years.size)
        acts = people.register.of(who)
        order = np.lexsort((acts["date"], acts.person()))
        past = order[acts["date"][order] <= as_of.toordinal()]
        self.person, kind, day = acts.person()[past], acts["act"][past], acts["date"][past].astype(np.int64)
        self.unborn = ~self.anyone(self.person)
        kind = self.later_enrolments(kind)
        law_3 = np.isin(people.person["profession"][who], book.professions["law_3_2018"])
        enrolled = self.anyone(self.person[kind == ENROLMENT])
        first_of_law = np.full(who.size, book.since("OBL-5").toordinal())
        begun = np.flatnonzero(~enrolled & ~self.unborn)
        person = np.concatenate([begun, self.person])
        kind = np.concatenate([np.full(begun.size, ENROLMENT), kind])
        day = np.concatenate([np.where(law_3, first_of_law, 1)[begun], day])
        order = np.lexsort((day, person))
        self.person, self.kind, self.day = person[order], kind[order], day[order]
        first = np.searchsorted(self.person, np.arange(who.size))
        made = np.flatnonzero(~enrolled & law_3 & ~self.unborn)
        self.by_law = np.zeros(who.size, dtype=bool)
        self.by_law[made] = order[first[made]] < begun.size

    def anyone(self, persons: Ints) -> Bools:
        flags = np.zeros(self.shape[0], dtype=bool)
        flags[persons] = True
        return flags

    def later_enrolments(self, kind: npt.NDArray[np.integer]) -> Ints:
        """An enrolment after the first is a return."""
        enrolments = np.flatnonzero(kind == ENROLMENT)
        again = np.zeros(enrolments.size, dtype=bool)
        again[1:] = self.person[enrolments[1:]] == self.person[enrolments[:-1]]
        result = kind.astype(np.int64)
        result[enrolments[again]] = RETURN
        return result

    def last(self, kind: int | None, *, first: bool = False) -> Ints:
        """Day of the last (or first) act of a kind (or any) inside each year, 0 where there is none."""
        chosen = np.arange(self.kind.size) if kind is None else np.flatnonzero(self.kind == kind)
        column = year_of(self.day[chosen]).astype(np.int64) - self.years[0]
        inside = np.flatnonzero((column >= 0) & (column < self.years.size))
        if first:
            inside = inside[::-1].copy()
        chosen, column = chosen[inside], column[inside]
        days = np.zeros(self.shape, dtype=np.int64)
        days[self.person[chosen], column] = self.day[chosen]
        return days

    def before(self) -> tuple[Bools, Bools]:
        """Whether an act came before each year, and whether the last of these was a cancellation."""
        column = np.maximum(year_of(self.day).astype(np.int64) + 1 - self.years[0], 0)
        early = column < self.years.size
        known = np.full(self.shape, -1, dtype=np.int64)
        known[self.person[early], column[early]] = np.flatnonzero(early)
        np.maximum.accumulate(known, axis=1, out=known)
        away = known >= 0
        away[away] = self.kind[known[away]] == CANCELLATION
        return known >= 0, away

    def due(self) -> Bools:
        """See `register._year`."""
        since = {rule: self.book.since(rule).toordinal() for rule in ("REG-1", "REG-2", "REG-3")}
        before, away = self.before()
        cancelled, back, latest = self.last(CANCELLATION), self.last(RETURN, first=True), self.last(None)
        both = before & (cancelled > 0) & (back > 0) & (latest >= since["REG-3"])
        returned = before & (back >= since["REG-2"]) & self.first_half(back)
        left = (cancelled > 0) & (back == 0) & (cancelled >= since["REG-1"]) & self.first_half(cancelled)
        result: Bools = both | np.where(before & ~away, ~left, returned)
        by_law = self.by_law[:, None] & (self.years <= self.book.since("OBL-5").year)[None, :]
        return result & ~by_law & ~self.unborn[:, None]

    def first_half(self, day: Ints) -> Bools:
        month = (day - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
        result: Bools = month <= self.book.constant("register_half_year_month")
        return result
