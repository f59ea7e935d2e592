"""The two stretches of computing that a triennio needs, on ints and on arrays (see `engine.drive`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from triennio.rules.book import Book, Params
from triennio.rules.ecm import balance, columns
from triennio.rules.ecm.balance import BALANCE
from triennio.rules.ecm.obligation import OBLIGATION
from triennio.rules.ecm.recognition import RECOGNITION
from triennio.rules.engine import drive
from triennio.rules.engine.drive import Fold, R, Work
from triennio.rules.engine.fill import fill_ints, fill_numpy
from triennio.rules.engine.plan import Plan, make_plan
from triennio.rules.engine.pools import Filled
from triennio.rules.engine.run_ints import run_ints
from triennio.rules.engine.run_numpy import chunk_of, run_numpy
from triennio.rules.engine.step import Axis, Steps


class Stretch(Enum):
    """What is asked: the obligation, or everything after it."""

    OBLIGATION = 1
    CREDITS = 2


def plan_for(book: Book, params: Params, steps: Steps, inputs: dict[str, Axis]) -> Plan:
    """The plan of some steps for a set of parameters; made once a book, which remembers its parameters too."""
    key = (id(steps), id(params))
    if key not in book._plans:
        known = frozenset(value.key for value in book.values)
        validity = {rule: (v.first, v.last) for rule, v in book.validity.items()}
        book._plans[key] = make_plan(steps, inputs, known, params.values, validity)
    plan: Plan = book._plans[key]
    return plan


def obligation_plan(book: Book, params: Params) -> Plan:
    return plan_for(book, params, OBLIGATION, columns.INPUTS)


def recognition_plan(book: Book, params: Params) -> Plan:
    made = {name: step.axis for name, step in OBLIGATION.columns.items()}
    return plan_for(book, params, RECOGNITION, {**columns.INPUTS, **made})


def balance_plan(book: Book, params: Params) -> Plan:
    return plan_for(book, params, BALANCE, balance.INPUTS)


def run_one(book: Book, work: Work, traced: bool) -> None:
    """Answer a request on ints."""
    trace = work.trace if traced else None
    frame, params = work.frame, work.params
    if work.stretch is Stretch.OBLIGATION:
        run_ints(obligation_plan(book, params), frame, trace)
        return
    run_ints(recognition_plan(book, params), frame, trace)
    frame.pools, frame.after_pool = fill_ints(params.pools, frame, "after_band")
    last = frame.after_pool[params.pools[-1].rule] if params.pools else frame.rows["after_band"]
    frame.put("counted", Axis.CREDIT, last)
    run_ints(balance_plan(book, params), frame, trace)


def run_many(book: Book, works: Sequence[Work]) -> None:
    """Answer many requests of the same stretch and triennio on arrays; each frame gets all its columns."""
    params = works[0].params
    chunk = chunk_of([work.frame for work in works])
    outcomes: dict[str, Any] = {}
    after: dict[str, Any] = {}
    if works[0].stretch is Stretch.OBLIGATION:
        run_numpy(obligation_plan(book, params), chunk)
    else:
        run_numpy(recognition_plan(book, params), chunk)
        outcomes, after = fill_numpy(params.pools, chunk, "after_band")
        last = after[params.pools[-1].rule] if params.pools else chunk.columns["after_band"]
        chunk.put("counted", Axis.CREDIT, last)
        run_numpy(balance_plan(book, params), chunk)
    for index, work in enumerate(works):
        for name, axis in chunk.axes.items():
            work.frame.put(name, axis, chunk.of_person(name, index))
        start, end = (int(x) for x in chunk.offsets[Axis.CREDIT][index : index + 2])
        work.frame.pools = [
            Filled(rule, *(int(part[index]) for part in parts)) for rule, parts in outcomes.items()
        ]
        work.frame.after_pool = {rule: [int(x) for x in rows[start:end]] for rule, rows in after.items()}


def drive_one(book: Book, fold: Fold[R], *, traced: bool = True) -> R:
    """Run one fold to its end on ints."""
    return drive.drive_one(lambda work: run_one(book, work, traced), fold)


def drive_many(book: Book, folds: Iterable[Fold[R]]) -> list[R]:
    """Run many folds in step on arrays; results in the order of the folds."""
    return drive.drive_many(lambda works: run_many(book, works), folds)


__all__ = ["Fold", "R", "Stretch", "Work", "drive_many", "drive_one"]
