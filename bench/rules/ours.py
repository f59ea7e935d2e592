"""The engine itself: the fast route on arrays, and one person on ints with and without the trace."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from bench.rules.problem import CREDIT, OUTPUTS, TRIENNIO, Problem
from triennio.rules.book import Book, Params
from triennio.rules.ecm.columns import ABSENCE, Kind
from triennio.rules.ecm.columns import PERSON as ALL_PERSON
from triennio.rules.ecm.vector.caps import Caps
from triennio.rules.ecm.vector.fold import BALANCE_NODES
from triennio.rules.ecm.vector.rows import AMOUNT_COLUMNS, INDIVIDUAL, Rows
from triennio.rules.ecm.work import Stretch, Work, balance_plan, obligation_plan, recognition_plan, run_one
from triennio.rules.engine.frame import Frame
from triennio.rules.engine.plan import Plan
from triennio.rules.engine.run_numpy import Chunk, run_numpy
from triennio.rules.engine.step import Axis

TOGETHER = 5_000
"""Persons a chunk: what a chunk needs stays near the processor."""


def _only(plan: Plan, names: tuple[str, ...]) -> Plan:
    return Plan(tuple(node for node in plan.nodes if node.step.name in names), plan.inputs)


class Ours:
    """The engine with its plans made."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.params: Params = book.params(TRIENNIO, book.choices({}))
        self.obligation = obligation_plan(book, self.params)
        self.individual = _only(recognition_plan(book, self.params), INDIVIDUAL)
        self.balance = _only(balance_plan(book, self.params), BALANCE_NODES)
        self.limit = self.params.count("event_at_most")

    def batch(self, problem: Problem, threads: int) -> dict[str, Any]:
        """Everybody, in chunks over threads."""
        starts = range(0, problem.people, TOGETHER)
        parts = [problem.part(n, min(n + TOGETHER, problem.people)) for n in starts]
        if threads == 1:
            found = [self.some(part) for part in parts]
        else:
            with ThreadPoolExecutor(threads) as pool:
                found = list(pool.map(self.some, parts))
        return {name: np.concatenate([one[name] for one in found]) for name in OUTPUTS}

    def some(self, part: Problem) -> dict[str, Any]:
        """One chunk: obligation, credits, caps, balance."""
        chunk = self.facts(part)
        run_numpy(self.obligation, chunk)
        rows, years = self.rows(part)
        caps = Caps(self.params, rows, part.people, part.person["profession"])
        counted = caps.recognise(chunk.columns["obligation"], None, years)
        chunk.put("counted_total", Axis.PERSON, counted.total)
        chunk.put("learner_total", Axis.PERSON, counted.learner)
        run_numpy(self.balance, chunk)
        return {name: chunk.columns[name] for name in OUTPUTS}

    def facts(self, part: Problem) -> Chunk:
        chunk = Chunk(part.people)
        everybody = np.arange(part.people)
        for name in ALL_PERSON:
            chunk.put(name, Axis.PERSON, part.person.get(name, 0))
        chunk.put("total_only", Axis.PERSON, part.person["total_only"])
        chunk.offsets = {Axis.YEAR: 3 * np.arange(part.people + 1), Axis.ABSENCE: part.absence_offsets}
        absent = np.repeat(everybody, np.diff(part.absence_offsets))
        chunk.person_of = {Axis.YEAR: np.repeat(everybody, 3), Axis.ABSENCE: absent}
        chunk.year_row = {Axis.ABSENCE: 3 * absent + part.absence_year}
        chunk.put("counts", Axis.YEAR, part.due.reshape(-1))
        chunk.put("position_in_triennio", Axis.YEAR, np.tile([0, 1, 2], part.people))
        for name in ABSENCE:
            chunk.put(name, Axis.ABSENCE, part.absence.get(name, 0))
        chunk.put("measure_day", Axis.ABSENCE, TRIENNIO.start.toordinal())
        return chunk

    def rows(self, part: Problem) -> tuple[Rows, Any]:
        """Amounts within the limit of an event, of the rows that are in."""
        credit = part.credit
        inside = np.flatnonzero(credit["out"] == 0)
        amount = credit["stated"][inside].astype(np.int64)
        event = credit["kind"][inside] == Kind.EVENT
        other = np.flatnonzero(~event)
        if other.size:
            amount[other] = self.recorded(credit, inside[other])
        amount = np.where(event, np.minimum(amount, self.limit), amount)
        person = np.repeat(np.arange(part.people), np.diff(part.offsets))[inside]
        years = np.zeros(inside.size, dtype=np.int64)
        rows = Rows(
            person=person,
            period=np.full(inside.size, TRIENNIO.first),
            day=credit["acquired_day"][inside],
            year=years.astype(np.int16),
            amount=amount,
            family=credit["family"][inside],
            recruited=credit["recruited"][inside] == 1,
            learner=credit["is_learner"][inside] == 1,
        )
        return rows, years

    def recorded(self, credit: dict[str, Any], rows: Any) -> Any:
        """Individual training: the few rows that are not events."""
        chunk = Chunk(1)
        none = np.array([0, 0])
        chunk.offsets = {Axis.CREDIT: np.array([0, rows.size]), Axis.YEAR: none, Axis.ABSENCE: none}
        for name in AMOUNT_COLUMNS:
            chunk.put(name, Axis.CREDIT, credit[name][rows] if name in CREDIT else 0)
        run_numpy(self.individual, chunk)
        return chunk.columns["recorded"]

    # One person -------------------------------------------------------------------------------------------------

    def one(self, inputs: Frame, traced: bool) -> Frame:
        """One person on ints, from the same normalised facts."""
        frame = fresh(inputs)
        run_one(self.book, Work(Stretch.OBLIGATION, self.params, frame), traced)
        run_one(self.book, Work(Stretch.CREDITS, self.params, frame), traced)
        return frame

    def ints(self, frames: list[Frame]) -> dict[str, list[int]]:
        """Many people, each on ints, without a trace."""
        found = [self.one(frame, traced=False).person for frame in frames]
        return {name: [person[name] for person in found] for name in OUTPUTS}


def fresh(frame: Frame) -> Frame:
    """The same inputs in a frame of their own."""
    return Frame(
        dict(frame.person), dict(frame.rows), dict(frame.axes), dict(frame.sizes), dict(frame.year_row)
    )
