"""The stage of single credits on arrays: recorded, admitted, chosen, within the 50 of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import UNITS_PER_HUNDREDTH
from triennio.rules.book import Book, Params
from triennio.rules.ecm.columns import Kind
from triennio.rules.ecm.credits import (
    SCIENTIFIC_DIRECTOR,
    TEACHING_ROLES,
    Placed,
    choose_among,
    choose_roles_and_editions,
    family,
)
from triennio.rules.ecm.facts import CREDIT_KINDS, LEARNER_ROLE, ROLES, Credit
from triennio.rules.ecm.read import EVENT_TYPES, FORMATS
from triennio.rules.ecm.vector.due import year_of
from triennio.rules.ecm.vector.ledger import Ledger
from triennio.rules.ecm.vector.register import People
from triennio.rules.ecm.work import recognition_plan
from triennio.rules.engine.plan import Plan
from triennio.rules.engine.run_numpy import Chunk, chronological, run_numpy
from triennio.rules.engine.step import Axis

Ints = npt.NDArray[np.int64]
LEARNER = ROLES.index(LEARNER_ROLE)
DIRECTOR = ROLES.index(SCIENTIFIC_DIRECTOR)
TEACHING_CLASS = 100
MANY_EVENTS = 1_000_000
INDIVIDUAL = ("publication", "trial", "tutoring", "abroad", "self_training", "recorded")
AMOUNT_COLUMNS = (
    "acquired_day",
    "kind",
    "stated",
    "decided_credits",
    "hours",
    "months",
    "tutoring_months",
    "indexed",
    "medium",
    "position",
    "leef",
    "listed_country",
    "distance",
)


@dataclass(slots=True)
class Rows:
    """One element a credit, sorted by (person, acquired, id). `amount` is what stages 1 to 3 left, in units.

    `period` is the first year of the triennio in which it counts: that of its day, or the one it was moved to.
    """

    person: npt.NDArray[np.int64]
    period: npt.NDArray[np.int64]
    day: npt.NDArray[np.integer]
    year: npt.NDArray[np.int16]
    amount: npt.NDArray[np.int64]
    sort: npt.NDArray[np.uint8]

    def ledgers(self, trienni: Sequence[Triennio], people: int) -> dict[Triennio, Ledger]:
        """What counts in each of these trienni, which follow each other."""
        first, count = trienni[0].first, len(trienni)
        index = ((self.period - first) // 3).astype(np.int8)
        rows = np.flatnonzero((self.amount > 0) & (index >= 0) & (index < count))
        rows = rows[np.argsort(index[rows], kind="stable")]
        ends = np.cumsum(np.bincount(index[rows], minlength=count))
        found = {}
        for triennio, start, end in zip(trienni, [0, *ends], ends, strict=False):
            own = rows[start:end]
            person = self.person[own]
            offsets = np.zeros(people + 1, dtype=np.int64)
            np.cumsum(np.bincount(person, minlength=people), out=offsets[1:])
            place = np.minimum(self.year[own] - np.int16(triennio.first), np.int16(3))
            found[triennio] = Ledger(offsets, person, self.day[own], self.amount[own], self.sort[own], place)
        return found


@lru_cache(maxsize=1)
def family_table() -> npt.NDArray[np.int8]:
    """Family of each (kind, role, format or none, event type or none)."""
    shape = (len(CREDIT_KINDS), len(ROLES), len(FORMATS) + 1, len(EVENT_TYPES) + 1)
    table = np.zeros(shape, dtype=np.int8)
    for index in np.ndindex(shape):
        kind, role, form, event = index
        credit = Credit(
            "",
            CREDIT_KINDS[kind],
            date(2020, 1, 1),
            "",
            role=ROLES[role],
            format=FORMATS[form - 1] if form else None,
            event_type=EVENT_TYPES[event - 1] if event else None,
        )
        table[index] = family(credit)
    return table.reshape(-1)


def families(people: People) -> npt.NDArray[np.int8]:
    """The family of each credit, by table."""
    c = people.credits
    index = c["kind"].astype(np.int32)
    for name, size in (
        ("role", len(ROLES)),
        ("format", len(FORMATS) + 1),
        ("event_type", len(EVENT_TYPES) + 1),
    ):
        index = index * size + (c[name] if name == "role" else c[name] + 1)
    result: npt.NDArray[np.int8] = family_table()[index]
    return result


def recorded(
    people: People, book: Book, params: Params, tutoring_months: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Credits before any limit, in units: stated for events, computed by the steps for individual training."""
    c = people.credits
    result = c["credits"].astype(np.int64) * UNITS_PER_HUNDREDTH
    rows = np.flatnonzero(c["kind"] != Kind.EVENT)
    if rows.size:
        chunk = _amount_chunk(people, rows, book, tutoring_months)
        run_numpy(_amount_plan(book, params), chunk)
        result[rows] = chunk.columns["recorded"]
    return result


