"""From cited values to the flat numbers of one triennio under one choice of policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from triennio.kernel.units import units
from triennio.rules.book.model import Params, Period, Value
from triennio.rules.engine.pools import in_order

if TYPE_CHECKING:
    from triennio.rules.book.model import Book


def number(value: Value, text: str) -> int:
    """One number in the unit of its value: credits become engine units, the rest stays a whole number."""
    if value.unit in ("credits", "table"):
        return units(Fraction(text))
    return int(text)


def chosen(value: Value, choices: Mapping[str, str]) -> Any:
    """The value under the policies: as written, or as its policy says."""
    if not value.policy:
        return value.value
    choice = choices[value.policy]
    return value.by_policy.get(choice, choice) if value.by_policy or choice else value.value


def resolved(value: Value, choices: Mapping[str, str]) -> Any:
    """An int, or a tuple of ints, or for a table a tuple of (lower bound, amount)."""
    raw = chosen(value, choices)
    if value.unit == "table":
        return tuple((number(value, lower), number(value, amount)) for lower, amount in raw)
    if isinstance(raw, list):
        return tuple(number(value, item) for item in raw)
    return number(value, raw)


def resolve(book: Book, triennio: Period, choices: Mapping[str, str]) -> Params:
    """The parameters of a period. Shared values first, those of the period's own file over them."""
    applicable = [value for value in book.values if value.triennio in (None, triennio)]
    origin = {value.key: value for value in applicable}
    values = {key: resolved(value, choices) for key, value in origin.items()}
    pools = tuple(
        replace(pool, yearly=choices[extra["yearly_policy"]] == "yearly")
        if "yearly_policy" in extra
        else pool
        for pool, extra in book.pools.get(triennio, ())
    )
    return Params(triennio, values, origin, in_order(pools), dict(choices))
