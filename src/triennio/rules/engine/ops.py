"""The operators of which every step is made, bound to ints, to ints with a note of who won, and to NumPy.

A step uses only these and `+ - * & | == < > <= >=`, which mean the same on ints and on arrays. Conditions are
0/1. Divisions are only by parameters of the law, never by data.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

Value = Any
"""An int, or an int64 array with one element a row: the same step runs on both."""


class Ops(Protocol):
    """The operators of the algebra."""

    def least(self, a: Value, b: Value) -> Value: ...
    def greatest(self, a: Value, b: Value) -> Value: ...
    def where(self, condition: Value, a: Value, b: Value) -> Value: ...
    def share(self, amount: Value, numerator: Value, denominator: int) -> Value:
        """amount × numerator ÷ denominator, half up to a unit; exact for every share the rulebooks hold."""

    def floor(self, amount: Value, denominator: int) -> Value: ...
    def ceil(self, amount: Value, denominator: int) -> Value: ...


class IntOps:
    """One person: plain Python ints."""

    def least(self, a: Value, b: Value) -> Value:
        return a if a <= b else b

    def greatest(self, a: Value, b: Value) -> Value:
        return a if a >= b else b

    def where(self, condition: Value, a: Value, b: Value) -> Value:
        return a if condition else b

    def share(self, amount: Value, numerator: Value, denominator: int) -> Value:
        return (2 * amount * numerator + denominator) // (2 * denominator)

    def floor(self, amount: Value, denominator: int) -> Value:
        return amount // denominator

    def ceil(self, amount: Value, denominator: int) -> Value:
        return -(-amount // denominator)


class RecordingOps(IntOps):
    """Ints, and a note of which side of each `least`, `greatest` and `where` won, for the trace."""

    def __init__(self) -> None:
        self.winners: list[tuple[str, int]] = []

    def least(self, a: Value, b: Value) -> Value:
        self.winners.append(("least", 0 if a <= b else 1))
        return super().least(a, b)

    def greatest(self, a: Value, b: Value) -> Value:
        self.winners.append(("greatest", 0 if a >= b else 1))
        return super().greatest(a, b)

    def where(self, condition: Value, a: Value, b: Value) -> Value:
        self.winners.append(("where", 0 if condition else 1))
        return super().where(condition, a, b)

    def taken(self) -> tuple[tuple[str, int], ...]:
        """The notes since the last call."""
        noted, self.winners = tuple(self.winners), []
        return noted


class NumpyOps:
    """Many rows: int64 arrays. Narrower columns are widened at the boundary, before any arithmetic."""

    def least(self, a: Value, b: Value) -> Value:
        return np.minimum(a, b)

    def greatest(self, a: Value, b: Value) -> Value:
        return np.maximum(a, b)

    def where(self, condition: Value, a: Value, b: Value) -> Value:
        return np.where(condition, a, b)

    def share(self, amount: Value, numerator: Value, denominator: int) -> Value:
        return (2 * amount * numerator + denominator) // (2 * denominator)

    def floor(self, amount: Value, denominator: int) -> Value:
        return amount // denominator

    def ceil(self, amount: Value, denominator: int) -> Value:
        return -(-amount // denominator)


def most_favourable(ops: Ops, older: Value, newer: Value) -> Value:
    """The reduction that helps the professional more, where a favourable-rule clause lets both measures compete."""
    return ops.greatest(older, newer)
