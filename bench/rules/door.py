"""The whole road of a batch: a nested Arrow batch in, positions of every triennio out. And one person all the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from bench.rules.problem import Unequal
from bench.rules.register import PER_TRIENNIO
from triennio.batch.sample.register import CHUNK, chunk
from triennio.kernel.units import hundredths
from triennio.rules.book import Book
from triennio.rules.ecm.answer import is_listed
from triennio.rules.ecm.arrow.decode import cases
from triennio.rules.ecm.arrow.people import batch_of
from triennio.rules.ecm.arrow.positions import positions_batch
from triennio.rules.ecm.facts import Case
from triennio.rules.ecm.fold import Career, career
from triennio.rules.ecm.work import drive_one

AS_OF = date(2026, 10, 31)
TOGETHER = 4_096
COMPARED = ("obligation", "learner", "recognised", "missing")


class Door:
    """A part of the register as batches, and some of its people as cases."""

    def __init__(self, book: Book, seed: int, people: int) -> None:
        self.book, self.people = book, people
        self.batches = []
        for number, first in enumerate(range(0, people, CHUNK)):
            batch = batch_of(chunk(seed, number, PER_TRIENNIO, min(CHUNK, people - first)))
            self.batches += [batch.slice(n, TOGETHER) for n in range(0, len(batch), TOGETHER)]
        some = chunk(seed, 0, PER_TRIENNIO, min(people, 60))
        self.cases: list[Case] = list(cases(some, book.choices({}), AS_OF))

    def run(self, threads: int) -> list[Any]:
        """The positions of everybody."""

        def positions(batch: Any) -> Any:
            return positions_batch(batch, self.book, {}, AS_OF)["positions"]

        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(positions, self.batches))

    def fold(self, *, traced: bool) -> list[Career]:
        """Some people one at a time: facts normalised, every triennio, every step."""
        return [drive_one(self.book, career(case, self.book), traced=traced) for case in self.cases]

    def one_by_one(self, *, traced: bool) -> None:
        """The same, each let go before the next, as a page or a command does."""
        for case in self.cases:
            drive_one(self.book, career(case, self.book), traced=traced)

    def check(self) -> int:
        """Compare the two roads; return the number of positions of the batch."""
        tables = self.run(1)
        rows = {(row["person"], row["triennio"]): row for row in tables[0].slice(0, 60 * 6).to_pylist()}
        for found in self.fold(traced=True):
            for triennio, period in found.periods.items():
                row = rows.get((found.case.person.id, triennio.first))
                if not is_listed(found, triennio) or row is None:
                    continue
                for name in COMPARED:
                    if row[name] != hundredths(period.units(name)):
                        raise Unequal(
                            f"the batch and the fold of one: {name} of {row['person']} in {triennio}"
                        )
        return sum(len(table) for table in tables)
