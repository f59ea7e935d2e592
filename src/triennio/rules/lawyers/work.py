"""The stretches of computing a period needs, on ints and on arrays (see `engine.drive`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum

from triennio.rules.book import Book, Params
from triennio.rules.engine import drive
from triennio.rules.engine.drive import Fold, R, Work
from triennio.rules.engine.plan import Plan, make_plan
from triennio.rules.engine.run_ints import run_ints
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
    """Answer many requests of the same stretch, period and policies on arrays; each frame gets all its columns.

    The same year may receive a surplus in one career and not in another: frames side by side hold the same columns.
    """
    alike: dict[frozenset[str], list[Work]] = defaultdict(list)
    for work in works:
        alike[frozenset(work.frame.axes)].append(work)
    for group in alike.values():
        chunk = chunk_of([work.frame for work in group])
        run_numpy(plan_for(book, group[0].params, group[0].stretch), chunk)
        for index, work in enumerate(group):
            for name, axis in chunk.axes.items():
                work.frame.put(name, axis, chunk.of_person(name, index))


def run_one(book: Book, work: Work, traced: bool) -> None:
    """Answer a request on ints."""
    run_ints(plan_for(book, work.params, work.stretch), work.frame, work.trace if traced else None)


def drive_one(book: Book, fold: Fold[R], *, traced: bool = True) -> R:
    """Run one fold to its end on ints."""
    return drive.drive_one(lambda work: run_one(book, work, traced), fold)


def drive_many(book: Book, folds: Iterable[Fold[R]]) -> list[R]:
    """Run many folds in step on arrays; results in the order of the folds."""
    return drive.drive_many(lambda works: run_many(book, works), folds)


__all__ = ["Fold", "R", "Stretch", "Work", "drive_many", "drive_one"]
