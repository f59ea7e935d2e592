"""The line that may stand on a prescription pad: the obligation of a triennio is complete, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from triennio.kernel.triennio import Triennio
from triennio.kernel.units import italian


@dataclass(frozen=True, slots=True)
class Card:
    """`covered`: complete only because surplus of other trienni fills it. `text` is the line, always in Italian."""

    triennio: str
    complete: bool
    covered: bool
    missing: str
    ended: bool
    end: date
    text: str


def cards(answer: Mapping[str, Any], day: date) -> list[Card]:
    """The last ended triennio with an obligation first, then the current one; a position of the rules in."""
    bound = [each for each in answer["trienni"] if Decimal(each["obligation"]) > 0]
    ended = [each for each in bound if each["ended"]][-1:]
    now = [each for each in bound if not each["ended"]][-1:]
    compensated = answer["compensation"]["certifiable"]
    return [_card(each, bool(compensated.get(each["triennio"])), day) for each in ended + now]


def _card(triennio: Mapping[str, Any], compensated: bool, day: date) -> Card:
    alone = bool(triennio["certifiable"])
    covered = not alone and bool(triennio["ended"]) and compensated
    complete = alone or covered
    name = triennio["triennio"]
    state = "completato" if complete else "non completato"
    when = f"{day.day:02d}/{day.month:02d}/{day.year}"
    return Card(
        name,
        complete,
        covered,
        italian(triennio["missing"]),
        bool(triennio["ended"]),
        Triennio.parse(name).end,
        f"Obbligo formativo ECM del triennio {name}: {state} (al {when}).",
    )
