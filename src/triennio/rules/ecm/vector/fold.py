"""The fold over the trienni for a whole chunk of people at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import UNITS_PER_HUNDREDTH
from triennio.rules.book import Book, Params
from triennio.rules.ecm.columns import Kind
from triennio.rules.ecm.facts import FACT_KINDS
from triennio.rules.ecm.fold import FIRST_YEAR
from triennio.rules.ecm.premium import CLASSES, premium_day
from triennio.rules.ecm.read import EVENT_TYPES, FORMATS
from triennio.rules.ecm.study import CALAMITY
from triennio.rules.ecm.vector.absences import FIELDS, AbsenceTable, absence_table, covered
from triennio.rules.ecm.vector.caps import Caps, Recognised
from triennio.rules.ecm.vector.due import due_matrix, year_of
from triennio.rules.ecm.vector.editions import Editions, Events, numbered
from triennio.rules.ecm.vector.known import Known
from triennio.rules.ecm.vector.ledger import sort_of
from triennio.rules.ecm.vector.moves import moved_rows
from triennio.rules.ecm.vector.register import People
from triennio.rules.ecm.vector.rows import Rows, families, recorded, within_events
from triennio.rules.ecm.vector.years import put_years
from triennio.rules.ecm.work import balance_plan, obligation_plan, recognition_plan
from triennio.rules.engine.memory import keep_freed_memory
from triennio.rules.engine.plan import Plan
from triennio.rules.engine.run_numpy import Chunk, run_numpy
from triennio.rules.engine.step import Axis

Ints = npt.NDArray[np.int64]
BANDS = ("year_need", "band_minimum", "band_maximum")
FIELD, TRAINING = FORMATS.index("FSC"), EVENT_TYPES.index("TRAINING")
KIND = {name: index for index, name in enumerate(FACT_KINDS)}


@dataclass(slots=True)
class Headlines:
    """One triennio of everybody: columns of the person by name, in units; `listed` says who is bound or has credits."""

    triennio: Triennio
    columns: dict[str, Any]
    listed: npt.NDArray[np.bool_]
    ended: bool


def headlines(
    people: People, book: Book, choices: Mapping[str, str], as_of: date
) -> tuple[list[Headlines], npt.NDArray[np.bool_]]:
    """The headline columns of every triennio up to the one of `as_of`, and who must be folded one by one instead.

    Columns (units unless said): years_due (count), standard_amount, obligation, learner, recognised, missing,
    surplus, certifiable (0/1). Those of persons to be folded one by one mean nothing.
    """
    keep_freed_memory()
    fold = _Fold(people, book, choices, as_of)
    return fold.run(), fold.moved.tangled


class _Fold:
    def __init__(
        self, people: People, book: Book, choices: Mapping[str, str], as_of: date, until: date | None = None
    ) -> None:
        self.people, self.book, self.choices, self.as_of = people, book, choices, as_of
        self.last = min(Triennio.of(as_of), book.trienni[-1])
        self.trienni = [t for t in book.trienni if t <= self.last]
        self.due = due_matrix(people, book, max(self.last.last, FIRST_YEAR), as_of)
        split = bool(book.params(book.trienni[0], choices).count("absence_whole"))
        self.absences = absence_table(people, book, as_of, self.last.last, split)
        self.known = Known(people, book, choices, as_of)
        self.calamity = self.known.has_course(CALAMITY)
        self.moved = moved_rows(people, self.due, book, choices, as_of, until)
        self.rows, self.singles, self.old_sum = self.credit_rows()
        self.ledgers = self.rows.ledgers(self.trienni, people.count) if self.trienni else {}
        self.done: dict[Triennio, Headlines] = {}

    def run(self) -> list[Headlines]:
        for triennio in self.trienni:
            self.done[triennio] = self.triennio(triennio)
        return list(self.done.values())

    @cached_property
    def stood(self) -> tuple[Ints, dict[Triennio, Headlines]]:
        """Persons with moves after the premium's day, and the past trienni as they were on that day."""
        late = np.flatnonzero(self.moved.late)
        day = premium_day(self.book)
        if not late.size:
            return late, {}
        before = _Fold(self.people.some(late), self.book, self.choices, self.as_of, day)
        before.trienni = [triennio for triennio in before.trienni if triennio.end < day]
        before.run()
        return late, before.done

    # Credits ------------------------------------------------------------------------------------------------------

    def credit_rows(self) -> tuple[Rows, npt.NDArray[np.bool_], Ints]:
        """Rows after stages 1 to 3; which (person, triennio) holds single credits; the plain sum of 2008-10."""
        people, book = self.people, self.book
        c = people.credits
        params = book.params(self.trienni[-1] if self.trienni else book.trienni[0], self.choices)
        person, day = c.person(), c["acquired"]
        year = year_of(day)
        period = year - (year - np.int16(FIRST_YEAR)) % np.int16(3)
        period[self.moved.rows] = self.moved.to
        known = day <= self.as_of.toordinal()
        amount = recorded(people, book, params, self.tutoring(person, period, known))
        out = ~known | self.not_admitted(person, day, year)
        events = Events(c, person)
        repeated = events.repeated()
        competing = repeated[(c["kind"][repeated] == Kind.EVENT) & ~out[repeated]]
        out[Editions(c, competing, events.place, period, book).losers()] = True
        out[events.losing_hosts(out, period)] = True
        limit = params.count("event_at_most")
        amount = within_events(c, np.where(out, 0, amount), repeated, events.place, period, book, limit)
        inside = known & (year >= FIRST_YEAR) & (year <= self.last.last)
        held = np.flatnonzero(inside)
        width = len(self.trienni) + 1
        index = np.minimum((year[held] - np.int16(FIRST_YEAR)) // np.int16(3), np.int16(width - 1))
        singles = np.zeros((people.count, width), dtype=bool)
        singles.reshape(-1)[person[held] * width + index] = True
        early = inside & (year < book.trienni[0].first) & (c["kind"] == Kind.EVENT)
        old_sum = np.zeros(people.count, dtype=np.int64)
        np.add.at(old_sum, person[early], c["credits"][early].astype(np.int64) * UNITS_PER_HUNDREDTH)
        sort = sort_of(families(people), (c["recruited"] == 1).view(np.uint8))
        rows = Rows(person, period, day, year, amount, sort)
        return rows, singles, old_sum

    def tutoring(self, person: Ints, period: Ints, known: Any) -> Ints:
        """Months of tutoring by days (before 2019): each credit carries those that it completes in its triennio.

        One that is out shows what it would be worth alone, and completes nothing.
        """
        c = self.people.credits
        months = np.zeros(person.size, dtype=np.int64)
        until = self.book.until("IND-TUTo").toordinal()
        by_days = (c["kind"] == Kind.TUTORING) & known
        rows = np.flatnonzero(by_days)
        rows = rows[(c["days"][rows] >= 0) & (c["acquired"][rows] <= until) & (c["recognised"][rows] < 0)]
        if not rows.size:
            return months
        day, days = c["acquired"][rows], c["days"][rows].astype(np.int64)
        out = self.not_admitted(person[rows], day, year_of(day), rows)
        group = numbered(person[rows], period[rows], out.astype(np.int8))
        order = np.argsort(group, kind="stable")
        total = np.cumsum(days[order])
        fresh = np.append(True, group[order][1:] != group[order][:-1])
        start = np.maximum.accumulate(np.where(fresh, total - days[order], 0))
        so_far = np.empty_like(total)
        so_far[order] = total - start
        before = np.where(out, 0, so_far - days)
        months[rows] = self.whole_months(before + days) - self.whole_months(before)
        return months

    def whole_months(self, days: Ints) -> Ints:
        """See `credits.months_of_tutoring`."""
        least = self.book.constant("tutoring_month_least_days")
        most = self.book.constant("tutoring_month_most_days")
        return np.minimum(days // least, -(-days // most))

    def not_admitted(
        self, person: Ints, day: Any, year: Any, rows: Any = slice(None)
    ) -> npt.NDArray[np.bool_]:
        """Stage 1: whole credits that are out."""
        c = self.people.credits
        width = self.due.shape[1]
        column = year - np.int16(FIRST_YEAR)
        inside = (column >= 0) & (column < width)
        place = person * width + np.clip(column, 0, width - 1)
        out = ~(self.due.reshape(-1).take(place) & inside) | (c["accredited"][rows] != 1)
        out |= covered([*self.absences.exempt, *self.absences.study], person, day)
        field = np.flatnonzero((c["format"][rows] == FIELD) & (c["kind"][rows] == Kind.EVENT))
        early = day[field] < self.book.since("FSC-LP").toordinal()
        early &= np.isin(c["event_type"][rows][field], (-1, TRAINING))
        out[field[early & (self.people.person["practice"] == 1)[person[field]]]] = True
        result: npt.NDArray[np.bool_] = out
        return result

    # One triennio -------------------------------------------------------------------------------------------------

    def triennio(self, triennio: Triennio) -> Headlines:
        params = self.book.params(triennio, self.choices)
        index = (triennio.first - FIRST_YEAR) // 3
        singles = self.singles[:, index]
        chunk = Chunk(self.people.count)
        total_facts = self.known.has_fact("previous_credits", triennio) & ~singles
        for name, value in self.person_inputs(triennio, params).items():
            chunk.put_facts(name, Axis.PERSON, value)
        chunk.put_facts("total_only", Axis.PERSON, total_facts)
        known = np.where(total_facts, self.known.fact_sum("previous_credits", triennio), 0)
        chunk.put_facts("known_total", Axis.PERSON, known)
        self.put_absences(chunk, triennio, params)
        run_numpy(obligation_plan(self.book, params), chunk)
        counted = self.recognise(chunk, triennio, params)
        chunk.put("counted_total", Axis.PERSON, counted.total)
        chunk.put("learner_total", Axis.PERSON, counted.learner)
        run_numpy(_only(balance_plan(self.book, params), BALANCE_NODES), chunk)
        columns = {name: chunk.columns[name] for name in HEADLINE_COLUMNS}
        return Headlines(triennio, columns, self.listed(triennio, singles), triennio.end < self.as_of)

    def listed(self, triennio: Triennio, singles: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        bound_before = self.due[:, : triennio.last - FIRST_YEAR + 1].any(axis=1)
        result: npt.NDArray[np.bool_] = bound_before | singles
        return result

    def person_inputs(self, triennio: Triennio, params: Params) -> dict[str, Any]:
        before, facts = triennio.previous, self.people.facts
        realised = {
            kind: self.known.dossier(before, kind, realised=True, first_regime=None)
            & ~self.wholly_absent(before)
            for kind in (0, 1)
        }
        flood = np.zeros(self.people.count, dtype=np.int64)
        mine = self.known.fact("flood_2023")
        np.maximum.at(flood, facts.person()[mine], facts["share"][mine].astype(np.int64))
        return {
            "profession": self.people.person["profession"],
            "years_due": self.due_years(triennio).sum(axis=1),
            "previous_credits": self.previous(triennio),
            "closed_previous_late": self.known.has_fact("closed_previous_late", before),
            "vaccine_credits": self.known.fact_sum("vaccine_credits", before),
            "dossier_individual": self.known.dossier(triennio, 0, realised=False, first_regime=False),
            "dossier_group": self.known.dossier(triennio, 1, realised=False, first_regime=False),
            "dossier_individual_first_regime": self.known.dossier(
                triennio, 0, realised=False, first_regime=True
            ),
            "dossier_group_first_regime": self.known.dossier(triennio, 1, realised=False, first_regime=True),
            "dossier_done_individual": realised[0],
            "dossier_done_group": realised[1],
            "premium_class": self.premium(params),
            "earthquake_2009": self.known.has_fact("earthquake_2009"),
            "earthquake_2012": self.known.has_fact("earthquake_2012"),
            "earthquake_2016": self.known.has_fact("earthquake_2016_17") | self.calamity,
            "flood_2023": flood,
        }

    def due_years(self, triennio: Triennio) -> npt.NDArray[np.bool_]:
        start = triennio.first - FIRST_YEAR
        return self.due[:, start : start + 3]

    def wholly_absent(self, triennio: Triennio) -> npt.NDArray[np.bool_]:
        """DOS-G: every due year of the triennio wholly away."""
        if triennio.first < FIRST_YEAR:
            return np.zeros(self.people.count, dtype=bool)
        start = triennio.first - FIRST_YEAR
        due, away = self.due_years(triennio), self.absences.away[:, start : start + 3]
        result: npt.NDArray[np.bool_] = np.any(due, axis=1) & np.all(away | ~due, axis=1)
        return result

    def previous(self, triennio: Triennio) -> Any:
        if triennio.previous in self.done:
            return self.done[triennio.previous].columns["recognised"]
        stated = self.known.fact_sum("previous_credits", triennio.previous)
        single = self.single_events_before()
        return np.where(single, self.old_sum, stated)

    def single_events_before(self) -> npt.NDArray[np.bool_]:
        """Who has events of 2008-10 in the file."""
        rows = self.rows
        known = (rows.day <= self.as_of.toordinal()) & (self.people.credits["kind"] == Kind.EVENT)
        early = known & (rows.year >= FIRST_YEAR) & (rows.year < self.book.trienni[0].first)
        return self.known.anyone(rows.person[early])

    def premium(self, params: Params) -> Ints:
        """The class of the premium: see `premium.premium_class`."""
        result = np.zeros(self.people.count, dtype=np.int64)
        if "premium_2014" not in params.values:
            return result
        good: npt.NDArray[np.bool_] = np.ones(self.people.count, dtype=bool)
        late, stood = self.stood
        for triennio in CLASSES:
            if triennio not in self.done or triennio.end >= premium_day(self.book):
                continue
            columns = dict(self.done[triennio].columns)
            bound = columns["years_due"] > 0
            for name in ("obligation", "certifiable") if late.size else ():
                columns[name] = columns[name].copy()
                columns[name][late] = stood[triennio].columns[name]
            index = (triennio.first - FIRST_YEAR) // 3
            known = self.singles[:, index] | (columns["obligation"] == 0)
            proved = self.known.has_fact("certified", triennio) | (known & (columns["certifiable"] == 1))
            result = np.where((result == 0) & bound, CLASSES[triennio], result)
            good &= ~bound | proved
        return np.where(good, result, 0)

    def put_absences(self, chunk: Chunk, triennio: Triennio, params: Params) -> None:
        table: AbsenceTable = self.absences
        rows = np.flatnonzero((table.year >= triennio.first) & (table.year <= triennio.last))
        offsets = np.zeros(self.people.count + 1, dtype=np.int64)
        np.cumsum(np.bincount(table.person[rows], minlength=self.people.count), out=offsets[1:])
        year = table.year[rows] - triennio.first
        put_years(chunk, self.due_years(triennio), offsets, year, everybody=_banded(params))
        first_days = np.array([date(y, 1, 1).toordinal() for y in triennio.years])
        chunk.put("measure_day", Axis.ABSENCE, first_days[year])
        for name in FIELDS:
            chunk.put_facts(name, Axis.ABSENCE, table.columns[name][rows])

    def recognise(self, chunk: Chunk, triennio: Triennio, params: Params) -> Recognised:
        band = None
        if _banded(params):
            run_numpy(_only(recognition_plan(self.book, params), BANDS), chunk)
            band = chunk.columns["band_maximum"].reshape(-1, 3)
            band = np.where((self.people.person["practice"] == 0)[:, None], band, -1)
            band = np.hstack([band, np.full((self.people.count, 1), -1)])
        caps = Caps(params, self.ledgers[triennio], self.people.count, self.people.person["profession"])
        return caps.recognise(chunk.columns["obligation"], band)


BALANCE_NODES = (
    "learner",
    "recognised",
    "learner_minimum",
    "learner_missing",
    "missing",
    "balance",
    "surplus",
    "certifiable",
)
HEADLINE_COLUMNS = (
    "years_due",
    "standard_amount",
    "obligation",
    "learner",
    "recognised",
    "missing",
    "surplus",
    "certifiable",
)


def _banded(params: Params) -> bool:
    """Whether a year has its own maximum."""
    return "band_maximum_percent" in params.values


def _only(plan: Plan, names: tuple[str, ...]) -> Plan:
    """The same plan with some of its columns; the others are already there or not needed."""
    return Plan(tuple(node for node in plan.nodes if node.step.name in names), plan.inputs)
