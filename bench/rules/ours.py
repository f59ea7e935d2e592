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
from triennio.rules.ecm.vector.ledger import Ledger, sort_of
from triennio.rules.ecm.vector.rows import AMOUNT_COLUMNS, INDIVIDUAL
from triennio.rules.ecm.vector.years import put_years
from triennio.rules.ecm.work import Stretch, Work, balance_plan, obligation_plan, recognition_plan, run_one
from triennio.rules.engine.frame import Frame
from triennio.rules.engine.memory import keep_freed_memory
from triennio.rules.engine.plan import Plan
from triennio.rules.engine.run_numpy import Chunk, run_numpy
from triennio.rules.engine.step import Axis

TOGETHER = 25_000
"""Persons a chunk: fewer, and what is done once a chunk weighs; more, and columns no longer stay near the processor."""


def _only(plan: Plan, names: tuple[str, ...]) -> Plan:
    return Plan(tuple(node for node in plan.nodes if node.step.name in names), plan.inputs)


class Ours:
    """The engine with its plans made."""

    def __init__(self, book: Book) -> None:
        keep_freed_memory()
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
        caps = Caps(self.params, self.ledger(part), part.people, part.person["profession"])
        counted = caps.recognise(chunk.columns["obligation"], None)
        chunk.put("counted_total", Axis.PERSON, counted.total)
        chunk.put("learner_total", Axis.PERSON, counted.learner)
        run_numpy(self.balance, chunk)
        return {name: chunk.columns[name] for name in OUTPUTS}

    def facts(self, part: Problem) -> Chunk:
        """Years only of who has absences: the others' are not lightened."""
        chunk = Chunk(part.people)
        for name in ALL_PERSON:
            chunk.put_facts(name, Axis.PERSON, part.person.get(name, 0))
        chunk.put_facts("total_only", Axis.PERSON, part.person["total_only"])
        put_years(chunk, part.due, part.absence_offsets, part.absence_year)
        for name in ABSENCE:
            chunk.put_facts(name, Axis.ABSENCE, part.absence.get(name, 0))
        chunk.put("measure_day", Axis.ABSENCE, TRIENNIO.start.toordinal())
        return chunk

    def ledger(self, part: Problem) -> Ledger:
        """Amounts within the limit of an event; nothing for the rows that are out."""
        credit = part.credit
        amount = np.minimum(credit["stated"], np.int32(self.limit))
        other = np.flatnonzero(credit["kind"] != Kind.EVENT)
        if other.size:
            amount[other] = self.recorded(credit, other)
        amount *= (credit["out"] == 0).view(np.int8)
        person = np.repeat(np.arange(part.people), np.diff(part.offsets))
        sort = sort_of(credit["family"], credit["recruited"])
        year = np.broadcast_to(
            np.int16(TRIENNIO.first), person.shape
        )  # no cap of this triennio asks for the year
        return Ledger(part.offsets, person, amount, sort, TRIENNIO, credit["acquired_day"], year)

    def recorded(self, credit: dict[str, Any], rows: Any) -> Any:
        """Individual training: the few rows that are not events."""
        chunk = Chunk(1)
        none = np.array([0, 0])
        chunk.offsets = {Axis.CREDIT: np.array([0, rows.size]), Axis.YEAR: none, Axis.ABSENCE: none}
        for name in AMOUNT_COLUMNS:
            chunk.put_facts(name, Axis.CREDIT, credit[name][rows] if name in CREDIT else 0)
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
