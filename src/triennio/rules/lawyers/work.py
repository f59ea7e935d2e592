"""The stretches of computing a period needs, as requests that either binding can answer.

The fold over the periods of one lawyer is a generator: it prepares the inputs, yields a `Work`, and goes on when the
columns are there. One driver runs each request at once on ints; the other collects the requests of many people and
runs them side by side on arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from triennio.rules.book import Book, Params
from triennio.rules.engine.frame import Frame
from triennio.rules.engine.plan import Plan, make_plan
from triennio.rules.engine.run_ints import Trace, run_ints
from triennio.rules.engine.run_numpy import chunk_of, run_numpy
from triennio.rules.engine.step import Axis, Steps
from triennio.rules.lawyers import balance, columns, compensation, surplus
from triennio.rules.lawyers.earned import OWN


class Stretch(Enum):
    """What is asked, in this order."""

    OWN = 1
    COMPENSATION = 2
    SURPLUS = 3
    BALANCE = 4


STEPS: dict[Stretch, tuple[Steps, dict[str, Axis]]] = {
    Stretch.OWN: (OWN, columns.OWN_INPUTS),
    Stretch.COMPENSATION: (compensation.COMPENSATION, compensation.INPUTS),
    Stretch.SURPLUS: (surplus.SURPLUS, surplus.INPUTS),
    Stretch.BALANCE: (balance.BALANCE, balance.INPUTS),
}


@dataclass(slots=True)
class Work:
    """A request: fill `frame` with the columns of a stretch. `trace` collects the steps when the driver traces."""

    stretch: Stretch
    params: Params
    frame: Frame
    trace: list[Trace] = field(default_factory=list)


R = TypeVar("R")
Fold = Generator[Work, None, R]


def plan_for(book: Book, params: Params, stretch: Stretch) -> Plan:
    """The plan of a stretch for a set of parameters; made once a book."""
    key = (stretch, params.triennio, tuple(sorted(params.policies.items())))
    if key not in book._plans:
        steps, inputs = STEPS[stretch]
        known = frozenset(value.key for value in book.values)
        book._plans[key] = make_plan(steps, inputs, known, params.values, {})
    plan: Plan = book._plans[key]
    return plan


def run_many(book: Book, works: Sequence[Work]) -> None:
    """Answer many requests of the same stretch, period and policies on arrays; each frame gets all its columns."""
    chunk = chunk_of([work.frame for work in works])
    run_numpy(plan_for(book, works[0].params, works[0].stretch), chunk)
    for index, work in enumerate(works):
        for name, axis in chunk.axes.items():
            work.frame.put(name, axis, chunk.of_person(name, index))


def drive_one(book: Book, fold: Fold[R], *, traced: bool = True) -> R:
    """Run one fold to its end on ints."""
    try:
        while True:
            work = next(fold)
            trace = work.trace if traced else None
            run_ints(plan_for(book, work.params, work.stretch), work.frame, trace)
    except StopIteration as end:
        result: R = end.value
        return result


def drive_many(book: Book, folds: Iterable[Fold[R]]) -> list[R]:
    """Run many folds in step on arrays; results in the order of the folds."""
    waiting = list(enumerate(folds))
    results: dict[int, R] = {}
    while waiting:
        asked: dict[tuple[object, ...], list[tuple[int, Fold[R], Work]]] = defaultdict(list)
        for index, fold in waiting:
            try:
                work = next(fold)
            except StopIteration as end:
                results[index] = end.value
                continue
            policies = tuple(sorted(work.params.policies.items()))
            asked[work.stretch, work.params.triennio, policies].append((index, fold, work))
        for group in asked.values():
            run_many(book, [work for _, _, work in group])
        waiting = [(index, fold) for group in asked.values() for index, fold, _ in group]
    return [results[index] for index in sorted(results)]
