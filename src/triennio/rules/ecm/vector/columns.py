"""From the columns of the nested Arrow table to those of the fast route: day numbers instead of days since 1970."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from triennio.rules.ecm.dossier import AREAS
from triennio.rules.ecm.facts import Case
from triennio.rules.ecm.vector.register import Items, People

if TYPE_CHECKING:
    from triennio.rules.ecm.arrow.people import People as ArrowPeople
    from triennio.rules.ecm.arrow.people import Rows

EPOCH = date(1970, 1, 1).toordinal()
DAYS = frozenset(
    (
        *("persons.born", "register.date", "facts.from", "dossiers.built", "credits.acquired", "moves.on"),
        *(f"{table}.{name}" for table in ("exonerations", "exemptions") for name in ("from", "to", "filed")),
    )
)
AREA_COLUMNS = tuple(f"{area}_{what}" for area in AREAS for what in ("planned", "realised"))
USED: dict[str, tuple[str, ...]] = {
    "register": ("act", "date"),
    "facts": ("kind", "triennio", "credits", "share", "from", "yearly_income"),
    "dossiers": ("type", "built", "realised", "by_area", *AREA_COLUMNS),
    "exonerations": ("kind", "from", "to", "filed", "chosen_year", "hours"),
    "exemptions": ("kind", "from", "to", "filed"),
    "credits": (
        *("kind", "role", "acquired", "credits", "recognised", "event", "edition", "host_event", "recruited"),
        *("format", "event_type", "accredited", "indexed", "medium", "position", "months", "hours", "days"),
        *("leef", "country", "distance"),
    ),
    "moves": ("credit", "to", "on"),
}


def from_arrow(people: ArrowPeople, case: Callable[[int], Case]) -> People:
    """The same people; `case(i)` decodes one of them, credits in the order of the table."""
    lists = {name: _items(name, people.lists[name], columns) for name, columns in USED.items()}
    person = {
        name: _values(f"persons.{name}", people.columns[name])
        for name in ("profession", "practice", "born", "nhs_work")
    }
    return People(count=len(people), person=person, case=case, **lists)


def _items(table: str, rows: Rows, columns: tuple[str, ...]) -> Items:
    return Items(
        rows.offsets.astype(np.int64),
        {name: _values(f"{table}.{name}", rows.columns[name]) for name in columns},
    )


def _values(name: str, column: Any) -> Any:
    """Days become day numbers, −1 where none is given; the rest stays as narrow as it is."""
    if name not in DAYS:
        return column
    return np.where(column < -EPOCH, -1, column + EPOCH).astype(np.int32)
