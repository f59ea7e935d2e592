"""`python -m bench.rules`: who computes the same positions how fast. One run, contestants in turns, equal outputs."""

from __future__ import annotations

import argparse
import importlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import Any

from bench.rules import by_hand
from bench.rules.clock import in_turns, seconds
from bench.rules.door import Door
from bench.rules.others import FOLDER, Missing, Others
from bench.rules.ours import Ours
from bench.rules.problem import OUTPUTS, Problem, same, save
from bench.rules.register import frames, prepared
from bench.rules.report import machine, ratios, say, table
from bench.rules.scan import TOUCHED, Touch, checked, numpy_sum
from triennio.rules.book import Book
from triennio.rules.book import load as load_book

GROUPS = ("ours", "door", "python", "scan", "openfisca")
THREADS = 2
SOME, BY_HAND = 200, 5_000
"""Persons for what is slow: each one alone; a loop in Python."""
Contestants = dict[str, tuple[int, Any]]


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description=__doc__)
    parser.add_argument("--persons", type=int, default=200_000, metavar="N", help="people of the batches")
    parser.add_argument("--distinct", type=int, default=5_000, metavar="N", help="different ones among them")
    parser.add_argument("--door-persons", type=int, default=8_192, metavar="N", help="people read from Arrow")
    parser.add_argument("--rounds", type=int, default=7, metavar="N")
    parser.add_argument("--seed", type=int, default=20, metavar="S")
    parser.add_argument(
        "--only", nargs="+", choices=GROUPS, default=GROUPS, metavar="GROUP", help=", ".join(GROUPS)
    )
    parser.add_argument("--nation", action="store_true", help="1.4 million people from Parquet, nothing else")
    parser.add_argument("--fraction", type=float, default=1.0, help="of the nation")
    parser.add_argument(
        "--spark", action="store_true", help="Spark with our kernel and with its own expressions"
    )
    parser.add_argument("--pages", action="store_true", help="the pages on an Order of ten thousand")
    return parser.parse_args()


def of_ours(ours: Ours, problem: Problem, book: Book, seed: int) -> Contestants:
    """Batch, and one person."""
    some, _ = frames(book, seed, SOME)
    same("ours, two threads", ours.batch(problem, THREADS), problem.truth)
    same("ours, one thread", ours.batch(problem, 1), problem.truth)
    truth = problem.part(0, len(some)).truth
    for traced in (True, False):
        found = [ours.one(frame, traced).person for frame in some]
        same("ours, one person", {n: [person[n] for person in found] for n in OUTPUTS}, truth)
    one = {
        f"ours, one {word}": (len(some), partial(seconds, partial(_each, ours, some, traced)))
        for word, traced in (("traced", True), ("untraced", False))
    }
    batch = {
        f"ours, batch, {threads} thread{'s' * (threads > 1)}": (
            problem.people,
            partial(seconds, partial(ours.batch, problem, threads)),
        )
        for threads in (THREADS, 1)
    }
    return {**batch, **one}


def _each(ours: Ours, some: list[Any], traced: bool) -> None:
    for frame in some:
        ours.one(frame, traced)


def of_door(book: Book, seed: int, people: int) -> Contestants:
    """From Arrow to Arrow, all trienni; units are positions."""
    door = Door(book, seed, people)
    count = door.check()
    folds = sum(len(found.periods) for found in door.fold(traced=False))
    return {
        "ours, Arrow to Arrow, 2 threads": (count, partial(seconds, partial(door.run, THREADS))),
        "ours, fold traced": (folds, partial(seconds, partial(door.one_by_one, traced=True))),
        "ours, fold untraced": (folds, partial(seconds, partial(door.one_by_one, traced=False))),
    }


def of_python(ours: Ours, problem: Problem, book: Book, seed: int) -> Contestants:
    """The same functions on ints, and a loop by hand."""
    some, _ = frames(book, seed, SOME)
    part = problem.part(0, min(BY_HAND, problem.people))
    people = by_hand.people_of(part)
    same("the same functions on ints", ours.ints(some), problem.part(0, len(some)).truth)
    same("by hand", by_hand.many(people), part.truth)
    return {
        "same functions on ints": (len(some), partial(seconds, partial(ours.ints, some))),
        "Python by hand": (len(people), partial(seconds, partial(by_hand.many, people))),
    }


def of_scan(problem: Problem, stack: ExitStack) -> Contestants:
    """Merely reading."""
    touch, pool = Touch(), stack.enter_context(ThreadPoolExecutor(THREADS))
    checked(touch, problem, pool, THREADS)
    found: Contestants = {"NumPy sum": (problem.people, partial(seconds, partial(numpy_sum, problem)))}
    if touch.compiled:
        work = partial(touch.sum, problem, pool, THREADS)
        return {"compiled touch": (problem.people, partial(seconds, work)), **found}
    say("No C compiler: the scan limit is the sum of NumPy.")
    return found


def of_others(problem: Problem, stack: ExitStack) -> Contestants:
    """OpenFisca and Polars, in their own environment and process."""
    path = FOLDER / "others.npz"
    save(problem, path)
    others = stack.enter_context(Others())
    others.ask("load", path=str(path), people=problem.people)
    first = others.ask("batch")
    say(f"OpenFisca: peak of its process {first['peak'] / 2**20:,.0f} MiB, input included.")
    if (others.ask("polars")["sum"] - numpy_sum(problem)) % 2**32:
        raise RuntimeError(f"Polars adds {TOUCHED} up to something else")

    def asked(what: str, **details: Any) -> float:
        return float(others.ask(what, **details)["seconds"])

    few = min(SOME, problem.people) // 2
    return {
        "OpenFisca, batch": (problem.people, partial(asked, "batch")),
        "OpenFisca, one traced": (few, partial(asked, "one", persons=few, trace=True)),
        "OpenFisca, one untraced": (few, partial(asked, "one", persons=few, trace=False)),
        "Polars sum": (problem.people, partial(asked, "polars")),
    }


def compare(options: argparse.Namespace) -> None:
    """The contestants in turns."""
    book = load_book("ecm")
    distinct = prepared(min(options.distinct, options.persons), options.seed, FOLDER)
    problem, ours = distinct.repeated(options.persons), Ours(book)
    say(machine())
    looked_at = min(options.distinct, options.persons)
    say(
        f"2020-2022: {problem.people:,} people, {problem.credits:,} credits; {distinct.people:,} different people, "
        f"of {looked_at:,} drawn (the others need an order among rows: see docs/performance.md)."
    )
    contestants: Contestants = {}
    with ExitStack() as stack:
        if "ours" in options.only:
            contestants |= of_ours(ours, problem, book, options.seed)
        if "door" in options.only:
            contestants |= of_door(book, options.seed, options.door_persons)
        if "python" in options.only:
            contestants |= of_python(ours, problem, book, options.seed)
        if "scan" in options.only:
            contestants |= of_scan(problem, stack)
        if "openfisca" in options.only:
            try:
                contestants |= of_others(problem, stack)
            except Missing as missing:
                say(f"Without OpenFisca and Polars: {missing}.")
        say("Outputs equal.")
        times = in_turns(contestants, options.rounds)
    table(times)
    ratios(times)


def main() -> None:
    """Run what was asked for."""
    options = parsed()
    apart = {"nation": "bench.rules.nation", "spark": "bench.rules.spark", "pages": "bench.pages.run"}
    chosen = [module for name, module in apart.items() if getattr(options, name)]
    for module in chosen:
        importlib.import_module(module).main(options)
    if not chosen:
        compare(options)


if __name__ == "__main__":
    main()
