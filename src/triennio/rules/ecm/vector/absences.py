"""Absences on arrays: one exemption or one course a person by formula, everything else by the normaliser of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from triennio.kernel.intervals import add_months
from triennio.rules.book import Book
from triennio.rules.ecm.absence_rows import AbsenceRow, Absences
from triennio.rules.ecm.absences import normalise_absences
from triennio.rules.ecm.columns import ABSENCE
from triennio.rules.ecm.facts import EXEMPTION_KINDS, EXONERATION_KINDS, FACT_KINDS, YEARLY_STUDY
from triennio.rules.ecm.fold import FIRST_YEAR
from triennio.rules.ecm.read import only_until
from triennio.rules.ecm.vector.due import year_of
from triennio.rules.ecm.vector.register import Items, People

Ints = npt.NDArray[np.int64]
PARENTAL = EXEMPTION_KINDS.index("parental_leave")
YEARLY = np.array([EXONERATION_KINDS.index(kind) for kind in YEARLY_STUDY])
RETIREMENT = np.array([FACT_KINDS.index("retired"), FACT_KINDS.index("regular_practice_declared")])
LONGEST_PARENTAL_DAYS = 180
LONGEST_SINGLE_YEAR_DAYS = 365
FIELDS = tuple(name for name in ABSENCE if name != "measure_day")


@dataclass(slots=True)
class AbsenceTable:
    """Rows (one absence and year) sorted by person, the days whose credits do not count, the years wholly away."""

    person: Ints
    year: Ints
    columns: dict[str, Ints]
    exempt: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    study: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    away: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))


class _Builder:
    def __init__(self, people: People, book: Book, as_of: date, last: int, split_whole: bool) -> None:
        self.people, self.book, self.as_of, self.last = people, book, as_of, last
        self.split_whole = split_whole
        self.horizon = date(last, 12, 31)
        self.parts: list[tuple[Ints, Ints, dict[str, Ints]]] = []
        self.table = AbsenceTable(np.zeros(0, np.int64), np.zeros(0, np.int64), {})
        self.table.away = np.zeros((people.count, last - FIRST_YEAR + 1), dtype=bool)

    def build(self) -> AbsenceTable:
        exempt, study = self.people.exemptions, self.people.exonerations
        old_age = self.old_age()
        retired = np.zeros(self.people.count, dtype=bool)
        retired[self.people.facts.person()[np.isin(self.people.facts["kind"], RETIREMENT)]] = True
        sources = exempt.counts() + study.counts() + (old_age > 0) + retired
        plain = (sources == 1) & ~retired
        plain_exempt = plain & (exempt.counts() == 1) & self.plain_exemptions()
        plain_study = plain & (study.counts() == 1) & self.plain_courses()
        plain_age = plain & (old_age > 0)
        self.add_exemptions(np.flatnonzero(plain_exempt), exempt)
        people = np.flatnonzero(plain_age)
        self.exempt_rows(people, old_age[people], np.full(people.size, self.horizon.toordinal()))
        self.add_courses(np.flatnonzero(plain_study), study)
        others = (sources > 0) & ~plain_exempt & ~plain_study & ~plain_age
        self.add_others(np.flatnonzero(others))
        return self.finished()

    def old_age(self) -> Ints:
        """First day of the exemption by age, 0 for nobody's."""
        born = self.people.person["born"].astype(np.int64)
        years = self.book.constant("exempt_from_age")
        result = np.zeros(self.people.count, dtype=np.int64)
        limit = add_months(self.as_of, -12 * years).toordinal()
        for index in np.flatnonzero((born > 0) & (born <= limit)):
            birthday = add_months(date.fromordinal(int(born[index])), 12 * years)
            if birthday <= self.as_of:
                result[index] = max(birthday, self.book.since("RET-2")).toordinal()
        return np.where(result > self.horizon.toordinal(), 0, result)

    def plain_exemptions(self) -> npt.NDArray[np.bool_]:
        """Persons whose first exemption needs no clause, no cut and is not later than the day of the position."""
        items = self.people.exemptions
        good = np.zeros(self.people.count, dtype=bool)
        if not items.size or self.split_whole:
            return good
        first = np.minimum(items.offsets[:-1], items.size - 1)
        start, end, filed = items["from"][first], items["to"][first], items["filed"][first]
        switch = self.book.since("EXE-2").toordinal()
        clause = (filed >= self.book.since("EXO-10").toordinal()) & (start < switch)
        long = (items["kind"][first] == PARENTAL) & (end - start + 1 > LONGEST_PARENTAL_DAYS)
        later = (start > self.as_of.toordinal()) | (filed > self.as_of.toordinal())
        straddles = (start < switch) & (end >= switch)
        return ~clause & ~long & ~later & ~straddles

    def plain_courses(self) -> npt.NDArray[np.bool_]:
        """Persons whose first exoneration is one year of study without a choice of year."""
        items = self.people.exonerations
        if not items.size:
            return np.zeros(self.people.count, dtype=bool)
        first = np.minimum(items.offsets[:-1], items.size - 1)
        start, end, filed = items["from"][first], items["to"][first], items["filed"][first]
        short = end - start + 1 <= LONGEST_SINGLE_YEAR_DAYS
        later = (start > self.as_of.toordinal()) | (filed > self.as_of.toordinal())
        result: npt.NDArray[np.bool_] = (
            np.isin(items["kind"][first], YEARLY) & short & ~later & (items["chosen_year"][first] < 0)
        )
        return result

    def add_exemptions(self, people: Ints, items: Items) -> None:
        first = items.offsets[people]
        start = np.maximum(items["from"][first].astype(np.int64), self.book.since("EXE-7").toordinal())
        end = items["to"][first].astype(np.int64)
        inside = start <= end
        self.exempt_rows(people[inside], start[inside], end[inside])

    def exempt_rows(self, people: Ints, start: Ints, end: Ints) -> None:
        """Rows of one exempt period a person: every calendar year it touches."""
        if not people.size:
            return
        self.table.exempt.append((people, start, end))
        size = self.book.constant("fortnight_days")
        for year in range(int(year_of(start).min()), self.last + 1):
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            days = np.minimum(end, last) - np.maximum(start, first) + 1
            touched = days > 0
            chosen = people[touched]
            whole = days[touched] == last - first + 1
            values = {
                "blocks": days[touched] // size,
                "whole_year": whole.astype(np.int64),
                "exempt_months": self.long_months(year, start[touched], end[touched]),
            }
            self.put(chosen, year, values)
            if year >= FIRST_YEAR:
                self.table.away[chosen[whole], year - FIRST_YEAR] = True

    def long_months(self, year: int, start: Ints, end: Ints) -> Ints:
        """Calendar months of a year with more than 15 days inside; asked of the old measure only."""
        months = np.zeros(start.size, dtype=np.int64)
        if year >= self.book.since("EXE-2").year:
            return months
        for month in range(1, 13):
            first = date(year, month, 1).toordinal()
            last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
            inside = np.minimum(end, last) - np.maximum(start, first) + 1
            months += inside > self.book.constant("month_more_than_days")
        return months

    def add_courses(self, people: Ints, items: Items) -> None:
        if not people.size:
            return
        first = items.offsets[people]
        start, end = items["from"][first].astype(np.int64), items["to"][first].astype(np.int64)
        year = year_of(start).astype(np.int64)
        new_year = np.array([date(int(y) + 1, 1, 1).toordinal() for y in range(2000, 2101)])
        split = new_year[np.clip(year - 2000, 0, 100)]
        later = (end - split + 1) > (split - start)
        busiest = np.where((end >= split) & later, year + 1, year)
        for value in np.unique(busiest):
            chosen = people[busiest == value]
            self.put(chosen, int(value), {"sixths": np.full(chosen.size, 2)})
            if FIRST_YEAR <= value <= self.last:
                self.table.away[chosen, int(value) - FIRST_YEAR] = True
        filed = items["filed"][first]
        counted_then = filed < self.book.since("EXO-10").toordinal()
        begin = np.maximum(start, self.book.since("EXO-8b").toordinal())
        stop = np.minimum(end, self.book.until("EXO-8b").toordinal())
        kept = counted_then & (begin <= stop)
        self.table.study.append((people[kept], begin[kept], stop[kept]))

    def add_others(self, people: Ints) -> None:
        """Several absences, clauses, choices: the normaliser of one person."""
        for index in people:
            case = only_until(self.people.case(int(index)))
            found = normalise_absences(case, self.book, self.horizon, self.split_whole)
            self.one_person(int(index), found)

    def one_person(self, index: int, found: Absences) -> None:
        for row in found.rows:
            self.put(np.array([index]), row.year, _values(row))
        for days, target in ((found.exempt_days, self.table.exempt), (found.study_days, self.table.study)):
            if days:
                starts = np.array([start.toordinal() for start, _ in days])
                ends = np.array([end.toordinal() for _, end in days])
                target.append((np.full(starts.size, index), starts, ends))
        for year in range(FIRST_YEAR, self.last + 1):
            if found.whole([year]):
                self.table.away[index, year - FIRST_YEAR] = True

    def put(self, people: Ints, year: int, values: dict[str, Ints]) -> None:
        if people.size:
            self.parts.append((people, np.full(people.size, year), values))

    def finished(self) -> AbsenceTable:
        table = self.table
        if not self.parts:
            table.columns = {name: np.zeros(0, np.int64) for name in FIELDS}
            return table
        person = np.concatenate([people for people, _, _ in self.parts])
        order = np.argsort(person, kind="stable")
        table.person = person[order]
        table.year = np.concatenate([year for _, year, _ in self.parts])[order]
        for name in FIELDS:
            pieces = [values.get(name, np.zeros(people.size, np.int64)) for people, _, values in self.parts]
            table.columns[name] = np.concatenate(pieces).astype(np.int64)[order]
        return table


def _values(row: AbsenceRow) -> dict[str, Ints]:
    return {name: np.array([int(getattr(row, name))]) for name in FIELDS}


def absence_table(people: People, book: Book, as_of: date, last: int, split_whole: bool) -> AbsenceTable:
    """All absences of a chunk up to the end of the year `last`."""
    return _Builder(people, book, as_of, last, split_whole).build()


def covered(
    periods: list[tuple[Ints, Ints, Ints]], person: Ints, day: npt.NDArray[np.integer]
) -> npt.NDArray[np.bool_]:
    """For each credit (sorted by person and day): does its day lie in one of its person's periods?"""
    marks = np.zeros(person.size + 1, dtype=np.int64)
    key = person * 4_000_000 + day
    for people, start, end in periods:
        np.add.at(marks, np.searchsorted(key, people * 4_000_000 + start), 1)
        np.add.at(marks, np.searchsorted(key, people * 4_000_000 + end, side="right"), -1)
    result: npt.NDArray[np.bool_] = np.cumsum(marks[:-1]) > 0
    return result
