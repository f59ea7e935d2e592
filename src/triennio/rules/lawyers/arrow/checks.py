"""What a register of lawyers must hold: the bounds that a case in JSON is read with, for whole columns at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from triennio.kernel.faults import Fault, InputFaults
from triennio.rules.ecm.arrow.checks import AMOUNT, DAYS, MAYBE_AMOUNT, fault
from triennio.rules.lawyers.arrow.people import NO_DAY, People, owners
from triennio.rules.lawyers.arrow.schema import ITEMS
from triennio.rules.lawyers.arrow.words import WORDS
from triennio.rules.lawyers.facts import EXEMPT_KINDS, REACHED_KINDS

NOT_IN_CREDITS = [WORDS["exemptions.kind"].index(kind) for kind in (*REACHED_KINDS, *EXEMPT_KINDS)]


def check(people: People) -> None:
    """Refuse the first thing that cannot be. Raises InputFaults naming table, person and column."""
    born = people.born
    wrong = ((born < DAYS[0]) | (born > DAYS[1])) & (born != NO_DAY)
    if wrong.any():
        key = people.keys[int(wrong.argmax())].as_py()
        raise InputFaults([Fault("persons", f"person '{key}': column 'born': out of range")])
    for table, fields in ITEMS.items():
        look = _Look(people, table)
        for field in fields:
            if f"{table}.{field.name}" in WORDS:
                look.within(
                    field.name, (0, len(WORDS[f"{table}.{field.name}"]) - 1), "not a code of its list"
                )
            elif str(field.type) == "date32[day]":
                look.within(field.name, DAYS, maybe=field.nullable)
    _check_exemptions(_Look(people, "exemptions"))
    _check_credits(_Look(people, "credits"))


class _Look:
    """Looking at one list of many people: finds the first row that is wrong and says whose it is."""

    def __init__(self, people: People, table: str) -> None:
        self.people, self.table, self.rows = people, table, people.lists[table]

    def within(
        self, name: str, bounds: tuple[int, int], message: str = "out of range", maybe: bool = False
    ) -> None:
        column = self.rows.columns[name]
        wrong = (column < bounds[0]) | (column > bounds[1])
        self.refuse_any(wrong & (column != NO_DAY) if maybe else wrong, name, message)

    def refuse_any(self, wrong: Any, column: str, message: str) -> None:
        if wrong.any():
            row = int(wrong.argmax())
            owner = int(np.searchsorted(self.rows.offsets, row, side="right")) - 1
            place = row - int(self.rows.offsets[owner])
            raise fault(self.table, self.people.keys[owner].as_py(), place, column, message)


def _check_exemptions(look: _Look) -> None:
    look.within("credits", MAYBE_AMOUNT)
    look.within("compulsory", MAYBE_AMOUNT)
    columns = look.rows.columns
    look.refuse_any((columns["to"] != NO_DAY) & (columns["to"] < columns["from"]), "to", "before `from`")
    credits, compulsory = columns["credits"], columns["compulsory"]
    measured = np.isin(columns["kind"], NOT_IN_CREDITS) & (credits >= 0)
    look.refuse_any(measured, "credits", "only a waiver is measured in credits")
    look.refuse_any(compulsory > np.maximum(credits, 0), "compulsory", "a part of `credits` is needed")


def _check_credits(look: _Look) -> None:
    look.within("credits", AMOUNT)
    acquired, owner = look.rows.columns["acquired"], owners(look.rows)
    falls = np.zeros(len(acquired), dtype=bool)
    falls[1:] = (acquired[1:] < acquired[:-1]) & (owner[1:] == owner[:-1])
    look.refuse_any(falls, "acquired", "not in order of day")
