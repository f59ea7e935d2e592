"""Exact credits.

One credit is 16,200 units (2³·3⁴·5²): nested thirds, 20/40/60 %, half of 15 % and hundredths are whole
numbers of units, so that nothing is rounded before it is shown. An obligation of 150 credits is 2,430,000
units: it fits an int32, and so does the sum of all credits a person can hold in a triennio.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from triennio.kernel.faults import brief

UNITS_PER_CREDIT = 16_200
UNITS_PER_HUNDREDTH = UNITS_PER_CREDIT // 100


def units(amount: str | int | Decimal | Fraction) -> int:
    """Units of an amount of credits. Amounts finer than a unit are taken half up.

    >>> units("10.4")
    168480
    """
    exact = Fraction(amount) * UNITS_PER_CREDIT
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def hundredths(amount: int) -> int:
    """Hundredths of a credit of an amount in units, half up (away from zero, so that −x shows as −show(x)).

    >>> hundredths(units(Fraction(70, 3)))
    2333
    """
    if amount < 0:
        return -hundredths(-amount)
    return (2 * amount + UNITS_PER_HUNDREDTH) // (2 * UNITS_PER_HUNDREDTH)


def text_of_hundredths(amount: int) -> str:
    """`-2333` → `"-23.33"`: the decimal string of the interfaces, always two digits, dot, no thousands mark."""
    sign = "-" if amount < 0 else ""
    whole, cents = divmod(abs(amount), 100)
    return f"{sign}{whole}.{cents:02d}"


def shown(amount: int) -> str:
    """An amount in units as the interfaces write it: two decimals with a dot, rounded half up, once, here."""
    return text_of_hundredths(hundredths(amount))


def italian(amount: str | int) -> str:
    """An amount for a sentence in Italian: decimal comma, no needless zeros (`"46.67"` → `46,67`, 20.00 → `20`)."""
    text = shown(amount) if isinstance(amount, int) else amount
    whole, _, cents = text.partition(".")
    cents = cents.rstrip("0")
    return f"{whole},{cents}" if cents else whole


def parse_amount(value: object, places: int = 2) -> Decimal:
    """A decimal given as text or whole number, not negative, with at most `places` decimals.

    Raises ValueError with a sentence; binary floats are accepted only when their shortest text is exact
    (JSON has no decimals: `"hours": 12.5` means 12.5).
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise ValueError(f"not an amount: {brief(value)}")
    text = str(value).strip()
    whole, dot, cents = text.partition(".")
    if not (whole.isascii() and whole.isdigit()) or (dot and not (cents.isascii() and cents.isdigit())):
        raise ValueError(f"not an amount: {brief(value)}")
    if len(whole) > 7:
        raise ValueError(f"amount too large: {brief(value)}")
    number = Decimal(text)
    if number != number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):
        raise ValueError(f"more than {places} decimals: {brief(value)}")
    return number
