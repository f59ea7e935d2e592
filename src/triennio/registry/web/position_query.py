"""What the address of a position asks for: `?periodo=2023-2025&giorno=2024-05-01`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from triennio.kernel.triennio import Triennio

FIRST_DAY = date(2014, 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """`day` is the day to judge on, `period` the triennio to look at (None: that of the day). `fault` says what of the
    address could not be followed, "" when all of it was.
    """

    day: date
    period: Triennio | None
    fault: str = ""


def asked(query: QueryDict, today: date) -> Asked:
    """Read the address. What cannot be followed gives today's position and a sentence, never an error."""
    day, fault = today, ""
    if text := query.get("giorno", "").strip():
        try:
            wanted = date.fromisoformat(text)
        except ValueError:
            fault = _("Il giorno non si legge: la posizione qui sotto è quella di oggi.")
        else:
            if FIRST_DAY <= wanted <= today:
                day = wanted
            else:
                fault = _("Si può scegliere un giorno dal 1º gennaio 2014 a oggi: qui sotto c’è oggi.")
    period = None
    if text := query.get("periodo", "").strip():
        try:
            period = Triennio.parse(text)
        except ValueError:
            fault = fault or _("Il triennio non si legge: qui sotto c’è quello di oggi.")
        else:
            if not FIRST_DAY <= period.start <= day:
                period = None
    return Asked(day, period, fault)
