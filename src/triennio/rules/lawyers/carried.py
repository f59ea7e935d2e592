"""What passes from one year to another, as a person reads it: one line each, with rule and sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triennio.kernel.units import italian, shown
from triennio.kernel.year import Year
from triennio.rules.lawyers.fold import Career, Period

FLOWS = ((2, 1), (1, 2), (3, 2), (2, 3))
"""Giver and taker, as places in the triennio."""


def carried(period: Period, year: Year, found: Career) -> list[dict[str, Any]]:
    """Each line: `direction` (`took`, `gave`), the other period, credits, rule, one sentence in Italian."""
    return [
        *_compensation(period, year),
        *_surplus_taken(period, year, found),
        *_surplus_given(period, found),
    ]


def _line(direction: str, other: str, credits: int, rule: str, reason: str) -> dict[str, Any]:
    return {
        "direction": direction,
        "other": other,
        "credits": shown(credits),
        "rule": rule,
        "reason": reason,
    }


def _compensation(period: Period, year: Year) -> Iterator[dict[str, Any]]:
    place = period.span.years.index(year) + 1
    for giver, taker in FLOWS:
        if place not in (giver, taker):
            continue
        amount = period.units(f"compulsory_{giver}_to_{taker}") + period.units(f"any_{giver}_to_{taker}")
        if not amount:
            continue
        gave, took = period.span.years[giver - 1], period.span.years[taker - 1]
        reason = f"Il {gave} cede {italian(amount)} al {took}, anno vicino dello stesso triennio."
        direction, other = ("gave", took) if place == giver else ("took", gave)
        yield _line(direction, str(other), amount, "AVV-COMP", reason)


def _surplus_taken(period: Period, year: Year, found: Career) -> Iterator[dict[str, Any]]:
    amount = period.of_year("received", year)
    if amount and found.source is not None:
        name = found.source.span.name
        reason = f"L'eccedenza del {name} copre {italian(amount)}."
        yield _line("took", name, amount, "AVV-ECC", reason)


def _surplus_given(period: Period, found: Career) -> Iterator[dict[str, Any]]:
    if period is not found.source:
        return
    for other in found.periods:
        amount = other.units("received_in_all")
        if amount:
            reason = f"{italian(amount)} dell'eccedenza vanno al {other.span.name}."
            yield _line("gave", other.span.name, amount, "AVV-ECC", reason)
