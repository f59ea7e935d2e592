"""Moves of credits on arrays: which the rules admit, and whose history is too tangled for formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from triennio.rules.book import Book
from triennio.rules.ecm.facts import FACT_KINDS
from triennio.rules.ecm.fold import FIRST_YEAR
from triennio.rules.ecm.premium import premium_day
from triennio.rules.ecm.vector.due import year_of
from triennio.rules.ecm.vector.register import People

Ints = npt.NDArray[np.int64]
CERTIFIED = FACT_KINDS.index("certified")


@dataclass(slots=True)
class Moved:
    """Rows of credits that count elsewhere with the first year of their destination; persons to fold one by one.

    `late` are persons with moves after the premium's day, whose past must be looked at twice.
    """

    rows: Ints
    to: Ints
    tangled: npt.NDArray[np.bool_]
    late: npt.NDArray[np.bool_]


def moved_rows(
    people: People,
    due: npt.NDArray[np.bool_],
    book: Book,
    choices: Mapping[str, str],
    as_of: date,
    until: date | None = None,
) -> Moved:
    """The admitted moves (see `moves.admitted_moves`).

    Tangled are: two moves of one credit, moves of 2017 (half of an obligation), moves out of a certified triennio.
    `until` leaves out later moves.
    """
    moves, c = people.moves, people.credits
    person = moves.person()
    tangled = np.zeros(people.count, dtype=bool)
    known = moves["on"] <= min(as_of, until or as_of).toordinal()
    on, to = moves["on"].astype(np.int64)[known], moves["to"].astype(np.int64)[known]
    person = person[known]
    rows = c.offsets[person] + moves["credit"].astype(np.int64)[known]
    acquired = c["acquired"].astype(np.int64)[rows] if rows.size else rows
    year = year_of(acquired).astype(np.int64)
    earned_until, move_until = _windows(to, book, choices)
    good = (acquired <= as_of.toordinal()) & (year - (year - 2011) % 3 == to + 3)
    good &= (acquired <= earned_until) & (on >= acquired) & (on <= move_until)
    good &= _owed(due, person, to)
    rows, to, person, on = rows[good], to[good], person[good], on[good]
    _, index, counts = np.unique(rows, return_index=True, return_counts=True)
    tangled[person[index[counts > 1]]] = True
    first, last = book.since("REC-4").toordinal(), book.until("REC-4").toordinal()
    tangled[person[(on >= first) & (on <= last)]] = True
    origin_end = np.array([date(int(first) + 5, 12, 31).toordinal() for first in to], dtype=np.int64)
    tangled[person[_certified(people, person, to + 3) & (on > origin_end)]] = True
    late = np.zeros(people.count, dtype=bool)
    late[person[on > premium_day(book).toordinal()]] = True
    return Moved(rows, to, tangled, late)


def _windows(to: Ints, book: Book, choices: Mapping[str, str]) -> tuple[Ints, Ints]:
    """Last day to earn and last day to move, by destination; 0 where there is no window."""
    earned, move = np.zeros(to.size, dtype=np.int64), np.zeros(to.size, dtype=np.int64)
    for triennio, window in book.windows.items():
        chosen = to == triennio.first
        last = date.fromisoformat(choices[window.policy]) if window.policy else window.move_until
        earned[chosen], move[chosen] = window.earned_until.toordinal(), last.toordinal()
    return earned, move


def _owed(due: npt.NDArray[np.bool_], person: Ints, to: Ints) -> npt.NDArray[np.bool_]:
    """Some year of the destination is owed."""
    result = np.zeros(person.size, dtype=bool)
    for year in range(3):
        column = to - FIRST_YEAR + year
        inside = (column >= 0) & (column < due.shape[1])
        result |= inside & due[person, np.clip(column, 0, due.shape[1] - 1)]
    return result


def _certified(people: People, person: Ints, origin: Ints) -> npt.NDArray[np.bool_]:
    """A fact says that the origin was certified."""
    facts = people.facts
    mine = facts["kind"] == CERTIFIED
    known = facts.person()[mine] * 10_000 + facts["triennio"].astype(np.int64)[mine]
    result: npt.NDArray[np.bool_] = np.isin(person * 10_000 + origin, known)
    return result
