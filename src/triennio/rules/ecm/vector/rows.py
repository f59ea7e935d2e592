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
from triennio.rules.ecm.credits import family
from triennio.rules.ecm.facts import CREDIT_KINDS, ROLES, Credit
from triennio.rules.ecm.read import EVENT_TYPES, FORMATS
from triennio.rules.ecm.vector.due import year_of
from triennio.rules.ecm.vector.editions import numbered
from triennio.rules.ecm.vector.ledger import Ledger
from triennio.rules.ecm.vector.register import Items, People
from triennio.rules.ecm.work import recognition_plan
from triennio.rules.engine.plan import Plan
from triennio.rules.engine.run_numpy import Chunk, chronological, run_numpy
from triennio.rules.engine.step import Axis

Ints = npt.NDArray[np.int64]
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
    period: npt.NDArray[np.int16]
    day: npt.NDArray[np.integer]
    year: npt.NDArray[np.int16]
    amount: npt.NDArray[np.int64]
    sort: npt.NDArray[np.uint8]

    def ledgers(self, trienni: Sequence[Triennio], people: int) -> dict[Triennio, Ledger]:
        """What counts in each of these trienni, which follow each other."""
        first, count = trienni[0].first, len(trienni)
        index = ((self.period - np.int16(first)) // np.int16(3)).astype(np.int8)
        rows = np.flatnonzero((self.amount > 0) & (index >= 0) & (index < count))
        rows = rows[np.argsort(index[rows], kind="stable")]
        ends = np.cumsum(np.bincount(index[rows], minlength=count))
        found = {}
        for triennio, start, end in zip(trienni, [0, *ends], ends, strict=False):
            own = rows[start:end]
            person = self.person[own]
            offsets = np.zeros(people + 1, dtype=np.int64)
            np.cumsum(np.bincount(person, minlength=people), out=offsets[1:])
            found[triennio] = Ledger(
                offsets, person, self.amount[own], self.sort[own], triennio, self.day, self.year, own
            )
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


def within_events(
    credits: Items, amount: Ints, repeated: Ints, event: Ints, period: Ints, book: Book, limit: int
) -> Ints:
    """At most 50 an event and year, in the trienni that have the limit; events that come once by a minimum.

    `event` is a number of each row's event, no other person's; `repeated` are rows of those that come more than once.
    """
    limited = (credits["kind"] == Kind.EVENT) & (period >= Triennio.of(book.since("CAP-5")).first)
    result = np.where(limited, np.minimum(amount, limit), amount)
    rows = repeated[limited[repeated] & (amount[repeated] > 0)]
    if rows.size:
        group = numbered(event[rows], year_of(credits["acquired"][rows]), period[rows])
        result[rows] = chronological(amount[rows], group, limit, np.zeros(rows.size, dtype=np.int64))
    return result
