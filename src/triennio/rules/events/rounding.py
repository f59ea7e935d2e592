"""The rounding steps of the criteria, on exact numbers."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

HALF = Fraction(1, 2)


def cut(amount: Fraction, places: int = 0) -> Fraction:
    """Towards zero. Amounts here are never negative."""
    scale = 10**places
    return Fraction(floor(amount * scale), scale)


def half_up(amount: Fraction, places: int = 0) -> Fraction:
    """To the nearest; the half goes up (7.50 → 8)."""
    scale = 10**places
    return Fraction(floor(amount * scale + HALF), scale)


def half_down(amount: Fraction, places: int = 0) -> Fraction:
    """To the nearest; the half goes down (7.50 → 7, 7.51 → 8)."""
    scale = 10**places
    return Fraction(ceil(amount * scale - HALF), scale)


def up_to_tenth(amount: Fraction) -> Fraction:
    """Never down: 1.54 → 1.6."""
    return Fraction(ceil(amount * 10), 10)


def credits(amount: Fraction) -> Fraction:
    """One decimal, half up: the form in which credits are reported."""
    return half_up(amount, 1)


WAYS = {"cut": cut, "half_up": half_up, "half_down": half_down}
"""The words that the rulebook uses for a way of rounding."""


def said(amount: Fraction | int, places: int = 0) -> str:
    """A number for an Italian reader: decimal comma, at most two decimals, at least `places`."""
    hundredths = int(half_up(Fraction(amount), 2) * 100)
    whole, rest = divmod(hundredths, 100)
    decimals = f"{rest:02d}".rstrip("0").ljust(places, "0")
    return f"{whole},{decimals}" if decimals else str(whole)
