"""Amounts as people read them, and lengths as pictures want them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from triennio.kernel.units import italian

MINUS: Final = "−"
_HUNDRED = Decimal(100)


def said(amount: str | Decimal) -> str:
    """An amount of the engine in Italian: comma, no needless zeros, a true minus sign (`"-23.33"` →
    `−23,33`).
    """
    return italian(str(amount)).replace("-", MINUS)


def percent(part: Decimal, whole: Decimal) -> str:
    """The length of `part` on a scale of `whole`, for an SVG attribute: between 0% and 100%, always with a
    dot.
    """
    if whole <= 0:
        return "0%"
    share = min(max(part / whole * _HUNDRED, Decimal(0)), _HUNDRED)
    return f"{share.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%"


def pixels(part: Decimal, whole: Decimal, room: int) -> str:
    """The length of `part` in a room of so many pixels on a scale of `whole`, one decimal, never outside the room."""
    if whole <= 0:
        return "0"
    length = min(max(part / whole * room, Decimal(0)), Decimal(room))
    return str(length.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