def _amount_plan(book: Book, params: Params) -> Plan:
    plan = recognition_plan(book, params)
    return Plan(tuple(node for node in plan.nodes if node.step.name in INDIVIDUAL), plan.inputs)


def _amount_chunk(people: People, rows: Any, book: Book, tutoring_months: npt.NDArray[np.int64]) -> Chunk:
    c = people.credits
    chunk = Chunk(1)
    chunk.offsets = {
        Axis.CREDIT: np.array([0, rows.size]),
        Axis.YEAR: np.array([0, 0]),
        Axis.ABSENCE: np.array([0, 0]),
    }
    chunk.person_of = {Axis.CREDIT: np.zeros(rows.size, dtype=np.int64)}
    chunk.year_row = {Axis.CREDIT: np.full(rows.size, -1)}
    hundredths = {"stated": "credits", "decided_credits": "recognised"}
    for name in AMOUNT_COLUMNS:
        if name == "listed_country":
            values: Any = _listed(people, rows, book)
        elif name == "tutoring_months":
            values = tutoring_months[rows]
        elif name == "acquired_day":
            values = c["acquired"][rows]
        elif name in hundredths:
            raw = c[hundredths[name]][rows].astype(np.int64)
            values = np.where(raw < 0, -1, raw * UNITS_PER_HUNDREDTH)
        elif name == "hours":
            raw = c["hours"][rows].astype(np.int64)
            values = np.where(raw < 0, -1, raw // 100)
        else:
            values = np.maximum(c[name][rows], 0)
        chunk.put(name, Axis.CREDIT, values)
    return chunk


def _listed(people: People, rows: Any, book: Book) -> npt.NDArray[np.bool_]:
    """Whether the country is one of those in force on the day (codes: two letters as 26·a + b)."""
    code, day = people.credits["country"][rows], people.credits["acquired"][rows]
    new = day >= book.since("IND-EST2").toordinal()
    answers = []
    for name in ("old", "new"):
        lists = book.countries[name]
        known = np.isin(code, [country_code(text) for text in lists["codes"]])
        for text, last in lists.get("codes_until", {}).items():
            known |= (code == country_code(text)) & (day <= last.toordinal())
        answers.append(known)
    result: npt.NDArray[np.bool_] = np.where(new, answers[1], answers[0])
    return result


def country_code(text: str) -> int:
    """Two capital letters as one small number."""
    return 26 * (ord(text[0]) - 65) + ord(text[1]) - 65


def choose_hosts(people: People, out: npt.NDArray[np.bool_], period: Any) -> Ints:
    """EVT-4 on arrays: rows of the smaller side of a congress and its workshops; the congress stays when equal."""
    c = people.credits
    inner = np.flatnonzero((c["host_event"] >= 0) & ~out)
    if not inner.size:
        return inner
    person = c.person()
    learner = (c["role"] == LEARNER).astype(np.int64)

    def key(rows: Ints, event: Any) -> Ints:
        place = person[rows] * MANY_EVENTS + event[rows].astype(np.int64)
        found: Ints = (place * 2 + learner[rows]) * 10_000 + period[rows]
        return found

    inner_key = key(inner, c["host_event"])
    groups, group_of_inner = np.unique(inner_key, return_inverse=True)
    suspects = np.zeros(people.count, dtype=bool)
    suspects[person[inner]] = True
    outer = np.flatnonzero(suspects[person] & (c["event"] >= 0) & ~out)
    outer_key = key(outer, c["event"])
    place = np.minimum(np.searchsorted(groups, outer_key), groups.size - 1)
    own = (c["host_event"][outer] == c["event"][outer]) & (c["host_event"][outer] >= 0)
    matched = (groups[place] == outer_key) & ~own
    outer, group_of_outer = outer[matched], place[matched]
    sums = [np.zeros(groups.size, dtype=np.int64) for _ in range(2)]
    np.add.at(sums[0], group_of_inner, c["credits"][inner].astype(np.int64))
    np.add.at(sums[1], group_of_outer, c["credits"][outer].astype(np.int64))
    hosted = np.zeros(groups.size, dtype=bool)
    hosted[group_of_outer] = True
    workshops_lose = hosted & (sums[1] >= sums[0])
    congress_loses = hosted & ~workshops_lose
    return np.concatenate([inner[workshops_lose[group_of_inner]], outer[congress_loses[group_of_outer]]])


def hosting_rows(people: People) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Rows of workshops and of the events that host them, and the persons with a workshop that itself hosts another.

    For these the order of choice matters.
    """
    c = people.credits
    flags = np.zeros(people.count, dtype=bool)
    inner = np.flatnonzero(c["host_event"] >= 0)
    if not inner.size:
        return inner, flags
    person = c.person()
    hosts = np.unique(person[inner] * MANY_EVENTS + c["host_event"][inner])
    flags[person[inner]] = True
    rows = np.flatnonzero(flags[person] & (c["event"] >= 0))
    outer = rows[_among(person[rows] * MANY_EVENTS + c["event"][rows], hosts)]
    flags[:] = False
    flags[person[outer[c["host_event"][outer] >= 0]]] = True
    return np.union1d(inner, outer), flags


def _among(keys: Ints, known: Ints) -> npt.NDArray[np.bool_]:
    """Which keys are among the known ones, which are sorted."""
    place = np.minimum(np.searchsorted(known, keys), known.size - 1)
    result: npt.NDArray[np.bool_] = known[place] == keys
    return result


def repeated_rows(people: People) -> Ints:
    """Rows whose event comes more than once in the same person's list, in order.

    Events are numbered by each person in the order in which they first appear, so one that comes again is not above
    the highest before it. (Numbered otherwise, more rows are looked at; the answer stays the same.)
    """
    c = people.credits
    event, person = c["event"].astype(np.int64), c.person()
    if not event.size:
        return np.zeros(0, dtype=np.int64)
    key = person * MANY_EVENTS + event + 1
    highest = np.maximum.accumulate(key)
    again = np.zeros(event.size, dtype=bool)
    again[1:] = (event[1:] >= 0) & (key[1:] <= highest[:-1])
    twice = np.unique(key[again])
    suspects = np.zeros(people.count, dtype=bool)
    suspects[person[again]] = True
    rows = np.flatnonzero(suspects[person] & (event >= 0))
    return rows[_among(key[rows], twice)] if rows.size else rows


@dataclass(slots=True)
class Choice:
    """Rows that lose against another edition, and persons whose roles must be compared one at a time."""

    losers: Ints
    persons: npt.NDArray[np.bool_]


def choose_editions(
    people: People,
    rows: Ints,
    out: npt.NDArray[np.bool_],
    period: Any,
    book: Book,
    chained: npt.NDArray[np.bool_],
) -> Choice:
    """CAP-6 for repeated events: the largest edition of the year a class of roles, the earliest of equals.

    `period` is the triennio each row is counted in. Editions with several teaching roles, or with a scientific
    director who did something else too, are left to the choice of one person, and so are persons with chained hosts.
    """
    c = people.credits
    rows = rows[~out[rows]]
    persons = chained.copy()
    if not rows.size:
        return Choice(rows, persons)
    person, day = c.person()[rows], c["acquired"][rows]
    role = role_classes()[c["role"][rows]]
    year = year_of(day).astype(np.int64)
    edition = np.where(c["edition"][rows] >= 0, c["edition"][rows].astype(np.int64), -day.astype(np.int64))
    group = np.stack([person, period[rows], c["event"][rows].astype(np.int64), year])
    competing = day >= book.since("CAP-6").toordinal()
    several_roles = (role == TEACHING_CLASS) & _repeats(np.vstack([group, edition, role]))
    director = (role == role_classes()[DIRECTOR]) & (day >= book.since("CAP-9").toordinal())
    doubtful = several_roles | (director & _repeats(np.vstack([group, edition])))
    persons[person[doubtful]] = True
    open_rows = competing & ~persons[person]
    rows, keys = rows[open_rows], np.vstack([group, role])[:, open_rows]
    stated = c["credits"][rows].astype(np.int64)
    order = np.lexsort((rows, -stated, *keys[::-1]))
    ordered = keys[:, order]
    loses = np.zeros(rows.size, dtype=bool)
    loses[1:] = (ordered[:, 1:] == ordered[:, :-1]).all(axis=0)
    return Choice(rows[order[loses]], persons)


def _repeats(keys: Ints) -> npt.NDArray[np.bool_]:
    """For each column of keys: does it come more than once?"""
    order = np.lexsort(keys[::-1])
    ordered = keys[:, order]
    same = (ordered[:, 1:] == ordered[:, :-1]).all(axis=0)
    twice = np.zeros(keys.shape[1], dtype=bool)
    twice[1:] |= same
    twice[:-1] |= same
    result = np.zeros(keys.shape[1], dtype=bool)
    result[order] = twice
    return result


@lru_cache(maxsize=1)
def role_classes() -> npt.NDArray[np.int64]:
    """Teacher, tutor and speaker are one class; every other role is its own."""
    return np.array([TEACHING_CLASS if role in TEACHING_ROLES else index for index, role in enumerate(ROLES)])


def choose_one_by_one(
    people: People,
    out: npt.NDArray[np.bool_],
    choice: Choice,
    competing: Ints,
    chained: Any,
    period: Any,
    book: Book,
) -> list[int]:
    """Rows excluded by another edition or role, for some persons, one at a time; with chained hosts, by these too.

    `competing` are the rows that compete at all: of repeated events, of workshops and their hosts.
    """
    person = people.credits.person()
    rows = competing[choice.persons[person[competing]]]
    rows = rows[~out[rows]]
    groups: dict[tuple[int, int], list[tuple[int, Placed]]] = {}
    for row, credit in zip(rows.tolist(), _competing(people, rows), strict=True):
        groups.setdefault((int(person[row]), int(period[row])), []).append((row, Placed(credit)))
    excluded: list[int] = []
    for (owner, _), members in groups.items():
        placed = [candidate for _, candidate in members]
        (choose_among if chained[owner] else choose_roles_and_editions)(placed, book)
        excluded += [row for row, candidate in members if not candidate.admitted]
    return excluded


def _competing(people: People, rows: Ints) -> list[Credit]:
    """Credits with what the choice among editions, roles and hosts looks at; called by their row."""
    c = people.credits
    columns = (
        c[name][rows].tolist()
        for name in ("acquired", "kind", "credits", "role", "event", "edition", "host_event")
    )
    return [
        Credit(
            f"{row:012d}",
            CREDIT_KINDS[kind],
            date.fromordinal(day),
            "",
            stated=stated,
            role=ROLES[role],
            event=str(event) if event >= 0 else None,
            edition=edition if edition >= 0 else None,
            host_event=str(host) if host >= 0 else None,
        )
        for row, (day, kind, stated, role, event, edition, host) in zip(
            rows.tolist(), zip(*columns, strict=True), strict=True
        )
    ]


def within_events(people: People, amount: Ints, repeated: Ints, period: Any, book: Book, limit: int) -> Ints:
    """At most 50 an event and year, in the trienni that have the limit; events that come once by a minimum."""
    c = people.credits
    limited = (c["kind"] == Kind.EVENT) & (period >= Triennio.of(book.since("CAP-5")).first)
    result = np.where(limited, np.minimum(amount, limit), amount)
    rows = repeated[limited[repeated]]
    if rows.size:
        group = (c["event"][rows].astype(np.int64) * 10_000 + year_of(c["acquired"][rows])) * 10_000 + period[
            rows
        ]
        result[rows] = chronological(amount[rows], group, limit, c.person()[rows])
    return result
