"""Caps on arrays: sums by kind of credit where the order cannot matter, row by row where it can.

Credits that every cap, quota and total treats alike form a class. A cap that cuts credits of one class only cuts the
sum of that class, whoever came first; where it would have to choose between classes, the persons concerned are
filled row by row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from triennio.rules.book import Params
from triennio.rules.ecm.vector.rows import Rows
from triennio.rules.engine.fill import fill_numpy
from triennio.rules.engine.ops import NumpyOps
from triennio.rules.engine.pools import Pool
from triennio.rules.engine.run_numpy import Chunk, chronological, segment_sums
from triennio.rules.engine.step import Axis

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Recognised:
    """By person, in units."""

    total: Ints
    learner: Ints


class Caps:
    """The caps of one triennio over the rows that fall in it."""

    def __init__(self, params: Params, rows: Rows, people: int, profession: npt.NDArray[np.integer]) -> None:
        self.params, self.rows, self.people, self.profession = params, rows, people, profession
        self.offsets = np.searchsorted(rows.person, np.arange(people + 1))
        self.members = [self.selected(pool) for pool in params.pools]

    def selected(self, pool: Pool) -> Bools:
        """Which rows are in a pool."""
        table = np.zeros(16, dtype=bool)
        table[list(pool.families)] = True
        chosen: Bools = table[self.rows.family]
        if pool.recruited:
            chosen = chosen & self.rows.recruited
        if pool.first_day > 0 or pool.last_day < 4_000_000:
            chosen = chosen & (self.rows.day >= pool.first_day) & (self.rows.day <= pool.last_day)
        if pool.professions:
            chosen = chosen & np.isin(self.profession, list(pool.professions))[self.rows.person]
        return chosen

    def recognise(self, obligation: Ints, band: Ints | None, years: Ints) -> Recognised:
        """Fill the caps. `band` is the yearly maximum of each (person, year), −1 where there is none.

        `years` is the place of each credit's year in the triennio; 3 for a credit moved in, which has no band.
        """
        ops = NumpyOps()
        late = np.zeros(self.people, dtype=bool) if band is None else self.over_band(band, years)
        code = self.rows.learner.astype(np.int64)
        for index, member in enumerate(self.members):
            code |= member.astype(np.int64) << (index + 1)
        sums = self.sums_by_class(code)
        for index, pool in enumerate(self.params.pools):
            bit = 1 << (index + 1)
            inside = [c for c in sums if c & bit]
            if not inside:
                continue
            if pool.yearly:
                late |= np.sum([sums[c] for c in inside], axis=0) > 0
                continue
            limit = ops.share(obligation, pool.numerator, pool.denominator)
            came = np.sum([sums[c] for c in inside], axis=0)
            cut = np.maximum(came - limit, 0)
            later = -1 << (index + 1) | 1
            late |= (cut > 0) & self.unlike(inside, sums, later)
            for c in inside:
                less = np.minimum(cut, sums[c])
                sums[c] = sums[c] - less
                cut = cut - less
        zero = np.zeros(self.people, dtype=np.int64)
        total = sum(sums.values(), zero)
        learner = sum((values for c, values in sums.items() if c & 1), zero)
        result = Recognised(total, learner)
        self.row_by_row(np.flatnonzero(late), obligation, band, years, result)
        return result

    def sums_by_class(self, code: Ints) -> dict[int, Ints]:
        """The credits of each person by class of the code.

        Added up as binary floats, which is exact: a sum stays far below 2⁵³ units.
        """
        seen = np.bincount(code, minlength=1 << (len(self.members) + 1)) > 0
        classes = np.flatnonzero(seen)
        dense = np.cumsum(seen) - 1
        size = max(classes.size, 1)
        cells = np.bincount(
            self.rows.person * size + dense[code], weights=self.rows.amount, minlength=self.people * size
        ).astype(np.int64)
        return {int(c): np.ascontiguousarray(cells[place::size]) for place, c in enumerate(classes)}

    def unlike(self, inside: list[int], sums: dict[int, Ints], later: int) -> Bools:
        """Persons who hold credits of two classes of a pool that later caps or totals tell apart."""
        kinds: dict[int, Ints] = {}
        for c in inside:
            kinds[c & later] = kinds.get(c & later, np.zeros(self.people, dtype=np.int64)) + (sums[c] > 0)
        result: Bools = np.sum([count > 0 for count in kinds.values()], axis=0) > 1
        return result

    def over_band(self, band: Ints, years: Ints) -> Bools:
        """Persons who earned more in some year than its maximum."""
        earned = np.zeros((self.people, 4), dtype=np.int64)
        np.add.at(earned, (self.rows.person, years), self.rows.amount)
        result: Bools = np.any((band >= 0) & (earned > band), axis=1)
        return result

    def row_by_row(
        self, people: Ints, obligation: Ints, band: Ints | None, years: Ints, result: Recognised
    ) -> None:
        """Fill the caps of some persons in the order of their credits."""
        if not people.size:
            return
        position = np.full(self.people, -1, dtype=np.int64)
        position[people] = np.arange(people.size)
        rows = np.flatnonzero(position[self.rows.person] >= 0)
        person = position[self.rows.person[rows]]
        chunk = Chunk(people.size)
        chunk.offsets = {Axis.CREDIT: np.searchsorted(person, np.arange(people.size + 1))}
        chunk.person_of = {Axis.CREDIT: person}
        chunk.year_row = {Axis.CREDIT: np.where(years[rows] > 2, -1, 3 * person + years[rows])}
        chunk.put("obligation", Axis.PERSON, obligation[people])
        chunk.put("profession", Axis.PERSON, self.profession[people])
        chunk.put("family", Axis.CREDIT, self.rows.family[rows])
        chunk.put("recruited", Axis.CREDIT, self.rows.recruited[rows])
        chunk.put("acquired_day", Axis.CREDIT, self.rows.day[rows])
        amount = self.rows.amount[rows]
        if band is not None:
            limit = band[self.rows.person[rows], years[rows]]
            amount = chronological(amount, np.where(limit < 0, -1, years[rows]), limit, person)
        chunk.put("after_band", Axis.CREDIT, amount)
        _, after = fill_numpy(self.params.pools, chunk, "after_band")
        counted = after[self.params.pools[-1].rule] if self.params.pools else amount
        result.total[people] = segment_sums(counted, chunk.offsets[Axis.CREDIT])
        learner = np.where(self.rows.learner[rows], counted, 0)
        result.learner[people] = segment_sums(learner, chunk.offsets[Axis.CREDIT])
