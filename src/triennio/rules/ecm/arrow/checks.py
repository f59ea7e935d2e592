"""What a register must hold to be computed: the bounds that a case in JSON is read with, for whole columns at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from triennio.kernel.faults import Fault, InputFaults
from triennio.rules.ecm.arrow.people import NO_DAY, People, Rows
from triennio.rules.ecm.arrow.schema import ITEMS, MOST_HUNDREDTHS
from triennio.rules.ecm.arrow.words import LETTERS, OPTIONAL, WORDS
from triennio.rules.ecm.dossier import AREAS
from triennio.rules.ecm.facts import CREDIT_KINDS, FACT_KINDS
from triennio.rules.reader import FIRST_YEAR, LAST_YEAR

MOST_DISCIPLINE, MOST_PROFESSION, MOST_OBJECTIVE = 10_000, 30, 999
MOST_DAYS, MOST_EDITION, WHOLE_SHARE = 100_000, 1_000_000, 10_000
ANCHOR = 2011
OF_A_TRIENNIO = ("previous_credits", "certified", "vaccine_credits", "closed_previous_late")
FROM_A_DAY = ("retired", "regular_practice_declared")


def _day(year: int) -> int:
    return int(np.datetime64(f"{year}-01-01", "D").astype(np.int64))


DAYS = (_day(FIRST_YEAR), _day(LAST_YEAR + 1) - 1)
AMOUNT, MAYBE_AMOUNT = (0, MOST_HUNDREDTHS), (-1, MOST_HUNDREDTHS)
_ABSENCE = {"hours": MAYBE_AMOUNT, "credits": MAYBE_AMOUNT}
BOUNDS: dict[str, dict[str, tuple[int, int]]] = {
    "facts": {"credits": AMOUNT, "share": (0, WHOLE_SHARE), "yearly_income": MAYBE_AMOUNT},
    "dossiers": {f"{area}_{what}": AMOUNT for area in AREAS for what in ("planned", "realised")},
    "exonerations": _ABSENCE,
    "exemptions": _ABSENCE,
    "credits": {
        "credits": MAYBE_AMOUNT,
        "recognised": MAYBE_AMOUNT,
        "event": (-1, MOST_HUNDREDTHS),
        "host_event": (-1, MOST_HUNDREDTHS),
        "edition": (-1, MOST_EDITION),
        "objective": (-1, MOST_OBJECTIVE),
        "months": (0, MOST_HUNDREDTHS),
        "hours": MAYBE_AMOUNT,
        "days": (-1, MOST_DAYS),
        "country": (-1, LETTERS * LETTERS - 1),
    },
}


def check(people: People) -> None:
    """Refuse the first thing that cannot be. Raises InputFaults naming table, person and column."""
    _check_persons(people)
    for table, rows in people.lists.items():
        look = _Look(people, table, rows)
        for field in ITEMS[table]:
            if str(field.type) == "date32[day]":
                look.within(field.name, DAYS, maybe=field.nullable)
            elif f"{table}.{field.name}" in WORDS:
                look.word(field.name)
        for name, bounds in BOUNDS.get(table, {}).items():
            look.within(name, bounds)
    _check_facts(_Look(people, "facts", people.lists["facts"]))
    for table in ("exonerations", "exemptions"):
        look = _Look(people, table, people.lists[table])
        columns = look.rows.columns
        look.refuse_any(columns["to"] < columns["from"], "to", "before `from`")
        chosen = columns["chosen_year"]
        given = chosen != -1
        look.refuse_any(given & ((chosen < FIRST_YEAR) | (chosen > LAST_YEAR)), "chosen_year", "out of range")
    _check_credits(people)


class _Look:
    """Looking at one list of many people: finds the first row that is wrong and says whose it is."""

    def __init__(self, people: People, table: str, rows: Rows) -> None:
        self.people, self.table, self.rows = people, table, rows

    def within(self, name: str, bounds: tuple[int, int], maybe: bool = False) -> None:
        column = self.rows.columns[name]
        if not len(column) or (column.min() >= bounds[0] and column.max() <= bounds[1]):
            return
        wrong = (column < bounds[0]) | (column > bounds[1])
        self.refuse_any(wrong & (column != NO_DAY) if maybe else wrong, name, "out of range")

    def word(self, name: str) -> None:
        where = f"{self.table}.{name}"
        column, least = self.rows.columns[name], -1 if where in OPTIONAL else 0
        self.refuse_any((column < least) | (column >= len(WORDS[where])), name, "not a code of its list")

    def refuse_any(self, wrong: Any, column: str, message: str) -> None:
        if wrong.any():
            row = int(wrong.argmax())
            owner = int(np.searchsorted(self.rows.offsets, row, side="right")) - 1
            place = row - int(self.rows.offsets[owner])
            raise fault(self.table, self.people.keys[owner].as_py(), place, column, message)


def fault(table: str, person: str, place: int, column: str, message: str) -> InputFaults:
    """One fault, told by whose item it is: rows move when a register is nested, people do not."""
    return InputFaults([Fault(table, f"person '{person}', item {place}: column '{column}': {message}")])


def _check_persons(people: People) -> None:
    columns = people.columns
    for name, bounds in (("profession", (0, MOST_PROFESSION)), ("practice", (0, 1)), ("born", DAYS)):
        column = columns[name]
        wrong = ((column < bounds[0]) | (column > bounds[1])) & (column != NO_DAY)
        if wrong.any():
            key = people.keys[int(wrong.argmax())].as_py()
            raise InputFaults([Fault("persons", f"person '{key}': column '{name}': out of range")])
    look = _Look(people, "persons", people.disciplines)
    look.refuse_any(
        (people.disciplines.columns["code"] < 0) | (people.disciplines.columns["code"] > MOST_DISCIPLINE),
        "disciplines",
        "out of range",
    )


def _check_facts(look: _Look) -> None:
    columns = look.rows.columns
    kind, triennio = columns["kind"], columns["triennio"]
    bound = np.isin(kind, [FACT_KINDS.index(word) for word in OF_A_TRIENNIO])
    wrong = ((triennio - ANCHOR) % 3 != 0) | (triennio < FIRST_YEAR) | (triennio > LAST_YEAR)
    look.refuse_any(bound & wrong, "triennio", "not the first year of a triennio")
    dated = np.isin(kind, [FACT_KINDS.index(word) for word in FROM_A_DAY])
    look.refuse_any(dated & (columns["from"] == NO_DAY), "from", "missing")


def _check_credits(people: People) -> None:
    rows, moves = people.lists["credits"], people.lists["moves"]
    look = _Look(people, "credits", rows)
    event = rows.columns["kind"] == CREDIT_KINDS.index("event")
    look.refuse_any(event & (rows.columns["credits"] < 0), "credits", "missing")
    acquired = rows.columns["acquired"]
    falls = np.zeros(len(acquired), dtype=bool)
    falls[1:] = acquired[1:] < acquired[:-1]
    starts = rows.offsets[:-1]
    falls[starts[starts < len(falls)]] = False
    look.refuse_any(falls, "acquired", "not in order of day")
    look = _Look(people, "moves", moves)
    most = np.repeat(np.diff(rows.offsets), np.diff(moves.offsets))
    credit, to = moves.columns["credit"], moves.columns["to"]
    look.refuse_any((credit < 0) | (credit >= most), "credit", "no credit with this number")
    look.refuse_any((to - ANCHOR) % 3 != 0, "to", "not the first year of a triennio")
