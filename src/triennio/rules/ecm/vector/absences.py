"""Absences on arrays: one exemption or one course a person by formula, everything else by the normaliser of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from triennio.rules.book import Book
from triennio.rules.ecm.absence_rows import AbsenceRow, Absences
from triennio.rules.ecm.absences import normalise_absences
from triennio.rules.ecm.columns import ABSENCE
from triennio.rules.ecm.facts import EXEMPTION_KINDS, EXONERATION_KINDS, FACT_KINDS, YEARLY_STUDY
from triennio.rules.ecm.fold import FIRST_YEAR
from triennio.rules.ecm.read import only_until
from triennio.rules.ecm.study import CALAMITY, HALF_YEAR_DAYS
from triennio.rules.ecm.vector.due import year_of
from triennio.rules.ecm.vector.register import Items, People

Ints = npt.NDArray[np.int64]
PARENTAL = EXEMPTION_KINDS.index("parental_leave")
YEARLY = np.array([EXONERATION_KINDS.index(kind) for kind in YEARLY_STUDY])
EPOCH = date(1970, 1, 1).toordinal()
MANY_DAYS = 4_000_000
RETIRED, DECLARED = FACT_KINDS.index("retired"), FACT_KINDS.index("regular_practice_declared")
BY_HOURS = EXONERATION_KINDS.index("university_course_hours")
MANAGERIAL = EXONERATION_KINDS.index("managerial_course")
CALAMITY_KIND = EXONERATION_KINDS.index(CALAMITY)
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
        periods, courses = self.periods(), self.courses()
        special = self.special(periods, courses)
        exempt = ~special[periods["person"]]
        self.exempt_rows(*(periods[name][exempt] for name in ("person", "start", "end", "clause")))
        self.add_courses({name: values[~special[courses["person"]]] for name, values in courses.items()})
        self.add_others(np.flatnonzero(special))
        return self.finished()

    # What there is ------------------------------------------------------------------------------------------------

    def periods(self) -> dict[str, Ints]:
        """Exempt periods by (person, first day), retirement and the exemption by age among them."""
        items = self.people.exemptions
        known = self.known(items)
        start, end = items["from"].astype(np.int64), items["to"].astype(np.int64)
        filed = items["filed"] >= self.book.since("EXO-10").toordinal()
        clause = filed & (start < self.book.since("EXE-2").toordinal())
        months = self.book.constant("parental_leave_months")
        end = np.where(items["kind"] == PARENTAL, np.minimum(end, months_later(start, months) - 1), end)
        start = np.maximum(start, self.book.since("EXE-7").toordinal())
        kept = known & (start <= end)
        retired, since, until = self.retirement()
        person = np.concatenate([items.person()[kept], retired])
        found = {
            "person": person,
            "start": np.concatenate([start[kept], since]),
            "end": np.concatenate([end[kept], until]),
            "clause": np.concatenate([clause[kept], np.zeros(retired.size, dtype=bool)]),
        }
        order = np.lexsort((found["start"], person))
        return united({name: values[order] for name, values in found.items()})

    def courses(self) -> dict[str, Ints]:
        """Exonerations: what the formulas need of each."""
        items = self.people.exonerations
        known = self.known(items) & (items["kind"] != CALAMITY_KIND)
        names = {
            "kind": "kind",
            "start": "from",
            "end": "to",
            "filed": "filed",
            "chosen": "chosen_year",
            "hours": "hours",
        }
        found = {name: items[column].astype(np.int64)[known] for name, column in names.items()}
        return {"person": items.person()[known], **found}

    def known(self, items: Items) -> npt.NDArray[np.bool_]:
        """Not later than the day of the position."""
        day = self.as_of.toordinal()
        result: npt.NDArray[np.bool_] = (items["from"] <= day) & (items["filed"] <= day)
        return result

    def retirement(self) -> tuple[Ints, Ints, Ints]:
        """Persons, first and last days of who is retired and practises occasionally, or is old enough (RET-1, RET-2).

        A declaration of regular practice ends both.
        """
        facts, old_age = self.people.facts, self.old_age()
        person, day = facts.person(), facts["from"].astype(np.int64)
        known = (day > 0) & (day <= self.as_of.toordinal())
        income, limit = facts["yearly_income"], self.book.constant("retired_income_at_most") * 100
        retired = np.flatnonzero(known & (facts["kind"] == RETIRED) & (income >= 0) & (income <= limit))
        declared = np.flatnonzero(known & (facts["kind"] == DECLARED))
        until = np.full(self.people.count, self.horizon.toordinal())
        np.minimum.at(until, person[declared], day[declared] - 1)
        aged = np.flatnonzero(old_age)
        owner = np.concatenate([person[retired], aged])
        start = np.concatenate(
            [np.maximum(day[retired], self.book.since("RET-1").toordinal()), old_age[aged]]
        )
        held = start <= until[owner]
        return owner[held], start[held], until[owner[held]]

    def old_age(self) -> Ints:
        """First day of the exemption by age, 0 for nobody's."""
        born = self.people.person["born"].astype(np.int64)
        given = born > 0
        birthday = months_later(np.where(given, born, 1), 12 * self.book.constant("exempt_from_age"))
        first = np.maximum(birthday, self.book.since("RET-2").toordinal())
        reached = given & (birthday <= self.as_of.toordinal()) & (first <= self.horizon.toordinal())
        return np.where(reached, first, 0)

    def special(self, periods: dict[str, Ints], courses: dict[str, Ints]) -> npt.NDArray[np.bool_]:
        """Persons whose absences touch each other, or whose measures are not formulas: one at a time."""
        flags = np.zeros(self.people.count, dtype=bool)
        person = periods["person"]
        several = np.bincount(person, weights=periods["members"], minlength=flags.size) > 1
        flags[person[several[person] & periods["clause"].astype(bool)]] = True
        by_hours = (courses["kind"] == BY_HOURS) & (courses["start"] >= self.book.since("EXO-4").toordinal())
        by_hours &= courses["end"] - courses["start"] < 365
        simple = np.isin(courses["kind"], YEARLY) | (courses["kind"] == MANAGERIAL) | by_hours
        flags[courses["person"][~simple | (courses["chosen"] >= 0)]] = True
        flags[self.overlapping(periods, courses)] = True
        if self.split_whole:
            flags[person] = True
        return flags

    def overlapping(self, periods: dict[str, Ints], courses: dict[str, Ints]) -> Ints:
        """Persons with a course on days that are exempt; of several courses and periods, all who have both."""
        both = np.intersect1d(periods["person"], courses["person"])
        count = self.people.count
        first = np.zeros(count, dtype=np.int64)
        last = np.zeros(count, dtype=np.int64)
        first[courses["person"]], last[courses["person"]] = courses["start"], courses["end"]
        several = np.bincount(courses["person"], minlength=count) > 1
        person = periods["person"]
        touching = (periods["start"] <= last[person]) & (first[person] <= periods["end"])
        result: Ints = np.intersect1d(both, person[touching | several[person]])
        return result

    # Rows by formula ----------------------------------------------------------------------------------------------

    def exempt_rows(self, people: Ints, start: Ints, end: Ints, clause: Ints) -> None:
        """Rows of exempt periods that do not touch: every calendar year each touches."""
        if not people.size:
            return
        self.table.exempt.append((people, start, end))
        size, switch = self.book.constant("fortnight_days"), self.book.since("EXE-2").year
        for year in range(int(year_of(start).min()), self.last + 1):
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            days = np.minimum(end, last) - np.maximum(start, first) + 1
            touched = days > 0
            whole = days[touched] == last - first + 1
            values = {
                "blocks": days[touched] // size,
                "whole_year": whole.astype(np.int64),
                "exempt_months": self.long_months(year, start[touched], end[touched]),
                "favourable": (clause[touched] & (year < switch)).astype(np.int64),
            }
            self.put(people[touched], year, values)
            if year >= FIRST_YEAR:
                self.table.away[people[touched][whole], year - FIRST_YEAR] = True

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

    def add_courses(self, courses: dict[str, Ints]) -> None:
        """A third in the year attended most of each twelve months; a managerial course in the year of its end."""
        person, start, end = courses["person"], courses["start"], courses["end"]
        managerial = courses["kind"] == MANAGERIAL
        hourly = courses["kind"] == BY_HOURS
        self.hourly({name: values[hourly] for name, values in courses.items()})
        self.yearly(person[managerial], year_of(end[managerial]).astype(np.int64))
        yearly = ~managerial & ~hourly
        person, first, end = person[yearly], start[yearly], end[yearly]
        part = 0
        while person.size:
            begin = months_later(first, 12 * part)
            stop = np.minimum(months_later(first, 12 * (part + 1)) - 1, end)
            counted = (begin <= end) & ((part == 0) | (stop - begin + 1 >= HALF_YEAR_DAYS))
            self.yearly(person[counted], busiest(begin[counted], stop[counted]))
            going_on = begin <= end
            person, first, end = person[going_on], first[going_on], end[going_on]
            part += 1
        counted_then = courses["filed"] < self.book.since("EXO-10").toordinal()
        begin = np.maximum(courses["start"], self.book.since("EXO-8b").toordinal())
        stop = np.minimum(courses["end"], self.book.until("EXO-8b").toordinal())
        kept = counted_then & (begin <= stop)
        self.table.study.append((courses["person"][kept], begin[kept], stop[kept]))

    def hourly(self, courses: dict[str, Ints]) -> None:
        """University courses from 2019: hours in the year attended most."""
        year = busiest(courses["start"], courses["end"])
        given = courses["hours"] >= 0
        for value in np.unique(year[given]):
            chosen = given & (year == value)
            self.put(courses["person"][chosen], int(value), {"course_hours": courses["hours"][chosen] // 100})

    def yearly(self, person: Ints, year: Ints) -> None:
        for value in np.unique(year):
            chosen = person[year == value]
            self.put(chosen, int(value), {"sixths": np.full(chosen.size, 2)})
            if FIRST_YEAR <= value <= self.last:
                self.table.away[chosen, int(value) - FIRST_YEAR] = True

    # One at a time ------------------------------------------------------------------------------------------------

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


def united(found: dict[str, Ints]) -> dict[str, Ints]:
    """Periods of a person that overlap or follow each other without a gap become one (`intervals.merged`).

    `members` counts the periods in each, `clause` says whether the favourable rule holds for any of them.
    """
    person, start, end = found["person"], found["start"], found["end"]
    if not person.size:
        return {**found, "members": person}
    apart = person * MANY_DAYS
    reached = np.maximum.accumulate(end + apart)
    fresh = np.ones(person.size, dtype=bool)
    fresh[1:] = start[1:] + apart[1:] > reached[:-1] + 1
    first = np.flatnonzero(fresh)
    return {
        "person": person[first],
        "start": start[first],
        "end": np.maximum.reduceat(end, first),
        "clause": np.maximum.reduceat(found["clause"].astype(np.int64), first),
        "members": np.diff(np.append(first, person.size)),
    }


def months_later(days: npt.NDArray[np.integer], months: int) -> Ints:
    """`intervals.add_months` on day numbers: the same day, or the last of a shorter month."""
    day = (np.asarray(days, dtype=np.int64) - EPOCH).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    offset = day - month.astype("datetime64[D]")
    target = month + months
    last = (target + 1).astype("datetime64[D]") - target.astype("datetime64[D]") - 1
    moved = target.astype("datetime64[D]") + np.minimum(offset, last)
    result: Ints = moved.astype(np.int64) + EPOCH
    return result


def busiest(start: Ints, end: Ints) -> Ints:
    """`study.busiest_year` of periods of at most twelve months."""
    year = year_of(start).astype(np.int64)
    new_year = ((year + 1 - 1970).astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64) + EPOCH
    later = end - new_year + 1
    return np.where(later > new_year - start, year + 1, year)


def absence_table(people: People, book: Book, as_of: date, last: int, split_whole: bool) -> AbsenceTable:
    """All absences of a chunk up to the end of the year `last`."""
    return _Builder(people, book, as_of, last, split_whole).build()


def covered(
    periods: list[tuple[Ints, Ints, Ints]], person: Ints, day: npt.NDArray[np.integer]
) -> npt.NDArray[np.bool_]:
    """For each credit (sorted by person and day): does its day lie in one of its person's periods?"""
    result = np.zeros(person.size, dtype=bool)
    if not sum(people.size for people, _, _ in periods):
        return result
    key = person * MANY_DAYS + day
    for people, start, end in periods:
        first = np.searchsorted(key, people * MANY_DAYS + start)
        counts = np.searchsorted(key, people * MANY_DAYS + end, side="right") - first
        before = np.cumsum(counts) - counts
        result[np.repeat(first - before, counts) + np.arange(int(counts.sum()))] = True
    return result
