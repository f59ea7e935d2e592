"""Caps on arrays: sums by kind of credit where the order cannot matter, row by row where it can.

Credits that every cap, quota and total treats alike form a class. A cap that cuts credits of one class only cuts the
sum of that class, whoever came first; where it would have to choose between classes, the persons concerned are
filled row by row. Most credits are of one class, that of learners whom no cap concerns: its sum is what the others
leave of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from triennio.rules.book import Params
from triennio.rules.ecm.columns import LEARNER
from triennio.rules.ecm.vector.ledger import SORTS, Ledger
from triennio.rules.engine.fill import fill_numpy
from triennio.rules.engine.ops import NumpyOps
from triennio.rules.engine.pools import FIRST_DAY, LAST_DAY, Pool
from triennio.rules.engine.run_numpy import Chunk, chronological, segment_sums
from triennio.rules.engine.step import Axis

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
FAMILY, RECRUITED = np.arange(SORTS) >> 1, np.arange(SORTS) & 1 == 1
LEARNS = np.isin(FAMILY, list(LEARNER))
PLAIN = 1
"""The class of who learns, outside every cap."""


@dataclass(slots=True)
class Recognised:
    """By person, in units."""

    total: Ints
    learner: Ints


class Caps:
    """The caps of one triennio over the rows that fall in it."""

    def __init__(
        self, params: Params, ledger: Ledger, people: int, profession: npt.NDArray[np.integer]
    ) -> None:
        self.params, self.ledger, self.people, self.profession = params, ledger, people, profession

    def recognise(self, obligation: Ints, band: Ints | None) -> Recognised:
        """Fill the caps. `band` is the yearly maximum of each (person, year), −1 where there is none."""
        late = np.zeros(self.people, dtype=bool) if band is None else self.over_band(band)
        sums = self.sums_by_class()
        for index, pool in enumerate(self.params.pools):
            inside = [c for c in sums if c >> (index + 1) & 1]
            if not inside:
                continue
            came = sums[inside[0]].copy()
            for c in inside[1:]:
                came += sums[c]
            if pool.yearly:
                late |= came > 0
                continue
            limit = NumpyOps().share(obligation, pool.numerator, pool.denominator)
            over = np.flatnonzero(came > limit)
            if over.size:
                late[over[self.unlike(inside, sums, over, -1 << (index + 1) | 1)]] = True
                self.cut(inside, sums, over, came[over] - limit[over])
        result = self.added_up(sums)
        self.row_by_row(np.flatnonzero(late), obligation, band, result)
        return result

    # Classes ------------------------------------------------------------------------------------------------------

    @cached_property
    def codes(self) -> tuple[Ints, dict[int, Bools]]:
        """The class of each sort as far as the sort tells it, and the sorts of each pool that looks at more."""
        code, narrow = LEARNS.astype(np.int64), {}
        for index, pool in enumerate(self.params.pools):
            members = np.isin(FAMILY, list(pool.families)) & (RECRUITED | (not pool.recruited))
            if pool.professions or pool.first_day > FIRST_DAY or pool.last_day < LAST_DAY:
                narrow[index] = members
            else:
                code |= members.astype(np.int64) << (index + 1)
        return code, narrow

    def sums_by_class(self) -> dict[int, Ints]:
        """The credits of each person by class: bit 0 for learners, one bit for each pool.

        Classes are added up as binary floats, which is exact: a sum stays far below 2⁵³ units.
        """
        ledger, (by_sort, narrow) = self.ledger, self.codes
        special = by_sort != PLAIN
        for members in narrow.values():
            special |= members
        rows = np.flatnonzero(special.take(ledger.sort, mode="clip"))
        sort, person = ledger.sort[rows], ledger.person[rows]
        if narrow:
            code = by_sort[sort]
            for index, members in narrow.items():
                inside = members[sort] & self.narrowed(self.params.pools[index], rows, person)
                code |= inside.astype(np.int64) << (index + 1)
            classes, dense = np.unique(code, return_inverse=True)
        else:
            classes, by_sort = np.unique(by_sort, return_inverse=True)
            dense = by_sort[sort]
        cells = np.bincount(
            dense * self.people + person, weights=ledger.amount[rows], minlength=classes.size * self.people
        )
        sums = dict(
            zip(classes.tolist(), cells.astype(np.int64).reshape(classes.size, self.people), strict=True)
        )
        plain = segment_sums(ledger.amount, ledger.offsets)
        for c in sums:
            if c != PLAIN:
                plain -= sums[c]
        return {PLAIN: plain, **{c: values for c, values in sums.items() if c != PLAIN}}

    def narrowed(self, pool: Pool, rows: Ints, person: Ints) -> Bools:
        """Which rows are in a pool of some days or professions, as far as these go."""
        day = self.ledger.day(rows)
        chosen: Bools = (day >= pool.first_day) & (day <= pool.last_day)
        if pool.professions:
            chosen &= np.isin(self.profession, list(pool.professions))[person]
        return chosen

    def unlike(self, inside: list[int], sums: dict[int, Ints], people: Ints, later: int) -> Bools:
        """Which of these people hold credits of two classes of a pool that later caps or totals tell apart."""
        kinds: dict[int, Bools] = {}
        for c in inside:
            held = sums[c][people] > 0
            kinds[c & later] = kinds[c & later] | held if c & later in kinds else held
        result: Bools = np.sum(list(kinds.values()), axis=0) > 1
        return result

    def cut(self, inside: list[int], sums: dict[int, Ints], people: Ints, excess: Ints) -> None:
        """Take what is over a limit off the classes of its pool."""
        for c in inside:
            less = np.minimum(excess, sums[c][people])
            sums[c][people] -= less
            excess = excess - less

    def added_up(self, sums: dict[int, Ints]) -> Recognised:
        """All classes, and those of learners."""
        learner = sums[PLAIN].copy()
        total = np.zeros(self.people, dtype=np.int64)
        for c, values in sums.items():
            if c == PLAIN:
                continue
            if c & 1:
                learner += values
            else:
                total += values
        total += learner
        return Recognised(total, learner)

    # Row by row ---------------------------------------------------------------------------------------------------

    def over_band(self, band: Ints) -> Bools:
        """Persons who earned more in some year than its maximum."""
        ledger = self.ledger
        place = ledger.person * 4 + ledger.place(np.arange(ledger.person.size))
        earned = np.bincount(place, weights=ledger.amount, minlength=4 * self.people).reshape(-1, 4)
        result: Bools = np.any((band >= 0) & (earned > band), axis=1)
        return result

    def row_by_row(self, people: Ints, obligation: Ints, band: Ints | None, result: Recognised) -> None:
        """Fill the caps of some persons in the order of their credits."""
        if not people.size:
            return
        rows, offsets = self.ledger.rows_of(people)
        person = np.repeat(np.arange(people.size), np.diff(offsets))
        sort, place = self.ledger.sort[rows], self.ledger.place(rows)
        chunk = Chunk(people.size)
        chunk.offsets = {Axis.CREDIT: offsets}
        chunk.person_of = {Axis.CREDIT: person}
        chunk.year_row = {Axis.CREDIT: np.where(place > 2, -1, 3 * person + place)}
        chunk.put("obligation", Axis.PERSON, obligation[people])
        chunk.put("profession", Axis.PERSON, self.profession[people])
        chunk.put("family", Axis.CREDIT, FAMILY[sort])
        chunk.put("recruited", Axis.CREDIT, RECRUITED[sort])
        chunk.put("acquired_day", Axis.CREDIT, self.ledger.day(rows))
        amount = self.ledger.amount[rows].astype(np.int64)
        if band is not None:
            limit = band[people[person], place]
            amount = chronological(amount, np.where(limit < 0, -1, place), limit, person)
        chunk.put("after_band", Axis.CREDIT, amount)
        _, after = fill_numpy(self.params.pools, chunk, "after_band")
        counted = after[self.params.pools[-1].rule] if self.params.pools else amount
        result.total[people] = segment_sums(counted, offsets)
        result.learner[people] = segment_sums(np.where(LEARNS[sort], counted, 0), offsets)
