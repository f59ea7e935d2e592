"""Stage 2 on arrays: of several editions, roles and host events of a person, which ones count (see `credits`).

The choices of one person follow each other; those of different people are made side by side.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from triennio.rules.book import Book
from triennio.rules.ecm.columns import Kind
from triennio.rules.ecm.credits import ONE_ROLE_WITH_DIRECTOR, SCIENTIFIC_DIRECTOR, TEACHING_ROLES
from triennio.rules.ecm.facts import LEARNER_ROLE, ROLES
from triennio.rules.ecm.vector.due import year_of
from triennio.rules.ecm.vector.register import Items

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
LEARNER, DIRECTOR = ROLES.index(LEARNER_ROLE), ROLES.index(SCIENTIFIC_DIRECTOR)
TEACHING = np.array([role in TEACHING_ROLES for role in ROLES])
BESIDE_DIRECTOR = np.array([role in ONE_ROLE_WITH_DIRECTOR for role in ROLES])


@lru_cache(maxsize=1)
def role_classes() -> Ints:
    """Teacher, tutor and speaker are one class; every other role is its own."""
    return np.array([ROLES.index(TEACHING_ROLES[0]) if TEACHING[n] else n for n in range(len(ROLES))])


def numbered(*keys: npt.NDArray[np.integer]) -> Ints:
    """A number for each row: the same for rows alike in all keys, ascending with these (the first weighs most)."""
    order = np.lexsort(keys[::-1])
    fresh = np.zeros(order.size, dtype=np.int64)
    for key in keys:
        ordered = key[order]
        fresh[1:] |= ordered[1:] != ordered[:-1]
    result = np.empty(order.size, dtype=np.int64)
    result[order] = np.cumsum(fresh)
    return result


def firsts(group: Ints, values: Ints) -> Ints:
    """For each row the value of the first row of its group."""
    _, index, inverse = np.unique(group, return_index=True, return_inverse=True)
    found: Ints = values[index[inverse]]
    return found


def smaller(parent: Ints, group: Ints, stated: Ints, day: Ints) -> Bools:
    """Rows of the groups that are not the largest of their parent; of equals the earliest stays, then the first.

    The rows of a group are in order of day; each group belongs to one parent.
    """
    numbers, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    amount = np.bincount(inverse, weights=stated, minlength=numbers.size)
    above = parent[first]
    order = np.lexsort((first, day[first], -amount, above))
    best = np.ones(order.size, dtype=bool)
    best[1:] = above[order[1:]] != above[order[:-1]]
    kept = np.zeros(numbers.size, dtype=bool)
    kept[order[best]] = True
    result: Bools = ~kept[inverse]
    return result


class Editions:
    """The rows that compete: events that come more than once with one person, in order, none of them out yet."""

    def __init__(self, credits: Items, rows: Ints, person: Ints, period: Any, book: Book) -> None:
        self.book, self.rows = book, rows
        self.day = credits["acquired"][rows].astype(np.int64)
        self.role = credits["role"][rows].astype(np.int64)
        self.stated = credits["credits"][rows].astype(np.int64)
        year = year_of(self.day)
        self.event = numbered(person[rows], period[rows], credits["event"][rows], year)
        number = credits["edition"][rows].astype(np.int64)
        self.edition = numbered(self.event, np.where(number >= 0, number, -self.day))
        self.alive = np.ones(rows.size, dtype=bool)

    def losers(self) -> Ints:
        """Rows excluded by another edition or role."""
        edition_day = firsts(self.edition, self.day)
        separate = edition_day >= self.book.since("CAP-7").toordinal()
        self.choose(~separate & TEACHING[self.role], self.edition, numbered(self.edition, self.role))
        self.choose(separate, numbered(self.edition, self.role), np.arange(self.rows.size))
        self.directors(separate & (edition_day >= self.book.since("CAP-9").toordinal()))
        competing = firsts(self.event, self.day) >= self.book.since("CAP-6").toordinal()
        group = numbered(self.event, role_classes()[self.role])
        self.choose(competing, group, numbered(group, self.edition))
        return self.rows[~self.alive]

    def choose(self, asked: Bools, parent: Ints, group: Ints) -> None:
        """Among some rows, keep the largest group of each parent."""
        some = np.flatnonzero(asked & self.alive)
        if some.size:
            lost = smaller(parent[some], group[some], self.stated[some], self.day[some])
            self.alive[some[lost]] = False

    def directors(self, asked: Bools) -> None:
        """A scientific director who also did something else: the larger of the two, the direction when equal."""
        directing = self.role == DIRECTOR
        asked = asked & self.alive & (directing | BESIDE_DIRECTOR[self.role])
        some = np.flatnonzero(asked & np.isin(self.edition, self.edition[asked & directing]))
        some = some[np.argsort(~directing[some], kind="stable")]
        if some.size:
            edition = self.edition[some]
            lost = smaller(edition, 2 * edition + ~directing[some], self.stated[some], self.day[some])
            self.alive[some[lost]] = False


def repeated_rows(credits: Items) -> Ints:
    """Rows of events that come more than once in the same person's list, in order.

    Events are numbers of the person's own; set one person's after another's, they count themselves.
    """
    event = credits["event"].astype(np.int64)
    if not event.size:
        return np.zeros(0, dtype=np.int64)
    offsets, counts = credits.offsets, credits.counts()
    most = np.zeros(counts.size, dtype=np.int64)
    held = counts > 0
    most[held] = np.maximum.reduceat(event, offsets[:-1][held]) + 1
    own = np.concatenate(([0], np.cumsum(most)))
    key = np.where(event >= 0, event + np.repeat(own[:-1], counts), own[-1])
    if own[-1] > 4 * event.size:
        key = np.unique(key, return_inverse=True)[1]
    times = np.bincount(key)
    often = times > 1
    often[key[event < 0][:1]] = False
    rows: Ints = np.flatnonzero(often[key])
    return rows


def losing_hosts(credits: Items, person: Ints, out: Bools, period: Any) -> Ints:
    """EVT-4: rows of the smaller side of a congress and its workshops; the congress stays when equal.

    A workshop may itself host others: the hosts of a person and triennio are looked at in order of their first
    workshop, and each finds what those before it left.
    """
    inner = np.flatnonzero((credits["host_event"] >= 0) & (credits["kind"] == Kind.EVENT) & ~out)
    if not inner.size:
        return inner
    hosts = np.zeros(credits.counts().size, dtype=bool)
    hosts[person[inner]] = True
    outer = np.flatnonzero(hosts[person] & (credits["event"] >= 0) & (credits["kind"] == Kind.EVENT) & ~out)
    both = np.concatenate([inner, outer])
    event = np.concatenate([credits["host_event"][inner], credits["event"][outer]])
    group = numbered(person[both], period[both], event, credits["role"][both] == LEARNER)
    inside, outside = group[: inner.size], group[inner.size :]
    known = np.zeros(int(group.max()) + 1, dtype=bool)
    known[inside] = True
    own = credits["host_event"][outer] == credits["event"][outer]
    matched = known[outside] & ~own
    outer, outside = outer[matched], outside[matched]
    turn = _turns(inside, person[inner], np.asarray(period)[inner])
    lost = np.zeros(person.size, dtype=bool)
    stated = credits["credits"].astype(np.int64)
    for number in range(int(turn.max()) + 1):
        of_inner, of_outer = turn[inside] == number, turn[outside] == number
        ins, outs = inner[of_inner], outer[of_outer]
        sums = [
            np.bincount(places, weights=np.where(lost[rows], 0, stated[rows]), minlength=known.size)
            for rows, places in ((ins, inside[of_inner]), (outs, outside[of_outer]))
        ]
        hosted = np.bincount(outside[of_outer], minlength=known.size) > 0
        workshops = hosted & (sums[1] >= sums[0])
        lost[ins[workshops[inside[of_inner]]]] = True
        lost[outs[(hosted & ~workshops)[outside[of_outer]]]] = True
    return np.flatnonzero(lost)


def _turns(group: Ints, person: Ints, period: Ints) -> Ints:
    """For each group number, its place among those of its person and triennio, by first appearance; −1 for no group."""
    numbers, first = np.unique(group, return_index=True)
    owner = numbered(person[first], period[first])
    order = np.lexsort((first, owner))
    ordered = owner[order]
    fresh = np.append(True, ordered[1:] != ordered[:-1])
    starts = np.maximum.accumulate(np.where(fresh, np.arange(order.size), 0))
    turns = np.full(int(group.max()) + 1, -1, dtype=np.int64)
    turns[numbers[order]] = np.arange(order.size) - starts
    return turns
