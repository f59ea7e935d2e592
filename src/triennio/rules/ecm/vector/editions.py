"""Stage 2 on arrays: of several editions, roles and host events of a person, which ones count (see `credits`).

The choices of one person follow each other; those of different people are made side by side.
"""

from __future__ import annotations

from functools import lru_cache

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
WHOLE = 2**62
BESIDE_DIRECTOR = np.array([role in ONE_ROLE_WITH_DIRECTOR for role in ROLES])


@lru_cache(maxsize=1)
def role_classes() -> Ints:
    """Teacher, tutor and speaker are one class; every other role is its own."""
    return np.array([ROLES.index(TEACHING_ROLES[0]) if TEACHING[n] else n for n in range(len(ROLES))])


def numbered(*keys: npt.NDArray[np.integer]) -> Ints:
    """A number for each row: the same for rows alike in all keys, ascending with these (the first weighs most)."""
    whole = np.zeros(keys[0].size, dtype=np.int64)
    for key in keys if whole.size else ():
        least = int(key.min())
        size = int(key.max()) - least + 1
        if size * (int(whole.max()) + 1) >= WHOLE:
            whole = np.unique(whole, return_inverse=True)[1]
        whole = whole * size + (key.astype(np.int64) - least)
    result: Ints = np.unique(whole, return_inverse=True)[1]
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

    def __init__(self, credits: Items, rows: Ints, event: Ints, period: Ints, book: Book) -> None:
        self.book, self.rows = book, rows
        self.day = credits["acquired"][rows].astype(np.int64)
        self.role = credits["role"][rows].astype(np.int64)
        self.stated = credits["credits"][rows].astype(np.int64)
        year = year_of(self.day)
        self.event = numbered(event[rows], period[rows], year)
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
        some = some[np.bincount(parent[some])[parent[some]] > 1] if some.size else some
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


class Events:
    """Events are numbers of a person's own: set one person's after another's, they become places in an array."""

    def __init__(self, credits: Items, person: Ints) -> None:
        self.credits, self.person = credits, person
        event, host = credits["event"].astype(np.int64), credits["host_event"]
        counts = credits.counts()
        most = np.zeros(counts.size, dtype=np.int64)
        held = counts > 0
        if event.size:
            highest = np.maximum.reduceat(np.maximum(event, host), credits.offsets[:-1][held])
            most[held] = highest + 1
        first = np.concatenate(([0], np.cumsum(most)))
        self.hosted = np.flatnonzero((host >= 0) & (credits["kind"] == Kind.EVENT))
        self.place = np.where(event >= 0, event + np.repeat(first[:-1], counts), first[-1])
        self.host = host[self.hosted] + first[person[self.hosted]]
        if first[-1] > 8 * event.size:
            both = np.concatenate([self.place, self.host, first[-1:]])
            places = np.unique(both, return_inverse=True)[1]
            self.place, self.host = places[: event.size], places[event.size : -1]
            self.none = int(places[-1])
        else:
            self.none = int(first[-1])

    def repeated(self) -> Ints:
        """Rows of events that come more than once in the same person's list, in order."""
        often = np.bincount(self.place, minlength=self.none + 1) > 1
        often[self.none] = False
        rows: Ints = np.flatnonzero(often[self.place])
        return rows

    def losing_hosts(self, out: Bools, period: Ints) -> Ints:
        """EVT-4: rows of the smaller side of a congress and its workshops; the congress stays when equal.

        A workshop may itself host others: the hosts of a person and triennio are looked at in order of their first
        workshop, and each finds what those before it left.
        """
        still = ~out[self.hosted]
        inner, host = self.hosted[still], self.host[still]
        hosts = np.zeros(self.none + 1, dtype=bool)
        hosts[host] = True
        event = self.credits["kind"] == Kind.EVENT
        outer = np.flatnonzero(hosts[self.place] & event & ~out) if inner.size else inner
        if not outer.size:
            return outer
        both = np.concatenate([inner, outer])
        learner = self.credits["role"][both] == LEARNER
        group = numbered(np.concatenate([host, self.place[outer]]), period[both], learner)
        inside, outside = group[: inner.size], group[inner.size :]
        known = np.zeros(int(group.max()) + 1, dtype=bool)
        known[inside] = True
        own = self.credits["host_event"][outer] == self.credits["event"][outer]
        matched = known[outside] & ~own
        outer, outside = outer[matched], outside[matched]
        turn = _turns(inside, self.person[inner], period[inner])
        lost = np.zeros(out.size, dtype=bool)
        stated = self.credits["credits"].astype(np.int64)
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
